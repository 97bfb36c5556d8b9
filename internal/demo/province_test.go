package demo_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"lantoa/internal/access"
	"lantoa/internal/account"
	"lantoa/internal/apptest"
	"lantoa/internal/blob"
	"lantoa/internal/db"
	"lantoa/internal/demo"
	"lantoa/internal/exemplar"
	"lantoa/internal/law"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/plan"
)

// province is a database of the day of the test, ready for the demonstration.
type province struct {
	demo.Target
	t     *testing.T
	orgs  *org.Service
	plans *plan.Service
	noms  *nomination.Service
	exs   *exemplar.Service
	users *account.Service
}

const password = "Minh-hoa-2026-ok"

func empty(t *testing.T) province {
	t.Helper()
	return emptyOn(t, time.Date(2026, 11, 24, 5, 0, 0, 0, time.UTC))
}

func emptyOn(t *testing.T, now time.Time) province {
	t.Helper()
	clock := apptest.NewClock()
	clock.Set(now)
	p := province{t: t}
	p.DB = apptest.DB(t, clock)
	p.Accounts = account.DefaultConfig()
	p.Accounts.Cost = account.Cost{KiB: 64, Times: 1}
	var err error
	if p.Files, err = blob.Open(t.TempDir()); err != nil {
		t.Fatal(err)
	}
	laws := law.New(p.DB)
	p.orgs = org.New(p.DB)
	p.plans = plan.New(p.DB, p.orgs, p.Files)
	p.noms = nomination.New(p.DB, p.orgs, p.plans, laws, p.Files)
	p.exs = exemplar.New(p.DB, p.noms, p.orgs, p.plans, p.Files)
	p.users = account.New(p.DB, p.Accounts)
	if err := laws.Seed(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := p.noms.SeedRoutes(t.Context()); err != nil {
		t.Fatal(err)
	}
	return p
}

func (p province) load() []demo.Account {
	p.t.Helper()
	list, err := demo.Load(p.t.Context(), p.Target, password)
	if err != nil {
		p.t.Fatal(err)
	}
	return list
}

// as is the account's person, as a sign-in would make it.
func (p province) as(username string) access.Actor {
	p.t.Helper()
	token, must, err := p.users.SignIn(p.t.Context(), username, password, account.Client{})
	if err != nil || must {
		p.t.Fatalf("%s cannot sign in: %v, must change: %v", username, err, must)
	}
	who, err := p.users.Person(p.t.Context(), token)
	if err != nil {
		p.t.Fatal(err)
	}
	return who.Actor
}

func (p province) count(of string) int {
	p.t.Helper()
	n, err := db.One[int](p.t.Context(), p.DB.Reader(), `select count(*) from `+of)
	if err != nil {
		p.t.Fatal(err)
	}
	return n
}

// lost is a store of files that went away after it was opened: a plain file is
// where its folder was.
func lost(t *testing.T) *blob.Store {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "files")
	s, err := blob.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(dir); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(dir, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	return s
}
