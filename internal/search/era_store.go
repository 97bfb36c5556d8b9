package search

import (
	"context"
	"strconv"
	"strings"

	"lantoa/internal/db"
)

// PostgreSQL finds what has all terms, but not in order: it puts all that it found
// in order, however much that is, or goes through the records in their order until
// it has met enough, however long that takes; and it has to guess which. So on it
// each record has a term for the days in which it was made, and a search asks for
// the newest records of the kind first: what is common is found among them, and
// of what is not there is little to put in order.

// era is a span of time that is a term of its own.
type era struct {
	sign  string
	shift int // of a record's number: see number and places
}

// eras are 70 minutes, 6 days and 99 days long: 2^22, 2^29 and 2^33 ms.
func eras() [3]era { return [3]era{{"d", 37}, {"e", 44}, {"f", 48}} }

// term is the era's term of a record's kind and number; the sign in it is one that
// stands in no word, and in a beginning only before it.
func (e era) term(kind string, no int64) string {
	return e.sign + "·" + kind + "·" + strconv.FormatInt(no>>e.shift, 10)
}

// eraTerms are the terms of a record's kind and number.
func eraTerms(kind string, no int64) string {
	var out []string
	for _, e := range eras() {
		out = append(out, e.term(kind, no))
	}
	return strings.Join(out, " ")
}

// mostEras is how many eras one search asks for: beyond, it asks for longer ones.
const mostEras = 64

// erasBetween are the terms of all records of a kind from one number to another.
func erasBetween(kind string, from, to int64) []string {
	var e era
	for _, e = range eras() {
		if to>>e.shift-from>>e.shift < mostEras {
			break
		}
	}
	var out []string
	for at := from >> e.shift; at <= to>>e.shift; at++ {
		out = append(out, e.term(kind, at<<e.shift))
	}
	return out
}

// recent knows the eras of the newest records of a kind, for one search.
type recent struct {
	kind  string
	known [][]string // terms for as many as newest says
	// whole is whether every record has its terms, once it is asked: one that an
	// earlier edition filed has none.
	asked, whole bool
}

// newest are how many of the newest records of its kind a search asks for first,
// and second.
func newest() []int { return []int{1000, 20000} }

// eras are the terms of the i-th many; none where there are no more records.
func (n *recent) eras(ctx context.Context, r db.Reader, i int) ([]string, error) {
	if !n.asked {
		waiting, err := db.One[int](ctx, r, `select count(*) from search_outdated`)
		if err != nil {
			return nil, err
		}
		n.asked, n.whole = true, waiting == 0
	}
	if !n.whole {
		return nil, nil
	}
	if i < len(n.known) {
		return n.known[i], nil
	}
	ends, err := db.All[string](ctx, r, `(select id from search_doc where kind = $1 order by id desc limit 1)
		union all (select id from search_doc where kind = $1 order by id desc offset $2 limit 1)`, n.kind, newest()[i])
	if err != nil {
		return nil, err
	}
	var out []string
	if len(ends) == 2 {
		out = erasBetween(n.kind, number(ends[1])*places, number(ends[0])*places+places-1)
	}
	n.known = append(n.known, out)
	return out, nil
}

// matchByEras is match on PostgreSQL.
func matchByEras(ctx context.Context, r db.Reader, index string, c condition, limit int) ([]string, error) {
	column := "head"
	if index == "full" {
		column = "body"
	}
	// The sum keeps it from going through the records in their order.
	text := `select id from search_doc where ` + column + ` @@ $1::tsquery order by no + 0 desc limit $2`
	for i := range newest() {
		var err error
		if c.eras, err = c.recent.eras(ctx, r, i); err != nil {
			return nil, err
		}
		if len(c.eras) == 0 {
			break // there are no more
		}
		ids, err := db.All[string](ctx, r, text, c.tsquery(), limit)
		if err != nil || len(ids) == limit {
			return ids, err
		}
	}
	c.eras = nil
	return db.All[string](ctx, r, text, c.tsquery(), limit)
}
