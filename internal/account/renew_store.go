package account

import (
	"context"
	"crypto/rand"
	"encoding/base64"

	"lantoa/internal/audit"
	"lantoa/internal/db"
)

// RevokeOthers ends all sessions of the person but the one that asks.
func (s *Service) RevokeOthers(ctx context.Context, p Person) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		ids, err := db.All[string](ctx, tx, `select id from session where account_id = $1 and id <> $2 and revoked = false order by id`, p.AccountID, p.Session.ID)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if _, err := tx.Exec(ctx, `update session set revoked = true where id = $1`, id); err != nil {
				return err
			}
			if err := audit.Write(ctx, tx, audit.Entry{ActorID: p.AccountID, Action: "session.revoke", Entity: "session", EntityID: id}); err != nil {
				return err
			}
		}
		return nil
	})
}

// renewSessions marks an account's sessions for a new token: its rights change,
// and a token that was known before must not carry the new ones for long.
func renewSessions(ctx context.Context, tx *db.Tx, accountID string) error {
	_, err := tx.Exec(ctx, `update session set renew = true where account_id = $1 and revoked = false`, accountID)
	return err
}

// Renew gives the session of the token another one. It returns "" when another
// request has done so already.
func (s *Service) Renew(ctx context.Context, token string) (next string, err error) {
	old, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil {
		return "", nil
	}
	raw := make([]byte, 32)
	rand.Read(raw)
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		n, err := tx.Exec(ctx, `update session set token_hash = $2, renew = false where token_hash = $1 and renew = true`, tokenHash(old), tokenHash(raw))
		if n > 0 {
			next = base64.RawURLEncoding.EncodeToString(raw)
		}
		return err
	})
	return next, err
}
