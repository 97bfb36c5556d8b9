package document

import (
	"context"
	"strings"

	"lantoa/internal/access"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/listing"
)

// Filter narrows the register; zero values do not narrow.
type Filter struct {
	Kind  Kind
	OrgID string // who issued it
	listing.Page
}

// Page is one page of the register.
type Page = listing.Result[Document]

// queries are the register's as the actor may see it: the papers of their own
// bodies, or all.
func queries(actor access.Actor, f Filter) []listing.Arm {
	source := listing.Source{Table: "document", Keeper: "org_id"}
	arms := source.Arms(access.ScopeOf(actor, access.DocumentView))
	for i := range arms {
		if f.Kind != "" {
			arms[i].And("n.kind = $%d", string(f.Kind))
		}
		if f.OrgID != "" {
			arms[i].And("n.org_id = $%d", f.OrgID)
		}
	}
	return arms
}

func selected() string { return "n." + strings.ReplaceAll(columns, ", ", ", n.") }

// List pages the papers that the actor may see, the latest recorded first.
func List(ctx context.Context, r db.Reader, actor access.Actor, f Filter) (Page, error) {
	if f.Limit <= 0 || f.Limit > 200 {
		f.Limit = 50
	}
	return listing.Read(ctx, r, queries(actor, f), selected(), f.Page, func(d Document) string { return d.ID })
}

// Part reads the papers after the filter's cursor, at most listing.Part of them,
// as List would show them: for walking the whole register.
func Part(ctx context.Context, r db.Reader, actor access.Actor, f Filter) ([]Document, error) {
	f.Limit = listing.Part
	return listing.Find(ctx, r, queries(actor, f), selected(), f.Page, func(d Document) string { return d.ID })
}

// Explain gives the engine's plan of the list as List would read it from r.
func Explain(ctx context.Context, r db.Reader, actor access.Actor, f Filter) ([]string, error) {
	f.Limit = 51
	return listing.Explain(ctx, r, queries(actor, f), selected(), f.Page)
}

// Visible is the paper with the id when the actor's own scope shows it.
func Visible(ctx context.Context, r db.Reader, actor access.Actor, id string) (Document, error) {
	d, err := Get(ctx, r, id)
	if err == nil && !access.Can(actor, access.DocumentView, access.Resource{KeeperID: d.OrgID}) {
		return Document{}, errs.New(errs.NotFound, "error.not_found")
	}
	return d, err
}
