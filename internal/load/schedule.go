package load

import (
	"math/rand/v2"
	"slices"
	"time"

	"lantoa/internal/nomination"
)

// schedule says when which act is done to a batch's dossiers.
func (c *course) schedule(i int) {
	b := &c.batches[i]
	r := rand.New(rand.NewPCG(b.seed, 3))
	b.passes = b.passes && b.stage != atLead // those sent before they waited long are with the lead agency
	day, before := b.day, time.Time{}
	add := func(step nomination.Step, lead, least, most int) {
		day = c.cal.office(day + least + r.IntN(most-least+1))
		at := c.cal.hour(r, day)
		if soonest := before.Add(2 * time.Hour); at.Before(soonest) {
			at = soonest // on the same day, but after what it rests on
		}
		before = at
		b.acts = append(b.acts, actPlan{step: step, lead: lead, at: at})
	}
	if b.stage == drafting {
		return
	}
	if b.person {
		add(nomination.Submit, -1, 1, 3)
	}
	if b.stage == awaiting {
		return
	}
	if b.level == nomination.LevelUnit {
		add(nomination.DecideUnit, -1, 2, 9)
		return
	}
	add(nomination.Endorse, -1, 1, 6)
	b.passes = b.passes && day < c.cal.index(mergerDay)
	if b.passes {
		if b.stage == atDistrict {
			return
		}
		add(nomination.Forward, -1, 2, 8)
	}
	if b.stage == atDistrict || b.stage == atLead {
		return
	}
	from, sent := day, before
	for _, lead := range c.leadsOf(*b) {
		day, before = from, sent
		c.assess(b, lead, add)
	}
	if b.level == nomination.LevelProvince {
		c.conclude(b, add, func() { day = latest(c.cal, b.acts) })
	}
}

// leadsOf are the lead agencies of a batch's dossiers.
func (c *course) leadsOf(b batchPlan) []int {
	var out []int
	for _, d := range c.dossiers[b.first : b.first+b.size] {
		if !slices.Contains(out, int(d.lead)) {
			out = append(out, int(d.lead))
		}
	}
	slices.Sort(out)
	return out
}

func (c *course) assess(b *batchPlan, lead int, add func(nomination.Step, int, int, int)) {
	add(nomination.Receive, lead, 1, 5)
	if b.stage == receivedNow {
		return
	}
	add(assessStep, lead, 3, 12)
	add(nomination.Select, lead, 0, 4)
	if b.level == nomination.LevelField && b.stage != selectedNow {
		add(nomination.DecideField, lead, 3, 14)
	}
}

// assessStep is the judgement of the criteria, which is no step of the table.
const assessStep nomination.Step = "assess"

func (c *course) conclude(b *batchPlan, add func(nomination.Step, int, int, int), catchUp func()) {
	catchUp()
	if b.stage == receivedNow || b.stage == selectedNow {
		return
	}
	add(nomination.Appraise, -1, 4, 14)
	if b.stage == appraisedNow {
		return
	}
	add(nomination.SubmitList, -1, 3, 10)
	if b.stage == submittedNow {
		return
	}
	add(nomination.Approve, -1, 3, 14)
}

// latest is the day of the last act.
func latest(cal calendar, acts []actPlan) int {
	day := 0
	for _, a := range acts {
		day = max(day, int(a.at.Sub(cal.zero)/(24*time.Hour)))
	}
	return day
}

// decide says how each dossier ends, so that there are as many exemplars as were
// asked for.
func (c *course) decide(exemplars int) {
	r := rand.New(rand.NewPCG(c.seed, 4))
	pool := map[int][]int32{}              // by body: subjects that were admitted
	last, made := map[int32]time.Time{}, 0 // when a subject was admitted last
	for i := range c.dossiers {
		d := &c.dossiers[i]
		b := &c.batches[d.batch]
		if b.stage != finished {
			c.leave(d, *b, i-b.first)
			continue
		}
		at, again := c.decidedAt(*b, *d), chance(r, 100*shareAgain)
		if !again && chance(r, 100*shareTurned) {
			d.fate = c.turned(r, *b)
			continue
		}
		d.decided = at
		if again && c.onceMore(d, pool[b.unit], last, *b) {
			continue
		}
		d.times, last[int32(i)] = 1, at
		pool[b.unit] = append(pool[b.unit], int32(i))
		made++
	}
	c.settle(exemplars - made)
	c.mark()
}

