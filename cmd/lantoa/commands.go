package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"

	"lantoa/internal/access"
	"lantoa/internal/account"
	"lantoa/internal/app"
	"lantoa/internal/civil"
	"lantoa/internal/config"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/org"
	"lantoa/internal/plan"
	"lantoa/internal/plan/parse"
)

// version is the module's, or the commit's.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "?"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return s.Value
		}
	}
	return info.Main.Version
}

func (c command) open(ctx context.Context, d config.Database) (*app.Services, error) {
	return app.Open(ctx, app.Options{Serve: config.Serve{Database: d}, Log: c.log})
}

func (c command) migrate(ctx context.Context) error {
	s, err := c.open(ctx, c.cli.Migrate.Database)
	if err != nil {
		return err
	}
	defer s.DB.Close()
	c.say("start.migrated")
	return nil
}

func (c command) orgSeed(ctx context.Context) error {
	s, err := c.open(ctx, c.cli.Org.Seed.Database)
	if err != nil {
		return err
	}
	defer s.DB.Close()
	n, err := s.Orgs.Seed(ctx)
	if err != nil {
		return err
	}
	c.say("start.orgs_seeded", n)
	return nil
}

// readPlan reads a file and the plan in it.
func (c command) readPlan(ctx context.Context, name string) (plan.Document, error) {
	raw, err := os.ReadFile(name)
	if err != nil {
		return plan.Document{}, errs.Wrap(err, errs.Invalid, "start.file", name)
	}
	doc, err := plan.Open(i18n.WithPrinter(ctx, c.p), raw, filepath.Base(name))
	doc.Data = raw // also of what cannot be read
	return doc, err
}

func (c command) planParse(ctx context.Context) error {
	doc, err := c.readPlan(ctx, c.cli.Plan.Parse.File)
	d := doc.Draft
	if err != nil && c.cli.Plan.Parse.JSON && doc.Data != nil && errs.Is(err, errs.Invalid) {
		// Whoever reads the JSON gets a draft of every file: one with nothing in it
		// and the reason.
		d = parse.Parse("")
		d.Warnings = []parse.Warning{{Message: sentence(c.p, err)}}
		err = nil
	}
	if err != nil {
		return err
	}
	if c.cli.Plan.Parse.JSON {
		raw, err := d.JSON()
		if err != nil {
			return err
		}
		_, err = c.out.Write(raw)
		return err
	}
	c.show(d)
	return nil
}

// show writes a draft for a person to look over.
func (c command) show(d parse.Draft) {
	fmt.Fprintln(c.out, d.Issuer)
	c.say("start.plan_head", d.Symbol, civil.Day(d.Date), d.Place)
	fmt.Fprintln(c.out, d.Title)
	c.say("start.plan_counts", len(d.Purposes), len(d.Contents), len(d.Fields), len(d.Milestones), len(d.Tasks), len(d.Recipients))
	for _, f := range d.Fields {
		c.say("start.plan_field", f.No, f.Movement)
		for _, l := range f.Leads {
			c.say("start.plan_lead_"+string(l.Mode), l.Name)
		}
	}
	for _, m := range d.Milestones {
		c.say("start.plan_milestone", civil.Day(m.Due), m.Text)
	}
	c.remarks(d)
}

// remarks writes what a person should look at.
func (c command) remarks(d parse.Draft) {
	for _, w := range d.Warnings {
		if w.Line == 0 {
			c.say("start.plan_remark", w.Message)
			continue
		}
		c.say("start.plan_warning", w.Line, w.Message)
	}
}

func (c command) planImport(ctx context.Context) error {
	doc, err := c.readPlan(ctx, c.cli.Plan.Import.File)
	if err != nil {
		return err
	}
	d := doc.Draft
	s, err := c.open(ctx, c.cli.Plan.Import.Database)
	if err != nil {
		return err
	}
	defer s.DB.Close()
	// Without bodies the plan's agencies could be matched with nothing.
	if _, err := c.adminSeat(ctx, s); err != nil {
		return err
	}
	done, err := s.Plans.Import(ctx, doc)
	if err != nil {
		return err
	}
	if done.Already {
		c.say("start.plan_already", d.Symbol)
		return nil
	}
	c.say("start.plan_imported", d.Symbol, len(d.Fields))
	if !done.Province {
		c.say("start.plan_own", d.Issuer)
	}
	for _, name := range done.Unmatched {
		c.say("start.plan_unmatched", name)
	}
	c.remarks(d)
	return nil
}

func (c command) adminCreate(ctx context.Context) error {
	in := c.cli.Admin.Create
	s, err := c.open(ctx, in.Database)
	if err != nil {
		return err
	}
	defer s.DB.Close()
	at, err := c.adminSeat(ctx, s)
	if err != nil {
		return err
	}
	password := account.NewPassword()
	a, err := s.Accounts.Setup(ctx, account.Input{Username: in.Username, Name: in.Name, Role: access.Admin, OrgID: at}, password, true)
	if err != nil {
		return err
	}
	c.say("start.admin_created", a.Username, password)
	return nil
}

// adminSeat is the body at which an administrator made here serves: the
// People's Committee of the province.
func (c command) adminSeat(ctx context.Context, s *app.Services) (string, error) {
	r := s.DB.Reader()
	all, _, err := s.Orgs.List(ctx, r, civil.DayOf(r.Now()), org.Filter{Kind: org.Province, Limit: 1})
	if err != nil {
		return "", err
	}
	if len(all) == 0 {
		return "", errs.New(errs.Invalid, "start.no_orgs")
	}
	return all[0].ID, nil
}

func (c command) adminReset(ctx context.Context) error {
	in := c.cli.Admin.ResetPassword
	s, err := c.open(ctx, in.Database)
	if err != nil {
		return err
	}
	defer s.DB.Close()
	password, err := s.Accounts.ResetByName(ctx, in.Username)
	if err != nil {
		return err
	}
	c.say("start.password_reset", in.Username, password)
	return nil
}
