package paper

import (
	"net/http"
	"strconv"

	"lantoa/internal/civil"
	"lantoa/internal/errs"
	"lantoa/internal/paper"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

func (p *Pages) today() civil.Day { return civil.DayOf(p.db.Now()) }

// templatesView lists the kinds with the template in use.
type templatesView struct {
	page ui.StaffPage
	rows []paper.Template
}

// Templates lists the templates in use.
func (p *Pages) Templates(w http.ResponseWriter, r *http.Request) error {
	v := templatesView{page: kit.Page(r, kit.T(r, "paper.templates"), templatePath)}
	for _, k := range paper.Templates() {
		t, err := p.papers.Template(r.Context(), p.db.Reader(), k)
		if err != nil {
			return err
		}
		v.rows = append(v.rows, t)
	}
	return kit.Render(w, r, http.StatusOK, templatesBody(v))
}

// templateView is a template being edited beside a preview of a paper.
type templateView struct {
	page    ui.StaffPage
	kind    paper.Kind
	form    *kit.Form
	after   int // the version in use as the person saw it
	all     []versionView
	names   []paper.Name
	made    *paper.Made
	sample  string // the paper that the preview shows
	stale   bool
	shown   paper.Template // the version on the page; the one in use by default
	current bool           // the page edits; otherwise it shows an earlier version
}

// versionView is a version with who made it.
type versionView struct {
	paper.Template
	Author string
}

// Template is the page of a kind's template: the one in use, to be edited, or an
// earlier one (ban=N), to be read.
func (p *Pages) Template(w http.ResponseWriter, r *http.Request) error {
	kind := paper.Kind(r.PathValue("kind"))
	all, err := p.papers.Versions(r.Context(), p.db.Reader(), kind)
	if err != nil {
		return err
	}
	shown := all[0]
	if no, err := strconv.Atoi(r.URL.Query().Get("ban")); err == nil {
		for _, t := range all {
			if t.No == no {
				shown = t
			}
		}
	}
	f := fill(kit.NewForm(r), paper.Content{Form: shown.Form})
	return p.template(w, r, http.StatusOK, kind, all, shown, f, shown.Form)
}

func (p *Pages) template(w http.ResponseWriter, r *http.Request, status int, kind paper.Kind, all []paper.Template, shown paper.Template, f *kit.Form, form paper.Form) error {
	v := templateView{kind: kind, form: f, after: all[0].No, names: p.papers.Names(kind), shown: shown, current: shown.No == all[0].No, stale: status == http.StatusConflict,
		page: kit.Page(r, kit.T(r, "paper.kind."+string(kind)), templatePath, ui.Link{Label: kit.T(r, "paper.templates"), Href: templatePath})}
	if after, err := strconv.Atoi(f.Value("after")); err == nil && !v.stale {
		v.after = after // a form that comes back keeps what the person saw
	}
	ids := make([]string, len(all))
	for i, t := range all {
		ids[i] = t.AuthorID
	}
	authors, err := p.accounts.Names(r.Context(), p.db.Reader(), ids)
	if err != nil {
		return err
	}
	for _, t := range all {
		v.all = append(v.all, versionView{Template: t, Author: authors[t.AuthorID]})
	}
	if err := p.sample(r, &v, form); err != nil {
		return err
	}
	return kit.Render(w, r, status, templateBody(v))
}

// sample draws the template with the newest paper of its kind that the person may
// see, or with dossiers that one could be made of; without any there is no preview.
func (p *Pages) sample(r *http.Request, v *templateView, form paper.Form) error {
	if v.kind == paper.Report {
		return p.sampleReport(r, v, form)
	}
	ctx, actor := r.Context(), kit.Actor(r)
	x, ok, err := p.papers.Sample(ctx, actor, v.kind)
	if err != nil || !ok {
		return err
	}
	c := x.Content
	c.Form = form
	made, err := p.papers.File(ctx, actor, x, c)
	if err != nil {
		return err
	}
	v.made, v.sample = &made, x.Title
	return nil
}

// SaveTemplate keeps the next version of a template, or only shows how it would
// look.
func (p *Pages) SaveTemplate(w http.ResponseWriter, r *http.Request) error {
	f, err := kit.ReadForm(r)
	if err != nil {
		return err
	}
	kind := paper.Kind(r.PathValue("kind"))
	all, err := p.papers.Versions(r.Context(), p.db.Reader(), kind)
	if err != nil {
		return err
	}
	after, err := strconv.Atoi(f.Value("after"))
	if err != nil {
		return errs.New(errs.Conflict, "error.stale")
	}
	form := typed(f).Form
	if f.Value("viec") == "xem" {
		bad := p.papers.CheckTemplate(kind, &form)
		if status := f.Refused(bad.OrNil()); status != 0 {
			return p.template(w, r, status, kind, all, all[0], f, all[0].Form)
		}
		return p.template(w, r, http.StatusOK, kind, all, all[0], f, form)
	}
	err = p.papers.SaveTemplate(r.Context(), kit.Actor(r), kind, form, f.Value("note"), after)
	if status := f.Refused(err); status != 0 {
		return p.template(w, r, status, kind, all, all[0], f, all[0].Form)
	}
	if err != nil {
		return err
	}
	kit.Flash(w, r, "paper.template_saved")
	return kit.Redirect(w, r, templatePath+"/"+string(kind))
}
