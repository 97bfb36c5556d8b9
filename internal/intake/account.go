package intake

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

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
// role, or a further role of one that an earlier row makes; one with an id is a
// role that the account has or is given.
type people struct {
	accounts *account.Service
	orgs     *org.Service
	others   []*i18n.Printer
}

type peopleDesk struct {
	people
	intakeID string
	actor    access.Actor
	print    *i18n.Printer
	today    civil.Day
	columns  []sheet.Column[account.Row]
	reading  []sheet.Head
}

func (f people) open(ctx context.Context, r db.Reader, actor access.Actor, n Intake, p *i18n.Printer) (desk, error) {
	if !access.May(actor, access.AccountManage) {
		return nil, errs.New(errs.Denied, "error.denied")
	}
	today := civil.DayOf(r.Now())
	all, err := f.orgs.All(ctx, r, today)
	in := func(p *i18n.Printer) []sheet.Column[account.Row] { return account.Columns(p, org.Choices(all)) }
	columns := in(p)
	return peopleDesk{f, n.ID, actor, p, today, columns, headsOf(columns, f.others, in)}, err
}

func (d peopleDesk) heads() []sheet.Head { return d.reading }

func (d peopleDesk) read(ctx context.Context, r db.Reader, row sheet.Row) (Row, error) {
	line := account.RowOf(row)
	if line.ID == "" {
		return d.fresh(ctx, r, row, line)
	}
	a, grants, err := d.accounts.WithGrants(ctx, r, d.actor, line.ID)
	if errs.Is(err, errs.NotFound) {
		return Row{}, errUnknownKey
	}
	if err == nil {
		err = whole(row, d.heads())
	}
	if err != nil {
		return Row{}, err
	}
	before := account.Row{ID: a.ID, Username: a.Username, Name: a.Name}
	for _, g := range grants {
		if d.means(line, g) {
			before.Role, before.OrgID, before.FromDay, before.ToDay = g.Role, g.OrgID, g.FromDay, g.ToDay
			if line.FromDay == "" && line.ToDay == "" {
				line.FromDay, line.ToDay = g.FromDay, g.ToDay
			}
			break
		}
	}
	for _, key := range sheet.Changed(d.print, d.columns, before, line) {
		if key == "username" || key == "name" || before.Role != "" && key == "to" {
			return Row{}, fixed(key)
		}
	}
	w, err := met(d.print, d.columns, before, line, false)
	if before.Role == "" {
		d.beside(w.Cells, grants)
	}
	w.RecordID, w.Version = line.ID, a.Version
	w.claims = []claim{roleClaim(line, w.Verdict == Same)}
	return w, err
}

// beside says of a role that is given to an account that those it has stay.
func (d peopleDesk) beside(cells []Cell, grants []account.Grant) {
	var held []string
	for _, g := range grants {
		if g.ToDay == "" || g.ToDay > d.today {
			held = append(held, d.said("role", g)+" ("+d.said("org", g)+")")
		}
	}
	for i, c := range cells {
		switch c.Column {
		case "role":
			cells[i].Before, cells[i].Stays = strings.Join(held, "; "), true
		case "org", "from", "to":
			cells[i].Stays = true
		}
	}
}

// said is a role of an account in a column.
func (d peopleDesk) said(column string, g account.Grant) string {
	at := slices.IndexFunc(d.columns, func(c sheet.Column[account.Row]) bool { return c.Key == column })
	return d.columns[at].Cell(account.Row{Role: g.Role, OrgID: g.OrgID}).Shown(d.print)
}

// means reports that a row says a role that the account has: without a day, one
// of today.
func (d peopleDesk) means(line account.Row, g account.Grant) bool {
	if line.Role != g.Role || line.OrgID != g.OrgID {
		return false
	}
	if line.FromDay != "" {
		return line.FromDay == g.FromDay
	}
	return g.FromDay <= d.today && (g.ToDay == "" || g.ToDay > d.today)
}

// fresh is a row of a new account.
func (d peopleDesk) fresh(ctx context.Context, r db.Reader, row sheet.Row, line account.Row) (Row, error) {
	first, err := d.first(ctx, r, line.Username)
	if err != nil {
		return Row{}, err
	}
	id, err := d.accounts.Called(ctx, r, d.actor, line.Username)
	if err != nil {
		return Row{}, err
	}
	if id != "" { // as it is when the file is checked
		column := "username"
		if row.Has(sheet.KeyName) {
			column = sheet.KeyName
		}
		return Row{}, errs.New(errs.Invalid, "error.invalid").WithField(column, "intake.account_there", line.Username, id)
	}
	if first.No > 0 {
		var said account.Row
		if err := json.Unmarshal([]byte(first.Line), &said); err != nil {
			return Row{}, err
		}
		if i18n.Fold(said.Name) != i18n.Fold(line.Name) {
			return Row{}, errs.New(errs.Invalid, "error.invalid").WithField("username", "intake.other_person", first.No)
		}
	}
	w, err := met(d.print, d.columns, account.Row{}, line, true)
	w.claims = []claim{roleClaim(line, false), {text: "user:" + line.Username, quiet: true}}
	return w, err
}

// first is the row of the import that makes the account of a user name.
func (d peopleDesk) first(ctx context.Context, r db.Reader, username string) (Row, error) {
	return holder(ctx, r, d.intakeID, "user:"+username)
}

// roleClaim is that one row of a file alone gives an account a role at a body.
func roleClaim(line account.Row, quiet bool) claim {
	return claim{text: "role:" + line.Username + "|" + string(line.Role) + "|" + line.OrgID, column: "username", quiet: quiet}
}

func (d peopleDesk) store(ctx context.Context, tx *db.Tx, w Row) (string, error) {
	var line account.Row
	if err := json.Unmarshal([]byte(w.Line), &line); err != nil {
		return "", err
	}
	role := account.GrantInput{Role: line.Role, OrgID: line.OrgID, FromDay: line.FromDay, ToDay: line.ToDay}
	if w.Verdict != Fresh {
		return w.RecordID, d.accounts.GrantIn(ctx, tx, d.actor, w.RecordID, w.Version, role)
	}
	first, err := d.first(ctx, tx, line.Username)
	if err != nil {
		return "", err
	}
	if first.Verdict == Made && first.No != w.No {
		return first.RecordID, d.accounts.GrantIn(ctx, tx, d.actor, first.RecordID, 0, role)
	}
	a, err := d.accounts.CreateIn(ctx, tx, d.actor, account.Input{Username: line.Username, Name: line.Name, Role: line.Role, OrgID: line.OrgID}, line.FromDay, line.ToDay)
	return a.ID, err
}
