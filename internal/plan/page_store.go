package plan

import (
	"context"
	"encoding/json"
	"fmt"

	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/org"
	"lantoa/internal/plan/parse"
)

// Page is everything on a plan's page.
type Page struct {
	Plan
	Draft      parse.Draft // the clauses, tasks and recipients as the document has them
	Fields     []FieldPage
	Milestones []Milestone
}

// FieldPage is a field with its sets and agencies.
type FieldPage struct {
	Field
	Sets         []SetPage
	Named        []parse.Lead // the leads as the plan names them
	Leads        []org.Org    // who leads on the day, in protocol order
	LeadIDs      []string
	Requested    bool     // the plan asks its leads (đề nghị) and does not charge them (giao)
	Scope        string   // what the leads choose, where the plan limits it
	Coordinating []string // as the plan names them
}

// SetPage is a set with its items.
type SetPage struct {
	Set
	Items []Criterion
}

// Page is a plan's page on the day: its clauses, fields with criteria and
// agencies of that day, milestones. NotFound when there is no such plan yet.
func (s *Service) Page(ctx context.Context, r db.Reader, id string, day civil.Day) (Page, error) {
	var out Page
	var err error
	if out.Plan, err = db.One[Plan](ctx, r, `select `+columns+inForce+`where p.id = $2`, day, id); err != nil {
		return out, err
	}
	raw, err := db.One[string](ctx, r, `select draft from plan_version where id = $1`, out.VersionID)
	if err != nil {
		return out, err
	}
	if err := json.Unmarshal([]byte(raw), &out.Draft); err != nil {
		return out, fmt.Errorf("plan %s: %w", id, err)
	}
	if out.Milestones, err = s.Milestones(ctx, r, out.VersionID); err != nil {
		return out, err
	}
	fields, err := s.FieldsOf(ctx, r, out.VersionID)
	if err != nil {
		return out, err
	}
	sets, err := s.setPages(ctx, r, out.VersionID)
	if err != nil {
		return out, err
	}
	for _, f := range fields {
		page := FieldPage{Field: f, Sets: sets[f.ID]}
		if page.Leads, err = s.orgs.Leads(ctx, r, f.ID, later(day, out.FromDay)); err != nil {
			return out, err
		}
		for _, l := range page.Leads {
			page.LeadIDs = append(page.LeadIDs, l.ID)
		}
		page.fromDraft(out.Draft)
		out.Fields = append(out.Fields, page)
	}
	return out, nil
}

// setPages are the sets of a version with their items, by field.
func (s *Service) setPages(ctx context.Context, r db.Reader, versionID string) (map[string][]SetPage, error) {
	sets, err := s.AllSets(ctx, r, versionID)
	if err != nil {
		return nil, err
	}
	items, err := db.All[struct {
		SetID string
		Criterion
	}](ctx, r, `select c.set_id, c.id, c.no, c.text, c.audience, c.certificate from criterion c join criteria_set s on s.id = c.set_id
		where s.version_id = $1 order by c.set_id, c.no`, versionID)
	if err != nil {
		return nil, err
	}
	bySet := map[string][]Criterion{}
	for _, c := range items {
		bySet[c.SetID] = append(bySet[c.SetID], c.Criterion)
	}
	out := map[string][]SetPage{}
	for _, set := range sets {
		out[set.FieldID] = append(out[set.FieldID], SetPage{Set: set, Items: bySet[set.ID]})
	}
	return out, nil
}

// fromDraft takes what only the document says.
func (p *FieldPage) fromDraft(d parse.Draft) {
	for i, no := range numbers(d.Fields, func(f parse.Field) string { return f.No }) {
		if no != p.No {
			continue
		}
		f := d.Fields[i]
		p.Coordinating, p.Named = f.Coordinating, f.Leads
		for _, l := range f.Leads {
			p.Requested = p.Requested || l.Mode == parse.Requested
			p.Scope = l.Scope
		}
	}
}

// later is the later of two days: a plan that is not in force yet is shown as it
// will be.
func later(a, b civil.Day) civil.Day { return max(a, b) }
