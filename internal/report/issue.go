package report

import (
	"context"
	"strings"

	"lantoa/internal/access"
	"lantoa/internal/audit"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/document"
	"lantoa/internal/errs"
	"lantoa/internal/paper"
)

// Issue is the act that freezes a report: by the standing office's head, or by
// its officer with the paper that the head signed.
type Issue struct {
	ID      string
	Version int64
	Paper   document.Draft
}

// Issue freezes a draft: its cases and frame are kept, and all its figures are
// counted from them from now on. Invalid names what is still to be filled in;
// Conflict where the draft was changed meanwhile, or another report already
// stands in the place of the one that it would replace. Twice is once.
func (s *Service) Issue(ctx context.Context, actor access.Actor, in Issue) error {
	if err := allow(actor, access.ReportIssueRecord); err != nil {
		return err
	}
	defer in.Paper.Ahead(ctx, s.files)()
	return s.db.Write(ctx, func(tx *db.Tx) error {
		rep, err := get(ctx, tx, in.ID)
		switch {
		case err != nil:
			return err
		case rep.State == Issued && rep.IssuedBy == actor.AccountID && rep.Version >= in.Version:
			return nil
		case rep.State != Draft:
			return errs.New(errs.Conflict, "report.issued_already")
		}
		return s.issue(ctx, tx, actor, in, rep)
	})
}

// issue reads everything in this very transaction: what is frozen is of one moment.
func (s *Service) issue(ctx context.Context, tx *db.Tx, actor access.Actor, in Issue, rep Report) error {
	c := Content{Head: rep.Head, Period: rep.Period, Named: rep.Named}
	var err error
	if c.Frame, c.Cases, err = s.counted(ctx, tx, rep); err != nil {
		return err
	}
	if err := s.whole(ctx, tx, c, rep.Text); err != nil {
		return err
	}
	if in.Paper.Filled() || !access.May(actor, access.ReportIssue) { // the head may do without a paper
		if err := s.sign(ctx, tx, actor, &rep, in.Paper); err != nil {
			return err
		}
	}
	rep.Version = in.Version
	if err := freeze(ctx, tx, actor, rep, c); err != nil {
		return err
	}
	if rep.ReplacesID != "" {
		if err := s.replace(ctx, tx, actor, rep); err != nil {
			return err
		}
	}
	return note(ctx, tx, actor, audit.Entry{Action: "report.issue", EntityID: rep.ID, Version: rep.Version + 1,
		Meta: map[string]any{"cases": len(c.Cases), "document": rep.DocumentID, "replaces": rep.ReplacesID}})
}

// whole refuses a text with a field that there is not or with places left open.
func (s *Service) whole(ctx context.Context, r db.Reader, c Content, text string) error {
	rules, err := s.rules(ctx, r, c.Head.Day)
	if err != nil {
		return err
	}
	got := c.Check(rules, text)
	bad := errs.New(errs.Invalid, "error.invalid")
	switch {
	case len(got.Unknown) > 0:
		bad.WithField("text", "report.unknown", strings.Join(got.Unknown, ", "))
	case len(got.Misused) > 0:
		bad.WithField("text", "report.misused", strings.Join(got.Misused, ", "))
	case got.Places > 0:
		bad.WithField("text", "report.places_left", got.Places)
	}
	return bad.OrNil()
}

func (s *Service) replace(ctx context.Context, tx *db.Tx, actor access.Actor, rep Report) error {
	old, err := get(ctx, tx, rep.ReplacesID)
	if err != nil {
		return err
	}
	if err := replace(ctx, tx, old.ID, rep.ID); err != nil {
		return err
	}
	return note(ctx, tx, actor, audit.Entry{Action: "report.replace", EntityID: old.ID, Version: old.Version + 1, Meta: map[string]string{"by": rep.ID}})
}

// sign registers the signed paper of the report, and takes its number, day and
// signer.
func (s *Service) sign(ctx context.Context, tx *db.Tx, actor access.Actor, rep *Report, draft document.Draft) error {
	office, err := s.orgs.Standing(ctx, tx, civil.DayOf(tx.Now()))
	if err != nil {
		return err
	}
	draft.Kind, draft.OrgID, draft.Title = document.Report, office.ID, rep.Head.Summary
	signed, err := document.Record(ctx, tx, s.files, actor, draft)
	if err != nil {
		return err
	}
	rep.DocumentID, rep.Head.Day, rep.Head.Signer = signed.ID, signed.Day, signed.SignerName
	number, symbol, ok := strings.Cut(signed.Number, "/")
	rep.Head.Number = number
	if ok {
		rep.Head.Symbol = symbol
	}
	// What is issued cannot be mended: its number must be one.
	bad := errs.New(errs.Invalid, "error.invalid")
	paper.CheckMarks(bad, rep.Head.Number, "")
	if ok {
		paper.CheckMarks(bad, "", rep.Head.Symbol)
	}
	for i := range bad.Fields {
		bad.Fields[i].Field = "number"
	}
	return bad.OrNil()
}
