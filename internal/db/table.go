package db

import (
	"context"
	"database/sql"
	"slices"
	"strings"
)

// Tables lists the tables that the migrations made, in an order in which each
// comes after those it refers to.
func Tables() ([]string, error) {
	entries, err := migrationFiles.ReadDir("migrations")
	if err != nil {
		return nil, err
	}
	var out []string
	for _, e := range entries {
		text, err := migrationFiles.ReadFile("migrations/" + e.Name())
		if err != nil {
			return nil, err
		}
		up, _, _ := strings.Cut(string(text), "-- +goose Down")
		for line := range strings.Lines(up) {
			if rest, ok := strings.CutPrefix(line, "create table "); ok {
				out = append(out, strings.TrimRight(rest, " (\n"))
			}
		}
	}
	return out, nil
}

// TableOf reads a whole table in the order of the columns named, those of the
// engine's own left out: for copying a small database into another, and for
// comparing two.
func TableOf(ctx context.Context, r Reader, table string, order ...string) (Rows, error) {
	out := Rows{Table: table}
	text := "select * from " + table
	if len(order) > 0 {
		text += " order by " + strings.Join(order, ", ")
	}
	rs, err := r.query(ctx, text, nil)
	if err != nil {
		return out, queryError(err, text)
	}
	defer func() { _ = rs.Close() }()
	if out.Columns, err = rs.Columns(); err != nil {
		return out, queryError(err, text)
	}
	yesNo := booleans(rs)
	for rs.Next() {
		row := make([]any, len(out.Columns))
		dest := make([]any, len(row))
		for i := range row {
			dest[i] = &row[i]
		}
		if err := rs.Scan(dest...); err != nil {
			return out, queryError(err, text)
		}
		for _, i := range yesNo {
			if n, number := row[i].(int64); number {
				row[i] = n != 0
			}
		}
		out.Values = append(out.Values, row)
	}
	if err := rs.Err(); err != nil {
		return out, queryError(err, text)
	}
	return out, nil
}

// booleans are the columns of yes or no, which SQLite keeps as numbers.
func booleans(rs rows) []int {
	plain, ok := rs.(*sql.Rows)
	if !ok {
		return nil
	}
	types, err := plain.ColumnTypes()
	if err != nil {
		return nil
	}
	var out []int
	for i, t := range types {
		if strings.EqualFold(t.DatabaseTypeName(), "boolean") {
			out = append(out, i)
		}
	}
	return out
}

// Count is how many rows a table has.
func Count(ctx context.Context, r Reader, table string) (int, error) {
	return One[int](ctx, r, "select count(*) from "+table)
}

// Spacious lets SQLite's writer keep much of the file in memory from now on: for
// filling a database, not for a server, which has other uses for memory.
func (d *DB) Spacious(ctx context.Context) error {
	if d.engine == PostgreSQL {
		return nil
	}
	_, err := d.writer.ExecContext(ctx, "pragma cache_size = -200000")
	return mapError(err)
}

// Settle lets the engine look at what it holds, so that it chooses well how to
// read it; on SQLite it also takes the journal into the file. For jobs at night
// and for whoever has changed very much.
func (d *DB) Settle(ctx context.Context) error {
	if d.engine == PostgreSQL {
		_, err := d.pg.Exec(ctx, "vacuum (analyze)")
		return mapError(err)
	}
	// A limit, besides bounding the work, leaves out samples of values: with them
	// SQLite plans a prepared statement again whenever its arguments change, which
	// takes as long as running it.
	for _, text := range []string{"pragma analysis_limit = 10000", "drop table if exists sqlite_stat4", "analyze", "pragma wal_checkpoint(truncate)"} {
		if _, err := d.writer.ExecContext(ctx, text); err != nil {
			return mapError(err)
		}
	}
	return nil
}

// Without leaves out a column.
func (r Rows) Without(column string) Rows {
	at := slices.Index(r.Columns, column)
	if at < 0 {
		return r
	}
	out := Rows{Table: r.Table, Columns: slices.Delete(slices.Clone(r.Columns), at, at+1)}
	for _, row := range r.Values {
		out.Values = append(out.Values, slices.Delete(slices.Clone(row), at, at+1))
	}
	return out
}
