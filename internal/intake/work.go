package intake

import (
	"context"
	"errors"
	"io"
	"strconv"

	"lantoa/internal/access"
	"lantoa/internal/blob"
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

// Begin keeps a file and begins to read it; nothing stands before Confirm. What
// the file itself lacks, such as a column, the reading task finds and says.
func (s *Service) Begin(ctx context.Context, actor access.Actor, id string, kind Kind, batchID, name string, content io.ReadSeeker) (Intake, error) {
	n := Intake{ID: id, Kind: kind, BatchID: batchID, AuthorID: actor.AccountID, State: Reading, Version: 1}
	f, known := s.features[kind]
	if !known {
		return n, errs.New(errs.NotFound, "error.not_found")
	}
	if _, err := f.open(ctx, s.db.Reader(), actor, n, s.texts); err != nil {
		return n, err
	}
	err := s.db.Write(ctx, func(tx *db.Tx) error {
		if again, err := own(ctx, tx, actor.AccountID, id); err == nil {
			n = again
			return nil
		}
		file, err := s.files.Put(ctx, tx, content, name, blob.Evidence)
		if err != nil {
			return err
		}
		n.Hash, n.FileName, n.CreatedAt = file.Hash, file.Name, tx.Now()
		if n.TaskID, err = s.jobs.Begin(ctx, tx, jobs.NewTask{Kind: kind.task(), AuthorID: actor.AccountID, About: n.FileName, Input: order{n.ID}}); err != nil {
			return err
		}
		return insert(ctx, tx, n)
	})
	return n, err
}

// Get is the person's own import; another's is NotFound.
func (s *Service) Get(ctx context.Context, actor access.Actor, id string) (Intake, error) {
	return own(ctx, s.db.Reader(), actor.AccountID, id)
}

// Rows are rows of the person's own import, in the order of the file.
func (s *Service) Rows(ctx context.Context, n Intake, f Filter) ([]Row, error) {
	return rowsOf(ctx, s.db.Reader(), n.ID, f)
}

// Counts are the rows of an import by verdict.
func (s *Service) Counts(ctx context.Context, n Intake) (map[Verdict]int, error) {
	return countsOf(ctx, s.db.Reader(), n.ID)
}

// Confirm begins to store what was checked, once: a second click changes nothing.
// Where rows have faults the person must have said that they are left out.
func (s *Service) Confirm(ctx context.Context, actor access.Actor, id string, version int64, skip bool) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		n, err := own(ctx, tx, actor.AccountID, id)
		if err != nil || n.State == Storing || n.State == Done {
			return err
		}
		if n.State != Checked || n.Version != version {
			return errs.New(errs.Conflict, "error.stale")
		}
		counts, err := countsOf(ctx, tx, n.ID)
		if err != nil {
			return err
		}
		if counts[Faulty] > 0 && !skip {
			return errs.New(errs.Invalid, "error.invalid").WithField("skip", "intake.skip_missing", counts[Faulty])
		}
		n.Skip = skip
		total := int64(counts[Fresh] + counts[Changed])
		if n.TaskID, err = s.jobs.Begin(ctx, tx, jobs.NewTask{Kind: n.Kind.task(), AuthorID: actor.AccountID, About: n.FileName, Input: order{n.ID}, Total: total}); err != nil {
			return err
		}
		return move(ctx, tx, n, Storing)
	})
}

// Discard drops an import of which nothing was stored.
func (s *Service) Discard(ctx context.Context, actor access.Actor, id string, version int64) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		n, err := own(ctx, tx, actor.AccountID, id)
		if err != nil {
			return err
		}
		if n.State != Checked || n.Version != version {
			return errs.New(errs.Conflict, "error.stale")
		}
		return move(ctx, tx, n, Discarded)
	})
}

// work goes on with an import in the rights that its author has now.
func (s *Service) work(ctx context.Context, t *jobs.Run) error {
	var o order
	if err := t.Read(&o); err != nil {
		return err
	}
	n, err := own(ctx, s.db.Reader(), t.AuthorID, o.IntakeID)
	if err != nil {
		return err
	}
	actor, err := s.accounts.Actor(ctx, n.AuthorID)
	if err != nil {
		return err
	}
	d, err := s.features[n.Kind].open(ctx, s.db.Reader(), actor, n, s.texts)
	if err != nil {
		return err
	}
	switch n.State {
	case Reading:
		return s.check(ctx, t, n, d)
	case Storing:
		return s.keep(ctx, t, n, d)
	}
	return t.Step(ctx, func(*db.Tx) (jobs.Progress, error) {
		return jobs.Progress{Cursor: t.Cursor, Done: t.Done, Total: t.Total, Finished: true}, nil
	})
}

