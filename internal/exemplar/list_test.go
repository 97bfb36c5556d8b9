package exemplar_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"lantoa/internal/access"
	"lantoa/internal/apptest/world"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/exemplar"
	"lantoa/internal/listing"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/subject"
)

func page(limit int) listing.Page { return listing.Page{Limit: limit} }

func TestList_showsEachPersonExactlyWhatThePolicyAllows(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	in := w.Input("Toàn diện", subject.Collective, 2)
	in.MoreFields = []string{w.Fields[3].ID}
	decide(w, nomination.LevelUnit, in, "1/QĐ")
	for i, field := range []int{2, 3, 4} {
		made(w, nomination.LevelUnit, fmt.Sprintf("Tập thể %d", i), field)
	}
	all, err := w.Exs.List(t.Context(), w.As("inspector"), exemplar.Filter{})
	if err != nil || len(all.Rows) != 4 {
		t.Fatal(all, err)
	}
	for name, person := range people(w) {
		got, err := w.Exs.List(t.Context(), person, exemplar.Filter{})
		if err != nil {
			t.Fatal(err)
		}
		found, err := w.Exs.Search(t.Context(), person, "tap the", 10)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range all.Rows {
			want := access.Can(person, access.ExemplarView, e.Resource())
			is := func(x exemplar.Exemplar) bool { return x.ID == e.ID }
			_, err := w.Exs.Card(t.Context(), person, e.ID)
			if slices.ContainsFunc(got.Rows, is) != want || (err == nil) != want {
				t.Errorf("%s and %s: listed %v, opened %v, allowed %v", name, e.Name, !want, err, want)
			}
			if slices.ContainsFunc(found, is) != (want && e.Name != "Toàn diện") {
				t.Errorf("%s finds %s: allowed %v", name, e.Name, want)
			}
			if err != nil && (!errs.Is(err, errs.NotFound) || errs.As(err).Key != notThere(t, w, person)) {
				t.Errorf("%s: what may not be seen must look as if it were not there: %v", name, err)
			}
		}
	}
}

// notThere is the key of the answer to an id that nothing has.
func notThere(t *testing.T, w *world.World, person access.Actor) string {
	t.Helper()
	_, err := w.Exs.Card(t.Context(), person, db.NewID())
	return errs.As(err).Key
}

func TestList_narrowsByEachFilter(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	a := made(w, nomination.LevelUnit, "Tập thể A", 4)
	b := made(w, nomination.LevelProvince, "Tập thể B", 2)
	decide(w, nomination.LevelUnit, w.Input("Giàng Mí Sính", subject.Individual, 2), "9/QĐ")
	c := newest(w)
	must(t, agree(w, "editor", b.ID, subject.Publish))
	must(t, do(w, "editor", exemplar.Clear, b.ID))
	commune := org.SeedID(world.Commune)
	for what, x := range map[string]struct {
		f    exemplar.Filter
		want []string
	}{
		"state":   {exemplar.Filter{State: exemplar.Recognised}, []string{b.ID}},
		"level":   {exemplar.Filter{Level: nomination.LevelUnit}, []string{c.ID, a.ID}},
		"kind":    {exemplar.Filter{Kind: subject.Individual}, []string{c.ID}},
		"field":   {exemplar.Filter{FieldID: w.Fields[4].ID}, []string{a.ID}},
		"unit":    {exemplar.Filter{UnitID: commune}, []string{c.ID, b.ID, a.ID}},
		"units":   {exemplar.Filter{UnitIDs: []string{org.SeedID(world.OtherCommune), commune}, Kind: subject.Individual}, []string{c.ID}},
		"no unit": {exemplar.Filter{UnitIDs: []string{}}, nil},
		"public":  {exemplar.Filter{Portal: exemplar.OnPortal}, []string{b.ID}},
		"hidden":  {exemplar.Filter{Portal: exemplar.OffPortal}, []string{c.ID, a.ID}},
		"words":   {exemplar.Filter{Query: "giang mi sinh"}, []string{c.ID}},
		"place":   {exemplar.Filter{Query: "lung cu", State: exemplar.Nurturing}, []string{c.ID, a.ID}},
		"number":  {exemplar.Filter{Query: b.Ref}, []string{b.ID}},
		"oldest":  {exemplar.Filter{Page: listing.Page{Oldest: true}}, []string{a.ID, b.ID, c.ID}},
		"nothing": {exemplar.Filter{Query: "khong co"}, nil},
	} {
		p, err := w.Exs.List(t.Context(), w.As("standing_officer"), x.f)
		var got []string
		for _, e := range p.Rows {
			got = append(got, e.ID)
		}
		if err != nil || !slices.Equal(got, x.want) || p.Count != len(x.want) {
			t.Errorf("%s: %v of %d, %v; want %v", what, got, p.Count, err, x.want)
		}
	}
}

