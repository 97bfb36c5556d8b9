package intake

import (
	"context"
	"encoding/json"
	"errors"

	"lantoa/internal/access"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/plan"
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
	// store does what a row asks for by the command of the form.
	store(ctx context.Context, tx *db.Tx, w Row) error
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

var errUnknownKey = errors.New("intake: no such record")

type dossiers struct {
	noms  *nomination.Service
	plans *plan.Service
}

type dossierDesk struct {
	dossiers
	actor   access.Actor
	batch   nomination.Batch
	print   *i18n.Printer
	columns []sheet.Column[nomination.Line]
}

func (f dossiers) open(ctx context.Context, r db.Reader, actor access.Actor, n Intake, p *i18n.Printer) (desk, error) {
	b, err := f.noms.Batch(ctx, actor, n.BatchID)
	if err != nil {
		return nil, err
	}
	if !access.Can(actor, access.NominationWrite, b.Resource()) {
		return nil, errs.New(errs.Denied, "error.denied")
	}
	fields, err := f.plans.FieldsOf(ctx, r, b.VersionID)
	choices := make([]sheet.Choice, len(fields))
	for i, x := range fields {
		choices[i] = sheet.Choice{Code: x.ID, Label: p.Int(x.No) + ". " + x.Name}
	}
	return dossierDesk{f, actor, b, p, nomination.LineColumns(p, choices)}, err
}

func (d dossierDesk) heads() []sheet.Head { return sheet.Heads(d.columns) }

func (d dossierDesk) read(ctx context.Context, r db.Reader, row sheet.Row) (Row, error) {
	line := nomination.LineOf(row)
	if line.ID == "" {
		line.ID = db.NewID()
		w, err := met(d.print, d.columns, nomination.Line{}, line, true)
		w.RecordID = line.ID
		return w, err
	}
	before, version, err := d.noms.LineIn(ctx, r, d.actor, d.batch.ID, line.ID)
	if errs.Is(err, errs.NotFound) {
		return Row{}, errUnknownKey
	}
	if err == nil {
		err = whole(row, d.heads())
	}
	if err != nil {
		return Row{}, err
	}
	if line.FieldID == before.FieldID {
		line.LeadID, line.SetID = before.LeadID, before.SetID
	}
	w, err := met(d.print, d.columns, before, line, false)
	w.RecordID, w.Version = line.ID, version
	return w, err
}

func (d dossierDesk) store(ctx context.Context, tx *db.Tx, w Row) error {
	var line nomination.Line
	err := json.Unmarshal([]byte(w.Line), &line)
	switch {
	case err != nil:
	case w.Version == 0:
		_, err = d.noms.CreateIn(ctx, tx, d.actor, d.batch.ID, w.RecordID, line.Input)
	default:
		_, err = d.noms.SaveIn(ctx, tx, d.actor, nomination.Item{ID: w.RecordID, Version: w.Version}, line.Input)
	}
	return err
}

type units struct{ orgs *org.Service }

type unitDesk struct {
	units
	actor   access.Actor
	print   *i18n.Printer
	columns []sheet.Column[org.Line]
	all     map[string]org.Org
}

func (f units) open(ctx context.Context, r db.Reader, actor access.Actor, _ Intake, p *i18n.Printer) (desk, error) {
	if !access.May(actor, access.OrgManage) {
		return nil, errs.New(errs.Denied, "error.denied")
	}
	all, err := f.orgs.All(ctx, r, civil.DayOf(r.Now()))
	d := unitDesk{f, actor, p, nil, map[string]org.Org{}}
	var parents []sheet.Choice
	for _, o := range all {
		d.all[o.ID] = o
		parents = append(parents, sheet.Choice{Code: o.ID, Label: o.Full()})
	}
	d.columns = org.Columns(p, parents)
	return d, err
}

func (d unitDesk) heads() []sheet.Head { return sheet.Heads(d.columns) }

func (d unitDesk) read(ctx context.Context, r db.Reader, row sheet.Row) (Row, error) {
	line := org.LineOf(row)
	if line.ID == "" {
		return met(d.print, d.columns, org.Line{}, line, true)
	}
	o, there := d.all[line.ID]
	if !there {
		return Row{}, errUnknownKey
	}
	if err := whole(row, d.heads()); err != nil {
		return Row{}, err
	}
	before, err := d.lineOf(ctx, r, o)
	if err != nil {
		return Row{}, err
	}
	w, err := met(d.print, d.columns, before, line, false)
	w.RecordID, w.Version = o.ID, o.Version
	for _, key := range sheet.Changed(d.print, d.columns, before, line) {
		if key == "kind" || key == "parent" || key == "assigned" {
			return Row{}, errs.New(errs.Invalid, "error.invalid").WithField(key, "intake.fixed")
		}
	}
	return w, err
}

func (d unitDesk) lineOf(ctx context.Context, r db.Reader, o org.Org) (org.Line, error) {
	names, err := d.orgs.Names(ctx, r, o.ID)
	if err != nil {
		return org.Line{}, err
	}
	parent, _, err := d.orgs.Parent(ctx, r, o.ID, civil.DayOf(r.Now()))
	return org.Line{ID: o.ID, Input: org.Input{Kind: o.Kind, Name: o.Name, Short: o.Short, Place: o.Place, Abbr: o.Abbr, ParentID: parent.ID, Assigned: o.Assigned,
		FromDay: names[len(names)-1].FromDay}}, err
}

func (d unitDesk) store(ctx context.Context, tx *db.Tx, w Row) error {
	var line org.Line
	err := json.Unmarshal([]byte(w.Line), &line)
	switch {
	case err != nil:
	case w.Version == 0:
		_, err = d.orgs.CreateIn(ctx, tx, d.actor, line.Input)
	default:
		err = d.orgs.RenameIn(ctx, tx, d.actor, w.RecordID, w.Version, line.Input)
	}
	return err
}
