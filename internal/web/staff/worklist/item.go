package worklist

import (
	"strings"

	"lantoa/internal/civil"
	"lantoa/internal/exemplar"
	"lantoa/internal/i18n"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
	"lantoa/internal/worklist"
)

// workItem is one thing that waits, in words, with where its action leads.
func workItem(p *i18n.Printer, i worklist.Item, words names, today civil.Day) ui.WorkItem {
	unit := unitName(words.orgs[i.UnitID])
	name := kit.SubjectName(p, i.Kind, i.Name)
	if i.Work == worklist.Consent || i.Work == worklist.Clear {
		return exemplarItem(p, i, name, unit)
	}
	out := ui.WorkItem{Stage: ui.Discover, Badge: ui.Badge{Label: kit.StateText(p, i.State, i.Level), Tone: tone(i.State)}, Deadline: dueText(p, i.Deadline, today), Late: i.Late(today)}
	switch {
	case i.ListID != "":
		out.Title = p.T("worklist.item.list", i.Title, i.Count)
		out.Meta = p.T("level." + string(i.Level))
		out.Href = kit.Link(nominationPath, "danh-sach", i.ListID)
	case i.Count == 1:
		out.Title, out.Href = name, nominationPath+"/"+i.RecordID
		out.Meta = p.T("worklist.item.one", p.T("level."+string(i.Level)), unit, i.Title)
	default:
		out.Title, out.Href = p.T("worklist.item.batch", i.Title, i.Count), batchPath+"/"+i.BatchID
		out.Meta = p.T("worklist.item.many", p.T("level."+string(i.Level)), unit)
	}
	if i.Work == worklist.Assess && i.Count > 1 {
		out.Meta = p.T("worklist.item.unjudged", out.Meta, i.Unjudged)
	}
	out.Action = ui.Link{Label: actionLabel(p, i), Href: actionHref(i)}
	return out
}

func exemplarItem(p *i18n.Printer, i worklist.Item, name, unit string) ui.WorkItem {
	stage := map[exemplar.State]ui.Stage{exemplar.Nurturing: ui.Nurture, exemplar.Recognised: ui.Review, exemplar.Replicating: ui.Replicate}[i.Exemplar]
	href := exemplarPath + "/" + i.RecordID
	return ui.WorkItem{Title: name, Href: href, Meta: p.T("worklist.item.exemplar", p.T("level."+string(i.Level)), unit, p.T("worklist.why."+string(i.Work))),
		Badge: ui.Badge{Label: p.T("exemplar.state." + string(i.Exemplar)), Stage: stage}, Stage: stage,
		Action: ui.Link{Label: p.T("worklist.work." + string(i.Work)), Href: href + "#cong"}}
}

func actionLabel(p *i18n.Printer, i worklist.Item) string {
	switch {
	case i.Work != worklist.TakeStep:
		return p.T("worklist.work." + string(i.Work))
	case i.Record:
		return p.T("worklist.work.record")
	}
	return p.T("step." + string(i.Step))
}

// actionHref is the page on which the thing is done.
func actionHref(i worklist.Item) string {
	switch i.Work {
	case worklist.Complete:
		return batchPath + "/" + i.BatchID
	case worklist.Amend:
		if i.Count > 1 {
			return batchPath + "/" + i.BatchID
		}
		return nominationPath + "/" + i.RecordID + "/sua"
	case worklist.Assess:
		return nominationPath + "/" + i.RecordID + "/danh-gia"
	}
	path := stepPath + "/" + string(i.Step)
	switch {
	case i.ListID != "":
		return kit.Link(path, "danh-sach", i.ListID, "ve", kit.Home)
	case i.Count == 1:
		return kit.Link(path, "n", i.RecordID, "ve", kit.Home)
	}
	return kit.Link(path, "dot", i.BatchID, "ve", kit.Home)
}

func tone(s nomination.State) ui.Tone {
	switch s {
	case nomination.Returned:
		return ui.Warning
	case nomination.Draft:
		return ui.Plain
	case nomination.AwaitingHead, nomination.Sent, nomination.Received:
		return ui.Info
	}
	return ui.Gold
}

// unitName is a body's short name with the place around it, for two communes may
// have one name: "UBND xã Tả Lủng, huyện Mèo Vạc".
func unitName(o org.Org) string {
	if _, around, ok := strings.Cut(o.Place, ", "); ok {
		return o.Short + ", " + around
	}
	return o.Short
}
