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

// line is an account with the names of the bodies at which it has roles.
type line struct {
	account.Line
	orgs map[string]org.Org
}

// Sheet is the list of accounts as a spreadsheet.
func (p *Pages) Sheet(r *http.Request) (sheets.Export, error) {
	f := readFilter(r)
	f.After, f.Back, f.Limit = "", "", math.MaxInt32
	return sheets.Of(r, sheets.List[line]{Name: "tai-khoan", Title: kit.T(r, "account.list"), Filters: sheets.Filters(filterBar(r, f).Chips), Columns: sheetColumns(kit.Printer(r)),
		Page: func(ctx context.Context, _ string) ([]line, string, error) {
			page, err := p.accounts.List(ctx, kit.Actor(r), f)
			if err != nil {
				return nil, "", err
			}
			orgs, err := p.orgsOf(r, page.Rows)
			out := make([]line, len(page.Rows))
			for i, a := range page.Rows {
				out[i] = line{a, orgs}
			}
			return out, "", err
		}}), nil
}

func sheetColumns(p *i18n.Printer) []sheet.Column[line] {
	return []sheet.Column[line]{
		sheets.Column("account.person", func(a line) string { return a.Name }),
		sheets.Column("account.username", func(a line) string { return a.Username }),
		sheets.Column("account.roles", func(a line) string {
			var out []string
			for _, g := range a.Grants {
				out = append(out, roleLine(p, g, a.orgs))
			}
			return sheets.Joined(out)
		}),
		sheets.Column("account.state", func(a line) string { return stateBadge(p, a.State).Label }),
		sheet.KeyColumn(func(a line) string { return a.ID }),
	}
}
