package audit

import (
	"context"
	"unicode/utf8"

	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
)

// reasonLimit is how many characters a reason for erasing may have.
const reasonLimit = 1000

// Erase takes an entry's detail out, as the law on personal data may demand: only
// whoever runs the program's commands on its machine does. What stays for ever of
// it stays, with the hash of what was there, so that the chain holds; the salt
// goes, so that nobody can find out by guessing. An entry says why. NotFound for
// an unknown entry, Invalid without a reason, Conflict when it has been erased
// before.
func Erase(ctx context.Context, tx *db.Tx, id, reason string) error {
	reason = i18n.Clean(reason)
	bad := errs.New(errs.Invalid, "error.invalid")
	if reason == "" {
		bad.WithField("reason", "audit.erase.reason")
	}
	if utf8.RuneCountInString(reason) > reasonLimit {
		bad.WithField("reason", "field.too_long", reasonLimit)
	}
	if err := bad.OrNil(); err != nil {
		return err
	}
	e, err := db.One[Record](ctx, tx, `select id, at, actor_id, action, entity, entity_id, entity_version, meta, detail from audit_entry where id = $1`, id)
	if err != nil {
		return err
	}
	n, err := tx.Exec(ctx, `update audit_entry set detail = '', salt = $2 where id = $1 and detail <> ''`, id, []byte{})
	if err != nil {
		return err
	}
	if n == 0 {
		return errs.New(errs.Conflict, "audit.erase.already", id)
	}
	return Write(ctx, tx, Entry{Action: "audit.erase", Entity: "audit_entry", EntityID: id,
		Meta: map[string]any{"action": e.Action, "entity": e.Entity, "entity_id": e.EntityID, "version": e.EntityVersion}, Detail: map[string]string{"reason": reason}})
}
