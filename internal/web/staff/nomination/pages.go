// Package nomination has the pages of the first stage: batches, dossiers, their
// assessment, and the steps on them.
package nomination

import (
	"context"
	"strconv"

	"lantoa/internal/access"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/exemplar"
	"lantoa/internal/i18n"
	"lantoa/internal/law"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/paper"
	"lantoa/internal/plan"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// Paths of the feature.
const (
	listPath  = "/quan-ly/ho-so"
	batchPath = "/quan-ly/dot-de-nghi"
	stepPath  = "/quan-ly/buoc"
)

// Pages answers for batches and dossiers.
type Pages struct {
	db     *db.DB
	noms   *nomination.Service
	exs    *exemplar.Service
	orgs   *org.Service
	plans  *plan.Service
	laws   *law.Service
	papers *paper.Service
}

// New makes the pages.
func New(d *db.DB, noms *nomination.Service, exs *exemplar.Service, orgs *org.Service, plans *plan.Service, laws *law.Service, papers *paper.Service) *Pages {
	return &Pages{db: d, noms: noms, exs: exs, orgs: orgs, plans: plans, laws: laws, papers: papers}
}

func (p *Pages) today() civil.Day { return civil.DayOf(p.db.Now()) }

// names are what ids of a page mean in words.
type names struct {
	orgs   map[string]org.Org
	fields map[string]plan.Field
}

// Org is a body's short name of today.
func (n names) Org(id string) string { return n.orgs[id].Short }

// Field is a field's number and name.
func (n names) Field(id string) string {
	f, ok := n.fields[id]
	if !ok {
		return ""
	}
	return kit.FieldName(f)
}

// Fields are the numbers and names of fields.
func (n names) Fields(ids []string) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = n.Field(id)
	}
	return out
}

// names looks up the bodies and all fields of every plan that has been in force.
func (p *Pages) names(ctx context.Context, orgIDs ...string) (names, error) {
	r := p.db.Reader()
	out := names{fields: map[string]plan.Field{}}
	var err error
	if out.orgs, err = p.orgs.ByIDs(ctx, r, orgIDs, p.today()); err != nil {
		return out, err
	}
	plans, err := p.plans.List(ctx, r, p.today())
	if err != nil {
		return out, err
	}
	for _, v := range plans {
		fields, err := p.plans.Fields(ctx, r, v.ID)
		if err != nil {
			return out, err
		}
		for _, f := range fields {
			out.fields[f.ID] = f
		}
	}
	return out, nil
}

func (p *Pages) fields(ctx context.Context) ([]plan.Field, error) {
	r := p.db.Reader()
	current, err := p.plans.Current(ctx, r, p.today())
	if err != nil {
		return nil, err
	}
	return p.plans.Fields(ctx, r, current.ID)
}

// stateBadge is a state in words with its tone.
func stateBadge(p *i18n.Printer, n nomination.Nomination) ui.Badge {
	tones := map[nomination.State]ui.Tone{nomination.AwaitingHead: ui.Info, nomination.Sent: ui.Info, nomination.Received: ui.Info,
		nomination.Selected: ui.Gold, nomination.Appraised: ui.Gold, nomination.Consulted: ui.Gold, nomination.Concluded: ui.Gold, nomination.Submitted: ui.Gold,
		nomination.Approved: ui.Success, nomination.Returned: ui.Warning, nomination.Held: ui.Warning}
	label := kit.StateText(p, n.State, n.Level)
	switch {
	case n.State == nomination.Returned && n.Deadline != "":
		label = p.T("state.returned_by", n.Deadline)
	case n.State == nomination.Appraised && n.Eligible:
		label = p.T("state.appraised_yes")
	case n.State == nomination.Appraised:
		label = p.T("state.appraised_no")
	}
	tone := tones[n.State]
	if n.State == nomination.Appraised && !n.Eligible {
		tone = ui.Warning
	}
	return ui.Badge{Label: label, Tone: tone}
}

// ownUnits are the bodies for which the actor may write in their own name.
func ownUnits(a access.Actor) []string {
	return a.OrgsWith(access.UnitOfficer, access.FrontOfficer, access.LeadOfficer)
}

func itoa(n int) string { return strconv.Itoa(n) }
