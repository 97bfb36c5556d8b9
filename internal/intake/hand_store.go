package intake

import (
	"context"

	"lantoa/internal/account"
	"lantoa/internal/db"
)

// waiters counts the accounts that an import made behind a row of its file and that
// lack a password so, and finds the first. An account stands where the file names
// it first.
func waiters(ctx context.Context, r db.Reader, intakeID string, so account.Lack, behind int) (Waiters, error) {
	found, err := db.One[struct{ Count, First int }](ctx, r, `select count(*) as count, coalesce(min(no), 0) as first from (
		select min(w.no) as no from intake_row w join account on account.id = w.record_id
		where w.intake_id = $1 and w.verdict = 'made' and `+string(so)+` group by w.record_id) made where no > $2`, intakeID, behind)
	if err != nil || found.Count == 0 {
		return Waiters{}, err
	}
	first, err := db.All[struct {
		ID      string
		Version int64
	}](ctx, r, `select account.id, account.version from intake_row w join account on account.id = w.record_id
		where w.intake_id = $1 and w.no = $2 limit 1`, intakeID, found.First)
	if err != nil || len(first) == 0 {
		return Waiters{}, err
	}
	return Waiters{found.Count, seen(first[0].ID, first[0].Version)}, nil
}

// placeOf is the first row of an import that made a record, 0 for none.
func placeOf(ctx context.Context, r db.Reader, intakeID, recordID string) (int, error) {
	return db.One[int](ctx, r, `select coalesce(min(no), 0) from intake_row where intake_id = $1 and verdict = 'made' and record_id = $2`, intakeID, recordID)
}
