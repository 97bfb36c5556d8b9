package apptest

import (
	"testing"

	"lantoa/internal/db"
)

// AwaitLocks waits until so many statements wait for a lock in the test's
// PostgreSQL database, or until the work that was to wait has ended without.
func AwaitLocks(t testing.TB, d *db.DB, n int64, ended <-chan error) {
	t.Helper()
	for {
		waiting, err := db.One[int64](t.Context(), d.Reader(), `select count(*) from pg_stat_activity, pg_sleep(0.005) where datname = current_database() and wait_event_type = 'Lock'`)
		if err != nil {
			t.Fatal(err)
		}
		if waiting >= n || len(ended) > 0 {
			return
		}
	}
}
