package nomination_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"lantoa/internal/apptest/client"
	"lantoa/internal/nomination"
	"lantoa/internal/subject"
)

func TestStep_saysWhereTheDossiersOfSeveralBodiesWent(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	officer, head, district := s.As("unit_officer"), s.As("unit_head"), s.As("district_officer")
	batch := openBatch(t, officer, nomination.LevelField)
	for _, d := range []struct {
		name  string
		field int
	}{{"Vừ Mí Sính", ntm}, {"Lò Thị Mai", ntm}, {"Đội dân quân", 1}} {
		addDossier(t, s, officer, batch, d.name, subject.Model, d.field)
	}
	take(t, officer, batch, nomination.Submit)
	take(t, head, batch, nomination.Endorse)
	said := flash(take(t, district, batch, nomination.Forward).Follow())
	if !strings.HasPrefix(said, "Đã chuyển 3 hồ sơ: 2 hồ sơ đến ") || !strings.Contains(said, "; 1 hồ sơ đến ") {
		t.Errorf("it says %q", said)
	}
}

func TestDossier_ofSeveralFieldsIsMarkedFromTheDraftOn(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	officer := s.As("unit_officer")
	batch := openBatch(t, officer, nomination.LevelField)
	f := fillDossier(t, s, officer.Open(batch+"/ho-so/moi").Form("main form.form"), "Vừ Mí Sính", subject.Individual, ntm)
	page := f.Set("more_fields", s.World.Fields[1].ID).Submit().Want(303).Follow()
	if got := flash(page); !strings.HasSuffix(got, "Hồ sơ đã đủ nội dung để gửi.") {
		t.Errorf("it says %q", got)
	}
	if marks := page.Text(".page-marks"); !strings.Contains(marks, "Toàn diện") || len(page.All(".page-marks .field-tag")) != 2 {
		t.Errorf("marks: %s", marks)
	}
	if facts := page.Text("aside .facts .plain"); !strings.HasPrefix(facts, "1. ") || !strings.Contains(facts, " – ") {
		t.Errorf("further fields with their lead agencies: %q", facts)
	}
	row := officer.Open(batch)
	if meta := row.Text("tbody .row-title + .row-meta"); !strings.HasPrefix(meta, "Cá nhân · Toàn diện · ") || !strings.Contains(row.Text("tbody tr"), "1. ") {
		t.Errorf("row: %s", row.Text("tbody tr"))
	}
}

func TestDossier_tellsWhoSignedWhatTheAppraisalFoundAndTheDecision(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	first, second := submitted(t, s)
	listed := s.As("chairman").Open(list + "?danh-sach=" + listOf(t, s, first))
	if got := listed.Text("h1"); got != "Danh sách kèm Tờ trình số 20/TTr-BTĐKT" {
		t.Errorf("the list is headed %q", got)
	}
	if got := listed.Text(".page-head .lead"); got != "2 hồ sơ, gồm 2 cá nhân." {
		t.Errorf("it counts %q", got)
	}
	if got := names(listed); !slices.Equal(got, []string{"Sùng Thị Ánh", "Vừ Mí Sính"}) {
		t.Errorf("by given name: %v", got)
	}
	if got := strings.Join(listed.Texts("tbody tr"), "|"); !strings.Contains(got, "Thẩm định: đủ điều kiện. Xứng đáng.") {
		t.Errorf("the appraisal is not in %q", got)
	}
	s.As("chairman").Get(listed.Attr("main .card .facts a", "href")).Want(http.StatusOK)
	confirm := s.As("chairman").Open(steps + "approve?danh-sach=" + listOf(t, s, first))
	if text := confirm.Text(".confirm"); strings.Index(text, "Sùng Thị Ánh") > strings.Index(text, "Vừ Mí Sính") {
		t.Errorf("the confirmation: %s", text)
	}
	paper(t, confirm.Form(".confirm form"), "160/QĐ-UBND").Submit().Want(303)
	page := s.As("unit_officer").Open(second)
	if got := page.Text(".page-marks"); !strings.Contains(got, "Đã phê duyệt (QĐ số 160/QĐ-UBND, ngày ") {
		t.Errorf("marks: %s", got)
	}
	if got := strings.Join(page.Texts(".history-sentence"), "|"); !strings.Contains(got, "đã ghi kết quả thẩm định: đủ điều kiện.") {
		t.Errorf("history: %s", got)
	}
}

