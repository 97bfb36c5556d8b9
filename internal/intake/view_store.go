package intake

import (
	"context"
	"encoding/json"

	"lantoa/internal/db"
)

func mine(ctx context.Context, r db.Reader, author string, kind Kind, batchID string, limit int) ([]Intake, error) {
	return db.All[Intake](ctx, r, `select `+columns+` from intake where author_id = $1 and kind = $2 and (batch_id = $3 or $3 = '') order by id desc limit $4`,
		author, string(kind), batchID, limit)
}

// before is the row after which the part begins that ends with f.After, 0 for the
// first part, and below 0 where nothing stands before.
func before(ctx context.Context, r db.Reader, intakeID string, f Filter) (int, error) {
	return db.One[int](ctx, r, `select coalesce(min(no), 0) - 1 from (select no from intake_row
		where intake_id = $1 and no <= $2 and (verdict = $3 or $3 = '') order by no desc limit $4) as earlier`, intakeID, f.After, string(f.Verdict), f.Limit)
}

// faultsByRow are the faults of all rows that have some, by the row's number.
func faultsByRow(ctx context.Context, r db.Reader, intakeID string) (map[int][]Fault, error) {
	got, err := db.All[struct {
		No     int
		Faults string
	}](ctx, r, `select no, faults from intake_row where intake_id = $1 and verdict = 'error'`, intakeID)
	if err != nil {
		return nil, err
	}
	out := map[int][]Fault{}
	for _, g := range got {
		var faults []Fault
		if err := json.Unmarshal([]byte(g.Faults), &faults); err != nil {
			return nil, err
		}
		out[g.No] = faults
	}
	return out, nil
}
