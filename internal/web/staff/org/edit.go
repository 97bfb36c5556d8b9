package org

import (
	"net/http"
	"strconv"

	"lantoa/internal/i18n"
	"lantoa/internal/org"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// version is the record's version for a form; 0 is one too.
func version(o org.Org) string { return strconv.FormatInt(o.Version, 10) }

func readName(f *kit.Form) org.Input {
	f.Required("name", "from_day")
	return org.Input{Name: f.String("name", 200), Short: f.String("short", 120), Place: f.String("place", 200), Abbr: f.String("abbr", 30), FromDay: f.Day("from_day")}
}

// labelled names the fields for the summary; the day's label depends on the form.
func labelled(f *kit.Form, dayKey string) {
	f.Labelled("kind", "orgs.kind", "name", "orgs.full_name", "short", "orgs.short", "place", "orgs.place", "abbr", "orgs.abbr", "parent", "orgs.parent",
		"mode", "orgs.mode", "from_day", dayKey)
}

// New shows the form for a body.
func (p *Pages) New(w http.ResponseWriter, r *http.Request) error {
	return p.showNew(w, r, http.StatusOK, kit.NewForm(r, "mode", "assigned"))
}

func (p *Pages) showNew(w http.ResponseWriter, r *http.Request, status int, f *kit.Form) error {
	labelled(f, "orgs.founded")
	all, err := p.orgs.All(r.Context(), p.db.Reader(), p.today())
	if err != nil {
		return err
	}
	page := kit.Page(r, kit.T(r, "orgs.new"), listPath, ui.Link{Label: kit.T(r, "orgs.list"), Href: listPath})
	return kit.Render(w, r, status, newBody(page, f, parentOptions(kit.Printer(r), all)))
}

// Create enters a body.
func (p *Pages) Create(w http.ResponseWriter, r *http.Request) error {
	f, err := kit.ReadForm(r)
	if err != nil {
		return err
	}
	in := readName(f)
	f.Required("kind")
	in.Kind, in.ParentID, in.Assigned = org.Kind(f.Value("kind")), f.ID("parent"), f.Choice("mode", "assigned", "requested") == "assigned"
	id := ""
	if f.OK() {
		id, err = p.orgs.Create(r.Context(), kit.Actor(r), in)
	}
	if status := f.Refused(err); status != 0 {
		return p.showNew(w, r, status, f)
	}
	if err != nil {
		return err
	}
	kit.Flash(w, r, "orgs.created", in.Name)
	return kit.Redirect(w, r, listPath+"/"+id)
}

// Rename gives a body a new name from a day on.
func (p *Pages) Rename(w http.ResponseWriter, r *http.Request) error {
	f, err := kit.ReadForm(r)
	if err != nil {
		return err
	}
	in := readName(f)
	if f.OK() {
		err = p.orgs.Rename(r.Context(), kit.Actor(r), r.PathValue("id"), f.Version(), in)
	}
	if status := f.Refused(err); status != 0 {
		return p.show(w, r, status, f)
	}
	if err != nil {
		return err
	}
	kit.Flash(w, r, "orgs.renamed", in.Name)
	return kit.Redirect(w, r, listPath+"/"+r.PathValue("id"))
}

// parentOptions are the bodies under which another can stand, by kind.
func parentOptions(p *i18n.Printer, all []org.Org) []ui.Option {
	options := []ui.Option{{Label: p.T("orgs.no_parent")}}
	for _, k := range []org.Kind{org.Province, org.Department, org.District, org.Armed, org.Mass} {
		for _, o := range all {
			if o.Kind == k {
				options = append(options, ui.Option{Value: o.ID, Label: o.Name, Group: kindName(p, k)})
			}
		}
	}
	return options
}
