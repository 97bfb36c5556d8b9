package nomination

import (
	"net/http"
	"strings"

	"lantoa/internal/document"
	"lantoa/internal/i18n"
	"lantoa/internal/nomination"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// history tells what happened, newest first, in sentences.
func (p *Pages) history(r *http.Request, d nomination.Dossier, words names) []ui.HistoryEntry {
	printer := kit.Printer(r)
	out := make([]ui.HistoryEntry, len(d.History))
	for i, e := range d.History {
		entry := ui.HistoryEntry{At: printer.Time(e.At), Detail: e.Reason, Sentence: sentence(printer, e, eventKey(d, i), d.Documents[e.DocumentID], words)}
		if e.DocumentID != "" {
			entry.Link = &ui.Link{Label: printer.T("event.open_paper", d.Documents[e.DocumentID].Number), Href: paperPath(d.ID, e.DocumentID)}
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

// paperPath is the address of a paper on which a dossier rests.
func paperPath(id, paper string) string { return listPath + "/" + id + "/van-ban/" + paper }

// eventKey is the sentence of the i-th event. What an appraisal found is not in
// its event: the next step tells it, which only what is eligible or only what is
// not can take; of the last appraisal the dossier itself does.
func eventKey(d nomination.Dossier, i int) string {
	if d.History[i].Step != nomination.Appraise {
		return "event." + string(d.History[i].Step)
	}
	for _, e := range d.History[i+1:] {
		switch e.Step {
		case nomination.Appraise: // it was appraised anew: nothing tells any more
			return "event.appraise"
		case nomination.Consult, nomination.Conclude, nomination.SubmitList:
			return "event.appraise_yes"
		case nomination.Ineligible:
			return "event.appraise_no"
		}
	}
	if d.Eligible {
		return "event.appraise_yes"
	}
	return "event.appraise_no"
}

// sentence is one line of history: who did what for whom, on which paper. Of a
// paper that was recorded, the signer did it and the actor recorded it.
func sentence(p *i18n.Printer, e nomination.Event, key string, paper document.Document, words names) string {
	who := e.ActorName
	if org := words.Org(e.OrgID); org != "" {
		who = p.T("event.who", e.ActorName, org)
	}
	recorded := e.DocumentID != "" && e.Recorded
	doer := who
	if recorded {
		doer = paper.SignerName
	}
	parts := []string{p.T(key, doer, words.Org(e.HolderID), e.Deadline)}
	switch {
	case recorded:
		parts[0] = p.T("event.recorded", who, paper.Number, paper.Day, parts[0])
	case e.DocumentID != "":
		parts = append(parts, p.T("event.paper", paper.Number, paper.Day, paper.SignerName))
	}
	if e.OnBehalf {
		parts = append(parts, p.T("event.on_behalf"))
	}
	return strings.Join(parts, " ")
}

// dossierBadge is the state with the decision on which an approval rests:
// "Đã phê duyệt (QĐ số 160/QĐ-UBND, ngày 15/07/2021)".
func dossierBadge(p *i18n.Printer, d nomination.Dossier) ui.Badge {
	badge := stateBadge(p, d.Nomination)
	if d.State != nomination.Approved {
		return badge
	}
	for _, e := range d.History {
		if paper, there := d.Documents[e.DocumentID]; there && e.Step.Admits() {
			badge.Label = p.T("state.approved_by", paper.Number, paper.Day)
		}
	}
	return badge
}
