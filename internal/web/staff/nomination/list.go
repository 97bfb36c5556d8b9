package nomination

import (
	"net/http"
	"slices"

	"lantoa/internal/access"
	"lantoa/internal/listing"
	"lantoa/internal/nomination"
	"lantoa/internal/subject"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/sheets"
	"lantoa/internal/web/ui"
)

// listView is what the list of dossiers shows.
type listView struct {
	page   ui.StaffPage
	rows   []rowView
	filter ui.FilterBar
	form   *kit.Form
	fields []ui.Option
	pager  ui.Pager
	steps  []stepButton
	sort   ui.Column
	head   *listHead // of a list before the Chairman
	may    bool      // open a batch
	empty  bool      // nothing at all, filters or not
}

// rowView is one dossier in a table.
type rowView struct {
	nomination.Nomination
	Name   string
	Field  string
	More   []string // further fields
	Unit   string
	Holder string
}

// stepButton is a step offered for ticked rows.
type stepButton struct {
	Step   nomination.Step
	Record bool
	Main   bool
	Count  int // of the dossiers on the page that offer it
}

// List shows the dossiers that the person may see.
func (p *Pages) List(w http.ResponseWriter, r *http.Request) error {
	ctx, actor, printer, q := r.Context(), kit.Actor(r), kit.Printer(r), r.URL.Query()
	f := readFilter(r)
	f.Cursor, f.Back = cursor(r)
	page, err := p.noms.List(ctx, actor, f)
	if err != nil {
		return err
	}
	v := listView{page: kit.Page(r, printer.T("nomination.list"), listPath), form: kit.NewForm(r, "q", q.Get("q"), "trang-thai", q.Get("trang-thai"),
		"cap", q.Get("cap"), "loai", q.Get("loai"), "linh-vuc", q.Get("linh-vuc"))}
	fields, err := p.fields(ctx)
	if err != nil {
		return err
	}
	v.fields = kit.FieldOptions(fields)
	if v.head, err = p.submission(r, f, page); err != nil {
		return err
	}
	if v.head != nil {
		v.page.Title = printer.T("list.title", v.head.paper.Number)
		if whole(page) {
			byName(page.Rows)
		}
	}
	if v.rows, err = p.rows(r, page.Rows); err != nil {
		return err
	}
	for _, n := range page.Rows {
		v.steps = p.addSteps(v.steps, actor, n)
	}
	if v.filter, err = p.chips(r, v, f); err != nil {
		return err
	}
	v.may = access.May(actor, access.NominationWrite)
	v.empty = len(page.Rows) == 0 && len(v.filter.Chips) == 0
	v.page.SheetHref = sheets.HrefIf(len(v.rows) > 0, r)
	v.sort = ui.Column{Label: printer.T("nomination.col.ref"), SortHref: kit.QueryWith(r, "thu-tu", "cu"), Sorted: ui.Descending}
	if f.Oldest {
		v.sort.SortHref, v.sort.Sorted = kit.QueryWithout(r, "thu-tu"), ui.Ascending
	}
	if v.head != nil && whole(page) {
		v.sort = ui.Column{Label: printer.T("nomination.col.ref")} // by name instead
	}
	v.pager = pager(r, printer.T("nomination.pager"), page.Count, page.Next, page.Previous)
	return kit.Render(w, r, http.StatusOK, listBody(v))
}

// readFilter reads the list's address; what no filter knows narrows nothing.
func readFilter(r *http.Request) nomination.Filter {
	q := r.URL.Query()
	f := nomination.Filter{State: oneOf(q.Get("trang-thai"), nomination.States()), Level: oneOf(q.Get("cap"), nomination.Levels()), Kind: oneOf(q.Get("loai"), subject.Kinds()),
		Query: q.Get("q"), Oldest: q.Get("thu-tu") == "cu", Limit: 50}
	for name, into := range map[string]*string{"linh-vuc": &f.FieldID, "don-vi": &f.UnitID, "danh-sach": &f.ListID} {
		if value := q.Get(name); kit.IsID(value) {
			*into = value
		}
	}
	if f.ListID != "" {
		f.Limit = wholeList
	}
	return f
}

