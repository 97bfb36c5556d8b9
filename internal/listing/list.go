// Package listing pages the records that a scope reaches. Each arm of the scope
// is a query of its own with one equality that an index answers in the list's
// order; the results are merged by key. One query with `or` over the arms would
// sort the whole table for every page.
package listing

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"lantoa/internal/access"
	"lantoa/internal/db"
)

// CountLimit is where a list stops counting: "hơn 1.000".
const CountLimit = 1000

// Part is how many rows are read at once where a whole list is walked.
const Part = 1000

// Source says where records lie. Their keys are `id`, and grow with time; they
// have the columns keeper_id, area_id, lead_id, field_id, holder_id, author_id
// and shared as far as scopes over them have such arms.
type Source struct {
	Table string // "nomination"; it stands under the alias n
	// FieldTable lists a record's further fields: columns RecordColumn, field_id,
	// lead_id and, as the record has them, keeper_id, area_id and author_id as far
	// as scopes have such arms. "" where there is none.
	FieldTable   string
	RecordColumn string
	// Keeper is the column of the body that answers for a record; keeper_id when "".
	Keeper string
}

func (s Source) keeper() string {
	if s.Keeper == "" {
		return "keeper_id"
	}
	return s.Keeper
}

// Arm is one query being written.
type Arm struct {
	from  string
	key   string // the column that gives the order: the key of the table that is walked
	where []string
	args  []any
	few   bool // it reaches few records: those that lie on a desk
	// The column by which it reaches the records of a body, an area or a person, and which.
	column, of string
}

// And adds a condition with one argument; %d stands for its number.
func (a *Arm) And(condition string, arg any) {
	a.args = append(a.args, arg)
	a.where = append(a.where, fmt.Sprintf(condition, len(a.args)))
}

// Also adds a condition without an argument.
func (a *Arm) Also(condition string) { a.where = append(a.where, condition) }

func (a Arm) clone() Arm {
	return Arm{from: a.from, key: a.key, few: a.few, column: a.column, of: a.of, where: slices.Clone(a.where), args: slices.Clone(a.args)}
}

// Arms writes the scope over the source as queries.
func (s Source) Arms(scope access.Scope) []Arm {
	var out []Arm
	main := func(condition, id string, also ...string) {
		a := Arm{from: s.Table + " n", key: "n.id", where: slices.Clone(also)}
		if condition != "" {
			a.And(condition, id)
		}
		out = append(out, a)
	}
	further := func(condition, id string) {
		if s.FieldTable == "" {
			return
		}
		// The cross join keeps SQLite on the order written: the short list of
		// further fields first, by its index, in the order of the list.
		a := Arm{from: s.FieldTable + " x cross join " + s.Table + " n", key: "x." + s.RecordColumn, where: []string{"n.id = x." + s.RecordColumn, "n.shared = true"}}
		a.And(condition, id)
		out = append(out, a)
	}
	within := func(column, id string) { out[len(out)-1].column, out[len(out)-1].of = column, id }
	for _, arm := range scope.Arms() {
		switch arm.Over {
		case access.All:
			main("", "")
		case access.Shared:
			main("", "", "n.shared = true")
		case access.Unit:
			main("n."+s.keeper()+" = $%d", arm.ID)
			within(s.keeper(), arm.ID)
		case access.Bloc:
			main("n."+s.keeper()+" = $%d", arm.ID, "n.shared = true")
			within(s.keeper(), arm.ID)
		case access.Subtree:
			main("n.area_id = $%d", arm.ID)
			within("area_id", arm.ID)
		case access.Lead:
			main("n.lead_id = $%d", arm.ID)
			further("x.lead_id = $%d", arm.ID)
		case access.Field:
			main("n.field_id = $%d", arm.ID, "n.shared = true")
			further("x.field_id = $%d", arm.ID)
		case access.Holder:
			main("n.holder_id = $%d", arm.ID)
			out[len(out)-1].few = true
		case access.Mine:
			main("n.author_id = $%d", arm.ID)
			within("author_id", arm.ID)
		}
	}
	return out
}

// InField narrows arms to a field, as the main one or a further one: each arm
// becomes two. The few records of a desk are looked at one by one; otherwise the
// field's further records are, of a body, an area or a person only its own.
func (s Source) InField(arms []Arm, fieldID string) []Arm {
	var out []Arm
	for _, a := range arms {
		main, more := a.clone(), a.clone()
		main.And("n.field_id = $%d", fieldID)
		more.Also("y." + s.RecordColumn + " = n.id")
		more.And("y.field_id = $%d", fieldID)
		if a.column != "" {
			more.And("y."+a.column+" = $%d", a.of)
		}
		if more.key == "n.id" && !a.few {
			more.key = "y." + s.RecordColumn
			more.from = s.FieldTable + " y cross join " + more.from
		} else {
			more.from += " cross join " + s.FieldTable + " y"
		}
		out = append(out, main, more)
	}
	return out
}

