package exemplar

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"lantoa/internal/exemplar"
	"lantoa/internal/listing"
	"lantoa/internal/org"
	"lantoa/internal/plan"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// newest is how many stories the front page shows.
const newest = 6

type frontView struct {
	page   ui.PortalPage
	hero   ui.Hero
	lead   string // over the cards
	cards  []ui.StoryCard
	more   bool
	fields []ui.NavItem
	tiles  ui.TileMap
}

// Front is the portal's first page.
func (p *Pages) Front(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	latest, err := p.exs.PublicList(ctx, exemplar.PublicFilter{Page: listing.Page{Limit: newest}})
	if err != nil {
		return err
	}
	fields, err := p.fields(ctx)
	if err != nil {
		return err
	}
	tiles, err := p.orgs.Tiles(ctx, p.db.Reader())
	if err != nil {
		return err
	}
	byField, err := p.exs.PublicFields(ctx)
	if err != nil {
		return err
	}
	byDistrict, err := p.exs.PublicDistricts(ctx)
	if err != nil {
		return err
	}
	v := frontView{page: p.shell(r, kit.T(r, "portal.front.title"), frontPath), more: latest.Next != ""}
	if v.cards, err = p.cards(r, latest.Rows); err != nil {
		return err
	}
	if len(v.cards) > 0 {
		v.lead = kit.T(r, "portal.new.lead")
	}
	v.page.Wide = true
	v.page.Description = kit.T(r, "portal.front.description")
	v.page.Canonical = p.address(r, frontPath)
	v.hero = p.hero(r, byDistrict, len(fields), tiles)
	v.fields = fieldLinks(fields, byField)
	v.tiles = tileMap(r, tiles, byDistrict, filter{})
	return respond(w, r, frontPage(v))
}

func (p *Pages) hero(r *http.Request, byDistrict map[string]int, fields int, tiles []org.Tile) ui.Hero {
	h := ui.Hero{Title: kit.T(r, "portal.hero.title"), Lead: kit.T(r, "portal.hero.lead"), SearchAction: listPath,
		SearchLabel: kit.T(r, "portal.search"), SearchButton: kit.T(r, "portal.search.go")}
	all, districts := 0, 0
	for _, n := range byDistrict {
		all += n
	}
	for _, t := range tiles {
		if byDistrict[t.OrgID] > 0 {
			districts++
		}
	}
	if all == 0 {
		return h
	}
	number := kit.Printer(r).Int
	h.Facts = []ui.Fact{{Figure: number(all), Label: kit.T(r, "portal.hero.exemplars")}, {Figure: number(fields), Label: kit.T(r, "portal.hero.fields")}}
	if districts > 0 {
		h.Facts = append(h.Facts, ui.Fact{Figure: number(districts) + "/" + number(len(tiles)), Label: kit.T(r, "portal.hero.districts")})
	}
	return h
}

// fields are those of the plan in force; none before a plan is there.
func (p *Pages) fields(ctx context.Context) ([]plan.Field, error) {
	return p.plans.CurrentFields(ctx, p.db.Reader(), p.today())
}

func fieldLinks(fields []plan.Field, counts map[string]int) []ui.NavItem {
	out := make([]ui.NavItem, len(fields))
	for i, f := range fields {
		out[i] = ui.NavItem{Label: sentence(f.Name), Href: listPath + "?" + url.Values{"linh-vuc": {strconv.Itoa(f.No)}}.Encode(), Count: counts[f.ID]}
	}
	return out
}

// tileMap is the map of the districts with the number of exemplars in each; a
// click narrows the list to it.
func tileMap(r *http.Request, tiles []org.Tile, counts map[string]int, f filter) ui.TileMap {
	printer := kit.Printer(r)
	most := 0
	for _, t := range tiles {
		most = max(most, counts[t.OrgID])
	}
	m := ui.TileMap{Label: printer.T("portal.map.label")}
	for _, t := range tiles {
		n := counts[t.OrgID]
		m.Tiles = append(m.Tiles, ui.Tile{Label: t.Name, Row: t.Row, Col: t.Col, Value: printer.Int(n), Words: printer.T("portal.map.count", n),
			Shade: shade(n, most), Href: f.with("huyen", t.Code), Active: f.district == t.Code})
	}
	return m
}

// shade is 0 for none, then 1 to 4 by quarters of the most.
func shade(n, most int) int {
	if n == 0 {
		return 0
	}
	return 1 + (n-1)*4/max(most, 4)
}
