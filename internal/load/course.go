package load

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"time"

	"lantoa/internal/civil"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/subject"
)

// fate is how a dossier ends, or where it stands at the end of the period.
type fate uint8

const (
	admitted fate = iota // approved: its subject becomes or is an exemplar
	rejected             // by who decides: the head of unit, the lead agency, the Chairman
	notSelected
	ineligible
	withdrawn
	underway // where its batch has come to
	returned
	held
)

// stage is how far a batch has come that is under way.
type stage uint8

const (
	finished stage = iota
	drafting
	awaiting
	atDistrict
	atLead
	receivedNow
	selectedNow
	appraisedNow
	submittedNow
)

// stagesOf are those that a batch of the level can be under way in.
func stagesOf(l nomination.Level) []stage {
	switch l {
	case nomination.LevelUnit:
		return []stage{drafting, awaiting}
	case nomination.LevelField:
		return []stage{drafting, awaiting, atDistrict, atLead, receivedNow, selectedNow}
	}
	return []stage{drafting, awaiting, atDistrict, atLead, receivedNow, selectedNow, appraisedNow, submittedNow}
}

// batchPlan is a batch before its text is written.
type batchPlan struct {
	unit     int
	level    nomination.Level
	stage    stage
	day      int // on which it was opened
	first    int // dossier
	size     int
	person   bool // the head signs in; otherwise the signed paper is recorded
	onBehalf bool // entered by the district
	passes   bool // the district
	begun    time.Time
	acts     []actPlan
	seed     uint64
}

// actPlan is an act on the batch's dossiers of one lead agency, or on all (-1).
type actPlan struct {
	step   nomination.Step
	lead   int
	at     time.Time
	number int // of its paper within the body's year, 0 without one
}

// dossierPlan is a dossier before its text is written.
type dossierPlan struct {
	batch   int32
	subject int32 // the dossier that brought its subject
	topic   uint8
	kind    uint8
	fate    fate
	rare    bool // of the few about one thing
	lead    int32
	written time.Time
	decided time.Time // of those admitted
	ref     int32     // within the year
	no      int32     // the exemplar's, of the first dossier of a subject
	times   uint8     // how often the subject is admitted in all
}

// course is everything that happens, before any text is written.
type course struct {
	*province
	cal      calendar
	seed     uint64
	batches  []batchPlan
	dossiers []dossierPlan
	counters map[string]map[int]int
	papers   map[[2]int]int // the last number by body and year
}

// Shares of the dossiers beside the exemplars: those under way at the end, those
// that were turned down, and those by which somebody is recognised once more.
const (
	shareOpen, shareTurned, shareAgain = 0.08, 0.07, 0.04
	smallest, largest                  = 5, 40
)

// plan makes the course for so many exemplars.
func (p *province) course(exemplars int, seed uint64) *course {
	c := &course{province: p, cal: newCalendar(), seed: seed, counters: map[string]map[int]int{"ĐN": {}, "HS": {}, "ĐH": {}}, papers: map[[2]int]int{}}
	r := rand.New(rand.NewPCG(seed, 1))
	c.open(r, int(float64(exemplars)*shareOpen))
	c.closed(r, int(float64(exemplars)*(1+shareTurned+shareAgain))+1)
	slices.SortStableFunc(c.batches, func(a, b batchPlan) int { return cmp.Compare(a.day, b.day) })
	c.write()
	for i := range c.batches {
		c.schedule(i)
	}
	c.decide(exemplars)
	c.number()
	return c
}

// open adds batches that are under way: at least two of each level and stage.
func (c *course) open(r *rand.Rand, want int) {
	stages := 0
	for _, l := range nomination.Levels() {
		stages += len(stagesOf(l))
	}
	size := min(max(want/(2*stages), 2), 24)
	for made, turn := 0, 0; turn < 2 || made < want; turn++ {
		for _, l := range nomination.Levels() {
			for _, s := range stagesOf(l) {
				b := batchPlan{level: l, stage: s, size: max(2, size-2+r.IntN(5))}
				before := c.cal.last - 4 - 16*int(min(s, 6)) - r.IntN(24)
				if s == atDistrict {
					before = c.cal.index(mergerDay) - 20 - r.IntN(40)
				}
				b.unit = c.unitFor(r, l, s == atDistrict)
				b.day = c.cal.office(before)
				c.begin(r, &b)
				c.batches, made = append(c.batches, b), made+b.size
			}
		}
	}
}

// months weigh the months of a year: reviews at the end of the first half and of
// the year bring most nominations.
func months() []int { return []int{2, 3, 7, 8, 9, 12, 5, 6, 9, 12, 14, 4} }

