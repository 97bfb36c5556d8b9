package nomination

import (
	"context"
	"unicode/utf8"

	"lantoa/internal/access"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
)

// Judgement is what the lead agency finds of one criterion.
type Judgement string

// The judgements; "" is not judged yet.
const (
	Met           Judgement = "met"
	Partly        Judgement = "partly"
	NotMet        Judgement = "not"
	NotApplicable Judgement = "na"
)

// Judgements lists them.
func Judgements() []Judgement { return []Judgement{Met, Partly, NotMet, NotApplicable} }

// Assessment is a judgement with its note, per criterion id.
type Assessment struct {
	Judgement Judgement
	Note      string
}

// Assess keeps the lead agency's judgements of a received nomination; a part of
// them may come, the rest later. Invalid names "judgement_<id>" or "note_<id>".
func (s *Service) Assess(ctx context.Context, actor access.Actor, item Item, given map[string]Assessment) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		n, err := get(ctx, tx, actor, item.ID)
		switch {
		case err != nil:
			return err
		case !access.Can(actor, access.NominationAssess, n.Resource()):
			return errs.New(errs.Denied, "error.denied")
		case n.State != Received:
			return errs.New(errs.Conflict, "act.state", n.Ref)
		case n.Version != item.Version:
			return errs.New(errs.Conflict, "error.stale")
		}
		lines, err := s.criteria(ctx, tx, n)
		if err != nil {
			return err
		}
		bad := errs.New(errs.Invalid, "error.invalid")
		changed := false
		for _, c := range lines {
			a, ok := given[c.ID]
			if !ok {
				continue
			}
			a.Note = i18n.Clean(a.Note)
			if a.Judgement != "" && a.Judgement != Met && a.Judgement != Partly && a.Judgement != NotMet && a.Judgement != NotApplicable {
				bad.WithField("judgement_"+c.ID, "field.choice")
			}
			if utf8.RuneCountInString(a.Note) > evidenceLimit {
				bad.WithField("note_"+c.ID, "field.too_long", evidenceLimit)
			}
			if len(bad.Fields) > 0 || a.Judgement == c.Judgement && a.Note == c.Note {
				continue
			}
			changed = true
			if err := putJudgement(ctx, tx, n.ID, c.ID, string(a.Judgement), a.Note, actor.AccountID); err != nil {
				return err
			}
		}
		if err := bad.OrNil(); err != nil || !changed {
			return err
		}
		from := n.State
		if n, err = updateNomination(ctx, tx, n); err != nil {
			return err
		}
		return note(ctx, tx, n, NewEvent(actor, n, "assess", from), given)
	})
}

// NextToAssess is the next nomination on the actor's desk that waits for a
// judgement, after the one given, with how many are judged of how many.
func (s *Service) NextToAssess(ctx context.Context, actor access.Actor, after string) (next string, done, total int, err error) {
	r := s.db.Reader()
	rows, err := find(ctx, r, access.ScopeOf(actor, access.NominationAssess), Filter{State: Received, Oldest: true}, maxItems)
	if err != nil {
		return "", 0, 0, err
	}
	total = len(rows)
	var first string
	for _, n := range rows {
		lines, err := s.criteria(ctx, r, n)
		if err != nil {
			return "", 0, 0, err
		}
		open := false
		for _, c := range lines {
			open = open || c.Judgement == ""
		}
		switch {
		case !open:
			done++
		case n.ID > after && next == "":
			next = n.ID
		case first == "" && n.ID != after:
			first = n.ID
		}
	}
	if next == "" {
		next = first
	}
	return next, done, total, nil
}
