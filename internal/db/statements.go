package db

import (
	"context"
	"database/sql"
	"sync"
)

// statements keeps the statements of a SQLite pool prepared: reading their text
// costs as much as running them. A text is kept from its second use on, so that
// those that come once leave nothing behind; beyond the limit nothing more is.
// (pgx keeps its own.)
type statements struct {
	pool *sql.DB
	mu   sync.RWMutex
	kept map[string]*sql.Stmt
	seen map[string]bool
	next []string // what the writer prepares when its connection is free
}

// What is kept: each statement holds some ten kB on each connection.
const (
	keptStatements = 160
	seenStatements = 2000
)

func newStatements(pool *sql.DB) *statements {
	return &statements{pool: pool, kept: map[string]*sql.Stmt{}, seen: map[string]bool{}}
}

// find is the kept statement, nil for none; again reports that the text has come
// before and may be kept.
func (s *statements) find(text string) (_ *sql.Stmt, again bool) {
	s.mu.RLock()
	kept := s.kept[text]
	s.mu.RUnlock()
	if kept != nil {
		return kept, false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.kept) >= keptStatements {
		return nil, false
	}
	if s.seen[text] {
		return nil, true
	}
	if len(s.seen) >= seenStatements {
		clear(s.seen)
	}
	s.seen[text] = true
	return nil, false
}

// keep prepares the text on a free connection.
func (s *statements) keep(ctx context.Context, text string) (*sql.Stmt, error) {
	made, err := s.pool.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if other := s.kept[text]; other != nil { // somebody was quicker
		return other, made.Close()
	}
	s.kept[text] = made
	return made, nil
}

// query runs a select on the pool.
func (s *statements) query(ctx context.Context, text string, args []any) (*sql.Rows, error) {
	kept, again := s.find(text)
	if again {
		var err error
		if kept, err = s.keep(ctx, text); err != nil {
			return nil, err
		}
	}
	if kept == nil {
		return s.pool.QueryContext(ctx, text, args...)
	}
	return kept.QueryContext(ctx, args...)
}

// within is the kept statement for a transaction, nil for none: what may be kept
// is prepared before the next transaction, when the one connection is free.
func (s *statements) within(ctx context.Context, tx *sql.Tx, text string) *sql.Stmt {
	kept, again := s.find(text)
	if again {
		s.mu.Lock()
		s.next = append(s.next, text)
		s.mu.Unlock()
	}
	if kept == nil {
		return nil
	}
	return tx.StmtContext(ctx, kept)
}

// catchUp prepares what transactions asked for. It runs between transactions; a
// text that cannot be prepared says so where it is used.
func (s *statements) catchUp(ctx context.Context) {
	s.mu.Lock()
	next := s.next
	s.next = nil
	s.mu.Unlock()
	for _, text := range next {
		if kept, _ := s.find(text); kept == nil {
			_, _ = s.keep(ctx, text)
		}
	}
}
