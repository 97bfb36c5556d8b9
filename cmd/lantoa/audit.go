package main

import (
	"context"
	"errors"

	"lantoa/internal/audit"
	"lantoa/internal/config"
	"lantoa/internal/db"
)

// errFindings ends a verification that has printed what it found.
var errFindings = errors.New("the audit log is not in order")

// auditVerify prints each finding on a line, and what was looked at.
func (c command) auditVerify(ctx context.Context) error {
	in := c.cli.Audit.Verify
	key, err := audit.ReadKey(in.KeyFile(in.Database))
	if err != nil {
		return err
	}
	anchors := audit.Anchors{File: in.AnchorsFile(in.Database)}
	if in.Anchors != "" {
		anchors = audit.Anchors{File: in.Anchors, Copy: true}
	}
	// Whoever checks changes nothing, not even the version of the database.
	d, err := db.Open(ctx, db.Options{Dir: in.Data, URL: in.DatabaseURL, Untouched: true})
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Current(ctx); err != nil {
		return err
	}
	report, err := audit.Verify(ctx, d.Reader(), key, anchors)
	if err != nil {
		return err
	}
	for _, f := range report.Findings {
		text, args := f.Text()
		c.say(text, args...)
	}
	if report.More > 0 {
		c.say("audit.verify.more", report.More)
	}
	c.say("audit.verify.counts", report.Entries, report.Seals, report.Anchored, report.Pending, report.Erased)
	if !report.InOrder() {
		c.say("audit.verify.wrong", int64(len(report.Findings))+report.More)
		return errFindings
	}
	c.say("audit.verify.fine")
	return nil
}

// auditSeal seals what waits, as the server does every minute.
func (c command) auditSeal(ctx context.Context) error {
	in := c.cli.Audit.Seal
	s, err := c.open(ctx, in.Database)
	if err != nil {
		return err
	}
	defer s.DB.Close()
	return c.seal(ctx, s.DB, in.Database, in.Audit)
}

// seal seals what is pending with the installation's key and says how much it was.
func (c command) seal(ctx context.Context, d *db.DB, at config.Database, in config.Audit) error {
	key, err := audit.OpenKey(ctx, d, in.KeyFile(at))
	if err != nil {
		return err
	}
	n, err := audit.Seal(ctx, d, key, audit.Anchors{File: in.AnchorsFile(at)})
	if err != nil {
		return err
	}
	c.say("audit.seal.done", n)
	return nil
}

// auditErase takes a detail out of an entry.
func (c command) auditErase(ctx context.Context) error {
	in := c.cli.Audit.Erase
	s, err := c.open(ctx, in.Database)
	if err != nil {
		return err
	}
	defer s.DB.Close()
	if err := s.DB.Write(ctx, func(tx *db.Tx) error { return audit.Erase(ctx, tx, in.Entry, in.Reason) }); err != nil {
		return err
	}
	c.say("audit.erase.done", in.Entry)
	return nil
}