// submitted are two dossiers in a list before the Chairman, in another order
// than their people's names.
func submitted(t *testing.T, s *client.Site) (first, second string) {
	t.Helper()
	officer, lead, standing := s.As("unit_officer"), s.As("lead_officer"), s.As("standing_officer")
	batch := openBatch(t, officer, nomination.LevelProvince)
	first = addDossier(t, s, officer, batch, "Vừ Mí Sính", subject.Individual, ntm)
	second = addDossier(t, s, officer, batch, "Sùng Thị Ánh", subject.Individual, ntm)
	giveEvidence(t, officer, first)
	giveEvidence(t, officer, second)
	take(t, officer, batch, nomination.Submit)
	take(t, s.As("unit_head"), batch, nomination.Endorse)
	take(t, s.As("district_officer"), batch, nomination.Forward)
	take(t, lead, batch, nomination.Receive)
	judge(t, lead, first)
	judge(t, lead, second)
	take(t, lead, batch, nomination.Select)
	stepForm(t, standing, batch, nomination.Appraise).SetAll("eligible", "yes", "appraisal", "Xứng đáng.").Submit().Want(303)
	paper(t, stepForm(t, s.As("standing_head"), batch, nomination.SubmitList), "20/TTr-BTĐKT").Submit().Want(303)
	return first, second
}

func TestDossierForm_ofLevelUnitSpeaksOfNoAgencyThatReceives(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	c := s.As("unit_officer")
	for level, sends := range map[nomination.Level]bool{nomination.LevelUnit: false, nomination.LevelField: true} {
		form := c.Open(openBatch(t, c, level) + "/ho-so/moi")
		text := form.Text("#f-field-hint") + form.Text("#f-field")
		if got := strings.Contains(text, "sẽ nhận hồ sơ") && strings.Contains(text, "– gửi "); got != sends {
			t.Errorf("%s: %s", level, text)
		}
	}
}

func TestDossierForm_namesTheKindsThatAFieldTakes(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	c := s.As("unit_officer")
	f := fillDossier(t, s, c.Open(openBatch(t, c, nomination.LevelField)+"/ho-so/moi").Form("main form.form"), "Vừ Mí Sính", subject.Individual, 6)
	if got := f.Submit().Want(http.StatusUnprocessableEntity).Text("#f-field-error"); !strings.Contains(got, "chỉ có tiêu chí cho: Hộ gia đình, Mô hình.") {
		t.Errorf("it says %q", got)
	}
}

func TestFile_isCalledByItsCommonName(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	c, dossier := draft(t, s)
	for content, want := range map[string]string{
		"<!DOCTYPE html><script>alert(1)</script>":          "Tệp này là trang web,",
		"\x7fELF\x02\x01\x01" + strings.Repeat("\x00", 100): "Tệp này là chương trình,",
		"PK\x03\x04rest": "Tệp này là tệp nén,",
		`<svg xmlns="http://www.w3.org/2000/svg"></svg>`:            "Tệp này là ảnh SVG,",
		"RIFF\x24\x00\x00\x00WAVEfmt " + strings.Repeat("\x00", 30): "Tệp này là tệp âm thanh,",
		"\x00\x01\x02\x03\x04":                                      "Tệp này là loại tệp khác,",
	} {
		a := attachForm(t, c, dossier).File("file", "bien-ban.pdf", []byte(content)).Submit().Want(http.StatusUnprocessableEntity)
		if got := a.Text("#f-file-error"); !strings.Contains(got, want) {
			t.Errorf("%q: %q", want, got)
		}
		if got := a.Text(".error-summary li"); !strings.HasPrefix(got, "Thêm tệp minh chứng: ") {
			t.Errorf("the summary says %q", got)
		}
	}
}
