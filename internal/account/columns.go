package account

import (
	"lantoa/internal/access"
	"lantoa/internal/civil"
	"lantoa/internal/i18n"
	"lantoa/internal/sheet"
)

// Row is an account with one of its roles as a spreadsheet has it: who has
// several roles stands in several rows with one user name.
type Row struct {
	ID       string // of the account, "" for one that is not yet there
	Username string
	Name     string
	Role     access.Role
	OrgID    string
	FromDay  civil.Day
	ToDay    civil.Day
}

// Columns are those by which accounts are taken away and read back; orgs are the
// bodies of the day by id, under their full names.
func Columns(p *i18n.Printer, orgs []sheet.Choice) []sheet.Column[Row] {
	roles := make([]sheet.Choice, len(access.Roles()))
	for i, r := range access.Roles() {
		roles[i] = sheet.Choice{Code: string(r), Label: p.T("role." + string(r))}
	}
	return []sheet.Column[Row]{
		{Head: sheet.Head{Key: "username", Title: "account.username", Must: true}, Cell: func(r Row) sheet.Value { return sheet.Text(r.Username) }},
		{Head: sheet.Head{Key: "name", Title: "account.name", Must: true}, Cell: func(r Row) sheet.Value { return sheet.Text(r.Name) }},
		{Head: sheet.Head{Key: "role", Title: "account.role", Must: true, Kind: sheet.ChoiceKind, Choices: roles}, Cell: func(r Row) sheet.Value { return sheet.ChosenOf(roles, string(r.Role)) }},
		{Head: sheet.Head{Key: "org", Title: "account.org", Must: true, Kind: sheet.ChoiceKind, Choices: orgs, Width: 44}, Cell: func(r Row) sheet.Value { return sheet.ChosenOf(orgs, r.OrgID) }},
		{Head: sheet.Head{Key: "from", Title: "account.from", Kind: sheet.DayKind}, Cell: func(r Row) sheet.Value { return sheet.Day(r.FromDay) }},
		{Head: sheet.Head{Key: "to", Title: "account.to", Kind: sheet.DayKind}, Cell: func(r Row) sheet.Value { return sheet.Day(r.ToDay) }},
		sheet.KeyColumn(func(r Row) string { return r.ID }),
	}
}

// RowOfGrant is the row of an account's role of the day, of the first where it has
// several: what is taken away shows an account once.
func RowOfGrant(a Account, grants []Grant, there func(orgID string) bool) Row {
	out := Row{ID: a.ID, Username: a.Username, Name: a.Name}
	for _, g := range grants {
		if there(g.OrgID) {
			out.Role, out.OrgID, out.FromDay, out.ToDay = g.Role, g.OrgID, g.FromDay, g.ToDay
			break
		}
	}
	return out
}

// RowOf is the account and role that a row of Columns describes.
func RowOf(r sheet.Row) Row {
	return Row{ID: r.Value(sheet.KeyName).Text(), Username: cleanUsername(r.Value("username").Text()), Name: r.Value("name").Text(), Role: access.Role(r.Value("role").Code()),
		OrgID: r.Value("org").Code(), FromDay: r.Value("from").Day(), ToDay: r.Value("to").Day()}
}
