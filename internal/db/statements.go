package db

import (
	"context"
	"database/sql"
	"sync"
	"sync/atomic"
)

// statements keeps the statements of a SQLite pool prepared: reading their text
// costs as much as running them. A text is kept from its second use on, so that
// those that come once leave nothing behind; where it is full, the one that was
// used longest ago makes room. (pgx keeps its own.)
type statements struct {
	pool *sql.DB
	now  atomic.Int64 // counts uses
	mu   sync.RWMutex
	kept map[string]*statement
	seen map[string]bool
	next map[string]bool // what the writer prepares when its connection is free
}

// statement is kept until it makes room.
type statement struct {
	used  atomic.Int64
	mu    sync.RWMutex // held while it is given to the driver, and to end it
	stmt  *sql.Stmt
	ended bool
}

// What is kept: each statement holds some ten kB on each connection.
const (
	keptStatements = 160
	seenStatements = 2000
)

func newStatements(pool *sql.DB) *statements {
	return &statements{pool: pool, kept: map[string]*statement{}, seen: map[string]bool{}, next: map[string]bool{}}
}

// find is the kept statement, nil for none; again reports that the text has come
// before and may be kept.
func (s *statements) find(text string) (_ *statement, again bool) {
	s.mu.RLock()
	kept := s.kept[text]
	s.mu.RUnlock()
	if kept != nil {
		kept.used.Store(s.now.Add(1))
		return kept, false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
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
func (s *statements) keep(ctx context.Context, text string) (*statement, error) {
	made, err := s.pool.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	if other := s.kept[text]; other != nil { // somebody was quicker
		s.mu.Unlock()
		return other, made.Close()
	}
	var gone *statement
	if len(s.kept) >= keptStatements {
		gone = s.oldest()
	}
	kept := &statement{stmt: made}
	kept.used.Store(s.now.Add(1))
	s.kept[text] = kept
	s.mu.Unlock()
	if gone != nil {
		_ = gone.end() // whoever asks for this one has no part in it
	}
	return kept, nil
}

// oldest takes out the statement that was used longest ago.
func (s *statements) oldest() *statement {
	var text string
	var at *statement
	for t, k := range s.kept {
		if at == nil || k.used.Load() < at.used.Load() {
			text, at = t, k
		}
	}
	delete(s.kept, text)
	return at
}

// end closes the statement once nobody is about to use it; rows that it gave are
// read to their end all the same.
func (k *statement) end() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.ended = true
	return k.stmt.Close()
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
	if kept != nil {
		kept.mu.RLock()
		defer kept.mu.RUnlock()
		if !kept.ended {
			return kept.stmt.QueryContext(ctx, args...)
		}
	}
	return s.pool.QueryContext(ctx, text, args...)
}

// within is the kept statement for a transaction, nil for none: what may be kept
// is prepared before the next transaction, when the one connection is free; only
// then do others make room.
func (s *statements) within(ctx context.Context, tx *sql.Tx, text string) *sql.Stmt {
	kept, again := s.find(text)
	if again {
		s.mu.Lock()
		if len(s.next) < keptStatements { // more would only push one another out
			s.next[text] = true
		}
		s.mu.Unlock()
	}
	if kept == nil {
		return nil
	}
	return tx.StmtContext(ctx, kept.stmt)
}

// catchUp prepares what transactions asked for. It runs between transactions; a
// text that cannot be prepared says so where it is used.
func (s *statements) catchUp(ctx context.Context) {
	s.mu.Lock()
	next := s.next
	if len(next) > 0 {
		s.next = map[string]bool{}
	}
	s.mu.Unlock()
	for text := range next {
		_, _ = s.keep(ctx, text)
	}
}
