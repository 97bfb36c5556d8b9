package paper

import (
	"context"
	"io"
	"net/http"
	"slices"
	"strings"

	"lantoa/internal/access"
	"lantoa/internal/document"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/nomination"
	"lantoa/internal/officialdoc"
	"lantoa/internal/paper"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// showView is a paper being adjusted beside its preview.
type showView struct {
	page   ui.StaffPage
	paper  paper.Paper
	sort   paper.Sort
	form   *kit.Form
	made   paper.Made
	names  []nameView
	issuer string
	signed document.Document
	scan   string // where the signed paper is, "" where the person may not read the register
	may    bool   // change it
	saw    int    // the version that the person saw: a form that comes back keeps it
	step   string // the address of the step that rests on it, "" for none
	stale  bool
	tried  bool // the preview shows what was typed and is not kept
}

// nameView is a name of the form with what it stands for now.
type nameView struct {
	paper.Name
	Words string
}

// isSigned reports that the signed paper has been recorded.
func (v showView) isSigned() bool { return v.signed.ID != "" }

// Show is the page of a paper.
func (p *Pages) Show(w http.ResponseWriter, r *http.Request) error {
	x, err := p.papers.Get(r.Context(), kit.Actor(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	f := fill(kit.NewForm(r), x.Content)
	if x.SignedID == "" {
		signed, err := p.papers.AsSigned(r.Context(), kit.Actor(r), x)
		if err != nil {
			return err
		}
		for name, text := range map[string]string{"signed_number": signed.Number, "signed_day": signed.Day, "signer_name": signed.SignerName, "signer_position": signed.SignerPosition} {
			f.Set(name, text)
		}
	}
	return p.show(w, r, http.StatusOK, x, f, x.Content)
}

// parts are the content's fields as the form names them.
func parts(c *paper.Content) map[string]*string {
	return map[string]*string{"parent": &c.Parent, "issuer": &c.Issuer, "number": &c.Number, "symbol": &c.Symbol, "place": &c.Place, "day": &c.Day, "by": &c.By,
		"signer": &c.Signer, "second": &c.Second, "summary": &c.Summary, "to": &c.To, "text": &c.Text, "recipients": &c.Recipients, "authority": &c.Authority, "left": &c.Left}
}

func fill(f *kit.Form, c paper.Content) *kit.Form {
	for name, text := range parts(&c) {
		f.Set(name, *text)
	}
	return f
}

// typed is the content as it was typed.
func typed(f *kit.Form) paper.Content {
	var c paper.Content
	for name, text := range parts(&c) {
		*text = i18n.Clean(f.Value(name))
	}
	return c
}

// show draws the page with the content c, kept or only typed.
func (p *Pages) show(w http.ResponseWriter, r *http.Request, status int, x paper.Paper, f *kit.Form, c paper.Content) error {
	ctx, actor := r.Context(), kit.Actor(r)
	sort, _ := paper.SortOf(x.Kind)
	v := showView{paper: x, sort: sort, form: f, saw: int(x.Version), stale: status == http.StatusConflict, tried: c != x.Content,
		page: kit.Page(r, kit.T(r, "paper.kind."+string(x.Kind)), listPath, crumbs(r, x)...)}
	if f.Value("version") != "" && !v.stale {
		v.saw = int(f.Version())
	}
	var err error
	if x.SignedID == "" {
		if v.made, err = p.papers.File(ctx, actor, x, c); err != nil {
			return err
		}
	} else {
		if v.signed, err = document.Get(ctx, p.db.Reader(), x.SignedID); err != nil {
			return err
		}
		if access.Can(actor, access.DocumentView, access.Resource{KeeperID: v.signed.OrgID}) {
			v.scan = "/quan-ly/van-ban/" + v.signed.ID + "/tep"
		}
	}
	issuer, err := p.orgs.Get(ctx, p.db.Reader(), x.OrgID, p.today())
	if err != nil {
		return err
	}
	v.issuer = issuer.Name
	v.may = !v.isSigned() && access.Can(actor, access.PaperWrite, x.Resource())
	for _, n := range paper.NamesOf(x.Kind) {
		v.names = append(v.names, nameView{Name: n, Words: v.made.Words[n.Name]})
	}
	if !v.isSigned() && p.offered(actor, sort.Step, v.made.Nominees) {
		v.step = stepAddress(x, sort)
	}
	return kit.Render(w, r, status, showBody(v))
}

// offered reports whether the person may take the step on one of the dossiers now.
func (p *Pages) offered(actor access.Actor, step nomination.Step, dossiers []nomination.Nomination) bool {
	return slices.ContainsFunc(dossiers, func(n nomination.Nomination) bool {
		return slices.ContainsFunc(p.noms.Offers(actor, n), func(o nomination.Offer) bool { return o.Step == step })
	})
}

func crumbs(r *http.Request, x paper.Paper) []ui.Link {
	if x.BatchID == "" {
		return []ui.Link{{Label: kit.T(r, "paper.list"), Href: listPath}}
	}
	return []ui.Link{{Label: kit.T(r, "batch.list"), Href: batchPath}, {Label: x.Title, Href: batchPath + "/" + x.BatchID}, {Label: kit.T(r, "paper.of_batch"), Href: papersOf(x.BatchID)}}
}

// stepAddress is where the signed paper becomes the act.
func stepAddress(x paper.Paper, sort paper.Sort) string {
	pairs := []string{"du-thao", x.ID, "ve", listPath + "/" + x.ID}
	if x.BatchID != "" && len(x.Items) == 0 {
		pairs = append(pairs, "dot", x.BatchID)
	}
	for _, id := range x.Items {
		pairs = append(pairs, "n", id)
	}
	return kit.Link(stepPath+"/"+string(sort.Step), pairs...)
}

// Save keeps what was adjusted, or only shows how it would look.
func (p *Pages) Save(w http.ResponseWriter, r *http.Request) error {
	f, err := kit.ReadForm(r)
	if err != nil {
		return err
	}
	x, err := p.papers.Get(r.Context(), kit.Actor(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	c := x.Content
	if sort, _ := paper.SortOf(x.Kind); sort.Sheet {
		c.Symbol = i18n.Clean(f.Value("symbol"))
	} else {
		c = typed(f)
	}
	if f.Value("viec") == "xem" {
		if err := p.papers.Check(kit.Actor(r), x, c); err != nil {
			if status := f.Refused(err); status != 0 {
				return p.show(w, r, status, x, f, x.Content)
			}
			return err
		}
		return p.show(w, r, http.StatusOK, x, f, c)
	}
	err = p.papers.Save(r.Context(), kit.Actor(r), paper.Item{ID: x.ID, Version: f.Version()}, c)
	if status := f.Refused(err); status != 0 {
		return p.show(w, r, status, x, f, x.Content)
	}
	if err != nil {
		return err
	}
	kit.Flash(w, r, "paper.saved")
	return kit.Redirect(w, r, listPath+"/"+x.ID)
}

// File downloads the paper as it is now; a signed one is its scan.
func (p *Pages) File(w http.ResponseWriter, r *http.Request) error {
	ctx, actor := r.Context(), kit.Actor(r)
	x, err := p.papers.Get(ctx, actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	format := paper.Format(r.PathValue("format"))
	if !slices.Contains(x.Kind.Formats(), format) {
		return errs.New(errs.NotFound, "error.not_found")
	}
	if x.SignedID != "" {
		return errs.New(errs.Conflict, "paper.signed_file")
	}
	ref, err := p.ref(ctx, actor, x)
	if err != nil {
		return err
	}
	return kit.Attachment(w, r, x.FileName(ref)+"."+string(format), format.MediaType(), func(out io.Writer) error {
		made, err := p.papers.File(ctx, actor, x, x.Content)
		if err != nil {
			return err
		}
		return made.Write(out, format)
	})
}

// ref is the reference of the paper's batch, "" for one of ticked dossiers.
func (p *Pages) ref(ctx context.Context, actor access.Actor, x paper.Paper) (string, error) {
	if x.BatchID == "" {
		return "", nil
	}
	b, err := p.noms.Batch(ctx, actor, x.BatchID)
	return b.Ref, err
}

// Sign registers the signed paper of a kind that no step rests on.
func (p *Pages) Sign(w http.ResponseWriter, r *http.Request) error {
	f, err := kit.ReadForm(r)
	if err != nil {
		return err
	}
	x, err := p.papers.Get(r.Context(), kit.Actor(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	d, err := p.papers.AsSigned(r.Context(), kit.Actor(r), x)
	if err != nil {
		return err
	}
	d.Number, d.Day, d.SignerName, d.SignerPosition = f.Value("signed_number"), f.Value("signed_day"), f.Value("signer_name"), f.Value("signer_position")
	if scan := f.File("file"); scan != nil {
		defer func() { _ = scan.Close() }()
		d.Scan, d.ScanName = scan, scan.Name
	}
	err = p.papers.Sign(r.Context(), kit.Actor(r), paper.Item{ID: x.ID, Version: f.Version()}, d)
	if status := f.Refused(renamed(err)); status != 0 {
		return p.show(w, r, status, x, fill(f, x.Content), x.Content)
	}
	if err != nil {
		return err
	}
	kit.Flash(w, r, "paper.signed_now", d.Number)
	return kit.Redirect(w, r, listPath+"/"+x.ID)
}

// renamed gives faults of the signed paper the names that its fields have here,
// beside the paper's own number and day.
func renamed(err error) error {
	if e := errs.As(err); e != nil {
		for i, f := range e.Fields {
			if f.Field == "number" || f.Field == "day" {
				e.Fields[i].Field = "signed_" + f.Field
			}
		}
	}
	return err
}

// gapCount says how many places are still to be filled in.
func gapCount(ctx context.Context, v showView) string {
	return i18n.T(ctx, "paper.gaps", len(v.made.Gaps))
}

// asList joins what a name of several lines stands for.
func asList(words string) string { return strings.Join(strings.Split(words, "\n"), "; ") }

// file is what the preview draws, and whether that is not all: of a file of many
// documents the first, of a sheet with a page for each nominee the first pages.
func (v showView) file() (officialdoc.File, bool) {
	f := v.made.File
	if len(f.Parts) > previewParts {
		f.Parts = f.Parts[:previewParts]
		return f, true
	}
	if len(f.Parts) != 1 || f.Parts[0].Sheet == nil {
		return f, false
	}
	sheet, pages := *f.Parts[0].Sheet, 1
	for i, b := range sheet.Body {
		if b.Kind != officialdoc.PageBreak {
			continue
		}
		if pages++; pages > previewParts {
			sheet.Body = sheet.Body[:i]
			f.Parts = []officialdoc.Part{{Sheet: &sheet}}
			return f, true
		}
	}
	return f, false
}

// previewParts is how many documents or pages of one file the preview shows.
const previewParts = 3

// Discard drops a paper that is not signed.
func (p *Pages) Discard(w http.ResponseWriter, r *http.Request) error {
	f, err := kit.ReadForm(r)
	if err != nil {
		return err
	}
	x, err := p.papers.Discard(r.Context(), kit.Actor(r), paper.Item{ID: r.PathValue("id"), Version: f.Version()})
	if err != nil {
		return err
	}
	kit.Flash(w, r, "paper.discarded", kit.T(r, "paper.kind."+string(x.Kind)))
	if x.BatchID != "" {
		return kit.Redirect(w, r, papersOf(x.BatchID))
	}
	return kit.Redirect(w, r, listPath)
}