// Page is a place in a list: newest first unless Oldest, from Cursor on (the key
// of the row beside the page's edge, "" from the start), or with Back the page
// before it.
type Page struct {
	Cursor string
	Oldest bool
	Back   bool
	Limit  int
}

func (p Page) descending() bool { return p.Oldest == p.Back }

// Text completes an arm: what to select, the page's edge, order and limit.
func (a Arm) Text(what string, p Page) (string, []any) {
	a = a.clone()
	if p.Cursor != "" {
		if p.descending() {
			a.And(a.key+" < $%d", p.Cursor)
		} else {
			a.And(a.key+" > $%d", p.Cursor)
		}
	}
	text := "select " + what + " from " + a.from
	if len(a.where) > 0 {
		text += " where " + strings.Join(a.where, " and ")
	}
	text += " order by " + a.key
	if p.descending() {
		text += " desc"
	}
	a.args = append(a.args, p.Limit)
	return text + fmt.Sprintf(" limit $%d", len(a.args)), a.args
}

// Find runs the arms and merges them: at most p.Limit rows, in the direction in
// which the page was asked for.
func Find[T any](ctx context.Context, r db.Reader, arms []Arm, columns string, p Page, key func(T) string) ([]T, error) {
	var rows []T
	for _, a := range arms {
		text, args := a.Text(columns, p)
		some, err := db.All[T](ctx, r, text, args...)
		if err != nil {
			return nil, err
		}
		rows = append(rows, some...)
	}
	if len(arms) > 1 {
		slices.SortFunc(rows, func(a, b T) int {
			if p.descending() {
				return cmp.Compare(key(b), key(a))
			}
			return cmp.Compare(key(a), key(b))
		})
		rows = slices.CompactFunc(rows, func(a, b T) bool { return key(a) == key(b) })
	}
	return rows[:min(len(rows), p.Limit)], nil
}

// Result is one page of a list.
type Result[T any] struct {
	Rows     []T
	Next     string // cursor of the next page, "" at the end
	Previous string // cursor of the page before (with Back), "" at the start
	Count    int    // rows in all; CountLimit+1 means more than CountLimit
}

// Read is the page with its neighbours and the count.
func Read[T any](ctx context.Context, r db.Reader, arms []Arm, columns string, p Page, key func(T) string) (Result[T], error) {
	limit := p.Limit
	p.Limit++
	rows, err := Find(ctx, r, arms, columns, p, key)
	if err != nil {
		return Result[T]{}, err
	}
	more := len(rows) > limit
	out := Result[T]{Rows: rows[:min(len(rows), limit)]}
	if p.Back {
		slices.Reverse(out.Rows)
	}
	if len(out.Rows) > 0 {
		if more || p.Back {
			out.Next = key(out.Rows[len(out.Rows)-1])
		}
		if p.Cursor != "" {
			out.Previous = key(out.Rows[0])
		}
		if p.Back && !more {
			out.Previous = ""
		}
	}
	out.Count, err = Count(ctx, r, arms, p.Oldest)
	return out, err
}

// Count counts what the arms reach, each record once, up to CountLimit+1. The
// engine counts: a thousand keys would cost more to hand over than to find.
func Count(ctx context.Context, r db.Reader, arms []Arm, oldest bool) (int, error) {
	if len(arms) == 0 {
		return 0, nil
	}
	var texts []string
	var args []any
	for i, a := range arms {
		text, own := a.Text("n.id as id", Page{Oldest: oldest, Limit: CountLimit + 1})
		texts = append(texts, fmt.Sprintf("select id from (%s) a%d", shifted(text, len(args)), i))
		args = append(args, own...)
	}
	return db.One[int](ctx, r, fmt.Sprintf("select count(*) from (%s limit %d) c", strings.Join(texts, " union "), CountLimit+1), args...)
}

var argument = regexp.MustCompile(`\$(\d+)`)

// shifted numbers a text's arguments from further on.
func shifted(text string, by int) string {
	if by == 0 {
		return text
	}
	return argument.ReplaceAllStringFunc(text, func(n string) string {
		old, _ := strconv.Atoi(n[1:])
		return "$" + strconv.Itoa(old+by)
	})
}

// Explain gives the engine's plan of each arm's query, line by line: how a list
// is read for a role.
func Explain(ctx context.Context, r db.Reader, arms []Arm, columns string, p Page) ([]string, error) {
	var out []string
	for _, a := range arms {
		text, args := a.Text(columns, p)
		if db.EngineOf(r) == db.PostgreSQL {
			lines, err := db.All[string](ctx, r, "explain "+text, args...)
			if err != nil {
				return nil, err
			}
			out = append(out, lines...)
			continue
		}
		lines, err := db.All[struct {
			ID, Parent, Notused int64
			Detail              string
		}](ctx, r, "explain query plan "+text, args...)
		if err != nil {
			return nil, err
		}
		for _, l := range lines {
			out = append(out, l.Detail)
		}
	}
	return out, nil
}
