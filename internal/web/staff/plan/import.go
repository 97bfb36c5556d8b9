package plan

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"strings"

	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// maxDocument is the largest file that is read, in bytes: a scan, which has no
// text to read anyway, would be larger.
const maxDocument = 20 << 20

// ImportForm asks for a document.
func (p *Pages) ImportForm(w http.ResponseWriter, r *http.Request) error {
	return p.importForm(w, r, http.StatusOK, kit.NewForm(r))
}

func (p *Pages) importForm(w http.ResponseWriter, r *http.Request, status int, f *kit.Form) error {
	page := kit.Page(r, kit.T(r, "plan.import"), listPath, ui.Link{Label: kit.T(r, "plan.list"), Href: listPath})
	return kit.Render(w, r, status, importBody(page, f))
}

// Import reads a document and keeps what was found as a draft, to be corrected
// before it comes into force. A document that is being corrected already leads to
// its draft.
func (p *Pages) Import(w http.ResponseWriter, r *http.Request) error {
	f, err := kit.ReadForm(r)
	if err != nil {
		return err
	}
	source, name := upload(f)
	if !f.OK() {
		return p.importForm(w, r, http.StatusUnprocessableEntity, f)
	}
	paper, already, err := p.plans.Read(r.Context(), kit.Actor(r), source, name)
	if e := errs.As(err); e != nil && e.Key == "plan.already_adopted" {
		return p.adoptedAlready(w, r, source, name)
	}
	if status := refused(f, err); status != 0 {
		return p.importForm(w, r, status, f)
	}
	if err != nil {
		return err
	}
	switch open := paper.Reading.OpenWarnings(); {
	case already:
		kit.FlashWarning(w, r, "reading.already_open", paper.SourceName)
	case open > 0:
		kit.FlashWarning(w, r, "reading.read_warnings", i18n.T(r.Context(), "reading.warnings_count", open))
	default:
		kit.Flash(w, r, "reading.read")
	}
	return kit.Redirect(w, r, screenPath(paper.ID))
}

// adoptedAlready leads to the plan that was made from the same document.
func (p *Pages) adoptedAlready(w http.ResponseWriter, r *http.Request, source []byte, name string) error {
	sum := sha256.Sum256(source)
	id, err := p.plans.PlanOf(r.Context(), p.db.Reader(), hex.EncodeToString(sum[:]))
	if err != nil || id == "" {
		return err
	}
	kit.FlashWarning(w, r, "plan.already_adopted", name)
	return kit.Redirect(w, r, listPath+"/"+id)
}

// upload is the document of the form's file field.
func upload(f *kit.Form) ([]byte, string) {
	file := f.File("file")
	if file == nil {
		f.Add("file", "plan.file_missing")
		return nil, ""
	}
	defer func() { _ = file.Close() }()
	source, err := io.ReadAll(io.LimitReader(file, maxDocument+1))
	switch {
	case err != nil:
		f.Add("file", "file.unreadable")
	case len(source) == 0:
		f.Add("file", "file.empty")
	case len(source) > maxDocument:
		f.Add("file", "plan.too_long", baseName(file.Name), maxDocument>>20)
	}
	return source, baseName(file.Name)
}

// baseName is a file's name without the folders that some browsers send.
func baseName(name string) string {
	name = i18n.Clean(strings.ReplaceAll(name, `\`, "/"))
	if rs := []rune(name[strings.LastIndexByte(name, '/')+1:]); len(rs) > 0 {
		return string(rs[max(0, len(rs)-120):])
	}
	return "ke-hoach.txt"
}

// refused takes up what is wrong with the document as a fault of the file; 0
// where err (nil or not) is the answer.
func refused(f *kit.Form, err error) int {
	e := errs.As(err)
	switch {
	case e == nil || len(e.Fields) > 0:
		return f.Refused(err)
	case e.Kind == errs.Invalid:
		f.Add("file", e.Key, e.Args...)
		return http.StatusUnprocessableEntity
	case e.Kind == errs.Conflict:
		f.Add("file", e.Key, e.Args...)
		return http.StatusConflict
	}
	return 0
}
