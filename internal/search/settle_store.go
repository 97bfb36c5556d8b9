package search

import (
	"context"

	"lantoa/internal/db"
)

// mergePages bounds one step of Settle on SQLite, in pages of the index: some
// hundredths of a second, after which others may write.
const mergePages = 400

// Settle puts the parts together in which the indexes grow: every search looks
// into each part, so that one of many parts takes several times as long as a
// settled one. It works in short transactions, and where little has been filed
// since the last time it has little to do. For jobs at night and for whoever has
// filled a database.
func Settle(ctx context.Context, d *db.DB) error {
	if d.Engine() == db.PostgreSQL {
		return d.Write(ctx, func(tx *db.Tx) error {
			_, err := db.All[int64](ctx, tx, `select gin_clean_pending_list('search_doc_head'::regclass) union all select gin_clean_pending_list('search_doc_body'::regclass)`)
			return err
		})
	}
	for _, merge := range []string{`insert into search_head (search_head, rank) values ('merge', $1)`, `insert into search_full (search_full, rank) values ('merge', $1)`} {
		pages := -mergePages // the first marks all parts, later ones go on with those
		for done := false; !done; pages = mergePages {
			err := d.Write(ctx, func(tx *db.Tx) error {
				before, err := db.One[int64](ctx, tx, `select total_changes()`)
				if err != nil {
					return err
				}
				if _, err := tx.Exec(ctx, merge, pages); err != nil {
					return err
				}
				after, err := db.One[int64](ctx, tx, `select total_changes()`)
				done = after-before < 2 // as the engine's manual says
				return err
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// Outdated reports, once, that the index holds terms of an earlier edition of the
// program: whoever is told files every record anew.
func Outdated(ctx context.Context, tx *db.Tx) (bool, error) {
	changes, err := tx.Exec(ctx, `delete from search_outdated`)
	return changes > 0, err
}
