package exemplar

import (
	"context"
	"strings"

	"lantoa/internal/civil"
	"lantoa/internal/exemplar"
	"lantoa/internal/i18n"
	"lantoa/internal/nomination"
	"lantoa/internal/subject"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// track shows the exemplar among the four stages: recognised means that a
// review ended in a recognition; a revoked one stands nowhere any more.
func track(p *i18n.Printer, c exemplar.Card) []ui.StageStep {
	at := map[exemplar.State]ui.Stage{exemplar.Nurturing: ui.Nurture, exemplar.Recognised: ui.Review, exemplar.Replicating: ui.Replicate}[c.State]
	steps := ui.TrackAt(at)
	if c.State == exemplar.Revoked {
		for i := range steps {
			steps[i].State = ui.StepNext
		}
	}
	for i := range steps {
		switch {
		case steps[i].Stage == ui.Discover:
			steps[i].State, steps[i].Note = ui.StepDone, p.T("exemplar.track.entered", civil.DayOf(c.CreatedAt))
		case steps[i].Stage == at:
			steps[i].Note = p.T("exemplar.track."+string(c.State), p.T("exemplar.recognised."+string(c.Level)), latest(c))
		}
	}
	return steps
}

// history tells what happened, newest first, in sentences.
func history(p *i18n.Printer, c exemplar.Card) []ui.HistoryEntry {
	out := make([]ui.HistoryEntry, len(c.History))
	for i, e := range c.History {
		entry := ui.HistoryEntry{At: p.Time(e.At), Detail: e.Reason, Sentence: sentence(p, c, e)}
		if d, there := c.Documents[e.DocumentID]; there {
			entry.Link = &ui.Link{Label: p.T("exemplar.open_paper", d.Number), Href: pathOf(c.ID) + "/van-ban/" + d.ID}
		}
		switch e.Step {
		case exemplar.Admit, exemplar.Launch, exemplar.Clear:
			entry.Tone = ui.Success
		case exemplar.Unclear, exemplar.Refuse:
			entry.Tone = ui.Warning
		case exemplar.Revoke:
			entry.Tone = ui.Danger
		}
		out[len(out)-1-i] = entry
	}
	return out
}

// sentence is one line of history: who did what, on which paper, for what.
func sentence(p *i18n.Printer, c exemplar.Card, e exemplar.Event) string {
	paper := c.Documents[e.DocumentID]
	switch e.Step {
	case exemplar.Admit:
		told := p.T("exemplar.event.admit", e.ActorName, p.T("exemplar.recognised."+string(levelBy(c, e.DocumentID))), paper.Number, paper.Day, paper.SignerName)
		if e.Detail == exemplar.Reread {
			told += " " + p.T("exemplar.event.reread")
		}
		return told
	case exemplar.Revoke:
		return p.T("exemplar.event.revoke", e.ActorName, paper.Number, paper.Day, paper.SignerName)
	case exemplar.Consent, exemplar.Refuse:
		return p.T("exemplar.event."+string(e.Step), e.ActorName, purposes(p, e.Detail))
	}
	return p.T("exemplar.event."+string(e.Step), e.ActorName)
}

// levelBy is the level of the recognition that rests on a paper.
func levelBy(c exemplar.Card, documentID string) nomination.Level {
	for _, g := range c.Recognitions {
		if g.DocumentID == documentID {
			return g.Level
		}
	}
	return c.Level
}

// purposes are a consent's purposes in words.
func purposes(p *i18n.Printer, joined string) string {
	var out []string
	for code := range strings.SplitSeq(joined, ",") {
		if code != "" {
			out = append(out, p.T("consent.short."+code))
		}
	}
	return strings.Join(out, "; ")
}

// portalTasks are the conditions for what the public sees, each with where it
// stands: the first two make the page, the others a part of it.
func portalTasks(p *i18n.Printer, c exemplar.Card) []ui.Task {
	granted := subject.Granted(c.Consents)
	state := func(done, must bool) ui.Badge {
		switch {
		case done:
			return ui.Badge{Label: p.T("exemplar.shown.done"), Tone: ui.Success}
		case must:
			return ui.Badge{Label: p.T("exemplar.shown.missing"), Tone: ui.Warning}
		}
		return ui.Badge{Label: p.T("exemplar.shown.optional")}
	}
	task := func(key string, done, must bool) ui.Task {
		hint := key + ".no"
		if done {
			hint = key + ".yes"
		}
		return ui.Task{Label: p.T(key), Hint: p.T(hint), State: state(done, must)}
	}
	out := []ui.Task{task("exemplar.shown.cleared", c.Cleared, true), task("exemplar.shown.publish", granted[subject.Publish], true)}
	if c.PhotoHash != "" {
		out = append(out, task("exemplar.shown.photo", granted[subject.Photo], false))
	}
	if c.Sensitive {
		out = append(out, task("exemplar.shown.field", granted[subject.Field], false))
	}
	return out
}

// portalNotice says in a sentence whether the public sees the exemplar, and why.
func portalNotice(p *i18n.Printer, c exemplar.Card) ui.Notice {
	granted := subject.Granted(c.Consents)
	switch {
	case c.Public:
		return ui.Notice{Tone: ui.Success, Title: p.T("exemplar.why.public"), Text: p.T("exemplar.why.public.text")}
	case c.State == exemplar.Revoked:
		return ui.Notice{Title: p.T("exemplar.why.revoked"), Text: p.T("exemplar.why.revoked.text")}
	case !c.Cleared && !granted[subject.Publish]:
		return ui.Notice{Tone: ui.Warning, Title: p.T("exemplar.why.not"), Text: p.T("exemplar.why.both")}
	case !c.Cleared:
		return ui.Notice{Tone: ui.Warning, Title: p.T("exemplar.why.not"), Text: p.T("exemplar.why.clearance")}
	}
	return ui.Notice{Tone: ui.Warning, Title: p.T("exemplar.why.not"), Text: p.T("exemplar.why.consent")}
}

// nominationTasks are the subject's dossiers with where each stands.
func nominationTasks(p *i18n.Printer, v showView) []ui.Task {
	out := make([]ui.Task, len(v.nominations))
	for i, n := range v.nominations {
		out[i] = ui.Task{Label: n.Title, Href: nominationPath + "/" + n.ID, Hint: p.T("exemplar.nomination", n.Ref, p.T("level."+string(n.Level))),
			State: ui.Badge{Label: kit.StateText(p, n.State, n.Level)}}
	}
	return out
}

// figureText is a figure with its unit: "3,5 km".
func figureText(ctx context.Context, plain, unit string) string {
	if plain == "" {
		return i18n.T(ctx, "ui.none")
	}
	return strings.TrimSpace(nomination.FormatFigure(i18n.From(ctx), plain) + " " + unit)
}

func furtherFields(v showView) string {
	var out []string
	for _, id := range v.card.MoreFields {
		out = append(out, v.words.Field(id))
	}
	return strings.Join(out, "; ")
}

// marks are the badges of the page's head.
func marks(p *i18n.Printer, c exemplar.Card) []ui.Badge {
	out := []ui.Badge{stateBadge(p, c.State)}
	if c.State != exemplar.Revoked {
		out = append(out, portalBadge(p, c.Exemplar))
	}
	if c.Comprehensive() {
		out = append(out, ui.Badge{Label: p.T("exemplar.comprehensive"), Tone: ui.Gold})
	}
	return out
}

// stepKind lets the first step that is no danger be the page's primary button.
func stepKind(steps []exemplar.Transition, i int) ui.ButtonKind {
	switch {
	case danger(steps[i].Step):
		return ui.DangerKind
	case i == 0:
		return ui.Primary
	}
	return ui.Secondary
}

func danger(s exemplar.Step) bool { return s == exemplar.Revoke || s == exemplar.Unclear }

func levelMark(p *i18n.Printer, l nomination.Level) *ui.LevelMark {
	m := kit.LevelMark(p, l)
	return &m
}

// publicLink leads to the public page, nil where there is none.
func publicLink(ctx context.Context, c exemplar.Card) *ui.Link {
	if !c.Public {
		return nil
	}
	return &ui.Link{Label: i18n.T(ctx, "exemplar.public_page"), Href: publicPath + "/" + c.ID}
}
