package account

import (
	"net/http"

	"lantoa/internal/access"
	"lantoa/internal/account"
	"lantoa/internal/civil"
	"lantoa/internal/errs"
	"lantoa/internal/org"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

type showView struct {
	page     ui.StaffPage
	account  account.Account
	state    account.State
	grants   []account.Grant
	sessions []account.Session
	orgs     map[string]org.Org
	options  []ui.Option
	form     *kit.Form // of a new role
	today    civil.Day
	own      bool // the administrator's own
	current  string
}

func (v showView) path() string { return listPath + "/" + v.account.ID }

// shut reports an account that has to be opened before anyone can sign in.
func (v showView) shut() bool { return v.state == account.Closed || v.state == account.Unused }

// holds reports a role of today or later, which can still be ended.
func (v showView) holds(g account.Grant) bool { return g.ToDay == "" || g.ToDay > v.today }

// Show is an account's page.
func (p *Pages) Show(w http.ResponseWriter, r *http.Request) error {
	return p.show(w, r, http.StatusOK, kit.NewForm(r))
}

func (p *Pages) show(w http.ResponseWriter, r *http.Request, status int, f *kit.Form) error {
	ctx, q := r.Context(), kit.From(r)
	f.Labelled("role", "account.role", "org", "account.org", "from_day", "account.from", "to_day", "account.to")
	a, state, err := p.accounts.Get(ctx, q.Person.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	v := showView{account: a, state: state, form: f, today: p.today(), own: a.ID == q.Person.AccountID, current: q.Person.Session.ID}
	v.page = kit.Page(r, a.Name, listPath, ui.Link{Label: kit.T(r, "account.list"), Href: listPath})
	if v.grants, err = p.accounts.Grants(ctx, a.ID); err != nil {
		return err
	}
	if v.sessions, err = p.accounts.Sessions(ctx, a.ID); err != nil {
		return err
	}
	orgs, err := p.orgs.All(ctx, p.db.Reader(), v.today)
	if err != nil {
		return err
	}
	v.orgs = map[string]org.Org{}
	for _, o := range orgs {
		v.orgs[o.ID] = o
	}
	v.options = orgOptions(kit.Printer(r), orgs)
	return kit.Render(w, r, status, showPage(v))
}

// Grant gives the account a role.
func (p *Pages) Grant(w http.ResponseWriter, r *http.Request) error {
	f, err := kit.ReadForm(r)
	if err != nil {
		return err
	}
	in := account.GrantInput{Role: access.Role(f.Value("role")), OrgID: f.ID("org"), FromDay: f.Day("from_day"), ToDay: f.Day("to_day")}
	if f.OK() {
		err = p.accounts.Grant(r.Context(), kit.Actor(r), r.PathValue("id"), in)
	}
	if status := f.Refused(err); status != 0 {
		return p.show(w, r, status, f)
	}
	if err != nil {
		return err
	}
	kit.Flash(w, r, "account.granted")
	return kit.Redirect(w, r, listPath+"/"+r.PathValue("id"))
}

// EndGrant ends a role today.
func (p *Pages) EndGrant(w http.ResponseWriter, r *http.Request) error {
	return p.done(w, r, "account.grant_ended", p.accounts.EndGrant(r.Context(), kit.Actor(r), r.PathValue("id"), r.PathValue("grant")))
}

// Disable closes the account.
func (p *Pages) Disable(w http.ResponseWriter, r *http.Request) error {
	return p.done(w, r, "account.closed", p.accounts.SetDisabled(r.Context(), kit.Actor(r), r.PathValue("id"), true))
}

// Enable opens it again.
func (p *Pages) Enable(w http.ResponseWriter, r *http.Request) error {
	return p.done(w, r, "account.opened", p.accounts.SetDisabled(r.Context(), kit.Actor(r), r.PathValue("id"), false))
}

// done goes back to the account's page, with the refusal if there is one.
func (p *Pages) done(w http.ResponseWriter, r *http.Request, key string, err error) error {
	if errs.Is(err, errs.Conflict) {
		f := kit.NewForm(r)
		return p.show(w, r, f.Refused(err), f)
	}
	if err != nil {
		return err
	}
	kit.Flash(w, r, key)
	return kit.Redirect(w, r, listPath+"/"+r.PathValue("id"))
}

// ResetPassword makes a new password and shows it, once.
func (p *Pages) ResetPassword(w http.ResponseWriter, r *http.Request) error {
	a, _, err := p.accounts.Get(r.Context(), kit.Actor(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	password, err := p.accounts.ResetPassword(r.Context(), kit.Actor(r), a.ID)
	if errs.Is(err, errs.Conflict) {
		return p.done(w, r, "", err)
	}
	if err != nil {
		return err
	}
	return p.showPassword(w, r, "account.reset_done", a, password)
}
