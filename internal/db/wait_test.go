package db_test

import (
	"context"
	"errors"
	"os"
	"testing"
	"time"

	"lantoa/internal/apptest/pgtest"
	"lantoa/internal/db"
	"lantoa/internal/errs"
)

// crowded is a database with one connection to wait for, and not for long.
func crowded(t *testing.T) *db.DB {
	t.Helper()
	o := db.Options{Dir: t.TempDir(), MaxConns: 1, Wait: 20 * time.Millisecond}
	if onPostgres() {
		o.URL = pgtest.Collated(t, "C")
	}
	d, err := db.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	return d
}

// While one holds what there is, others are told that it is busy; SQLite's readers
// wait for no writer.
func TestDB_isBusyWhereAllItsConnectionsAreTaken(t *testing.T) {
	t.Parallel()
	d := crowded(t)
	read := func(ctx context.Context) error {
		_, err := db.One[int](ctx, d.Reader(), `select 1`)
		return err
	}
	write := func(ctx context.Context) error {
		return d.Write(ctx, func(*db.Tx) error { return nil })
	}
	err := d.Write(t.Context(), func(*db.Tx) error {
		if err := write(t.Context()); !errs.Is(err, errs.Busy) || errs.As(err).Key != "error.busy" {
			t.Errorf("a second transaction: %v", err)
		}
		if err := read(t.Context()); onPostgres() && !errs.Is(err, errs.Busy) || !onPostgres() && err != nil {
			t.Errorf("a reader: %v", err)
		}
		gone, cancel := context.WithCancel(t.Context())
		cancel()
		if err := write(gone); !errors.Is(err, context.Canceled) || errs.Is(err, errs.Busy) {
			t.Errorf("one who has gone: %v", err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for range 3 { // what was taken has been given back, after errors too
		if err := errors.Join(read(t.Context()), write(t.Context())); err != nil {
			t.Error(err)
		}
		if _, err := db.One[int](t.Context(), d.Reader(), `select nothing from nowhere`); err == nil || errs.Is(err, errs.Busy) {
			t.Errorf("a broken select: %v", err)
		}
		if _, err := db.One[string](t.Context(), d.Reader(), `select $1`, struct{}{}); err == nil || errs.Is(err, errs.Busy) {
			t.Errorf("an argument of no type: %v", err)
		}
	}
}

func onPostgres() bool { return os.Getenv("LANTOA_TEST_POSTGRES") == "1" }
