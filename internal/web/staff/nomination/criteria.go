package nomination

import (
	"context"
	"slices"

	"lantoa/internal/nomination"
	"lantoa/internal/plan"
	"lantoa/internal/plan/reading"
)

// oneOf reports that the criteria of a dossier are for audiences of which it has
// to meet one only (product.md §3: III.2a, III.3b).
func (p *Pages) oneOf(ctx context.Context, d nomination.Dossier) (bool, error) {
	if !slices.ContainsFunc(d.Criteria, func(c nomination.CriterionLine) bool { return c.Audience != "" }) {
		return false, nil
	}
	sets, err := p.plans.CriteriaSets(ctx, p.db.Reader(), d.VersionID, d.FieldID)
	return slices.ContainsFunc(sets, func(s plan.Set) bool { return s.ID == d.SetID && s.Choice == reading.OneOf }), err
}
