package db

import "context"

// Hold runs a select of one table's keys as All does, and keeps the rows as they
// are until the transaction ends: who would change one waits. What is read of them
// afterwards is what the last change left. (On SQLite nobody else writes anyway.)
func Hold[T any](ctx context.Context, tx *Tx, text string, args ...any) ([]T, error) {
	if tx.pg != nil {
		text += ` for no key update`
	}
	return All[T](ctx, tx, text, args...)
}
