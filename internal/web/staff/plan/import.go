package plan

import (
	"encoding/base64"
	"io"
	"net/http"
	"strings"

	"lantoa/internal/civil"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/plan"
	"lantoa/internal/plan/parse"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// importView is what was read out of a document that is not stored yet.
type importView struct {
	page   ui.StaffPage
	draft  parse.Draft
	found  plan.Imported
	name   string
	source string // the document itself, for the form that confirms
	today  civil.Day
}

// ImportForm asks for a document.
func (p *Pages) ImportForm(w http.ResponseWriter, r *http.Request) error {
	return p.importForm(w, r, http.StatusOK, kit.NewForm(r))
}

func (p *Pages) importForm(w http.ResponseWriter, r *http.Request, status int, f *kit.Form) error {
	page := kit.Page(r, kit.T(r, "plan.import"), listPath, ui.Link{Label: kit.T(r, "plan.list"), Href: listPath})
	return kit.Render(w, r, status, importBody(page, f))
}

// Import reads a document and shows what was found; with the document confirmed
// it is stored. Between the two nothing is kept: the page carries the document.
func (p *Pages) Import(w http.ResponseWriter, r *http.Request) error {
	f, err := kit.ReadForm(r)
	if err != nil {
		return err
	}
	confirmed := f.Value("source") != ""
	source, name := confirmedSource(f)
	if !confirmed {
		source, name = upload(f)
	}
	if !f.OK() {
		return p.importForm(w, r, http.StatusUnprocessableEntity, f)
	}
	draft := parse.Parse(string(source))
	act := p.plans.Check
	if confirmed {
		act = p.plans.Import
	}
	found, err := act(r.Context(), kit.Actor(r), draft, source, name)
	if status := refused(f, err); status != 0 {
		return p.importForm(w, r, status, f)
	}
	if err != nil {
		return err
	}
	if found.Already || confirmed {
		return p.imported(w, r, draft, found)
	}
	page := kit.Page(r, kit.T(r, "plan.check"), listPath, ui.Link{Label: kit.T(r, "plan.list"), Href: listPath}, ui.Link{Label: kit.T(r, "plan.import"), Href: importPath})
	return kit.Render(w, r, http.StatusOK, checkBody(importView{page: page, draft: draft, found: found, name: name,
		source: base64.StdEncoding.EncodeToString(source), today: p.today()}))
}

// upload is the document of the form's file field.
func upload(f *kit.Form) ([]byte, string) {
	file := f.File("file")
	if file == nil {
		f.Add("file", "plan.file_missing")
		return nil, ""
	}
	defer func() { _ = file.Close() }()
	source, err := io.ReadAll(io.LimitReader(file, parse.MaxText+1))
	switch {
	case err != nil:
		f.Add("file", "file.unreadable")
	case len(source) == 0:
		f.Add("file", "file.empty")
	}
	return source, baseName(file.Name)
}

// confirmedSource is the document that the page of what was found carries.
func confirmedSource(f *kit.Form) ([]byte, string) {
	source, err := base64.StdEncoding.DecodeString(f.Value("source"))
	if err != nil {
		f.Add("file", "plan.lost")
	}
	return source, baseName(f.Value("name"))
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

// imported leads to the plan's page and says what was done.
func (p *Pages) imported(w http.ResponseWriter, r *http.Request, d parse.Draft, found plan.Imported) error {
	switch {
	case found.Already:
		kit.FlashWarning(w, r, "plan.already", d.Symbol)
	case len(found.Unmatched) > 0:
		kit.FlashWarning(w, r, "plan.imported_unmatched", d.Symbol, strings.Join(found.Unmatched, "; "))
	default:
		kit.Flash(w, r, "plan.imported", d.Symbol)
	}
	if civil.Day(d.Date) > p.today() {
		return kit.Redirect(w, r, listPath) // it has no page before its day
	}
	return kit.Redirect(w, r, listPath+"/"+found.PlanID)
}

func (v importView) facts(p *i18n.Printer) []ui.Description {
	d := v.draft
	return []ui.Description{
		{Term: p.T("plan.title"), Text: d.Title}, {Term: p.T("plan.symbol"), Text: d.Symbol}, {Term: p.T("plan.issuer"), Text: d.Issuer},
		{Term: p.T("plan.day"), Text: p.Day(civil.Day(d.Date))}, {Term: p.T("plan.period"), Text: periodText(plan.Plan{PeriodFrom: d.Period.From, PeriodTo: d.Period.To})},
		{Term: p.T("plan.signer"), Text: d.Signer.Name},
		{Term: p.T("plan.parts"), Text: p.T("plan.counts", len(d.Purposes), len(d.Contents), len(d.Fields), len(d.Milestones), len(d.Tasks), len(d.Recipients))},
	}
}

// ahead reports a plan dated later than today, which comes into force then.
func (v importView) ahead() bool { return civil.Day(v.draft.Date) > v.today }
