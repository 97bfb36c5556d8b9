package load

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"lantoa/internal/access"
	"lantoa/internal/blob"
	"lantoa/internal/civil"
	"lantoa/internal/nomination"
	"lantoa/internal/subject"
)

// walker takes the batches through their course, one after the other.
type walker struct {
	*course
	album
	flow    *nomination.Workflow
	growing map[int32]*growth // exemplars that another dossier will add to
	out     *chunk
}

// batchWalk is a batch on its way.
type batchWalk struct {
	*walker
	*keys
	plan    batchPlan
	unit    body
	author  access.Actor
	batch   nomination.Batch
	agents  []string
	members []*member
}

// member is a dossier of it.
type member struct {
	no    int // of all dossiers
	plan  dossierPlan
	n     nomination.Nomination
	who   subject.Subject
	set   set
	kept  []nomination.Kept
	photo string // its content
}

// batchAt walks one batch.
func (w *walker) batchAt(i int) error {
	p := w.batches[i]
	b := &batchWalk{walker: w, keys: newKeys(p.seed, 5), plan: p, unit: w.bodies[p.unit]}
	b.author = *b.unit.officer
	if p.onBehalf {
		b.author = *w.bodies[b.unit.district].officer
	}
	b.open()
	for n := p.first; n < p.first+p.size; n++ {
		b.write(n)
	}
	acts := slices.Clone(p.acts)
	slices.SortStableFunc(acts, func(a, b actPlan) int { return a.at.Compare(b.at) })
	if err := b.withdrawSome(acts); err != nil {
		return err
	}
	for _, a := range acts {
		if err := b.act(a); err != nil {
			return fmt.Errorf("%s %s: %w", b.batch.Ref, a.step, err)
		}
	}
	if err := b.leaveSome(acts); err != nil {
		return fmt.Errorf("%s: %w", b.batch.Ref, err)
	}
	b.hand()
	return nil
}

// open enters the batch.
func (b *batchWalk) open() {
	p := b.plan
	year := civil.DayOf(p.begun).Year()
	b.counters["ĐN"][year]++
	day := civil.DayOf(p.begun)
	dot := fill(b.Rand, b.common.Dot, slots{"q": fmt.Sprint((day.Month() + 2) / 3), "y": fmt.Sprint(year)})
	in := nomination.BatchInput{UnitID: b.unit.ID, Level: p.level, Title: fill(b.Rand, of(b.Rand, b.common.Batch[string(p.level)]), slots{"dot": dot})}
	b.batch = nomination.Batch{ID: b.keys.at(p.begun), Ref: nomination.Ref("ĐN", year, b.counters["ĐN"][year], 4), PlanID: b.province.plan.ID,
		VersionID: b.province.plan.VersionID, LawID: b.lawOn(day), UnitID: b.unit.ID, KeeperID: b.unit.ID, Level: p.level, Title: in.Title,
		AuthorID: b.author.AccountID, OnBehalf: p.onBehalf, CreatedAt: p.begun, Version: 1}
	b.dated(b.batch.Opened(in), p.begun)
}

// chanceOf are the chances of a dossier's person and of its story.
func (c *course) chanceOf(no int32, of uint64) *rand.Rand {
	return rand.New(rand.NewPCG(c.seed^0x9e3779b97f4a7c15*of, 1000+uint64(no)))
}

