package main

import (
	"errors"
	"os"
	"path/filepath"
	"time"

	"lantoa/internal/civil"
	"lantoa/internal/errs"
	"lantoa/internal/officialdoc"
	"lantoa/internal/officialdoc/check"
)

// errDeviations ends a check that has printed what it found.
var errDeviations = errors.New("the document deviates")

// docCheck prints each deviation of a document from the form on a line.
func (c command) docCheck() error {
	args := c.cli.Doc.Check
	rules, err := documentRules(args.Rules, args.Day)
	if err != nil {
		return err
	}
	raw, err := os.ReadFile(args.File)
	if err != nil {
		return errs.Wrap(err, errs.Invalid, "check.cli.file", args.File)
	}
	name := filepath.Base(args.File)
	found, err := check.Document(rules, raw, name)
	if err != nil {
		return err
	}
	if len(found) == 0 {
		c.say("check.cli.fine", name, rules.Decree)
		return nil
	}
	for _, d := range found {
		what, component := c.p.T(d.Key), c.p.T("rules.component."+string(d.Component))
		expected, now := c.p.T(d.Expected.Key, d.Expected.Args...), c.p.T(d.Found.Key, d.Found.Args...)
		where := c.p.T("check.value.text", d.Where)
		switch {
		case d.Where == "" && d.Count == 1:
			c.say("check.cli.line", component, what, expected, now, d.Clause)
			continue
		case d.Where == "":
			where = c.p.T("check.form.places", d.Count)
		case d.Count > 1:
			where += " " + c.p.T("check.form.more", d.Count-1)
		}
		c.say("check.cli.line_at", component, where, what, expected, now, d.Clause)
	}
	c.say("check.cli.count", name, len(found), check.Places(found), rules.Decree)
	return errDeviations
}

// documentRules are those of a day from a file, or those that the program brings along.
func documentRules(file, day string) (officialdoc.Rules, error) {
	on := civil.DayOf(time.Now())
	if day != "" {
		var err error
		if on, err = civil.ParseDay(day); err != nil {
			return officialdoc.Rules{}, errs.Wrap(err, errs.Invalid, "check.cli.day", day)
		}
	}
	all, err := officialdoc.Decrees()
	if file != "" {
		raw, readErr := os.ReadFile(file)
		if readErr != nil {
			return officialdoc.Rules{}, errs.Wrap(readErr, errs.Invalid, "check.cli.file", file)
		}
		all, err = officialdoc.ReadRules(raw)
		for _, r := range all {
			if bad := r.Valid().OrNil(); bad != nil {
				err = errors.Join(err, bad)
			}
		}
		if err != nil {
			return officialdoc.Rules{}, errs.Wrap(err, errs.Invalid, "check.cli.rules", file)
		}
	}
	if err != nil {
		return officialdoc.Rules{}, err
	}
	return officialdoc.On(all, on), nil
}
