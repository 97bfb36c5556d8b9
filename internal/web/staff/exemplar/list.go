package exemplar

import (
	"context"
	"net/http"
	"slices"

	"lantoa/internal/access"
	"lantoa/internal/exemplar"
	"lantoa/internal/i18n"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/subject"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/sheets"
	"lantoa/internal/web/ui"
)

// listView is what the registry's list shows.
type listView struct {
	page   ui.StaffPage
	rows   []exemplar.Exemplar
	words  names
	form   *kit.Form
	bar    ui.FilterBar
	fields []ui.Option
	pager  ui.Pager
	order  ui.Column
	begin  *ui.Link // how exemplars come about, for who may begin
}

const pageSize = 50

// maxUnits bounds how many bodies part of a name may stand for.
const maxUnits = 200

// List shows the exemplars that the person may see.
func (p *Pages) List(w http.ResponseWriter, r *http.Request) error {
	ctx, q := r.Context(), r.URL.Query()
	f := readFilter(r)
	unit, err := p.findUnits(r, &f, q.Get("don-vi"))
	if err != nil {
		return err
	}
	page, err := p.exs.List(ctx, kit.Actor(r), f)
	if err != nil {
		return err
	}
	v := listView{page: kit.Page(r, kit.T(r, "exemplar.list"), listPath), rows: page.Rows, pager: kit.Pager(r, kit.T(r, "exemplar.pager"), page),
		form: kit.NewForm(r, "q", f.Query, "trang-thai", string(f.State), "linh-vuc", f.FieldID, "cap", string(f.Level), "loai", string(f.Kind),
			"don-vi", unit, "cong", string(f.Portal))}
	v.page.SearchQuery = ""
	if v.words, err = p.names(ctx, page.Rows); err != nil {
		return err
	}
	fields, err := p.currentFields(r)
	if err != nil {
		return err
	}
	v.fields = kit.FieldOptions(fields)
	v.page.SheetHref = sheets.HrefIf(len(v.rows) > 0, r)
	v.bar = chips(r, f, unit, v.fields)
	v.order = ui.Column{Label: kit.T(r, "exemplar.col.ref_kind"), SortHref: kit.QueryWith(r, "thu-tu", "cu"), Sorted: ui.Descending}
	if f.Oldest {
		v.order.SortHref, v.order.Sorted = kit.QueryWithout(r, "thu-tu"), ui.Ascending
	}
	if access.May(kit.Actor(r), access.NominationView) {
		v.begin = &ui.Link{Label: kit.T(r, "exemplar.to_nominations"), Href: nominationPath}
	}
	return kit.Render(w, r, http.StatusOK, listBody(v))
}

// readFilter reads the list's address; what no filter knows narrows nothing.
func readFilter(r *http.Request) exemplar.Filter {
	q := r.URL.Query()
	f := exemplar.Filter{State: one(exemplar.States(), q.Get("trang-thai")), Level: one(nomination.Levels(), q.Get("cap")), Kind: one(subject.Kinds(), q.Get("loai")),
		Portal: one([]exemplar.Portal{exemplar.OnPortal, exemplar.OffPortal}, q.Get("cong")), Query: short(q.Get("q")), Page: kit.Place(r, pageSize)}
	f.Oldest = q.Get("thu-tu") == "cu"
	if id := q.Get("linh-vuc"); kit.IsID(id) {
		f.FieldID = id
	}
	return f
}

// one is the code when it is among those known.
func one[T ~string](known []T, s string) T {
	if slices.Contains(known, T(s)) {
		return T(s)
	}
	return ""
}

// short bounds what is searched for.
func short(s string) string {
	if text := []rune(s); len(text) > 100 {
		return string(text[:100])
	}
	return s
}

// findUnits narrows to a body, or to all whose names hold what was typed. It
// gives the words for it.
func (p *Pages) findUnits(r *http.Request, f *exemplar.Filter, typed string) (string, error) {
	typed = short(typed)
	ctx, reader := r.Context(), p.db.Reader()
	if kit.IsID(typed) {
		f.UnitID = typed
		found, err := p.orgs.ByIDs(ctx, reader, []string{typed}, p.today())
		return found[typed].Full(), err
	}
	if i18n.Fold(typed) == "" {
		return "", nil
	}
	found, _, err := p.orgs.List(ctx, reader, p.today(), org.Filter{Query: typed, Limit: maxUnits})
	if len(found) == 1 {
		f.UnitID = found[0].ID
		return typed, err
	}
	f.UnitIDs = make([]string, len(found))
	for i, o := range found {
		f.UnitIDs[i] = o.ID
	}
	return typed, err
}

// chips are the filters in force, each with the list without it.
func chips(r *http.Request, f exemplar.Filter, unit string, fields []ui.Option) ui.FilterBar {
	bar := ui.FilterBar{Action: listPath, Label: kit.T(r, "exemplar.filter"), ClearURL: listPath}
	add := func(name, label string) {
		bar.Chips = append(bar.Chips, ui.Chip{Label: label, RemoveHref: kit.QueryWithout(r, name)})
	}
	if f.Query != "" {
		add("q", kit.T(r, "exemplar.chip.query", f.Query))
	}
	for _, c := range []struct{ name, prefix, code string }{{"trang-thai", "exemplar.state.", string(f.State)}, {"cap", "level.", string(f.Level)},
		{"loai", "kind.", string(f.Kind)}, {"cong", "exemplar.portal.", string(f.Portal)}} {
		if c.code != "" {
			add(c.name, kit.T(r, c.prefix+c.code))
		}
	}
	for _, o := range fields {
		if f.FieldID != "" && o.Value == f.FieldID {
			add("linh-vuc", o.Label)
		}
	}
	if unit != "" {
		add("don-vi", kit.T(r, "exemplar.chip.unit", unit))
	}
	if f.Oldest {
		bar.Hidden = append(bar.Hidden, ui.HiddenValue{Name: "thu-tu", Value: "cu"})
	}
	return bar
}

func columns(ctx context.Context, order ui.Column) []ui.Column {
	t := func(key string) ui.Column { return ui.Column{Label: i18n.T(ctx, key)} }
	return []ui.Column{t("exemplar.col.name"), order, t("exemplar.col.field"), t("exemplar.col.level"), t("exemplar.col.unit"), t("exemplar.col.state")}
}
