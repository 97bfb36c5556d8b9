package worklist_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lantoa/internal/apptest/world"
	"lantoa/internal/exemplar"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/subject"
	"lantoa/internal/worklist"
)

func service(w *world.World) *worklist.Service {
	return worklist.New(w.DB, w.Noms, w.Exs, w.Orgs, worklist.Nominations(w.DB, w.Noms), worklist.Exemplars(w.Exs))
}

func items(t *testing.T, w *world.World, person string) []worklist.Item {
	t.Helper()
	all, err := service(w).Items(t.Context(), w.As(person))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// said is an item in a word: its work, or the step that it waits for.
func said(i worklist.Item) string {
	if i.Work != worklist.TakeStep {
		return string(i.Work)
	}
	if i.Record {
		return "record:" + string(i.Step)
	}
	return string(i.Step)
}

// waiting is everybody for whom something waits, with what.
func waiting(t *testing.T, w *world.World) map[string]string {
	t.Helper()
	out := map[string]string{}
	for person := range w.People() {
		for _, i := range items(t, w, person) {
			if out[person] != "" {
				out[person] += " "
			}
			out[person] += said(i)
		}
	}
	return out
}

// The whole path of a dossier of level tỉnh: after each step it waits for the
// next persons and for nobody else, whatever their role or unit.
func TestItems_waitForWhoeverIsNextAndForNobodyElse(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	n := w.Draft(w.Batch(nomination.LevelProvince), w.Input("Vừ Mí Sính", subject.Individual, 2))
	for _, c := range []struct {
		do   func()
		want map[string]string
	}{
		{func() {}, map[string]string{"unit_officer": "draft"}},
		{func() { w.Must("unit_officer", nomination.Submit, "", n.ID) }, map[string]string{"unit_officer": "record:endorse", "unit_head": "endorse"}},
		{func() { w.Must("unit_head", nomination.Endorse, "", n.ID) }, map[string]string{"district_officer": "forward", "district_head": "forward"}},
		{func() { w.Must("district_officer", nomination.Forward, "", n.ID) }, map[string]string{"lead_officer": "receive"}},
		{func() { w.Must("lead_officer", nomination.Return, "", n.ID) }, map[string]string{"unit_officer": "amend"}},
		{func() {
			w.Must("unit_officer", nomination.Submit, "", n.ID)
			w.Must("unit_head", nomination.Endorse, "", n.ID)
		}, map[string]string{"district_officer": "forward", "district_head": "forward"}},
		{func() { w.Must("district_head", nomination.Forward, "", n.ID) }, map[string]string{"lead_officer": "receive"}},
		{func() { w.Must("lead_officer", nomination.Receive, "", n.ID) }, map[string]string{"lead_officer": "assess"}},
		{func() { w.Judge("lead_officer", n.ID) }, map[string]string{"lead_officer": "select", "lead_head": "select"}},
		{func() { w.Must("lead_officer", nomination.Select, "", n.ID) }, map[string]string{"standing_officer": "appraise"}},
		{func() { w.Must("standing_officer", nomination.Appraise, "", n.ID) },
			map[string]string{"standing_officer": "record:submit-list", "standing_head": "submit-list"}},
		{func() { w.Must("standing_head", nomination.SubmitList, "01/TTr-BTĐKT", n.ID) }, map[string]string{"chairman": "approve", "clerk": "record:approve"}},
		{func() { w.Must("chairman", nomination.Approve, "02/QĐ-UBND", n.ID) },
			map[string]string{"unit_officer": "consent", "standing_officer": "consent", "editor": "consent"}},
	} {
		c.do()
		if diff := cmp.Diff(c.want, waiting(t, w)); diff != "" {
			t.Errorf("at %s: %s", w.State(n.ID), diff)
		}
	}
}

func TestItems_ofAnExemplarGoFromConsentToClearanceToNothing(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	n := w.Draft(w.Batch(nomination.LevelProvince), w.Input("Thôn Thèn Pả", subject.Collective, 2))
	w.Reach(nomination.Approved, n.ID)
	page, err := w.Exs.List(t.Context(), w.As("editor"), exemplar.Filter{})
	if err != nil || len(page.Rows) != 1 {
		t.Fatalf("%d exemplars, %v", len(page.Rows), err)
	}
	id := page.Rows[0].ID
	consent := subject.ConsentInput{Purposes: []subject.Purpose{subject.Publish}, GivenDay: "11/01/2021", GivenBy: "Trưởng thôn", Relation: "representative"}
	if err := w.Exs.RecordConsent(t.Context(), w.As("unit_officer"), id, consent, nil, ""); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]string{"standing_officer": "clear", "editor": "clear"}, waiting(t, w)); diff != "" {
		t.Errorf("with a consent: %s", diff)
	}
	if got := items(t, w, "editor")[0]; got.RecordID != id || got.Name != "Thôn Thèn Pả" || got.Exemplar != exemplar.Recognised {
		t.Errorf("%+v", got)
	}
	page, err = w.Exs.List(t.Context(), w.As("editor"), exemplar.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Exs.Do(t.Context(), w.As("editor"), exemplar.Change{ID: id, Version: page.Rows[0].Version, Step: exemplar.Clear}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]string{}, waiting(t, w)); diff != "" {
		t.Errorf("when it is public: %s", diff)
	}
}

