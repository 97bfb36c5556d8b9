package demo

import (
	"context"
	"fmt"
	"strings"

	"lantoa/internal/civil"
	"lantoa/internal/plan"
	"lantoa/internal/plan/reading"
)

// correction is what the standing office made of the plan as read: the audiences
// within its sets, which only a person can tell.
type correction struct {
	From   civil.Day
	Reason string
	Sets   []correctedSet
}

// correctedSet is a set by its place, both from 1. Cut are words before which an
// item is split; audiences are given by the words with which an item begins.
type correctedSet struct {
	Field, Set int
	Choice     reading.Choice
	Cut        string
	Audiences  map[string]string
}

// correct adopts the plan's second version, a few days after the first.
func (s *stage) correct(ctx context.Context, c correction) error {
	actor, err := s.actor("standing_officer")
	if err != nil {
		return err
	}
	today := civil.DayOf(s.db.Now())
	p, err := s.plans.Current(ctx, s.db.Reader(), today)
	if err != nil {
		return err
	}
	paper, err := s.plans.Reopen(ctx, actor, p.ID)
	if err != nil {
		return err
	}
	paper, err = s.plans.Correct(ctx, actor, paper.ID, paper.Version, func(r *reading.Reading) error {
		for i := range r.Warnings {
			r.Warnings[i].Done = true
		}
		for _, set := range c.Sets {
			if err := set.apply(r); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	_, err = s.plans.Adopt(ctx, actor, paper.ID, paper.Version, plan.Adoption{From: s.day(c.From), Reason: c.Reason, Province: true})
	return err
}

func (c correctedSet) apply(r *reading.Reading) error {
	if c.Field > len(r.Fields) || c.Set > len(r.Fields[c.Field-1].Sets) {
		return fmt.Errorf("the plan has no set %d in field %d", c.Set, c.Field)
	}
	set := &r.Fields[c.Field-1].Sets[c.Set-1]
	set.Choice = c.Choice
	for i := range set.Items {
		before, after, found := strings.Cut(set.Items[i].Text, " "+c.Cut)
		if c.Cut != "" && found {
			// The word that joined the two goes.
			_, first, _ := strings.Cut(c.Cut, " ")
			set.Items[i].Text = before + "\n" + first + after
			r.Split(set.Items[i].ID)
			break
		}
	}
	for begins, audience := range c.Audiences {
		found := false
		for i := range set.Items {
			if strings.HasPrefix(set.Items[i].Text, begins) {
				set.Items[i].Audience, found = audience, true
			}
		}
		if !found {
			return fmt.Errorf("no criterion of field %d begins with %q", c.Field, begins)
		}
	}
	return nil
}
