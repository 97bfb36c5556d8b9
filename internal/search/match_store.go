package search

import (
	"context"
	"strings"
	"unicode/utf8"

	"lantoa/internal/db"
)

// condition is what one tier asks of an index.
type condition struct {
	kind   string
	words  []string
	prefix bool
	marks  []string // any of them
}

// match gives the ids of at most limit records of the condition, newest first.
func match(ctx context.Context, r db.Reader, index string, c condition, limit int) ([]string, error) {
	if db.EngineOf(r) == db.PostgreSQL {
		column := "head"
		if index == "full" {
			column = "body"
		}
		return db.All[string](ctx, r, `select id from search_doc where `+column+` @@ $1::tsquery order by no desc limit $2`, c.tsquery(), limit)
	}
	if len(c.marks) == 1 && c.marks[0] == kindTerm(c.kind) {
		if ids, enough, err := matchUnmarked(ctx, r, index, c, limit); err != nil || enough {
			return ids, err
		}
	}
	return db.All[string](ctx, r, `select d.id from search_`+index+` s join search_doc d on d.no = s.rowid
		where s.terms match $1 order by s.rowid desc limit $2`, c.fts5(), limit)
}

// otherKinds bounds how many records of other kinds matchUnmarked looks at for
// each that is wanted.
const otherKinds = 4

// matchUnmarked is match without the mark of the kind. SQLite goes through every
// record that has a term up to those that have all of them, and the mark of a
// kind is one that half of all records have: it costs as much as the words
// together, where looking at the records that were found costs little. It
// reports whether the ids are all that match could give: not where too many of
// what was found is of other kinds.
func matchUnmarked(ctx context.Context, r db.Reader, index string, c condition, limit int) (ids []string, enough bool, err error) {
	c.marks = nil
	most := limit * otherKinds
	found, err := db.All[ofKind](ctx, r, `select d.id, d.kind from search_`+index+` s join search_doc d on d.no = s.rowid
		where s.terms match $1 order by s.rowid desc limit $2`, c.fts5(), most)
	if err != nil {
		return nil, false, err
	}
	for _, f := range found {
		if f.Kind == c.kind && len(ids) < limit {
			ids = append(ids, f.ID)
		}
	}
	return ids, len(ids) == limit || len(found) < most, nil
}

type ofKind struct{ ID, Kind string }

func (c condition) fts5() string {
	var parts []string
	for i, w := range c.words {
		q := `"` + w + `"`
		switch {
		case !c.prefix || i < len(c.words)-1:
		case utf8.RuneCountInString(w) > longestBeginning:
			q += "*"
		default:
			q = `(` + q + ` OR "` + beginning(w) + `")`
		}
		parts = append(parts, q)
	}
	if len(c.marks) > 0 {
		parts = append(parts, `("`+strings.Join(c.marks, `" OR "`)+`")`)
	}
	return strings.Join(parts, " AND ")
}

func (c condition) tsquery() string {
	var parts []string
	for i, w := range c.words {
		q := `'` + w + `'`
		switch {
		case !c.prefix || i < len(c.words)-1:
		case utf8.RuneCountInString(w) > longestBeginning:
			q += ":*"
		default:
			q = `(` + q + ` | '` + beginning(w) + `')`
		}
		parts = append(parts, q)
	}
	parts = append(parts, `('`+strings.Join(c.marks, `' | '`)+`')`)
	return strings.Join(parts, " & ")
}
