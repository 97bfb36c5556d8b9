package search

import (
	"context"
	"strings"
	"unicode/utf8"

	"lantoa/internal/db"
)

// condition is what one tier asks of an index.
type condition struct {
	words  []string
	prefix bool
	marks  []string // any of them
	recent *recent
	eras   []string // any of them, where there are any; PostgreSQL only
}

// match gives the ids of at most limit records of the condition, newest first.
func match(ctx context.Context, r db.Reader, index string, c condition, limit int) ([]string, error) {
	if db.EngineOf(r) == db.PostgreSQL {
		return matchByEras(ctx, r, index, c, limit)
	}
	return db.All[string](ctx, r, `select d.id from search_`+index+` s join search_doc d on d.no = s.rowid
		where s.terms match $1 order by s.rowid desc limit $2`, c.fts5(), limit)
}

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
	parts = append(parts, `("`+strings.Join(c.marks, `" OR "`)+`")`)
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
	if len(c.eras) > 0 {
		parts = append(parts, `('`+strings.Join(c.eras, `' | '`)+`')`)
	}
	return strings.Join(parts, " & ")
}
