package kit

import (
	"net/http"
	"strings"

	"lantoa/internal/access"
	"lantoa/internal/i18n"
	"lantoa/internal/web/ui"
)

// Page is the working application's shell for a request. active is the path of
// the navigation's entry that is lit; crumbs lead from the top to above the page.
func Page(r *http.Request, title, active string, crumbs ...ui.Link) ui.StaffPage {
	q := From(r)
	groups := make([]ui.NavGroup, len(q.Nav))
	for i, g := range q.Nav {
		groups[i] = g
		groups[i].Items = make([]ui.NavItem, len(g.Items))
		for j, item := range g.Items {
			item.Active = item.Href == active
			groups[i].Items[j] = item
		}
	}
	return ui.StaffPage{Title: title, Demo: q.Demo, HomeHref: Home, Nav: groups, Crumbs: crumbs, Flash: flashOf(r), BackPath: backPath(r), Assets: q.Assets,
		SearchQuery: r.URL.Query().Get("q"),
		Account:     ui.AccountMenu{Name: q.Person.Name, RoleLine: RoleLine(r, q.Person.Grants), SessionsHref: SessionsPath, PasswordHref: PasswordPath}}
}

// Bare is the shell of a centred card for a request.
func Bare(r *http.Request, title string) ui.BarePage {
	q := From(r)
	return ui.BarePage{Title: title, Demo: q.Demo, BackPath: backPath(r), Flash: flashOf(r), Assets: q.Assets}
}

// Portal is the public shell for a request; the page adds its description, nav
// and whatever it is shared with.
func Portal(r *http.Request, title string) ui.PortalPage {
	q := From(r)
	p := ui.PortalPage{Title: title, Demo: q.Demo, BackPath: backPath(r), Flash: flashOf(r), Assets: q.Assets, NoIndex: q.Demo}
	if q.SignedIn {
		p.SignInHref, p.SignInLabel = Home, T(r, "nav.worklist")
	}
	return p
}

// backPath is where the language switch comes back to: this page, or the form
// from which it was posted.
func backPath(r *http.Request) string {
	if r.Method != http.MethodGet {
		if p := Referer(r); p != "" {
			return p
		}
		return "/"
	}
	return r.URL.RequestURI()
}

func flashOf(r *http.Request) *ui.Flash {
	m := From(r).Flash
	if m == nil {
		return nil
	}
	return &ui.Flash{Tone: ui.Tone(m.Tone), Text: m.Text(r)}
}

// RoleLine is a person's roles in words with the bodies at which they are held.
func RoleLine(r *http.Request, grants []access.Grant) string {
	var parts []string
	for _, g := range grants {
		part := RoleName(Printer(r), g.Role)
		if g.OrgName != "" {
			part += " · " + g.OrgName
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, "; ")
}

// RoleName is the role in words.
func RoleName(p *i18n.Printer, role access.Role) string { return p.T("role." + string(role)) }
