// Package paper has the pages of papers under work: those of a batch, one being
// adjusted beside its preview, and the templates from which they are begun.
package paper

import (
	"context"
	"io"
	"net/http"
	"slices"

	"lantoa/internal/access"
	"lantoa/internal/account"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/document"
	"lantoa/internal/errs"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/paper"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/sheets"
	"lantoa/internal/web/ui"
)

// Paths of the feature.
const (
	listPath     = "/quan-ly/du-thao"
	templatePath = "/quan-ly/mau-van-ban"
	batchPath    = "/quan-ly/dot-de-nghi"
	stepPath     = "/quan-ly/buoc"
	pageSize     = 50
)

// Pages are the handlers.
type Pages struct {
	db       *db.DB
	papers   *paper.Service
	noms     *nomination.Service
	orgs     *org.Service
	accounts *account.Service
}

// New makes the handlers.
func New(d *db.DB, papers *paper.Service, noms *nomination.Service, orgs *org.Service, accounts *account.Service) *Pages {
	return &Pages{db: d, papers: papers, noms: noms, orgs: orgs, accounts: accounts}
}

// listView is the list of papers under work.
type listView struct {
	page  ui.StaffPage
	rows  []rowView
	form  *kit.Form
	bar   ui.FilterBar
	pager ui.Pager
}

// rowView is a paper with the name of whose it is.
type rowView struct {
	paper.Paper
	Issuer string
	Signed bool
}

// List shows the papers that the person may see, the newest first.
func (p *Pages) List(w http.ResponseWriter, r *http.Request) error {
	f, kinds := readFilter(r)
	page, err := p.papers.List(r.Context(), kit.Actor(r), f)
	if err != nil {
		return err
	}
	v := listView{page: kit.Page(r, kit.T(r, "paper.list"), listPath), form: kit.NewForm(r, "loai", string(f.Kind)), pager: kit.Pager(r, kit.T(r, "paper.pager"), page),
		bar: ui.FilterBar{Action: listPath, Label: kit.T(r, "paper.filter"), ClearURL: listPath}}
	v.bar.Chips = chips(r, f)
	if v.rows, err = p.rows(r.Context(), page.Rows); err != nil {
		return err
	}
	v.page.SheetHref = sheets.HrefIf(len(v.rows) > 0, r)
	return kit.Render(w, r, http.StatusOK, listBody(v, kinds))
}

// readFilter reads the list's address, and gives the kinds that it can name.
func readFilter(r *http.Request) (paper.Filter, []paper.Kind) {
	f := paper.Filter{Page: kit.Place(r, pageSize)}
	kinds := make([]paper.Kind, 0, 11)
	for _, s := range paper.Sorts() {
		kinds = append(kinds, s.Kind)
	}
	if kind := paper.Kind(r.URL.Query().Get("loai")); slices.Contains(kinds, kind) {
		f.Kind = kind
	}
	return f, kinds
}

func chips(r *http.Request, f paper.Filter) []ui.Chip {
	if f.Kind == "" {
		return nil
	}
	return []ui.Chip{{Label: kit.T(r, "paper.kind."+string(f.Kind)), RemoveHref: kit.QueryWithout(r, "loai")}}
}

func (p *Pages) rows(ctx context.Context, all []paper.Paper) ([]rowView, error) {
	ids := make([]string, len(all))
	for i, x := range all {
		ids[i] = x.OrgID
	}
	names, err := p.orgs.ByIDs(ctx, p.db.Reader(), ids, civil.DayOf(p.db.Now()))
	if err != nil {
		return nil, err
	}
	out := make([]rowView, len(all))
	for i, x := range all {
		out[i] = rowView{Paper: x, Issuer: names[x.OrgID].Name, Signed: x.SignedID != ""}
	}
	return out, nil
}

// batchView is the papers of a batch.
type batchView struct {
	page  ui.StaffPage
	batch nomination.Batch
	rows  []batchRow
	made  int
	may   bool // make those that are missing
	empty bool // the batch has no dossiers yet
	back  bool // dossiers are with the unit, so that signed papers can be made anew
}

// batchRow is a kind of paper that the batch needs, with the one there is.
type batchRow struct {
	paper.Sort
	Paper  paper.Paper // zero while there is none
	Signed document.Document
}

