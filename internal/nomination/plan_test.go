package nomination_test

import (
	"fmt"
	"strings"
	"testing"

	"lantoa/internal/apptest/world"
	"lantoa/internal/db"
	"lantoa/internal/nomination"
	"lantoa/internal/subject"
)

// TestList_readsAnIndexInOrderForEveryRole looks at the engine's own plans over
// 20,000 dossiers: no table is read whole and nothing is sorted.
func TestList_readsAnIndexInOrderForEveryRole(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	n := w.Draft(w.Batch(nomination.LevelProvince), w.Input("Gốc", subject.Collective, 2))
	w.Reach(nomination.Received, n.ID)
	multiply(t, w.DB, n.ID, 20_000)
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
		everyList(t, w, tx, n)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func everyList(t *testing.T, w *world.World, r db.Reader, n nomination.Nomination) {
	t.Helper()
	for name, person := range w.People() {
		for what, f := range map[string]nomination.Filter{
			"all": {}, "state": {State: nomination.Received}, "field and state": {FieldID: w.Fields[2].ID, State: nomination.Appraised}, "next page": {Cursor: n.ID}, "oldest": {Oldest: true},
		} {
			plan, err := w.Noms.Explain(t.Context(), r, person, f)
			if err != nil {
				t.Fatal(err)
			}
			inOrder(t, name+", "+what, plan)
		}
		for what, f := range map[string]nomination.BatchFilter{
			"all": {}, "level": {Level: nomination.LevelUnit}, "next page": {Cursor: n.BatchID}, "back": {Cursor: n.BatchID, Back: true},
		} {
			plan, err := w.Noms.ExplainBatches(t.Context(), r, person, f)
			if err != nil {
				t.Fatal(err)
			}
			inOrder(t, name+", batches, "+what, plan)
		}
	}
}

// inOrder fails for a plan that reads a table whole or sorts.
func inOrder(t *testing.T, what string, plan []string) {
	t.Helper()
	for _, line := range plan {
		if bad := sorts(line); bad != "" {
			t.Errorf("%s: %s in\n%s", what, bad, strings.Join(plan, "\n"))
		}
	}
}

// sorts names what a plan's line must not do.
func sorts(line string) string {
	for _, bad := range []string{"TEMP B-TREE", "SCAN n", "Seq Scan on nomination ", "Seq Scan on batch ", "Sort"} {
		if strings.Contains(line, bad) && !strings.Contains(line, "Sort Key") {
			return bad
		}
	}
	return ""
}

// multiply copies a dossier over states, keepers and desks, past all rules.
func multiply(t *testing.T, d *db.DB, id string, times int) {
	t.Helper()
	err := d.Write(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), fmt.Sprintf(`insert into nomination (id, ref, batch_id, plan_id, version_id, law_id, set_id, subject_id, subject_name, kind, level, field_id,
			title, summary, figure_name, figure_unit, figure_before, figure_after, photo_id, state, held_from, reason, deadline, eligible, appraisal, evidence_due,
			selected_by, appraised_by, list_id, unit_id, keeper_id, area_id, lead_id, target_id, holder_id, shared, author_id, on_behalf, created_at, changed_at, version)
			with recursive s(i) as (select 1 union all select i + 1 from s where i < %d)
			select '0' || cast(1000000 + i as text), 'R' || cast(i as text), batch_id, plan_id, version_id, law_id, set_id, subject_id, subject_name, kind, level,
			case when i %% 10 = 0 then field_id else 'field-' || cast(i %% 10 as text) end,
			title, summary, figure_name, figure_unit, figure_before, figure_after, photo_id,
			case i %% 7 when 0 then 'draft' when 1 then 'sent' when 2 then 'received' when 3 then 'selected' when 4 then 'appraised' when 5 then 'approved' else 'returned' end,
			held_from, reason, deadline, eligible, appraisal, evidence_due, selected_by, appraised_by, list_id,
			unit_id, case when i %% 190 = 0 then keeper_id else 'unit-' || cast(i %% 190 as text) end,
			case when i %% 11 = 0 then area_id else 'area-' || cast(i %% 11 as text) end, case when i %% 12 = 0 then lead_id else 'lead-' || cast(i %% 12 as text) end, target_id,
			case when i %% 13 = 0 then holder_id else 'holder-' || cast(i %% 200 as text) end, i %% 7 <> 0, 'author-' || cast(i %% 300 as text), on_behalf, created_at, changed_at, version
			from s, nomination n where n.id = $1`, times), id)
		if err != nil {
			return err
		}
		_, err = tx.Exec(t.Context(), fmt.Sprintf(`insert into batch (id, ref, plan_id, version_id, law_id, unit_id, keeper_id, area_id, lead_id, level, title, note, author_id, on_behalf, shared, created_at, version)
			with recursive s(i) as (select 1 union all select i + 1 from s where i < %d)
			select '0' || cast(1000000 + i as text), 'R' || cast(i as text), plan_id, version_id, law_id, unit_id, case when i %% 190 = 0 then keeper_id else 'unit-' || cast(i %% 190 as text) end,
			case when i %% 11 = 0 then area_id else 'area-' || cast(i %% 11 as text) end, case when i %% 12 = 0 then lead_id else 'lead-' || cast(i %% 12 as text) end,
			case i %% 3 when 0 then 'unit' when 1 then 'field' else 'province' end, title, note, 'author-' || cast(i %% 300 as text), on_behalf, i %% 7 <> 0, created_at, version
			from s, batch b where b.id = (select batch_id from nomination where id = $1)`, times), id)
		if err != nil {
			return err
		}
		_, err = tx.Exec(t.Context(), `analyze`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
