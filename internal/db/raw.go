package db

import (
	"context"
	"database/sql"
	"fmt"
	"sync"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Raw is the drivers with nothing of this package around them: the same pools
// and settings, statements that stay prepared, rows that are scanned and thrown
// away. `lantoa bench` runs recorded calls on it, to know what they cost alone.
type Raw struct {
	pg             *pgxpool.Pool
	writer, reader *sql.DB
	mu             sync.RWMutex
	prepared       map[rawKey]*sql.Stmt
}

type rawKey struct {
	pool *sql.DB
	text string
}

// OpenRaw connects as Open does.
func OpenRaw(ctx context.Context, o Options) (*Raw, error) {
	d, err := Open(ctx, o)
	if err != nil {
		return nil, err
	}
	return &Raw{pg: d.pg, writer: d.writer, reader: d.reader, prepared: map[rawKey]*sql.Stmt{}}, nil
}

// Close ends all connections.
func (r *Raw) Close() {
	for _, s := range r.prepared {
		_ = s.Close()
	}
	if r.pg != nil {
		r.pg.Close()
		return
	}
	_ = r.reader.Close()
	_ = r.writer.Close()
}

// Replay runs the calls in their order; it is safe for concurrent use.
func (r *Raw) Replay(ctx context.Context, calls []Call) error {
	if r.pg != nil {
		return r.replayPostgres(ctx, calls)
	}
	var tx *sql.Tx
	defer func() {
		if tx != nil {
			_ = tx.Rollback()
		}
	}()
	for _, c := range calls {
		var err error
		switch c.Kind {
		case Begin:
			tx, err = r.writer.BeginTx(ctx, nil)
		case Commit:
			err, tx = tx.Commit(), nil
		case Read:
			err = r.drain(ctx, r.reader, nil, c)
		case Select:
			err = r.drain(ctx, r.writer, tx, c)
		case Change:
			var s *sql.Stmt
			if s, err = r.statement(ctx, r.writer, tx, c.Text); err == nil {
				_, err = s.ExecContext(ctx, c.Args...)
			}
		}
		if err != nil {
			return rawError(err, c)
		}
	}
	return nil
}

func rawError(err error, c Call) error { return fmt.Errorf("db: replay: %w in %.300s", err, c.Text) }

// statement is the text as a statement that stays prepared on its pool.
func (r *Raw) statement(ctx context.Context, pool *sql.DB, tx *sql.Tx, text string) (*sql.Stmt, error) {
	key := rawKey{pool, text}
	r.mu.RLock()
	s := r.prepared[key]
	r.mu.RUnlock()
	if s == nil {
		if tx != nil { // the one writing connection is taken: prepared on it, and kept the next time it is free
			return tx.PrepareContext(ctx, text)
		}
		var err error
		if s, err = pool.PrepareContext(ctx, text); err != nil {
			return nil, err
		}
		r.mu.Lock()
		if other := r.prepared[key]; other != nil {
			_ = s.Close()
			s = other
		}
		r.prepared[key] = s
		r.mu.Unlock()
	}
	if tx != nil {
		return tx.StmtContext(ctx, s), nil
	}
	return s, nil
}

// Prepare readies the statements of the calls, those of transactions too.
func (r *Raw) Prepare(ctx context.Context, calls []Call) error {
	if r.pg != nil {
		return nil // the driver keeps what it has seen
	}
	for _, c := range calls {
		pool := r.writer
		if c.Kind == Read {
			pool = r.reader
		}
		if c.Text == "" {
			continue
		}
		if _, err := r.statement(ctx, pool, nil, c.Text); err != nil {
			return rawError(err, c)
		}
	}
	return nil
}

func (r *Raw) drain(ctx context.Context, pool *sql.DB, tx *sql.Tx, c Call) error {
	s, err := r.statement(ctx, pool, tx, c.Text)
	if err != nil {
		return err
	}
	rows, err := s.QueryContext(ctx, c.Args...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	dest, values := make([]any, len(columns)), make([]any, len(columns))
	for i := range dest {
		dest[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(dest...); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (r *Raw) replayPostgres(ctx context.Context, calls []Call) error {
	var tx pgx.Tx
	defer func() {
		if tx != nil {
			_ = tx.Rollback(context.WithoutCancel(ctx))
		}
	}()
	for _, c := range calls {
		var err error
		switch c.Kind {
		case Begin:
			tx, err = r.pg.Begin(ctx)
		case Commit:
			err, tx = tx.Commit(ctx), nil
		case Change:
			_, err = tx.Exec(ctx, c.Text, c.Args...)
		case Read:
			err = drainPostgres(r.pg.Query(ctx, c.Text, c.Args...))
		case Select:
			err = drainPostgres(tx.Query(ctx, c.Text, c.Args...))
		}
		if err != nil {
			return rawError(err, c)
		}
	}
	return nil
}

func drainPostgres(rows pgx.Rows, err error) error {
	if err != nil {
		return err
	}
	defer rows.Close()
	dest := make([]any, len(rows.FieldDescriptions()))
	for i, f := range rows.FieldDescriptions() {
		dest[i] = holder(f.DataTypeOID)
	}
	for rows.Next() {
		if err := rows.Scan(dest...); err != nil {
			return err
		}
	}
	return rows.Err()
}

// holder takes a column's values at the least cost.
func holder(oid uint32) any {
	switch oid {
	case pgtype.TextOID, pgtype.VarcharOID, pgtype.UUIDOID:
		return &pgtype.Text{}
	case pgtype.BoolOID:
		return &pgtype.Bool{}
	case pgtype.Int4OID, pgtype.Int8OID:
		return &pgtype.Int8{}
	case pgtype.TimestampOID:
		return &pgtype.Timestamp{}
	}
	var v any
	return &v
}
