package nomination_test

import (
	"slices"
	"strings"
	"testing"

	"lantoa/internal/apptest/client"
	"lantoa/internal/nomination"
	"lantoa/internal/subject"
)

func TestPages_unitLevelGoesFromTheOfficerToTheHeadsDecision(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	officer, head := s.As("unit_officer"), s.As("unit_head")
	batch := openBatch(t, officer, nomination.LevelUnit)
	dossier := addDossier(t, s, officer, batch, "Vừ Mí Sính", subject.Individual, ntm)
	after := take(t, officer, batch, nomination.Submit)
	if after.Path != batch || !strings.Contains(flash(after), "Đã trình 1 hồ sơ") {
		t.Errorf("at %s it says %q", after.Path, flash(after))
	}
	wantState(t, s, dossier, nomination.AwaitingHead)
	paper(t, stepForm(t, head, dossier, nomination.DecideUnit), "01/QĐ-UBND").Submit().Want(303)
	wantState(t, s, dossier, nomination.Approved)
	page := officer.Open(dossier)
	if got := page.Texts(".path li.path-done"); len(got) != 2 {
		t.Errorf("stations done: %q", got)
	}
	if h := page.Texts(".history-sentence"); len(h) < 3 || !strings.Contains(h[0], "01/QĐ-UBND") {
		t.Errorf("history: %q", h)
	}
	if got := page.Attr(".history a", "href"); !strings.HasPrefix(got, dossier+"/van-ban/") {
		t.Errorf("the decision is at %q", got)
	}
}

func TestPages_fieldLevelPassesTheDistrictAndEndsAtTheLeadAgency(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	officer, head, lead := s.As("unit_officer"), s.As("unit_head"), s.As("lead_officer")
	batch := openBatch(t, officer, nomination.LevelField)
	dossier := addDossier(t, s, officer, batch, "Thôn Lô Lô Chải", subject.Collective, ntm)
	take(t, officer, dossier, nomination.Submit)
	take(t, head, dossier, nomination.Endorse)
	lead.Get(dossier).Want(404) // not yet there
	take(t, s.As("district_officer"), batch, nomination.Forward)
	take(t, lead, dossier, nomination.Receive)
	page := lead.Open(dossier)
	if !page.Has(`.card-accent a[href$="/danh-gia"].btn-primary`) {
		t.Error("the lead agency is not told to judge first")
	}
	judge(t, lead, dossier)
	take(t, lead, dossier, nomination.Select)
	paper(t, stepForm(t, s.As("lead_head"), dossier, nomination.DecideField), "09/QĐ-VPĐP").Submit().Want(303)
	wantState(t, s, dossier, nomination.Approved)
}

func TestPages_provinceLevelEndsWithTheChairmansConfirmationOfTheList(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	officer, head, lead, standing := s.As("unit_officer"), s.As("unit_head"), s.As("lead_officer"), s.As("standing_officer")
	batch := openBatch(t, officer, nomination.LevelProvince)
	first := addDossier(t, s, officer, batch, "Vừ Mí Sính", subject.Individual, ntm)
	second := addDossier(t, s, officer, batch, "Thôn Lô Lô Chải", subject.Collective, ntm)
	if refused := stepForm(t, officer, batch, nomination.Submit).Submit().Want(422); !strings.Contains(refused.Text(".error-summary"), "Vừ Mí Sính: Tiêu chí 1 chưa có minh chứng") {
		t.Errorf("it says %q", refused.Text(".error-summary"))
	}
	for _, d := range []string{first, second} {
		giveEvidence(t, officer, d)
		if p := officer.Open(d); !p.Has(".task-list") || strings.Contains(p.Text(".task-list"), "Còn thiếu") {
			t.Errorf("check list: %q", p.Texts(".task-list li"))
		}
	}
	take(t, officer, batch, nomination.Submit)
	paper(t, stepForm(t, head, batch, nomination.Endorse), "15/TTr-UBND").Submit().Want(303)
	take(t, s.As("district_head"), batch, nomination.Forward)
	take(t, lead, batch, nomination.Receive)
	assess := lead.Open(first + "/danh-gia")
	if !strings.Contains(assess.Text(".progress-count"), "0/2") {
		t.Errorf("progress: %q", assess.Text(".progress-count"))
	}
	f := assess.Form("main form.form")
	for name := range f.Values {
		if id, ok := strings.CutPrefix(name, "note_"); ok {
			f.Set("judgement_"+id, "met")
		}
	}
	if next := f.Press("luu", "tiep").Want(303).Location(); next != second+"/danh-gia" {
		t.Errorf("save and next leads to %s", next)
	}
	judge(t, lead, second)
	take(t, lead, batch, nomination.Select)
	stepForm(t, standing, batch, nomination.Appraise).SetAll("eligible", "yes").Submit().Want(303)
	paper(t, stepForm(t, s.As("standing_head"), batch, nomination.SubmitList), "20/TTr-BTĐKT").Submit().Want(303)
	confirm := s.As("chairman").Open(steps + "approve?danh-sach=" + listOf(t, s, first))
	text := confirm.Text(".confirm")
	for _, want := range []string{"20/TTr-BTĐKT", "2 hồ sơ", "1 tập thể, 1 cá nhân", "Vừ Mí Sính", "Thôn Lô Lô Chải"} {
		if !strings.Contains(text, want) {
			t.Errorf("the confirmation does not say %q: %s", want, text)
		}
	}
	if button := confirm.Text(".confirm button"); !strings.Contains(button, "2 hồ sơ") {
		t.Errorf("the button says %q", button)
	}
	paper(t, confirm.Form(".confirm form"), "160/QĐ-UBND").Submit().Want(303)
	wantState(t, s, first, nomination.Approved)
	wantState(t, s, second, nomination.Approved)
}