// closed adds batches that have come to their end.
func (c *course) closed(r *rand.Rand, want int) {
	for made := 0; made < want; {
		b := batchPlan{size: smallest + r.IntN(largest-smallest+1)}
		if chance(r, 50) {
			b.size = smallest + r.IntN(12)
		}
		b.size = min(b.size, want-made)
		b.level = nomination.Levels()[weighed(r, []int{50, 33, 17})]
		b.unit = c.unitFor(r, b.level, false)
		year := 2021 + weighed(r, []int{15, 18, 21, 23, 23})
		month := 1 + weighed(r, months())
		day := civil.Day(time.Date(year, time.Month(month), 1+r.IntN(28), 0, 0, 0, 0, time.UTC).Format(time.DateOnly))
		b.day = c.cal.office(min(max(c.cal.index(day), c.cal.index(openDay)), c.cal.last-150))
		c.begin(r, &b)
		c.batches, made = append(c.batches, b), made+b.size
	}
}

// unitFor is a body that nominates at the level, the busy ones more often.
func (c *course) unitFor(r *rand.Rand, l nomination.Level, district bool) int {
	for {
		i := of(r, c.nominate)
		b := c.bodies[i]
		if district && !b.passes || l == nomination.LevelUnit && b.Kind == org.Province {
			continue
		}
		if r.IntN(busiest) < b.weight {
			return i
		}
	}
}

func (c *course) begin(r *rand.Rand, b *batchPlan) {
	unit := c.bodies[b.unit]
	b.seed = r.Uint64()
	b.person = unit.head != nil && chance(r, 70)
	if b.stage == awaiting {
		for unit.head == nil {
			b.unit = c.unitFor(r, b.level, false)
			unit = c.bodies[b.unit]
		}
		b.person = true
	}
	b.passes = unit.passes && b.level != nomination.LevelUnit
	b.onBehalf = unit.Kind == org.Commune && unit.passes && !b.person && c.bodies[unit.district].officer != nil && chance(r, 6)
}

// write puts the dossiers into an order of time: of one day one after the other.
func (c *course) write() {
	onDay := map[int]int{}
	for _, b := range c.batches {
		onDay[b.day] += b.size + 1
	}
	done := map[int]int{}
	for i := range c.batches {
		b := &c.batches[i]
		gap := 9 * time.Hour / time.Duration(onDay[b.day]+1)
		at := func() time.Time {
			done[b.day]++
			return c.cal.zero.AddDate(0, 0, b.day).Add(8*time.Hour + time.Duration(done[b.day])*gap).Truncate(time.Millisecond)
		}
		b.first, b.begun = len(c.dossiers), at()
		r := rand.New(rand.NewPCG(b.seed, 2))
		for range b.size {
			c.dossiers = append(c.dossiers, c.nominee(r, i, at()))
		}
	}
}

// nominee is what a dossier is about.
func (c *course) nominee(r *rand.Rand, batch int, at time.Time) dossierPlan {
	b := c.batches[batch]
	unit := c.bodies[b.unit]
	topic := unit.topics[weighed(r, unit.weights)]
	t := c.topics[topic]
	leads := c.fields[t.Field].leads
	d := dossierPlan{batch: int32(batch), subject: int32(len(c.dossiers)), topic: uint8(topic), kind: uint8(weighed(r, t.weights)), written: at, lead: int32(of(r, leads))}
	if unit.leads && slices.Contains(leads, b.unit) {
		d.lead = int32(b.unit) // of several the own
	}
	return d
}

func (c *course) kindOf(d dossierPlan) subject.Kind { return c.topics[d.topic].kinds[d.kind] }

// number gives papers and exemplars their numbers within the year, in the order
// of their time.
func (c *course) number() {
	type paper struct{ batch, act, body int }
	var papers []paper
	for i, b := range c.batches {
		for j, a := range b.acts {
			if body := c.signs(b, a); body >= 0 {
				papers = append(papers, paper{i, j, body})
			}
		}
	}
	act := func(p paper) *actPlan { return &c.batches[p.batch].acts[p.act] }
	slices.SortStableFunc(papers, func(a, b paper) int { return act(a).at.Compare(act(b).at) })
	for _, p := range papers {
		act(p).number = c.nextPaper(p.body, act(p).at)
	}
	var first []int32
	for i := range c.dossiers {
		d := &c.dossiers[i]
		year := civil.DayOf(d.written).Year()
		c.counters["HS"][year]++
		d.ref = int32(c.counters["HS"][year])
		if d.fate == admitted && d.subject == int32(i) {
			first = append(first, int32(i))
		}
	}
	slices.SortStableFunc(first, func(a, b int32) int { return c.dossiers[a].decided.Compare(c.dossiers[b].decided) })
	for _, i := range first {
		year := civil.DayOf(c.dossiers[i].decided).Year()
		c.counters["ĐH"][year]++
		c.dossiers[i].no = int32(c.counters["ĐH"][year])
	}
}

// signs is the body whose paper an act rests on, -1 without one.
func (c *course) signs(b batchPlan, a actPlan) int {
	switch a.step {
	case nomination.Endorse, nomination.DecideUnit:
		return b.unit
	case nomination.Forward:
		return c.bodies[b.unit].district
	case nomination.DecideField:
		return a.lead
	case nomination.SubmitList:
		return c.standing
	case nomination.Approve:
		return c.decider
	}
	return -1
}
