package intake

import (
	"context"
	"encoding/json"
	"io"
	"math"
	"slices"
	"strings"

	"lantoa/internal/access"
	"lantoa/internal/civil"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/jobs"
	"lantoa/internal/sheet"
)

// desk prepares the columns of an import for the person, or says that they have
// no right: Denied, or NotFound for a batch that is not theirs to see.
func (s *Service) desk(ctx context.Context, actor access.Actor, n Intake) (desk, error) {
	f, known := s.features[n.Kind]
	if !known {
		return nil, errs.New(errs.NotFound, "error.not_found")
	}
	return f.open(ctx, s.db.Reader(), actor, n, s.texts)
}

// Title is the key of the words for an import of the kind.
func (k Kind) Title() string { return "import.title." + string(k) }

// Heads are the columns of an import, in the order of its template. It is Denied
// to whoever may not (or no more) store what the import would.
func (s *Service) Heads(ctx context.Context, actor access.Actor, n Intake) ([]sheet.Head, error) {
	d, err := s.desk(ctx, actor, n)
	if err != nil {
		return nil, err
	}
	return d.heads(), nil
}

// Mine are the person's own imports of a kind, newest first; those of a batch
// where one is given.
func (s *Service) Mine(ctx context.Context, actor access.Actor, kind Kind, batchID string, limit int) ([]Intake, error) {
	return mine(ctx, s.db.Reader(), actor.AccountID, kind, batchID, limit)
}

// Template writes an empty spreadsheet with the columns of a kind, what each
// takes, and the choices that its cells offer.
func (s *Service) Template(ctx context.Context, actor access.Actor, kind Kind, batchID string, out io.Writer) error {
	heads, err := s.Heads(ctx, actor, Intake{Kind: kind, BatchID: batchID})
	if err != nil {
		return err
	}
	heads = slices.Clone(heads)
	for i, h := range heads {
		heads[i].Hint = "import.how." + string(kind) + "." + h.Key
	}
	w, err := sheet.Template(s.texts, sheet.About{Title: s.texts.T(kind.Title()), By: actor.Name, At: s.db.Now()}, heads)
	if err != nil {
		return err
	}
	defer func() { _ = w.Close() }()
	return w.Send(out)
}

// Follow is the person's own import with the task that works on it, the zero Task
// where that is forgotten; another's is NotFound.
func (s *Service) Follow(ctx context.Context, actor access.Actor, id string) (Intake, jobs.Task, error) {
	for {
		n, err := s.Get(ctx, actor, id)
		if err != nil {
			return n, jobs.Task{}, err
		}
		t, err := jobs.TaskOf(ctx, s.db.Reader(), actor.AccountID, n.TaskID)
		if errs.Is(err, errs.NotFound) {
			err = nil
		}
		if err != nil || t.State.Open() || !n.State.Moving() {
			return n, t, err
		}
		// The task may have ended between the two: then the import has moved.
		again, err := s.Get(ctx, actor, id)
		if err != nil || again.Version == n.Version {
			return again, t, err
		}
	}
}

// Moving reports that a task reads or stores the rows.
func (s State) Moving() bool { return s == Reading || s == Storing }

// RowPage is a part of an import's rows.
type RowPage struct {
	Rows []Row
	// Next and Previous are the rows after which the next and the previous part
	// begin; below 0 where there is none.
	Next, Previous int
}

// Part reads a part of the rows of the person's own import.
func (s *Service) Part(ctx context.Context, n Intake, f Filter) (RowPage, error) {
	p := RowPage{Next: -1, Previous: -1}
	limit := f.Limit
	f.Limit++
	rows, err := s.Rows(ctx, n, f)
	if err != nil {
		return p, err
	}
	if p.Rows = rows[:min(limit, len(rows))]; len(rows) > limit {
		p.Next = p.Rows[limit-1].No
	}
	if f.After > 0 {
		f.Limit = limit
		p.Previous, err = before(ctx, s.db.Reader(), n.ID, f)
	}
	return p, err
}

