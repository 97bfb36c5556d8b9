package account

import (
	"net/http"

	"lantoa/internal/errs"
	"lantoa/internal/web/kit"
)

// SignInForm shows the form; who is signed in goes on.
func (p *Pages) SignInForm(w http.ResponseWriter, r *http.Request) error {
	back := kit.LocalPath(r.URL.Query().Get("ve"), kit.Home)
	if kit.From(r).SignedIn {
		return kit.Redirect(w, r, back)
	}
	f := kit.NewForm(r, "ve", r.URL.Query().Get("ve"))
	return kit.Render(w, r, http.StatusOK, signInPage(kit.Bare(r, kit.T(r, "signin.title")), f.Labelled("username", "account.username", "password", "signin.password")))
}

// SignIn opens a session under a new token; one that the browser had ends.
func (p *Pages) SignIn(w http.ResponseWriter, r *http.Request) error {
	f, err := kit.ReadForm(r)
	if err != nil {
		return err
	}
	username, password := f.String("username", 100), f.Secret("password")
	f.Required("username", "password")
	token, mustChange := "", false
	if f.OK() {
		token, mustChange, err = p.accounts.SignIn(r.Context(), username, password, client(r))
	}
	if status := f.Refused(err); status != 0 {
		return kit.Render(w, r, status, signInPage(kit.Bare(r, kit.T(r, "signin.title")), f.Labelled("username", "account.username", "password", "signin.password")))
	}
	if err != nil {
		return err
	}
	q := kit.From(r)
	if q.SignedIn {
		if err := p.accounts.SignOut(r.Context(), q.Person); err != nil && !errs.Is(err, errs.NotFound) {
			return err
		}
	}
	q.Cookies.Keep(w, token)
	if mustChange {
		return kit.Redirect(w, r, kit.PasswordPath)
	}
	return kit.Redirect(w, r, kit.LocalPath(f.Value("ve"), kit.Home))
}

// SignOut ends the session.
func (p *Pages) SignOut(w http.ResponseWriter, r *http.Request) error {
	q := kit.From(r)
	if q.SignedIn {
		if err := p.accounts.SignOut(r.Context(), q.Person); err != nil {
			return err
		}
	}
	q.Cookies.Drop(w)
	kit.Flash(w, r, "signin.out")
	return kit.Redirect(w, r, kit.SignInPath)
}
