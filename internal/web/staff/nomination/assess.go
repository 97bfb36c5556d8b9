package nomination

import (
	"net/http"
	"strings"

	"lantoa/internal/access"
	"lantoa/internal/errs"
	"lantoa/internal/nomination"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

type assessView struct {
	page    ui.StaffPage
	d       nomination.Dossier
	name    string
	words   names
	form    *kit.Form
	version int
	stale   bool
	oneOf   bool // the audiences of the criteria are alternatives
	done    int
	total   int
}

// AssessForm shows the dossier left and its criteria right.
func (p *Pages) AssessForm(w http.ResponseWriter, r *http.Request) error {
	d, err := p.assessable(r)
	if err != nil {
		return err
	}
	f := kit.NewForm(r)
	for _, c := range d.Criteria {
		f.Set("judgement_"+c.ID, string(c.Judgement))
		f.Set("note_"+c.ID, c.Note)
	}
	return p.assessForm(w, r, http.StatusOK, d, f)
}

func (p *Pages) assessable(r *http.Request) (nomination.Dossier, error) {
	d, err := p.noms.Dossier(r.Context(), kit.Actor(r), r.PathValue("id"))
	switch {
	case err != nil:
		return d, err
	case !access.Can(kit.Actor(r), access.NominationAssess, d.Resource()):
		return d, errs.New(errs.Denied, "error.denied")
	case d.State != nomination.Received:
		return d, errs.New(errs.Conflict, "act.state", d.Ref)
	}
	return d, nil
}

func (p *Pages) assessForm(w http.ResponseWriter, r *http.Request, status int, d nomination.Dossier, f *kit.Form) error {
	v := assessView{d: d, form: f, version: int(d.Version), stale: status == http.StatusConflict, name: kit.SubjectName(kit.Printer(r), d.Kind, d.SubjectName)}
	v.page = kit.Page(r, kit.T(r, "assess.title"), listPath, ui.Link{Label: d.Batch.Title, Href: batchPath + "/" + d.BatchID}, ui.Link{Label: v.name, Href: listPath + "/" + d.ID})
	if status == http.StatusUnprocessableEntity {
		v.version = int(f.Version())
	}
	var err error
	if v.words, err = p.names(r.Context(), d.UnitID, d.HolderID, d.TargetID); err != nil {
		return err
	}
	if v.oneOf, err = p.oneOf(r.Context(), d); err != nil {
		return err
	}
	if _, v.done, v.total, err = p.noms.NextToAssess(r.Context(), kit.Actor(r), d.ID); err != nil {
		return err
	}
	return kit.Render(w, r, status, assessBody(v))
}

// Assess keeps judgements; with "tiep" it goes on to the next dossier that waits.
func (p *Pages) Assess(w http.ResponseWriter, r *http.Request) error {
	d, err := p.assessable(r)
	if err != nil {
		return err
	}
	f, err := kit.ReadForm(r)
	if err != nil {
		return err
	}
	given := map[string]nomination.Assessment{}
	for name := range f.All() {
		id, ok := strings.CutPrefix(name, "judgement_")
		if !ok {
			continue
		}
		given[id] = nomination.Assessment{Judgement: nomination.Judgement(f.Value(name)), Note: f.Value("note_" + id)}
	}
	for _, c := range d.Criteria {
		a, there := given[c.ID]
		if !there {
			a = nomination.Assessment{Judgement: c.Judgement, Note: f.Value("note_" + c.ID)}
		}
		if f.Value("luu") == "met" && a.Judgement == "" {
			a.Judgement = nomination.Met
		}
		given[c.ID] = a
	}
	err = p.noms.Assess(r.Context(), kit.Actor(r), nomination.Item{ID: d.ID, Version: f.Version()}, given)
	if status := f.Refused(err); status != 0 {
		return p.assessForm(w, r, status, d, f)
	}
	if err != nil {
		return err
	}
	said := "assess.complete"
	for _, c := range d.Criteria {
		if given[c.ID].Judgement == "" {
			said = "assess.saved"
		}
	}
	kit.Flash(w, r, said, d.Ref)
	if f.Value("luu") == "tiep" {
		next, _, _, err := p.noms.NextToAssess(r.Context(), kit.Actor(r), d.ID)
		if err != nil {
			return err
		}
		if next != "" {
			return kit.Redirect(w, r, listPath+"/"+next+"/danh-gia")
		}
	}
	if f.Value("luu") == "met" {
		return kit.Redirect(w, r, listPath+"/"+d.ID+"/danh-gia")
	}
	return kit.Redirect(w, r, listPath+"/"+d.ID)
}
