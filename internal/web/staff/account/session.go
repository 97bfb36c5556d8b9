package account

import (
	"net/http"
	"strings"

	"lantoa/internal/account"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/sheets"
)

// Sessions lists where the person is signed in.
func (p *Pages) Sessions(w http.ResponseWriter, r *http.Request) error {
	q := kit.From(r)
	list, err := p.accounts.Sessions(r.Context(), q.Person.AccountID)
	if err != nil {
		return err
	}
	page := kit.Page(r, kit.T(r, "session.title"), "")
	page.SheetHref = sheets.Href(r)
	return kit.Render(w, r, http.StatusOK, sessionsPage(page, list, q.Person.Session.ID))
}

// EndSession ends one: one's own, or for the administrator anyone's.
func (p *Pages) EndSession(w http.ResponseWriter, r *http.Request) error {
	f, err := kit.ReadForm(r)
	if err != nil {
		return err
	}
	q := kit.From(r)
	id := r.PathValue("id")
	if err := p.accounts.Revoke(r.Context(), q.Person.Actor, id); err != nil {
		return err
	}
	if id == q.Person.Session.ID {
		q.Cookies.Drop(w)
		return kit.Redirect(w, r, kit.SignInPath)
	}
	kit.Flash(w, r, "session.ended")
	return kit.Redirect(w, r, kit.LocalPath(f.Value("ve"), kit.SessionsPath))
}

// EndOthers ends all of one's own sessions but this one.
func (p *Pages) EndOthers(w http.ResponseWriter, r *http.Request) error {
	if err := p.accounts.RevokeOthers(r.Context(), kit.From(r).Person); err != nil {
		return err
	}
	kit.Flash(w, r, "session.ended_others")
	return kit.Redirect(w, r, kit.SessionsPath)
}

// device is what a browser says of itself, as far as a person wants to know.
func device(s account.Session) string {
	browser := firstOf(s.Agent, "Edg/", "Edge", "OPR/", "Opera", "coc_coc", "Cốc Cốc", "Firefox/", "Firefox", "Chrome/", "Chrome", "Safari/", "Safari")
	system := firstOf(s.Agent, "Android", "Android", "iPhone", "iPhone", "iPad", "iPad", "Windows", "Windows", "Mac OS", "macOS", "Linux", "Linux")
	return strings.Trim(browser+" · "+system, " ·")
}

// firstOf takes pairs of a mark and its name.
func firstOf(agent string, pairs ...string) string {
	for i := 0; i+1 < len(pairs); i += 2 {
		if strings.Contains(agent, pairs[i]) {
			return pairs[i+1]
		}
	}
	return ""
}
