package bench

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/url"
	"strings"

	"lantoa/internal/access"
	"lantoa/internal/account"
	"lantoa/internal/app"
	"lantoa/internal/config"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/search"
)

// house is the database under measurement, opened in this process too: to choose
// what is asked for, to watch the statements of pages, and for the floor.
type house struct {
	place    Place
	db       *db.DB
	app      *app.App
	raw      *db.Raw
	recorder *recorder
}

func openHouse(ctx context.Context, place Place) (*house, error) {
	h := &house{place: place, recorder: &recorder{}}
	where := db.Options{Dir: place.Data, URL: place.URL}
	// Where nothing is, nothing is made.
	there, err := db.Open(ctx, db.Options{Dir: place.Data, URL: place.URL, Untouched: true})
	if err != nil {
		return nil, err
	}
	there.Close()
	if h.raw, err = db.OpenRaw(ctx, where); err != nil {
		return nil, err
	}
	where.Watch = h.recorder.note
	if h.db, err = db.Open(ctx, where); err != nil {
		h.close()
		return nil, err
	}
	if err = h.settled(ctx); err == nil {
		h.app, err = app.Start(ctx, app.Options{Serve: config.Serve{Database: config.Database{Data: place.Data, DatabaseURL: place.URL}}, Database: h.db, Bare: true})
	}
	if err != nil {
		h.close()
		return nil, err
	}
	return h, nil
}

// settled brings the database to this program's version, and to what it is each
// morning: whatever measurements entered before has left it otherwise.
func (h *house) settled(ctx context.Context) error {
	if err := h.db.Migrate(ctx); err != nil {
		return err
	}
	if err := search.Settle(ctx, h.db); err != nil {
		return err
	}
	return h.db.Settle(ctx)
}

func (h *house) close() {
	if h.app != nil {
		h.app.Close()
	}
	if h.db != nil {
		h.db.Close()
	}
	h.raw.Close()
}

// person is somebody who has signed in to the program and asks for pages.
type person struct {
	account.Account
	seat    seat
	cookies string
}

// administrator opens and closes the accounts of the measurement.
func administrator() access.Actor {
	return access.Actor{Grants: []access.Grant{{Role: access.Admin}}}
}

// seatPerson gives a role at a body an account of the measurement's own, and signs
// it in through the form. Whoever has an account in the database keeps it as it is.
func (h *house) seatPerson(ctx context.Context, addr string, s seat) (*person, error) {
	p := &person{seat: s}
	username := "bench-" + s.name + "-" + s.body[max(len(s.body)-6, 0):]
	password := "Do-" + rand.Text()
	all, err := h.app.Accounts.List(ctx, administrator(), account.Filter{Query: username, Limit: 5})
	if err != nil {
		return nil, err
	}
	for _, a := range all.Rows {
		if a.Username == username {
			p.Account = a.Account
		}
	}
	if p.ID == "" {
		p.Account, err = h.app.Accounts.Setup(ctx, account.Input{Username: username, Name: username, Role: s.role, OrgID: s.body}, password, false)
	} else if err = h.app.Accounts.SetDisabled(ctx, administrator(), p.ID, false); err == nil {
		err = h.app.Accounts.KeepPassword(ctx, username, password)
	}
	if err != nil {
		return nil, err
	}
	p.cookies, err = signIn(addr, username, password)
	return p, err
}

// signIn fills in the form of the sign-in page and keeps the cookies of the answer.
func signIn(addr, username, password string) (string, error) {
	c, err := dial(addr)
	if err != nil {
		return "", err
	}
	defer c.close()
	page, err := c.get(firstPage, "")
	if err != nil {
		return "", err
	}
	form, err := formOf(page.body, firstPage)
	if err != nil {
		return "", err
	}
	values := url.Values{}
	for name, value := range form.values {
		values[name] = value
	}
	values.Set("username", username)
	values.Set("password", password)
	a, err := c.post(form.action, strings.Join(page.cookies, "; "), "application/x-www-form-urlencoded", []byte(values.Encode()))
	if err != nil {
		return "", err
	}
	if a.status != 303 || len(a.cookies) == 0 {
		return "", fmt.Errorf("signing in as %s answers %d", username, a.status)
	}
	return strings.Join(a.cookies, "; "), nil
}

// leave closes the accounts of the measurement.
func (h *house) leave(ctx context.Context, people []*person) error {
	for _, p := range people {
		if err := h.app.Accounts.SetDisabled(ctx, administrator(), p.ID, true); err != nil && !errs.Is(err, errs.NotFound) {
			return err
		}
	}
	return nil
}
