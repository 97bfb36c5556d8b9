package paper

import (
	"context"

	"lantoa/internal/access"
	"lantoa/internal/audit"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/listing"
)

const columns = `n.id, n.kind, n.batch_id, n.keeper_id, n.holder_id as org_id, n.plan_id, n.title, n.content as raw, n.template_no, n.document_id, n.author_id, n.created_at, n.changed_at, n.version`

// row is a paper as its table has it.
type row struct {
	Paper
	Raw string
}

func (r row) paper() (Paper, error) {
	p := r.Paper
	var err error
	p.Content, err = decode(r.Raw)
	return p, err
}

func insert(ctx context.Context, tx *db.Tx, p Paper) (bool, error) {
	raw, err := p.Content.Value()
	if err != nil {
		return false, err
	}
	n, err := tx.Exec(ctx, `insert into paper (id, kind, batch_id, keeper_id, holder_id, plan_id, title, content, template_no, document_id, author_id, created_at, changed_at, version)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', $10, $11, $12, 1) on conflict do nothing`,
		p.ID, string(p.Kind), p.BatchID, p.KeeperID, p.OrgID, p.PlanID, p.Title, raw, p.TemplateNo, p.AuthorID, p.CreatedAt, p.ChangedAt)
	if err != nil || n == 0 {
		return false, err
	}
	for i, id := range p.items() {
		if _, err := tx.Exec(ctx, `insert into paper_item (paper_id, no, nomination_id) values ($1, $2, $3)`, p.ID, i+1, id); err != nil {
			return false, err
		}
	}
	return true, nil
}

// existing is the paper that stands in the way of p.
func existing(ctx context.Context, r db.Reader, p Paper) (Paper, error) {
	found, err := db.One[row](ctx, r, `select `+columns+` from paper n where n.id = $1 or n.batch_id = $2 and n.batch_id <> '' and n.kind = $3 order by n.id limit 1`,
		p.ID, p.BatchID, string(p.Kind))
	if err != nil {
		return Paper{}, err
	}
	return found.paper()
}

func update(ctx context.Context, tx *db.Tx, p Paper) error {
	raw, err := p.Content.Value()
	if err != nil {
		return err
	}
	n, err := tx.Exec(ctx, `update paper set content = $3, document_id = $4, changed_at = $5, version = version + 1 where id = $1 and version = $2`,
		p.ID, p.Version, raw, p.DocumentID, p.ChangedAt)
	if err == nil && n == 0 {
		err = errs.New(errs.Conflict, "error.stale")
	}
	return err
}

func audited(ctx context.Context, tx *db.Tx, actor access.Actor, what string, p Paper, detail any) error {
	return audit.Write(ctx, tx, audit.Entry{ActorID: actor.AccountID, Action: "paper." + what, Entity: "paper", EntityID: p.ID, Version: p.Version,
		Meta: map[string]string{"kind": string(p.Kind), "batch": p.BatchID, "org": p.OrgID, "document": p.DocumentID}, Detail: detail})
}

// Filter narrows the list of papers; zero values do not narrow.
type Filter struct {
	BatchID string
	Kind    Kind
	listing.Page
}

// Page is one page of papers, the newest first.
type Page = listing.Result[Paper]

func arms(actor access.Actor, f Filter, ids []string) []listing.Arm {
	all := listing.Source{Table: "paper"}.Arms(access.ScopeOf(actor, access.PaperView))
	for i := range all {
		if f.BatchID != "" {
			all[i].And("n.batch_id = $%d", f.BatchID)
		}
		if f.Kind != "" {
			all[i].And("n.kind = $%d", string(f.Kind))
		}
		if ids != nil {
			all[i].And("n.id = any($%d)", ids)
		}
	}
	return all
}

func rowKey(r row) string { return r.ID }

// List pages the papers that the actor may see, the newest first.
func (s *Service) List(ctx context.Context, actor access.Actor, f Filter) (Page, error) {
	if f.Limit <= 0 || f.Limit > 200 {
		f.Limit = 50
	}
	found, err := listing.Read(ctx, s.db.Reader(), arms(actor, f, nil), columns, f.Page, rowKey)
	if err != nil {
		return Page{}, err
	}
	out := Page{Count: found.Count, Next: found.Next, Previous: found.Previous}
	for _, r := range found.Rows {
		p, err := r.paper()
		if err != nil {
			return Page{}, err
		}
		out.Rows = append(out.Rows, p)
	}
	return out, nil
}

// Explain gives the engine's plan of the list as List would read it from r.
func Explain(ctx context.Context, r db.Reader, actor access.Actor, f Filter) ([]string, error) {
	return listing.Explain(ctx, r, arms(actor, f, nil), columns, listing.Page{Cursor: f.Cursor, Back: f.Back, Limit: 51})
}

// Get is the paper with the id, when the actor may see it.
func (s *Service) Get(ctx context.Context, actor access.Actor, id string) (Paper, error) {
	return get(ctx, s.db.Reader(), actor, id)
}

func get(ctx context.Context, r db.Reader, actor access.Actor, id string) (Paper, error) {
	rows, err := listing.Find(ctx, r, arms(actor, Filter{}, []string{id}), columns, listing.Page{Limit: 1}, rowKey)
	if err != nil {
		return Paper{}, err
	}
	if len(rows) == 0 {
		return Paper{}, errs.New(errs.NotFound, "paper.not_found")
	}
	p, err := rows[0].paper()
	if err != nil || p.BatchID != "" {
		return p, err
	}
	p.Items, err = db.All[string](ctx, r, `select nomination_id from paper_item where paper_id = $1 order by no`, p.ID)
	return p, err
}
