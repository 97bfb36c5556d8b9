package exemplar_test

import (
	"testing"

	"lantoa/internal/apptest/world"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/exemplar"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/subject"
)

func TestApprove_collectsTheLevelsOnOneExemplar(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	in := w.Input("Thôn Lô Lô Chải", subject.Collective, 2)
	for _, c := range []struct {
		level  nomination.Level
		number string
		state  exemplar.State
	}{
		{nomination.LevelUnit, "11/QĐ-UBND", exemplar.Nurturing},
		{nomination.LevelField, "12/QĐ-VPĐP", exemplar.Nurturing},
		{nomination.LevelProvince, "13/QĐ-UBND", exemplar.Recognised},
		{nomination.LevelUnit, "14/QĐ-UBND", exemplar.Recognised}, // a lower one takes nothing away
	} {
		decide(w, c.level, in, c.number)
		e := newest(w)
		in.SubjectID = e.SubjectID
		got := card(w, e.ID)
		last := got.Recognitions[len(got.Recognitions)-1]
		if got.State != c.state || last.Number != c.number || last.Level != c.level || last.Day != "2021-01-11" {
			t.Errorf("after level %s: %s, %+v", c.level, got.State, last)
		}
		if paper := got.Documents[last.DocumentID]; paper.SignerName == "" || paper.Hash == "" || paper.OrgID != last.OrgID {
			t.Errorf("level %s rests on %+v", c.level, paper)
		}
	}
	e := newest(w)
	all, err := w.Exs.List(t.Context(), w.As("inspector"), exemplar.Filter{})
	if err != nil || all.Count != 1 {
		t.Fatalf("%d exemplars of one subject, %v", all.Count, err)
	}
	c := card(w, e.ID)
	if c.Level != nomination.LevelProvince || len(c.Recognitions) != 4 || len(c.History) != 4 || c.Ref != "ĐH.2021.00001" {
		t.Errorf("%s %s with %d recognitions and %d lines of history", c.Ref, c.Level, len(c.Recognitions), len(c.History))
	}
	deciders := []string{org.SeedID(world.Commune), org.SeedID(world.Lead), org.SeedID(world.Chair), org.SeedID(world.Commune)}
	for i, g := range c.Recognitions {
		if g.OrgID != deciders[i] {
			t.Errorf("recognition %s was decided by %s", g.Level, g.OrgID)
		}
	}
}

