package db_test

import (
	"fmt"
	"sync"
	"testing"

	"lantoa/internal/apptest"
	"lantoa/internal/db"
)

// hot is asked between all others.
const hot = `select 1 as hot`

func TestStatements_keepWhatIsUsedAndNoMoreThanTheLimit(t *testing.T) {
	t.Parallel()
	d := apptest.DB(t, apptest.NewClock())
	if d.Engine() == db.PostgreSQL {
		return // its driver keeps them
	}
	ask := func(text string) {
		if _, err := db.One[int](t.Context(), d.Reader(), text); err != nil {
			t.Error(err)
		}
	}
	for i := range 500 {
		text := fmt.Sprintf(`select %d`, i)
		ask(text)
		ask(text)
		ask(hot)
	}
	readers, _, limit, there := d.Kept(hot)
	if readers != limit || !there {
		t.Errorf("%d statements are kept of at most %d, the hot one: %v", readers, limit, there)
	}
	if _, _, _, there := d.Kept(`select 3`); there {
		t.Error("one that nobody asks any more is kept")
	}
	err := d.Write(t.Context(), func(tx *db.Tx) error {
		for range 1000 {
			if _, err := db.One[int](t.Context(), tx, `select 2`); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil || d.Waiting() != 1 {
		t.Errorf("%d texts wait after one that was asked 1,000 times, %v", d.Waiting(), err)
	}
	err = d.Write(t.Context(), func(tx *db.Tx) error {
		for i := range 2 * limit {
			for range 2 {
				if _, err := db.One[int](t.Context(), tx, fmt.Sprintf(`select %d`, i)); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil || d.Waiting() != limit {
		t.Errorf("%d texts wait where %d are kept, %v", d.Waiting(), limit, err)
	}
}

func TestStatements_makeRoomWhileOthersUseThem(t *testing.T) {
	t.Parallel()
	d := apptest.DB(t, apptest.NewClock())
	var all sync.WaitGroup
	for worker := range 4 {
		all.Go(func() {
			for i := range 600 {
				n := (i*7 + worker*13) % 300
				if got, err := db.One[int](t.Context(), d.Reader(), fmt.Sprintf(`select %d`, n)); err != nil || got != n {
					t.Errorf("%d: %d, %v", n, got, err)
				}
			}
		})
	}
	all.Wait()
}

func TestStatements_outliveAChangeOfTheTables(t *testing.T) {
	t.Parallel()
	d := apptest.DB(t, apptest.NewClock())
	change := func(text string) {
		err := d.Write(t.Context(), func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), text)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	change(`create table probe (id text primary key)`)
	for _, column := range []string{"first", "second", "third"} {
		for range 3 {
			if n, err := db.One[int](t.Context(), d.Reader(), `select count(*) from probe`); err != nil || n != 0 {
				t.Fatal(n, err)
			}
		}
		change(`alter table probe add column ` + column + ` text not null default ''`)
	}
}
