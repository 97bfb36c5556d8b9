package load

import (
	"fmt"
	"slices"
	"time"

	"lantoa/internal/access"
	"lantoa/internal/civil"
	"lantoa/internal/nomination"
)

// take lets somebody take a step on dossiers, as the workflow's table and the
// policy allow it, on a paper where there is one.
func (b *batchWalk) take(by access.Actor, in nomination.Act, deadline civil.Day, all []*member, at time.Time, paper *actPlan) error {
	documentID, signed := "", false
	for _, m := range all {
		t, ok := b.flow.Find(by, m.n, in.Step)
		person := t.Right != "" && access.Can(by, t.Right, m.n.Resource())
		if !ok || !person && !(t.Record != "" && access.Can(by, t.Record, m.n.Resource())) {
			return fmt.Errorf("load: %s may not %s the dossier %s, which is %s", by.Username, in.Step, m.n.Ref, m.n.State)
		}
		if !signed && paper != nil {
			documentID, signed = b.sign(b.signs(b.plan, *paper), paper.step, paper.number, t.Kind, by, at), true
		}
		e := nomination.NewEvent(by, m.n, in.Step, m.n.State)
		e.Reason, e.Deadline, e.DocumentID, e.Recorded = in.Said(), deadline, documentID, !person
		m.n = t.Carry(m.n, by.AccountID, in, deadline, documentID, b.desks(at))
		m.n.Version++
		m.n.ChangedAt = at
		b.share(by, m, at)
		b.event(m, e, at, nil)
	}
	if in.Step.Admits() {
		for _, m := range all {
			b.admit(by, m, documentID, at)
		}
	}
	return nil
}

// desks are the bodies that a step of the day may put a dossier before.
func (b *batchWalk) desks(at time.Time) nomination.Desks {
	to := nomination.Desks{Standing: b.bodies[b.standing].ID, Decider: b.bodies[b.decider].ID}
	if b.plan.level != nomination.LevelUnit && b.unit.passes && civil.DayOf(at) < mergerDay {
		to.District = b.bodies[b.unit.district].ID
	}
	return to
}

// share lets the bodies that a dossier reached see its batch.
func (b *batchWalk) share(by access.Actor, m *member, at time.Time) {
	if !m.n.Shared {
		return
	}
	if lead := m.n.LeadID; lead != "" && !slices.Contains(b.agents, lead) {
		b.agents = append(b.agents, lead)
	}
	if e, changed := b.batch.Share(by.AccountID, m.n); changed {
		b.dated(e, at)
	}
}

// some are the batch's dossiers with one of the fates, of the lead agency (-1:
// of any) and in the state.
func (b *batchWalk) some(state nomination.State, lead int, fates ...fate) []*member {
	var out []*member
	for _, m := range b.members {
		if m.n.State != state || lead >= 0 && int(m.plan.lead) != lead {
			continue
		}
		for _, f := range fates {
			if m.plan.fate == f {
				out = append(out, m)
			}
		}
	}
	return out
}

func (b *batchWalk) reason(step nomination.Step) string {
	return of(b.Rand, b.common.Reasons[string(step)])
}

// going are the fates of dossiers that go on as long as their batch does, or
// until their own step comes.
func going() []fate {
	return []fate{admitted, rejected, notSelected, ineligible, underway, returned, held}
}

// act does what is planned to those whose turn it is.
func (b *batchWalk) act(a actPlan) error {
	switch a.step {
	case nomination.Submit:
		return b.take(b.author, nomination.Act{Step: a.step}, "", b.some(nomination.Draft, -1, going()...), a.at, nil)
	case nomination.Endorse, nomination.DecideUnit:
		return b.endorse(a)
	case nomination.Forward:
		paper := &a
		if chance(b.Rand, 40) {
			paper = nil
		}
		return b.take(*b.bodies[b.unit.district].officer, nomination.Act{Step: a.step}, "", b.some(nomination.Sent, -1, going()...), a.at, paper)
	case nomination.Receive:
		return b.take(*b.bodies[a.lead].officer, nomination.Act{Step: a.step}, "", b.some(nomination.Sent, a.lead, going()...), a.at, nil)
	case assessStep:
		b.judge(a)
		return nil
	case nomination.Select:
		by := *b.bodies[a.lead].officer
		if err := b.take(by, nomination.Act{Step: nomination.NotSelect, Reason: b.reason(nomination.NotSelect)}, "", b.some(nomination.Received, a.lead, notSelected), a.at, nil); err != nil {
			return err
		}
		return b.take(by, nomination.Act{Step: a.step}, "", b.some(nomination.Received, a.lead, admitted, rejected, ineligible, underway, returned, held), a.at.Add(time.Minute), nil)
	case nomination.DecideField:
		return b.decideField(a)
	}
	return b.provincial(a)
}

// endorse is the head's act, in person or recorded: the dossiers go on, or are
// decided at the unit's level.
func (b *batchWalk) endorse(a actPlan) error {
	by, state := b.author, nomination.Draft
	if b.plan.person {
		by, state = *b.unit.head, nomination.AwaitingHead
	}
	paper := &a
	if a.step == nomination.Endorse && b.plan.person && chance(b.Rand, 40) {
		paper = nil
	}
	if a.step == nomination.DecideUnit {
		in := nomination.Act{Step: nomination.RejectUnit, Reason: b.reason(nomination.RejectUnit)}
		if err := b.take(by, in, "", b.some(state, -1, rejected), a.at, nil); err != nil {
			return err
		}
		return b.take(by, nomination.Act{Step: a.step}, "", b.some(state, -1, admitted), a.at.Add(time.Minute), paper)
	}
	return b.take(by, nomination.Act{Step: a.step}, "", b.some(state, -1, going()...), a.at, paper)
}

// judge keeps the lead agency's judgements.
func (b *batchWalk) judge(a actPlan) {
	by := *b.bodies[a.lead].officer
	for i, m := range b.some(nomination.Received, a.lead, going()...) {
		at := a.at.Add(time.Duration(i) * time.Minute)
		given := map[string]nomination.Assessment{}
		for j, c := range m.set.criteria {
			v := nomination.Assessment{Judgement: nomination.Met}
			switch {
			case m.plan.fate == notSelected && j == 0:
				v.Judgement = of(b.Rand, []nomination.Judgement{nomination.Partly, nomination.NotMet})
			case chance(b.Rand, 7):
				v.Judgement = of(b.Rand, []nomination.Judgement{nomination.Partly, nomination.NotApplicable})
			}
			v.Note = of(b.Rand, b.common.Judged[string(v.Judgement)])
			given[c.ID] = v
			m.keep(c.ID, v, by.AccountID)
		}
		m.n.Version++
		m.n.ChangedAt = at
		b.event(m, nomination.NewEvent(by, m.n, assessStep, m.n.State), at, given)
	}
}

func (m *member) keep(criterionID string, v nomination.Assessment, by string) {
	for i := range m.kept {
		if m.kept[i].CriterionID == criterionID {
			m.kept[i].Judgement, m.kept[i].Note, m.kept[i].JudgedBy = v.Judgement, v.Note, by
			return
		}
	}
	m.kept = append(m.kept, nomination.Kept{NominationID: m.n.ID, CriterionID: criterionID, Judgement: v.Judgement, Note: v.Note, JudgedBy: by})
}
