package main

import (
	"context"
	"fmt"
	"time"

	"lantoa/internal/account"
	"lantoa/internal/errs"
	"lantoa/internal/load"
)

// load fills an empty database and says how to sign in.
func (c command) load(ctx context.Context) error {
	in := c.cli.Load
	password := in.Password
	if password == "" {
		password = account.NewPassword()
	}
	if account.DefaultConfig().CheckPassword("", password) != nil {
		return errs.New(errs.Invalid, "load.password")
	}
	end, err := c.temporary(in.Data)
	if err != nil {
		return err
	}
	defer end()
	s, err := c.open(ctx, in.Database)
	if err != nil {
		return err
	}
	defer s.DB.Close()
	done, err := load.Load(ctx, load.Target{DB: s.DB, Files: s.Files, Accounts: account.DefaultConfig()}, load.Options{
		Exemplars: in.Exemplars, Seed: in.Seed, Password: password,
		Progress: func(p load.Progress) {
			fmt.Fprintln(c.aside, c.p.T("load.progress", p.Done, p.Total, p.PerSecond, c.span(p.Left)))
		}})
	if err != nil {
		return err
	}
	// What was entered is years old: unsealed, it would be overdue at once.
	if err := c.seal(ctx, s.DB, in.Database, in.Audit); err != nil {
		return err
	}
	c.say("load.done", done.Bodies, done.Accounts, done.Batches, done.Dossiers, done.Exemplars, done.Entries, c.span(done.Took))
	c.say("load.sign_in", password)
	for _, a := range done.Sign {
		c.say("start.demo_account", a.Username, c.p.T("role."+string(a.Role)), a.OrgName)
	}
	return nil
}

// span is a length of time as a person says it.
func (c command) span(d time.Duration) string {
	seconds := int(d.Round(time.Second).Seconds())
	if seconds < 60 {
		return c.p.T("load.seconds", seconds)
	}
	return c.p.T("load.minutes", seconds/60, seconds%60)
}
