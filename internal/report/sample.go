package report

import (
	"context"

	"lantoa/internal/access"
	"lantoa/internal/civil"
	"lantoa/internal/errs"
	"lantoa/internal/officialdoc"
)

// Sample is how a text reads as the report of the plan in force, from its first day
// until today; false where there is no such plan, or for who reads no reports.
func (s *Service) Sample(ctx context.Context, actor access.Actor, text string) (rules officialdoc.Rules, f officialdoc.File, ok bool, err error) {
	if !access.May(actor, access.ReportView) {
		return rules, f, false, nil
	}
	r := s.db.Reader()
	today := civil.DayOf(r.Now())
	current, err := s.plans.Current(ctx, r, today)
	if errs.Is(err, errs.NotFound) {
		return rules, f, false, nil
	}
	if err != nil {
		return rules, f, false, err
	}
	if Since(current) > today {
		return rules, f, false, nil
	}
	c, err := s.compose(ctx, r, current.ID, Period{Since(current), today})
	if err != nil {
		return rules, f, false, err
	}
	if rules, err = s.rules(ctx, r, ""); err != nil {
		return rules, f, false, err
	}
	f, err = c.File(rules, text)
	return rules, f, err == nil, err
}
