package intake

import (
	"context"
	"encoding/json"

	"lantoa/internal/db"
	"lantoa/internal/errs"
)

const columns = `id, kind, batch_id, author_id, hash, file_name, state, skip, task_id, created_at, version`

func insert(ctx context.Context, tx *db.Tx, n Intake) error {
	_, err := tx.Exec(ctx, `insert into intake (`+columns+`) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		n.ID, string(n.Kind), n.BatchID, n.AuthorID, n.Hash, n.FileName, string(n.State), n.Skip, n.TaskID, n.CreatedAt, n.Version)
	return err
}

// own is a person's import; another's is NotFound.
func own(ctx context.Context, r db.Reader, author, id string) (Intake, error) {
	return db.One[Intake](ctx, r, `select `+columns+` from intake where id = $1 and author_id = $2`, id, author)
}

// move takes an import to a state, once.
func move(ctx context.Context, tx *db.Tx, n Intake, to State) error {
	rows, err := tx.Exec(ctx, `update intake set state = $3, skip = $4, task_id = $5, version = version + 1 where id = $1 and version = $2`,
		n.ID, n.Version, string(to), n.Skip, n.TaskID)
	if err == nil && rows == 0 {
		err = errs.New(errs.Conflict, "error.stale")
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