// decidedAt is when a finished batch's dossier is decided on.
func (c *course) decidedAt(b batchPlan, d dossierPlan) time.Time {
	var at time.Time
	for _, a := range b.acts {
		if a.lead < 0 || a.lead == int(d.lead) {
			at = a.at
		}
	}
	return at
}

// leave says what becomes of a dossier whose batch is under way: most stay with
// it, one is held or sent back.
func (c *course) leave(d *dossierPlan, b batchPlan, no int) {
	d.fate = underway
	switch {
	case no == 0 && b.stage >= receivedNow:
		d.fate = held
	case no == 1 && b.size > 2 && b.stage >= atDistrict:
		d.fate = returned
	case b.stage != finished && b.stage < atDistrict && b.size > 3 && no == 2:
		d.fate = withdrawn
	}
}

// turned is how a dossier of a finished batch ends that makes nobody an exemplar.
func (c *course) turned(r *rand.Rand, b batchPlan) fate {
	switch b.level {
	case nomination.LevelUnit:
		if b.person && chance(r, 70) {
			return rejected
		}
		return withdrawn
	case nomination.LevelField:
		return of(r, []fate{notSelected, notSelected, rejected, withdrawn})
	}
	return of(r, []fate{notSelected, notSelected, ineligible, rejected, withdrawn})
}

// onceMore takes a subject of the unit that was admitted before, for another
// achievement.
func (c *course) onceMore(d *dossierPlan, known []int32, last map[int32]time.Time, b batchPlan) bool {
	for _, i := range slices.Backward(known) {
		first := &c.dossiers[i]
		if last[i].AddDate(0, 4, 0).After(b.begun) || first.times > 2 || b.level != nomination.LevelUnit && !slices.Contains(c.leadsOf(b), int(first.lead)) {
			continue
		}
		d.subject, d.topic, d.kind, d.lead = i, first.topic, first.kind, first.lead
		d.decided = c.decidedAt(b, *d)
		last[i] = d.decided
		first.times++
		return true
	}
	return false
}

// settle makes up for what chance left of the number of exemplars: the first
// dossiers that were turned down are admitted, or the last admitted once turned
// down.
func (c *course) settle(missing int) {
	for i := 0; i < len(c.dossiers) && missing > 0; i++ {
		d := &c.dossiers[i]
		if b := c.batches[d.batch]; b.stage == finished && d.fate != admitted {
			d.fate, d.times, d.decided = admitted, 1, c.decidedAt(b, *d)
			missing--
		}
	}
	for i := len(c.dossiers) - 1; i >= 0 && missing < 0; i-- {
		d := &c.dossiers[i]
		b := c.batches[d.batch]
		if b.stage == finished && d.fate == admitted && d.subject == int32(i) && d.times == 1 {
			d.fate, d.times, d.decided = withdrawn, 0, time.Time{}
			missing++
		}
	}
}

// rare is how many dossiers are about the one thing that is sought in tests of
// speed.
const rare = 40

// mark picks them, evenly over the time.
func (c *course) mark() {
	var fitting []int
	for i, d := range c.dossiers {
		if c.topics[d.topic].Key == rareTopic && d.subject == int32(i) {
			fitting = append(fitting, i)
		}
	}
	for n := range min(rare, len(fitting)) {
		c.dossiers[fitting[n*len(fitting)/min(rare, len(fitting))]].rare = true
	}
}

// rareTopic is what they are about.
const rareTopic = "che"