func TestList_pagesForwardAndBack(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	for i := range 5 {
		made(w, nomination.LevelUnit, fmt.Sprintf("Tập thể %d", i), 2)
	}
	first, err := w.Exs.List(t.Context(), w.As("unit_officer"), exemplar.Filter{Page: page(2)})
	must(t, err)
	second, err := w.Exs.List(t.Context(), w.As("unit_officer"), exemplar.Filter{Page: listing.Page{Limit: 2, Cursor: first.Next}})
	must(t, err)
	back, err := w.Exs.List(t.Context(), w.As("unit_officer"), exemplar.Filter{Page: listing.Page{Limit: 2, Cursor: second.Previous, Back: true}})
	must(t, err)
	if first.Count != 5 || len(second.Rows) != 2 || second.Rows[0].Name != "Tập thể 2" || back.Rows[0].ID != first.Rows[0].ID || back.Previous != "" {
		t.Errorf("%d; %s; %s", first.Count, second.Rows[0].Name, back.Rows[0].Name)
	}
}

// TestSearch_putsTheBestMatchFirst holds the top bar's order against newest first.
func TestSearch_putsTheBestMatchFirst(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	best := made(w, nomination.LevelUnit, "Mô hình trồng chè", 2)
	in := w.Input("Tập thể khác", subject.Collective, 2)
	in.Summary = "Học theo mô hình trồng chè của bạn."
	decide(w, nomination.LevelUnit, in, "7/QĐ")
	got, err := w.Exs.Search(t.Context(), w.As("inspector"), "mo hinh trong che", 5)
	if err != nil || len(got) != 2 || got[0].ID != best.ID {
		t.Errorf("%d found, %v", len(got), err)
	}
	if got, err := w.Exs.Search(t.Context(), w.As("inspector"), "mo hinh trong che", 1); err != nil || len(got) != 1 || got[0].ID != best.ID {
		t.Errorf("of one: %d found, %v", len(got), err)
	}
}

// TestList_readsAnIndexInOrderForEveryRole looks at the engine's own plans over
// 20,000 exemplars: no table is read whole and nothing is sorted.
func TestList_readsAnIndexInOrderForEveryRole(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	e := made(w, nomination.LevelUnit, "Gốc", 2)
	multiply(t, w.DB, e.ID, 20_000)
	err := w.DB.Write(t.Context(), func(tx *db.Tx) error {
		if w.DB.Engine() == db.PostgreSQL {
			// PostgreSQL would rather sort a dozen rows than walk an index; what
			// must hold is that an index gives the order when there are many.
			for _, off := range []string{"enable_sort", "enable_bitmapscan", "enable_seqscan", "enable_hashjoin", "enable_mergejoin"} {
				if _, err := tx.Exec(t.Context(), "set local "+off+" = off"); err != nil {
					return err
				}
			}
		}
		for name, person := range people(w) {
			for what, f := range map[string]exemplar.Filter{
				"all": {}, "state": {State: exemplar.Recognised}, "field and state": {FieldID: w.Fields[2].ID, State: exemplar.Nurturing}, "level": {Level: nomination.LevelField},
				"kind": {Kind: subject.Model}, "unit": {UnitID: org.SeedID(world.Commune)}, "public": {Portal: exemplar.OnPortal}, "hidden": {Portal: exemplar.OffPortal},
				"next page": {Page: listing.Page{Cursor: e.ID}}, "oldest": {Page: listing.Page{Oldest: true}}, "back": {Page: listing.Page{Cursor: e.ID, Back: true}},
			} {
				plan, err := w.Exs.Explain(t.Context(), tx, person, f)
				if err != nil {
					return err
				}
				for _, line := range plan {
					if bad := sorts(line); bad != "" {
						t.Errorf("%s, %s: %s in\n%s", name, what, bad, strings.Join(plan, "\n"))
					}
				}
			}
		}
		return nil
	})
	must(t, err)
}

