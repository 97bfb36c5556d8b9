package exemplar

import (
	"context"
	"slices"
	"strings"

	"lantoa/internal/access"
	"lantoa/internal/db"
	"lantoa/internal/document"
	"lantoa/internal/errs"
	"lantoa/internal/listing"
	"lantoa/internal/nomination"
	"lantoa/internal/search"
	"lantoa/internal/subject"
)

// Filter narrows a list of exemplars; zero values do not narrow.
type Filter struct {
	IDs     []string
	State   State
	Level   nomination.Level
	Kind    subject.Kind
	FieldID string
	UnitID  string
	UnitIDs []string // any of them
	Portal  Portal
	Query   string // words with or without accents
	listing.Page
}

// Portal narrows by what the public sees.
type Portal string

// The choices.
const (
	OnPortal  Portal = "on"
	OffPortal Portal = "off"
)

// Page is one page of exemplars.
type Page = listing.Result[Exemplar]

func queries(scope access.Scope, f Filter) []listing.Arm {
	arms := source().Arms(scope)
	for i := range arms {
		for _, c := range []struct{ condition, value string }{
			{"n.state = $%d", string(f.State)}, {"n.level = $%d", string(f.Level)}, {"n.kind = $%d", string(f.Kind)}, {"n.unit_id = $%d", f.UnitID},
		} {
			if c.value != "" {
				arms[i].And(c.condition, c.value)
			}
		}
		if f.IDs != nil {
			arms[i].And("n.id = any($%d)", f.IDs)
		}
		if f.UnitIDs != nil {
			arms[i].And("n.unit_id = any($%d)", f.UnitIDs)
		}
		switch f.Portal {
		case OnPortal:
			arms[i].Also("n.public = true")
		case OffPortal:
			arms[i].Also("n.public = false")
		}
	}
	if f.FieldID != "" {
		arms = source().InField(arms, f.FieldID)
	}
	return arms
}

// List pages the exemplars that the actor may see.
func (s *Service) List(ctx context.Context, actor access.Actor, f Filter) (Page, error) {
	r, scope := s.db.Reader(), access.ScopeOf(actor, access.ExemplarView)
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
	p, err := listing.Read(ctx, r, queries(scope, f), columns, f.Page, key)
	if err != nil {
		return p, err
	}
	return p, addFields(ctx, r, p.Rows)
}

// Part reads the exemplars after the filter's cursor, at most listing.Part of
// them, as List would show them: for walking the whole list.
func (s *Service) Part(ctx context.Context, actor access.Actor, f Filter) ([]Exemplar, error) {
	r, scope := s.db.Reader(), access.ScopeOf(actor, access.ExemplarView)
	if strings.TrimSpace(f.Query) != "" {
		ids, err := search.Find(ctx, r, scope, searchKind, f.Query, listing.CountLimit)
		if err != nil {
			return nil, err
		}
		f.IDs = append([]string{}, ids...)
	}
	f.Limit = listing.Part
	rows, err := listing.Find(ctx, r, queries(scope, f), columns, f.Page, key)
	if err != nil {
		return nil, err
	}
	return rows, addFields(ctx, r, rows)
}

// Search gives at most limit exemplars that the actor may see, best match first.
func (s *Service) Search(ctx context.Context, actor access.Actor, query string, limit int) ([]Exemplar, error) {
	r, scope := s.db.Reader(), access.ScopeOf(actor, access.ExemplarView)
	ids, err := search.Find(ctx, r, scope, searchKind, query, limit)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	rows, err := listing.Find(ctx, r, queries(scope, Filter{IDs: ids}), columns, listing.Page{Limit: limit}, key)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(rows, func(a, b Exemplar) int { return slices.Index(ids, a.ID) - slices.Index(ids, b.ID) })
	return rows, addFields(ctx, r, rows)
}

// Explain gives the engine's plan of the list as List would read it from r.
func (s *Service) Explain(ctx context.Context, r db.Reader, actor access.Actor, f Filter) ([]string, error) {
	f.Limit = 51
	return listing.Explain(ctx, r, queries(access.ScopeOf(actor, access.ExemplarView), f), columns, f.Page)
}

func get(ctx context.Context, r db.Reader, scope access.Scope, id string) (Exemplar, error) {
	rows, err := listing.Find(ctx, r, queries(scope, Filter{IDs: []string{id}}), columns, listing.Page{Limit: 1}, key)
	if err != nil {
		return Exemplar{}, err
	}
	if len(rows) == 0 {
		return Exemplar{}, errs.New(errs.NotFound, "exemplar.not_found")
	}
	return rows[0], addFields(ctx, r, rows)
}

// Card is everything on an exemplar's page for staff.
type Card struct {
	Exemplar
	Subject      subject.Subject
	Recognitions []Recognition
	Consents     []subject.Consent
	History      []Event
	Documents    map[string]document.Document
	Steps        []Transition
	Sensitive    bool // the main field tells of poverty: naming it asks for a consent of its own
	CanConsent   bool
	CanWithdraw  bool
}

// Card is the page of an exemplar that the actor may see.
func (s *Service) Card(ctx context.Context, actor access.Actor, id string) (Card, error) {
	r := s.db.Reader()
	e, err := get(ctx, r, access.ScopeOf(actor, access.ExemplarView), id)
	if err != nil {
		return Card{}, err
	}
	c := Card{Exemplar: e, CanWithdraw: access.Can(actor, access.ExemplarConsent, e.Resource())}
	c.CanConsent = c.CanWithdraw && e.State != Revoked
	for _, t := range Table() {
		if _, fits := rowOf(t.Step, e); fits && t.at(e.Level) && access.Can(actor, t.Right, e.Resource()) {
			c.Steps = append(c.Steps, t)
		}
	}
	sensitive, err := s.sensitive(ctx, r, e)
	if err != nil {
		return c, err
	}
	c.Sensitive = len(sensitive) > 0
	if c.Subject, err = subject.Get(ctx, r, e.SubjectID); err != nil {
		return c, err
	}
	if c.Recognitions, err = recognitions(ctx, r, id); err != nil {
		return c, err
	}
	if c.Consents, err = subject.Consents(ctx, r, e.SubjectID); err != nil {
		return c, err
	}
	if c.History, err = events(ctx, r, id); err != nil {
		return c, err
	}
	var papers []string
	for _, g := range c.Recognitions {
		papers = append(papers, g.DocumentID)
	}
	for _, v := range c.History {
		papers = append(papers, v.DocumentID)
	}
	c.Documents, err = document.ByIDs(ctx, r, papers)
	return c, err
}
