package nomination

import (
	"context"

	"lantoa/internal/access"
	"lantoa/internal/i18n"
	"lantoa/internal/org"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// unitOptions are the bodies for which the actor may open a batch: the own ones
// first, then those for whom they enter on behalf, communes under their district.
func (p *Pages) unitOptions(ctx context.Context, actor access.Actor) ([]ui.Option, error) {
	r, own := p.db.Reader(), ownUnits(actor)
	known, err := p.orgs.ByIDs(ctx, r, own, p.today())
	if err != nil {
		return nil, err
	}
	var out []ui.Option
	for _, id := range own {
		out = append(out, ui.Option{Value: id, Label: known[id].Short})
	}
	for _, arm := range access.ScopeOf(actor, access.NominationOnBehalf).Arms() {
		groups, err := p.behalf(ctx, arm)
		if err != nil {
			return nil, err
		}
		for _, g := range groups {
			for _, o := range g.orgs {
				if _, mine := known[o.ID]; !mine {
					out = append(out, ui.Option{Value: o.ID, Label: o.Short, Group: g.label})
				}
			}
		}
	}
	if len(own) != 1 || len(out) != 1 {
		out = kit.AnyOption(i18n.T(ctx, "batch.unit.choose"), out)
	}
	return out, nil
}

// unitGroup is some bodies under a common heading.
type unitGroup struct {
	label string
	orgs  []org.Org
}

// behalf are the bodies that an arm of "Nhập thay" reaches.
func (p *Pages) behalf(ctx context.Context, arm access.Arm) ([]unitGroup, error) {
	r := p.db.Reader()
	label := i18n.T(ctx, "batch.on_behalf_group")
	if arm.Over != access.All {
		below, err := p.orgs.Children(ctx, r, arm.ID, p.today())
		return []unitGroup{{label, below}}, err
	}
	all, err := p.orgs.All(ctx, r, p.today())
	if err != nil {
		return nil, err
	}
	groups := []unitGroup{{label: label}}
	for _, o := range all {
		if o.Kind != org.Commune {
			groups[0].orgs = append(groups[0].orgs, o)
		}
		if o.Kind != org.District {
			continue
		}
		communes, err := p.orgs.Children(ctx, r, o.ID, p.today())
		if err != nil {
			return nil, err
		}
		groups = append(groups, unitGroup{i18n.T(ctx, "batch.on_behalf_of", o.Short), communes})
	}
	if len(groups) == 1 {
		groups[0].orgs = all // no districts any more
	}
	return groups, nil
}
