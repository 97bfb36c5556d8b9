// Package search is the search of the top bar: over everything that the person
// may see, with or without accents.
package search

import (
	"context"
	"net/http"
	"strings"

	"lantoa/internal/access"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/exemplar"
	"lantoa/internal/i18n"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/sheets"
	"lantoa/internal/web/ui"
)

const (
	searchPath     = "/quan-ly/tim-kiem"
	nominationPath = "/quan-ly/ho-so"
	exemplarPath   = "/quan-ly/dien-hinh"
	orgPath        = "/quan-ly/to-chuc"
)

// perGroup is how many results of each sort are shown.
const perGroup = 20

// maxQuery bounds what is searched for, in characters.
const maxQuery = 100

// Pages are the handlers.
type Pages struct {
	db   *db.DB
	noms *nomination.Service
	exs  *exemplar.Service
	orgs *org.Service
}

// New makes the handlers.
func New(d *db.DB, noms *nomination.Service, exs *exemplar.Service, orgs *org.Service) *Pages {
	return &Pages{db: d, noms: noms, exs: exs, orgs: orgs}
}

// view is what the page shows.
type view struct {
	page   ui.StaffPage
	query  string
	groups []group
}

// group is the results of one sort.
type group struct {
	id    string
	title string
	icon  string
	rows  []ui.WorkItem
	more  *ui.Link // the whole list, where there are more than shown
}

// Search shows what the words find.
func (p *Pages) Search(w http.ResponseWriter, r *http.Request) error {
	query := typed(r)
	v := view{page: kit.Page(r, kit.T(r, "find.title"), searchPath), query: query}
	v.page.SearchQuery = query
	var err error
	if v.groups, err = p.find(r, query); err != nil {
		return err
	}
	v.page.SheetHref = sheets.HrefIf(len(v.groups) > 0, r)
	return kit.Render(w, r, http.StatusOK, body(v))
}

// typed is what is searched for.
func typed(r *http.Request) string {
	query := strings.Join(strings.Fields(i18n.Clean(r.URL.Query().Get("q"))), " ")
	if text := []rune(query); len(text) > maxQuery {
		query = strings.TrimSpace(string(text[:maxQuery]))
	}
	return query
}

// find are the results by their sorts.
func (p *Pages) find(r *http.Request, query string) ([]group, error) {
	var out []group
	if i18n.Fold(query) == "" {
		return nil, nil
	}
	for _, find := range []func(*http.Request, string) (group, error){p.exemplars, p.nominations, p.bodies} {
		g, err := find(r, query)
		if err != nil {
			return nil, err
		}
		if len(g.rows) > 0 {
			out = append(out, g)
		}
	}
	return out, nil
}

func (p *Pages) nominations(r *http.Request, query string) (group, error) {
	g := group{id: "ho-so", title: kit.T(r, "find.nominations"), icon: "folder2-open"}
	if !access.May(kit.Actor(r), access.NominationView) {
		return g, nil
	}
	found, err := p.noms.Search(r.Context(), kit.Actor(r), query, perGroup+1)
	if err != nil {
		return g, err
	}
	ids := make([]string, len(found))
	for i, n := range found {
		ids[i] = n.UnitID
	}
	units, err := p.units(r, ids)
	for _, n := range found {
		g.rows = append(g.rows, ui.WorkItem{Title: kit.SubjectName(kit.Printer(r), n.Kind, n.SubjectName), Href: nominationPath + "/" + n.ID, Stage: ui.Discover,
			Meta: meta(n.Ref, n.Title, units[n.UnitID].Short), Badge: ui.Badge{Label: kit.StateText(kit.Printer(r), n.State, n.Level)}})
	}
	return g.cut(r, nominationPath, query), err
}

func (p *Pages) exemplars(r *http.Request, query string) (group, error) {
	g := group{id: "dien-hinh", title: kit.T(r, "find.exemplars"), icon: "award"}
	if !access.May(kit.Actor(r), access.ExemplarView) {
		return g, nil
	}
	found, err := p.exs.Search(r.Context(), kit.Actor(r), query, perGroup+1)
	if err != nil {
		return g, err
	}
	ids := make([]string, len(found))
	for i, e := range found {
		ids[i] = e.UnitID
	}
	units, err := p.units(r, ids)
	for _, e := range found {
		badge := ui.Badge{Label: kit.T(r, "exemplar.state."+string(e.State)), Tone: ui.Success}
		if e.State == exemplar.Revoked {
			badge.Tone = ui.Danger
		}
		g.rows = append(g.rows, ui.WorkItem{Title: kit.SubjectName(kit.Printer(r), e.Kind, e.Name), Href: exemplarPath + "/" + e.ID, Stage: ui.Nurture,
			Meta: meta(e.Ref, e.Title, units[e.UnitID].Short), Badge: badge})
	}
	return g.cut(r, exemplarPath, query), err
}

func (p *Pages) bodies(r *http.Request, query string) (group, error) {
	g := group{id: "don-vi", title: kit.T(r, "find.orgs"), icon: "building"}
	if !access.May(kit.Actor(r), access.OrgView) {
		return g, nil
	}
	found, more, err := p.orgs.List(r.Context(), p.db.Reader(), p.today(), org.Filter{Query: query, Limit: perGroup})
	for _, o := range found {
		g.rows = append(g.rows, ui.WorkItem{Title: o.Full(), Href: orgPath + "/" + o.ID, Meta: kit.T(r, "org.kind."+string(o.Kind))})
	}
	if more {
		g.more = &ui.Link{Label: kit.T(r, "find.more"), Href: kit.Link(orgPath, "q", query)}
	}
	return g, err
}

// cut keeps what is shown, with a link to the whole where that is more.
func (g group) cut(r *http.Request, list, query string) group {
	if len(g.rows) > perGroup {
		g.rows, g.more = g.rows[:perGroup], &ui.Link{Label: kit.T(r, "find.more"), Href: kit.Link(list, "q", query)}
	}
	return g
}

func (p *Pages) today() civil.Day { return civil.DayOf(p.db.Now()) }

func (p *Pages) units(r *http.Request, ids []string) (map[string]org.Org, error) {
	return p.orgs.ByIDs(r.Context(), p.db.Reader(), ids, p.today())
}

// meta joins what is said of a result.
func meta(parts ...string) string {
	var out []string
	for _, s := range parts {
		if s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, " · ")
}

func lead(ctx context.Context, v view) string {
	if len(v.groups) == 0 {
		return ""
	}
	return i18n.T(ctx, "find.lead", v.query)
}
