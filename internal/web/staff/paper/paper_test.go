package paper_test

import (
	"archive/zip"
	"bytes"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"lantoa/internal/apptest/client"
	"lantoa/internal/apptest/world"
	"lantoa/internal/db"
	"lantoa/internal/nomination"
	"lantoa/internal/paper"
	"lantoa/internal/subject"
)

// adjust is the form in which a paper's text is changed.
const adjust = "form[aria-label='Chỉnh sửa']"

// batch is a batch of the commune with a person in it.
func batch(t *testing.T, s *client.Site, level nomination.Level) (nomination.Batch, nomination.Nomination) {
	t.Helper()
	b := s.World.Batch(level)
	return b, s.World.Draft(b, s.World.Input("Bàn Văn An", subject.Individual, 2))
}

// made opens the paper of a kind of the batch, which it makes first.
func made(t *testing.T, s *client.Site, b nomination.Batch, kind paper.Kind) *client.Answer {
	t.Helper()
	return s.As("unit_officer").Open("/quan-ly/dot-de-nghi/" + b.ID + "/van-ban").Form("form:has(input[value=" + string(kind) + "])").Submit().Follow()
}

func TestBatch_makesTheWholeSetInOnePress(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	b, _ := batch(t, s, nomination.LevelProvince)
	me := s.As("unit_officer")
	page := me.Open("/quan-ly/dot-de-nghi/" + b.ID).Click("main a[href$='/van-ban']")
	if len(page.All("tbody tr")) != 5 || page.Has("a[href$='.zip']") {
		t.Fatalf("before: %v", page.Texts("tbody td:first-child"))
	}
	page = page.Form(".card form").Submit().Follow()
	if got := page.All("tbody a[href^='/quan-ly/du-thao/'][href$='/docx']"); len(got) != 5 {
		t.Fatalf("%d papers as DOCX", len(got))
	}
	for _, a := range page.All("tbody a[download]") {
		href, _ := client.Attr(a, "href")
		got := me.Open(href)
		if want := map[string]string{"docx": "PK\x03\x04", "xlsx": "PK\x03\x04", ".pdf": "%PDF"}[href[len(href)-4:]]; !bytes.HasPrefix(got.Body, []byte(want)) || !strings.HasPrefix(got.Header.Get("Content-Disposition"), "attachment") {
			t.Errorf("%s: %q", href, got.Body[:8])
		}
	}
	set := me.Open("/quan-ly/dot-de-nghi/" + b.ID + "/van-ban/bo.zip").Body
	z, err := zip.NewReader(bytes.NewReader(set), int64(len(set)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range z.File {
		names = append(names, f.Name)
	}
	for _, want := range []string{"to-trinh.docx", "danh-sach-trich-ngang.docx", "danh-sach-trich-ngang.xlsx", "tom-tat-thanh-tich.docx", "bien-ban-hop-xet.docx", "bao-cao-thanh-tich.docx"} {
		if !strings.Contains(strings.Join(names, " "), want) {
			t.Errorf("%s is not in %v", want, names)
		}
	}
}

func TestFile_ofTheListHasRealNumbersAndDays(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	b, _ := batch(t, s, nomination.LevelProvince)
	page := made(t, s, b, paper.List)
	raw := s.As("unit_officer").Open(page.Attr("a[href$='/xlsx']", "href")).Body
	x, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := x.GetRows("Danh sách")
	if err != nil || len(rows) != 2 || rows[1][2] != "Bàn Văn An" {
		t.Fatal(rows, err)
	}
	for cell, want := range map[string]excelize.CellType{"A2": excelize.CellTypeUnset, "E2": excelize.CellTypeUnset, "N2": excelize.CellTypeUnset, "Q2": excelize.CellTypeUnset, "C2": excelize.CellTypeInlineString} {
		if got, err := x.GetCellType("Danh sách", cell); err != nil || got != want {
			t.Errorf("%s is of type %d, %v", cell, got, err)
		}
	}
	if v, _ := x.GetCellValue("Danh sách", "Q2"); len(v) != 10 || v[2] != '/' {
		t.Errorf("the day is shown as %q", v)
	}
	if v, _ := x.GetCellValue("Danh sách", "O2", excelize.Options{RawCellValue: true}); v != "3.5" {
		t.Errorf("the figure is %q", v)
	}
}

func TestSave_showsAPreviewOfWhatIsTypedAndKeepsItWhenSaved(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	b, _ := batch(t, s, nomination.LevelProvince)
	page := made(t, s, b, paper.UnitSubmission)
	f := page.Form(adjust).Set("text", "Kính trình {nơi gửi gọn} xem xét {số hồ sơ} hồ sơ.")
	tried := f.Press("viec", "xem").Want(http.StatusOK)
	if !strings.Contains(tried.Text(".papers"), "Kính trình Ủy ban nhân dân huyện Đồng Văn, ") || !strings.Contains(tried.Text(".papers"), "xem xét 01 hồ sơ./.") {
		t.Errorf("the preview: %s", tried.Text(".papers"))
	}
	if got := s.As("unit_officer").Open(page.Path).Text("#f-text"); !strings.Contains(got, "Quá trình lựa chọn") {
		t.Error("a preview must keep nothing")
	}
	saved := tried.Form(adjust).Submit().Follow()
	if got := saved.Text("#f-text"); got != "Kính trình {nơi gửi gọn} xem xét {số hồ sơ} hồ sơ." {
		t.Errorf("saved %q", got)
	}
	bad := saved.Form(adjust).Set("text", "{tên lạ}").Set("issuer", "").Submit().Want(http.StatusUnprocessableEntity)
	if bad.Text("#f-text") != "{tên lạ}" || !bad.Has("#f-text-error") || !bad.Has("#f-issuer-error") || !bad.Has(".error-summary") {
		t.Error("what was typed stays, with the faults beside it")
	}
	f.Set("text", "Đã cũ").Submit().Want(http.StatusConflict)
}

func TestShow_isForThosePeopleWhoseBodyItIs(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	b, _ := batch(t, s, nomination.LevelProvince)
	path := made(t, s, b, paper.UnitSubmission).Path
	for name, want := range map[string]int{"unit_officer": 200, "unit_head": 200, "inspector": 403, "unit_officer2": 404, "lead_officer": 404, "standing_officer": 404, "chairman": 404, "admin": 403, "editor": 403} {
		for _, at := range []string{path, path + "/tep/docx"} {
			if got := s.As(name).Get(at).Status; got != want {
				t.Errorf("%s at %s: %d, want %d", name, at, got, want)
			}
		}
	}
	if page := s.As("unit_head").Open(path); page.Has("textarea") || !page.Has(".papers") {
		t.Error("the head reads, and changes nothing")
	}
	s.As("unit_head").Post(path, url.Values{"text": {"x"}}).Want(http.StatusForbidden)
	s.As("unit_officer2").Post(path, url.Values{"text": {"x"}}).Want(http.StatusNotFound)
	s.As("unit_officer").Get("/quan-ly/du-thao/" + db.NewID()).Want(http.StatusNotFound)
	s.As("unit_officer").Get(path + "/tep/exe").Want(http.StatusNotFound)
}

func TestSigned_comesBackAsTheAct(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	b, n := batch(t, s, nomination.LevelProvince)
	page := made(t, s, b, paper.UnitSubmission)
	page = page.Form(adjust).Set("number", "7").Set("day", "11/01/2021").Set("signer", "Vàng Mí Sính").Submit().Follow()
	step := page.Click("a[href*='/buoc/endorse']")
	f := step.Form("form[action$='/buoc/endorse']")
	if f.Values.Get("number") != "07/TTr-UBND" || f.Values.Get("day") != "11/01/2021" || f.Values.Get("signer_name") != "Vàng Mí Sính" || f.Values.Get("signer_position") != "Chủ tịch" {
		t.Fatalf("nothing is typed twice: %v", f.Values)
	}
	scan, _ := io.ReadAll(world.PDF("bản ký"))
	f.File("file", "ky.pdf", scan).Submit().Follow()
	if got := s.World.State(n.ID); got != nomination.Sent {
		t.Fatalf("the dossier is %s", got)
	}
	if got := s.As("unit_officer").Open(page.Path); !strings.Contains(got.Text("main"), "07/TTr-UBND") || got.Has("textarea") {
		t.Error("the paper is signed and stays as it is")
	}
}

func TestSign_registersTheMinutes(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	b, _ := batch(t, s, nomination.LevelProvince)
	page := made(t, s, b, paper.Minutes)
	none := page.Form("form[action$='/ky']").Submit().Want(http.StatusUnprocessableEntity)
	if !none.Has("#f-signed_number-error") || !none.Has("#f-file-error") {
		t.Error("faults stand at their fields")
	}
	scan, _ := io.ReadAll(world.PDF("biên bản"))
	page.Form("form[action$='/ky']").SetAll("signed_number", "01/BB-UBND", "signed_day", "11/01/2021", "signer_name", "Vàng Mí Sính", "signer_position", "Chủ tịch").
		File("file", "bb.pdf", scan).Submit().Follow()
	if got := s.As("unit_officer").Open("/quan-ly/van-ban").Texts("tbody strong"); len(got) != 1 || got[0] != "01/BB-UBND" {
		t.Errorf("the register has %v", got)
	}
}

func TestMake_ofTickedDossiersGivesTheDecisionThatTheChairmanReads(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	_, n := batch(t, s, nomination.LevelProvince)
	s.World.Reach(nomination.Submitted, n.ID)
	office := s.As("standing_officer")
	step := office.Open("/quan-ly/buoc/approve?n=" + n.ID)
	form := step.Form("form[action='/quan-ly/du-thao/moi']")
	page := form.Submit().Follow()
	if !strings.Contains(page.Text(".papers"), "Công nhận 01 điển hình tiên tiến cấp tỉnh") {
		t.Errorf("%s", page.Text(".papers"))
	}
	if again := form.Submit().Follow(); again.Path != page.Path {
		t.Error("a double click makes one paper")
	}
	if got := office.Open("/quan-ly/buoc/approve?n="+n.ID).Attr("a[href^='/quan-ly/du-thao/0']", "href"); got != page.Path {
		t.Errorf("the step leads to the paper that there is, not to %s", got)
	}
	if got := s.As("chairman").Open(page.Path); !strings.Contains(got.Text(".papers"), "QUYẾT ĐỊNH") || got.Has("textarea") {
		t.Error("the Chairman reads what is to be signed")
	}
	s.As("lead_officer").Post("/quan-ly/du-thao/moi", url.Values{"buoc": {"approve"}, "n": {n.ID}, "key": {db.NewID()}}).Want(http.StatusForbidden)
	s.As("unit_officer2").Post("/quan-ly/du-thao/moi", url.Values{"buoc": {"approve"}, "n": {n.ID}, "key": {db.NewID()}}).Want(http.StatusNotFound)
	office.Post("/quan-ly/du-thao/moi", url.Values{"buoc": {"hold"}, "n": {n.ID}}).Want(http.StatusNotFound)
	office.Post("/quan-ly/du-thao/moi", url.Values{"buoc": {"approve"}, "n": {"x"}}).Want(http.StatusNotFound)
	office.Post("/quan-ly/du-thao/moi", url.Values{"buoc": {"approve"}}).Want(http.StatusUnprocessableEntity)
}

func TestTemplate_isEditedWithAPreviewAndKeepsItsVersions(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	_, n := batch(t, s, nomination.LevelProvince)
	s.World.Reach(nomination.Appraised, n.ID)
	office := s.As("standing_officer")
	page := office.Open("/quan-ly/mau-van-ban").Click("a[href$='/list_submission']")
	if !strings.Contains(page.Text(".papers"), "01 trường hợp đủ điều kiện") {
		t.Fatalf("the preview shows real dossiers: %s", page.Text(".papers"))
	}
	f := page.Form("form[aria-label]").Set("summary", "Trình theo mẫu mới {cấp}")
	if tried := f.Press("viec", "xem").Want(http.StatusOK); !strings.Contains(tried.Text(".papers"), "Trình theo mẫu mới cấp tỉnh") {
		t.Error("a preview shows what is typed")
	}
	if none := f.Submit().Want(http.StatusUnprocessableEntity); !none.Has("#f-note-error") {
		t.Error("why it changes is asked for")
	}
	f.Set("note", "Theo hướng dẫn mới").Submit().Follow()
	again := office.Open("/quan-ly/mau-van-ban/list_submission")
	if got := again.Texts("h2 ~ * tbody tr, h2 + .table-box tbody tr"); len(got) != 2 || !strings.Contains(got[0], "Theo hướng dẫn mới") || !strings.Contains(got[0], s.World.As("standing_officer").Name) {
		t.Errorf("%v", got)
	}
	if old := office.Open("/quan-ly/mau-van-ban/list_submission?ban=0"); strings.Contains(old.Text("#f-summary"), "mẫu mới") {
		t.Error("an earlier version can be read")
	}
	f.Set("summary", "Muộn").Set("note", "x").Submit().Want(http.StatusConflict)
	office.Get("/quan-ly/mau-van-ban/la").Want(http.StatusNotFound)
	for _, name := range []string{"standing_head", "unit_officer", "chairman", "admin"} {
		s.As(name).Get("/quan-ly/mau-van-ban").Want(http.StatusForbidden)
	}
	if page := office.Open("/quan-ly/mau-van-ban/minutes"); !page.Has(".papers") {
		t.Error("a template of a batch's paper is shown with a batch in sight")
	}
}

func TestShow_previewsAFewOfManyNominees(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	b, _ := batch(t, s, nomination.LevelProvince)
	for _, name := range []string{"Giàng Mí Sử", "Vừ Mí Chá", "Lò Thị Nga"} {
		s.World.Draft(b, s.World.Input(name, subject.Individual, 2))
	}
	for _, kind := range []paper.Kind{paper.Summary, paper.Achievement} {
		page := made(t, s, b, kind)
		if !strings.Contains(page.Text("main"), "chỉ hiện 3 trong 4 trường hợp") || strings.Contains(page.Text(".papers"), "Giàng Mí Sử") {
			t.Errorf("%s previews everybody", kind)
		}
	}
}

func TestSave_keepsWhatSomebodyElseSavedWhileAPreviewWasOpen(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	b, _ := batch(t, s, nomination.LevelProvince)
	page := made(t, s, b, paper.UnitSubmission)
	mine := page.Form(adjust).Set("text", "Bản của tôi.").Press("viec", "xem").Want(http.StatusOK)
	faulty := page.Form(adjust).Set("text", "{lạ}").Submit().Want(http.StatusUnprocessableEntity)
	page.Form(adjust).Set("text", "Bản của người khác.").Submit().Follow()
	mine.Form(adjust).Submit().Want(http.StatusConflict)
	stale := faulty.Form(adjust).Set("text", "Bản đã sửa lỗi.").Submit().Want(http.StatusConflict)
	if got := s.As("unit_officer").Open(page.Path).Text("#f-text"); got != "Bản của người khác." {
		t.Errorf("overwritten with %q", got)
	}
	if stale.Text("#f-text") != "Bản đã sửa lỗi." {
		t.Error("what was typed stays")
	}
	// Having been told, the person may put the text in its place.
	if got := stale.Form(adjust).Submit().Follow().Text("#f-text"); got != "Bản đã sửa lỗi." {
		t.Errorf("%q", got)
	}
}

func TestTemplate_keepsWhatSomebodyElseSavedWhileAPreviewWasOpen(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	batch(t, s, nomination.LevelProvince)
	page := s.As("standing_officer").Open("/quan-ly/mau-van-ban/minutes")
	mine := page.Form("form[aria-label]").Set("summary", "Của tôi").Press("viec", "xem").Want(http.StatusOK)
	page.Form("form[aria-label]").Set("summary", "Của người khác").Set("note", "x").Submit().Follow()
	mine.Form("form[aria-label]").Set("note", "y").Submit().Want(http.StatusConflict)
}

func TestDiscard_dropsADraftAndNeverASignedPaper(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	b, n := batch(t, s, nomination.LevelProvince)
	page := made(t, s, b, paper.UnitSubmission)
	s.As("unit_head").Post(page.Path+"/bo", url.Values{"version": {"1"}}).Want(http.StatusForbidden)
	s.As("unit_officer2").Post(page.Path+"/bo", url.Values{"version": {"1"}}).Want(http.StatusNotFound)
	s.As("unit_officer").Post(page.Path+"/bo", url.Values{"version": {"7"}}).Want(http.StatusConflict)
	page.Form("form[action$='/bo']").Submit().Follow()
	s.As("unit_officer").Get(page.Path).Want(http.StatusNotFound)
	again := made(t, s, b, paper.UnitSubmission)
	s.World.Must("unit_officer", nomination.Endorse, "09/TTr-UBND", n.ID)
	again.Form("form[action$='/bo']").Submit().Want(http.StatusConflict)
	again.Form(adjust).Set("text", "Sau khi ký.").Submit().Want(http.StatusConflict)
	s.As("unit_officer").Get(again.Path + "/tep/docx").Want(http.StatusConflict)
	signed := s.As("unit_officer").Open(again.Path)
	if signed.Has(".papers") || !signed.Has("a[href^='/quan-ly/van-ban/']") {
		t.Error("of a signed paper its scan is shown, not what the program would draw now")
	}
}
