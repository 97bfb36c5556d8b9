package account

import (
	"net/http"

	"lantoa/internal/access"
	"lantoa/internal/account"
	"lantoa/internal/i18n"
	"lantoa/internal/org"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// New shows the form for an account.
func (p *Pages) New(w http.ResponseWriter, r *http.Request) error {
	return p.showNew(w, r, http.StatusOK, kit.NewForm(r))
}

func (p *Pages) showNew(w http.ResponseWriter, r *http.Request, status int, f *kit.Form) error {
	f.Labelled("name", "account.name", "username", "account.username", "role", "account.role", "org", "account.org")
	orgs, err := p.orgs.All(r.Context(), p.db.Reader(), p.today())
	if err != nil {
		return err
	}
	page := kit.Page(r, kit.T(r, "account.new"), listPath, ui.Link{Label: kit.T(r, "account.list"), Href: listPath})
	return kit.Render(w, r, status, newPage(page, f, orgOptions(kit.Printer(r), orgs)))
}

// Create makes the account and shows its password, once.
func (p *Pages) Create(w http.ResponseWriter, r *http.Request) error {
	f, err := kit.ReadForm(r)
	if err != nil {
		return err
	}
	in := account.Input{Username: f.String("username", 40), Name: f.String("name", 120), Role: access.Role(f.Value("role")), OrgID: f.ID("org")}
	var a account.Account
	password := ""
	if f.OK() {
		a, password, err = p.accounts.Create(r.Context(), kit.Actor(r), in)
	}
	if status := f.Refused(err); status != 0 {
		return p.showNew(w, r, status, f)
	}
	if err != nil {
		return err
	}
	return p.showPassword(w, r, "account.created", a, password)
}

// showPassword is the one time that a password is seen.
func (p *Pages) showPassword(w http.ResponseWriter, r *http.Request, key string, a account.Account, password string) error {
	page := kit.Page(r, kit.T(r, key, a.Name), listPath, ui.Link{Label: kit.T(r, "account.list"), Href: listPath})
	return kit.Render(w, r, http.StatusOK, passwordOnce(page, a, password))
}

// orgOptions are the bodies in protocol order, under their kinds.
func orgOptions(p *i18n.Printer, orgs []org.Org) []ui.Option {
	byKind := map[org.Kind][]ui.Option{}
	for _, o := range orgs {
		byKind[o.Kind] = append(byKind[o.Kind], ui.Option{Value: o.ID, Label: o.Full(), Group: p.T("org.kind." + string(o.Kind))})
	}
	options := []ui.Option{{Label: p.T("account.org_choose")}}
	for _, k := range org.Kinds() {
		options = append(options, byKind[k]...)
	}
	return options
}