// pager leads through a list by key.
func pager(r *http.Request, label string, count int, next, previous string) ui.Pager {
	p := ui.Pager{Label: label, CountText: ui.CountText(r.Context(), count, listing.CountLimit)}
	if next != "" {
		p.NextHref = kit.QueryWith(r, "sau", next)
	}
	if previous != "" {
		p.PrevHref, p.FirstHref = kit.QueryWith(r, "truoc", previous), kit.QueryWithout(r, "sau")
	}
	return p
}

// cursor is the place in a list that the address names.
func cursor(r *http.Request) (id string, back bool) {
	q := r.URL.Query()
	if before := q.Get("truoc"); kit.IsID(before) {
		return before, true
	}
	if after := q.Get("sau"); kit.IsID(after) {
		return after, false
	}
	return "", false
}

// oneOf is the value when it is one of the codes, "" for anything else.
func oneOf[T ~string](value string, codes []T) T {
	if slices.Contains(codes, T(value)) {
		return T(value)
	}
	return ""
}

// rows adds the words to dossiers.
func (p *Pages) rows(r *http.Request, all []nomination.Nomination) ([]rowView, error) {
	var ids []string
	for _, n := range all {
		ids = append(ids, n.UnitID, n.HolderID)
	}
	words, err := p.names(r.Context(), ids...)
	if err != nil {
		return nil, err
	}
	out := make([]rowView, len(all))
	for i, n := range all {
		out[i] = rowView{Nomination: n, Name: kit.SubjectName(kit.Printer(r), n.Kind, n.SubjectName), Field: words.Field(n.FieldID), More: words.Fields(n.MoreFields), Unit: words.Org(n.UnitID), Holder: words.Org(n.HolderID)}
	}
	return out, nil
}

// addSteps adds the steps that n offers the actor, each once.
func (p *Pages) addSteps(have []stepButton, actor access.Actor, n nomination.Nomination) []stepButton {
	for _, o := range p.noms.Offers(actor, n) {
		at := slices.IndexFunc(have, func(b stepButton) bool { return b.Step == o.Step })
		if at < 0 {
			at = len(have)
			have = append(have, stepButton{Step: o.Step, Record: o.Record, Main: o.Row.Main})
		}
		have[at].Count++
	}
	return have
}

// chips are the filters in force.
func (p *Pages) chips(r *http.Request, v listView, f nomination.Filter) (ui.FilterBar, error) {
	printer, q := kit.Printer(r), r.URL.Query()
	bar := ui.FilterBar{Action: listPath, Label: printer.T("nomination.filter"), ClearURL: listPath, Folded: v.head != nil}
	add := func(key, label string) {
		bar.Chips = append(bar.Chips, ui.Chip{Label: label, RemoveHref: kit.QueryWithout(r, key)})
	}
	if f.Query != "" {
		add("q", printer.T("nomination.chip.query", f.Query))
	}
	if f.State != "" {
		add("trang-thai", printer.T("state."+string(f.State)))
	}
	if f.Level != "" {
		add("cap", printer.T("level."+string(f.Level)))
	}
	if f.Kind != "" {
		add("loai", printer.T("kind."+string(f.Kind)))
	}
	for _, o := range v.fields {
		if f.FieldID != "" && o.Value == f.FieldID {
			add("linh-vuc", o.Label)
		}
	}
	if f.UnitID != "" {
		words, err := p.names(r.Context(), f.UnitID)
		if err != nil {
			return bar, err
		}
		add("don-vi", printer.T("nomination.chip.unit", words.Org(f.UnitID)))
		bar.Hidden = append(bar.Hidden, ui.HiddenValue{Name: "don-vi", Value: f.UnitID})
	}
	if f.ListID != "" {
		if v.head == nil { // else the page's head says it
			add("danh-sach", printer.T("nomination.chip.list"))
		}
		bar.Hidden = append(bar.Hidden, ui.HiddenValue{Name: "danh-sach", Value: f.ListID})
	}
	if q.Get("thu-tu") != "" {
		bar.Hidden = append(bar.Hidden, ui.HiddenValue{Name: "thu-tu", Value: q.Get("thu-tu")})
	}
	return bar, nil
}
