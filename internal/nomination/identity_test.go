package nomination_test

import (
	"testing"

	"lantoa/internal/access"
	"lantoa/internal/apptest/world"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/subject"
)

// elsewhere is a batch of the other commune.
func elsewhere(w *world.World) nomination.Batch {
	w.T.Helper()
	b, err := w.Noms.CreateBatch(w.T.Context(), w.As("unit_officer2"), db.NewID(),
		nomination.BatchInput{UnitID: org.SeedID(world.OtherCommune), Level: nomination.LevelField, Title: "Đợt của xã khác"})
	if err != nil {
		w.T.Fatal(err)
	}
	return b
}

func TestSimilar_namesNobodyOfAnothersDraftAndNoMoreThanTheNameLater(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	ctx := t.Context()
	n := w.Draft(w.Batch(nomination.LevelField), w.Input("Vừ Thị Dính", subject.Individual, 2))
	seen := func(person string) []subject.Subject {
		t.Helper()
		found, err := w.Noms.Similar(ctx, w.As(person), subject.Individual, "vu thi dinh", "")
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	if own := seen("unit_officer"); len(own) != 1 || own[0].BirthYear == 0 {
		t.Errorf("the own unit sees %+v", own)
	}
	if others := seen("unit_officer2"); len(others) != 0 {
		t.Errorf("another unit sees %+v of a draft", others)
	}
	in := w.Input("Vừ Thị Dính", subject.Individual, 2)
	in.SubjectID = n.SubjectID
	if _, err := w.Noms.Create(ctx, w.As("unit_officer2"), elsewhere(w).ID, db.NewID(), in); !errs.Is(err, errs.Invalid) {
		t.Errorf("another unit takes the identity of a draft: %v", err)
	}
	w.Must("unit_officer", nomination.Submit, "", n.ID)
	w.Must("unit_head", nomination.Endorse, "", n.ID)
	if others := seen("unit_officer2"); len(others) != 1 || others[0].BirthYear != 0 || others[0].Occupation != "" {
		t.Errorf("another unit sees %+v once sent", others)
	}
	taken, err := w.Noms.Create(ctx, w.As("unit_officer2"), elsewhere(w).ID, db.NewID(), in)
	if err != nil {
		t.Fatal(err)
	}
	if d, err := w.Noms.Dossier(ctx, w.As("unit_officer2"), taken.ID); err != nil || d.Subject.BirthYear != 0 || d.Subject.Address != "" {
		t.Errorf("the other unit's dossier shows %+v, %v", d.Subject, err)
	}
}

func TestSave_makesNobodyElseOfAnIdentityThatOtherDossiersRestOn(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	ctx, me := t.Context(), w.As("unit_officer")
	first := w.Draft(w.Batch(nomination.LevelField), w.Input("Giàng Thị A", subject.Individual, 2))
	in := w.Input("Giàng Thị A", subject.Individual, 2)
	in.SubjectID = first.SubjectID
	second, err := w.Noms.Create(ctx, me, w.Batch(nomination.LevelField).ID, db.NewID(), in)
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*nomination.Input){
		"name":       func(in *nomination.Input) { in.Subject.Name = "Giàng Thị B" },
		"kind":       func(in *nomination.Input) { in.Subject.Kind = subject.Household },
		"birth_year": func(in *nomination.Input) { in.Subject.BirthYear = 1999 },
	} {
		in := w.Input("Giàng Thị A", subject.Individual, 2)
		change(&in)
		_, err := w.Noms.Save(ctx, me, w.Item(second.ID), in)
		if e := errs.As(err); e == nil || e.Kind != errs.Invalid || e.Fields[0].Field != name {
			t.Errorf("%s: %v", name, err)
		}
	}
	in = w.Input("Giàng Thị Ả", subject.Individual, 2)
	in.Subject.Address, in.Subject.Occupation = "Thôn Lô Lô Chải", "Dệt lanh"
	if _, err := w.Noms.Save(ctx, me, w.Item(second.ID), in); err != nil {
		t.Errorf("an accent, and what was not known: %v", err)
	}
}

