package nomination

import (
	"net/http"
	"strings"

	"lantoa/internal/errs"
	"lantoa/internal/law"
	"lantoa/internal/nomination"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// showView is the page of one dossier.
type showView struct {
	page    ui.StaffPage
	d       nomination.Dossier
	name    string
	words   names
	law     law.Reference
	history []ui.HistoryEntry
	attach  *kit.Form
	path    []ui.Station
	batch   string // the address of its batch, "" for who sees only the dossier
	tasks   []ui.Task
	oneOf   bool     // the audiences of the criteria are alternatives
	further []string // the further fields with their lead agencies
}

// Show is the page of one dossier.
func (p *Pages) Show(w http.ResponseWriter, r *http.Request) error {
	return p.show(w, r, http.StatusOK, kit.NewForm(r))
}

func (p *Pages) show(w http.ResponseWriter, r *http.Request, status int, attach *kit.Form) error {
	ctx := r.Context()
	d, err := p.noms.Dossier(ctx, kit.Actor(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	v := showView{d: d, name: kit.SubjectName(kit.Printer(r), d.Kind, d.SubjectName), attach: attach}
	switch _, err := p.noms.Batch(ctx, kit.Actor(r), d.BatchID); {
	case err == nil:
		v.batch = batchPath + "/" + d.BatchID
	case !errs.Is(err, errs.NotFound):
		return err
	}
	crumbs := []ui.Link{{Label: kit.T(r, "nomination.list"), Href: listPath}}
	if v.batch != "" {
		crumbs = []ui.Link{{Label: kit.T(r, "batch.list"), Href: batchPath}, {Label: d.Batch.Title, Href: v.batch}}
	}
	v.page = kit.Page(r, v.name, listPath, crumbs...)
	ids := []string{d.UnitID, d.HolderID, d.TargetID, d.AreaID}
	for _, e := range d.History {
		ids = append(ids, e.OrgID, e.HolderID)
	}
	if v.words, err = p.names(ctx, ids...); err != nil {
		return err
	}
	if v.oneOf, err = p.oneOf(ctx, d); err != nil {
		return err
	}
	if v.law, err = p.laws.Get(ctx, p.db.Reader(), d.LawID); err != nil {
		return err
	}
	district, route, err := p.noms.Passes(ctx, d.Nomination)
	if err != nil {
		return err
	}
	v.path = dossierPath(kit.Printer(r), d.Nomination, district != "", route)
	v.history = p.history(r, d, v.words)
	if v.further, err = p.further(r, d.Nomination, v.words); err != nil {
		return err
	}
	if d.CanEdit {
		v.tasks = checklist(kit.Printer(r), d)
	}
	return kit.Render(w, r, status, showBody(v))
}

// further names the further fields of a comprehensive dossier, each with the
// lead agency that looks on; a field of several has not said which yet.
func (p *Pages) further(r *http.Request, n nomination.Nomination, words names) ([]string, error) {
	var out []string
	for _, id := range n.MoreFields {
		leads, err := p.orgs.Leads(r.Context(), p.db.Reader(), id, p.today())
		if err != nil {
			return nil, err
		}
		var short []string
		for _, l := range leads {
			short = append(short, l.Short)
		}
		text := words.Field(id)
		if len(short) > 0 {
			text = kit.T(r, "nomination.further_lead", text, strings.Join(short, ", "))
		}
		out = append(out, text)
	}
	return out, nil
}
