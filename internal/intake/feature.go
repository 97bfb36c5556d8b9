package intake

import (
	"context"
	"encoding/json"
	"errors"

	"lantoa/internal/access"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/sheet"
)

// feature is what an import asks of the feature whose records it reads.
type feature interface {
	// open prepares the columns for the person, or says that they have no right.
	open(ctx context.Context, r db.Reader, actor access.Actor, n Intake, p *i18n.Printer) (desk, error)
}

// desk reads and stores the rows of one import.
type desk interface {
	heads() []sheet.Head
	// read meets a row with what is there; Verdict is Fresh, Changed or Same.
	read(ctx context.Context, r db.Reader, row sheet.Row) (Row, error)
	// store does what a row asks for by the command of the form, and says which
	// record it made or changed.
	store(ctx context.Context, tx *db.Tx, w Row) (recordID string, err error)
}

// careful is a desk whose records may keep less than a row says.
type careful interface {
	// lost are the columns in which the record is not as the row promises.
	lost(ctx context.Context, r db.Reader, w Row) ([]string, error)
}

// explainer is a desk that knows more of what is wrong with cells.
type explainer interface {
	explain(ctx context.Context, r db.Reader, n Intake, row sheet.Row, faults []Fault) ([]Fault, error)
}

// promised stores a row and refuses what its record would not keep.
func promised(ctx context.Context, tx *db.Tx, d desk, w Row) (err error) {
	if w.RecordID, err = d.store(ctx, tx, w); err != nil {
		return err
	}
	c, ok := d.(careful)
	if !ok {
		return nil
	}
	lost, err := c.lost(ctx, tx, w)
	if err != nil {
		return err
	}
	bad := errs.New(errs.Invalid, "error.invalid")
	for _, column := range lost {
		bad.WithField(column, "intake.not_kept")
	}
	return bad.OrNil()
}

// columnOf is the column of a form's field where their names differ.
func columnOf(field string) string {
	switch field {
	case "birth_year":
		return "birth"
	case "more_fields":
		return "more"
	case "figure_name":
		return "figure"
	case "figure_unit":
		return "unit"
	case "figure_before":
		return "before"
	case "figure_after":
		return "after"
	case "from_day":
		return "from"
	case "to_day":
		return "to"
	}
	return field
}

// met fills in a row from what it says and what is there.
func met[T any](p *i18n.Printer, columns []sheet.Column[T], before, after T, fresh bool) (Row, error) {
	text, err := json.Marshal(after)
	w := Row{Line: string(text), Verdict: Same}
	for _, c := range columns {
		if c.Key == sheet.KeyName {
			continue
		}
		cell := Cell{Column: c.Key, After: c.Cell(after).Shown(p)}
		if !fresh {
			cell.Before = c.Cell(before).Shown(p)
		}
		if cell.Before != cell.After {
			w.Verdict = Changed
		}
		w.Cells = append(w.Cells, cell)
	}
	if fresh {
		w.Verdict = Fresh
	}
	return w, err
}

// headsOf are the heads of columns as they are read in all languages.
func headsOf[T any](columns []sheet.Column[T], others []*i18n.Printer, in func(*i18n.Printer) []sheet.Column[T]) []sheet.Head {
	heads := sheet.Heads(columns)
	for _, p := range others {
		heads = sheet.Both(heads, sheet.Heads(in(p)))
	}
	return heads
}

// whole refuses a row that changes a record in a file that lacks columns: what
// is not there must not be taken for emptied.
func whole(row sheet.Row, heads []sheet.Head) error {
	for _, h := range heads {
		if !row.Has(h.Key) {
			return errs.New(errs.Invalid, "error.invalid").WithField(sheet.KeyName, "intake.columns_missing")
		}
	}
	return nil
}

// fixed refuses what a spreadsheet does not change of a record.
func fixed(column string) error {
	return errs.New(errs.Invalid, "error.invalid").WithField(column, "intake.fixed")
}

var errUnknownKey = errors.New("intake: no such record")
