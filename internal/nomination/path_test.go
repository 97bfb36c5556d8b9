package nomination_test

import (
	"strings"
	"testing"
	"time"

	"lantoa/internal/apptest/world"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/exemplar"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/subject"
)

func TestPath_ofLevelProvinceGoesThroughTheDistrictToTheChairman(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	n := w.Draft(w.Batch(nomination.LevelProvince), w.Input("Thôn Lô Lô Chải", subject.Collective, 2))
	w.Must("unit_officer", nomination.Submit, "", n.ID)
	w.Must("unit_head", nomination.Endorse, "", n.ID)
	at := func(want string) {
		t.Helper()
		d, err := w.Noms.Dossier(t.Context(), w.As("unit_officer"), n.ID)
		if err != nil || d.HolderID != org.SeedID(want) {
			t.Fatalf("the dossier lies elsewhere than at %s: %v", want, err)
		}
	}
	at(world.District)
	w.Must("district_officer", nomination.Forward, "", n.ID)
	at(world.Lead)
	w.Must("lead_officer", nomination.Receive, "", n.ID)
	if err := w.Do("lead_officer", nomination.Select, "", n.ID); !errs.Is(err, errs.Invalid) {
		t.Errorf("selected before every criterion was judged: %v", err)
	}
	w.Judge("lead_officer", n.ID)
	w.Must("lead_officer", nomination.Select, "", n.ID)
	at(world.Standing)
	w.Must("standing_officer", nomination.Appraise, "", n.ID)
	if err := w.Do("standing_head", nomination.SubmitList, "", n.ID); !errs.Is(err, errs.Invalid) {
		t.Errorf("submitted to the Chairman without a paper: %v", err)
	}
	w.Must("standing_head", nomination.SubmitList, "12/TTr-BTĐKT", n.ID)
	at(world.Chair)
	w.Must("chairman", nomination.Approve, "345/QĐ-UBND", n.ID)

	list, err := w.Exs.List(t.Context(), w.As("unit_officer"), exemplar.Filter{})
	if err != nil || len(list.Rows) != 1 {
		t.Fatalf("registry %+v, %v", list, err)
	}
	card, err := w.Exs.Card(t.Context(), w.As("unit_officer"), list.Rows[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	if card.State != exemplar.Recognised || card.Level != nomination.LevelProvince || len(card.Recognitions) != 1 || card.Recognitions[0].Number != "345/QĐ-UBND" {
		t.Errorf("card %+v", card.Exemplar)
	}
	d, err := w.Noms.Dossier(t.Context(), w.As("unit_officer"), n.ID)
	if err != nil || len(d.History) != 12 {
		t.Errorf("history has %d lines, %v", len(d.History), err)
	}
}

func TestPath_afterTheDistrictsGoesStraightToTheLeadAgency(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	n := w.Draft(w.Batch(nomination.LevelField), w.Input("Vừ Mí Kể", subject.Individual, 2))
	// 30/06/2025 18:00 UTC is 01/07/2025 in Vietnam.
	w.Clock.Set(time.Date(2025, 6, 30, 18, 0, 0, 0, time.UTC))
	w.Must("unit_officer", nomination.Submit, "", n.ID)
	w.Must("unit_head", nomination.Endorse, "", n.ID)
	w.Must("lead_officer", nomination.Receive, "", n.ID)
	w.Judge("lead_officer", n.ID)
	w.Must("lead_officer", nomination.Select, "", n.ID)
	w.Must("lead_head", nomination.DecideField, "7/QĐ-VPĐP", n.ID)
	if w.State(n.ID) != nomination.Approved {
		t.Errorf("state %s", w.State(n.ID))
	}
	list, err := w.Exs.List(t.Context(), w.As("lead_officer"), exemplar.Filter{Level: nomination.LevelField, State: exemplar.Nurturing})
	if err != nil || len(list.Rows) != 1 {
		t.Errorf("registry %+v, %v", list, err)
	}
}

func TestPath_ofLevelUnitEndsWithTheHeadsDecision(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	n := w.Draft(w.Batch(nomination.LevelUnit), w.Input("Hộ ông Sùng Mí Pó", subject.Household, 6))
	w.Must("unit_officer", nomination.Submit, "", n.ID)
	if err := w.Do("unit_head", nomination.Endorse, "", n.ID); !errs.Is(err, errs.Conflict) {
		t.Errorf("a batch of level cơ sở was sent on: %v", err)
	}
	if err := w.Do("unit_head", nomination.DecideUnit, "", n.ID); !errs.Is(err, errs.Invalid) {
		t.Errorf("decided without a document: %v", err)
	}
	w.Must("unit_head", nomination.DecideUnit, "5/QĐ-UBND", n.ID)
	list, err := w.Exs.List(t.Context(), w.As("standing_officer"), exemplar.Filter{})
	if err != nil || len(list.Rows) != 1 || list.Rows[0].State != exemplar.Nurturing {
		t.Errorf("registry %+v, %v", list.Rows, err)
	}
}

func TestRecordedPaper_takesTheHeadsStepWithoutTheHead(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	n := w.Draft(w.Batch(nomination.LevelProvince), w.Input("Tổ hợp tác Sủng Là", subject.Collective, 2))
	if err := w.Do("unit_officer", nomination.Endorse, "", n.ID); !errs.Is(err, errs.Invalid) {
		t.Errorf("an officer endorsed without the signed paper: %v", err)
	}
	w.Must("unit_officer", nomination.Endorse, "3/TTr-UBND", n.ID)
	d, err := w.Noms.Dossier(t.Context(), w.As("unit_officer"), n.ID)
	if err != nil {
		t.Fatal(err)
	}
	last := d.History[len(d.History)-1]
	if !last.Recorded || d.Documents[last.DocumentID].SignerName != "Nguyễn Văn A" || last.ActorName == "" {
		t.Errorf("history names recorder and signer: %+v", last)
	}
}

func TestOnBehalf_isEnteredByTheDistrictForItsCommuneOnly(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	in := nomination.BatchInput{UnitID: org.SeedID(world.Commune), Level: nomination.LevelField, Title: "Nhập thay"}
	b, err := w.Noms.CreateBatch(t.Context(), w.As("district_officer"), db.NewID(), in)
	if err != nil || !b.OnBehalf {
		t.Fatalf("%+v, %v", b, err)
	}
	in.UnitID = org.SeedID(world.OtherCommune)
	if _, err := w.Noms.CreateBatch(t.Context(), w.As("district_officer"), db.NewID(), in); !errs.Is(err, errs.Denied) {
		t.Errorf("entered for a commune of another district: %v", err)
	}
	n, err := w.Noms.Create(t.Context(), w.As("district_officer"), b.ID, db.NewID(), w.Input("Lầu Thị Mỷ", subject.Individual, 2))
	if err != nil {
		t.Fatal(err)
	}
	d, err := w.Noms.Dossier(t.Context(), w.As("unit_officer"), n.ID)
	if err != nil || !d.OnBehalf || !d.History[0].OnBehalf {
		t.Errorf("the unit does not see who entered it: %+v, %v", d.History, err)
	}
}

func TestReturn_asksForReasonAndDeadlineAndComesAgain(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	n := w.Draft(w.Batch(nomination.LevelField), w.Input("Giàng A Sính", subject.Individual, 2))
	w.Reach(nomination.Received, n.ID)
	act := w.Act(nomination.Return, n.ID)
	act.Reason, act.Deadline = "", "32/01/2021"
	_, err := w.Noms.Do(t.Context(), w.As("lead_officer"), act)
	if e := errs.As(err); e == nil || len(e.Fields) != 2 {
		t.Errorf("want faults of reason and deadline, got %v", err)
	}
	act = w.Act(nomination.Return, n.ID)
	act.AskEvidence = true
	if _, err := w.Noms.Do(t.Context(), w.As("lead_officer"), act); err != nil {
		t.Fatal(err)
	}
	d, err := w.Noms.Dossier(t.Context(), w.As("unit_officer"), n.ID)
	if err != nil || d.State != nomination.Returned || d.Deadline != "2021-02-10" || !d.CanEdit || !d.NeedsEvidence() {
		t.Errorf("%+v, %v", d.Nomination, err)
	}
	w.Must("unit_officer", nomination.Submit, "", n.ID)
	w.Must("unit_head", nomination.Endorse, "", n.ID)
}

func TestHold_goesOnFromWhereItStood(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	n := w.Draft(w.Batch(nomination.LevelProvince), w.Input("Công ty Chè", subject.Collective, 2))
	w.Reach(nomination.Appraised, n.ID)
	w.Must("standing_officer", nomination.Hold, "", n.ID)
	if err := w.Do("standing_head", nomination.SubmitList, "9/TTr", n.ID); !errs.Is(err, errs.Conflict) {
		t.Errorf("a held dossier went on: %v", err)
	}
	w.Must("standing_officer", nomination.Resume, "", n.ID)
	if got := w.State(n.ID); got != nomination.Appraised {
		t.Errorf("resumed into %s", got)
	}
}

func TestRecall_endsWithReceipt(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	n := w.Draft(w.Batch(nomination.LevelField), w.Input("Ly Mí Già", subject.Individual, 2))
	w.Reach(nomination.Sent, n.ID)
	w.Must("unit_officer", nomination.Recall, "", n.ID)
	if w.State(n.ID) != nomination.Draft {
		t.Fatal(w.State(n.ID))
	}
	w.Reach(nomination.Received, n.ID)
	for _, step := range []nomination.Step{nomination.Recall, nomination.Withdraw} {
		if err := w.Do("unit_officer", step, "", n.ID); !errs.Is(err, errs.Conflict) {
			t.Errorf("%s after receipt: %v", step, err)
		}
	}
}

func TestAppraise_isByAnotherThanTheSelector(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	n := w.Draft(w.Batch(nomination.LevelProvince), w.Input("Bộ phận Một cửa", subject.Collective, 4))
	both := w.As("standing_officer")
	both.Grants = append(both.Grants, w.As("lead_officer").Grants[0])
	both.Grants[1].OrgID = org.SeedID("snv")
	w.Must("unit_officer", nomination.Submit, "", n.ID)
	w.Must("unit_head", nomination.Endorse, "", n.ID)
	w.Must("district_officer", nomination.Forward, "", n.ID)
	do := func(step nomination.Step) error {
		_, err := w.Noms.Do(t.Context(), both, w.Act(step, n.ID))
		return err
	}
	if err := do(nomination.Receive); err != nil {
		t.Fatal(err)
	}
	d, err := w.Noms.Dossier(t.Context(), both, n.ID)
	if err != nil || !d.SameDepartment {
		t.Fatalf("the sheet must say that one department does both: %v", err)
	}
	given := map[string]nomination.Assessment{}
	for _, c := range d.Criteria {
		given[c.ID] = nomination.Assessment{Judgement: nomination.Met}
	}
	if err := w.Noms.Assess(t.Context(), both, w.Item(n.ID), given); err != nil {
		t.Fatal(err)
	}
	if err := do(nomination.Select); err != nil {
		t.Fatal(err)
	}
	if err := do(nomination.Appraise); !errs.Is(err, errs.Invalid) {
		t.Errorf("the selector appraised: %v", err)
	}
	other := w.As("standing_officer")
	other.AccountID = "account-another"
	if _, err := w.Noms.Do(t.Context(), other, w.Act(nomination.Appraise, n.ID)); err != nil {
		t.Errorf("a colleague could not appraise: %v", err)
	}
}

func TestSubmit_namesEverythingThatIsMissing(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	b := w.Batch(nomination.LevelProvince)
	n, err := w.Noms.Create(t.Context(), w.As("unit_officer"), b.ID, db.NewID(), nomination.Input{Subject: subject.Input{Kind: subject.Individual, Name: "Chỉ có tên"}})
	if err != nil {
		t.Fatalf("a draft may lack all but kind and name: %v", err)
	}
	e := errs.As(w.Do("unit_officer", nomination.Submit, "", n.ID))
	if e == nil || e.Kind != errs.Invalid {
		t.Fatal(e)
	}
	var keys []string
	for _, f := range e.Fields {
		keys = append(keys, f.Key)
	}
	for _, want := range []string{"field", "title", "summary", "figure_name", "figure_before", "figure_after", "photo"} {
		if !strings.Contains(strings.Join(keys, " "), "nomination.least."+want) {
			t.Errorf("%s is not asked for: %v", want, keys)
		}
	}
}

func TestField9_isForIndividualsWithTheCertificate(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	b := w.Batch(nomination.LevelField)
	if _, err := w.Noms.Create(t.Context(), w.As("unit_officer"), b.ID, db.NewID(), w.Input("Tổ cơ khí", subject.Collective, 9)); !errs.Is(err, errs.Invalid) {
		t.Errorf("a collective in field 9: %v", err)
	}
	n, err := w.Noms.Create(t.Context(), w.As("unit_officer"), b.ID, db.NewID(), w.Input("Hoàng Văn Thợ", subject.Individual, 9))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Noms.Attach(t.Context(), w.As("unit_officer"), n.ID, "", "photo", world.PNG(), "a.png"); err != nil {
		t.Fatal(err)
	}
	e := errs.As(w.Do("unit_officer", nomination.Submit, "", n.ID))
	if e == nil || len(e.Fields) != 1 || e.Fields[0].Key != "nomination.least.certificate" {
		t.Errorf("the certificate was not asked for: %v", e)
	}
}

func TestField10_asksWhichOfTheThreeLeads(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	b := w.Batch(nomination.LevelField)
	in := w.Input("Đội Cảnh sát", subject.Collective, 10)
	n := w.Draft(b, in)
	e := errs.As(w.Do("unit_officer", nomination.Submit, "", n.ID))
	if e == nil || e.Fields[0].Key != "nomination.no_lead" {
		t.Errorf("no force was asked for: %v", e)
	}
	in.LeadID = org.SeedID("cat")
	if _, err := w.Noms.Save(t.Context(), w.As("unit_officer"), w.Item(n.ID), in); err != nil {
		t.Fatal(err)
	}
	w.Must("unit_officer", nomination.Submit, "", n.ID)
}

func TestBatch_isSeenByEveryLeadAgencyThatReceivedOfIt(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	b := w.Batch(nomination.LevelField)
	first, second := w.Draft(b, w.Input("Vàng Thị Mỷ", subject.Individual, 2)), w.Draft(b, w.Input("Lò Văn Thanh", subject.Individual, 3))
	ctx := t.Context()
	for _, step := range []struct {
		person string
		step   nomination.Step
	}{{"unit_officer", nomination.Submit}, {"unit_head", nomination.Endorse}, {"district_officer", nomination.Forward}} {
		if _, err := w.Noms.Batch(ctx, w.As("lead_officer2"), b.ID); err == nil {
			t.Errorf("the second agency sees the batch before %s", step.step)
		}
		w.Must(step.person, step.step, "", first.ID, second.ID)
	}
	for _, person := range []string{"lead_officer", "lead_officer2"} {
		if _, err := w.Noms.Batch(ctx, w.As(person), b.ID); err != nil {
			t.Errorf("%s: %v", person, err)
		}
		page, err := w.Noms.Batches(ctx, w.As(person), nomination.BatchFilter{Limit: 10})
		if err != nil || len(page.Rows) != 1 {
			t.Errorf("%s lists %d batches, %v", person, len(page.Rows), err)
		}
	}
}
