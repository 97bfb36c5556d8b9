// Package exemplar has the staff pages of the registry of exemplars: the list,
// one exemplar with what the public sees of it and why, its steps, and the
// consents to publication.
package exemplar

import (
	"context"
	"net/http"

	"lantoa/internal/blob"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/exemplar"
	"lantoa/internal/i18n"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/plan"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// Paths of the feature and of those that it leads to.
const (
	listPath       = "/quan-ly/dien-hinh"
	nominationPath = "/quan-ly/ho-so"
	publicPath     = "/dien-hinh"
)

// Pages are the handlers.
type Pages struct {
	db    *db.DB
	exs   *exemplar.Service
	noms  *nomination.Service
	orgs  *org.Service
	plans *plan.Service
	files *blob.Store
}

// New makes the handlers.
func New(d *db.DB, exs *exemplar.Service, noms *nomination.Service, orgs *org.Service, plans *plan.Service, files *blob.Store) *Pages {
	return &Pages{db: d, exs: exs, noms: noms, orgs: orgs, plans: plans, files: files}
}

func (p *Pages) today() civil.Day { return civil.DayOf(p.db.Now()) }

// names are what the ids of a page mean in words.
type names struct {
	orgs   map[string]org.Org
	fields map[string]plan.Field
}

// Org is a body's short name, Full its whole name with the place around it.
func (n names) Org(id string) string { return n.orgs[id].Short }

// Full is a body's whole name.
func (n names) Full(id string) string {
	if id == "" {
		return ""
	}
	return n.orgs[id].Full()
}

// Field is a field's number and name, "" for an unknown one.
func (n names) Field(id string) string {
	f, ok := n.fields[id]
	if !ok {
		return ""
	}
	return kit.FieldName(f)
}

// names looks up the bodies of the rows, under their names of today or, for
// those that are no more, of the day on which the exemplar was entered, and the
// fields of the rows' plans.
func (p *Pages) names(ctx context.Context, rows []exemplar.Exemplar, orgIDs ...string) (names, error) {
	r := p.db.Reader()
	out := names{fields: map[string]plan.Field{}}
	for _, e := range rows {
		orgIDs = append(orgIDs, e.UnitID)
	}
	var err error
	if out.orgs, err = p.orgs.ByIDs(ctx, r, orgIDs, p.today()); err != nil {
		return out, err
	}
	known := map[string]bool{}
	for _, e := range rows {
		if _, there := out.orgs[e.UnitID]; !there {
			then, err := p.orgs.ByIDs(ctx, r, []string{e.UnitID}, civil.DayOf(e.CreatedAt))
			if err != nil {
				return out, err
			}
			out.orgs[e.UnitID] = then[e.UnitID]
		}
		if known[e.PlanID] {
			continue
		}
		known[e.PlanID] = true
		fields, err := p.plans.Fields(ctx, r, e.PlanID)
		if err != nil {
			return out, err
		}
		for _, f := range fields {
			out.fields[f.ID] = f
		}
	}
	return out, nil
}

// currentFields are the fields of the plan in force, none where there is no plan yet.
func (p *Pages) currentFields(r *http.Request) ([]plan.Field, error) {
	return p.plans.CurrentFields(r.Context(), p.db.Reader(), p.today())
}

// stateBadge is a state in words.
func stateBadge(p *i18n.Printer, s exemplar.State) ui.Badge {
	b := ui.Badge{Label: p.T("exemplar.state." + string(s))}
	switch s {
	case exemplar.Nurturing:
		b.Stage = ui.Nurture
	case exemplar.Recognised:
		b.Stage = ui.Review
	case exemplar.Replicating:
		b.Stage = ui.Replicate
	case exemplar.Revoked:
		b.Tone = ui.Danger
	}
	return b
}

// portalBadge says whether the public sees the exemplar.
func portalBadge(p *i18n.Printer, e exemplar.Exemplar) ui.Badge {
	if e.Public {
		return ui.Badge{Label: p.T("exemplar.on_portal"), Tone: ui.Success}
	}
	return ui.Badge{Label: p.T("exemplar.off_portal")}
}

func pathOf(id string) string { return listPath + "/" + id }
