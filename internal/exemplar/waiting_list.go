package exemplar

import (
	"context"

	"lantoa/internal/access"
	"lantoa/internal/db"
	"lantoa/internal/listing"
	"lantoa/internal/nomination"
	"lantoa/internal/subject"
)

// Waiting is an exemplar that the public cannot read yet, with what it waits for:
// the consent of whom it is about, or, with that, an editor's clearance.
type Waiting struct {
	ID        string
	Name      string
	Kind      subject.Kind
	State     State
	Level     nomination.Level
	UnitID    string
	Consented bool
}

// waitingLimit bounds what the home page shows of each sort.
const waitingLimit = 50

// consented is the condition that the exemplar's subject agreed to publication.
const consented = `exists (select 1 from consent c where c.subject_id = n.subject_id and c.purpose = 'publish' and c.withdrawn_at is null)`

// Waiting lists the exemplars that wait for the actor, oldest first: for a unit
// those of its own without a consent; for whoever clears, the recognised ones
// without a consent and all that only lack the clearance.
func (s *Service) Waiting(ctx context.Context, actor access.Actor) ([]Waiting, error) {
	r := s.db.Reader()
	live, above := []State{Nurturing, Recognised, Replicating}, []State{Recognised, Replicating}
	clear := access.ScopeOf(actor, access.ExemplarPublish)
	// A lead agency may record a consent too, but does not owe it.
	own := access.ScopeOf(actor, access.ExemplarConsent).Without(access.All, access.Lead)
	var out []Waiting
	seen := map[string]bool{}
	for _, sort := range []struct {
		scope     access.Scope
		states    []State
		condition string
		consented bool
	}{{clear, live, consented + ` and n.cleared = false`, true}, {own, live, "not " + consented, false}, {clear, above, "not " + consented, false}} {
		rows, err := waiting(ctx, r, sort.scope, sort.states, sort.condition)
		if err != nil {
			return nil, err
		}
		for _, e := range rows {
			if !seen[e.ID] {
				seen[e.ID] = true
				out = append(out, Waiting{ID: e.ID, Name: e.Name, Kind: e.Kind, State: e.State, Level: e.Level, UnitID: e.UnitID, Consented: sort.consented})
			}
		}
	}
	return out, nil
}

func waiting(ctx context.Context, r db.Reader, scope access.Scope, states []State, condition string) ([]Exemplar, error) {
	arms := queries(scope, Filter{})
	for i := range arms {
		arms[i].Also("n.public = false")
		arms[i].And("n.state = any($%d)", states)
		arms[i].Also(condition)
	}
	return listing.Find(ctx, r, arms, columns, listing.Page{Oldest: true, Limit: waitingLimit}, key)
}

// Counts is how many exemplars List would list, by state, and how many of them
// the public reads; listing.CountLimit+1 stands for more than that.
type Counts struct {
	States map[State]int
	Public int
}

// Counts counts what the actor may see under the filter.
func (s *Service) Counts(ctx context.Context, actor access.Actor, f Filter) (Counts, error) {
	r, scope := s.db.Reader(), access.ScopeOf(actor, access.ExemplarView)
	out := Counts{States: map[State]int{}}
	for _, state := range States() {
		f.State = state
		n, err := listing.Count(ctx, r, queries(scope, f), false)
		if err != nil {
			return out, err
		}
		if n > 0 {
			out.States[state] = n
		}
	}
	f.State = ""
	arms := queries(scope, f)
	for i := range arms {
		arms[i].Also("n.public = true")
	}
	var err error
	out.Public, err = listing.Count(ctx, r, arms, false)
	return out, err
}
