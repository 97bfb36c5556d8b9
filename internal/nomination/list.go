package nomination

import (
	"context"
	"strings"

	"lantoa/internal/access"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/listing"
	"lantoa/internal/search"
	"lantoa/internal/subject"
)

// Filter narrows a list; zero values do not narrow.
type Filter struct {
	IDs       []string
	BatchID   string
	SubjectID string
	State     State
	States    []State // any of them
	FieldID   string  // as main or further field
	Level     Level
	Kind      subject.Kind
	UnitID    string
	HolderID  string
	ListID    string
	Query     string // words with or without accents

	Oldest bool   // oldest first instead of newest first
	Cursor string // the id after which the page begins, in the list's direction
	Back   bool   // the page before the cursor instead
	Limit  int    // 50 when 0
}

// Page is one page of a list of nominations.
type Page = listing.Result[Nomination]

// source is where listing finds nominations.
func source() listing.Source {
	return listing.Source{Table: "nomination", FieldTable: "nomination_field", RecordColumn: "nomination_id"}
}

const columns = `n.id, n.ref, n.batch_id, n.plan_id, n.version_id, n.law_id, n.set_id, n.subject_id, n.subject_name, n.kind, n.level, n.field_id,
	n.title, n.summary, n.figure_name, n.figure_unit, n.figure_before, n.figure_after, n.photo_id, n.state, n.held_from, n.reason, n.deadline,
	n.eligible, n.appraisal, n.evidence_due, n.selected_by, n.appraised_by, n.list_id, n.unit_id, n.keeper_id, n.area_id, n.lead_id, n.target_id,
	n.holder_id, n.shared, n.author_id, n.on_behalf, n.created_at, n.changed_at, n.version`

// queries are the scope's arms narrowed by the filter.
func queries(scope access.Scope, f Filter) []listing.Arm {
	arms := source().Arms(scope)
	for i := range arms {
		for _, c := range []struct{ condition, value string }{
			{"n.batch_id = $%d", f.BatchID}, {"n.subject_id = $%d", f.SubjectID}, {"n.state = $%d", string(f.State)}, {"n.level = $%d", string(f.Level)},
			{"n.kind = $%d", string(f.Kind)}, {"n.unit_id = $%d", f.UnitID}, {"n.holder_id = $%d", f.HolderID}, {"n.list_id = $%d", f.ListID},
		} {
			if c.value != "" {
				arms[i].And(c.condition, c.value)
			}
		}
		if f.States != nil {
			arms[i].And("n.state = any($%d)", f.States)
		}
		if f.IDs != nil {
			arms[i].And("n.id = any($%d)", f.IDs)
		}
	}
	if f.FieldID != "" {
		arms = source().InField(arms, f.FieldID)
	}
	return arms
}

func key(n Nomination) string { return n.ID }

// find gives at most limit rows that the scope reaches, in the filter's order.
func find(ctx context.Context, r db.Reader, scope access.Scope, f Filter, limit int) ([]Nomination, error) {
	rows, err := listing.Find(ctx, r, queries(scope, f), columns, listing.Page{Cursor: f.Cursor, Oldest: f.Oldest, Back: f.Back, Limit: limit}, key)
	if err != nil {
		return nil, err
	}
	return rows, addFields(ctx, r, rows)
}

// addFields fills the further fields of the rows.
func addFields(ctx context.Context, r db.Reader, rows []Nomination) error {
	if len(rows) == 0 {
		return nil
	}
	ids := make([]string, len(rows))
	at := make(map[string]int, len(rows))
	for i, n := range rows {
		ids[i], at[n.ID] = n.ID, i
	}
	more, err := db.All[struct{ NominationID, FieldID, LeadID string }](ctx, r,
		`select nomination_id, field_id, lead_id from nomination_field where nomination_id = any($1) order by nomination_id, field_id`, ids)
	for _, m := range more {
		n := &rows[at[m.NominationID]]
		n.MoreFields = append(n.MoreFields, m.FieldID)
		if m.LeadID != "" {
			n.MoreLeads = append(n.MoreLeads, m.LeadID)
		}
	}
	return err
}

// List pages the nominations that the actor may see.
func (s *Service) List(ctx context.Context, actor access.Actor, f Filter) (Page, error) {
	r, scope := s.db.Reader(), access.ScopeOf(actor, access.NominationView)
	if f.Limit <= 0 || f.Limit > 200 {
		f.Limit = 50
	}
	if strings.TrimSpace(f.Query) != "" {
		ids, err := search.Find(ctx, r, scope, searchKind, f.Query, listing.CountLimit)
		if err != nil {
			return Page{}, err
		}
		f.IDs = append([]string{}, ids...)
	}
	p, err := listing.Read(ctx, r, queries(scope, f), columns, listing.Page{Cursor: f.Cursor, Oldest: f.Oldest, Back: f.Back, Limit: f.Limit}, key)
	if err != nil {
		return p, err
	}
	return p, addFields(ctx, r, p.Rows)
}

// Part reads the nominations after the filter's cursor, at most listing.Part of
// them, as List would show them: for walking the whole list.
func (s *Service) Part(ctx context.Context, actor access.Actor, f Filter) ([]Nomination, error) {
	r, scope := s.db.Reader(), access.ScopeOf(actor, access.NominationView)
	if strings.TrimSpace(f.Query) != "" {
		ids, err := search.Find(ctx, r, scope, searchKind, f.Query, listing.CountLimit)
		if err != nil {
			return nil, err
		}
		f.IDs = append([]string{}, ids...)
	}
	return find(ctx, r, scope, f, listing.Part)
}

// Get is the nomination with the id, when the actor may see it.
func (s *Service) Get(ctx context.Context, actor access.Actor, id string) (Nomination, error) {
	return get(ctx, s.db.Reader(), actor, id)
}

func get(ctx context.Context, r db.Reader, actor access.Actor, id string) (Nomination, error) {
	rows, err := find(ctx, r, access.ScopeOf(actor, access.NominationView), Filter{IDs: []string{id}}, 1)
	if err != nil {
		return Nomination{}, err
	}
	if len(rows) == 0 {
		return Nomination{}, errs.New(errs.NotFound, "nomination.not_found")
	}
	return rows[0], nil
}

// Explain gives the engine's plan of the list as List would read it from r.
func (s *Service) Explain(ctx context.Context, r db.Reader, actor access.Actor, f Filter) ([]string, error) {
	page := listing.Page{Cursor: f.Cursor, Oldest: f.Oldest, Back: f.Back, Limit: 51}
	return listing.Explain(ctx, r, queries(access.ScopeOf(actor, access.NominationView), f), columns, page)
}
