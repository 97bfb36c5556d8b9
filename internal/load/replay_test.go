package load_test

import (
	"cmp"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"lantoa/internal/access"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/document"
	"lantoa/internal/exemplar"
	"lantoa/internal/nomination"
	"lantoa/internal/subject"
)

// What a load works out without a database is compared with what the services
// do: everything that happened in a loaded database is done again through them,
// by the same people at the same times, in another with the same bodies, plan and
// accounts. Then every table must say the same, keys apart.
func TestLoad_leavesWhatTheServicesWouldHaveLeft(t *testing.T) {
	t.Parallel()
	a, b := empty(t), empty(t)
	o := options(30, 11)
	if _, err := loadInto(a, o.Exemplars, o.Seed); err != nil {
		t.Fatal(err)
	}
	if err := b.Found(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	r := newReplay(t, a, b)
	for _, e := range r.events() {
		b.clock.set(e.at)
		if err := r.do(e); err != nil {
			t.Fatalf("%s, %s %v by %+v: %v", e.at, e.step, e.records, r.actor(e.actor), err)
		}
	}
	r.compare()
}

func loadInto(p *place, n int, seed uint64) (int, error) {
	return p.load(n, seed).Dossiers, nil
}

// happening is something that somebody did to one or more records at once.
type happening struct {
	at      time.Time
	order   string
	step    string
	actor   string
	records []string // of the loaded database
	first   nomination.Event
	later   exemplar.Event
}

type replay struct {
	t      *testing.T
	a, b   *place
	actors map[string]access.Actor
	key    map[string]string // of the loaded database → of the other
	files  map[string][]nomination.Attachment
	papers map[string]document.Document
	batch  map[string]nomination.Batch
	noms   map[string]nomination.Nomination
	unfit  map[string]bool // dossiers that were appraised as not eligible
}

func newReplay(t *testing.T, a, b *place) *replay {
	r := &replay{t: t, a: a, b: b, actors: map[string]access.Actor{}, key: map[string]string{}, files: map[string][]nomination.Attachment{},
		papers: map[string]document.Document{}, batch: map[string]nomination.Batch{}, noms: map[string]nomination.Nomination{}, unfit: map[string]bool{}}
	for _, f := range every[nomination.Attachment](t, a, "attachment") {
		r.files[f.NominationID] = append(r.files[f.NominationID], f)
	}
	for _, d := range every[document.Document](t, a, "document") {
		r.papers[d.ID] = d
	}
	for _, v := range every[nomination.Batch](t, a, "batch") {
		r.batch[v.ID] = v
	}
	for _, n := range every[nomination.Nomination](t, a, "nomination") {
		r.noms[n.ID] = n
	}
	return r
}

func every[T any](t *testing.T, p *place, table string) []T {
	t.Helper()
	all, err := db.All[T](t.Context(), p.DB.Reader(), "select * from "+table+" order by 1")
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func (r *replay) events() []happening {
	var all []happening
	for _, b := range r.batch {
		all = append(all, happening{at: b.CreatedAt, order: b.ID, step: "open", actor: b.AuthorID, records: []string{b.ID}})
	}
	for _, e := range every[nomination.Event](r.t, r.a, "nomination_event") {
		all = append(all, happening{at: e.At, order: e.ID, step: string(e.Step), actor: e.ActorID, records: []string{e.NominationID}, first: e})
		r.unfit[e.NominationID] = r.unfit[e.NominationID] || e.Step == nomination.Ineligible
	}
	for _, e := range every[exemplar.Event](r.t, r.a, "exemplar_event") {
		if e.Step != exemplar.Admit {
			all = append(all, happening{at: e.At, order: e.ID, step: "exemplar " + string(e.Step), actor: e.ActorID, records: []string{e.ExemplarID}, later: e})
		}
	}
	slices.SortFunc(all, func(x, y happening) int { return cmp.Or(x.at.Compare(y.at), strings.Compare(x.order, y.order)) })
	var acts []happening
	for _, e := range all {
		if n := len(acts); n > 0 && acts[n-1].at.Equal(e.at) && acts[n-1].step == e.step && acts[n-1].actor == e.actor && e.first.ID != "" {
			acts[n-1].records = append(acts[n-1].records, e.records...)
			continue
		}
		acts = append(acts, e)
	}
	return acts
}

func (r *replay) actor(id string) access.Actor {
	a, err := r.b.users.Actor(r.t.Context(), id)
	if err != nil {
		r.t.Fatal(err)
	}
	return a
}

func (r *replay) do(h happening) error {
	by, ctx := r.actor(h.actor), r.t.Context()
	switch h.step {
	case "open":
		v := r.batch[h.records[0]]
		r.key[v.ID] = v.ID
		_, err := r.b.noms.CreateBatch(ctx, by, v.ID, nomination.BatchInput{UnitID: v.UnitID, Level: v.Level, Title: v.Title, Note: v.Note})
		return err
	case "create":
		return r.create(by, h)
	case "attach":
		return r.attach(by, h)
	case "assess":
		var given map[string]nomination.Assessment
		r.change("nomination", h, &given)
		return r.b.noms.Assess(ctx, by, r.item(h.records[0]), given)
	}
	if h.later.ID != "" {
		return r.further(by, h)
	}
	in := nomination.Act{Step: nomination.Step(h.step), Reason: h.first.Reason, Deadline: h.first.Deadline.Vietnamese()}
	if in.Step == nomination.Appraise {
		in.Reason, in.Appraisal, in.Eligible = "", h.first.Reason, "yes"
		if r.unfit[h.records[0]] {
			in.Eligible = "no"
		}
	}
	in.AskEvidence = in.Step == nomination.Return && r.noms[h.records[0]].EvidenceDue
	for _, id := range h.records {
		in.Items = append(in.Items, r.item(id))
	}
	in.Paper = r.paper(h.first.DocumentID)
	if in.Step.Admits() {
		_, err := r.b.exs.Approve(ctx, by, in)
		return err
	}
	_, err := r.b.noms.Do(ctx, by, in)
	return err
}

func (r *replay) item(id string) nomination.Item {
	v, err := db.One[int64](r.t.Context(), r.b.DB.Reader(), `select version from nomination where id = $1`, id)
	if err != nil {
		r.t.Fatal(err)
	}
	return nomination.Item{ID: id, Version: v}
}

// change is what the audit trail keeps as changed.
func (r *replay) change(entity string, h happening, into any) {
	r.t.Helper()
	rows, err := db.All[string](r.t.Context(), r.a.DB.Reader(), `select detail from audit_entry where entity = $1 and entity_id = $2 and at = $3`, entity, h.records[0], h.at)
	if err != nil || len(rows) != 1 {
		r.t.Fatalf("%d entries of %s %s: %v", len(rows), entity, h.step, err)
	}
	detail := struct{ Change any }{into}
	if err := json.Unmarshal([]byte(rows[0]), &detail); err != nil {
		r.t.Fatal(err)
	}
}

func (r *replay) create(by access.Actor, h happening) error {
	n := r.noms[h.records[0]]
	var in nomination.Input
	r.change("nomination", h, &in)
	if in.SubjectID != "" {
		in.SubjectID = r.key[in.SubjectID]
	}
	made, err := r.b.noms.Create(r.t.Context(), by, n.BatchID, n.ID, in)
	r.key[n.ID], r.key[n.SubjectID] = n.ID, made.SubjectID
	return err
}

func (r *replay) attach(by access.Actor, h happening) error {
	for _, f := range r.files[h.records[0]] {
		if f.CreatedAt.Equal(h.at) {
			made, err := r.b.noms.Attach(r.t.Context(), by, f.NominationID, f.CriterionID, f.Purpose, r.file(f.Hash), f.FileName)
			r.key[f.ID] = made.ID
			return err
		}
	}
	r.t.Fatalf("no file of %s", h.at)
	return nil
}

func (r *replay) file(hash string) io.Reader {
	f, err := r.a.Files.Open(hash)
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() { _ = f.Close() })
	return f
}

func (r *replay) paper(id string) document.Draft {
	if id == "" {
		return document.Draft{}
	}
	d := r.papers[id]
	return document.Draft{Number: d.Number, Day: d.Day.Vietnamese(), Title: d.Title, SignerName: d.SignerName, SignerPosition: d.SignerPosition,
		Scan: r.file(d.Hash), ScanName: d.FileName}
}

// further is what was done to an exemplar.
func (r *replay) further(by access.Actor, h happening) error {
	ctx := r.t.Context()
	e, err := db.One[exemplar.Exemplar](ctx, r.a.DB.Reader(), `select * from exemplar where id = $1`, h.records[0])
	if err != nil {
		return err
	}
	now, err := db.One[exemplar.Exemplar](ctx, r.b.DB.Reader(), `select * from exemplar where ref = $1`, e.Ref)
	if err != nil {
		return err
	}
	if h.later.Step != exemplar.Consent {
		return r.b.exs.Do(ctx, by, exemplar.Change{ID: now.ID, Version: now.Version, Step: h.later.Step, Reason: h.later.Reason, Paper: r.paper(h.later.DocumentID)})
	}
	given, err := subject.Consents(ctx, r.a.DB.Reader(), e.SubjectID)
	if err != nil {
		return err
	}
	in := subject.ConsentInput{GivenDay: civil.DayOf(h.at).Vietnamese()}
	for _, c := range given {
		in.Purposes, in.GivenBy, in.Relation = append(in.Purposes, c.Purpose), c.GivenBy, c.Relation
	}
	return r.b.exs.RecordConsent(ctx, by, now.ID, in, nil, "")
}
