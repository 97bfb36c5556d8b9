package nomination

import (
	"context"
	"net/http"
	"strings"

	"lantoa/internal/access"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/nomination"
	"lantoa/internal/plan"
	"lantoa/internal/subject"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// editView is the form of a dossier, new or changed.
type editView struct {
	page     ui.StaffPage
	form     *kit.Form
	action   string
	back     string
	version  int
	key      string
	level    nomination.Level
	hasPhoto bool
	fields   []ui.Option
	leads    []ui.Option // of the fields that have several
	sets     []ui.Option
	similar  []similar
	criteria []nomination.CriterionLine
}

// similar is an identity that the one being typed may be.
type similar struct {
	ID   string
	Text string
}

// New shows the form for a new dossier of a batch.
func (p *Pages) New(w http.ResponseWriter, r *http.Request) error {
	b, err := p.noms.Batch(r.Context(), kit.Actor(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	if !access.Can(kit.Actor(r), access.NominationWrite, b.Resource()) {
		return errs.New(errs.Denied, "error.denied")
	}
	return p.newForm(w, r, http.StatusOK, b, kit.NewForm(r, "key", db.NewID(), "kind", string(subject.Individual)), nil)
}

func (p *Pages) newForm(w http.ResponseWriter, r *http.Request, status int, b nomination.Batch, f *kit.Form, same []similar) error {
	v := editView{form: f, action: batchPath + "/" + b.ID + "/ho-so/moi", back: batchPath + "/" + b.ID, key: f.Value("key"), level: b.Level, similar: same}
	v.page = kit.Page(r, kit.T(r, "nomination.new"), listPath, ui.Link{Label: b.Title, Href: v.back})
	return p.renderEdit(w, r, status, v)
}

// renderEdit adds the choices that the form offers.
func (p *Pages) renderEdit(w http.ResponseWriter, r *http.Request, status int, v editView) error {
	ctx, reader := r.Context(), p.db.Reader()
	current, err := p.plans.Current(ctx, reader, p.today())
	if err != nil {
		return err
	}
	fields, err := p.plans.Fields(ctx, reader, current.ID)
	if err != nil {
		return err
	}
	v.fields = fieldOptions(fields)
	sets, err := p.plans.AllSets(ctx, reader, current.VersionID)
	if err != nil {
		return err
	}
	for _, f := range fields {
		leads, err := p.orgs.Leads(ctx, reader, f.ID, p.today())
		if err != nil {
			return err
		}
		if len(leads) > 1 {
			for _, l := range leads {
				v.leads = append(v.leads, ui.Option{Value: l.ID, Label: l.Short, Group: itoa(f.No) + ". " + f.Name})
			}
		}
		v.sets = append(v.sets, setOptions(kit.Printer(r), f, sets)...)
	}
	return kit.Render(w, r, status, editBody(v))
}

// setOptions are a field's criteria sets by whom they are for.
func setOptions(p *i18n.Printer, f plan.Field, sets []plan.Set) []ui.Option {
	var out []ui.Option
	for _, s := range sets {
		if s.FieldID != f.ID {
			continue
		}
		words := make([]string, len(s.Subjects))
		for i, k := range s.Subjects {
			words[i] = p.T("kind." + k)
		}
		out = append(out, ui.Option{Value: s.ID, Label: p.T("nomination.set", strings.Join(words, ", ")), Group: itoa(f.No) + ". " + f.Name})
	}
	return out
}

// readInput reads what was typed of a dossier.
func readInput(f *kit.Form) nomination.Input {
	in := nomination.Input{
		Subject: subject.Input{Kind: subject.Kind(f.Value("kind")), Name: f.Value("name"), Sex: f.Value("sex"), BirthYear: f.Int("birth_year", 0, 3000),
			Ethnicity: f.Value("ethnicity"), Work: f.Value("work"), Occupation: f.Value("occupation"), Address: f.Value("address")},
		FieldID: f.ID("field"), MoreFields: f.IDs("more_fields"), LeadID: f.ID("lead"), SetID: f.ID("set"),
		Title: f.Value("title"), Summary: f.Value("summary"), FigureName: f.Value("figure_name"), FigureUnit: f.Value("figure_unit"),
		FigureBefore: f.Value("figure_before"), FigureAfter: f.Value("figure_after"),
	}
	if id := f.Value("subject"); id != "new" {
		in.SubjectID = f.ID("subject")
	}
	for name := range f.All() {
		if id, ok := strings.CutPrefix(name, "criterion_"); ok {
			if in.Evidence == nil {
				in.Evidence = map[string]string{}
			}
			in.Evidence[id] = f.Value(name)
		}
	}
	return in
}

// Create adds a dossier to a batch. Where identities of the same name are known
// and the person has not said which one is meant, it asks first.
func (p *Pages) Create(w http.ResponseWriter, r *http.Request) error {
	ctx, actor := r.Context(), kit.Actor(r)
	b, err := p.noms.Batch(ctx, actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	f, err := kit.ReadForm(r)
	if err != nil {
		return err
	}
	in := readInput(f)
	key := f.ID("key")
	if key == "" {
		key = db.NewID()
		f.Set("key", key)
	}
	var n nomination.Nomination
	if f.OK() && f.Value("subject") == "" {
		same, err := p.similar(ctx, actor, kit.Printer(r), in)
		if err != nil {
			return err
		}
		if len(same) > 0 {
			f.Add("subject", "nomination.same_name", len(same))
			return p.newForm(w, r, http.StatusUnprocessableEntity, b, f, same)
		}
	}
	if f.OK() {
		n, err = p.noms.Create(ctx, actor, b.ID, key, in)
	}
	if status := f.Refused(err); status != 0 {
		return p.newForm(w, r, status, b, f, nil)
	}
	if err != nil {
		return err
	}
	return p.withPhoto(w, r, f, n, "nomination.created")
}

// withPhoto adds the photo chosen in the form; the dossier is kept already, so a
// photo that cannot be taken is said on its page and loses nothing.
func (p *Pages) withPhoto(w http.ResponseWriter, r *http.Request, f *kit.Form, n nomination.Nomination, key string) error {
	path := listPath + "/" + n.ID
	if photo := f.File("photo"); photo != nil {
		defer func() { _ = photo.Close() }()
		if _, err := p.noms.Attach(r.Context(), kit.Actor(r), n.ID, "", "photo", photo, photo.Name); err != nil {
			e := errs.As(err)
			if e == nil || e.Kind != errs.Invalid || len(e.Fields) == 0 {
				return err
			}
			kit.FlashWarning(w, r, "nomination.photo_refused", kit.T(r, e.Fields[0].Key, e.Fields[0].Args...))
			return kit.Redirect(w, r, path)
		}
	}
	kit.Flash(w, r, key, n.Ref)
	return kit.Redirect(w, r, path)
}

func (p *Pages) similar(ctx context.Context, actor access.Actor, printer *i18n.Printer, in nomination.Input) ([]similar, error) {
	if !in.Subject.Kind.Valid() {
		return nil, nil
	}
	found, err := p.noms.Similar(ctx, actor, in.Subject.Kind, in.Subject.Name, "")
	if err != nil || len(found) == 0 {
		return nil, err
	}
	var ids []string
	for _, s := range found {
		ids = append(ids, s.UnitID)
	}
	words, err := p.names(ctx, ids...)
	if err != nil {
		return nil, err
	}
	out := make([]similar, len(found))
	for i, s := range found {
		text := s.Name + ", " + words.Org(s.UnitID)
		if s.BirthYear > 0 {
			text = printer.T("nomination.born", text, itoa(s.BirthYear))
		}
		out[i] = similar{ID: s.ID, Text: text}
	}
	return out, nil
}

// Edit shows the form of a dossier that the unit may change.
func (p *Pages) Edit(w http.ResponseWriter, r *http.Request) error {
	d, err := p.noms.Dossier(r.Context(), kit.Actor(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	if !d.CanEdit {
		return errs.New(errs.Conflict, "nomination.not_editable", d.Ref)
	}
	return p.editForm(w, r, http.StatusOK, d, prefilled(r, d))
}

func prefilled(r *http.Request, d nomination.Dossier) *kit.Form {
	birth := ""
	if d.Subject.BirthYear > 0 {
		birth = itoa(d.Subject.BirthYear)
	}
	printer := kit.Printer(r)
	f := kit.NewForm(r, "kind", string(d.Kind), "name", d.SubjectName, "sex", d.Subject.Sex, "birth_year", birth, "ethnicity", d.Subject.Ethnicity,
		"work", d.Subject.Work, "occupation", d.Subject.Occupation, "address", d.Subject.Address, "field", d.FieldID, "lead", d.TargetID, "set", d.SetID,
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
	v := editView{form: f, action: path + "/sua", back: path, version: int(d.Version), level: d.Level, hasPhoto: d.PhotoID != "", criteria: d.Criteria}
	v.page = kit.Page(r, kit.T(r, "nomination.edit"), listPath, ui.Link{Label: d.Batch.Title, Href: batchPath + "/" + d.BatchID}, ui.Link{Label: d.SubjectName, Href: path})
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
	if status := f.Refused(err); status != 0 {
		return p.editForm(w, r, status, d, f)
	}
	if err != nil {
		return err
	}
	return p.withPhoto(w, r, f, n, "nomination.saved")
}
