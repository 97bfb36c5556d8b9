// Package setting has the page of what rules turn on, each with the days on
// which it holds: figures, the route of each level, legal texts.
package setting

import (
	"context"
	"net/http"
	"slices"

	"lantoa/internal/access"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/law"
	"lantoa/internal/nomination"
	"lantoa/internal/officialdoc"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// Pages answers for the settings.
type Pages struct {
	db   *db.DB
	laws *law.Service
	noms *nomination.Service
}

// New makes the pages.
func New(d *db.DB, laws *law.Service, noms *nomination.Service) *Pages {
	return &Pages{db: d, laws: laws, noms: noms}
}

const path = "/quan-ly/thiet-lap"

// The three sorts of settings, as the forms name them.
const (
	figureSort = "figure"
	routeSort  = "route"
	lawSort    = "law"
)

// view is the page.
type view struct {
	page    ui.StaffPage
	today   civil.Day
	sent    *kit.Form // the form that was sent, with what is wrong with it
	figures []block[law.Setting]
	routes  []block[nomination.Route]
	laws    []block[law.Reference]
	rules   []officialdoc.Rules
}

// block is the values of one setting, oldest first, with the form for the next.
type block[T any] struct {
	sort  string
	of    string // the figure's key, the level, the area
	rows  []T
	after string // names the newest one in the form
	form  *kit.Form
	open  bool
	fixed bool // not for this person to change
}

func (b block[T]) id() string { return b.sort + "-" + b.of }

// Show is the page.
func (p *Pages) Show(w http.ResponseWriter, r *http.Request) error {
	return p.show(w, r, http.StatusOK, nil)
}

func (p *Pages) show(w http.ResponseWriter, r *http.Request, status int, sent *kit.Form) error {
	v := view{page: kit.Page(r, kit.T(r, "setting.title"), path), today: civil.DayOf(p.db.Now()), sent: sent}
	if sent == nil {
		v.sent = kit.NewForm(r)
	}
	figures, err := p.laws.Settings(r.Context())
	if err != nil {
		return err
	}
	for _, key := range keys(figures) {
		rows := only(figures, func(s law.Setting) bool { return s.Key == key })
		b := blockOf(r, sent, figureSort, key, rows, func(s law.Setting) string { return string(s.FromDay) })
		b.fixed = law.OfSecurity(key) && !access.May(kit.Actor(r), access.SecurityManage)
		v.figures = append(v.figures, b)
	}
	routes, err := p.noms.Routes(r.Context())
	if err != nil {
		return err
	}
	for _, level := range nomination.Levels() {
		rows := only(routes, func(v nomination.Route) bool { return v.Level == level })
		b := blockOf(r, sent, routeSort, string(level), rows, func(v nomination.Route) string { return v.ID })
		prefill(b)
		v.routes = append(v.routes, b)
	}
	texts, err := p.laws.All(r.Context())
	if err != nil {
		return err
	}
	for _, area := range law.Areas() {
		rows := only(texts, func(t law.Reference) bool { return t.Area == area })
		v.laws = append(v.laws, blockOf(r, sent, lawSort, area, rows, func(t law.Reference) string { return t.ID }))
	}
	if v.rules, err = p.laws.AllDocumentRules(r.Context(), p.db.Reader()); err != nil {
		return err
	}
	return kit.Render(w, r, status, body(v))
}

// keys are the figures' keys, each once.
func keys(all []law.Setting) []string {
	var out []string
	for _, s := range all {
		if !slices.Contains(out, s.Key) {
			out = append(out, s.Key)
		}
	}
	return out
}

func only[T any](all []T, keep func(T) bool) []T {
	var out []T
	for _, v := range all {
		if keep(v) {
			out = append(out, v)
		}
	}
	return out
}

// blockOf is a setting with its form: the one that was sent, or an empty one.
func blockOf[T any](r *http.Request, sent *kit.Form, sort, of string, rows []T, name func(T) string) block[T] {
	b := block[T]{sort: sort, of: of, rows: rows, form: kit.NewForm(r)}
	if len(rows) > 0 {
		b.after = name(rows[len(rows)-1])
	}
	if sent != nil && sent.Value("sort") == sort && sent.Value("of") == of {
		b.form, b.open = sent, true
	}
	b.form.Named(b.id())
	return b
}

// prefill begins the form for a route with what the newest passes, so that a
// change of one thing leaves the others.
func prefill(b block[nomination.Route]) {
	if b.open || len(b.rows) == 0 {
		return
	}
	last := b.rows[len(b.rows)-1]
	for name, on := range map[string]bool{"via_district": last.ViaDistrict, "consultation": last.Consultation, "council": last.Council} {
		if on {
			b.form.Set(name, "1")
		}
	}
}

// Change enters the next value of a setting.
func (p *Pages) Change(w http.ResponseWriter, r *http.Request) error {
	f, err := kit.ReadForm(r)
	if err != nil {
		return err
	}
	var change func() error
	switch f.Value("sort") {
	case figureSort:
		change = p.figure(r, f)
	case routeSort:
		change = p.route(r, f)
	case lawSort:
		change = p.law(r, f)
	default:
		return errs.New(errs.NotFound, "error.not_found")
	}
	f.Required("from_day")
	if f.OK() {
		err = change()
	}
	if status := f.Refused(err); status != 0 {
		return p.show(w, r, status, f)
	}
	if err != nil {
		return err
	}
	kit.Flash(w, r, "setting.done")
	return kit.Redirect(w, r, path)
}

func (p *Pages) figure(r *http.Request, f *kit.Form) func() error {
	f.Required("value")
	low, high := law.Bounds(f.Value("of"))
	value, from, after := f.Int("value", low, high), f.Day("from_day"), civil.Day(f.Value("after"))
	return func() error {
		return p.laws.SetInt(r.Context(), kit.Actor(r), f.Value("of"), value, from, after)
	}
}

func (p *Pages) route(r *http.Request, f *kit.Form) func() error {
	v := nomination.Route{Level: nomination.Level(f.Value("of")), ViaDistrict: f.Bool("via_district"), Consultation: f.Bool("consultation"),
		Council: f.Bool("council"), FromDay: f.Day("from_day"), Note: f.String("note", 200)}
	return func() error { return p.noms.ChangeRoute(r.Context(), kit.Actor(r), v, f.Value("after")) }
}

func (p *Pages) law(r *http.Request, f *kit.Form) func() error {
	f.Required("title", "number")
	text := law.Reference{Area: f.Value("of"), Title: f.String("title", 400), Number: f.String("number", 60), FromDay: f.Day("from_day"), Note: f.Text("note", 1000)}
	return func() error {
		_, err := p.laws.Enter(r.Context(), kit.Actor(r), text, f.Value("after"))
		return err
	}
}

// validBadge says whether a value holds today.
func validBadge(p *i18n.Printer, today, from, to civil.Day) ui.Badge {
	switch {
	case today < from:
		return ui.Badge{Label: p.T("setting.later"), Tone: ui.Gold}
	case today.Within(from, to):
		return ui.Badge{Label: p.T("setting.now"), Tone: ui.Success}
	}
	return ui.Badge{Label: p.T("setting.over")}
}

// untilText is the last day of a value whose successor begins on to.
func untilText(p *i18n.Printer, to civil.Day) string {
	if to == "" {
		return p.T("setting.open_end")
	}
	return p.Day(to.AddDays(-1))
}

// fromText is the day from which a value holds.
func fromText(p *i18n.Printer, from civil.Day) string {
	if from == "" {
		return p.T("setting.open_start")
	}
	return p.Day(from)
}

// stations are what a route passes, in order.
func stations(p *i18n.Printer, v nomination.Route) []string {
	keys := []string{"unit"}
	if v.ViaDistrict {
		keys = append(keys, "district")
	}
	if v.Level != nomination.LevelUnit {
		keys = append(keys, "lead")
	}
	if v.Level == nomination.LevelProvince {
		keys = append(keys, "standing")
		if v.Consultation {
			keys = append(keys, "consultation")
		}
		if v.Council {
			keys = append(keys, "council")
		}
		keys = append(keys, "chairman")
	}
	out := make([]string, len(keys))
	for i, k := range keys {
		out[i] = p.T("route.station." + k)
	}
	return out
}

// figureText is a figure with its unit: "10 ngày".
func figureText(p *i18n.Printer, s law.Setting) string {
	return p.T("setting.figure."+s.Key+".value", s.Value)
}

// dated are the columns of a table of values with the days on which they hold.
func dated(ctx context.Context, first ui.Column) []ui.Column {
	return []ui.Column{first, {Label: i18n.T(ctx, "setting.from"), Kind: ui.DateColumn}, {Label: i18n.T(ctx, "setting.to"), Kind: ui.DateColumn}, {Label: i18n.T(ctx, "setting.state")}}
}
