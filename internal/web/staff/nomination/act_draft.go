package nomination

import (
	"net/http"

	"lantoa/internal/access"
	"lantoa/internal/db"
	"lantoa/internal/nomination"
	"lantoa/internal/paper"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// fromDraft fills the fields of the signed paper from the draft that the person
// came from (du-thao).
func (p *Pages) fromDraft(r *http.Request, f *kit.Form) error {
	id := r.URL.Query().Get("du-thao")
	if !kit.IsID(id) {
		return nil
	}
	draft, err := p.papers.Get(r.Context(), kit.Actor(r), id)
	if err != nil {
		return err
	}
	signed, err := p.papers.AsSigned(r.Context(), kit.Actor(r), draft)
	if err != nil {
		return err
	}
	f.Set("draft", draft.ID)
	if signed.Day != "" {
		f.Set("day", signed.Day)
	}
	f.Set("number", signed.Number)
	f.Set("signer_name", signed.SignerName)
	f.Set("signer_position", signed.SignerPosition)
	f.Set("paper_title", signed.Title)
	return nil
}

// offerDraft finds where the paper is made that has to be signed for the step.
func (p *Pages) offerDraft(r *http.Request, v *actView, rows []nomination.Nomination) error {
	actor := kit.Actor(r)
	if v.row.Paper == nomination.NoPaper || v.form.Value("draft") != "" || !access.May(actor, access.PaperView) {
		return nil
	}
	if sort, ok := paper.ForStep(v.step); ok {
		ids := make([]string, len(rows))
		for i, n := range rows {
			ids[i] = n.ID
		}
		there, found, err := p.papers.Under(r.Context(), actor, sort.Kind, ids)
		switch {
		case err != nil:
			return err
		case found:
			v.paper = there.ID
		case access.May(actor, access.PaperWrite):
			v.draft, v.key = sort.Kind, db.NewID()
		}
		return nil
	}
	for _, n := range rows {
		own := access.Resource{KeeperID: n.KeeperID, HolderID: n.KeeperID, AuthorID: n.AuthorID}
		if n.BatchID != rows[0].BatchID || !access.Can(actor, access.PaperView, own) {
			return nil
		}
	}
	v.batchPapers = rows[0].BatchID
	return nil
}

// draftHidden names the rows that the draft is begun from.
func draftHidden(v actView) []ui.HiddenValue {
	out := []ui.HiddenValue{{Name: "buoc", Value: string(v.step)}, {Name: "key", Value: v.key}}
	for _, n := range v.rows {
		out = append(out, ui.HiddenValue{Name: "n", Value: n.ID})
	}
	return out
}

// signsSelf reports a step whose paper is signed by whoever takes it in person; the
// minutes of a council and what a consultation found are others'.
func signsSelf(step nomination.Step) bool {
	return step != nomination.Consult && step != nomination.Conclude
}

// signer fills in who signs in person: the person, with the office of the head of
// the body on whose desk the dossier lies.
func (p *Pages) signer(r *http.Request, f *kit.Form, n nomination.Nomination) error {
	body, err := p.orgs.Get(r.Context(), p.db.Reader(), n.HolderID, p.today())
	if err != nil {
		return err
	}
	f.Set("signer_name", kit.Actor(r).Name)
	f.Set("signer_position", paper.Office(body))
	return nil
}
