package intake

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"

	"lantoa/internal/access"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/nomination"
	"lantoa/internal/plan"
	"lantoa/internal/sheet"
)

// dossiers reads nominations into a batch.
type dossiers struct {
	noms   *nomination.Service
	plans  *plan.Service
	others []*i18n.Printer
}

type dossierDesk struct {
	dossiers
	actor   access.Actor
	batch   nomination.Batch
	print   *i18n.Printer
	columns []sheet.Column[nomination.Line]
	reading []sheet.Head
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
	in := func(p *i18n.Printer) []sheet.Column[nomination.Line] {
		return nomination.LineColumns(p, nomination.FieldChoices(p, fields))
	}
	columns := in(p)
	return dossierDesk{f, actor, b, p, columns, headsOf(columns, f.others, in)}, err
}

func (d dossierDesk) heads() []sheet.Head { return d.reading }

func (d dossierDesk) read(ctx context.Context, r db.Reader, row sheet.Row) (Row, error) {
	line := nomination.LineOf(row)
	if err := misplaced(row, line); err != nil {
		return Row{}, err
	}
	// As they are stored, so that the preview shows what is going to be there.
	line.Subject = line.Subject.Clean()
	slices.Sort(line.MoreFields)
	if line.ID == "" {
		line.ID = db.NewID()
		w, err := met(d.print, d.columns, nomination.Line{}, line, true)
		w.RecordID, w.claims = line.ID, dossierClaims(line, true)
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
	w.RecordID, w.Version, w.claims = line.ID, version, dossierClaims(line, false)
	return w, err
}

// misplaced names the cells whose content a dossier of the row's kind would not
// keep: the form does not offer them at all.
func misplaced(row sheet.Row, line nomination.Line) error {
	bad := errs.New(errs.Invalid, "error.invalid")
	if line.Subject.Kind.Valid() {
		for _, field := range line.Subject.Stray() {
			bad.WithField(field, "intake.stray")
		}
	}
	if row.Value("birth").Filled() && line.Subject.BirthYear == 0 {
		bad.WithField("birth_year", "subject.birth_year")
	}
	switch {
	case len(line.MoreFields) > 0 && !row.Value("field").Filled():
		bad.WithField("more_fields", "intake.main_field")
	case slices.Contains(line.MoreFields, line.FieldID):
		bad.WithField("more_fields", "intake.field_twice")
	}
	return bad.OrNil()
}

// lost are the columns in which the stored dossier is not what the row promises:
// of an identity that another unit answers for, only the name is the dossier's.
func (d dossierDesk) lost(ctx context.Context, r db.Reader, w Row) ([]string, error) {
	stored, _, err := d.noms.LineIn(ctx, r, d.actor, d.batch.ID, w.RecordID)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, c := range d.columns {
		if c.Key != sheet.KeyName && c.Cell(stored).Shown(d.print) != w.after(c.Key) {
			out = append(out, c.Key)
		}
	}
	return out, nil
}

// dossierClaims are what one dossier of a file alone may be: a record, and a
// person, a household or a body. Where no year of birth tells two of a name
// apart, the address does.
func dossierClaims(line nomination.Line, fresh bool) []claim {
	s := line.Subject.Clean()
	which := i18n.Fold(s.Address)
	if s.BirthYear > 0 {
		which = strconv.Itoa(s.BirthYear)
	}
	out := []claim{{text: "subject:" + string(s.Kind) + "|" + s.Kind.Key(s.Name) + "|" + which, column: "name", quiet: !fresh}}
	if !fresh {
		out = append(out, claim{text: "record:" + line.ID, column: sheet.KeyName})
	}
	return out
}

func (d dossierDesk) store(ctx context.Context, tx *db.Tx, w Row) (string, error) {
	var line nomination.Line
	if err := json.Unmarshal([]byte(w.Line), &line); err != nil {
		return "", err
	}
	if w.Verdict != Fresh {
		_, err := d.noms.SaveIn(ctx, tx, d.actor, nomination.Item{ID: w.RecordID, Version: w.Version}, line.Input)
		return w.RecordID, err
	}
	// A file that is sent again after it was stored makes nothing twice.
	ref, err := d.noms.Twin(ctx, tx, d.batch.ID, line.Subject)
	if err != nil {
		return "", err
	}
	if ref != "" {
		return "", errs.New(errs.Invalid, "error.invalid").WithField("name", "intake.there", ref)
	}
	_, err = d.noms.CreateIn(ctx, tx, d.actor, d.batch.ID, w.RecordID, line.Input)
	return w.RecordID, err
}