func TestItems_anUnitExemplarOwesOnlyItsUnitsConsent(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	n := w.Draft(w.Batch(nomination.LevelUnit), w.Input("Thôn Thèn Pả", subject.Collective, 2))
	w.Must("unit_officer", nomination.Submit, "", n.ID)
	w.Must("unit_head", nomination.DecideUnit, "5/QĐ-UBND", n.ID)
	if diff := cmp.Diff(map[string]string{"unit_officer": "consent"}, waiting(t, w)); diff != "" {
		t.Error(diff)
	}
}

func TestItems_groupABatchAndPutTheEarliestDeadlineFirst(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	b := w.Batch(nomination.LevelProvince)
	var ids []string
	for _, name := range []string{"Vừ Mí Sính", "Lò Mí Pó", "Sùng Thị Mua"} {
		ids = append(ids, w.Draft(b, w.Input(name, subject.Individual, 2)).ID)
	}
	if got := items(t, w, "unit_officer"); len(got) != 1 || got[0].Count != 3 || got[0].BatchID != b.ID || got[0].Title != b.Title {
		t.Errorf("three drafts of a batch are %+v", got)
	}
	for _, id := range ids[1:] {
		w.Must("unit_officer", nomination.Submit, "", id)
		w.Must("unit_head", nomination.Endorse, "", id)
	}
	for i, day := range []string{"31/12/2021", "30/06/2021"} {
		act := w.Act(nomination.Return, ids[i+1])
		act.Deadline = day
		if _, err := w.Noms.Do(t.Context(), w.As("district_officer"), act); err != nil {
			t.Fatal(err)
		}
	}
	got := items(t, w, "unit_officer")
	if len(got) != 2 || got[0].Work != worklist.Amend || got[0].Count != 2 || got[0].Deadline != "2021-06-30" || got[1].Work != worklist.Complete {
		t.Errorf("%+v", got)
	}
	if !got[0].Late("2021-07-01") || got[0].Late("2021-06-30") || got[1].Late("2030-01-01") {
		t.Error("late is after the deadline's day")
	}
}

func TestGroups_countWhatTheListsShow(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	b := w.Batch(nomination.LevelProvince)
	w.Draft(b, w.Input("Lò Mí Pó", subject.Individual, 2))
	w.Reach(nomination.Received, w.Draft(b, w.Input("Vừ Mí Sính", subject.Individual, 2)).ID)
	w.Reach(nomination.Approved, w.Draft(b, w.Input("Thôn Thèn Pả", subject.Collective, 2)).ID)
	for person := range w.People() {
		groups, err := service(w).Groups(t.Context(), w.As(person))
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range groups {
			for _, state := range nomination.States() {
				page, err := w.Noms.List(t.Context(), w.As(person), nomination.Filter{UnitID: g.UnitID, FieldID: g.FieldID, State: state})
				if err != nil || page.Count != g.States[state] {
					t.Errorf("%s counts %d %s, the list has %d (%v)", person, g.States[state], state, page.Count, err)
				}
			}
			page, err := w.Exs.List(t.Context(), w.As(person), exemplar.Filter{UnitID: g.UnitID, FieldID: g.FieldID})
			if err != nil || page.Count != g.Registered() {
				t.Errorf("%s counts %d exemplars, the list has %d (%v)", person, g.Registered(), page.Count, err)
			}
		}
	}
	for person, want := range map[string][]int{ // dossiers of each group
		"unit_officer": {3}, "unit_officer2": {0}, "unit_head": {3}, "district_officer": {0, 2}, "lead_officer": {2}, "lead_officer2": {0},
		"standing_officer": {2}, "chairman": {2}, "inspector": {2}, "editor": {0}, "admin": nil,
	} {
		groups, err := service(w).Groups(t.Context(), w.As(person))
		if err != nil {
			t.Fatal(err)
		}
		var got []int
		for _, g := range groups {
			got = append(got, g.Dossiers())
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s answers for %v dossiers, want %v", person, got, want)
		}
	}
	groups, err := service(w).Groups(t.Context(), w.As("unit_officer"))
	if err != nil || groups[0].UnitID != org.SeedID(world.Commune) || groups[0].Exemplars.States[exemplar.Recognised] != 1 || groups[0].Exemplars.Public != 0 {
		t.Errorf("%+v, %v", groups, err)
	}
}