// Batch shows which papers a batch needs and has.
func (p *Pages) Batch(w http.ResponseWriter, r *http.Request) error {
	ctx, actor := r.Context(), kit.Actor(r)
	b, err := p.noms.Batch(ctx, actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	all, err := p.papers.List(ctx, actor, paper.Filter{BatchID: b.ID})
	if err != nil {
		return err
	}
	first, err := p.noms.List(ctx, actor, nomination.Filter{BatchID: b.ID, Limit: 1})
	if err != nil {
		return err
	}
	home, err := p.noms.List(ctx, actor, nomination.Filter{BatchID: b.ID, Limit: 1, States: []nomination.State{nomination.Draft, nomination.Returned, nomination.AwaitingHead}})
	if err != nil {
		return err
	}
	v := batchView{batch: b, back: len(home.Rows) > 0, empty: len(first.Rows) == 0, page: kit.Page(r, kit.T(r, "paper.batch", b.Title), batchPath,
		ui.Link{Label: kit.T(r, "batch.list"), Href: batchPath}, ui.Link{Label: b.Title, Href: batchPath + "/" + b.ID})}
	v.may = access.Can(actor, access.PaperWrite, access.Resource{KeeperID: b.KeeperID, HolderID: b.KeeperID, AuthorID: b.AuthorID})
	for _, s := range paper.ForBatch(b.Level) {
		row := batchRow{Sort: s}
		if i := slices.IndexFunc(all.Rows, func(x paper.Paper) bool { return x.Kind == s.Kind }); i >= 0 {
			row.Paper = all.Rows[i]
			v.made++
			if row.Paper.SignedID != "" {
				if row.Signed, err = document.Get(ctx, p.db.Reader(), row.Paper.SignedID); err != nil {
					return err
				}
			}
		}
		v.rows = append(v.rows, row)
	}
	return kit.Render(w, r, http.StatusOK, batchBody(v))
}

// MakeBatch begins the papers that the batch has not yet: the one that the form
// names, or all.
func (p *Pages) MakeBatch(w http.ResponseWriter, r *http.Request) error {
	f, err := kit.ReadForm(r)
	if err != nil {
		return err
	}
	ctx, actor, id := r.Context(), kit.Actor(r), r.PathValue("id")
	b, err := p.noms.Batch(ctx, actor, id)
	if err != nil {
		return err
	}
	one := paper.Kind(f.Value("loai"))
	var made paper.Paper
	for _, s := range paper.ForBatch(b.Level) {
		if one != "" && s.Kind != one {
			continue
		}
		if made, err = p.papers.Make(ctx, actor, db.NewID(), paper.Making{Kind: s.Kind, BatchID: b.ID}); err != nil {
			return err
		}
	}
	switch {
	case made.ID == "":
		return errs.New(errs.Invalid, "paper.no_kind")
	case one != "":
		kit.Flash(w, r, "paper.made", kit.T(r, "paper.kind."+string(one)))
		return kit.Redirect(w, r, listPath+"/"+made.ID)
	}
	kit.Flash(w, r, "paper.made_all")
	return kit.Redirect(w, r, papersOf(b.ID))
}

func papersOf(batchID string) string { return batchPath + "/" + batchID + "/van-ban" }

// Archive downloads all papers of a batch as one file.
func (p *Pages) Archive(w http.ResponseWriter, r *http.Request) error {
	b, err := p.noms.Batch(r.Context(), kit.Actor(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	return kit.Attachment(w, r, paper.FileName("bo-van-ban", b.Ref)+".zip", "application/zip", func(out io.Writer) error {
		return p.papers.Archive(r.Context(), kit.Actor(r), b.ID, out)
	})
}

// Make begins a paper of ticked dossiers: the button of a step's page.
func (p *Pages) Make(w http.ResponseWriter, r *http.Request) error {
	f, err := kit.ReadForm(r)
	if err != nil {
		return err
	}
	sort, ok := paper.ForStep(nomination.Step(f.Value("buoc")))
	if !ok {
		return errs.New(errs.NotFound, "error.not_found")
	}
	ids := f.IDs("n")
	if !f.OK() {
		return errs.New(errs.NotFound, "error.not_found")
	}
	made, err := p.papers.Make(r.Context(), kit.Actor(r), f.Key(), paper.Making{Kind: sort.Kind, Items: ids})
	if err != nil {
		return err
	}
	kit.Flash(w, r, "paper.made", kit.T(r, "paper.kind."+string(sort.Kind)))
	return kit.Redirect(w, r, listPath+"/"+made.ID)
}
