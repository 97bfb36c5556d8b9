// Package journey walks the program's main job in a real browser, as each role,
// on the demonstration's data: what an officer, a head, a chairman and a citizen
// see from the draft to the public page.
package journey_test

import (
	"io"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"lantoa/internal/account"
	"lantoa/internal/app"
	"lantoa/internal/apptest"
	"lantoa/internal/apptest/browser"
	"lantoa/internal/apptest/world"
	"lantoa/internal/civil"
	"lantoa/internal/config"
	"lantoa/internal/db"
)

const password = "Minh-hoa-chay-thu-1"

// site is the running demonstration on a database of its own.
type site struct {
	t     *testing.T
	app   *app.App
	url   string
	db    *db.DB
	files string // folder of the files that people choose
}

// start runs the demonstration for people with a browser.
func start(t *testing.T) *site {
	t.Helper()
	browser.Built(t)
	return demonstrate(t)
}

// demonstrate runs the demonstration.
func demonstrate(t *testing.T) *site {
	t.Helper()
	clock := apptest.NewClock()
	clock.Set(time.Date(2026, 11, 24, 9, 0, 0, 0, civil.Zone()))
	d := apptest.DB(t, clock)
	cheap := account.DefaultConfig()
	cheap.Cost = account.Cost{KiB: 64, Times: 1}
	serve := config.Serve{Database: config.Database{Data: t.TempDir()}, Addr: "127.0.0.1:0", Demo: true, DemoPassword: password}
	a, err := app.Start(t.Context(), app.Options{Serve: serve, Bare: true, Database: d, Accounts: cheap})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(a.Handler())
	t.Cleanup(server.Close)
	return &site{t: t, app: a, url: server.URL, db: d, files: t.TempDir()}
}

// visit opens the site as somebody who has not signed in.
func (s *site) visit() *browser.Page { return browser.Start(s.t).Page(s.t, s.url) }

// as signs a person in by name and password.
func (s *site) as(username string) *browser.Page {
	s.t.Helper()
	p := s.visit()
	p.Go("/dang-nhap")
	p.Fill("username", username)
	p.Fill("password", password)
	p.Click("Đăng nhập")
	p.WaitText("Việc của tôi")
	return p
}

// photo is a picture file to choose.
func (s *site) photo() string { return s.file("anh.png", world.PNG()) }

// scan is a signed paper to choose; each name is a paper of its own.
func (s *site) scan(name string) string { return s.file(name+".pdf", world.PDF(name)) }

func (s *site) file(name string, content io.Reader) string {
	s.t.Helper()
	path := filepath.Join(s.files, name)
	f, err := os.Create(path)
	if err != nil {
		s.t.Fatal(err)
	}
	if _, err := f.ReadFrom(content); err != nil {
		s.t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		s.t.Fatal(err)
	}
	return path
}
