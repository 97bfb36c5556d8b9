package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"strings"

	"lantoa/internal/app"
	"lantoa/internal/civil"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/officialdoc"
	"lantoa/internal/officialdoc/docx"
	"lantoa/internal/officialdoc/pdf"
	"lantoa/internal/plan"
	"lantoa/internal/report"
)

// report writes the report of a plan over some days from what the database says now.
func (c command) report(ctx context.Context) error {
	in := c.cli.Report
	s, err := c.open(ctx, in.Database)
	if err != nil {
		return err
	}
	defer s.DB.Close()
	p, err := c.planOf(ctx, s, in.Plan)
	if err != nil {
		return err
	}
	period := report.Period{From: report.Since(p), To: civil.DayOf(s.DB.Now())}
	for _, given := range []struct {
		text, flag string
		into       *civil.Day
	}{{in.From, "--from", &period.From}, {in.To, "--to", &period.To}} {
		day, err := civil.ParseDay(strings.TrimSpace(given.text))
		if err != nil {
			return errs.New(errs.Invalid, "report.flag_day", given.flag, given.text)
		}
		if day != "" {
			*given.into = day
		}
	}
	content, text, err := s.Reports.Compose(ctx, p.ID, period)
	if err != nil {
		return err
	}
	rules, err := s.Reports.Rules(ctx, "")
	if err != nil {
		return err
	}
	file, err := content.File(rules, text)
	if err != nil {
		return err
	}
	if err := save(in.Out, rules, file, docx.Write); err != nil {
		return err
	}
	if in.PDF != "" {
		if err := save(in.PDF, rules, file, pdf.Write); err != nil {
			return err
		}
	}
	c.say("report.written", p.Symbol, period.From, period.To, in.Out)
	return nil
}

// planOf is the plan with the number; Invalid, with the numbers that there are,
// where there is none.
func (c command) planOf(ctx context.Context, s *app.Services, number string) (plan.Plan, error) {
	r := s.DB.Reader()
	all, err := s.Plans.List(ctx, r, civil.DayOf(r.Now()))
	if err != nil {
		return plan.Plan{}, err
	}
	var known []string
	for _, p := range all {
		if i18n.Fold(p.Symbol) == i18n.Fold(number) {
			return p, nil
		}
		known = append(known, p.Symbol)
	}
	if len(known) == 0 {
		return plan.Plan{}, errs.New(errs.Invalid, "report.no_plans", number)
	}
	return plan.Plan{}, errs.New(errs.Invalid, "report.no_plan", number, strings.Join(known, ", "))
}

// save writes a document whole or not at all.
func save(name string, rules officialdoc.Rules, file officialdoc.File, write func(io.Writer, officialdoc.Rules, officialdoc.File) error) error {
	var b bytes.Buffer
	if err := write(&b, rules, file); err != nil {
		return err
	}
	if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
		return errs.Wrap(err, errs.Invalid, "report.unwritable", name)
	}
	return nil
}
