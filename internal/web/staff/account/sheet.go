package account

import (
	"context"
	"math"
	"net/http"

	"lantoa/internal/account"
	"lantoa/internal/i18n"
	"lantoa/internal/org"
	"lantoa/internal/sheet"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/sheets"
)

// line is an account with the bodies at which it has roles, and its row of an import.
type line struct {
	account.Line
	orgs map[string]org.Org
	back account.Row
}

// Sheet is the list of accounts as a spreadsheet, which an import reads back.
func (p *Pages) Sheet(r *http.Request) (sheets.Export, error) {
	f := readFilter(r)
	f.After, f.Back, f.Limit = "", "", math.MaxInt32
	all, err := p.orgs.All(r.Context(), p.db.Reader(), p.today())
	if err != nil {
		return sheets.Export{}, err
	}
	there := map[string]bool{}
	for _, o := range all {
		there[o.ID] = true
	}
	printer := kit.Printer(r)
	columns := sheets.Readable(sheetColumns(printer), account.Columns(printer, org.Choices(all)), func(l line) account.Row { return l.back })
	return sheets.Of(r, sheets.List[line]{Name: "tai-khoan", Title: kit.T(r, "account.list"), Filters: sheets.Filters(filterBar(r, f).Chips), Columns: columns,
		Page: func(ctx context.Context, _ string) ([]line, string, error) {
			page, err := p.accounts.List(ctx, kit.Actor(r), f)
			if err != nil {
				return nil, "", err
			}
			orgs, err := p.orgsOf(r, page.Rows)
			out := make([]line, len(page.Rows))
			for i, a := range page.Rows {
				out[i] = line{a, orgs, account.RowOfGrant(a.Account, a.Grants, func(id string) bool { return there[id] })}
			}
			return out, "", err
		}}), nil
}

func sheetColumns(p *i18n.Printer) []sheet.Column[line] {
	return []sheet.Column[line]{
		sheets.Column("account.name", func(a line) string { return a.Name }),
		sheets.Column("account.username", func(a line) string { return a.Username }),
		sheets.Column("sheet.col.roles", func(a line) string {
			var out []string
			for _, g := range a.Grants {
				out = append(out, roleLine(p, g, a.orgs))
			}
			return sheets.Joined(out)
		}),
		sheets.Column("account.state", func(a line) string { return stateBadge(p, a.State).Label }),
	}
}

// SessionsSheet is where the person is signed in as a spreadsheet.
func (p *Pages) SessionsSheet(r *http.Request) (sheets.Export, error) {
	q, printer := kit.From(r), kit.Printer(r)
	return sheets.Of(r, sheets.List[account.Session]{Name: "phien", Title: kit.T(r, "session.title"), Columns: []sheet.Column[account.Session]{
		sheets.Column("session.device", func(s account.Session) string { return deviceText(printer, s) }),
		sheets.Column("sheet.col.current", func(s account.Session) string {
			if s.ID == q.Person.Session.ID {
				return printer.T("session.this")
			}
			return ""
		}),
		sheets.Column("session.address", func(s account.Session) string { return s.Address }),
		sheets.Typed("session.opened", sheet.TimeKind, func(s account.Session) sheet.Value { return sheet.Time(s.CreatedAt) }),
		sheets.Typed("session.seen", sheet.TimeKind, func(s account.Session) sheet.Value { return sheet.Time(s.SeenAt) }),
		sheet.KeyColumn(func(s account.Session) string { return s.ID }),
	}, Page: func(ctx context.Context, _ string) ([]account.Session, string, error) {
		all, err := p.accounts.Sessions(ctx, q.Person.AccountID)
		return all, "", err
	}}), nil
}

// deviceText is what a browser says of itself, or that it says nothing.
func deviceText(p *i18n.Printer, s account.Session) string {
	if d := device(s); d != "" {
		return d
	}
	return p.T("session.unknown")
}
