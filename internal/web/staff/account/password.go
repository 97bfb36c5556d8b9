package account

import (
	"net/http"

	"github.com/a-h/templ"

	"lantoa/internal/web/kit"
)

// PasswordForm shows the form to change one's own password.
func (p *Pages) PasswordForm(w http.ResponseWriter, r *http.Request) error {
	return kit.Render(w, r, http.StatusOK, passwordPage(r, kit.NewForm(r)))
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
		return kit.Render(w, r, status, passwordPage(r, f))
	}
	if err != nil {
		return err
	}
	q.Cookies.Keep(w, token)
	kit.Flash(w, r, "password.changed")
	return kit.Redirect(w, r, kit.Home)
}

// passwordPage stands alone while nothing else is open to the person.
func passwordPage(r *http.Request, f *kit.Form) templ.Component {
	title := kit.T(r, "password.title")
	if kit.From(r).Person.MustChange {
		return firstPassword(kit.Bare(r, title), f)
	}
	return ownPassword(kit.Page(r, title, ""), f)
}