func TestApprove_numbersExemplarsWithinTheYear(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	for i, want := range []string{"ĐH.2021.00001", "ĐH.2021.00002", "ĐH.2021.00003"} {
		if got := made(w, nomination.LevelUnit, string(rune('A'+i)), 2).Ref; got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// A unit may leave open which force leads field 10; the force that recognises
// later must see its exemplar.
func TestApprove_letsTheAgencyOfTheFieldInWhenItDecides(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	in := w.Input("Tổ tự quản đường biên", subject.Collective, 10)
	decide(w, nomination.LevelUnit, in, "21/QĐ")
	e := newest(w)
	if e.LeadID != "" {
		t.Fatalf("the unit named no force, and %s leads", e.LeadID)
	}
	police := w.As("lead_officer")
	police.Grants[0].OrgID = org.SeedID("cat")
	if _, err := w.Exs.Card(t.Context(), police, e.ID); !errs.Is(err, errs.NotFound) {
		t.Errorf("not theirs yet: %v", err)
	}
	in.SubjectID, in.LeadID = e.SubjectID, org.SeedID("cat")
	decide(w, nomination.LevelUnit, in, "22/QĐ")
	if _, err := w.Exs.Card(t.Context(), police, e.ID); err != nil {
		t.Errorf("theirs now: %v", err)
	}
}

func TestApprove_keepsTheFieldsOfAllDecisions(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	in := w.Input("Xã điểm", subject.Collective, 2)
	decide(w, nomination.LevelUnit, in, "31/QĐ")
	in.SubjectID = newest(w).SubjectID
	in.FieldID, in.MoreFields = w.Fields[4].ID, []string{w.Fields[2].ID, w.Fields[3].ID}
	decide(w, nomination.LevelUnit, in, "32/QĐ")
	e := newest(w)
	if e.FieldID != w.Fields[2].ID || len(e.MoreFields) != 2 || !e.Comprehensive() {
		t.Errorf("main %s, further %v", e.FieldID, e.MoreFields)
	}
	if p, err := w.Exs.List(t.Context(), w.As("lead_officer2"), exemplar.Filter{FieldID: w.Fields[3].ID}); err != nil || len(p.Rows) != 1 {
		t.Errorf("the lead agency of the further field sees %d, %v", len(p.Rows), err)
	}
}

func TestApprove_givesNothingBackThatWasRevoked(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	c := made(w, nomination.LevelUnit, "Tập thể khai man", 2)
	must(t, do(w, "standing_head", exemplar.Revoke, c.ID))
	in := w.Input("Tập thể khai man", subject.Collective, 2)
	in.SubjectID = c.SubjectID
	n := w.Draft(w.Batch(nomination.LevelUnit), in)
	w.Must("unit_officer", nomination.Submit, "", n.ID)
	if err := w.Do("unit_head", nomination.DecideUnit, "41/QĐ", n.ID); !errs.Is(err, errs.Conflict) {
		t.Errorf("recognised again: %v", err)
	}
	if w.State(n.ID) != nomination.AwaitingHead {
		t.Errorf("the nomination went on without an exemplar: %s", w.State(n.ID))
	}
}

func TestApprove_endsTheClearanceOfAStoryThatNobodyRead(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	in := w.Input("Thôn Séo Lủng", subject.Collective, 2)
	decide(w, nomination.LevelUnit, in, "51/QĐ")
	e := newest(w)
	must(t, agree(w, "editor", e.ID, subject.Publish))
	must(t, do(w, "editor", exemplar.Clear, e.ID))
	in.SubjectID = e.SubjectID
	decide(w, nomination.LevelField, in, "52/QĐ")
	if !newest(w).Public {
		t.Error("the same story left the portal")
	}
	in.Summary = "Một câu chuyện khác hẳn."
	decide(w, nomination.LevelProvince, in, "53/QĐ")
	c := card(w, e.ID)
	if c.Public || c.Cleared || c.History[len(c.History)-1].Detail != exemplar.Reread {
		t.Errorf("an unread story is public: %+v", c.History[len(c.History)-1])
	}
}

func TestApprove_ofALowerLevelOrAnotherUnitLeavesTheStory(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	before := made(w, nomination.LevelProvince, "Hợp tác xã Lũng Cú", 2)
	must(t, agree(w, "unit_officer", before.ID, subject.Publish))
	must(t, do(w, "editor", exemplar.Clear, before.ID))

	// Another commune decides at its own level on the same subject.
	ctx, other := t.Context(), w.As("unit_officer2")
	b, err := w.Noms.CreateBatch(ctx, other, db.NewID(), nomination.BatchInput{UnitID: org.SeedID(world.OtherCommune), Level: nomination.LevelUnit, Title: "Đợt khác"})
	must(t, err)
	in := w.Input("Hợp tác xã Lũng Cú", subject.Collective, 2)
	in.SubjectID, in.Title = before.SubjectID, "Chuyện của đơn vị khác"
	n, err := w.Noms.Create(ctx, other, b.ID, db.NewID(), in)
	must(t, err)
	if _, err := w.Noms.Attach(ctx, other, n.ID, "", "photo", world.PNG(), "anh.png"); err != nil {
		t.Fatal(err)
	}
	act := w.Act(nomination.DecideUnit, n.ID)
	act.Paper = world.Paper("66/QĐ")
	if _, err := w.Exs.Approve(ctx, other, act); err != nil {
		t.Fatal(err)
	}
	after := card(w, before.ID)
	if after.Title != before.Title || !after.Cleared || !after.Public || after.Level != nomination.LevelProvince {
		t.Errorf("the story became %q, cleared %v, public %v, level %s", after.Title, after.Cleared, after.Public, after.Level)
	}
	if len(after.Recognitions) != 2 {
		t.Errorf("%d recognitions", len(after.Recognitions))
	}
	if public, err := w.Exs.PublicCard(ctx, before.ID); err != nil || public.Decision == "66/QĐ" {
		t.Errorf("the public reads decision %q, %v", public.Decision, err)
	}
}
