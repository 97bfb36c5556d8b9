package db

import (
	"errors"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"lantoa/internal/errs"
)

// mapError turns a driver's refusal into the kind a person can act on: a broken
// uniqueness is Conflict; what got in each other's way and may succeed when it is
// tried again is Busy.
func mapError(err error) error {
	if err == nil {
		return nil
	}
	if pe, ok := errors.AsType[*pgconn.PgError](err); ok {
		switch pe.Code {
		case "23505", "23503": // unique, foreign key
			return errs.Wrap(err, errs.Conflict, "error.conflict")
		case "40001", "40P01": // serialization, deadlock
			return errs.Wrap(err, errs.Busy, "error.busy")
		}
	}
	if se, ok := errors.AsType[*sqlite.Error](err); ok {
		switch se.Code() {
		case sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY, sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
			return errs.Wrap(err, errs.Conflict, "error.conflict")
		case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_BUSY_SNAPSHOT:
			return errs.Wrap(err, errs.Busy, "error.busy")
		}
	}
	return err
}
