package org

import (
	"net/http"
	"slices"

	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/org"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

type showView struct {
	page     ui.StaffPage
	org      org.Org
	parent   *org.Org
	names    []org.DatedName
	children []org.Org
	duties   []dutyLine
	blocs    []org.Bloc
	manage   bool
	form     *kit.Form // of a new name
}

func (v showView) path() string { return listPath + "/" + v.org.ID }

// dutyLine is a charge in words, with since when.
type dutyLine struct {
	text string
	note string
	from string
}

// Show is a body's page.
func (p *Pages) Show(w http.ResponseWriter, r *http.Request) error {
	return p.show(w, r, http.StatusOK, nil)
}

func (p *Pages) show(w http.ResponseWriter, r *http.Request, status int, f *kit.Form) error {
	ctx, reader, today, id := r.Context(), p.db.Reader(), p.today(), r.PathValue("id")
	o, err := p.orgs.Get(ctx, reader, id, today)
	if err != nil {
		return err
	}
	v := showView{org: o, manage: manages(r), form: f}
	if v.form == nil {
		v.form = kit.NewForm(r, "name", o.Name, "short", o.Short, "place", o.Place, "abbr", o.Abbr)
	}
	labelled(v.form, "orgs.from_new")
	v.page = kit.Page(r, o.Name, listPath, ui.Link{Label: kit.T(r, "orgs.list"), Href: listPath})
	if parent, ok, err := p.orgs.Parent(ctx, reader, id, today); err != nil {
		return err
	} else if ok {
		v.parent = &parent
	}
	if v.names, err = p.orgs.Names(ctx, reader, id); err != nil {
		return err
	}
	if v.children, err = p.orgs.Children(ctx, reader, id, today); err != nil {
		return err
	}
	if v.duties, err = p.duties(r, id); err != nil {
		return err
	}
	blocs, err := p.orgs.Blocs(ctx, reader, today)
	if err != nil {
		return err
	}
	v.blocs = slices.DeleteFunc(blocs, func(b org.Bloc) bool { return !slices.Contains(b.MemberIDs, id) && b.MonitorID != id })
	return kit.Render(w, r, status, showPage(v))
}

func (p *Pages) duties(r *http.Request, id string) ([]dutyLine, error) {
	list, err := p.orgs.Duties(r.Context(), p.db.Reader(), id, p.today())
	if err != nil {
		return nil, err
	}
	printer := kit.Printer(r)
	var out []dutyLine
	for _, d := range list {
		line := dutyLine{text: printer.T("duty." + string(d.Kind)), note: d.Scope, from: d.FromDay.Vietnamese()}
		if d.FieldID != "" {
			field, err := p.plans.Field(r.Context(), p.db.Reader(), d.FieldID)
			if err != nil && !errs.Is(err, errs.NotFound) {
				return nil, err
			}
			line.text = printer.T("duty."+string(d.Kind)) + ": " + field.Name
		}
		out = append(out, line)
	}
	return out, nil
}

// facts are what is said of a body.
func (v showView) facts(p *i18n.Printer) []ui.Description {
	facts := []ui.Description{{Term: p.T("orgs.kind"), Text: kindName(p, v.org.Kind)}, {Term: p.T("orgs.short"), Text: v.org.Short}}
	if v.org.Place != "" {
		facts = append(facts, ui.Description{Term: p.T("orgs.place"), Text: v.org.Place})
	}
	if v.org.Abbr != "" {
		facts = append(facts, ui.Description{Term: p.T("orgs.abbr"), Text: v.org.Abbr})
	}
	if v.parent != nil {
		facts = append(facts, ui.Description{Term: p.T("orgs.parent"), Body: link(ui.Link{Label: v.parent.Name, Href: listPath + "/" + v.parent.ID})})
	}
	return append(facts, ui.Description{Term: p.T("orgs.founded"), Text: v.org.Founded.Vietnamese()})
}
