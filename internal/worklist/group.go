package worklist

import (
	"context"
	"slices"

	"lantoa/internal/access"
	"lantoa/internal/civil"
	"lantoa/internal/exemplar"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
)

// Group is some dossiers and exemplars that a person answers for.
type Group struct {
	UnitID  string // a unit's own
	FieldID string // a field's, for its lead and co-ordinating agencies
	// Without either: all that the person may see.
	States    map[nomination.State]int
	Exemplars exemplar.Counts
}

// Dossiers is how many nominations the group has.
func (g Group) Dossiers() int {
	n := 0
	for _, k := range g.States {
		n += k
	}
	return n
}

// Registered is how many exemplars the group has.
func (g Group) Registered() int {
	n := 0
	for _, k := range g.Exemplars.States {
		n += k
	}
	return n
}

// Groups lists what the actor answers for: a unit its own, a lead or
// co-ordinating agency each of its fields, whoever sees further all of it.
func (s *Service) Groups(ctx context.Context, actor access.Actor) ([]Group, error) {
	groups, err := s.groupsOf(ctx, actor)
	if err != nil {
		return nil, err
	}
	for i := range groups {
		g := &groups[i]
		if g.States, err = s.noms.Counts(ctx, actor, nomination.Filter{UnitID: g.UnitID, FieldID: g.FieldID}); err != nil {
			return nil, err
		}
		if g.Exemplars, err = s.exs.Counts(ctx, actor, exemplar.Filter{UnitID: g.UnitID, FieldID: g.FieldID}); err != nil {
			return nil, err
		}
	}
	return groups, nil
}

func (s *Service) groupsOf(ctx context.Context, actor access.Actor) ([]Group, error) {
	if !access.May(actor, access.NominationView) && !access.May(actor, access.ExemplarView) {
		return nil, nil
	}
	var out []Group
	further := false
	add := func(g Group) {
		same := func(have Group) bool { return have.UnitID == g.UnitID && have.FieldID == g.FieldID }
		if !slices.ContainsFunc(out, same) {
			out = append(out, g)
		}
	}
	for _, g := range actor.Grants {
		switch g.Role {
		case access.UnitOfficer, access.UnitHead, access.FrontOfficer:
			add(Group{UnitID: g.OrgID})
			further = further || g.Subtree
		case access.LeadOfficer, access.LeadHead:
			r := s.db.Reader()
			duties, err := s.orgs.Duties(ctx, r, g.OrgID, civil.DayOf(r.Now()))
			if err != nil {
				return nil, err
			}
			for _, d := range duties {
				if d.Kind == org.Lead {
					add(Group{FieldID: d.FieldID})
				}
			}
		case access.Coordinator:
			for _, id := range g.FieldIDs {
				add(Group{FieldID: id})
			}
		case access.Admin:
		default:
			further = true
		}
	}
	if further || len(out) == 0 {
		add(Group{})
	}
	return out, nil
}