// write enters a dossier: whom it is about, its text, its photo and what proves it.
func (b *batchWalk) write(no int) {
	d := b.dossiers[no]
	m := &member{no: no, plan: d}
	first := b.dossiers[d.subject]
	var hamlet string
	m.who, hamlet = b.who(b.chanceOf(d.subject, 1), first)
	m.who.ID = newKeys(b.seed, 100_000_000+uint64(d.subject)).at(first.written)
	r := b.chanceOf(int32(no), 2)
	told := b.tell(r, d, hamlet)
	f := b.fields[b.topics[d.topic].Field]
	m.set = f.fitting(m.who.Kind)
	at := d.written
	m.n = nomination.Nomination{ID: b.keys.at(at), Ref: nomination.Ref("HS", civil.DayOf(at).Year(), int(d.ref), 5), BatchID: b.batch.ID, PlanID: b.batch.PlanID,
		VersionID: b.batch.VersionID, LawID: b.batch.LawID, SetID: m.set.ID, SubjectID: m.who.ID, SubjectName: m.who.Name, Kind: m.who.Kind, Level: b.batch.Level,
		FieldID: f.ID, Title: told.title, Summary: told.summary, FigureName: told.figureName, FigureUnit: told.figureUnit, FigureBefore: told.was,
		FigureAfter: told.isit, State: nomination.Draft, UnitID: b.unit.ID, KeeperID: b.unit.ID, TargetID: b.bodies[d.lead].ID, HolderID: b.unit.ID,
		AuthorID: b.author.AccountID, OnBehalf: b.plan.onBehalf, CreatedAt: at, ChangedAt: at, Version: 1}
	b.widen(r, m, b.topics[d.topic])
	if d.subject == int32(no) {
		b.out.subjects = append(b.out.subjects, subject.Made{Subject: m.who, ActorID: b.author.AccountID, EntryID: b.keys.at(at)})
	}
	in := input(m.n, m.who, b.prove(r, m))
	if len(f.leads) < 2 {
		in.LeadID = ""
	}
	if d.subject != int32(no) {
		in.SubjectID = m.who.ID
	}
	b.event(m, nomination.NewEvent(b.author, m.n, "create", ""), at, in)
	b.attach(m, "", "photo", of(r, b.photos), at.Add(time.Second))
	for _, criterion := range m.set.criteria {
		if criterion.Certificate {
			b.attach(m, criterion.ID, "evidence", b.certificate, at.Add(2*time.Second))
		}
	}
	b.members = append(b.members, m)
}

// fitting is the first criteria set for the kind; a model may be held against any.
func (f field) fitting(kind subject.Kind) set {
	for _, s := range f.sets {
		if kind == subject.Model || slices.Contains(s.Subjects, string(kind)) {
			return s
		}
	}
	return f.sets[0]
}

// widen adds further fields to some (toàn diện).
func (b *batchWalk) widen(r *rand.Rand, m *member, t topic) {
	if !chance(r, 6) {
		return
	}
	for _, no := range t.More {
		f, lead := b.fields[no], ""
		if len(f.leads) == 1 {
			lead = b.bodies[f.leads[0]].ID
		}
		m.n.MoreFields, m.n.MoreLeads = append(m.n.MoreFields, f.ID), append(m.n.MoreLeads, lead)
	}
}

// prove gives what shows each criterion, where that is asked for.
func (b *batchWalk) prove(r *rand.Rand, m *member) map[string]string {
	if m.n.Level != nomination.LevelProvince {
		return nil
	}
	out := map[string]string{}
	for _, c := range m.set.criteria {
		out[c.ID] = of(r, b.common.Evidence)
		m.kept = append(m.kept, nomination.Kept{NominationID: m.n.ID, CriterionID: c.ID, Evidence: out[c.ID]})
	}
	return out
}

func (b *batchWalk) attach(m *member, criterionID, purpose string, f blob.File, at time.Time) {
	a := nomination.Attachment{ID: b.keys.at(at), NominationID: m.n.ID, CriterionID: criterionID, Purpose: purpose, Hash: f.Hash, FileName: f.Name,
		MediaType: f.MediaType, Size: f.Size, AuthorID: b.author.AccountID, CreatedAt: at}
	b.out.filling.Files = append(b.out.filling.Files, a)
	if purpose == "photo" {
		m.n.PhotoID, m.photo = a.ID, a.Hash
	}
	m.n.Version++
	m.n.ChangedAt = at
	b.event(m, nomination.NewEvent(b.author, m.n, "attach", m.n.State), at, nomination.Attached(a))
}

// event adds a line to the history of the dossier as it stands now.
func (b *batchWalk) event(m *member, e nomination.Event, at time.Time, change any) {
	e.ID, e.NominationID, e.At, e.ToState, e.HolderID = b.keys.at(at), m.n.ID, at, m.n.State, m.n.HolderID
	b.out.filling.Events = append(b.out.filling.Events, nomination.Noted{Event: e, Version: m.n.Version, Change: change, EntryID: b.keys.at(at)})
}

// hand puts the batch and its dossiers, as they stand at the end, into the chunk.
func (b *batchWalk) hand() {
	f := &b.out.filling
	f.Batches = append(f.Batches, b.batch)
	for _, lead := range b.agents {
		f.Agencies = append(f.Agencies, nomination.Agency{BatchID: b.batch.ID, LeadID: lead})
	}
	for _, m := range b.members {
		f.Nominations = append(f.Nominations, m.n)
		f.Kept = append(f.Kept, m.kept...)
		b.out.docs = append(b.out.docs, m.n.Doc(b.unit.Name))
	}
	b.out.dossiers += len(b.members)
}