// Text is the fault in words.
func (f Fault) Text(p *i18n.Printer) string {
	args := make([]any, len(f.Args))
	for i, a := range f.Args {
		args[i] = said(a)
	}
	return p.T(f.Key, args...)
}

// said is an argument of a fault as it was before it was stored: JSON knows no
// whole numbers and no days.
func said(arg any) any {
	switch v := arg.(type) {
	case float64:
		if v == math.Trunc(v) {
			return int(v)
		}
	case string:
		if day, err := civil.ParseDay(v); err == nil && string(day) == v {
			return day
		}
	}
	return arg
}

// Report writes a spreadsheet of the rows with faults: each as it was in the file,
// and behind it what is wrong with which cell. Corrected, it can be read in
// itself. NotFound where no row has a fault.
func (s *Service) Report(ctx context.Context, actor access.Actor, id string, out io.Writer) error {
	n, err := s.Get(ctx, actor, id)
	if err != nil {
		return err
	}
	d, err := s.desk(ctx, actor, n)
	if err != nil {
		return err
	}
	faults, err := faultsByRow(ctx, s.db.Reader(), n.ID)
	if err == nil && len(faults) == 0 {
		err = errs.New(errs.NotFound, "error.not_found")
	}
	if err != nil {
		return err
	}
	heads := append(d.heads(), sheet.Head{Key: "faults", Title: "import.faults", Width: 80})
	w, err := sheet.Create(s.texts, sheet.About{Title: s.texts.T("import.report", n.FileName), Note: s.texts.T("import.report.note"), By: actor.Name, At: s.db.Now()}, heads)
	if err != nil {
		return err
	}
	defer func() { _ = w.Close() }()
	err = s.kept(ctx, s.turns, n, d, func(t *sheet.Table) error {
		for row, err := range t.Rows(ctx) {
			if err != nil {
				return err
			}
			if wrong := faults[row.No]; len(wrong) > 0 {
				if err := w.Row(append(s.given(d.heads(), row), sheet.Text(s.faultLines(d.heads(), row, wrong, w.Rows()+2)))); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return w.Send(out)
}

// given are a row's cells as the file has them: what a column does not take stays
// the text that was typed.
func (s *Service) given(heads []sheet.Head, row sheet.Row) []sheet.Value {
	out := make([]sheet.Value, len(heads))
	for i, h := range heads {
		if out[i] = row.Value(h.Key); !out[i].Filled() {
			out[i] = sheet.Text(row.Raw(h.Key))
		}
	}
	return out
}

// faultLines are what is wrong with a row, a line for each fault: the cell by its
// place in the new file, where the row is the one given, and by its column's title,
// and the cause.
func (s *Service) faultLines(heads []sheet.Head, row sheet.Row, faults []Fault, no int) string {
	lines := make([]string, len(faults))
	for i, f := range faults {
		lines[i] = f.Text(s.texts)
		for column, h := range heads {
			if h.Key == f.Column || f.Column == "" && f.Cell != "" && f.Cell == row.Fault(h.Key, "").Cell {
				lines[i] = sheet.CellName(column, no) + " · " + s.texts.T(h.Title) + ": " + lines[i]
				break
			}
		}
	}
	return strings.Join(lines, "\n")
}

// HandedAtOnce is how many first passwords HandOut gives at most.
const HandedAtOnce = handed

// OfTask is the import that a task works on, "" for a task of another sort.
func OfTask(t jobs.Task) string {
	var o order
	if err := json.Unmarshal([]byte(t.Input), &o); err != nil {
		return ""
	}
	return o.IntakeID
}

// TaskKinds are the kinds of the tasks of imports.
func TaskKinds() []string {
	var out []string
	for _, k := range Kinds() {
		out = append(out, k.task(), k.keeping())
	}
	return out
}

// Checks reports the kind of a task that checks a file, and stores nothing of it.
func Checks(task string) bool {
	return slices.ContainsFunc(Kinds(), func(k Kind) bool { return task == k.task() })
}
