package load

import (
	"slices"
	"strings"
	"time"

	"lantoa/internal/access"
	"lantoa/internal/civil"
	"lantoa/internal/document"
	"lantoa/internal/exemplar"
	"lantoa/internal/nomination"
	"lantoa/internal/subject"
)

// growth is an exemplar on its way.
type growth struct {
	exemplar.Exemplar
	events       []exemplar.Noted
	recognitions []exemplar.Recognition
	granted      map[subject.Purpose]bool
	left         int // dossiers that will still be decided on
}

// admit enters a nominee into the registry, or adds to the entry there is.
func (b *batchWalk) admit(by access.Actor, m *member, documentID string, at time.Time) {
	first := b.dossiers[m.plan.subject]
	g, known := b.growing[m.plan.subject]
	if !known {
		g = &growth{Exemplar: exemplar.Begin(m.n, b.keys.at(at), at), granted: map[subject.Purpose]bool{}, left: int(first.times)}
		g.Ref = nomination.Ref("ĐH", civil.DayOf(at).Year(), int(first.no), 5)
		g.Version = 0
	}
	event := g.Take(m.n, m.who.Occupation, m.photo)
	event.DocumentID = documentID
	paper := b.out.papers[len(b.out.papers)-1]
	g.recognitions = append(g.recognitions, exemplar.Recognition{ID: b.keys.at(at), ExemplarID: g.ID, NominationID: m.n.ID, Level: m.n.Level, OrgID: paper.OrgID,
		DocumentID: documentID, Number: paper.Number, Day: paper.Day})
	b.grow(g, by, event, m.n.ID, at)
	if g.left--; g.left > 0 {
		b.growing[m.plan.subject] = g
		return
	}
	delete(b.growing, m.plan.subject)
	b.further(g, at)
	f := &b.out.exemplars
	f.Exemplars, f.Recognitions, f.Events = append(f.Exemplars, g.Exemplar), append(f.Recognitions, g.recognitions...), append(f.Events, g.events...)
	b.out.docs = append(b.out.docs, g.Docs(b.unit.Org)...)
}

// grow adds a step to an exemplar's history and works out what the public sees.
func (b *batchWalk) grow(g *growth, by access.Actor, v exemplar.Event, nominationID string, at time.Time) {
	g.show(b)
	g.Version++
	g.ChangedAt = at
	v.ID, v.ExemplarID, v.At, v.ActorID, v.ActorName, v.ToState = b.keys.at(at), g.ID, at, by.AccountID, by.Name, g.State
	g.events = append(g.events, exemplar.Noted{Event: v, Version: g.Version, NominationID: nominationID, EntryID: b.keys.at(at)})
}

// sensitive are the exemplar's fields that tell of poverty; tells reports that
// the unit leads one of them.
func (b *batchWalk) sensitive(g *growth) (ids []string, tells bool) {
	for _, f := range b.fields {
		if f.Sensitive && (f.ID == g.FieldID || slices.Contains(g.MoreFields, f.ID)) {
			ids = append(ids, f.ID)
			tells = tells || slices.Contains(f.leads, b.plan.unit)
		}
	}
	return ids, tells
}

// show works out what the public sees of the exemplar.
func (g *growth) show(b *batchWalk) {
	sensitive, tells := b.sensitive(g)
	district := ""
	if b.unit.district >= 0 {
		district = b.bodies[b.unit.district].ID
	}
	g.Publish(g.granted, sensitive, tells, district)
}

// further is what happens after the last decision: consent and the portal, the
// launch of replication, a revocation.
func (b *batchWalk) further(g *growth, at time.Time) {
	end := b.cal.zero.AddDate(0, 0, b.cal.last)
	later := func(least, most int) bool {
		at = b.cal.hour(b.Rand, b.cal.office(int(at.Sub(b.cal.zero)/(24*time.Hour))+least+b.IntN(most-least+1)))
		return at.Before(end)
	}
	if chance(b.Rand, 32) && later(4, 20) {
		b.consent(g, at)
		if chance(b.Rand, 75) && later(2, 9) {
			g.Cleared = true
			b.grow(g, *b.secretary["editor"], exemplar.Event{Step: exemplar.Clear, FromState: g.State}, "", at)
		}
	}
	if g.State == exemplar.Recognised && chance(b.Rand, 30) && later(15, 70) {
		v := exemplar.Event{Step: exemplar.Launch, FromState: g.State}
		g.State = exemplar.Replicating
		b.grow(g, *b.secretary["standing_head"], v, "", at)
	}
	if chance(b.Rand, 0.4) && later(60, 300) {
		b.revoke(g, at)
	}
}

// consent records what the subject consents to.
func (b *batchWalk) consent(g *growth, at time.Time) {
	by := *b.unit.officer
	if !access.Can(by, access.ExemplarConsent, g.Resource()) {
		by = *b.secretary["standing_officer"]
	}
	in := subject.Consent{SubjectID: g.SubjectID, GivenDay: civil.DayOf(at), GivenBy: g.Name, Relation: "self", RecordedBy: by.AccountID, RecordedAt: at}
	if g.Kind == subject.Collective || g.Kind == subject.Model {
		in.GivenBy, in.Relation = b.people.anybody(b.Rand).name, "representative"
	}
	var words []string
	poverty, _ := b.sensitive(g)
	for _, p := range subject.Purposes() {
		if p == subject.Photo && chance(b.Rand, 25) || p == subject.Field && (len(poverty) == 0 || chance(b.Rand, 40)) {
			continue
		}
		c := in
		c.ID, c.Purpose = b.keys.at(at), p
		b.out.consents = append(b.out.consents, subject.Given{Consent: c, EntryID: b.keys.at(at)})
		g.granted[p] = true
		words = append(words, string(p))
	}
	b.grow(g, by, exemplar.Event{Step: exemplar.Consent, FromState: g.State, Detail: strings.Join(words, ",")}, "", at)
}

// revoke ends an exemplar by a decision of the body that recognised it.
func (b *batchWalk) revoke(g *growth, at time.Time) {
	head := *b.secretary["standing_head"]
	body := b.decider
	switch g.Level {
	case nomination.LevelUnit:
		body = b.plan.unit
	case nomination.LevelField:
		body = b.province.at(g.LeadID)
	}
	id := b.sign(body, nomination.Step(exemplar.Revoke), b.nextPaper(body, at), document.Decision, head, at)
	v := exemplar.Event{Step: exemplar.Revoke, FromState: g.State, Reason: b.reason(nomination.Step(exemplar.Revoke)), DocumentID: id}
	g.State, g.Cleared, g.Reason = exemplar.Revoked, false, v.Reason
	for i := range g.recognitions {
		g.recognitions[i].RevokedBy = id
	}
	b.grow(g, head, v, "", at)
}

// nextPaper is a number after the last that a body's papers have in the year.
func (c *course) nextPaper(body int, at time.Time) int {
	of := [2]int{body, civil.DayOf(at).Year()}
	c.papers[of]++
	return c.papers[of]
}
