package search

import (
	"cmp"
	"context"
	"slices"

	"lantoa/internal/db"
)

// Begin prepares the index for very many new records: what keeps it in order
// with each record is put off until End. Searches are slow in between.
func Begin(ctx context.Context, tx *db.Tx) error {
	if db.EngineOf(tx) == db.PostgreSQL {
		return all(ctx, tx, `drop index search_doc_head`, `drop index search_doc_body`)
	}
	// Larger pieces, of which none are merged.
	return all(ctx, tx, `insert into search_head (search_head, rank) values ('automerge', 0)`, `insert into search_full (search_full, rank) values ('automerge', 0)`,
		`insert into search_head (search_head, rank) values ('crisismerge', 1999)`, `insert into search_full (search_full, rank) values ('crisismerge', 1999)`,
		`insert into search_head (search_head, rank) values ('hashsize', 50000000)`, `insert into search_full (search_full, rank) values ('hashsize', 50000000)`)
}

// End puts the index in order after Begin, as it was and as its migration made it.
func End(ctx context.Context, tx *db.Tx) error {
	if db.EngineOf(tx) == db.PostgreSQL {
		return all(ctx, tx, `set local maintenance_work_mem = '256MB'`, `create index search_doc_head on search_doc using gin (head) with (fastupdate = off)`,
			`create index search_doc_body on search_doc using gin (body) with (fastupdate = off)`)
	}
	return all(ctx, tx, `insert into search_head (search_head) values ('optimize')`, `insert into search_full (search_full) values ('optimize')`,
		`insert into search_head (search_head, rank) values ('automerge', 4)`, `insert into search_full (search_full, rank) values ('automerge', 4)`,
		`insert into search_head (search_head, rank) values ('crisismerge', 16)`, `insert into search_full (search_full, rank) values ('crisismerge', 16)`,
		`insert into search_head (search_head, rank) values ('hashsize', 1048576)`, `insert into search_full (search_full, rank) values ('hashsize', 1048576)`)
}

func all(ctx context.Context, tx *db.Tx, texts ...string) error {
	for _, text := range texts {
		if _, err := tx.Exec(ctx, text); err != nil {
			return err
		}
	}
	return nil
}

// PutMany indexes records that are not in the index yet, each once, oldest
// first: for filling a database.
func PutMany(ctx context.Context, tx *db.Tx, docs []Prepared) error {
	if len(docs) == 0 {
		return nil
	}
	numbers, err := placesOf(ctx, tx, docs)
	if err != nil {
		return err
	}
	if db.EngineOf(tx) == db.PostgreSQL {
		return copyAll(ctx, tx, numbers, docs)
	}
	records, head, full := db.NewRows("search_doc", "no, kind, id"), db.NewRows("search_head", "rowid, terms"), db.NewRows("search_full", "rowid, terms")
	order := make([]int, len(docs))
	for i := range order {
		order[i] = i
	}
	// FTS5 writes out what it gathered whenever a number does not grow.
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(numbers[a], numbers[b]) })
	for _, i := range order {
		records.Add(numbers[i], docs[i].kind, docs[i].id)
		head.Add(numbers[i], docs[i].head)
		full.Add(numbers[i], docs[i].full)
	}
	for _, rows := range []*db.Rows{records, head, full} {
		if err := tx.Bulk(ctx, *rows); err != nil {
			return err
		}
	}
	return nil
}

func copyAll(ctx context.Context, tx *db.Tx, numbers []int64, docs []Prepared) error {
	kinds, ids, heads, fulls := make([]string, len(docs)), make([]string, len(docs)), make([]string, len(docs)), make([]string, len(docs))
	for i, d := range docs {
		eras := " " + eraTerms(d.kind, numbers[i])
		kinds[i], ids[i], heads[i], fulls[i] = d.kind, d.id, d.head+eras, d.full+eras
	}
	_, err := tx.Exec(ctx, `insert into search_doc (no, kind, id, head, body)
		select no, kind, id, array_to_tsvector(string_to_array(head, ' ')), array_to_tsvector(string_to_array(body, ' '))
		from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[]) as u(no, kind, id, head, body)`, numbers, kinds, ids, heads, fulls)
	return err
}

// placesOf gives each record the number that Put would give it.
func placesOf(ctx context.Context, tx *db.Tx, docs []Prepared) ([]int64, error) {
	firsts := make([]int64, len(docs))
	for i, d := range docs {
		firsts[i] = number(d.id) * places
	}
	taken := map[int64]bool{}
	there, err := db.All[int64](ctx, tx, `select no from search_doc where no = any($1)`, firsts)
	if err != nil {
		return nil, err
	}
	for _, no := range there {
		next, err := place(ctx, tx, idOf(docs, firsts, no))
		if err != nil {
			return nil, err
		}
		for ; no < next; no++ {
			taken[no] = true
		}
	}
	out := firsts
	for i, no := range firsts {
		for taken[no] {
			no++
		}
		taken[no], out[i] = true, no
	}
	return out, nil
}

func idOf(docs []Prepared, firsts []int64, first int64) string {
	return docs[slices.Index(firsts, first)].id
}
