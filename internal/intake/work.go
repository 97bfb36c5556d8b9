package intake

import (
	"context"
	"errors"
	"strconv"

	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/jobs"
	"lantoa/internal/sheet"
)

// order is what a task is told.
type order struct{ IntakeID string }

// chunk is how many rows a step tries or stores: SQLite's one writer is let go
// between steps.
const chunk = 25

// work goes on with an import.
func (s *Service) work(ctx context.Context, t *jobs.Run) error {
	var o order
	if err := t.Read(&o); err != nil {
		return err
	}
	n, err := own(ctx, s.db.Reader(), t.AuthorID, o.IntakeID)
	if err != nil {
		return err
	}
	if n.TaskID != t.ID { // its author has gone on with another, and this one was tried again
		return errs.New(errs.Invalid, "intake.replaced")
	}
	switch n.State {
	case Reading:
		return s.check(ctx, t, n)
	case Storing:
		return s.keep(ctx, t, n)
	}
	return t.Step(ctx, func(*db.Tx) (jobs.Progress, error) {
		return jobs.Progress{Cursor: t.Cursor, Done: t.Done, Total: t.Total, Finished: true}, nil
	})
}

// now is the desk in the rights that the author has now. Without them the task
// ends and says so; it can be gone on with once they are back.
func (s *Service) now(ctx context.Context, n Intake) (desk, error) {
	actor, err := s.accounts.Actor(ctx, n.AuthorID)
	if err != nil {
		return nil, lost(err)
	}
	d, err := s.features[n.Kind].open(ctx, s.db.Reader(), actor, n, s.texts)
	return d, lost(err)
}

func lost(err error) error {
	if errs.Is(err, errs.Denied) || errs.Is(err, errs.NotFound) {
		return errs.Wrap(err, errs.Denied, "intake.right_lost")
	}
	return err
}

// check tries every row and takes it back. It goes on behind the last row that
// was read, whichever task read it.
func (s *Service) check(ctx context.Context, t *jobs.Run, n Intake) error {
	d, err := s.now(ctx, n)
	if err != nil {
		return err
	}
	from, count, err := readSoFar(ctx, s.db.Reader(), n.ID)
	if err == nil && t.Cursor == "" && count > 0 {
		err = t.Report(ctx, int64(count), 0)
	}
	if err != nil {
		return err
	}
	return s.kept(ctx, s.behind, n, d, func(table *sheet.Table) error {
		var waiting []sheet.Row
		for row, err := range table.Rows(ctx) {
			if err != nil {
				return err
			}
			if row.No <= from {
				continue
			}
			if waiting = append(waiting, row); len(waiting) < chunk {
				continue
			}
			if err := s.checkStep(ctx, t, n, waiting, false); err != nil {
				return err
			}
			waiting = waiting[:0]
			if !t.More() {
				return nil
			}
		}
		return s.checkStep(ctx, t, n, waiting, true)
	})
}

func (s *Service) checkStep(ctx context.Context, t *jobs.Run, n Intake, rows []sheet.Row, last bool) error {
	d, err := s.now(ctx, n)
	if err != nil {
		return err
	}
	return t.Step(ctx, func(tx *db.Tx) (jobs.Progress, error) {
		p := jobs.Progress{Cursor: t.Cursor, Done: t.Done + int64(len(rows)), Finished: last}
		if err := hold(ctx, tx, n); err != nil {
			return p, err
		}
		for _, row := range rows {
			w, err := s.try(ctx, tx, n, d, row)
			if err != nil {
				return p, lost(err)
			}
			if err := insertRow(ctx, tx, w); err != nil {
				return p, err
			}
			p.Cursor = strconv.Itoa(row.No)
		}
		if !last {
			return p, nil
		}
		p.Total = p.Done
		return p, move(ctx, tx, n, Checked)
	})
}

// errTried takes a row back that was only tried.
var errTried = errors.New("intake: tried")