func TestDo_asksForThePaperOfAnyTickedRowAndKeepsNoneOfAPaperlessStep(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	ctx := t.Context()
	b := w.Batch(nomination.LevelField)
	waiting, draft := w.Draft(b, w.Input("Hộ một", subject.Household, 2)), w.Draft(b, w.Input("Hộ hai", subject.Household, 2))
	w.Must("unit_officer", nomination.Submit, "", waiting.ID)
	both := w.As("unit_head")
	both.Grants = append(both.Grants, access.Grant{Role: access.UnitOfficer, OrgID: org.SeedID(world.Commune)})
	if _, err := w.Noms.Do(ctx, both, w.Act(nomination.Endorse, waiting.ID, draft.ID)); !errs.Is(err, errs.Invalid) {
		t.Errorf("head and officer in one sends a draft without a paper: %v", err)
	}
	recall := w.Act(nomination.Recall, waiting.ID)
	recall.Paper = world.Paper("77/QĐ-GIẢ")
	acted, err := w.Noms.Do(ctx, w.As("unit_officer"), recall)
	if err != nil || acted[0].Document.ID != "" {
		t.Errorf("a recall registered %+v, %v", acted, err)
	}
	if n, err := db.One[int](ctx, w.DB.Reader(), `select count(*) from document`); err != nil || n != 0 {
		t.Errorf("%d papers, %v", n, err)
	}
}

func TestDo_restsNoDecisionOnASubmission(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	sent, own := w.Draft(w.Batch(nomination.LevelField), w.Input("Hộ một", subject.Household, 2)), w.Draft(w.Batch(nomination.LevelUnit), w.Input("Hộ hai", subject.Household, 2))
	w.Must("unit_officer", nomination.Submit, "", sent.ID)
	w.Must("unit_officer", nomination.Submit, "", own.ID)
	w.Must("unit_head", nomination.Endorse, "7/TTr", sent.ID)
	if err := w.Do("unit_head", nomination.DecideUnit, "7/TTr", own.ID); !errs.Is(err, errs.Invalid) {
		t.Errorf("a decision on a submission: %v", err)
	}
}

func TestRecall_closesTheDossierToThoseAbove(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	ctx := t.Context()
	n := w.Draft(w.Batch(nomination.LevelField), w.Input("Hộ một", subject.Household, 2))
	w.Must("unit_officer", nomination.Submit, "", n.ID)
	w.Must("unit_head", nomination.Endorse, "", n.ID)
	for _, person := range []string{"district_officer", "standing_officer", "inspector"} {
		if _, err := w.Noms.Get(ctx, w.As(person), n.ID); err != nil {
			t.Errorf("%s does not see what was sent: %v", person, err)
		}
	}
	w.Must("unit_officer", nomination.Recall, "", n.ID)
	for _, person := range []string{"district_officer", "standing_officer", "inspector"} {
		if _, err := w.Noms.Get(ctx, w.As(person), n.ID); !errs.Is(err, errs.NotFound) {
			t.Errorf("%s sees what was recalled: %v", person, err)
		}
		if _, err := w.Noms.Batch(ctx, w.As(person), n.BatchID); !errs.Is(err, errs.NotFound) {
			t.Errorf("%s sees the batch of what was recalled: %v", person, err)
		}
	}
}

func TestReceive_asksForNewJudgementsAfterAReturn(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	n := w.Draft(w.Batch(nomination.LevelProvince), w.Input("Thôn Séo Lủng", subject.Collective, 2))
	w.Reach(nomination.Selected, n.ID)
	w.Must("standing_officer", nomination.Return, "", n.ID)
	w.Must("unit_officer", nomination.Submit, "", n.ID)
	w.Must("unit_head", nomination.Endorse, "", n.ID)
	w.Must("district_officer", nomination.Forward, "", n.ID)
	w.Must("lead_officer", nomination.Receive, "", n.ID)
	if err := w.Do("lead_officer", nomination.Select, "", n.ID); !errs.Is(err, errs.Invalid) {
		t.Errorf("selected on the judgements of the text before: %v", err)
	}
	w.Judge("lead_officer", n.ID)
	w.Must("lead_officer", nomination.Select, "", n.ID)
}

func TestAttach_keepsAFileSentTwiceOnce(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	ctx, me := t.Context(), w.As("unit_officer")
	n := w.Draft(w.Batch(nomination.LevelField), w.Input("Hộ một", subject.Household, 2))
	before := w.Item(n.ID).Version
	for range 3 {
		if _, err := w.Noms.Attach(ctx, me, n.ID, "", "evidence", world.PDF("biên bản"), "bien-ban.pdf"); err != nil {
			t.Fatal(err)
		}
	}
	d, err := w.Noms.Dossier(ctx, me, n.ID)
	if err != nil || len(d.Files) != 2 || w.Item(n.ID).Version != before+1 {
		t.Errorf("%d files, version %d after %d, %v", len(d.Files), w.Item(n.ID).Version, before, err)
	}
}
