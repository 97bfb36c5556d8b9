// Package org has the pages of organisations and blocs.
package org

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"lantoa/internal/access"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/i18n"
	"lantoa/internal/org"
	"lantoa/internal/plan"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/sheets"
	"lantoa/internal/web/ui"
)

// Pages are the handlers.
type Pages struct {
	orgs  *org.Service
	plans *plan.Service
	db    *db.DB
}

// New makes the handlers.
func New(orgs *org.Service, plans *plan.Service, d *db.DB) *Pages {
	return &Pages{orgs: orgs, plans: plans, db: d}
}

const (
	listPath = "/quan-ly/to-chuc"
	blocPath = "/quan-ly/cum-khoi"
	pageSize = 30
)

func (p *Pages) today() civil.Day { return civil.DayOf(p.db.Now()) }

func manages(r *http.Request) bool { return access.May(kit.Actor(r), access.OrgManage) }

// filter is what narrows the list, and where its page begins.
type filter struct {
	kind        org.Kind
	query       string
	after, back string
}

func readFilter(r *http.Request) filter {
	get := r.URL.Query()
	f := filter{kind: org.Kind(get.Get("loai")), query: get.Get("q"), after: get.Get("sau"), back: get.Get("truoc")}
	if !slices.Contains(org.Kinds(), f.kind) {
		f.kind = ""
	}
	if q := []rune(f.query); len(q) > 100 {
		f.query = string(q[:100])
	}
	return f
}

func (f filter) address(place, id string) string {
	q := url.Values{}
	for name, value := range map[string]string{"loai": string(f.kind), "q": f.query, place: id} {
		if name != "" && value != "" {
			q.Set(name, value)
		}
	}
	if len(q) == 0 {
		return listPath
	}
	return listPath + "?" + q.Encode()
}

func (f filter) matches(o org.Org, words string) bool {
	return (f.kind == "" || o.Kind == f.kind) && strings.Contains(i18n.Fold(o.Full()+" "+o.Short+" "+o.Abbr), words)
}

type listView struct {
	page   ui.StaffPage
	rows   []org.Org
	form   *kit.Form
	bar    ui.FilterBar
	pager  ui.Pager
	manage bool
}

// List shows the bodies of today in protocol order.
func (p *Pages) List(w http.ResponseWriter, r *http.Request) error {
	f := readFilter(r)
	all, err := p.matching(r, f)
	if err != nil {
		return err
	}
	v := listView{page: kit.Page(r, kit.T(r, "orgs.list"), listPath), manage: manages(r), bar: filterBar(r, f),
		form: kit.NewForm(r, "q", f.query, "loai", string(f.kind))}
	v.page.SearchQuery, v.page.SheetHref = "", sheets.HrefIf(len(all) > 0, r)
	v.pager = ui.Pager{Label: kit.T(r, "orgs.pages"), CountText: ui.CountText(r.Context(), len(all), 10_000), FirstHref: f.address("", "")}
	at := func(id string) int { return slices.IndexFunc(all, func(o org.Org) bool { return o.ID == id }) }
	from := 0
	switch {
	case f.after != "":
		from = at(f.after) + 1
	case f.back != "":
		from = max(at(f.back)-pageSize, 0)
	}
	to := min(from+pageSize, len(all))
	v.rows = all[from:to]
	if from > 0 && len(v.rows) > 0 {
		v.pager.PrevHref = f.address("truoc", v.rows[0].ID)
	}
	if to < len(all) {
		v.pager.NextHref = f.address("sau", all[to-1].ID)
	}
	return kit.Render(w, r, http.StatusOK, listPage(v))
}

// matching are the bodies of today that the filter lets through.
func (p *Pages) matching(r *http.Request, f filter) ([]org.Org, error) {
	all, err := p.orgs.All(r.Context(), p.db.Reader(), p.today())
	words := i18n.Fold(f.query)
	return slices.DeleteFunc(all, func(o org.Org) bool { return !f.matches(o, words) }), err
}

func filterBar(r *http.Request, f filter) ui.FilterBar {
	bar := ui.FilterBar{Action: listPath, Label: kit.T(r, "orgs.filter"), ClearURL: listPath}
	if f.query != "" {
		without := f
		without.query = ""
		bar.Chips = append(bar.Chips, ui.Chip{Label: "“" + f.query + "”", RemoveHref: without.address("", "")})
	}
	if f.kind != "" {
		without := f
		without.kind = ""
		bar.Chips = append(bar.Chips, ui.Chip{Label: kindName(kit.Printer(r), f.kind), RemoveHref: without.address("", "")})
	}
	return bar
}

func kindName(p *i18n.Printer, k org.Kind) string { return p.T("org.kind." + string(k)) }

func kindOptions(p *i18n.Printer, empty string) []ui.Option {
	options := []ui.Option{{Label: p.T(empty)}}
	for _, k := range org.Kinds() {
		options = append(options, ui.Option{Value: string(k), Label: kindName(p, k)})
	}
	return options
}

// modeBadge says how the body can be charged: giao or đề nghị.
func modeBadge(p *i18n.Printer, o org.Org) ui.Badge {
	if o.Assigned {
		return ui.Badge{Label: p.T("orgs.assigned"), Tone: ui.Plain}
	}
	return ui.Badge{Label: p.T("orgs.requested"), Tone: ui.Gold}
}