// try reads a row and lets the feature's own command judge it. Commands cannot see
// rows that were taken back: what two rows of a file may not both be, claims tell.
func (s *Service) try(ctx context.Context, tx *db.Tx, n Intake, d desk, row sheet.Row) (Row, error) {
	w, err := Row{}, error(nil)
	wrong := faultyCells(row)
	if x, ok := d.(explainer); ok && len(wrong) > 0 {
		if wrong, err = x.explain(ctx, tx, n, row, wrong); err != nil {
			return w, err
		}
	}
	if len(wrong) == 0 {
		if w, err = d.read(ctx, tx, row); err == nil && w.Verdict != Same {
			err = tx.Part(ctx, func() error {
				w.IntakeID, w.No = n.ID, row.No
				if err := promised(ctx, tx, d, w); err != nil {
					return err
				}
				return errTried
			})
		}
	}
	w.IntakeID, w.No = n.ID, row.No
	if errors.Is(err, errUnknownKey) {
		err = errs.New(errs.Invalid, "error.invalid").WithField(sheet.KeyName, "intake.unknown_key")
	}
	at := func(column string) string { return row.Fault(column, "").Cell }
	faults, broken := faultsOf(err, at)
	if broken != nil {
		return w, broken
	}
	if w.Faults = append(wrong, faults...); len(w.Faults) == 0 {
		first, column, err := claimed(ctx, tx, w)
		if err != nil {
			return w, err
		}
		if first > 0 {
			w.Faults = []Fault{{Cell: at(column), Column: column, Key: "intake.twice", Args: []any{first}}}
		}
	}
	if len(w.Faults) > 0 {
		w.Verdict, w.Line = Faulty, ""
		w.Cells = rawCells(d.heads(), row)
	}
	for i := range w.Cells {
		w.Cells[i].At = at(w.Cells[i].Column)
	}
	return w, nil
}

// faultyCells are the cells that are not what their columns ask for. What a row of
// a known record leaves empty is for its feature to judge.
func faultyCells(row sheet.Row) []Fault {
	var out []Fault
	for _, f := range row.Faults {
		if f.Key != "sheet.fault.must" || !row.Value(sheet.KeyName).Filled() {
			out = append(out, Fault{Cell: f.Cell, Key: f.Key, Args: f.Args})
		}
	}
	return out
}

// keptRunes is how much is kept of a cell of a row with faults, for showing it: the
// report of faults reads the file again.
const keptRunes = 200

func rawCells(heads []sheet.Head, row sheet.Row) []Cell {
	var out []Cell
	for _, h := range heads {
		if h.Key != sheet.KeyName {
			out = append(out, Cell{Column: h.Key, After: begun(row.Raw(h.Key))})
		}
	}
	return out
}

// begun is the beginning of a long text.
func begun(text string) string {
	runes := 0
	for at := range text {
		if runes++; runes > keptRunes {
			return text[:at] + "…"
		}
	}
	return text
}

// faultsOf turns a command's refusal into faults of cells, also that of a right
// over this one record. Any other error stays
// one, and so does what is not the row's fault: Busy, and the database's Conflict
// with what somebody else stored at the same moment; then the step is tried again.
func faultsOf(err error, at func(column string) string) ([]Fault, error) {
	if err == nil || errors.Is(err, errTried) {
		return nil, nil
	}
	e := errs.As(err)
	if e == nil || e.Kind == errs.Internal || e.Kind == errs.Busy || e.Key == "error.conflict" {
		return nil, err
	}
	var out []Fault
	for _, f := range e.Fields {
		column := columnOf(f.Field)
		out = append(out, Fault{Cell: at(column), Column: column, Key: f.Key, Args: f.Args})
	}
	switch {
	case len(out) > 0:
	case e.Kind == errs.Denied: // the import's own right was asked before the row
		out = append(out, Fault{Key: "intake.denied"})
	case e.Key == "error.stale": // its words are those of a page
		out = append(out, Fault{Key: "intake.stale"})
	default:
		out = append(out, Fault{Key: e.Key, Args: e.Args})
	}
	return out, nil
}
