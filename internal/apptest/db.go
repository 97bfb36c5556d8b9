// Package apptest is the test kit: a fresh database of the engine under test,
// a seeded world, a client through the real router, and assertions on HTML.
package apptest

import (
	"context"
	"os"
	"sync"
	"testing"
	"time"

	"lantoa/internal/apptest/pgtest"
	"lantoa/internal/db"
)

// Clock is a clock that tests move by hand.
type Clock struct {
	mu sync.Mutex
	t  time.Time
}

// NewClock starts at noon in Vietnam on the plan's first working day.
func NewClock() *Clock { return &Clock{t: time.Date(2021, 1, 11, 5, 0, 0, 0, time.UTC)} }

// Now is the clock's time; each call moves it by a millisecond, as time does.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = c.t.Add(time.Millisecond)
	return c.t
}

// Set moves the clock.
func (c *Clock) Set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = t
}

// DB is a fresh migrated database: SQLite in a folder of the test, or, with
// LANTOA_TEST_POSTGRES=1, a database of a temporary PostgreSQL cluster.
func DB(t testing.TB, clock *Clock) *db.DB {
	t.Helper()
	o := db.Options{Now: clock.Now, MaxConns: 4, Committed: recorded(t)}
	if os.Getenv("LANTOA_TEST_POSTGRES") == "1" {
		o.URL = pgtest.Migrated(t, migrate)
	} else {
		o.Dir = t.TempDir()
		if err := laySchema(o.Dir); err != nil {
			t.Fatal(err)
		}
	}
	d, err := db.Open(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	return d
}

func migrate(ctx context.Context, url string) error {
	d, err := db.Open(ctx, db.Options{URL: url, MaxConns: 2})
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Migrate(ctx)
}