// table opens the import's file at its rows.
func (s *Service) table(n Intake, d desk, use func(*sheet.Table) error) error {
	f, err := s.files.Open(n.Hash)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	b, err := sheet.Open(f, info.Size(), sheet.Limits{Rows: MaxRows, Columns: 200})
	if err != nil {
		return err
	}
	t, err := b.Table(d.heads(), s.texts)
	if err != nil {
		return err
	}
	return use(t)
}

// check tries every row and takes it back.
func (s *Service) check(ctx context.Context, t *jobs.Run, n Intake, d desk) error {
	return s.table(n, d, func(table *sheet.Table) error {
		from, _ := strconv.Atoi(t.Cursor)
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
			if err := s.checkStep(ctx, t, n, d, waiting, false); err != nil {
				return err
			}
			waiting = waiting[:0]
			if !t.More() {
				return nil
			}
		}
		return s.checkStep(ctx, t, n, d, waiting, true)
	})
}

func (s *Service) checkStep(ctx context.Context, t *jobs.Run, n Intake, d desk, rows []sheet.Row, last bool) error {
	return t.Step(ctx, func(tx *db.Tx) (jobs.Progress, error) {
		p := jobs.Progress{Cursor: t.Cursor, Done: t.Done + int64(len(rows)), Finished: last}
		for _, row := range rows {
			w, err := s.try(ctx, tx, d, row)
			if err != nil {
				return p, err
			}
			w.IntakeID = n.ID
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

// try reads a row and lets the feature's own command judge it.
func (s *Service) try(ctx context.Context, tx *db.Tx, d desk, row sheet.Row) (Row, error) {
	w, err := Row{}, error(nil)
	if len(row.Faults) == 0 {
		if w, err = d.read(ctx, tx, row); err == nil && w.Verdict != Same {
			err = tx.Part(ctx, func() error {
				if err := d.store(ctx, tx, w); err != nil {
					return err
				}
				return errTried
			})
		}
	}
	w.No = row.No
	for _, f := range row.Faults {
		w.Faults = append(w.Faults, Fault{Cell: f.Cell, Key: f.Key, Args: f.Args})
	}
	if errors.Is(err, errUnknownKey) {
		err = errs.New(errs.Invalid, "error.invalid").WithField(sheet.KeyName, "intake.unknown_key")
	}
	faults, broken := faultsOf(err, row.Fault)
	if w.Faults = append(w.Faults, faults...); len(w.Faults) > 0 {
		w.Verdict = Faulty
		w.Cells = rawCells(d.heads(), row)
	}
	return w, broken
}

func rawCells(heads []sheet.Head, row sheet.Row) []Cell {
	var out []Cell
	for _, h := range heads {
		if h.Key != sheet.KeyName {
			out = append(out, Cell{Column: h.Key, After: row.Raw(h.Key)})
		}
	}
	return out
}

// faultsOf turns a command's refusal into faults of cells; any other error stays
// one.
func faultsOf(err error, at func(column, key string, args ...any) sheet.Fault) ([]Fault, error) {
	if err == nil || errors.Is(err, errTried) {
		return nil, nil
	}
	e := errs.As(err)
	if e == nil || e.Kind == errs.Internal || e.Kind == errs.Denied {
		return nil, err
	}
	var out []Fault
	for _, f := range e.Fields {
		column := columnOf(f.Field)
		out = append(out, Fault{Cell: at(column, f.Key, f.Args...).Cell, Column: column, Key: f.Key, Args: f.Args})
	}
	if len(out) == 0 {
		out = append(out, Fault{Key: e.Key, Args: e.Args})
	}
	return out, nil
}

// keep stores the rows that were checked, each once: what a row became is written
// in the transaction that made it so.
func (s *Service) keep(ctx context.Context, t *jobs.Run, n Intake, d desk) error {
	for t.More() && t.State.Open() {
		from, _ := strconv.Atoi(t.Cursor)
		rows, err := rowsOf(ctx, s.db.Reader(), n.ID, Filter{After: from, Limit: chunk})
		if err != nil {
			return err
		}
		err = t.Step(ctx, func(tx *db.Tx) (jobs.Progress, error) {
			p := jobs.Progress{Cursor: t.Cursor, Done: t.Done, Total: t.Total, Finished: len(rows) < chunk}
			for _, w := range rows {
				p.Cursor = strconv.Itoa(w.No)
				if w.Verdict != Fresh && w.Verdict != Changed {
					continue
				}
				p.Done++
				if err := keepRow(ctx, tx, d, w); err != nil {
					return p, err
				}
			}
			if p.Finished {
				return p, move(ctx, tx, n, Done)
			}
			return p, nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// keepRow stores a row, or says why it cannot be stored any more.
func keepRow(ctx context.Context, tx *db.Tx, d desk, w Row) error {
	err := tx.Part(ctx, func() error { return d.store(ctx, tx, w) })
	faults, broken := faultsOf(err, func(string, string, ...any) sheet.Fault { return sheet.Fault{} })
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
