package exemplar

import (
	"context"
	"io"
	"net/http"
	"slices"

	"lantoa/internal/errs"
	"lantoa/internal/exemplar"
	"lantoa/internal/i18n"
	"lantoa/internal/subject"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// RecordConsent keeps who consented to what, with the signed form if there is one.
func (p *Pages) RecordConsent(w http.ResponseWriter, r *http.Request) error {
	f, err := kit.ReadForm(r)
	if err != nil {
		return err
	}
	in := subject.ConsentInput{GivenDay: f.Value("given_day"), GivenBy: f.Value("given_by"), Relation: f.Value("relation")}
	for _, v := range f.Values("purpose") {
		in.Purposes = append(in.Purposes, subject.Purpose(v))
	}
	var form io.Reader
	name := ""
	if file := f.File("file"); file != nil {
		defer func() { _ = file.Close() }()
		form, name = file, file.Name
	}
	id := r.PathValue("id")
	err = p.exs.RecordConsent(r.Context(), kit.Actor(r), id, in, form, name)
	if status := f.Refused(err); status != 0 {
		chooseAgain(f, form != nil)
		return p.show(w, r, status, f)
	}
	if err != nil {
		return err
	}
	kit.Flash(w, r, "consent.recorded")
	return kit.Redirect(w, r, pathOf(id)+"#dong-y")
}

// withdrawView asks before a consent is taken back.
type withdrawView struct {
	page    ui.StaffPage
	card    exemplar.Card
	purpose subject.Purpose
	item    string
}

// WithdrawForm shows what follows from taking a consent back.
func (p *Pages) WithdrawForm(w http.ResponseWriter, r *http.Request) error {
	purpose, err := purposeOf(r)
	if err != nil {
		return err
	}
	c, err := p.exs.Card(r.Context(), kit.Actor(r), r.PathValue("id"))
	switch {
	case err != nil:
		return err
	case !c.CanWithdraw:
		return errs.New(errs.Denied, "error.denied")
	case !subject.Granted(c.Consents)[purpose]:
		return errs.New(errs.Conflict, "consent.not_open")
	}
	name := kit.SubjectName(kit.Printer(r), c.Kind, c.Name)
	v := withdrawView{card: c, purpose: purpose, item: kit.T(r, "consent.item", kit.T(r, "consent.purpose."+string(purpose)), name)}
	v.page = kit.Page(r, kit.T(r, "consent.withdraw"), listPath, ui.Link{Label: kit.T(r, "exemplar.list"), Href: listPath}, ui.Link{Label: name, Href: pathOf(c.ID)})
	return kit.Render(w, r, http.StatusOK, withdrawBody(v))
}

// Withdraw takes a consent back; a second time it changes nothing.
func (p *Pages) Withdraw(w http.ResponseWriter, r *http.Request) error {
	purpose, err := purposeOf(r)
	if err != nil {
		return err
	}
	id := r.PathValue("id")
	if err := p.exs.WithdrawConsent(r.Context(), kit.Actor(r), id, purpose); err != nil {
		return err
	}
	kit.Flash(w, r, "consent.withdrawn")
	return kit.Redirect(w, r, pathOf(id)+"#dong-y")
}

func purposeOf(r *http.Request) (subject.Purpose, error) {
	p := subject.Purpose(r.PathValue("purpose"))
	if !slices.Contains(subject.Purposes(), p) {
		return "", errs.New(errs.NotFound, "error.not_found")
	}
	return p, nil
}

// ConsentForm downloads the signed form of a consent.
func (p *Pages) ConsentForm(w http.ResponseWriter, r *http.Request) error {
	c, f, err := p.exs.ConsentForm(r.Context(), kit.Actor(r), r.PathValue("id"), r.PathValue("consent"))
	if err != nil {
		return err
	}
	// The type is not kept with the form; a download is never shown, so it may stay unnamed.
	return kit.Download(w, r, f, c.FileName, "application/octet-stream")
}

func consented(c exemplar.Card) bool { return subject.Granted(c.Consents)[subject.Publish] }

// askable are the purposes that nobody has consented to yet: the field's only
// where naming it tells of poverty, the photo's only where there is one.
func askable(ctx context.Context, c exemplar.Card) []ui.Option {
	granted := subject.Granted(c.Consents)
	var out []ui.Option
	for _, p := range subject.Purposes() {
		if granted[p] || p == subject.Field && !c.Sensitive || p == subject.Photo && c.PhotoHash == "" {
			continue
		}
		out = append(out, ui.Option{Value: string(p), Label: i18n.T(ctx, "consent.purpose."+string(p)), Hint: i18n.T(ctx, "consent.hint."+string(p))})
	}
	return out
}

func relations(ctx context.Context) []ui.Option {
	return kit.Options(i18n.From(ctx), "consent.relation.", []string{"self", "representative"})
}
