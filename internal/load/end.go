package load

import (
	"time"

	"lantoa/internal/access"
	"lantoa/internal/audit"
	"lantoa/internal/civil"
	"lantoa/internal/nomination"
)

// decideField is the lead agency's decision, its head's own or recorded.
func (b *batchWalk) decideField(a actPlan) error {
	head := *b.bodies[a.lead].head
	in := nomination.Act{Step: nomination.RejectField, Reason: b.reason(nomination.RejectField)}
	if err := b.take(head, in, "", b.some(nomination.Selected, a.lead, rejected), a.at, nil); err != nil {
		return err
	}
	by := head
	if chance(b.Rand, 50) {
		by = *b.bodies[a.lead].officer
	}
	return b.take(by, nomination.Act{Step: a.step}, "", b.some(nomination.Selected, a.lead, admitted), a.at.Add(time.Minute), &a)
}

// provincial is what the standing office and the Chairman do.
func (b *batchWalk) provincial(a actPlan) error {
	officer, head, chairman := *b.secretary["standing_officer"], *b.secretary["standing_head"], *b.secretary["chairman"]
	later := a.at.Add(time.Minute)
	switch a.step {
	case nomination.Appraise:
		in := nomination.Act{Step: a.step, Eligible: "no", Appraisal: b.reason(nomination.Ineligible)}
		if err := b.take(officer, in, "", b.some(nomination.Selected, -1, ineligible), a.at, nil); err != nil {
			return err
		}
		in = nomination.Act{Step: a.step, Eligible: "yes", Appraisal: of(b.Rand, b.common.Appraisal)}
		return b.take(officer, in, "", b.some(nomination.Selected, -1, admitted, rejected, underway, returned, held), later, nil)
	case nomination.SubmitList:
		in := nomination.Act{Step: nomination.Ineligible, Reason: b.reason(nomination.Ineligible)}
		if err := b.take(head, in, "", b.some(nomination.Appraised, -1, ineligible), a.at, nil); err != nil {
			return err
		}
		if err := b.sendBack(officer, b.some(nomination.Appraised, -1, returned), a.at); err != nil {
			return err
		}
		by := head
		if chance(b.Rand, 40) {
			by = officer
		}
		return b.take(by, nomination.Act{Step: a.step}, "", b.some(nomination.Appraised, -1, admitted, rejected, underway, held), later, &a)
	}
	in := nomination.Act{Step: nomination.NotApprove, Reason: b.reason(nomination.NotApprove)}
	if err := b.take(chairman, in, "", b.some(nomination.Submitted, -1, rejected), a.at, nil); err != nil {
		return err
	}
	by := chairman
	if chance(b.Rand, 60) {
		by = *b.secretary["clerk"]
	}
	return b.take(by, nomination.Act{Step: a.step}, "", b.some(nomination.Submitted, -1, admitted), later, &a)
}

// sendBack returns dossiers with a reason and a deadline.
func (b *batchWalk) sendBack(by access.Actor, all []*member, at time.Time) error {
	in := nomination.Act{Step: nomination.Return, Reason: b.reason(nomination.Return), AskEvidence: chance(b.Rand, 30)}
	return b.take(by, in, civil.DayOf(at).AddDays(10+b.IntN(20)), all, at, nil)
}

// withdrawSome lets the unit take dossiers back before they leave it.
func (b *batchWalk) withdrawSome(acts []actPlan) error {
	at := b.plan.begun.Add(20 * time.Hour)
	if len(acts) > 0 {
		at = acts[0].at.Add(-20 * time.Minute)
	}
	if last := b.members[len(b.members)-1].n.ChangedAt; !at.After(last) {
		at = last.Add(time.Minute)
	}
	in := nomination.Act{Step: nomination.Withdraw, Reason: b.reason(nomination.Withdraw)}
	return b.take(b.author, in, "", b.some(nomination.Draft, -1, withdrawn), at, nil)
}

// leaveSome holds or returns dossiers of a batch that is under way.
func (b *batchWalk) leaveSome(acts []actPlan) error {
	if b.plan.stage == finished || len(acts) == 0 {
		return nil
	}
	at := acts[len(acts)-1].at.Add(26 * time.Hour)
	for _, m := range b.members {
		if m.n.State == nomination.Returned {
			continue
		}
		switch m.plan.fate {
		case held:
			in := nomination.Act{Step: nomination.Hold, Reason: b.reason(nomination.Hold)}
			if err := b.take(b.holder(m), in, "", []*member{m}, at, nil); err != nil {
				return err
			}
		case returned:
			by := b.holder(m)
			if m.n.State == nomination.Selected && m.n.Level == nomination.LevelField {
				by = *b.bodies[m.plan.lead].head
			}
			if err := b.sendBack(by, []*member{m}, at); err != nil {
				return err
			}
		}
	}
	return nil
}

// holder is the officer of the body on whose desk a dossier lies.
func (b *batchWalk) holder(m *member) access.Actor {
	switch m.n.HolderID {
	case m.n.TargetID:
		return *b.bodies[m.plan.lead].officer
	case m.n.AreaID:
		return *b.bodies[b.unit.district].officer
	}
	return *b.secretary["standing_officer"]
}

// dated adds an entry of the batch to the audit trail.
func (b *batchWalk) dated(e audit.Entry, at time.Time) {
	b.out.filling.Entries = append(b.out.filling.Entries, audit.Dated{Entry: e, ID: b.keys.at(at), At: at})
}
