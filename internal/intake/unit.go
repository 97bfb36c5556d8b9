package intake

import (
	"context"
	"encoding/json"

	"lantoa/internal/access"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/org"
	"lantoa/internal/sheet"
)

// units reads bodies.
type units struct {
	orgs   *org.Service
	others []*i18n.Printer
}

type unitDesk struct {
	units
	actor   access.Actor
	print   *i18n.Printer
	columns []sheet.Column[org.Line]
	reading []sheet.Head
	all     map[string]known
}

// known is a body as it stands.
type known struct {
	line    org.Line
	version int64
}

func (f units) open(ctx context.Context, r db.Reader, actor access.Actor, _ Intake, p *i18n.Printer) (desk, error) {
	if !access.May(actor, access.OrgManage) {
		return nil, errs.New(errs.Denied, "error.denied")
	}
	today := civil.DayOf(r.Now())
	all, err := f.orgs.All(ctx, r, today)
	if err != nil {
		return nil, err
	}
	lines, err := f.orgs.Lines(ctx, r, today, all)
	d := unitDesk{units: f, actor: actor, print: p, all: make(map[string]known, len(all))}
	for i, l := range lines {
		d.all[l.ID] = known{l, all[i].Version}
	}
	in := func(p *i18n.Printer) []sheet.Column[org.Line] { return org.Columns(p, org.Choices(all)) }
	d.columns = in(p)
	d.reading = headsOf(d.columns, f.others, in)
	return d, err
}

func (d unitDesk) heads() []sheet.Head { return d.reading }

func (d unitDesk) read(_ context.Context, _ db.Reader, row sheet.Row) (Row, error) {
	line := org.LineOf(row)
	if line.ID == "" {
		w, err := met(d.print, d.columns, org.Line{}, line, true)
		w.claims = unitClaims(line, Fresh)
		return w, err
	}
	o, there := d.all[line.ID]
	if !there {
		return Row{}, errUnknownKey
	}
	if err := whole(row, d.heads()); err != nil {
		return Row{}, err
	}
	for _, key := range sheet.Changed(d.print, d.columns, o.line, line) {
		if key == "kind" || key == "parent" || key == "assigned" {
			return Row{}, fixed(key)
		}
	}
	w, err := met(d.print, d.columns, o.line, line, false)
	w.RecordID, w.Version, w.claims = line.ID, o.version, unitClaims(line, w.Verdict)
	return w, err
}

// explain says of a body above that is not there yet in which row of the file it
// stands: whether that row is going to be stored is not certain before it is.
func (d unitDesk) explain(ctx context.Context, r db.Reader, n Intake, row sheet.Row, faults []Fault) ([]Fault, error) {
	at := row.Fault("parent", "").Cell
	for i, f := range faults {
		if f.Cell != at || at == "" {
			continue
		}
		for _, of := range []string{"full:", "name:"} {
			above, err := holder(ctx, r, n.ID, of+i18n.Fold(row.Raw("parent")))
			if err != nil {
				return nil, err
			}
			if above.No > 0 && above.Verdict == Fresh {
				faults[i] = Fault{Cell: f.Cell, Column: "parent", Key: "intake.parent_above", Args: []any{above.No}}
				break
			}
		}
	}
	return faults, nil
}

// unitClaims are what one body of a file alone may be: a record, a name under the
// same body, and a full name, which no two bodies may have.
func unitClaims(line org.Line, v Verdict) []claim {
	out := []claim{{text: "full:" + i18n.Fold(line.Full()), column: "name", quiet: v == Same},
		{text: "under:" + line.ParentID + "|" + i18n.Fold(line.Name), column: "name", quiet: v != Fresh}}
	for _, name := range []string{line.Name, line.Short} {
		if name != "" { // by which a row below may mean it
			out = append(out, claim{text: "name:" + i18n.Fold(name), quiet: true})
		}
	}
	if line.ID != "" {
		out = append(out, claim{text: "record:" + line.ID, column: sheet.KeyName})
	}
	return out
}

func (d unitDesk) store(ctx context.Context, tx *db.Tx, w Row) (string, error) {
	var line org.Line
	if err := json.Unmarshal([]byte(w.Line), &line); err != nil {
		return "", err
	}
	if w.Verdict == Fresh {
		return d.orgs.CreateIn(ctx, tx, d.actor, line.Input)
	}
	return w.RecordID, d.orgs.RenameIn(ctx, tx, d.actor, w.RecordID, w.Version, line.Input)
}
