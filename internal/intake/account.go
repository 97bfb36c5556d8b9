package intake

import (
	"context"
	"encoding/json"

	"lantoa/internal/access"
	"lantoa/internal/account"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/org"
	"lantoa/internal/sheet"
)

// people reads accounts: a row without an id is a new account with its first
// role, one with an id is a role that the account has or is given.
type people struct {
	accounts *account.Service
	orgs     *org.Service
}

type peopleDesk struct {
	people
	actor   access.Actor
	print   *i18n.Printer
	columns []sheet.Column[account.Row]
}

func (f people) open(ctx context.Context, r db.Reader, actor access.Actor, _ Intake, p *i18n.Printer) (desk, error) {
	if !access.May(actor, access.AccountManage) {
		return nil, errs.New(errs.Denied, "error.denied")
	}
	all, err := f.orgs.All(ctx, r, civil.DayOf(r.Now()))
	choices := make([]sheet.Choice, len(all))
	for i, o := range all {
		choices[i] = sheet.Choice{Code: o.ID, Label: o.Full()}
	}
	return peopleDesk{f, actor, p, account.Columns(p, choices)}, err
}

func (d peopleDesk) heads() []sheet.Head { return sheet.Heads(d.columns) }

func (d peopleDesk) read(ctx context.Context, r db.Reader, row sheet.Row) (Row, error) {
	line := account.RowOf(row)
	if line.ID == "" {
		return met(d.print, d.columns, account.Row{}, line, true)
	}
	names, err := d.accounts.Names(ctx, r, []string{line.ID})
	if err != nil {
		return Row{}, err
	}
	a, there := names[line.ID]
	if !there {
		return Row{}, errUnknownKey
	}
	if err := whole(row, d.heads()); err != nil {
		return Row{}, err
	}
	before, err := d.before(ctx, line, a)
	if err != nil {
		return Row{}, err
	}
	for _, key := range sheet.Changed(d.print, d.columns, before, line) {
		if key == "username" || key == "name" || before.Role != "" && key == "to" {
			return Row{}, errs.New(errs.Invalid, "error.invalid").WithField(key, "intake.fixed")
		}
	}
	w, err := met(d.print, d.columns, before, line, false)
	w.RecordID, w.Version = line.ID, 1
	return w, err
}

// before is the account with the role of the row as it has it, or without a role.
func (d peopleDesk) before(ctx context.Context, line account.Row, name string) (account.Row, error) {
	a, _, err := d.accounts.Get(ctx, d.actor, line.ID)
	if err != nil {
		return account.Row{}, err
	}
	out := account.Row{ID: line.ID, Username: a.Username, Name: name}
	grants, err := d.accounts.Grants(ctx, line.ID)
	for _, g := range grants {
		if g.Role == line.Role && g.OrgID == line.OrgID && g.FromDay == line.FromDay {
			out.Role, out.OrgID, out.FromDay, out.ToDay = g.Role, g.OrgID, g.FromDay, g.ToDay
		}
	}
	return out, err
}

func (d peopleDesk) store(ctx context.Context, tx *db.Tx, w Row) error {
	var line account.Row
	err := json.Unmarshal([]byte(w.Line), &line)
	switch {
	case err != nil:
	case w.Version == 0:
		_, err = d.accounts.CreateIn(ctx, tx, d.actor, account.Input{Username: line.Username, Name: line.Name, Role: line.Role, OrgID: line.OrgID}, line.FromDay, line.ToDay)
	default:
		err = d.accounts.GrantIn(ctx, tx, d.actor, w.RecordID, account.GrantInput{Role: line.Role, OrgID: line.OrgID, FromDay: line.FromDay, ToDay: line.ToDay})
	}
	return err
}
