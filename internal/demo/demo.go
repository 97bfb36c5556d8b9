// Package demo fills an empty database with a demonstration: Hà Giang's bodies,
// the customer's plan, one account per role, and five years of nominations and
// exemplars in every state. Names, figures and stories are made up (data/); the
// pictures are drawn, the papers say that they are illustrations. Everything
// goes through the services that people use, under a clock that tells the day on
// which it happened, and in one transaction: it is there whole or not at all.
package demo

import (
	"context"

	"lantoa/internal/access"
	"lantoa/internal/account"
	"lantoa/internal/audit"
	"lantoa/internal/blob"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/exemplar"
	"lantoa/internal/law"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/paper"
	"lantoa/internal/plan"
	"lantoa/internal/plan/parse"
	"lantoa/internal/report"
)

// Target is the database to fill, in which laws and routes are seeded already,
// and its files.
type Target struct {
	DB    *db.DB
	Files *blob.Store
	// Accounts is how passwords are kept.
	Accounts account.Config
}

// Account is an account of the demonstration: one per role first, in the order
// of access.Roles, then those that show a second body.
type Account struct {
	Role     access.Role
	Username string
	OrgName  string
}

// The entry of the audit trail that marks a database as the demonstration's.
const (
	markEntity = "demonstration"
	markID     = "ha-giang"
)

// earliest is the day from which the story can be told: what is open now went a
// way that does not pass the districts, in the three months before.
const earliest = civil.Day("2025-10-01")

// Load fills the database, or, where that has been done, changes nothing. Either
// way it lists the accounts to sign in with, whose password is the one given.
// Conflict where there are accounts that are not the demonstration's,
// or where the clock stands before 01/10/2025.
func Load(ctx context.Context, on Target, password string) ([]Account, error) {
	who, err := readCast()
	if err != nil {
		return nil, err
	}
	marks, err := audit.Of(ctx, on.DB.Reader(), markEntity, markID)
	if err != nil {
		return nil, err
	}
	if len(marks) == 0 {
		if err := fill(ctx, on, who, password); err != nil {
			return nil, err
		}
	}
	all, err := list(ctx, on.DB, who)
	if err != nil {
		return nil, err
	}
	// The password may be another this time, and nobody may have signed in for
	// so long that the accounts are closed.
	accounts := account.New(on.DB, on.Accounts)
	for _, a := range all {
		if err := accounts.KeepPassword(ctx, a.Username, password); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func list(ctx context.Context, d *db.DB, who cast) ([]Account, error) {
	var out []Account
	orgs, r := org.New(d), d.Reader()
	for _, p := range who.People {
		if p.Supporting {
			continue
		}
		body, err := orgs.Get(ctx, r, org.SeedID(p.At), civil.DayOf(r.Now()))
		if err != nil {
			return nil, err
		}
		out = append(out, Account{Role: p.Role, Username: p.Username, OrgName: body.Short})
	}
	return out, nil
}

// fill enters everything, in the order in which it is told to have happened.
func fill(ctx context.Context, on Target, who cast, password string) error {
	filled, err := account.New(on.DB, on.Accounts).Any(ctx)
	if err != nil {
		return err
	}
	if filled {
		return errs.New(errs.Conflict, "demo.not_empty")
	}
	if today := civil.DayOf(on.DB.Now()); today < earliest {
		return errs.New(errs.Conflict, "demo.clock", today, earliest)
	}
	script, err := readScript()
	if err != nil {
		return err
	}
	album, err := drawAll(script)
	if err != nil {
		return err
	}
	letters, err := openFont()
	if err != nil {
		return err
	}
	return on.DB.Whole(ctx, func(whole *db.DB) error {
		clock := &clock{end: on.DB.Now()}
		d := whole.WithClock(clock.now)
		orgs := org.New(d)
		plans := plan.New(d, orgs, on.Files)
		laws := law.New(d)
		noms := nomination.New(d, orgs, plans, laws, on.Files)
		s := &stage{cast: who, script: script, album: album, clock: clock, font: letters, db: d, orgs: orgs, plans: plans, noms: noms,
			exs: exemplar.New(d, noms, orgs, plans, on.Files), accounts: account.New(d, on.Accounts),
			papers:  paper.New(d, noms, orgs, plans, laws, on.Files, paper.Foreign{}),
			reports: report.New(d, orgs, plans, laws, on.Files, report.Usual),
			actors:  map[string]access.Actor{}, dossiers: map[string]dossier{}, exemplars: map[string]string{}}
		if err := s.found(ctx, password); err != nil {
			return err
		}
		if err := s.play(ctx); err != nil {
			return err
		}
		if err := s.makePapers(ctx); err != nil {
			return err
		}
		return d.Write(ctx, func(tx *db.Tx) error {
			return audit.Write(ctx, tx, audit.Entry{Action: "demo.load", Entity: markEntity, EntityID: markID, Version: 1,
				Meta: map[string]int{"nominations": len(s.dossiers), "exemplars": len(s.exemplars)}})
		})
	})
}

// found enters what was there before the first nomination: bodies, the plan on
// the day on which it was issued, and the accounts.
func (s *stage) found(ctx context.Context, password string) error {
	s.clock.turn(s.day("2021-01-11"))
	if _, err := s.orgs.Seed(ctx); err != nil {
		return err
	}
	doc, err := plan.Open(ctx, parse.Sample(), parse.SampleName)
	if err != nil {
		return err
	}
	if _, err := s.plans.Import(ctx, doc); err != nil {
		return err
	}
	for _, p := range s.cast.People {
		made, err := s.accounts.Setup(ctx, account.Input{Username: p.Username, Name: p.Name, Role: p.Role, OrgID: org.SeedID(p.At)}, password, false)
		if err != nil {
			return err
		}
		if s.actors[p.Username], err = s.accounts.Actor(ctx, made.ID); err != nil {
			return err
		}
	}
	s.clock.turn(s.day("2021-01-13"))
	if err := s.correct(ctx, s.script.correct); err != nil {
		return err
	}
	today := s.day(s.script.correct.From)
	p, err := s.plans.Current(ctx, s.db.Reader(), today)
	if err != nil {
		return err
	}
	s.fields, err = s.plans.FieldsOf(ctx, s.db.Reader(), p.VersionID)
	return err
}
