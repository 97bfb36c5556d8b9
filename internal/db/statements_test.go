package db_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"lantoa/internal/apptest"
	"lantoa/internal/db"
)

// numbered is a text like no other.
func numbered(i int) string { return fmt.Sprintf(`select %d`, i) }

func ask(t testing.TB, r db.Reader, i int) {
	t.Helper()
	if n, err := db.One[int](t.Context(), r, numbered(i)); err != nil || n != i {
		t.Errorf("%d gives %d, %v", i, n, err)
	}
}

// On PostgreSQL the driver keeps statements: there only what is read counts.
func TestStatements_keepSoManyAndThoseInUse(t *testing.T) {
	t.Parallel()
	d := apptest.DB(t, apptest.NewClock())
	const hot = -1
	for i := range 500 {
		for range 2 {
			ask(t, d.Reader(), i)
			ask(t, d.Reader(), hot)
		}
		if n := db.KeptReads(d); n > db.KeptStatements {
			t.Fatalf("%d are kept", n)
		}
	}
	if d.Engine() == db.SQLite && (!db.KeepsRead(d, numbered(hot)) || !db.KeepsRead(d, numbered(499)) || db.KeepsRead(d, numbered(0)) || db.KeptReads(d) != db.KeptStatements) {
		t.Errorf("%d are kept, among them not those in use", db.KeptReads(d))
	}
}

func TestStatements_ofALongTransactionAreRememberedOnce(t *testing.T) {
	t.Parallel()
	d := apptest.DB(t, apptest.NewClock())
	for round := range 3 {
		err := d.Write(t.Context(), func(tx *db.Tx) error {
			for range 1000 {
				ask(t, tx, 1)
			}
			for i := range 400 {
				ask(t, tx, i)
				ask(t, tx, i)
			}
			if n := db.NextWrites(d); n > db.KeptStatements {
				t.Errorf("%d are to be prepared", n)
			}
			return nil
		})
		if n := db.KeptWrites(d); err != nil || n > db.KeptStatements || d.Engine() == db.SQLite && (n > 0) != (round > 0) {
			t.Errorf("%d are kept, %v", n, err)
		}
	}
}

// More texts than are kept, from many sides at once: a statement that makes room
// while somebody is about to use it must not fail for him.
func TestStatements_makeRoomWhileTheyAreUsed(t *testing.T) {
	t.Parallel()
	d := apptest.DB(t, apptest.NewClock())
	var all sync.WaitGroup
	for who := range 4 {
		all.Go(func() {
			for i := range 500 {
				ask(t, d.Reader(), (i/2+who*7)%400)
			}
		})
	}
	all.Go(func() {
		for range 6 {
			err := d.Write(t.Context(), func(tx *db.Tx) error {
				for i := range 200 {
					ask(t, tx, i)
				}
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		}
	})
	all.Wait()
}

func TestStatements_surviveAChangeOfTheSchema(t *testing.T) {
	t.Parallel()
	d := apptest.DB(t, apptest.NewClock())
	change := func(texts ...string) {
		t.Helper()
		err := d.Write(t.Context(), func(tx *db.Tx) error {
			for _, text := range texts {
				if _, err := tx.Exec(t.Context(), text); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	count := func() (n int) {
		t.Helper()
		n, err := db.One[int](t.Context(), d.Reader(), `select count(*) from changing where a = $1`, 1)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	change(`create table changing (a bigint)`)
	for range 3 {
		change(`insert into changing (a) values (1)`)
		count()
	}
	change(`alter table changing add column b bigint`, `create index changing_a on changing (a)`)
	change(`insert into changing (a) values (1)`)
	if n := count(); n != 4 {
		t.Errorf("%d rows", n)
	}
	change(`drop index changing_a`, `alter table changing drop column b`)
	change(`insert into changing (a) values (1)`)
	if n := count(); n != 5 {
		t.Errorf("%d rows", n)
	}
}

func TestStatements_outlastRequestsThatAreBrokenOff(t *testing.T) {
	t.Parallel()
	d := apptest.DB(t, apptest.NewClock())
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for range 3 {
		if _, err := db.All[int](ended, d.Reader(), numbered(7)); err == nil {
			t.Error("an ended context reads")
		}
	}
	ask(t, d.Reader(), 7)
}
