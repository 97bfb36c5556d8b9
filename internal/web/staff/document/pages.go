// Package document has the register of signed documents for staff.
package document

import (
	"context"
	"net/http"
	"slices"

	"lantoa/internal/blob"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/document"
	"lantoa/internal/law"
	"lantoa/internal/org"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/sheets"
	"lantoa/internal/web/ui"
)

const (
	listPath = "/quan-ly/van-ban"
	pageSize = 50
)

// Pages are the handlers.
type Pages struct {
	db    *db.DB
	orgs  *org.Service
	laws  *law.Service
	files *blob.Store
	// checking bounds how many drafts are checked at once: one can take seconds and
	// some hundred megabytes.
	checking chan struct{}
}

// New makes the handlers.
func New(d *db.DB, orgs *org.Service, laws *law.Service, files *blob.Store) *Pages {
	return &Pages{db: d, orgs: orgs, laws: laws, files: files, checking: make(chan struct{}, 2)}
}

// listView is what the register shows.
type listView struct {
	page  ui.StaffPage
	rows  []rowView
	form  *kit.Form
	bar   ui.FilterBar
	pager ui.Pager
}

// rowView is a paper with the name of who issued it.
type rowView struct {
	document.Document
	Issuer string
}

// List shows the papers that the person may see, the latest first.
func (p *Pages) List(w http.ResponseWriter, r *http.Request) error {
	f := readFilter(r)
	page, err := document.List(r.Context(), p.db.Reader(), kit.Actor(r), f)
	if err != nil {
		return err
	}
	v := listView{page: kit.Page(r, kit.T(r, "documents.list"), listPath), form: kit.NewForm(r, "loai", string(f.Kind)), pager: kit.Pager(r, kit.T(r, "documents.pager"), page),
		bar: ui.FilterBar{Action: listPath, Label: kit.T(r, "documents.filter"), ClearURL: listPath}}
	v.bar.Chips = chips(r, f)
	if v.rows, err = p.rows(r.Context(), page.Rows); err != nil {
		return err
	}
	v.page.SheetHref = sheets.HrefIf(len(v.rows) > 0, r)
	return kit.Render(w, r, http.StatusOK, listBody(v))
}

// readFilter reads the register's address.
func readFilter(r *http.Request) document.Filter {
	f := document.Filter{Page: kit.Place(r, pageSize)}
	if kind := document.Kind(r.URL.Query().Get("loai")); slices.Contains(document.Kinds(), kind) {
		f.Kind = kind
	}
	return f
}

func chips(r *http.Request, f document.Filter) []ui.Chip {
	if f.Kind == "" {
		return nil
	}
	return []ui.Chip{{Label: kit.T(r, "document.kind."+string(f.Kind)), RemoveHref: kit.QueryWithout(r, "loai")}}
}

// rows adds to papers who issued them.
func (p *Pages) rows(ctx context.Context, all []document.Document) ([]rowView, error) {
	ids := make([]string, len(all))
	for i, d := range all {
		ids[i] = d.OrgID
	}
	names, err := p.orgs.ByIDs(ctx, p.db.Reader(), ids, civil.DayOf(p.db.Now()))
	if err != nil {
		return nil, err
	}
	out := make([]rowView, 0, len(all))
	for _, d := range all {
		issuer, there := names[d.OrgID]
		if !there { // the body is no more: its name of the day on which it issued the paper
			then, err := p.orgs.ByIDs(ctx, p.db.Reader(), []string{d.OrgID}, d.Day)
			if err != nil {
				return nil, err
			}
			issuer = then[d.OrgID]
		}
		out = append(out, rowView{Document: d, Issuer: issuer.Full()})
	}
	return out, nil
}

// File downloads the scan of a paper; it is never shown inline.
func (p *Pages) File(w http.ResponseWriter, r *http.Request) error {
	d, err := document.Visible(r.Context(), p.db.Reader(), kit.Actor(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	f, err := p.files.Open(d.Hash)
	if err != nil {
		return err
	}
	return kit.Download(w, r, f, d.FileName, d.MediaType)
}
