package exemplar_test

import (
	"fmt"
	"strings"
	"testing"

	"lantoa/internal/apptest/world"
	"lantoa/internal/db"
	"lantoa/internal/exemplar"
	"lantoa/internal/listing"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/subject"
)

// TestPublicList_readsAnIndexInOrder looks at the engine's own plans over 20,000
// exemplars: no table is read whole and nothing is sorted.
func TestPublicList_readsAnIndexInOrder(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	n := w.Draft(w.Batch(nomination.LevelUnit), w.Input("Gốc", subject.Collective, 2))
	w.Must("unit_officer", nomination.Submit, "", n.ID)
	w.Must("unit_head", nomination.DecideUnit, "5/QĐ-UBND", n.ID)
	multiplyExemplar(t, w.DB, 20_000)
	err := w.DB.Write(t.Context(), func(tx *db.Tx) error {
		if w.DB.Engine() == db.PostgreSQL {
			// What must hold is that an index gives the order when there are many.
			for _, off := range []string{"enable_sort", "enable_bitmapscan", "enable_seqscan"} {
				if _, err := tx.Exec(t.Context(), "set local "+off+" = off"); err != nil {
					return err
				}
			}
		}
		for what, f := range map[string]exemplar.PublicFilter{
			"all": {}, "field": {FieldID: w.Fields[2].ID}, "district": {DistrictID: org.SeedID(world.District)}, "kind": {Kind: subject.Household},
			"level": {Level: nomination.LevelProvince}, "everything at once": {FieldID: w.Fields[2].ID, DistrictID: org.SeedID(world.District), Kind: subject.Model},
			"next page": {Page: listing.Page{Cursor: n.ID}}, "page before": {Page: listing.Page{Cursor: n.ID, Back: true}},
		} {
			lines, err := w.Exs.ExplainPublic(t.Context(), tx, f)
			if err != nil {
				return err
			}
			for _, line := range lines {
				if strings.Contains(line, "TEMP B-TREE") || strings.Contains(line, "SCAN n") || strings.Contains(line, "Seq Scan") || strings.Contains(line, "Sort") {
					t.Errorf("%s: %s", what, strings.Join(lines, "\n"))
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// multiplyExemplar copies the one exemplar over fields, districts and kinds, past
// all rules.
func multiplyExemplar(t *testing.T, d *db.DB, times int) {
	t.Helper()
	err := d.Write(t.Context(), func(tx *db.Tx) error {
		if _, err := tx.Exec(t.Context(), fmt.Sprintf(`insert into subject (id, kind, name, folded, sort_key, sex, birth_year, ethnicity, work, occupation, address, unit_id, created_at, version)
			with recursive s(i) as (select 1 union all select i + 1 from s where i < %d)
			select 'S' || cast(i as text), kind, name, folded, sort_key, sex, birth_year, ethnicity, work, occupation, address, unit_id, created_at, version
			from s, subject limit %d`, times, times)); err != nil {
			return err
		}
		if _, err := tx.Exec(t.Context(), fmt.Sprintf(`insert into exemplar (id, ref, subject_id, plan_id, name, kind, title, summary, figure_name, figure_unit, figure_before,
			figure_after, photo_hash, field_id, level, state, reason, unit_id, keeper_id, area_id, lead_id, shared, cleared, public, public_photo, public_field,
			created_at, changed_at, version, occupation, public_discreet, public_unit, public_district)
			with recursive s(i) as (select 1 union all select i + 1 from s where i < %d)
			select '0' || cast(1000000 + i as text), 'R' || cast(i as text), 'S' || cast(i as text), plan_id, name,
			case i %% 4 when 0 then 'individual' when 1 then 'household' when 2 then 'model' else 'collective' end, title, summary, figure_name, figure_unit,
			figure_before, figure_after, photo_hash, field_id, case i %% 3 when 0 then 'unit' when 1 then 'field' else 'province' end, state, reason, unit_id,
			keeper_id, area_id, lead_id, shared, i %% 5 = 0, i %% 5 = 0, false, case when i %% 10 = 0 then field_id else 'field-' || cast(i %% 9 as text) end,
			created_at, changed_at, version, occupation, false, unit_id, 'district-' || cast(i %% 11 as text)
			from s, exemplar`, times)); err != nil {
			return err
		}
		_, err := tx.Exec(t.Context(), `analyze`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
