package demo

import (
	"context"

	"lantoa/internal/db"
	"lantoa/internal/nomination"
	"lantoa/internal/paper"
)

// papersFrom is who has made the papers of their newest batch that is still at home.
const papersFrom = "unit_officer"

// makePapers makes the whole set of papers of a batch that waits to be submitted.
func (s *stage) makePapers(ctx context.Context) error {
	officer, err := s.actor(papersFrom)
	if err != nil {
		return err
	}
	page, err := s.noms.Batches(ctx, officer, nomination.BatchFilter{Limit: 50})
	if err != nil {
		return err
	}
	for _, b := range page.Rows {
		if b.Shared || b.AuthorID != officer.AccountID || page.States[b.ID][nomination.Draft] == 0 {
			continue
		}
		for _, sort := range paper.ForBatch(b.Level) {
			if _, err := s.papers.Make(ctx, officer, db.NewID(), paper.Making{Kind: sort.Kind, BatchID: b.ID}); err != nil {
				return err
			}
		}
		return nil
	}
	return nil
}
