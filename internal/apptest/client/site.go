// Package client lets tests use the whole program as a browser without script
// does: through the real router, signed in by a real session, filling in the
// forms that the pages hold.
package client

import (
	"testing"

	"lantoa/internal/account"
	"lantoa/internal/app"
	"lantoa/internal/apptest/world"
	"lantoa/internal/config"
	"lantoa/internal/web"
)

// Password is everybody's.
const Password = "Lan-Toa-thu-nghiem-1"

// Site is the program over the database of a world. The world's people sign in
// under their names; their accounts are made when they are first needed.
type Site struct {
	*app.App
	World *world.World
	t     testing.TB
	ids   map[string]string // account ids by user name
}

// Start starts the program over a new world.
func Start(t testing.TB) *Site {
	t.Helper()
	return StartWith(t, web.DefaultLimits())
}

// StartWith starts it with limits of its own, where a test is to reach them.
func StartWith(t testing.TB, limits web.Limits) *Site {
	t.Helper()
	w := world.New(t)
	cheap := account.DefaultConfig()
	cheap.Cost = account.Cost{KiB: 8, Times: 1} // what a password costs to guess is another test's
	a, err := app.Start(t.Context(), app.Options{Serve: config.Serve{Database: config.Database{Data: w.Data}, Addr: "127.0.0.1:0"}, Bare: true, Database: w.DB, Accounts: cheap, Limits: limits})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(a.Close)
	return &Site{App: a, World: w, t: t, ids: map[string]string{}}
}

// AccountID is the key of a person's account, which is made if there is none.
func (s *Site) AccountID(person string) string {
	s.t.Helper()
	if id, there := s.ids[person]; there {
		return id
	}
	who := s.World.As(person)
	a, err := s.Accounts.Setup(s.t.Context(), account.Input{Username: who.Username, Name: who.Name, Role: who.Grants[0].Role, OrgID: who.Grants[0].OrgID}, Password, false)
	if err != nil {
		s.t.Fatalf("account of %s: %v", person, err)
	}
	s.ids[person] = a.ID
	return a.ID
}

// As is a browser in which the person has signed in.
func (s *Site) As(person string) *Client {
	s.t.Helper()
	s.AccountID(person)
	// A test may have moved the clock past the days after which an unused account is closed.
	if err := s.Accounts.KeepPassword(s.t.Context(), person, Password); err != nil {
		s.t.Fatalf("account of %s: %v", person, err)
	}
	token, _, err := s.Accounts.SignIn(s.t.Context(), person, Password, account.Client{Address: "192.0.2.1", Agent: "test"})
	if err != nil {
		s.t.Fatalf("sign in as %s: %v", person, err)
	}
	c := s.Visitor()
	c.SetCookie(sessionCookie, token)
	return c
}

// Visitor is a browser in which nobody has signed in.
func (s *Site) Visitor() *Client {
	return &Client{t: s.t, handler: s.Handler(), cookies: map[string]string{}}
}
