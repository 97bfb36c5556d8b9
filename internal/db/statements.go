package db

import (
	"container/list"
	"context"
	"database/sql"
	"sync"
)

// statements keeps the statements of a SQLite pool prepared: reading their text
// costs as much as running them. A text is kept from its second use on, so that
// those that come once leave nothing behind; beyond the limit the one that has not
// been used for longest makes room. (pgx keeps its own.)
type statements struct {
	pool *sql.DB
	mu   sync.Mutex
	kept map[string]*statement
	used list.List // of *statement, the last used in front
	seen map[string]bool
	next map[string]bool // what the writer prepares when its connection is free
}

// statement is a kept one. It is closed when it has lost its place and nobody is
// starting it any more; rows that are being read end it with themselves.
type statement struct {
	*sql.Stmt
	text  string
	place *list.Element
	users int
	gone  bool
}

// What is kept: each statement holds some ten kB on each connection.
const (
	keptStatements = 160
	seenStatements = 2000
)

func newStatements(pool *sql.DB) *statements {
	return &statements{pool: pool, kept: map[string]*statement{}, seen: map[string]bool{}, next: map[string]bool{}}
}

// find is the kept statement, nil for none, to be given back with release; again
// reports that the text has come before and may be kept.
func (s *statements) find(text string) (_ *statement, again bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if k := s.kept[text]; k != nil {
		k.users++
		s.used.MoveToFront(k.place)
		return k, false
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

// release gives a statement back that find or keep has given.
func (s *statements) release(k *statement) {
	s.mu.Lock()
	k.users--
	last := k.gone && k.users == 0
	s.mu.Unlock()
	if last {
		_ = k.Close()
	}
}

// keep prepares the text on a free connection and gives it to be released.
func (s *statements) keep(ctx context.Context, text string) (*statement, error) {
	made, err := s.pool.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	if other := s.kept[text]; other != nil { // somebody was quicker
		other.users++
		s.mu.Unlock()
		_ = made.Close()
		return other, nil
	}
	k := &statement{Stmt: made, text: text, users: 1}
	k.place = s.used.PushFront(k)
	s.kept[text] = k
	old := s.oldest()
	s.mu.Unlock()
	if old != nil {
		_ = old.Close()
	}
	return k, nil
}

// oldest takes the statement out that is one too many, and gives it where it can be
// closed at once.
func (s *statements) oldest() *statement {
	if len(s.kept) <= keptStatements {
		return nil
	}
	k := s.used.Remove(s.used.Back()).(*statement)
	delete(s.kept, k.text)
	delete(s.seen, k.text) // it must come twice again, like any other
	k.gone = true
	if k.users > 0 {
		return nil
	}
	return k
}

// query runs a select on the pool.
func (s *statements) query(ctx context.Context, text string, args []any) (*sql.Rows, error) {
	k, again := s.find(text)
	if again {
		var err error
		if k, err = s.keep(ctx, text); err != nil {
			return nil, err
		}
	}
	if k == nil {
		return s.pool.QueryContext(ctx, text, args...)
	}
	defer s.release(k)
	return k.QueryContext(ctx, args...)
}

// within is the kept statement for a transaction, nil for none: what may be kept
// is prepared before the next transaction, when the one connection is free. Nothing
// is closed as long as a transaction runs: there is but one, and only catchUp keeps.
func (s *statements) within(ctx context.Context, tx *sql.Tx, text string) *sql.Stmt {
	k, again := s.find(text)
	if again {
		s.mu.Lock()
		if len(s.next) < keptStatements {
			s.next[text] = true
		}
		s.mu.Unlock()
	}
	if k == nil {
		return nil
	}
	defer s.release(k)
	return tx.StmtContext(ctx, k.Stmt)
}

// catchUp prepares what transactions asked for. It runs between transactions; a
// text that cannot be prepared says so where it is used.
func (s *statements) catchUp(ctx context.Context) {
	s.mu.Lock()
	next := s.next
	s.next = map[string]bool{}
	s.mu.Unlock()
	for text := range next {
		if k, err := s.keep(ctx, text); err == nil {
			s.release(k)
		}
	}
}
