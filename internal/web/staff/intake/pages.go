// Package intake has the pages on which bodies, accounts and the dossiers of a
// batch are read in from spreadsheets: the way in, the rows as they would be
// stored, and what became of them.
package intake

import (
	"io"
	"net/http"
	"strings"

	"lantoa/internal/blob"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/intake"
	"lantoa/internal/jobs"
	"lantoa/internal/media"
	"lantoa/internal/nomination"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// Path begins the addresses of the imports themselves.
const Path = "/quan-ly/nhap"

const (
	unitPath    = "/quan-ly/to-chuc"
	accountPath = "/quan-ly/tai-khoan"
	batchPath   = "/quan-ly/dot-de-nghi"
	dossierPath = "/quan-ly/ho-so"
	pageSize    = 50
	mineShown   = 10 // earlier imports on the way in
)

// Pages are the handlers.
type Pages struct {
	in   *intake.Service
	noms *nomination.Service
}

// New makes the handlers.
func New(in *intake.Service, noms *nomination.Service) *Pages {
	return &Pages{in: in, noms: noms}
}

// desk is where an import begins: the list into which it brings rows.
type desk struct {
	kind    intake.Kind
	batchID string
	list    string  // path of the list, or of the batch
	active  string  // entry of the navigation
	above   ui.Link // the list, in words
	more    []ui.Link
	sheet   string // path of the list as a spreadsheet
}

// start is the path of the way in.
func (d desk) start() string { return d.list + "/nhap" }

// crumbs lead to the way in.
func (d desk) crumbs() []ui.Link { return append(d.more, d.above) }

// deskOf is the desk of a kind; NotFound for a batch that the person may not see.
func (p *Pages) deskOf(r *http.Request, kind intake.Kind, batchID string) (desk, error) {
	switch kind {
	case intake.Units:
		return desk{kind: kind, list: unitPath, active: unitPath, above: ui.Link{Label: kit.T(r, "orgs.list"), Href: unitPath}, sheet: unitPath + ".xlsx"}, nil
	case intake.Accounts:
		return desk{kind: kind, list: accountPath, active: accountPath, above: ui.Link{Label: kit.T(r, "account.list"), Href: accountPath}, sheet: accountPath + ".xlsx"}, nil
	}
	b, err := p.noms.Batch(r.Context(), kit.Actor(r), batchID)
	path := batchPath + "/" + b.ID
	return desk{kind: kind, batchID: b.ID, list: path, active: batchPath, above: ui.Link{Label: b.Title, Href: path},
		more: []ui.Link{{Label: kit.T(r, "batch.list"), Href: batchPath}}, sheet: path + "/ho-so.xlsx"}, err
}

// startView is the way in.
type startView struct {
	page  ui.StaffPage
	desk  desk
	form  *kit.Form
	mine  []earlier
	limit int // of a file, in MB
}

// earlier is an import of the person with its task.
type earlier struct {
	intake intake.Intake
	task   jobs.Task
	idle   bool // checked, and nothing is to be stored
}

// Start explains how a spreadsheet is read in and takes it.
func (p *Pages) Start(kind intake.Kind) kit.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		return p.start(w, r, http.StatusOK, kind, kit.NewForm(r, "key", db.NewID()))
	}
}

func (p *Pages) start(w http.ResponseWriter, r *http.Request, status int, kind intake.Kind, f *kit.Form) error {
	d, err := p.deskOf(r, kind, r.PathValue("id"))
	if err != nil {
		return err
	}
	if _, err := p.in.Heads(r.Context(), kit.Actor(r), intake.Intake{Kind: kind, BatchID: d.batchID}); err != nil {
		return err
	}
	v := startView{page: kit.Page(r, kit.T(r, kind.Title()), d.active, d.crumbs()...), desk: d, form: f, limit: blob.MaxSize >> 20}
	if v.mine, err = p.earlier(r, d); err != nil {
		return err
	}
	return kit.Render(w, r, status, startBody(v))
}

