// Package load fills an empty database with as many exemplars as are asked for,
// for measuring: Hà Giang's bodies and some that are made up, the customer's plan,
// people, and five years of dossiers in every state and level with everything that
// was done to them. Names, figures and stories are made up (data/); the papers say
// that they are illustrations.
//
// Bodies, plan and accounts come through the services (foundation.go). What
// happens to the dossiers is laid out first (course.go, schedule.go), then worked
// out without a database by the same functions as the services use (walk.go and
// on), and written in bulk, some thousand dossiers to a transaction. The same
// number and seed give the same data, keys too, on both engines; only the salts of
// passwords and of the audit trail are by chance.
package load

import (
	"context"
	"encoding/json"
	"time"

	"lantoa/internal/access"
	"lantoa/internal/account"
	"lantoa/internal/audit"
	"lantoa/internal/blob"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/law"
	"lantoa/internal/org"
	"lantoa/internal/plan"
	"lantoa/internal/search"
)

// Target is the database to fill, in which laws and routes are seeded already,
// and its files.
type Target struct {
	DB    *db.DB
	Files *blob.Store
	// Accounts is how passwords are kept.
	Accounts account.Config
}

// Options say what to fill it with.
type Options struct {
	Exemplars int
	Seed      uint64
	Password  string // of all accounts
	// Progress is told how far it is, every few seconds; nil for nobody.
	Progress func(Progress)
}

// Progress is how far a load is.
type Progress struct {
	Done, Total int // dossiers
	PerSecond   int
	Left        time.Duration
}

// Account is an account to sign in with.
type Account struct {
	Role     access.Role
	Username string
	OrgName  string
}

// Loaded is what was entered.
type Loaded struct {
	Bodies, Accounts, Batches, Dossiers, Exemplars, Entries int

	Took time.Duration
	Sign []Account // to sign in with
}

// The entries of the audit trail that mark a load's beginning and end.
const markEntity, markID = "load", "load"

// most is the largest number of exemplars: beyond it the numbers within a year
// run out of the time there is.
const most = 1_000_000

// Load fills the database. Conflict where it is not empty, and where it was
// stopped: then a part is there.
func Load(ctx context.Context, on Target, o Options) (Loaded, error) {
	begun := on.DB.Now()
	if o.Exemplars < 1 || o.Exemplars > most {
		return Loaded{}, errs.New(errs.Invalid, "load.exemplars", most)
	}
	if err := refuse(ctx, on.DB); err != nil {
		return Loaded{}, err
	}
	if err := on.DB.Spacious(ctx); err != nil {
		return Loaded{}, err
	}
	out, err := on.run(ctx, o)
	if err != nil && ctx.Err() != nil {
		err = errs.Wrap(err, errs.Conflict, "load.stopped")
	}
	out.Took = on.DB.Now().Sub(begun)
	return out, err
}

func (on Target) run(ctx context.Context, o Options) (Loaded, error) {
	w, err := on.found(ctx, o)
	if err != nil {
		return Loaded{}, err
	}
	if err := on.fill(ctx, w, o); err != nil {
		return Loaded{}, err
	}
	out := Loaded{Bodies: len(w.bodies), Batches: len(w.batches), Dossiers: len(w.dossiers), Exemplars: o.Exemplars}
	return out, on.finish(ctx, w, o, &out)
}

// refuse says why the database cannot be filled.
func refuse(ctx context.Context, d *db.DB) error {
	r := d.Reader()
	marks, err := audit.Of(ctx, r, markEntity, markID)
	if err != nil {
		return err
	}
	if len(marks) == 1 {
		return errs.New(errs.Conflict, "load.incomplete")
	}
	dossiers, err := db.Count(ctx, r, "nomination")
	if err != nil {
		return err
	}
	if dossiers > 0 {
		return errs.New(errs.Conflict, "load.not_empty", dossiers)
	}
	for _, table := range []string{"org", "plan", "account"} {
		n, err := db.Count(ctx, r, table)
		if err != nil {
			return err
		}
		if n > 0 {
			return errs.New(errs.Conflict, "load.in_use")
		}
	}
	return nil
}

