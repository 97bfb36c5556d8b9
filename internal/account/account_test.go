package account_test

import (
	"context"
	"testing"
	"time"

	"lantoa/internal/access"
	"lantoa/internal/account"
	"lantoa/internal/apptest"
	"lantoa/internal/audit"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/law"
	"lantoa/internal/org"
)

const (
	password = "Núi-đá-tai-mèo-2021"
	other    = "Cao-nguyên-đá-1509m"
)

// office is a province's accounts: an administrator and an officer of a commune.
type office struct {
	*account.Service
	t              *testing.T
	db             *db.DB
	clock          *apptest.Clock
	admin, officer account.Account
	boss           access.Actor // the administrator's
}

func open(t *testing.T) *office {
	t.Helper()
	clock := apptest.NewClock()
	o := &office{t: t, clock: clock, db: apptest.DB(t, clock)}
	if err := law.New(o.db).Seed(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := org.New(o.db).Seed(t.Context()); err != nil {
		t.Fatal(err)
	}
	cheap := account.DefaultConfig()
	cheap.Cost = account.Cost{KiB: 8, Times: 1}
	o.Service = account.New(o.db, cheap)
	o.admin = o.setup("quan.tri", "Vàng Mí Sính", access.Admin, "vpubnd")
	o.officer = o.setup("can.bo", "Lò Thị Mai", access.UnitOfficer, "x00715")
	var err error
	if o.boss, err = o.Actor(t.Context(), o.admin.ID); err != nil {
		t.Fatal(err)
	}
	return o
}

func (o *office) setup(username, name string, role access.Role, at string) account.Account {
	o.t.Helper()
	a, err := o.Setup(o.t.Context(), account.Input{Username: username, Name: name, Role: role, OrgID: org.SeedID(at)}, password, false)
	if err != nil {
		o.t.Fatal(err)
	}
	return a
}

func (o *office) after(d time.Duration) { o.clock.Set(o.clock.Now().Add(d)) }

// try signs in and gives the key of the refusal, "" for none.
func (o *office) try(username, password string) (token, refusal string) {
	o.t.Helper()
	token, _, err := o.SignIn(o.t.Context(), username, password, account.Client{Address: "192.0.2.7", Agent: "Firefox/140.0"})
	if err == nil {
		return token, ""
	}
	e := errs.As(err)
	if e == nil || e.Kind != errs.Invalid || token != "" {
		o.t.Fatalf("sign in as %s: token %q, %v", username, token, err)
	}
	return "", e.Key
}

func (o *office) token(username string) string {
	o.t.Helper()
	token, refusal := o.try(username, password)
	if refusal != "" {
		o.t.Fatalf("%s: %s", username, refusal)
	}
	return token
}

func (o *office) person(token string) account.Person {
	o.t.Helper()
	p, err := o.Person(o.t.Context(), token)
	if err != nil {
		o.t.Fatal(err)
	}
	return p
}

// holds reports whether a token still opens anything.
func (o *office) holds(token string) bool {
	o.t.Helper()
	_, err := o.Person(o.t.Context(), token)
	if err != nil && !errs.Is(err, errs.Denied) {
		o.t.Fatal(err)
	}
	return err == nil
}

func (o *office) entries() []audit.Record {
	o.t.Helper()
	all, err := audit.Recent(context.Background(), o.db.Reader(), "", 1000)
	if err != nil {
		o.t.Fatal(err)
	}
	return all
}

// figure puts a figure in force from a day on.
func (o *office) figure(key string, value int, from civil.Day) {
	o.t.Helper()
	err := o.db.Write(o.t.Context(), func(tx *db.Tx) error {
		if _, err := tx.Exec(o.t.Context(), `update setting set to_day = $2 where key = $1 and to_day = ''`, key, from); err != nil {
			return err
		}
		_, err := tx.Exec(o.t.Context(), `insert into setting (key, value, from_day, to_day) values ($1, $2, $3, '')`, key, value, from)
		return err
	})
	if err != nil {
		o.t.Fatal(err)
	}
}

// field is the key of the fault of a form's field, "" for none.
func field(err error, name string) string {
	if e := errs.As(err); e != nil {
		for _, f := range e.Fields {
			if f.Field == name {
				return f.Key
			}
		}
	}
	return ""
}
