package intake

import (
	"context"
	"net/http"
	"strings"

	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/intake"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// passwordView is the one time that first passwords are seen.
type passwordView struct {
	page    ui.StaffPage
	handed  []intake.Handout
	waiting int
	back    string         // the import
	next    intake.Waiters // behind those that were handed out again
}

// backLabel leads to the import, where further ones wait.
func backLabel(ctx context.Context, v passwordView) string {
	if v.waiting == 0 {
		return i18n.T(ctx, "import.passwords.back")
	}
	return i18n.T(ctx, "import.passwords.more", v.waiting)
}

// HandOut gives the next accounts that the import made their first passwords and
// shows them, once, to be printed or passed on.
func (p *Pages) HandOut(w http.ResponseWriter, r *http.Request) error {
	n, _, err := p.follow(r)
	if err != nil {
		return err
	}
	if n.Kind != intake.Accounts {
		return errs.New(errs.NotFound, "error.not_found")
	}
	f, err := kit.ReadForm(r)
	if err != nil {
		return err
	}
	handed, err := p.in.HandOut(r.Context(), kit.Actor(r), n.ID, f.Value("next"), f.Bool("again"))
	if errs.Is(err, errs.Conflict) {
		return p.given(w, r, f)
	}
	if status := f.Refused(err); status != 0 {
		return p.show(w, r, status, f)
	}
	if err != nil {
		return err
	}
	path := Path + "/" + n.ID
	if len(handed) == 0 {
		kit.FlashWarning(w, r, "import.flash.all_handed")
		return kit.Redirect(w, r, path)
	}
	v := passwordView{handed: handed, back: path}
	waiting, err := p.in.Waiting(r.Context(), kit.Actor(r), n, false)
	if err != nil {
		return err
	}
	v.waiting = waiting.Count
	if f.Bool("again") {
		if v.next, err = p.in.After(r.Context(), kit.Actor(r), n, handed[len(handed)-1].ID); err != nil {
			return err
		}
	}
	d, err := p.deskOf(r, n.Kind, n.BatchID)
	if err != nil {
		return err
	}
	v.page = kit.Page(r, kit.T(r, "import.passwords"), d.active, append(d.crumbs(), ui.Link{Label: kit.T(r, n.Kind.Title()), Href: d.start()}, ui.Link{Label: n.FileName, Href: path})...)
	return kit.Render(w, r, http.StatusOK, passwordBody(v))
}

// given answers a click on a page that is old, or one more load of the passwords:
// what was handed out cannot be seen again. Where the account that the page saw waits
// as before, it is something else of it that has changed.
func (p *Pages) given(w http.ResponseWriter, r *http.Request, f *kit.Form) error {
	v, err := p.view(r, kit.NewForm(r))
	if err != nil {
		return err
	}
	account := func(next string) string { id, _, _ := strings.Cut(next, "."); return id }
	v.notice = staleNotice(r.Context(), v)
	if v.intake.State == intake.Done && (f.Bool("again") || account(f.Value("next")) != account(v.waiting.Next)) {
		v.notice = givenNotice(r.Context())
	}
	return kit.Render(w, r, http.StatusConflict, showBody(v))
}
