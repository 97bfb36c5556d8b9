package db

import (
	"context"
	"database/sql"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Tx is a writing transaction. It is a Reader of its own uncommitted state.
type Tx struct {
	changes []string // statements that changed rows, for Options.Committed

	db     *DB
	now    time.Time
	sqlite *sql.Tx
	pg     pgx.Tx
	stmts  map[string]*sql.Stmt // of Bulk; they end with the transaction
}

// prepared keeps a statement for the transaction.
func (t *Tx) prepared(ctx context.Context, text string) (*sql.Stmt, error) {
	if s, ok := t.stmts[text]; ok {
		return s, nil
	}
	s, err := t.sqlite.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	if t.stmts == nil {
		t.stmts = map[string]*sql.Stmt{}
	}
	t.stmts[text] = s
	return s, nil
}

// Now is the one time of this transaction.
func (t *Tx) Now() time.Time { return t.now }

func (t *Tx) owner() *DB { return t.db }

func (t *Tx) query(ctx context.Context, text string, args []any) (rows, error) {
	if t.pg != nil {
		args = pgArgs(args)
		t.db.watched(Select, text, args)
		r, err := t.pg.Query(ctx, text, args...)
		return pgRows{r, nil}, err
	}
	text, args, err := t.db.texts.sqlite(text, args)
	if err != nil {
		return nil, err
	}
	t.db.watched(Select, text, args)
	if s := t.db.writes.within(ctx, t.sqlite, text); s != nil {
		return s.QueryContext(ctx, args...)
	}
	return t.sqlite.QueryContext(ctx, text, args...)
}

// Exec runs an insert, update or delete and returns how many rows it touched.
func (t *Tx) Exec(ctx context.Context, text string, args ...any) (int64, error) {
	n, err := t.exec(ctx, text, args)
	if t.db.committed != nil && n > 0 {
		t.changes = append(t.changes, text)
	}
	return n, err
}

func (t *Tx) exec(ctx context.Context, text string, args []any) (int64, error) {
	if t.pg != nil {
		args = pgArgs(args)
		t.db.watched(Change, text, args)
		tag, err := t.pg.Exec(ctx, text, args...)
		if err != nil {
			return 0, queryError(err, text)
		}
		return tag.RowsAffected(), nil
	}
	text, args, err := t.db.texts.sqlite(text, args)
	if err != nil {
		return 0, err
	}
	t.db.watched(Change, text, args)
	var res sql.Result
	if s := t.db.writes.within(ctx, t.sqlite, text); s != nil {
		res, err = s.ExecContext(ctx, args...)
	} else {
		res, err = t.sqlite.ExecContext(ctx, text, args...)
	}
	if err != nil {
		return 0, queryError(err, text)
	}
	return res.RowsAffected()
}

// Part runs fn as a part of the transaction that can fail by itself: what fn
// wrote before it gave an error is taken back, and the transaction goes on.
func (t *Tx) Part(ctx context.Context, fn func() error) error {
	if _, err := t.Exec(ctx, `savepoint part`); err != nil {
		return err
	}
	failed := fn()
	if failed != nil {
		if _, err := t.Exec(context.WithoutCancel(ctx), `rollback to savepoint part`); err != nil {
			return err
		}
	}
	if _, err := t.Exec(context.WithoutCancel(ctx), `release savepoint part`); err != nil {
		return err
	}
	return failed
}

// rows is what both drivers' results have in common.
type rows interface {
	Columns() ([]string, error)
	Next() bool
	Scan(dest ...any) error
	Err() error
	Close() error
}

// pgRows are PostgreSQL's rows. Outside a transaction they have a connection, which
// goes back with their end.
type pgRows struct {
	pgx.Rows
	conn *pgxpool.Conn
}

func (r pgRows) Columns() ([]string, error) {
	fields := r.FieldDescriptions()
	if fields == nil {
		// The server's refusal shows only once the rows are closed.
		r.Rows.Close()
		return nil, r.Err()
	}
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.Name
	}
	return names, nil
}

func (r pgRows) Close() error {
	r.Rows.Close()
	if r.conn != nil {
		r.conn.Release()
	}
	return r.Err()
}
