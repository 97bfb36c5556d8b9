package account

import (
	"net/http"

	"lantoa/internal/web/kit"
)

// PasswordForm shows the form to change one's own password.
func (p *Pages) PasswordForm(w http.ResponseWriter, r *http.Request) error {
	return p.showPasswordForm(w, r, http.StatusOK, kit.NewForm(r))
}

// ChangePassword changes it: every session ends, this one goes on under a new token.
func (p *Pages) ChangePassword(w http.ResponseWriter, r *http.Request) error {
	f, err := kit.ReadForm(r)
	if err != nil {
		return err
	}
	q := kit.From(r)
	current, next, again := f.Secret("password"), f.Secret("new_password"), f.Secret("again")
	f.Required("password", "new_password", "again")
	token := ""
	if f.OK() {
		token, err = p.accounts.ChangePassword(r.Context(), q.Person, current, next, again, client(r))
	}
	if status := f.Refused(err); status != 0 {
		return p.showPasswordForm(w, r, status, f)
	}
	if err != nil {
		return err
	}
	q.Cookies.Keep(w, token)
	kit.Flash(w, r, "password.changed")
	return kit.Redirect(w, r, kit.Home)
}

// showPasswordForm shows a page that stands alone while nothing else is open to
// the person.
func (p *Pages) showPasswordForm(w http.ResponseWriter, r *http.Request, status int, f *kit.Form) error {
	rules, err := p.accounts.Rules(r.Context(), p.db.Reader())
	if err != nil {
		return err
	}
	f.Labelled("password", "password.current", "new_password", "password.new", "again", "password.repeat")
	title := kit.T(r, "password.title")
	if kit.From(r).Person.MustChange {
		return kit.Render(w, r, status, firstPassword(kit.Bare(r, title), f, rules.Length))
	}
	return kit.Render(w, r, status, ownPassword(kit.Page(r, title, ""), f, rules.Length))
}
