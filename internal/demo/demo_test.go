package demo_test

import (
	"testing"
	"time"

	"lantoa/internal/account"
	"lantoa/internal/apptest"
	"lantoa/internal/blob"
	"lantoa/internal/demo"
	"lantoa/internal/law"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/plan"
)

func TestX(t *testing.T) {
	clock := apptest.NewClock()
	clock.Set(time.Date(2026, 11, 24, 5, 0, 0, 0, time.UTC))
	d := apptest.DB(t, clock)
	files, _ := blob.Open(t.TempDir())
	o := org.New(d)
	l := law.New(d)
	if err := l.Seed(t.Context()); err != nil {
		t.Fatal(err)
	}
	n := nomination.New(d, o, plan.New(d, o), l, files)
	if err := n.SeedRoutes(t.Context()); err != nil {
		t.Fatal(err)
	}
	s := time.Now()
	_, err := demo.Load(t.Context(), demo.Target{DB: d, Files: files, Accounts: account.Config{Cost: account.Cost{KiB: 64, Times: 1}}}, "Mat-khau-thu-1")
	t.Log(err, time.Since(s))
}
