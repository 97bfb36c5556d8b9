package intake

import (
	"context"
	"encoding/json"
	"time"

	"lantoa/internal/db"
	"lantoa/internal/errs"
)

const columns = `id, kind, batch_id, author_id, hash, file_name, unread, state, skip, task_id, created_at, moved_at, version`

// insert enters an import; first is false where one of its id is there already.
func insert(ctx context.Context, tx *db.Tx, n Intake) (first bool, err error) {
	rows, err := tx.Exec(ctx, `insert into intake (`+columns+`) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict (id) do nothing`,
		n.ID, string(n.Kind), n.BatchID, n.AuthorID, n.Hash, n.FileName, n.Unread, string(n.State), n.Skip, n.TaskID, n.CreatedAt, n.MovedAt, n.Version)
	return rows > 0, err
}

// give says which task works at an import.
func give(ctx context.Context, tx *db.Tx, n Intake) error {
	_, err := tx.Exec(ctx, `update intake set task_id = $2 where id = $1`, n.ID, n.TaskID)
	return err
}

// own is a person's import; another's is NotFound.
func own(ctx context.Context, r db.Reader, author, id string) (Intake, error) {
	return db.One[Intake](ctx, r, `select `+columns+` from intake where id = $1 and author_id = $2`, id, author)
}

// held is a person's import, which nobody else takes further until the
// transaction ends: of two clicks at once the second sees what the first did.
func held(ctx context.Context, tx *db.Tx, author, id string) (Intake, error) {
	if _, err := db.Hold[string](ctx, tx, `select id from intake where id = $1 and author_id = $2`, id, author); err != nil {
		return Intake{}, err
	}
	return own(ctx, tx, author, id)
}

// move takes an import to a state, once.
func move(ctx context.Context, tx *db.Tx, n Intake, to State) error {
	rows, err := tx.Exec(ctx, `update intake set state = $3, skip = $4, task_id = $5, moved_at = $6, version = version + 1 where id = $1 and version = $2`,
		n.ID, n.Version, string(to), n.Skip, n.TaskID, tx.Now())
	if err == nil && rows == 0 {
		err = errs.New(errs.Conflict, "error.stale")
	}
	return err
}

// hold takes an import for a step of its task: another step waits for it, and a
// task that is not the import's any more finds nothing.
func hold(ctx context.Context, tx *db.Tx, n Intake) error {
	rows, err := tx.Exec(ctx, `update intake set version = version where id = $1 and task_id = $2 and state = $3`, n.ID, n.TaskID, string(n.State))
	if err == nil && rows == 0 {
		err = errs.New(errs.NotFound, "error.not_found")
	}
	return err
}

