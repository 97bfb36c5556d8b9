package demo

import (
	"context"
	_ "embed" // the text

	"lantoa/internal/db"
	"lantoa/internal/report"
)

//go:embed data/report.txt
var reportText string

// interim is the interim report (IV.2) that the standing office issued after the
// last day of 2023: what happened since shows behind its figures.
const (
	interimDrawnUp = "2024-01-08"
	interimIssued  = "2024-01-12"
	interimNumber  = "05"
)

// reportEvents are the drawing up and the issuing of the interim report.
func (s *stage) reportEvents() []event {
	id := db.NewID()
	return []event{
		{s.day(interimDrawnUp), "interim report", func(ctx context.Context) error { return s.drawUp(ctx, id) }},
		{s.day(interimIssued), "interim report issued", func(ctx context.Context) error {
			head, err := s.actor("standing_head")
			if err != nil {
				return err
			}
			return s.reports.Issue(ctx, head, report.Issue{ID: id, Version: 2})
		}},
	}
}

func (s *stage) drawUp(ctx context.Context, id string) error {
	officer, err := s.actor("standing_officer")
	if err != nil {
		return err
	}
	p, err := s.plans.Current(ctx, s.db.Reader(), s.day(interimDrawnUp))
	if err != nil {
		return err
	}
	rep, err := s.reports.Create(ctx, officer, id, report.Begin{PlanID: p.ID, From: report.Since(p), To: "2023-12-31"})
	if err != nil {
		return err
	}
	rep.Head.Number, rep.Head.Day, rep.Head.Signer = interimNumber, s.day(interimIssued), s.cast.Signers["btdkt"].Name
	return s.reports.Save(ctx, officer, id, 1, report.Input{Text: reportText, Named: rep.Named, Head: rep.Head})
}
