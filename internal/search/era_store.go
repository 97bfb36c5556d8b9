package search

import (
	"context"
	"slices"
	"strconv"

	"lantoa/internal/db"
)

// PostgreSQL finds what has all terms, but not in order: it puts all that it found
// in order, however much that is, or goes through the records in their order until
// it has met enough, however long that takes; and it has to guess which. So on it
// each record has a term for the days in which it was made, and a search asks for
// the newest records first: what is common is found among them, and of what is not
// there is little to put in order.

// era is a span of time that is a term of its own.
type era struct {
	sign  string
	shift int // of a record's number: see number and places
}

// eras are 6 days and 99 days long, 2^29 and 2^33 ms.
func eras() [2]era { return [2]era{{"e", 44}, {"f", 48}} }

// term is the era's term of a record's number; the sign in it is one that stands
// in no word, and in a beginning only before it.
func (e era) term(no int64) string { return e.sign + "·" + strconv.FormatInt(no>>e.shift, 10) }

// eraTerms are the terms of a record's number.
func eraTerms(no int64) string {
	both := eras()
	return both[0].term(no) + " " + both[1].term(no)
}

// mostEras is how many terms of days one search asks for: beyond, longer ones.
const mostEras = 64

// newest are how many of the newest records a search asks for first, and second.
func newest() [2]int { return [2]int{2000, 30000} }

// matchByEras is match on PostgreSQL.
func matchByEras(ctx context.Context, r db.Reader, index string, c condition, limit int) ([]string, error) {
	column := "head"
	if index == "full" {
		column = "body"
	}
	// The sum keeps it from going through the records in their order.
	text := `select id from search_doc where ` + column + ` @@ $1::tsquery order by no + 0 desc limit $2`
	for _, n := range newest() {
		ends, err := db.All[int64](ctx, r, `(select no from search_doc order by no desc limit 1) union all (select no from search_doc order by no desc offset $1 limit 1)`, n)
		if err != nil {
			return nil, err
		}
		if len(ends) < 2 {
			break // there are no more
		}
		c.eras = erasBetween(slices.Min(ends), slices.Max(ends))
		ids, err := db.All[string](ctx, r, text, c.tsquery(), limit)
		if err != nil || len(ids) == limit {
			return ids, err
		}
	}
	c.eras = nil
	return db.All[string](ctx, r, text, c.tsquery(), limit)
}

// erasBetween are the terms of all records from one number to another.
func erasBetween(from, to int64) []string {
	both := eras()
	e := both[0]
	if to>>e.shift-from>>e.shift >= mostEras {
		e = both[1]
	}
	var out []string
	for at := from >> e.shift; at <= to>>e.shift; at++ {
		out = append(out, e.term(at<<e.shift))
	}
	return out
}
