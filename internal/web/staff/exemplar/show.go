package exemplar

import (
	"context"
	"net/http"

	"lantoa/internal/access"
	"lantoa/internal/civil"
	"lantoa/internal/exemplar"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// showView is the page of one exemplar.
type showView struct {
	page        ui.StaffPage
	card        exemplar.Card
	name        string
	words       names
	deciders    map[string]org.Org // of recognitions, under their names of that day
	history     []ui.HistoryEntry
	nominations []nomination.Nomination
	seesDossier bool
	consent     *kit.Form // the form for a consent, as typed
	openConsent bool
}

// maxNominations bounds the dossiers of one subject on its page.
const maxNominations = 50

// Show is the page of one exemplar.
func (p *Pages) Show(w http.ResponseWriter, r *http.Request) error {
	return p.show(w, r, http.StatusOK, kit.NewForm(r))
}

// show is the page with the form for a consent as it was typed.
func (p *Pages) show(w http.ResponseWriter, r *http.Request, status int, consent *kit.Form) error {
	ctx, actor := r.Context(), kit.Actor(r)
	c, err := p.exs.Card(ctx, actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	v := showView{card: c, name: kit.SubjectName(kit.Printer(r), c.Kind, c.Name), consent: consent.Named("dong-y"), openConsent: !consent.OK(),
		seesDossier: access.May(actor, access.NominationView)}
	v.page = kit.Page(r, v.name, listPath, ui.Link{Label: kit.T(r, "exemplar.list"), Href: listPath})
	if v.words, err = p.names(ctx, []exemplar.Exemplar{c.Exemplar}, c.KeeperID, c.LeadID); err != nil {
		return err
	}
	if v.deciders, err = p.deciders(ctx, c.Recognitions); err != nil {
		return err
	}
	if v.seesDossier {
		all, err := p.noms.List(ctx, actor, nomination.Filter{SubjectID: c.SubjectID, Limit: maxNominations})
		if err != nil {
			return err
		}
		v.nominations = all.Rows
	}
	v.history = history(kit.Printer(r), c)
	return kit.Render(w, r, status, showBody(v))
}

// deciders are the bodies that recognised, by recognition, under the names that
// they had on the day.
func (p *Pages) deciders(ctx context.Context, all []exemplar.Recognition) (map[string]org.Org, error) {
	out := map[string]org.Org{}
	for _, g := range all {
		found, err := p.orgs.ByIDs(ctx, p.db.Reader(), []string{g.OrgID}, g.Day)
		if err != nil {
			return nil, err
		}
		if _, there := found[g.OrgID]; !there { // a paper may be older than the body's record
			if found, err = p.orgs.ByIDs(ctx, p.db.Reader(), []string{g.OrgID}, p.today()); err != nil {
				return nil, err
			}
		}
		out[g.ID] = found[g.OrgID]
	}
	return out, nil
}

// Photo is the exemplar's photo, drawn anew.
func (p *Pages) Photo(w http.ResponseWriter, r *http.Request) error {
	f, err := p.exs.Photo(r.Context(), kit.Actor(r), r.PathValue("id"), photoWidth)
	if err != nil {
		return err
	}
	return kit.Picture(w, r, f, "private, max-age=300")
}

// photoWidth is the width at which staff see a photo, in pixels.
const photoWidth = 640

// Document downloads the paper of a recognition or a revocation.
func (p *Pages) Document(w http.ResponseWriter, r *http.Request) error {
	d, err := p.exs.Document(r.Context(), kit.Actor(r), r.PathValue("id"), r.PathValue("doc"))
	if err != nil {
		return err
	}
	f, err := p.files.Open(d.Hash)
	if err != nil {
		return err
	}
	return kit.Download(w, r, f, d.FileName, d.MediaType)
}

// latest is the day of the latest recognition that holds at the level of the
// exemplar, "" where none does.
func latest(c exemplar.Card) civil.Day {
	var day civil.Day
	for _, g := range c.Recognitions {
		if g.RevokedBy == "" && g.Level == c.Level && g.Day > day {
			day = g.Day
		}
	}
	return day
}
