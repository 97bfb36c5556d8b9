package nomination

import (
	"net/http"
	"strings"

	"lantoa/internal/document"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
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
	if v.law, err = p.laws.Get(ctx, p.db.Reader(), d.LawID); err != nil {
		return err
	}
	district, route, err := p.noms.Passes(ctx, d.Nomination)
	if err != nil {
		return err
	}
	v.path = dossierPath(kit.Printer(r), d.Nomination, district != "", route)
	v.history = p.history(r, d, v.words)
	if d.CanEdit {
		v.tasks = checklist(kit.Printer(r), d)
	}
	return kit.Render(w, r, status, showBody(v))
}

// history tells what happened, newest first, in sentences.
func (p *Pages) history(r *http.Request, d nomination.Dossier, words names) []ui.HistoryEntry {
	printer := kit.Printer(r)
	out := make([]ui.HistoryEntry, len(d.History))
	for i, e := range d.History {
		entry := ui.HistoryEntry{At: printer.Time(e.At), Detail: e.Reason, Sentence: sentence(printer, e, d.Documents[e.DocumentID], words)}
		if e.DocumentID != "" {
			entry.Link = &ui.Link{Label: printer.T("event.open_paper", d.Documents[e.DocumentID].Number), Href: listPath + "/" + d.ID + "/van-ban/" + e.DocumentID}
		}
		switch e.Step {
		case nomination.Approve, nomination.DecideField, nomination.DecideUnit:
			entry.Tone = ui.Success
		case nomination.Return, nomination.Hold, nomination.SendBack:
			entry.Tone = ui.Warning
		}
		out[len(out)-1-i] = entry
	}
	return out
}

// sentence is one line of history: who did what for whom, on which paper.
func sentence(p *i18n.Printer, e nomination.Event, paper document.Document, words names) string {
	who := e.ActorName
	if org := words.Org(e.OrgID); org != "" {
		who = p.T("event.who", e.ActorName, org)
	}
	parts := []string{p.T("event."+string(e.Step), who, words.Org(e.HolderID), e.Deadline)}
	switch {
	case e.DocumentID != "" && e.Recorded:
		parts = append(parts, p.T("event.recorded", paper.Number, paper.Day, paper.SignerName))
	case e.DocumentID != "":
		parts = append(parts, p.T("event.paper", paper.Number, paper.Day, paper.SignerName))
	}
	if e.OnBehalf {
		parts = append(parts, p.T("event.on_behalf"))
	}
	return strings.Join(parts, " ")
}