func listOf(t testing.TB, s *client.Site, dossier string) string {
	t.Helper()
	n, err := s.World.Noms.Get(t.Context(), s.World.As("standing_officer"), idOf(dossier))
	if err != nil {
		t.Fatal(err)
	}
	return n.ListID
}

func TestPages_aPaperSignedByAHeadWithoutAnAccountIsRecorded(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	officer := s.As("unit_officer")
	batch := openBatch(t, officer, nomination.LevelField)
	dossier := addDossier(t, s, officer, batch, "Vừ Mí Sính", subject.Individual, ntm)
	f := stepForm(t, officer, dossier, nomination.Endorse)
	refused := f.Submit().Want(422)
	for _, field := range []string{"number", "signer_name", "file"} {
		if !refused.Has(`.error-summary a[href="#f-`+field+`"]`) || !refused.Has("#f-"+field+"-error") {
			t.Errorf("%s is not said to be missing", field)
		}
	}
	paper(t, refused.Form(".confirm form"), "15/TTr-UBND").Submit().Want(303)
	wantState(t, s, dossier, nomination.Sent)
	if h := officer.Open(dossier).Texts(".history-sentence")[0]; !strings.Contains(h, "ghi nhận văn bản đã ký số 15/TTr-UBND") || !strings.Contains(h, ": Nguyễn Văn A đã duyệt và gửi đến") {
		t.Errorf("history: %s", h)
	}
}

func TestPages_returnWithADeadlineThenSubmitAgain(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	officer, head, district := s.As("unit_officer"), s.As("unit_head"), s.As("district_officer")
	dossier := addDossier(t, s, officer, openBatch(t, officer, nomination.LevelField), "Vừ Mí Sính", subject.Individual, ntm)
	take(t, officer, dossier, nomination.Submit)
	take(t, head, dossier, nomination.Endorse)
	f := stepForm(t, district, dossier, nomination.Return)
	if f.Values.Get("deadline") == "" {
		t.Error("no deadline is proposed")
	}
	bad := f.SetAll("deadline", "01/01/2020", "reason", "").Submit().Want(422)
	if !bad.Has("#f-reason-error") || !bad.Has("#f-deadline-error") || bad.Attr("#f-deadline", "value") != "01/01/2020" {
		t.Error("reason and deadline are not both refused with what was typed kept")
	}
	bad.Form(".confirm form").SetAll("deadline", "30/01/2021", "reason", "Thiếu biên bản họp thôn").Submit().Want(303)
	wantState(t, s, dossier, nomination.Returned)
	page := officer.Open(dossier)
	if got := page.Text(".card-accent"); !strings.Contains(got, "30/01/2021") || !strings.Contains(got, "Thiếu biên bản họp thôn") {
		t.Errorf("the officer reads %q", got)
	}
	take(t, officer, dossier, nomination.Submit)
	take(t, head, dossier, nomination.Endorse)
	wantState(t, s, dossier, nomination.Sent)
}

func TestPages_recallHoldResumeAndWithdraw(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	officer, head, standing := s.As("unit_officer"), s.As("unit_head"), s.As("standing_officer")
	batch := openBatch(t, officer, nomination.LevelField)
	dossier := addDossier(t, s, officer, batch, "Vừ Mí Sính", subject.Individual, ntm)
	take(t, officer, dossier, nomination.Submit)
	take(t, officer, dossier, nomination.Recall)
	wantState(t, s, dossier, nomination.Draft)
	take(t, officer, dossier, nomination.Submit)
	take(t, head, dossier, nomination.Endorse)
	stepForm(t, standing, dossier, nomination.Hold).Set("reason", "Đang có đơn thư").Submit().Want(303)
	wantState(t, s, dossier, nomination.Held)
	if got := officer.Open(dossier).Text(".path-current"); !strings.Contains(got, "Tạm dừng xem xét") {
		t.Errorf("the path says %q", got)
	}
	stepForm(t, standing, dossier, nomination.Resume).Set("reason", "Đơn thư đã giải quyết").Submit().Want(303)
	wantState(t, s, dossier, nomination.Sent)
	stepForm(t, officer, dossier, nomination.Withdraw).Set("reason", "Gia đình đề nghị").Submit().Want(303)
	wantState(t, s, dossier, nomination.Withdrawn)
}

func TestPages_aStepLeavesOutTheRowsWhereItIsNotPossible(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	officer := s.As("unit_officer")
	batch := openBatch(t, officer, nomination.LevelField)
	sent := addDossier(t, s, officer, batch, "Vừ Mí Sính", subject.Individual, ntm)
	draft := addDossier(t, s, officer, batch, "Lò Thị Mai", subject.Individual, ntm)
	take(t, officer, sent, nomination.Submit)
	f := officer.Open(batch).Form("#rows")
	f.Values["n"] = []string{idOf(sent), idOf(draft)}
	ask := f.Press("buoc", string(nomination.Submit)).Follow().Want(200)
	if items := ask.Texts(".confirm-items li"); len(items) != 1 || !strings.Contains(items[0], "Lò Thị Mai") {
		t.Errorf("about %q", items)
	}
	if !slices.ContainsFunc(ask.Texts(".notice"), func(s string) bool { return strings.Contains(s, "Vừ Mí Sính") }) {
		t.Error("it does not say what is left out")
	}
}
