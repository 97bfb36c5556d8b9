package account

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"lantoa/internal/audit"
	"lantoa/internal/db"
	"lantoa/internal/errs"
)

// tries are how often signing in under a name has failed. Names that nobody has
// are counted like others. The name itself is not kept: people type passwords
// into the wrong field.
type tries struct {
	NameHash []byte
	Failed   int
	FailedAt time.Time
}

func nameHash(username string) []byte {
	sum := sha256.Sum256([]byte("signin:" + cleanUsername(username)))
	return sum[:]
}

func (c Config) locked(t tries, now time.Time) bool {
	return t.Failed >= c.Tries && now.Sub(t.FailedAt) < c.Window
}

// tryOnce counts a try before the password is checked, so that tries sent at
// once are counted one by one; forgive takes it back. It returns the tries so
// far; Invalid when the name is locked.
func (s *Service) tryOnce(ctx context.Context, username string, rules Config) (failed int, err error) {
	name := nameHash(username)
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, `delete from signin_try where failed_at <= $1`, tx.Now().Add(-rules.Window)); err != nil {
			return err
		}
		var before tries
		rows, err := db.All[tries](ctx, tx, `select name_hash, failed, failed_at from signin_try where name_hash = $1`, name)
		if err != nil {
			return err
		}
		if len(rows) > 0 {
			before = rows[0]
		}
		if rules.locked(before, tx.Now()) {
			return errs.New(errs.Invalid, "signin.locked", int(rules.Window/time.Minute))
		}
		failed = before.Failed + 1
		// Two tries at once must not count as one.
		n, err := tx.Exec(ctx, `insert into signin_try (name_hash, failed, failed_at) values ($1, $2, $3)
			on conflict (name_hash) do update set failed = $2, failed_at = $3 where signin_try.failed = $4`, name, failed, tx.Now(), before.Failed)
		if err == nil && n == 0 {
			err = errs.New(errs.Conflict, "error.conflict")
		}
		return err
	})
	return failed, err
}

// noteLock keeps in the record that the last try allowed was wrong too.
func (s *Service) noteLock(ctx context.Context, username string, failed int, rules Config) error {
	if failed != rules.Tries {
		return nil
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		ids, err := db.All[string](ctx, tx, `select id from account where username = $1`, cleanUsername(username))
		if err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "account.lock", Entity: "signin", EntityID: hex.EncodeToString(nameHash(username)), Meta: map[string]any{"account": ids}})
	})
}

// forgive takes an account's tries back and notes that it is in use.
func forgive(ctx context.Context, tx *db.Tx, a Account) error {
	if _, err := tx.Exec(ctx, `delete from signin_try where name_hash = $1`, nameHash(a.Username)); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `update account set active_at = $2 where id = $1`, a.ID, tx.Now())
	return err
}

// allTries are the tries of all names, by hash.
func allTries(ctx context.Context, r db.Reader) (map[string]tries, error) {
	rows, err := db.All[tries](ctx, r, `select name_hash, failed, failed_at from signin_try`)
	out := map[string]tries{}
	for _, t := range rows {
		out[string(t.NameHash)] = t
	}
	return out, err
}