func insertRow(ctx context.Context, tx *db.Tx, w Row) error {
	cells, err := json.Marshal(w.Cells)
	if err != nil {
		return err
	}
	faults, err := json.Marshal(w.Faults)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `insert into intake_row (intake_id, no, record_id, version, verdict, line, cells, faults) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
		w.IntakeID, w.No, w.RecordID, w.Version, string(w.Verdict), w.Line, string(cells), string(faults))
	return err
}

// settle writes what became of a row when it was stored.
func settle(ctx context.Context, tx *db.Tx, w Row) error {
	faults, err := json.Marshal(w.Faults)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `update intake_row set verdict = $3, faults = $4, record_id = $5 where intake_id = $1 and no = $2`,
		w.IntakeID, w.No, string(w.Verdict), string(faults), w.RecordID)
	return err
}

// Filter narrows the rows of an import.
type Filter struct {
	Verdict Verdict // "" for all
	After   int     // the last row of the page before
	Limit   int
}

// rowsOf reads rows in the order of the file.
func rowsOf(ctx context.Context, r db.Reader, intakeID string, f Filter) ([]Row, error) {
	got, err := db.All[struct {
		IntakeID      string
		No            int
		RecordID      string
		Version       int64
		Verdict       Verdict
		Line          string
		Cells, Faults string
	}](ctx, r, `select intake_id, no, record_id, version, verdict, line, cells, faults from intake_row
		where intake_id = $1 and no > $2 and (verdict = $3 or $3 = '') order by no limit $4`, intakeID, f.After, string(f.Verdict), f.Limit)
	out := make([]Row, len(got))
	for i, g := range got {
		out[i] = Row{IntakeID: g.IntakeID, No: g.No, RecordID: g.RecordID, Version: g.Version, Verdict: g.Verdict, Line: g.Line}
		if err == nil {
			err = json.Unmarshal([]byte(g.Cells), &out[i].Cells)
		}
		if err == nil {
			err = json.Unmarshal([]byte(g.Faults), &out[i].Faults)
		}
	}
	return out, err
}

// countsOf are the rows of an import by verdict.
func countsOf(ctx context.Context, r db.Reader, intakeID string) (map[Verdict]int, error) {
	got, err := db.All[struct {
		Verdict Verdict
		N       int
	}](ctx, r, `select verdict, count(*) as n from intake_row where intake_id = $1 group by verdict`, intakeID)
	out := map[Verdict]int{}
	for _, g := range got {
		out[g.Verdict] = g.N
	}
	return out, err
}

// readSoFar is the last row of the file that was read, and how many were.
func readSoFar(ctx context.Context, r db.Reader, intakeID string) (last, count int, err error) {
	got, err := db.One[struct{ Last, Count int }](ctx, r, `select coalesce(max(no), 0) as last, count(*) as count from intake_row where intake_id = $1`, intakeID)
	return got.Last, got.Count, err
}

// leave says of the rows that were not stored that they are not going to be.
func leave(ctx context.Context, tx *db.Tx, intakeID string) error {
	faults, err := json.Marshal([]Fault{{Key: "intake.left"}})
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `update intake_row set verdict = $2, faults = $3 where intake_id = $1 and verdict in ('new', 'changed')`, intakeID, string(Faulty), string(faults))
	return err
}

// free forgets the rows of an import.
func free(ctx context.Context, tx *db.Tx, intakeID string) error {
	if _, err := tx.Exec(ctx, `delete from intake_claim where intake_id = $1`, intakeID); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `delete from intake_row where intake_id = $1`, intakeID)
	return err
}

// old are imports that have stood where they stand since before the time given.
func old(ctx context.Context, r db.Reader, before time.Time, limit int) ([]string, error) {
	return db.All[string](ctx, r, `select id from intake where moved_at < $1 order by moved_at limit $2`, before, limit)
}

// forget takes an import away with its rows, if nothing has happened to it since;
// gone is false where something has.
func forget(ctx context.Context, tx *db.Tx, id string, before time.Time) (gone bool, err error) {
	held, err := db.Hold[string](ctx, tx, `select id from intake where id = $1 and moved_at < $2`, id, before)
	if err != nil || len(held) == 0 {
		return false, err
	}
	if err := free(ctx, tx, id); err != nil {
		return false, err
	}
	_, err = tx.Exec(ctx, `delete from intake where id = $1`, id)
	return err == nil, err
}

// among are those of the ids that imports have.
func among(ctx context.Context, r db.Reader, ids []string) ([]string, error) {
	return db.All[string](ctx, r, `select id from intake where id = any($1)`, ids)
}

// claimed notes what a row alone may be; where an earlier row was that already it
// gives that row and the column that says so.
func claimed(ctx context.Context, tx *db.Tx, w Row) (first int, column string, err error) {
	for _, c := range w.claims {
		if c.quiet {
			continue
		}
		if first, err := holder(ctx, tx, w.IntakeID, c.text); err != nil || first.No > 0 {
			return first.No, c.column, err
		}
	}
	for _, c := range w.claims {
		_, err := tx.Exec(ctx, `insert into intake_claim (intake_id, claim, no) values ($1, $2, $3) on conflict (intake_id, claim) do nothing`, w.IntakeID, c.text, w.No)
		if err != nil {
			return 0, "", err
		}
	}
	return 0, "", nil
}

// holder is the row of an import that made a claim first, the zero Row where none did.
func holder(ctx context.Context, r db.Reader, intakeID, claim string) (Row, error) {
	got, err := db.All[struct {
		No       int
		RecordID string
		Verdict  Verdict
		Line     string
	}](ctx, r, `select r.no, r.record_id, r.verdict, r.line from intake_claim c join intake_row r on r.intake_id = c.intake_id and r.no = c.no
		where c.intake_id = $1 and c.claim = $2`, intakeID, claim)
	if err != nil || len(got) == 0 {
		return Row{}, err
	}
	return Row{IntakeID: intakeID, No: got[0].No, RecordID: got[0].RecordID, Verdict: got[0].Verdict, Line: got[0].Line}, nil
}

// madeIn are the records that an import made, in the order of the file.
func madeIn(ctx context.Context, r db.Reader, intakeID string) ([]string, error) {
	return db.All[string](ctx, r, `select record_id from intake_row where intake_id = $1 and verdict = 'made' order by no`, intakeID)
}
