package db_test

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"lantoa/internal/apptest"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
)

func TestOpen_saysWhyAFolderCannotBeUsed(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := db.Open(context.Background(), db.Options{Dir: filepath.Join(file, "sub")})
	if e := errs.As(err); e == nil || e.Key != "start.folder" {
		t.Errorf("got %v", err)
	}
}

func TestMigrate_refusesADatabaseOfANewerProgram(t *testing.T) {
	t.Parallel()
	d := apptest.DB(t, apptest.NewClock())
	err := d.Write(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `insert into goose_db_version (version_id, is_applied) values (99999, true)`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if e := errs.As(d.Migrate(t.Context())); e == nil || e.Key != "start.newer_database" {
		t.Errorf("got %v", e)
	}
}

func TestMigrate_changesNothingTheSecondTime(t *testing.T) {
	t.Parallel()
	d := apptest.DB(t, apptest.NewClock())
	if err := d.Migrate(t.Context()); err != nil {
		t.Error(err)
	}
}

// The schema that tests begin with is that which a new database gets.
func TestDB_ofTestsIsAsMigrationsMakeIt(t *testing.T) {
	t.Parallel()
	given := apptest.DB(t, apptest.NewClock())
	if given.Engine() == db.PostgreSQL {
		return // its template is made alike
	}
	made, err := db.Open(t.Context(), db.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(made.Close)
	if err := made.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	read := func(d *db.DB) string {
		all, err := db.All[string](t.Context(), d.Reader(), `select coalesce(sql, name) from sqlite_schema order by name`)
		if err != nil || len(all) < 50 {
			t.Fatalf("%d parts, %v", len(all), err)
		}
		versions, err := db.One[int](t.Context(), d.Reader(), `select max(version_id) from goose_db_version`)
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(all, "\n") + strconv.Itoa(versions)
	}
	if read(given) != read(made) {
		t.Error("they differ")
	}
}

type row struct {
	ID   string
	At   time.Time
	Seen *time.Time
	Day  civil.Day
	OK   bool `db:"flag"`
	Raw  []byte
	N    int
}

func TestTypes_comeBackAsTheyWentIn(t *testing.T) {
	t.Parallel()
	d := apptest.DB(t, apptest.NewClock())
	vietnam := time.Date(2021, 9, 30, 23, 59, 59, 123456789, civil.Zone())
	want := row{ID: "á'\"", At: vietnam.UTC().Truncate(time.Microsecond), Day: "2021-09-30", OK: true, Raw: []byte{0, 255}, N: -5}
	err := d.Write(t.Context(), func(tx *db.Tx) error {
		if _, err := tx.Exec(t.Context(), `create table probe (id text primary key, at timestamp not null, seen timestamp, day text not null, flag boolean not null, raw bytea not null, n bigint not null)`); err != nil {
			return err
		}
		_, err := tx.Exec(t.Context(), `insert into probe (id, at, seen, day, flag, raw, n) values ($1, $2, $3, $4, $5, $6, $7)`, want.ID, vietnam, nil, want.Day, want.OK, want.Raw, want.N)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	got, err := db.One[row](t.Context(), d.Reader(), `select id, at, seen, day, flag, raw, n from probe where id = any($1) and flag = true`, []string{"x", want.ID})
	if err != nil {
		t.Fatal(err)
	}
	if got.ID != want.ID || !got.At.Equal(want.At) || got.Seen != nil || got.Day != want.Day || !got.OK || string(got.Raw) != string(want.Raw) || got.N != want.N {
		t.Errorf("got %+v, want %+v", got, want)
	}
	// An expression has no declared type on SQLite: the time comes as text.
	last, err := db.One[time.Time](t.Context(), d.Reader(), `select max(at) from probe`)
	if err != nil || !last.Equal(want.At) {
		t.Errorf("max(at) = %v, %v", last, err)
	}
}

func TestOne_isNotFoundWithoutARow(t *testing.T) {
	t.Parallel()
	d := apptest.DB(t, apptest.NewClock())
	if _, err := db.One[string](t.Context(), d.Reader(), `select id from audit_entry where id = $1`, "none"); !errs.Is(err, errs.NotFound) {
		t.Errorf("got %v", err)
	}
}

func TestAll_refusesAColumnWithoutAField(t *testing.T) {
	t.Parallel()
	d := apptest.DB(t, apptest.NewClock())
	if _, err := db.All[row](t.Context(), d.Reader(), `select id, kind from search_doc`); err == nil {
		t.Error("a column went nowhere without a word")
	}
}

func TestWrite_leavesNothingBehindAnError(t *testing.T) {
	t.Parallel()
	d := apptest.DB(t, apptest.NewClock())
	insert := func(tx *db.Tx, id string) error {
		_, err := tx.Exec(t.Context(), `insert into blob (hash, size, media_type, stored_at) values ($1, 1, '', $2)`, id, tx.Now())
		return err
	}
	err := d.Write(t.Context(), func(tx *db.Tx) error {
		if err := insert(tx, "a"); err != nil {
			return err
		}
		return insert(tx, "a")
	})
	if !errs.Is(err, errs.Conflict) {
		t.Errorf("a key twice is a conflict, got %v", err)
	}
	if n, err := db.One[int](t.Context(), d.Reader(), `select count(*) from blob`); err != nil || n != 0 {
		t.Errorf("%d rows stayed, %v", n, err)
	}
}

func TestText_withNULIsRefusedByBothEngines(t *testing.T) {
	t.Parallel()
	d := apptest.DB(t, apptest.NewClock())
	for _, s := range []string{"a\x00b", "\xff"} {
		if _, err := db.All[string](t.Context(), d.Reader(), `select id from audit_entry where id = $1`, s); err == nil {
			t.Errorf("%q was taken", s)
		}
	}
}

func TestSQLite_runsWithItsPragmas(t *testing.T) {
	t.Parallel()
	d, err := db.Open(context.Background(), db.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	for pragma, want := range map[string]int{"foreign_keys": 1, "synchronous": 1, "query_only": 1, "busy_timeout": 5000} {
		if got, err := db.One[int](t.Context(), d.Reader(), `select * from pragma_`+pragma); err != nil || got != want {
			t.Errorf("reader: %s = %d, %v; want %d", pragma, got, err, want)
		}
	}
	err = d.Write(t.Context(), func(tx *db.Tx) error {
		mode, err := db.One[string](t.Context(), tx, `select * from pragma_journal_mode`)
		if mode != "wal" {
			t.Errorf("journal_mode = %s", mode)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestWhole_keepsAllWritesOrNone(t *testing.T) {
	t.Parallel()
	d := apptest.DB(t, apptest.NewClock())
	day := time.Date(2021, 3, 1, 1, 0, 0, 0, time.UTC)
	count := func(r db.Reader) int {
		n, err := db.One[int](t.Context(), r, `select count(*) from ref_counter`)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	insert := func(w *db.DB, kind string) error {
		return w.Write(t.Context(), func(tx *db.Tx) error {
			if !tx.Now().Equal(day) {
				t.Errorf("the write is at %v", tx.Now())
			}
			_, err := tx.Exec(t.Context(), `insert into ref_counter (kind, year, last) values ($1, 2021, 0)`, kind)
			return err
		})
	}
	fill := func(end error) error {
		return d.Whole(t.Context(), func(whole *db.DB) error {
			w := whole.WithClock(func() time.Time { return day })
			for i, kind := range []string{"A", "B"} {
				if err := insert(w, kind); err != nil {
					return err
				}
				if n := count(w.Reader()); n != i+1 {
					t.Errorf("after %d writes the reader sees %d", i+1, n)
				}
			}
			return end
		})
	}
	broken := errs.New(errs.Internal, "error.internal")
	if err := fill(broken); err == nil || count(d.Reader()) != 0 {
		t.Errorf("error %v, rows %d: something was kept", err, count(d.Reader()))
	}
	if err := fill(nil); err != nil || count(d.Reader()) != 2 {
		t.Errorf("error %v, rows %d, want 2", err, count(d.Reader()))
	}
}

// Two that wait for each other: PostgreSQL ends one of them, which may try again.
// SQLite's writers come one after the other.
func TestWrite_isBusyWhereTwoWaitForEachOther(t *testing.T) {
	t.Parallel()
	d := apptest.DB(t, apptest.NewClock())
	if d.Engine() != db.PostgreSQL {
		return
	}
	set := func(tx *db.Tx, id string) error {
		_, err := tx.Exec(t.Context(), `update blob set size = size + 1 where hash = $1`, id)
		return err
	}
	err := d.Write(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `insert into blob (hash, size, media_type, stored_at) values ('a', 1, '', $1), ('b', 1, '', $1)`, tx.Now())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	var all, first sync.WaitGroup
	first.Add(2)
	ended := make([]error, 2)
	for i, order := range [][]string{{"a", "b"}, {"b", "a"}} {
		all.Go(func() {
			ended[i] = d.Write(t.Context(), func(tx *db.Tx) error {
				err := set(tx, order[0])
				first.Done()
				first.Wait()
				if err != nil {
					return err
				}
				return set(tx, order[1])
			})
		})
	}
	all.Wait()
	lost := ended[0]
	if lost == nil {
		lost = ended[1]
	}
	if (ended[0] == nil) == (ended[1] == nil) || !errs.Is(lost, errs.Busy) {
		t.Errorf("%v", ended)
	}
}
