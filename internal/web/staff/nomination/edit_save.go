package nomination

import (
	"net/http"

	"lantoa/internal/access"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/nomination"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// Edit shows the form of a dossier that the unit may change.
func (p *Pages) Edit(w http.ResponseWriter, r *http.Request) error {
	d, err := p.noms.Dossier(r.Context(), kit.Actor(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	if !access.Can(kit.Actor(r), access.NominationWrite, d.Resource()) {
		return errs.New(errs.Denied, "error.denied")
	}
	if !d.CanEdit {
		return errs.New(errs.Conflict, "nomination.not_editable", d.Ref)
	}
	f := prefilled(r, d)
	leads, err := p.orgs.Leads(r.Context(), p.db.Reader(), d.FieldID, p.today())
	if err != nil {
		return err
	}
	if len(leads) > 1 && d.TargetID != "" {
		f.Set("field", mainField(d.FieldID, d.TargetID))
	}
	return p.editForm(w, r, http.StatusOK, d, f)
}

func prefilled(r *http.Request, d nomination.Dossier) *kit.Form {
	birth := ""
	if d.Subject.BirthYear > 0 {
		birth = itoa(d.Subject.BirthYear)
	}
	printer := kit.Printer(r)
	f := kit.NewForm(r, "kind", string(d.Kind), "name", d.SubjectName, "sex", d.Subject.Sex, "birth_year", birth, "ethnicity", d.Subject.Ethnicity,
		"work", d.Subject.Work, "occupation", d.Subject.Occupation, "address", d.Subject.Address, "field", d.FieldID, "set", d.SetID,
		"title", d.Title, "summary", d.Summary, "figure_name", d.FigureName, "figure_unit", d.FigureUnit,
		"figure_before", figure(printer, d.FigureBefore), "figure_after", figure(printer, d.FigureAfter))
	for _, id := range d.MoreFields {
		f.AddValue("more_fields", id)
	}
	for _, c := range d.Criteria {
		f.Set("criterion_"+c.ID, c.Evidence)
	}
	return f
}

func figure(p *i18n.Printer, plain string) string {
	if plain == "" {
		return ""
	}
	return nomination.FormatFigure(p, plain)
}

func (p *Pages) editForm(w http.ResponseWriter, r *http.Request, status int, d nomination.Dossier, f *kit.Form) error {
	path := listPath + "/" + d.ID
	version := d.Version
	if status == http.StatusUnprocessableEntity {
		version = f.Version() // of what the person saw, so that a change since is noticed
	}
	v := editView{form: f, action: path + "/sua", back: path, version: int(version), level: d.Level, hasPhoto: d.PhotoID != "", criteria: d.Criteria,
		planID: d.PlanID, versionID: d.VersionID}
	v.page = kit.Page(r, kit.T(r, "nomination.edit"), listPath, ui.Link{Label: d.Batch.Title, Href: batchPath + "/" + d.BatchID}, ui.Link{Label: d.SubjectName, Href: path})
	if status == http.StatusConflict {
		v.stale = path
	}
	var err error
	if v.oneOf, err = p.oneOf(r.Context(), d); err != nil {
		return err
	}
	return p.renderEdit(w, r, status, v)
}

// Save changes a dossier.
func (p *Pages) Save(w http.ResponseWriter, r *http.Request) error {
	ctx, actor := r.Context(), kit.Actor(r)
	d, err := p.noms.Dossier(ctx, actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	f, err := kit.ReadForm(r)
	if err != nil {
		return err
	}
	in := readInput(f)
	n := d.Nomination
	if f.OK() {
		n, err = p.noms.Save(ctx, actor, nomination.Item{ID: d.ID, Version: f.Version()}, in)
	}
	if status := f.Refused(p.nameKinds(r, d.VersionID, in.FieldID, leadAsField(err))); status != 0 {
		chooseAgain(f, "photo")
		return p.editForm(w, r, status, d, f)
	}
	if err != nil {
		return err
	}
	return p.withPhoto(w, r, f, n, "nomination.saved")
}