// earlier are the person's latest imports of a desk.
func (p *Pages) earlier(r *http.Request, d desk) ([]earlier, error) {
	ctx, actor := r.Context(), kit.Actor(r)
	mine, err := p.in.Mine(ctx, actor, d.kind, d.batchID, mineShown)
	if err != nil {
		return nil, err
	}
	out := make([]earlier, len(mine))
	for i, n := range mine {
		if out[i].intake = n; n.State.Moving() {
			if out[i].intake, out[i].task, err = p.in.Follow(ctx, actor, n.ID); err != nil {
				return nil, err
			}
		}
		if out[i].intake.State == intake.Checked {
			counts, err := p.in.Counts(ctx, n)
			if err != nil {
				return nil, err
			}
			out[i].idle = counts[intake.Fresh]+counts[intake.Changed] == 0
		}
	}
	return out, nil
}

// Template is the empty spreadsheet of a kind.
func (p *Pages) Template(kind intake.Kind) kit.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		return kit.Attachment(w, r, "mau-nhap-"+fileWord(kind)+".xlsx", media.Sheet, func(out io.Writer) error {
			return p.in.Template(r.Context(), kit.Actor(r), kind, r.PathValue("id"), out)
		})
	}
}

// fileWord names a kind in a file's name.
func fileWord(kind intake.Kind) string {
	switch kind {
	case intake.Units:
		return "to-chuc"
	case intake.Accounts:
		return "tai-khoan"
	}
	return "ho-so"
}

// Upload keeps a spreadsheet and begins to read it.
func (p *Pages) Upload(kind intake.Kind) kit.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		f, err := kit.ReadForm(r)
		if err != nil {
			return err
		}
		n, err := p.take(r, kind, f)
		if status := refused(f, err); status != 0 {
			return p.start(w, r, status, kind, f)
		}
		if err != nil {
			return err
		}
		return kit.Redirect(w, r, Path+"/"+n.ID)
	}
}

// take keeps the file of the form and begins to read it; what is wrong with it is a
// fault of the form or the error.
func (p *Pages) take(r *http.Request, kind intake.Kind, f *kit.Form) (n intake.Intake, err error) {
	ctx, actor, batchID := r.Context(), kit.Actor(r), r.PathValue("id")
	if _, err := p.in.Heads(ctx, actor, intake.Intake{Kind: kind, BatchID: batchID}); err != nil {
		return n, err
	}
	key := f.Key()
	file := f.File("file")
	if file == nil {
		f.Add("file", "import.file_missing")
		return n, nil
	}
	defer func() { _ = file.Close() }()
	return p.in.Begin(ctx, actor, key, kind, batchID, file.Name, file)
}

// refused takes up what is wrong with the file as a fault of its field; 0 where
// err (nil or not) is the answer.
func refused(f *kit.Form, err error) int {
	e := errs.As(err)
	if e == nil || e.Kind != errs.Invalid {
		return f.Refused(err)
	}
	fault := errs.FieldError{Field: "file", Key: e.Key, Args: e.Args}
	if len(e.Fields) > 0 {
		fault = e.Fields[0]
	}
	switch {
	case fault.Key == "file.hostile":
		f.Add("file", "import.hostile")
	case strings.HasPrefix(fault.Key, "file.wrong_type."):
		f.Add("file", "sheet.not_xlsx")
	case fault.Key == "task.too_many":
		f.Add("", fault.Key, fault.Args...)
	default:
		f.Add("file", fault.Key, fault.Args...)
	}
	return http.StatusUnprocessableEntity
}

// namesShown is how many columns a message names.
const namesShown = 6

// names are titles of columns, a line each, for a message.
func names(titles string) string {
	out := make([]string, 0, namesShown+1)
	for i, t := range strings.Split(titles, "\n") {
		if i == namesShown {
			out = append(out, "…")
			break
		}
		out = append(out, "“"+t+"”")
	}
	return strings.Join(out, ", ")
}
