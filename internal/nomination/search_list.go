package nomination

import (
	"context"
	"slices"

	"lantoa/internal/access"
	"lantoa/internal/search"
)

// Search gives at most limit nominations that the actor may see, best match first.
func (s *Service) Search(ctx context.Context, actor access.Actor, query string, limit int) ([]Nomination, error) {
	r, scope := s.db.Reader(), access.ScopeOf(actor, access.NominationView)
	ids, err := search.Find(ctx, r, scope, searchKind, query, limit)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	rows, err := find(ctx, r, scope, Filter{IDs: ids}, limit)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(rows, func(a, b Nomination) int { return slices.Index(ids, a.ID) - slices.Index(ids, b.ID) })
	return rows, nil
}
