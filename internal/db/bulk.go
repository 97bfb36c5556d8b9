package db

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
)

// Rows are new rows of one table, a value for each column in each: made by the
// package that owns the table, for whoever fills a database.
type Rows struct {
	Table   string
	Columns []string
	Values  [][]any
}

// NewRows begins rows of a table; columns are separated by commas.
func NewRows(table, columns string) *Rows {
	names := strings.FieldsFunc(columns, func(r rune) bool { return strings.ContainsRune(", \n\t", r) })
	return &Rows{Table: table, Columns: names}
}

// Add adds a row.
func (r *Rows) Add(values ...any) { r.Values = append(r.Values, values) }

// bulkValues is how many values one statement of SQLite carries: more make it longer
// to prepare than it saves.
const bulkValues = 400

// Bulk adds rows as fast as the engine can: COPY on PostgreSQL, statements of
// many rows on SQLite. Values are those of Exec, but for sets, which are no value
// of a column. A row that is there already is an error.
func (t *Tx) Bulk(ctx context.Context, r Rows) error {
	if len(r.Values) == 0 {
		return nil
	}
	for _, row := range r.Values {
		if len(row) != len(r.Columns) {
			return fmt.Errorf("db: %d values for %d columns of %s", len(row), len(r.Columns), r.Table)
		}
	}
	if t.pg != nil {
		return t.copyIn(ctx, r)
	}
	many := max(1, bulkValues/len(r.Columns))
	args := make([]any, 0, many*len(r.Columns))
	for rows := range slices.Chunk(r.Values, many) {
		args = args[:0]
		for _, row := range rows {
			args = append(args, row...)
		}
		_, conv, err := t.db.texts.sqlite("", args)
		if err != nil {
			return err
		}
		text := t.db.bulkText(r, len(rows))
		stmt, err := t.prepared(ctx, text)
		if err != nil {
			return queryError(err, text)
		}
		if _, err := stmt.ExecContext(ctx, conv...); err != nil {
			return queryError(err, text)
		}
	}
	return nil
}

func (t *Tx) copyIn(ctx context.Context, r Rows) error {
	_, err := t.pg.CopyFrom(ctx, pgx.Identifier{r.Table}, r.Columns, pgx.CopyFromSlice(len(r.Values), func(i int) ([]any, error) {
		return pgArgs(r.Values[i]), nil
	}))
	if err != nil {
		return queryError(err, "copy "+r.Table)
	}
	return nil
}

// bulkText is the statement that adds n rows.
func (d *DB) bulkText(r Rows, n int) string {
	key := "bulk " + r.Table + "(" + strings.Join(r.Columns, ",") + ") " + strconv.Itoa(n)
	if text, ok := d.texts.m.Load(key); ok {
		return text.(string)
	}
	row := "(?" + strings.Repeat(", ?", len(r.Columns)-1) + ")"
	text := "insert into " + r.Table + " (" + strings.Join(r.Columns, ", ") + ") values " + row + strings.Repeat(", "+row, n-1)
	d.texts.m.Store(key, text)
	return text
}
