package nomination

import (
	"context"

	"lantoa/internal/access"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/listing"
)

const batchColumns = `n.id, n.ref, n.plan_id, n.version_id, n.law_id, n.unit_id, n.keeper_id, n.area_id, n.lead_id, 
	n.level, n.title, n.note, n.author_id, n.on_behalf, n.shared, n.created_at, n.version`

// BatchFilter narrows the list of batches; zero values do not narrow.
type BatchFilter struct {
	Level  Level
	Cursor string // the id after which the page begins, newest first
	Back   bool   // the page before the cursor instead
	Limit  int
}

// BatchPage is a page of batches, newest first.
type BatchPage struct {
	listing.Result[Batch]
	// States counts each batch's nominations by state.
	States map[string]map[State]int
}

// Batches pages the batches that the actor may see.
func (s *Service) Batches(ctx context.Context, actor access.Actor, f BatchFilter) (BatchPage, error) {
	r := s.db.Reader()
	page := listing.Page{Cursor: f.Cursor, Back: f.Back, Limit: f.Limit}
	found, err := listing.Read(ctx, r, batchArms(access.ScopeOf(actor, access.NominationView), f.Level, nil), batchColumns, page, batchKey)
	if err != nil {
		return BatchPage{}, err
	}
	p := BatchPage{Result: found, States: map[string]map[State]int{}}
	ids := make([]string, len(p.Rows))
	for i, b := range p.Rows {
		ids[i] = b.ID
		p.States[b.ID] = map[State]int{}
	}
	counts, err := db.All[struct {
		BatchID string
		State   State
		N       int
	}](ctx, r, `select batch_id, state, count(*) as n from nomination where batch_id = any($1) group by batch_id, state`, ids)
	for _, c := range counts {
		p.States[c.BatchID][c.State] = c.N
	}
	return p, err
}

// ExplainBatches gives the engine's plan of the list as Batches would read it from r.
func (s *Service) ExplainBatches(ctx context.Context, r db.Reader, actor access.Actor, f BatchFilter) ([]string, error) {
	page := listing.Page{Cursor: f.Cursor, Back: f.Back, Limit: 51}
	return listing.Explain(ctx, r, batchArms(access.ScopeOf(actor, access.NominationView), f.Level, nil), batchColumns, page)
}

// Batch is the batch with the id, when the actor may see it.
func (s *Service) Batch(ctx context.Context, actor access.Actor, id string) (Batch, error) {
	return getBatch(ctx, s.db.Reader(), actor, id)
}

func getBatch(ctx context.Context, r db.Reader, actor access.Actor, id string) (Batch, error) {
	arms := batchArms(access.ScopeOf(actor, access.NominationView), "", []string{id})
	rows, err := listing.Find(ctx, r, arms, batchColumns, listing.Page{Limit: 1}, batchKey)
	if err != nil {
		return Batch{}, err
	}
	if len(rows) == 0 {
		return Batch{}, errs.New(errs.NotFound, "batch.not_found")
	}
	return rows[0], nil
}

func batchKey(b Batch) string { return b.ID }

// batchArms are the batches that the scope reaches. A batch has no desk and no
// field of its own: whoever sees it only through a dossier opens the dossier.
func batchArms(scope access.Scope, level Level, ids []string) []listing.Arm {
	arms := listing.Source{Table: "batch", FieldTable: "batch_agency", RecordColumn: "batch_id"}.Arms(scope.Without(access.Field, access.Holder))
	for i := range arms {
		if level != "" {
			arms[i].And("n.level = $%d", string(level))
		}
		if ids != nil {
			arms[i].And("n.id = any($%d)", ids)
		}
	}
	return arms
}
