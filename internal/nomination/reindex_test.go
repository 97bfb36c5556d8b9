package nomination_test

import (
	"testing"

	"lantoa/internal/apptest"
	"lantoa/internal/apptest/world"
	"lantoa/internal/db"
	"lantoa/internal/nomination"
	"lantoa/internal/subject"
)

// On SQLite one writes at a time; on PostgreSQL what is saved meanwhile must stay.
func TestReindex_neverFilesWhatSomebodyHasChangedMeanwhile(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	b := w.Batch(nomination.LevelField)
	first, in := w.Draft(b, w.Input("Tập thể thứ nhất", subject.Collective, 2)), w.Input("Tập thể thứ hai", subject.Collective, 2)
	second := w.Draft(b, in)
	reindex := func() error {
		return w.DB.Write(t.Context(), func(tx *db.Tx) error {
			last, n, err := w.Noms.Reindex(t.Context(), tx, "", "", 100)
			if err == nil && (last != second.ID || n != 2) {
				t.Errorf("filed %d, the last %s", n, last)
			}
			return err
		})
	}
	in.Title = "Nuôi ong lấy mật"
	save := func() error {
		_, err := w.Noms.Save(t.Context(), w.As("unit_officer"), w.Item(second.ID), in)
		return err
	}
	filed, saved := make(chan error, 1), make(chan error, 1)
	if w.DB.Engine() == db.PostgreSQL {
		err := w.DB.Write(t.Context(), func(tx *db.Tx) error {
			if _, err := tx.Exec(t.Context(), `update search_doc set id = id where id = $1`, first.ID); err != nil {
				return err
			}
			go func() { filed <- reindex() }()
			apptest.AwaitLocks(t, w.DB, 1, filed)
			go func() { saved <- save() }()
			apptest.AwaitLocks(t, w.DB, 2, saved)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	} else {
		filed <- reindex()
		saved <- save()
	}
	for _, c := range []chan error{filed, saved} {
		if err := <-c; err != nil {
			t.Fatal(err)
		}
	}
	for query, want := range map[string]int{"nuoi ong": 1, "mo duong": 1} {
		if p, err := w.Noms.List(t.Context(), w.As("unit_officer"), nomination.Filter{Query: query}); err != nil || len(p.Rows) != want {
			t.Errorf("%s: %d found, %v", query, len(p.Rows), err)
		}
	}
}
