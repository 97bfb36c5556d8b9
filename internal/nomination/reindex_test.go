package nomination_test

import (
	"errors"
	"testing"

	"lantoa/internal/apptest"
	"lantoa/internal/apptest/world"
	"lantoa/internal/db"
	"lantoa/internal/nomination"
	"lantoa/internal/subject"
)

// What is saved while everything is filed anew for search is found as it was
// saved: the first dossier holds the work up, the second is saved meanwhile.
func TestReindex_losesNothingThatIsSavedMeanwhile(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	b := w.Batch(nomination.LevelProvince)
	first, second := w.Draft(b, w.Input("Vừ Mí Sính", subject.Individual, 2)), w.Draft(b, w.Input("Giàng Thị Máy", subject.Individual, 2))
	officer := w.As("unit_officer")
	refile := func() error {
		return w.DB.Write(t.Context(), func(tx *db.Tx) error {
			_, _, err := w.Noms.Reindex(t.Context(), tx, "", "", 100)
			return err
		})
	}
	save := func() error {
		in := w.Input("Giàng Thị Máy", subject.Individual, 2)
		in.Title = "Phục tráng giống lê bản địa"
		_, err := w.Noms.Save(t.Context(), officer, nomination.Item{ID: second.ID, Version: second.Version}, in)
		return err
	}
	var err error
	if w.DB.Engine() == db.SQLite { // writers come one after the other
		err = errors.Join(save(), refile())
	} else {
		err = meanwhile(t, w, first.ID, refile, save)
	}
	if err != nil {
		t.Fatal(err)
	}
	found, err := w.Noms.List(t.Context(), officer, nomination.Filter{Query: "phuc trang giong le"})
	if err != nil || len(found.Rows) != 1 || found.Rows[0].ID != second.ID {
		t.Errorf("what was saved meanwhile is not found: %d rows, %v", len(found.Rows), err)
	}
}

// meanwhile runs refile against a held line of the index, and save beside it.
func meanwhile(t *testing.T, w *world.World, id string, refile, save func() error) error {
	t.Helper()
	refiled, saved := make(chan error, 1), make(chan error, 1)
	err := w.DB.Write(t.Context(), func(tx *db.Tx) error {
		if _, err := tx.Exec(t.Context(), `update search_doc set kind = kind where id = $1`, id); err != nil {
			return err
		}
		waiting := func(n int) bool {
			got, err := db.One[int](t.Context(), w.DB.Reader(), `select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)
			return err == nil && got >= n
		}
		go func() { refiled <- refile() }()
		apptest.Await(t, func() bool { return waiting(1) })
		go func() { saved <- save() }()
		apptest.Await(t, func() bool { return len(saved) == 1 || waiting(2) })
		return nil
	})
	return errors.Join(err, <-refiled, <-saved)
}
