package intake

import (
	"context"
	"strconv"

	"lantoa/internal/db"
	"lantoa/internal/jobs"
)

// keep stores the rows that were checked, each once: what a row became is written
// in the transaction that made it so. Rows that are stored are passed over.
func (s *Service) keep(ctx context.Context, t *jobs.Run, n Intake) error {
	for t.More() && t.State.Open() {
		d, err := s.now(ctx, n)
		if err != nil {
			return err
		}
		err = t.Step(ctx, func(tx *db.Tx) (jobs.Progress, error) {
			p := jobs.Progress{Cursor: t.Cursor, Done: t.Done, Total: t.Total}
			if err := hold(ctx, tx, n); err != nil {
				return p, err
			}
			from, _ := strconv.Atoi(t.Cursor)
			rows, err := rowsOf(ctx, tx, n.ID, Filter{After: from, Limit: chunk})
			if err != nil {
				return p, err
			}
			for _, w := range rows {
				p.Cursor = strconv.Itoa(w.No)
				if w.Verdict != Fresh && w.Verdict != Changed {
					continue
				}
				p.Done++
				if err := keepRow(ctx, tx, d, w); err != nil {
					return p, lost(err)
				}
			}
			if len(rows) == chunk {
				return p, nil
			}
			p.Finished = true
			return p, s.finish(ctx, tx, n)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// keepRow stores a row, or says why it cannot be stored any more.
func keepRow(ctx context.Context, tx *db.Tx, d desk, w Row) error {
	err := tx.Part(ctx, func() (err error) {
		w.RecordID, err = d.store(ctx, tx, w)
		return err
	})
	faults, broken := faultsOf(err, w.at)
	switch {
	case broken != nil:
		return broken
	case len(faults) > 0:
		w.Verdict, w.Faults = Faulty, faults
	case w.Verdict == Fresh:
		w.Verdict = Made
	default:
		w.Verdict = Altered
	}
	return settle(ctx, tx, w)
}
