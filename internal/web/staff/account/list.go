package account

import (
	"net/http"
	"net/url"
	"slices"

	"lantoa/internal/access"
	"lantoa/internal/account"
	"lantoa/internal/i18n"
	"lantoa/internal/org"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/sheets"
	"lantoa/internal/web/ui"
)

const pageSize = 25

type listView struct {
	page   ui.StaffPage
	rows   account.Page
	orgs   map[string]org.Org
	form   *kit.Form
	filter account.Filter
	bar    ui.FilterBar
	pager  ui.Pager
}

// List shows the accounts with filters.
func (p *Pages) List(w http.ResponseWriter, r *http.Request) error {
	f := readFilter(r)
	rows, err := p.accounts.List(r.Context(), kit.Actor(r), f)
	if err != nil {
		return err
	}
	v := listView{page: kit.Page(r, kit.T(r, "account.list"), listPath), rows: rows, filter: f, bar: filterBar(r, f)}
	v.page.SearchQuery, v.page.SheetHref = "", sheets.HrefIf(len(rows.Rows) > 0, r)
	v.form = kit.NewForm(r, "q", f.Query, "vai_tro", string(f.Role), "trang_thai", string(f.State))
	v.pager = ui.Pager{Label: kit.T(r, "account.pages"), CountText: ui.CountText(r.Context(), rows.Count, 1000), FirstHref: address(f, "", "")}
	if rows.Back != "" {
		v.pager.PrevHref = address(f, "truoc", rows.Back)
	}
	if rows.Next != "" {
		v.pager.NextHref = address(f, "sau", rows.Next)
	}
	if v.orgs, err = p.orgsOf(r, rows.Rows); err != nil {
		return err
	}
	return kit.Render(w, r, http.StatusOK, listPage(v))
}

// readFilter reads the list's address; what no filter knows narrows nothing.
func readFilter(r *http.Request) account.Filter {
	get := r.URL.Query()
	f := account.Filter{Query: get.Get("q"), Role: access.Role(get.Get("vai_tro")), State: account.State(get.Get("trang_thai")),
		After: get.Get("sau"), Back: get.Get("truoc"), Limit: pageSize}
	if len([]rune(f.Query)) > 100 {
		f.Query = string([]rune(f.Query)[:100])
	}
	if !slices.Contains(access.Roles(), f.Role) {
		f.Role = ""
	}
	if !slices.Contains(account.States(), f.State) {
		f.State = ""
	}
	return f
}

func (p *Pages) orgsOf(r *http.Request, rows []account.Line) (map[string]org.Org, error) {
	var ids []string
	for _, l := range rows {
		for _, g := range l.Grants {
			ids = append(ids, g.OrgID)
		}
	}
	return p.orgs.ByIDs(r.Context(), p.db.Reader(), ids, p.today())
}

// address is the list with a filter, at a place.
func address(f account.Filter, place, id string) string {
	q := url.Values{}
	for name, value := range map[string]string{"q": f.Query, "vai_tro": string(f.Role), "trang_thai": string(f.State), place: id} {
		if name != "" && value != "" {
			q.Set(name, value)
		}
	}
	if len(q) == 0 {
		return listPath
	}
	return listPath + "?" + q.Encode()
}

func filterBar(r *http.Request, f account.Filter) ui.FilterBar {
	bar := ui.FilterBar{Action: listPath, Label: kit.T(r, "account.filter"), ClearURL: listPath}
	chip := func(label string, without account.Filter) {
		bar.Chips = append(bar.Chips, ui.Chip{Label: label, RemoveHref: address(without, "", "")})
	}
	if f.Query != "" {
		without := f
		without.Query = ""
		chip("“"+f.Query+"”", without)
	}
	if f.Role != "" {
		without := f
		without.Role = ""
		chip(kit.RoleName(kit.Printer(r), f.Role), without)
	}
	if f.State != "" {
		without := f
		without.State = ""
		chip(kit.T(r, "account.state."+string(f.State)), without)
	}
	return bar
}

func roleOptions(p *i18n.Printer, empty string) []ui.Option {
	options := []ui.Option{{Label: p.T(empty)}}
	for _, role := range access.Roles() {
		options = append(options, ui.Option{Value: string(role), Label: kit.RoleName(p, role)})
	}
	return options
}

func stateOptions(p *i18n.Printer) []ui.Option {
	options := []ui.Option{{Label: p.T("account.state.any")}}
	for _, s := range account.States() {
		options = append(options, ui.Option{Value: string(s), Label: p.T("account.state." + string(s))})
	}
	return options
}

func stateBadge(p *i18n.Printer, s account.State) ui.Badge {
	tones := map[account.State]ui.Tone{account.Active: ui.Success, account.FirstTime: ui.Info, account.Locked: ui.Warning, account.Unused: ui.Plain, account.Closed: ui.Plain}
	return ui.Badge{Label: p.T("account.state." + string(s)), Tone: tones[s]}
}

// roleLine is a role with the body at which it is held.
func roleLine(p *i18n.Printer, g account.Grant, orgs map[string]org.Org) string {
	line := kit.RoleName(p, g.Role)
	if o, ok := orgs[g.OrgID]; ok {
		line += " · " + o.Short
	}
	return line
}
