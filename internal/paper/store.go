package paper

import (
	"context"

	"lantoa/internal/access"
	"lantoa/internal/audit"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/listing"
)

const columns = `n.id, n.kind, n.batch_id, n.round, n.keeper_id, n.holder_id as org_id, n.plan_id, n.title, n.content as raw, n.template_no, n.document_id, n.author_id, n.created_at, n.changed_at, n.version`

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
	n, err := tx.Exec(ctx, `insert into paper (id, kind, batch_id, round, keeper_id, holder_id, plan_id, title, content, template_no, document_id, author_id, created_at, changed_at, version)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', $11, $12, $13, 1) on conflict do nothing`,
		p.ID, string(p.Kind), p.BatchID, p.Round, p.KeeperID, p.OrgID, p.PlanID, p.Title, raw, p.TemplateNo, p.AuthorID, p.CreatedAt, p.ChangedAt)
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

// latest is the newest paper of a kind that a batch has; false without one.
func latest(ctx context.Context, r db.Reader, batchID string, k Kind) (Paper, bool, error) {
	rows, err := db.All[row](ctx, r, `select `+columns+` from paper n where n.batch_id = $1 and n.kind = $2 order by n.round desc limit 1`, batchID, string(k))
	if err != nil || len(rows) == 0 {
		return Paper{}, false, err
	}
	p, err := whole(ctx, r, rows[0])
	return p, err == nil, err
}

// whole is a row with its dossiers and its signed form.
func whole(ctx context.Context, r db.Reader, found row) (Paper, error) {
	p, err := found.paper()
	if err != nil {
		return p, err
	}
	if p.Items, err = db.All[string](ctx, r, `select nomination_id from paper_item where paper_id = $1 order by no`, p.ID); err != nil {
		return p, err
	}
	one := []Paper{p}
	err = addSigned(ctx, r, one)
	return one[0], err
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

func remove(ctx context.Context, tx *db.Tx, p Paper) error {
	if _, err := tx.Exec(ctx, `delete from paper_item where paper_id = $1`, p.ID); err != nil {
		return err
	}
	n, err := tx.Exec(ctx, `delete from paper where id = $1 and version = $2`, p.ID, p.Version)
	if err == nil && n == 0 {
		err = errs.New(errs.Conflict, "error.stale")
	}
	return err
}

// carrying are the papers of a kind with exactly these dossiers, the newest first.
func carrying(ctx context.Context, r db.Reader, k Kind, items []string) ([]string, error) {
	return db.All[string](ctx, r, `select p.id from paper p join paper_item i on i.paper_id = p.id where p.kind = $1 and p.batch_id = '' group by p.id
		having count(*) = $2 and count(*) filter (where i.nomination_id = any($3)) = $2 order by p.id desc`, string(k), len(items), items)
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
	return out, addSigned(ctx, s.db.Reader(), out.Rows)
}

// Part reads the papers after the filter's cursor, at most listing.Part of them,
// as List would show them: for walking the whole list.
func (s *Service) Part(ctx context.Context, actor access.Actor, f Filter) ([]Paper, error) {
	f.Limit = listing.Part
	found, err := listing.Find(ctx, s.db.Reader(), arms(actor, f, nil), columns, f.Page, rowKey)
	if err != nil {
		return nil, err
	}
	out := make([]Paper, len(found))
	for i, r := range found {
		if out[i], err = r.paper(); err != nil {
			return nil, err
		}
	}
	return out, addSigned(ctx, s.db.Reader(), out)
}

// addSigned finds the signed papers: a paper rests on the last document on which
// all its dossiers took the step of its kind, and of ticked dossiers no others; of a
// later round, on one that came after it was begun.
func addSigned(ctx context.Context, r db.Reader, papers []Paper) error {
	ids := idsOf(papers)
	rows, err := db.All[stepRow](ctx, r, `select x.paper_id, x.nomination_id, coalesce(e.step, '') as step, coalesce(e.document_id, '') as document_id
		from (select p.id as paper_id, p.round, p.created_at, i.nomination_id from paper p join paper_item i on i.paper_id = p.id where p.id = any($1)
			union all select p.id as paper_id, p.round, p.created_at, n.id as nomination_id from paper p join nomination n on n.batch_id = p.batch_id and n.state <> 'withdrawn'
				where p.id = any($1) and p.batch_id <> '' and p.round = 1) x
		left join nomination_event e on e.nomination_id = x.nomination_id and e.document_id <> '' and (x.round = 1 or e.at > x.created_at) order by e.id`, ids)
	if err != nil {
		return err
	}
	sizes := map[string]int{}
	for i := range papers {
		p := &papers[i]
		if p.SignedID = p.DocumentID; p.SignedID != "" {
			continue
		}
		sort, _ := SortOf(p.Kind)
		var own []stepRow
		for _, row := range rows {
			if row.PaperID == p.ID {
				own = append(own, row)
			}
		}
		p.SignedID = common(own, string(sort.Step))
		sizes[p.ID] = dossiers(own)
	}
	return onlyTheirs(ctx, r, papers, sizes)
}

// onlyTheirs takes the document from papers of ticked dossiers (whose numbers are sizes)
// where it carries others too: it is another paper's.
func onlyTheirs(ctx context.Context, r db.Reader, papers []Paper, sizes map[string]int) error {
	var docs []string
	for _, p := range papers {
		docs = append(docs, p.SignedID)
	}
	rows, err := db.All[struct {
		DocumentID string
		N          int
	}](ctx, r, `select document_id, count(distinct nomination_id) as n from nomination_event where document_id <> '' and document_id = any($1) group by document_id`, docs)
	carries := map[string]int{}
	for _, row := range rows {
		carries[row.DocumentID] = row.N
	}
	for i, p := range papers {
		if p.BatchID == "" && carries[p.SignedID] != sizes[p.ID] {
			papers[i].SignedID = ""
		}
	}
	return err
}

func idsOf(papers []Paper) []string {
	ids := make([]string, len(papers))
	for i, p := range papers {
		ids[i] = p.ID
	}
	return ids
}

// stepRow is a dossier of a paper with a step of it that rests on a document; with
// none where no step does.
type stepRow struct{ PaperID, NominationID, Step, DocumentID string }

// dossiers counts those of the rows, each once.
func dossiers(rows []stepRow) int {
	seen := map[string]bool{}
	for _, row := range rows {
		seen[row.NominationID] = true
	}
	return len(seen)
}

// common is the last document on which all dossiers took the step, "" for none.
func common(rows []stepRow, step string) string {
	on := map[string]map[string]bool{}
	for _, row := range rows {
		if step == "" || row.Step != step {
			continue
		}
		if on[row.DocumentID] == nil {
			on[row.DocumentID] = map[string]bool{}
		}
		on[row.DocumentID][row.NominationID] = true
	}
	last := ""
	for _, row := range rows { // oldest first
		if len(on[row.DocumentID]) == dossiers(rows) {
			last = row.DocumentID
		}
	}
	return last
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
	return whole(ctx, r, rows[0])
}