// bodiesFor is how many bodies are made up beside the seed's: enough that none
// has too many dossiers.
func bodiesFor(exemplars int) int { return min(1_206, exemplars/12) }

// found enters what is there before the first dossier.
func (on Target) found(ctx context.Context, o Options) (*walker, error) {
	text, err := readWords()
	if err != nil {
		return nil, err
	}
	k := newKeys(o.Seed, 0)
	var p *province
	var s *staff
	base, err := build(ctx, on.Files, on.Accounts, o.Password, func(r db.Reader, orgs *org.Service, plans *plan.Service) ([]org.Under, []account.Input, error) {
		if p, err = survey(ctx, r, text, orgs, plans); err != nil {
			return nil, nil, err
		}
		bodies := p.invent(bodiesFor(o.Exemplars), k)
		s = p.employ(k)
		return bodies, s.inputs, nil
	})
	if err != nil {
		return nil, err
	}
	defer base.close()
	rows, renamed, err := base.rows(ctx, k)
	if err != nil {
		return nil, err
	}
	w := &walker{growing: map[int32]*growth{}}
	err = on.DB.Write(ctx, func(tx *db.Tx) error {
		begun, err := audit.Fill([]audit.Dated{{ID: k.at(firstDay.Midnight()), At: firstDay.Midnight(), Entry: audit.Entry{Action: "load.begin", Entity: markEntity, EntityID: markID, Version: 1,
			Meta: map[string]any{"exemplars": o.Exemplars, "seed": o.Seed}}}})
		if err != nil {
			return err
		}
		if err := enter(ctx, tx, append(begun, rows...)); err != nil {
			return err
		}
		if err := search.Begin(ctx, tx); err != nil {
			return err
		}
		if w.album, err = keepAlbum(ctx, tx, on.Files, text, o.Seed); err != nil {
			return err
		}
		return p.readLaws(ctx, tx, law.New(on.DB))
	})
	if err != nil {
		return nil, err
	}
	rename(p, renamed)
	if err := p.seat(s, base.accounts, renamed); err != nil {
		return nil, err
	}
	w.course = p.course(o.Exemplars, o.Seed)
	return w, nil
}

// finish numbers what was numbered, marks the end, and lets the engine look at
// what it holds.
func (on Target) finish(ctx context.Context, w *walker, o Options, out *Loaded) error {
	err := on.DB.Write(ctx, func(tx *db.Tx) error {
		if err := tx.Bulk(ctx, w.counted()); err != nil {
			return err
		}
		if err := search.End(ctx, tx); err != nil {
			return err
		}
		at := w.cal.zero.AddDate(0, 0, w.cal.last+1)
		meta, err := json.Marshal(map[string]int{"dossiers": out.Dossiers, "exemplars": out.Exemplars})
		if err != nil {
			return err
		}
		done, err := audit.Fill([]audit.Dated{{ID: newKeys(o.Seed, 7).at(at), At: at, Entry: audit.Entry{Action: "load.end", Entity: markEntity, EntityID: markID, Version: 2,
			Meta: json.RawMessage(meta)}}})
		if err != nil {
			return err
		}
		return enter(ctx, tx, done)
	})
	if err != nil {
		return err
	}
	if err := on.DB.Settle(ctx); err != nil {
		return err
	}
	// Nobody has signed in since the accounts were made, years ago: they are opened.
	accounts := account.New(on.DB, on.Accounts)
	for _, r := range w.people.Roles {
		if err := accounts.KeepPassword(ctx, r.Username, o.Password); err != nil {
			return err
		}
		out.Sign = append(out.Sign, Account{Role: r.Role, Username: r.Username, OrgName: w.bodies[w.province.at(org.SeedID(r.At))].Short})
	}
	if out.Accounts, err = db.Count(ctx, on.DB.Reader(), "account"); err != nil {
		return err
	}
	out.Entries, err = db.Count(ctx, on.DB.Reader(), "audit_entry")
	return err
}
