package nomination

import (
	"net/http"

	"lantoa/internal/access"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/nomination"
	"lantoa/internal/subject"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// editView is the form of a dossier, new or changed.
type editView struct {
	page              ui.StaffPage
	form              *kit.Form
	action            string
	back              string
	version           int
	key               string
	level             nomination.Level
	hasPhoto          bool
	fields            []ui.Option // the main one, with its lead agency where it has several
	further           []ui.Option
	sets              []ui.Option
	similar           []similar
	criteria          []nomination.CriterionLine
	oneOf             bool // the audiences of the criteria are alternatives
	planID, versionID string
	stale             string // the page of the dossier as it is now, when it changed meanwhile
}

// New shows the form for a new dossier of a batch.
func (p *Pages) New(w http.ResponseWriter, r *http.Request) error {
	b, err := p.writable(r)
	if err != nil {
		return err
	}
	return p.newForm(w, r, http.StatusOK, b, kit.NewForm(r, "key", db.NewID(), "kind", string(subject.Individual)), nil)
}

// writable is the batch of the address when the person may add to it.
func (p *Pages) writable(r *http.Request) (nomination.Batch, error) {
	b, err := p.noms.Batch(r.Context(), kit.Actor(r), r.PathValue("id"))
	if err == nil && !access.Can(kit.Actor(r), access.NominationWrite, b.Resource()) {
		err = errs.New(errs.Denied, "error.denied")
	}
	return b, err
}

func (p *Pages) newForm(w http.ResponseWriter, r *http.Request, status int, b nomination.Batch, f *kit.Form, same []similar) error {
	v := editView{form: f, action: batchPath + "/" + b.ID + "/ho-so/moi", back: batchPath + "/" + b.ID, key: f.Value("key"), level: b.Level, similar: same,
		planID: b.PlanID, versionID: b.VersionID}
	v.page = kit.Page(r, kit.T(r, "nomination.new"), listPath, ui.Link{Label: b.Title, Href: v.back})
	return p.renderEdit(w, r, status, v)
}

// renderEdit adds the choices that the form offers: those of the plan and of the
// version of its criteria under which the batch was opened.
func (p *Pages) renderEdit(w http.ResponseWriter, r *http.Request, status int, v editView) error {
	ctx, reader := r.Context(), p.db.Reader()
	fields, err := p.plans.FieldsOf(ctx, reader, v.versionID)
	if err != nil {
		return err
	}
	v.further = kit.FieldOptions(fields)
	sets, err := p.plans.AllSets(ctx, reader, v.versionID)
	if err != nil {
		return err
	}
	for _, f := range fields {
		leads, err := p.orgs.Leads(ctx, reader, f.ID, p.today())
		if err != nil {
			return err
		}
		v.fields = append(v.fields, mainFieldOptions(kit.Printer(r), v.level, f, leads)...)
		v.sets = append(v.sets, setOptions(kit.Printer(r), f, sets)...)
	}
	return kit.Render(w, r, status, editBody(v))
}

// Create adds a dossier to a batch. Where identities of the same name are known
// and the person has not said which one is meant, it asks first.
func (p *Pages) Create(w http.ResponseWriter, r *http.Request) error {
	ctx, actor := r.Context(), kit.Actor(r)
	b, err := p.writable(r)
	if err != nil {
		return err
	}
	f, err := kit.ReadForm(r)
	if err != nil {
		return err
	}
	in := readInput(f)
	key := f.Key()
	// A form that was sent twice finds the dossier of the first time.
	if again, err := p.noms.Get(ctx, actor, key); err == nil && again.BatchID == b.ID {
		return p.after(w, r, f, again, "nomination.created")
	}
	var n nomination.Nomination
	if f.OK() && f.Value("subject") == "" {
		same, err := p.similar(ctx, actor, kit.Printer(r), in)
		if err != nil {
			return err
		}
		if len(same) > 0 {
			f.Add("subject", "nomination.same_name", len(same))
			chooseAgain(f, "photo")
			return p.newForm(w, r, http.StatusUnprocessableEntity, b, f, same)
		}
	}
	if f.OK() {
		n, err = p.noms.Create(ctx, actor, b.ID, key, in)
	}
	if errs.Is(err, errs.Conflict) { // sent twice at once
		if again, found := p.noms.Get(ctx, actor, key); found == nil && again.BatchID == b.ID {
			return p.after(w, r, f, again, "nomination.created")
		}
	}
	if status := f.Refused(p.nameKinds(r, b.VersionID, in.FieldID, leadAsField(err))); status != 0 {
		chooseAgain(f, "photo")
		return p.newForm(w, r, status, b, f, nil)
	}
	if err != nil {
		return err
	}
	return p.withPhoto(w, r, f, n, "nomination.created")
}

// after leads on from a dossier that is kept: to its page, or to the next one.
func (p *Pages) after(w http.ResponseWriter, r *http.Request, f *kit.Form, n nomination.Nomination, key string) error {
	if f.Value("luu") == "them" {
		kit.Flash(w, r, "nomination.saved", n.Ref)
		return kit.Redirect(w, r, batchPath+"/"+n.BatchID+"/ho-so/moi")
	}
	if key == "nomination.created" {
		d, err := p.noms.Dossier(r.Context(), kit.Actor(r), n.ID)
		if err != nil {
			return err
		}
		if len(d.Missing) == 0 {
			key = "nomination.created_ready"
		}
	}
	kit.Flash(w, r, key, n.Ref)
	return kit.Redirect(w, r, listPath+"/"+n.ID)
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
			kit.FlashWarning(w, r, "nomination.photo_refused", kit.FaultText(kit.Printer(r), e.Fields[0].Key, e.Fields[0].Args...))
			return kit.Redirect(w, r, path)
		}
	}
	return p.after(w, r, f, n, key)
}
