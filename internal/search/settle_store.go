package search

import (
	"context"
	"time"

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
	if d.Engine() == db.SQLite {
		if err := mergeAll(ctx, d); err != nil {
			return err
		}
	}
	return d.Write(ctx, func(tx *db.Tx) error {
		if d.Engine() == db.PostgreSQL {
			if _, err := db.All[int64](ctx, tx, `select gin_clean_pending_list('search_doc_head'::regclass) union all select gin_clean_pending_list('search_doc_body'::regclass)`); err != nil {
				return err
			}
		}
		if _, err := tx.Exec(ctx, `delete from search_settled`); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `insert into search_settled (at) values ($1)`, tx.Now())
		return err
	})
}

// Settled is when Settle last came to its end, the zero time where it never did.
func Settled(ctx context.Context, r db.Reader) (time.Time, error) {
	all, err := db.All[time.Time](ctx, r, `select at from search_settled order by at desc limit 1`)
	if err != nil || len(all) == 0 {
		return time.Time{}, err
	}
	return all[0], nil
}

func mergeAll(ctx context.Context, d *db.DB) error {
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
// program: whoever is told files every record anew, and then says so by Renewed.
func Outdated(ctx context.Context, tx *db.Tx) (bool, error) {
	changes, err := tx.Exec(ctx, `update search_outdated set change = $1 || change where change not like $1 || '%'`, atWork)
	return changes > 0, err
}

// atWork stands before what is being done.
const atWork = "at work: "

// Renewed says that every record has been filed anew.
func Renewed(ctx context.Context, tx *db.Tx) error {
	_, err := tx.Exec(ctx, `delete from search_outdated where change like $1 || '%'`, atWork)
	return err
}
