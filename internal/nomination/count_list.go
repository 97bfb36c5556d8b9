package nomination

import (
	"context"

	"lantoa/internal/access"
	"lantoa/internal/db"
	"lantoa/internal/listing"
)

// Counts counts by state what List would list for the actor under the filter;
// listing.CountLimit+1 stands for more than that.
func (s *Service) Counts(ctx context.Context, actor access.Actor, f Filter) (map[State]int, error) {
	r, scope := s.db.Reader(), access.ScopeOf(actor, access.NominationView)
	seen, whole, err := statesOf(ctx, r, queries(scope, f))
	if err != nil {
		return nil, err
	}
	out := map[State]int{}
	if whole {
		for _, state := range seen {
			out[state]++
		}
		return out, nil
	}
	for _, state := range States() {
		f.State = state
		n, err := listing.Count(ctx, r, queries(scope, f), false)
		if err != nil {
			return nil, err
		}
		if n > 0 {
			out[state] = n
		}
	}
	return out, nil
}

// statesOf reads the states of what the arms reach, each dossier once; whole is
// false where there are too many to read.
func statesOf(ctx context.Context, r db.Reader, arms []listing.Arm) (seen map[string]State, whole bool, err error) {
	seen = map[string]State{}
	for _, a := range arms {
		text, args := a.Text("n.id, n.state", listing.Page{Limit: listing.CountLimit + 1})
		rows, err := db.All[struct {
			ID    string
			State State
		}](ctx, r, text, args...)
		if err != nil || len(rows) > listing.CountLimit {
			return nil, false, err
		}
		for _, n := range rows {
			seen[n.ID] = n.State
		}
	}
	return seen, true, nil
}
