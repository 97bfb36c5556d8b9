package exemplar

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"lantoa/internal/exemplar"
	"lantoa/internal/i18n"
	"lantoa/internal/listing"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/plan"
	"lantoa/internal/subject"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

const (
	pageSize   = 12
	queryLimit = 100
)

// filter is what narrows the list, as the address has it.
type filter struct {
	query    string
	field    string // its number in the plan
	kind     string
	level    string
	district string // its code
}

// names gives the parameters in the order of the form.
func (f filter) names() []struct{ name, value string } {
	return []struct{ name, value string }{{"q", f.query}, {"linh-vuc", f.field}, {"loai", f.kind}, {"cap", f.level}, {"huyen", f.district}}
}

// with is the list's address with one parameter put in, or taken out with "".
func (f filter) with(name, value string) string {
	q := url.Values{}
	for _, p := range f.names() {
		if p.value != "" {
			q.Set(p.name, p.value)
		}
	}
	q.Del(name)
	if value != "" {
		q.Set(name, value)
	}
	if len(q) == 0 {
		return listPath
	}
	return listPath + "?" + q.Encode()
}

// choice is what there is to narrow by.
type choice struct {
	fields    []plan.Field
	districts []org.Tile
}

func (c choice) field(no string) (plan.Field, bool) {
	i := slices.IndexFunc(c.fields, func(f plan.Field) bool { return strconv.Itoa(f.No) == no })
	if i < 0 {
		return plan.Field{}, false
	}
	return c.fields[i], true
}

func (c choice) district(code string) (org.Tile, bool) {
	i := slices.IndexFunc(c.districts, func(t org.Tile) bool { return t.Code == code })
	if i < 0 {
		return org.Tile{}, false
	}
	return c.districts[i], true
}

// read takes what the list knows from the address; the rest narrows nothing.
func (c choice) read(r *http.Request) (filter, exemplar.PublicFilter) {
	get := r.URL.Query()
	f := filter{query: strings.Join(strings.Fields(i18n.Clean(get.Get("q"))), " ")}
	if q := []rune(f.query); len(q) > queryLimit {
		f.query = string(q[:queryLimit])
	}
	out := exemplar.PublicFilter{Query: f.query, Page: listing.Page{Limit: pageSize}}
	if field, ok := c.field(get.Get("linh-vuc")); ok {
		f.field, out.FieldID = strconv.Itoa(field.No), field.ID
	}
	if k := subject.Kind(get.Get("loai")); k.Valid() {
		f.kind, out.Kind = string(k), k
	}
	if l := nomination.Level(get.Get("cap")); slices.Contains(nomination.Levels(), l) {
		f.level, out.Level = string(l), l
	}
	if t, ok := c.district(get.Get("huyen")); ok {
		f.district, out.DistrictID = t.Code, t.OrgID
	}
	if id := get.Get("sau"); uuid.Validate(id) == nil {
		out.Cursor = id
	} else if id := get.Get("truoc"); uuid.Validate(id) == nil {
		out.Cursor, out.Back = id, true
	}
	return f, out
}

type listView struct {
	page  ui.PortalPage
	form  *kit.Form
	bar   ui.FilterBar
	opts  options
	cards []ui.StoryCard
	count string
	pager ui.Pager
	none  ui.Empty
}

// options are what the filters offer.
type options struct{ fields, kinds, levels, districts []ui.Option }

// List pages the public exemplars, newest first.
func (p *Pages) List(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	var c choice
	var err error
	if c.fields, err = p.fields(ctx); err != nil {
		return err
	}
	if c.districts, err = p.orgs.Tiles(ctx, p.db.Reader()); err != nil {
		return err
	}
	f, query := c.read(r)
	found, err := p.exs.PublicList(ctx, query)
	if err != nil {
		return err
	}
	v := listView{page: p.shell(r, kit.T(r, "portal.list.title"), listPath), bar: c.bar(r, f), opts: c.options(r),
		form: kit.NewForm(r, "q", f.query, "linh-vuc", f.field, "loai", f.kind, "cap", f.level, "huyen", f.district)}
	if v.cards, err = p.cards(r, found.Rows); err != nil {
		return err
	}
	v.page.Description = kit.T(r, "portal.list.lead")
	v.page.Canonical = p.address(r, listPath)
	v.page.NoIndex = v.page.NoIndex || f != (filter{}) || query.Cursor != ""
	v.count = countText(r, found.Count)
	v.pager = ui.Pager{Label: kit.T(r, "portal.list.pages")}
	if found.Next != "" {
		v.pager.NextHref = f.at("sau", found.Next)
	}
	if found.Previous != "" {
		v.pager.PrevHref, v.pager.FirstHref = f.at("truoc", found.Previous), f.with("", "")
	}
	v.none = nothing(r, f)
	return respond(w, r, listPage(v))
}

// at is the address of another page of the same list.
func (f filter) at(side, id string) string { return f.with(side, id) }

func countText(r *http.Request, n int) string {
	if n > listing.CountLimit {
		return kit.T(r, "portal.list.count_more", listing.CountLimit)
	}
	return kit.T(r, "portal.list.count", n)
}

// nothing says why the list is empty: nothing is public yet, or nothing fits.
func nothing(r *http.Request, f filter) ui.Empty {
	if f == (filter{}) {
		return ui.Empty{Icon: "award", Title: kit.T(r, "portal.empty.title"), Text: kit.T(r, "portal.empty.text")}
	}
	return ui.Empty{Icon: "search", Title: kit.T(r, "portal.list.none"), Text: kit.T(r, "portal.list.none_text"),
		Action: &ui.Link{Label: kit.T(r, "portal.list.all"), Href: listPath}}
}

func (c choice) bar(r *http.Request, f filter) ui.FilterBar {
	bar := ui.FilterBar{Action: listPath, Label: kit.T(r, "portal.list.filter"), ClearURL: listPath}
	words := map[string]string{"q": "“" + f.query + "”", "loai": kit.T(r, "kind."+f.kind), "cap": kit.T(r, "level."+f.level)}
	field, _ := c.field(f.field)
	district, _ := c.district(f.district)
	words["linh-vuc"], words["huyen"] = sentence(field.Name), district.Name
	for _, p := range f.names() {
		if p.value != "" {
			bar.Chips = append(bar.Chips, ui.Chip{Label: words[p.name], RemoveHref: f.with(p.name, "")})
		}
	}
	return bar
}

func (c choice) options(r *http.Request) options {
	p := kit.Printer(r)
	all := []ui.Option{{Label: p.T("portal.list.any")}}
	o := options{fields: slices.Clone(all), kinds: slices.Clone(all), levels: slices.Clone(all), districts: slices.Clone(all)}
	for _, f := range c.fields {
		o.fields = append(o.fields, ui.Option{Value: strconv.Itoa(f.No), Label: sentence(f.Name)})
	}
	for _, k := range subject.Kinds() {
		o.kinds = append(o.kinds, ui.Option{Value: string(k), Label: p.T("kind." + string(k))})
	}
	for _, l := range nomination.Levels() {
		o.levels = append(o.levels, ui.Option{Value: string(l), Label: p.T("level." + string(l))})
	}
	for _, t := range c.districts {
		o.districts = append(o.districts, ui.Option{Value: t.Code, Label: t.Name})
	}
	return o
}
