package exemplar_test

import (
	"testing"

	"lantoa/internal/access"
	"lantoa/internal/apptest"
	"lantoa/internal/apptest/world"
	"lantoa/internal/db"
	"lantoa/internal/exemplar"
	"lantoa/internal/nomination"
	"lantoa/internal/search"
	"lantoa/internal/subject"
)

// On SQLite one writes at a time; on PostgreSQL an exemplar that leaves the portal
// meanwhile must not come back to its search.
func TestReindex_neverFilesForThePublicWhatIsPublicNoMore(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	first, second := made(w, nomination.LevelUnit, "Tập thể thứ nhất", 2), made(w, nomination.LevelUnit, "Tập thể thứ hai", 2)
	must(t, agree(w, "unit_officer", second.ID, subject.Publish))
	must(t, do(w, "editor", exemplar.Clear, second.ID))
	if n := onPortal(w, "thu hai"); n != 1 {
		t.Fatalf("%d on the portal", n)
	}
	reindex := func() error {
		return w.DB.Write(t.Context(), func(tx *db.Tx) error {
			last, n, err := w.Exs.Reindex(t.Context(), tx, "", "", 100)
			if err == nil && (last != second.ID || n != 2) {
				t.Errorf("filed %d, the last %s", n, last)
			}
			return err
		})
	}
	withdraw := func() error {
		return w.Exs.WithdrawConsent(t.Context(), w.As("unit_officer"), second.ID, subject.Publish)
	}
	filed, withdrawn := make(chan error, 1), make(chan error, 1)
	if w.DB.Engine() == db.PostgreSQL {
		must(t, w.DB.Write(t.Context(), func(tx *db.Tx) error {
			if _, err := tx.Exec(t.Context(), `update search_doc set id = id where id = $1`, first.ID); err != nil {
				return err
			}
			go func() { filed <- reindex() }()
			apptest.Await(t, func() bool { return waiting(w) == 1 })
			go func() { withdrawn <- withdraw() }()
			apptest.Await(t, func() bool { return len(withdrawn) == 1 || waiting(w) == 2 })
			return nil
		}))
	} else {
		filed <- reindex()
		withdrawn <- withdraw()
	}
	must(t, <-filed)
	must(t, <-withdrawn)
	if n := onPortal(w, "thu hai"); n != 0 {
		t.Errorf("%d are still found by the public", n)
	}
}

// onPortal is how many the public's index gives for a query.
func onPortal(w *world.World, query string) int {
	w.T.Helper()
	ids, err := search.Find(w.T.Context(), w.DB.Reader(), access.ScopeOf(access.Actor{Grants: []access.Grant{{Role: access.Inspector}}}, access.ExemplarView), "portal", query, 10)
	must(w.T, err)
	return len(ids)
}

// waiting is how many statements wait for a lock in PostgreSQL.
func waiting(w *world.World) int {
	w.T.Helper()
	n, err := db.One[int](w.T.Context(), w.DB.Reader(), `select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)
	must(w.T, err)
	return n
}
