// Package audit keeps who did what to which record, when, what was before and
// after, and why: one insert-only entry per change, in the change's own
// transaction, and a pending mark that sealing will take up.
package audit

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"lantoa/internal/db"
)

// Entry is one change of one record.
type Entry struct {
	ActorID  string // account; "" for the program itself
	Action   string // e.g. "nomination.endorse"
	Entity   string // e.g. "nomination"
	EntityID string
	Version  int64 // the record's version after the change; without gaps per record
	// Meta stays for ever: states, ids, document numbers; no personal data.
	Meta any
	// Detail may be erased by law: before, after, reason. Never ballots.
	Detail any
}

// Write adds the entry in the caller's transaction. Version 0 takes the
// record's next version.
func Write(ctx context.Context, tx *db.Tx, e Entry) error {
	if e.Version == 0 {
		last, err := db.One[int64](ctx, tx, `select coalesce(max(entity_version), 0) from audit_entry where entity = $1 and entity_id = $2`, e.Entity, e.EntityID)
		if err != nil {
			return err
		}
		e.Version = last + 1
	}
	id := db.NewID()
	row, err := e.row(id, tx.Now())
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, intoEntries+columns+`) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`, row...)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `insert into audit_pending (entry_id) values ($1)`, id)
	return err
}

const columns = `id, at, actor_id, action, entity, entity_id, entity_version, meta, detail, salt, detail_hash`

// row is the entry as it is stored, its detail hashed with a salt of its own.
func (e Entry) row(id string, at time.Time) ([]any, error) {
	meta, err := json.Marshal(orEmpty(e.Meta))
	if err != nil {
		return nil, fmt.Errorf("audit: %w", err)
	}
	detail, err := json.Marshal(orEmpty(e.Detail))
	if err != nil {
		return nil, fmt.Errorf("audit: %w", err)
	}
	salt := make([]byte, 16)
	rand.Read(salt)
	return []any{id, at, e.ActorID, e.Action, e.Entity, e.EntityID, e.Version, string(meta), string(detail), salt, hashed(salt, detail)}, nil
}

func hashed(salt, detail []byte) []byte {
	hash := sha256.Sum256(append(append([]byte(nil), salt...), detail...))
	return hash[:]
}

// Rehash gives an entry's row, in the arguments of the statement that enters it,
// the hash of the detail that it has now. For whoever measures the statement again
// with other records; of any other statement it changes nothing.
func Rehash(text string, args []any) {
	if !strings.HasPrefix(text, intoEntries) || len(args) != 11 {
		return
	}
	detail, ok := args[8].(string)
	salt, also := args[9].([]byte)
	if ok && also {
		args[10] = hashed(salt, []byte(detail))
	}
}

const intoEntries = `insert into audit_entry (`

func orEmpty(v any) any {
	if v == nil {
		return struct{}{}
	}
	return v
}

// Record is an entry as stored.
type Record struct {
	ID            string
	At            time.Time
	ActorID       string
	Action        string
	Entity        string
	EntityID      string
	EntityVersion int64
	Meta          string
	Detail        string
}

// Of lists a record's entries, oldest first.
func Of(ctx context.Context, r db.Reader, entity, id string) ([]Record, error) {
	return db.All[Record](ctx, r, `select id, at, actor_id, action, entity, entity_id, entity_version, meta, detail
		from audit_entry where entity = $1 and entity_id = $2 order by entity_version`, entity, id)
}

// Recent lists entries newest first, before the entry with the id given
// ("" from the newest), at most limit.
func Recent(ctx context.Context, r db.Reader, before string, limit int) ([]Record, error) {
	if before == "" {
		before = "~"
	}
	return db.All[Record](ctx, r, `select id, at, actor_id, action, entity, entity_id, entity_version, meta, detail
		from audit_entry where id < $1 order by id desc limit $2`, before, limit)
}