// sorts names what a plan's line must not do. Walking the table itself by its
// key, newest first, is in order and ends with the page.
func sorts(line string) string {
	if strings.TrimSpace(line) == "SCAN n USING INDEX sqlite_autoindex_exemplar_1" {
		return ""
	}
	for _, bad := range []string{"TEMP B-TREE", "SCAN n", "Seq Scan on exemplar ", "Sort"} {
		if strings.Contains(line, bad) && !strings.Contains(line, "Sort Key") {
			return bad
		}
	}
	return ""
}

// multiply copies an exemplar over states, keepers and fields, past all rules.
func multiply(t *testing.T, d *db.DB, id string, times int) {
	t.Helper()
	err := d.Write(t.Context(), func(tx *db.Tx) error {
		for _, text := range []string{
			fmt.Sprintf(`insert into subject (id, kind, name, folded, sort_key, sex, birth_year, ethnicity, work, occupation, address, unit_id, created_at, version)
				with recursive s(i) as (select 1 union all select i + 1 from s where i < %d)
				select 'S' || cast(i as text), kind, name, folded, sort_key, sex, birth_year, ethnicity, work, occupation, address, unit_id, created_at, version
				from s, subject b where b.id = (select subject_id from exemplar where id = $1)`, times),
			fmt.Sprintf(`insert into exemplar (id, ref, subject_id, plan_id, name, kind, title, summary, figure_name, figure_unit, figure_before, figure_after, photo_hash,
				field_id, level, state, reason, unit_id, keeper_id, area_id, lead_id, shared, cleared, public, public_photo, public_field, created_at, changed_at, version)
				with recursive s(i) as (select 1 union all select i + 1 from s where i < %d)
				select '0' || cast(1000000 + i as text), 'R' || cast(i as text), 'S' || cast(i as text), plan_id, name, case i %% 4 when 0 then 'model' else kind end, title, summary,
				figure_name, figure_unit, figure_before, figure_after, photo_hash, case when i %% 10 = 0 then field_id else 'field-' || cast(i %% 10 as text) end,
				case i %% 3 when 0 then 'unit' when 1 then 'field' else 'province' end,
				case i %% 4 when 0 then 'nurturing' when 1 then 'recognised' when 2 then 'replicating' else 'revoked' end, reason,
				case when i %% 190 = 0 then unit_id else 'unit-' || cast(i %% 190 as text) end, case when i %% 190 = 0 then keeper_id else 'unit-' || cast(i %% 190 as text) end,
				case when i %% 11 = 0 then area_id else 'area-' || cast(i %% 11 as text) end, case when i %% 12 = 0 then lead_id else 'lead-' || cast(i %% 12 as text) end,
				shared, cleared, i %% 3 = 0, public_photo, public_field, created_at, changed_at, version
				from s, exemplar n where n.id = $1`, times),
		} {
			if _, err := tx.Exec(t.Context(), text, id); err != nil {
				return err
			}
		}
		_, err := tx.Exec(t.Context(), `analyze`)
		return err
	})
	must(t, err)
}
