package load_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"lantoa/internal/account"
	"lantoa/internal/apptest"
	"lantoa/internal/blob"
	"lantoa/internal/db"
	"lantoa/internal/exemplar"
	"lantoa/internal/law"
	"lantoa/internal/load"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/plan"
)

const password = "Lan-toa-do-luong-1"

// hour is a clock that stands where it was set.
type hour struct {
	mu sync.Mutex
	at time.Time
}

func (h *hour) now() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.at
}

func (h *hour) set(at time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.at = at
}

// today is when the loads of these tests happen.
func today() time.Time { return time.Date(2026, 1, 5, 2, 0, 0, 0, time.UTC) }

// place is an empty database with the services over it.
type place struct {
	load.Target
	t     *testing.T
	dir   string
	clock *hour
	orgs  *org.Service
	noms  *nomination.Service
	exs   *exemplar.Service
	users *account.Service
}

// empty is a database of the engine under test.
func empty(t *testing.T) *place {
	t.Helper()
	d := apptest.DB(t, apptest.NewClock())
	return over(t, d)
}

// emptySQLite is one on SQLite, whatever is under test.
func emptySQLite(t *testing.T) *place {
	t.Helper()
	d, err := db.Open(t.Context(), db.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	if err := d.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	return over(t, d)
}

func over(t *testing.T, d *db.DB) *place {
	t.Helper()
	p := &place{t: t, dir: t.TempDir(), clock: &hour{at: today()}}
	p.DB = d.WithClock(p.clock.now)
	p.Accounts = account.DefaultConfig()
	p.Accounts.Cost = account.Cost{KiB: 8, Times: 1}
	var err error
	if p.Files, err = blob.Open(filepath.Join(p.dir, "files")); err != nil {
		t.Fatal(err)
	}
	laws := law.New(p.DB)
	p.orgs = org.New(p.DB)
	plans := plan.New(p.DB, p.orgs, p.Files)
	p.noms = nomination.New(p.DB, p.orgs, plans, laws, p.Files)
	p.exs = exemplar.New(p.DB, p.noms, p.orgs, plans, p.Files)
	p.users = account.New(p.DB, p.Accounts)
	if err := laws.Seed(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := p.noms.SeedRoutes(t.Context()); err != nil {
		t.Fatal(err)
	}
	return p
}

func options(exemplars int, seed uint64) load.Options {
	return load.Options{Exemplars: exemplars, Seed: seed, Password: password}
}

func (p *place) load(exemplars int, seed uint64) load.Loaded {
	p.t.Helper()
	out, err := load.Load(p.t.Context(), p.Target, options(exemplars, seed))
	if err != nil {
		p.t.Fatal(err)
	}
	return out
}

// table is the rows of a table as text, columns left out where they differ by
// chance.
func (p *place) table(name string, without ...string) []string {
	p.t.Helper()
	rows, err := db.TableOf(p.t.Context(), p.DB.Reader(), name)
	if err != nil {
		p.t.Fatal(err)
	}
	for _, c := range without {
		rows = rows.Without(c)
	}
	out := make([]string, len(rows.Values))
	for i, row := range rows.Values {
		cells := make([]string, len(row))
		for j, v := range row {
			switch v := v.(type) {
			case time.Time:
				cells[j] = rows.Columns[j] + "=" + v.UTC().Format("2006-01-02T15:04:05.000000")
			case []byte:
				cells[j] = fmt.Sprintf("%s=%x", rows.Columns[j], v)
			default:
				cells[j] = fmt.Sprintf("%s=%v", rows.Columns[j], v)
			}
		}
		slices.Sort(cells)
		out[i] = strings.Join(cells, " ¦ ")
	}
	slices.Sort(out)
	return out
}

// differ names the first rows in which two lists differ.
func differ(t *testing.T, what string, a, b []string) {
	t.Helper()
	if len(a) != len(b) {
		t.Errorf("%s: %d rows and %d", what, len(a), len(b))
	}
	shown := 0
	for i := 0; i < len(a) && i < len(b) && shown < 3; i++ {
		if a[i] != b[i] {
			shown++
			t.Errorf("%s, row %d:\n%s\n%s", what, i, a[i], b[i])
		}
	}
}
