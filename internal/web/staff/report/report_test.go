package report_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"lantoa/internal/apptest/client"
	"lantoa/internal/db"
)

func TestPages_areForWhoReadsReports(t *testing.T) {
	t.Parallel()
	s := start(t)
	path := draft(t, s)
	reads := map[string]bool{"standing_officer": true, "standing_head": true, "chairman": true, "council_secretary": true, "inspector": true}
	for person := range s.World.People() {
		c := s.As(person)
		want := http.StatusForbidden
		if reads[person] {
			want = http.StatusOK
		}
		for _, p := range []string{listPath, path, path + "/so-lieu", path + "/tai/docx", path + "/tai/pdf"} {
			if got := c.Get(p); got.Status != want {
				t.Errorf("%s gets %d for %s", person, got.Status, p)
			}
		}
		if home := c.Open("/quan-ly/viec-cua-toi"); home.Has(`nav a[href="`+listPath+`"]`) != reads[person] {
			t.Errorf("%s: the navigation's entry", person)
		}
		writes := http.StatusForbidden
		if person == "standing_officer" {
			writes = http.StatusOK
		}
		for _, p := range []string{listPath + "/moi", path + "/sua"} {
			if got := c.Get(p); got.Status != writes {
				t.Errorf("%s gets %d for %s", person, got.Status, p)
			}
		}
		issues := http.StatusForbidden
		if person == "standing_officer" || person == "standing_head" {
			issues = http.StatusOK
		}
		if got := c.Get(path + "/phat-hanh"); got.Status != issues {
			t.Errorf("%s gets %d for issuing", person, got.Status)
		}
		if person == "standing_officer" {
			continue
		}
		for _, p := range []string{listPath + "/moi", path + "/sua", path + "/bo", path + "/thay-the"} {
			if got := c.Post(p, url.Values{"version": {"1"}, "text": {"x"}}); got.Status != http.StatusForbidden {
				t.Errorf("%s posts to %s: %d", person, p, got.Status)
			}
		}
		if issues == http.StatusForbidden && c.Post(path+"/phat-hanh", url.Values{"version": {"1"}}).Status != http.StatusForbidden {
			t.Errorf("%s may issue", person)
		}
	}
	s.Visitor().Get(path).Want(http.StatusSeeOther)
}

func TestPages_ofAReportThatThereIsNotAreNotFound(t *testing.T) {
	t.Parallel()
	s := start(t)
	c, path := s.As("standing_officer"), listPath+"/"+db.NewID()
	for _, p := range []string{path, path + "/sua", path + "/so-lieu", path + "/tai/docx", path + "/phat-hanh", draft(t, s) + "/tai/odt"} {
		c.Get(p).Want(http.StatusNotFound)
	}
	c.Post(path+"/bo", url.Values{"version": {"1"}}).Want(http.StatusNotFound)
	c.Post(path+"/thay-the", nil).Want(http.StatusNotFound)
	c.Post(path+"/phat-hanh", nil).Want(http.StatusNotFound)
}

func TestList_saysWhatItIsForAndLeadsToAReport(t *testing.T) {
	t.Parallel()
	s := start(t)
	if a := s.As("inspector").Open(listPath); !a.Has(".empty") || a.Has(`.empty a`) {
		t.Error("a reader's empty list")
	}
	office := s.As("standing_officer")
	if a := office.Open(listPath); a.Attr(".empty a", "href") != listPath+"/moi" {
		t.Error("an empty list does not lead on")
	}
	path := draft(t, s)
	a := office.Open(listPath)
	if got := a.Text("tbody tr"); !strings.Contains(got, "Kết quả thực hiện Kế hoạch số 160/KH-UBND") || !strings.Contains(got, "09/01/2021 – 11/01/2021") || !strings.Contains(got, "Chưa có số") || !strings.Contains(got, "Dự thảo") {
		t.Errorf("%q", got)
	}
	if a.Attr("tbody a", "href") != path {
		t.Errorf("the row leads to %s", a.Attr("tbody a", "href"))
	}
}

func TestNew_offersPeriodsAndKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	s := start(t)
	c := s.As("standing_officer")
	a := c.Open(listPath + "/moi")
	if got := a.Texts(".preset"); len(got) != 2 || !strings.HasPrefix(got[0], "Từ đầu kế hoạch đến nay") || !strings.HasPrefix(got[1], "Năm 2021") {
		t.Errorf("%q", got)
	}
	form := "main form[action='" + listPath + "/moi']"
	for field, days := range map[string][2]string{"from": {"31/02/2021", "11/01/2021"}, "to": {"11/01/2021", "10/01/2021"}} {
		b := a.Form(form).SetAll("from", days[0], "to", days[1]).Submit().Want(http.StatusUnprocessableEntity)
		if got := b.Attr(".error-summary a", "href"); got != "#f-"+field || b.Form(form).Values.Get("from") != days[0] || !b.Has("#f-"+field+"-error") {
			t.Errorf("%v: the summary leads to %s", days, got)
		}
	}
	ahead := a.Form(form).SetAll("to", "01/02/2021").Submit().Want(http.StatusUnprocessableEntity)
	if got := ahead.Text("#f-to-error"); !strings.Contains(got, "không được sau hôm nay (11/01/2021)") {
		t.Errorf("%q", got)
	}
	c.Post(listPath+"/moi", url.Values{"plan": {db.NewID()}, "from": {"09/01/2021"}, "to": {"11/01/2021"}}).Want(http.StatusUnprocessableEntity)
	f := a.Form(form)
	first, second := f.Submit().Want(http.StatusSeeOther), f.Submit().Want(http.StatusSeeOther)
	if first.Location() != second.Location() || len(c.Open(listPath).All("tbody tr")) != 1 {
		t.Error("sent twice, the form makes two reports")
	}
}

func TestShow_hasTheTextWithFiguresThatLeadToWhatTheyCount(t *testing.T) {
	t.Parallel()
	s := start(t)
	a := s.As("chairman").Open(draft(t, s))
	text := a.Text(".papers")
	for _, want := range []string{"SỞ NỘI VỤ TỈNH HÀ GIANG BAN THI ĐUA - KHEN THƯỞNG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: /BC-BTĐKT", "Kính gửi: Chủ tịch Ủy ban nhân dân tỉnh Hà Giang",
		"toàn tỉnh có 3 hồ sơ đề nghị của 1 cơ quan", "Tổng số điển hình tiên tiến là 1, gồm 0 tập thể, 1 cá nhân", "III. TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN",
		"Ông Vừ Mí Sính (UBND xã Lũng Cú, huyện Đồng Văn): Mở đường bê tông vào thôn; chiều dài đường bê tông từ 0,5 km lên 3,5 km.", "Văn phòng Điều phối Chương trình xây dựng nông thôn mới tỉnh Giao 2"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in %s", want, text)
		}
	}
	if got := a.Text(".notice.tone-warning"); !strings.Contains(got, "chỗ trong ngoặc vuông chưa điền") {
		t.Errorf("%q", got)
	}
	if len(a.All(".papers mark")) != 12 || len(a.All(".paper-picture img[alt*='bốn khâu: phát hiện 2'][src^='data:image/png;base64,']")) != 1 || a.Has(".page-head-actions a") {
		t.Errorf("%d places, actions for a reader %q", len(a.All(".papers mark")), a.Texts(".page-head-actions a"))
	}
	links := 0
	for _, n := range a.All(".papers a") {
		href, _ := client.Attr(n, "href")
		said := strings.Fields(client.Words(n))[0]
		b := s.As("chairman").Open(href)
		if got := strings.Fields(b.Text("h1"))[0]; got != said || said != "0" && len(b.All("tbody tr")) == 0 {
			t.Errorf("%s says %s, and %s is behind it", href, said, got)
		}
		links++
	}
	if links < 25 {
		t.Errorf("only %d figures lead anywhere", links)
	}
}

func TestEdit_keepsTextNamesAndForm(t *testing.T) {
	t.Parallel()
	s := start(t)
	path := draft(t, s)
	c := s.As("standing_officer")
	f := c.Open(path + "/sua").Form("main form")
	if len(f.Values["named"]) != 1 || !strings.Contains(f.Values.Get("text"), "{bảng theo lĩnh vực}") {
		t.Fatalf("%v", f.Values["named"])
	}
	f.SetAll("text", "Có {tổng số điển hình} điển hình, {không có}.", "signer", "Nguyễn Thị Mai", "recipients", "Như trên\n\nLưu: VT", "place", "")
	a := f.Submit().Want(http.StatusUnprocessableEntity)
	if got := a.Texts(".error-summary li"); len(got) != 2 || !has(got, "không có") || !has(got, "Địa danh") {
		t.Errorf("%q", got)
	}
	again := a.Form("main form")
	if again.Values.Get("signer") != "Nguyễn Thị Mai" || !strings.Contains(again.Values.Get("text"), "{không có}") {
		t.Errorf("what was typed is lost: %v", again.Values)
	}
	again.SetAll("text", "Có {tổng số điển hình} điển hình.", "place", "Hà Giang").Set("named")
	done := again.Press("then", "show").Want(http.StatusSeeOther).Follow()
	if got := done.Text(".papers"); !strings.Contains(got, "Có 1 điển hình.") || !strings.Contains(got, "Nguyễn Thị Mai") || done.Text(".flash") == "" {
		t.Errorf("%q", got)
	}
	if stay := c.Open(path+"/sua").Form("main form").Press("then", "edit").Want(http.StatusSeeOther); stay.Location() != path+"/sua" {
		t.Errorf("saving to go on leads to %s", stay.Location())
	}
	stale := again.SetAll("text", "Khác.").Submit().Want(http.StatusConflict)
	if stale.Form("main form").Values.Get("text") != "Khác." || stale.Text(".error-summary") == "" {
		t.Error("a stale save loses what was typed")
	}
}

func TestIssue_byTheHeadFreezesWhatEveryFigureLeadsTo(t *testing.T) {
	t.Parallel()
	s := start(t)
	path := draft(t, s)
	head := s.As("standing_head")
	refused := head.Open(path + "/phat-hanh").Form("main form").Submit().Want(http.StatusUnprocessableEntity)
	if got := refused.Text(".error-summary"); !strings.Contains(got, "12 chỗ trong ngoặc vuông") {
		t.Errorf("%q", got)
	}
	whole(t, s, path)
	f := head.Open(path + "/phat-hanh").Form("main form")
	f.Submit().Want(http.StatusSeeOther)
	f.Submit().Want(http.StatusSeeOther) // a double click
	before := head.Open(path)
	if !strings.Contains(before.Text(".page-marks"), "Đã phát hành") || before.Has(".page-head-actions a") {
		t.Error("an issued report can be edited")
	}
	revoke(t, s)
	after := head.Open(path)
	if before.Text(".papers") != after.Text(".papers") {
		t.Error("the page of an issued report changed")
	}
	row := head.Open(path + "/so-lieu?nhom=exemplars").Text("tbody tr")
	if !strings.Contains(row, "Vừ Mí Sính") || !strings.Contains(row, "Đã công nhận nay: Đã hủy công nhận") || !strings.Contains(row, "UBND xã Lũng Cú") {
		t.Errorf("%q", row)
	}
	for _, p := range []string{path + "/sua", path + "/phat-hanh"} {
		s.As("standing_officer").Get(p).Want(http.StatusConflict)
	}
}

func TestIssue_byTheOfficerRecordsTheSignedPaper(t *testing.T) {
	t.Parallel()
	s := start(t)
	path := draft(t, s)
	whole(t, s, path)
	c := s.As("standing_officer")
	f := c.Open(path + "/phat-hanh").Form("main form")
	if f.Values.Get("signer_position") != "Trưởng ban" {
		t.Error("what the report says of its signer is asked again")
	}
	a := f.Set("signer_position", "").Submit().Want(http.StatusUnprocessableEntity)
	if got := a.Texts(".error-summary li"); len(got) != 5 {
		t.Errorf("%q", got)
	}
	b := a.Form("main form").SetAll("number", "12/BC-SNV", "day", "11/01/2021", "signer_name", "Nguyễn Thị Mai").File("file", "bao-cao.pdf", []byte("%PDF-1.4\n%%EOF\n")).Submit().Want(http.StatusUnprocessableEntity)
	if got := b.Texts(".error-summary li"); len(got) != 2 || !has(got, "Hãy chọn lại") {
		t.Errorf("%q", got)
	}
	b.Form("main form").SetAll("number", "abc", "signer_position", "Giám đốc").File("file", "bao-cao.pdf", []byte("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")).Submit().Want(http.StatusUnprocessableEntity)
	done := b.Form("main form").SetAll("signer_position", "Giám đốc").File("file", "bao-cao.pdf", []byte("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")).Submit().Want(http.StatusSeeOther).Follow()
	if got := done.Text(".paper-head"); !strings.Contains(got, "Số: 12/BC-SNV") || !strings.Contains(got, "ngày 11 tháng 01 năm 2021") {
		t.Errorf("%q", got)
	}
	scan := done.Attr(".report-files a[href^='/quan-ly/van-ban/']", "href")
	s.As("chairman").Get(scan).Want(http.StatusOK)
}

func TestReplace_opensADraftBesideTheIssuedReport(t *testing.T) {
	t.Parallel()
	s := start(t)
	path := draft(t, s)
	issue(t, s, path)
	c := s.As("standing_officer")
	f := c.Open(path).Form("form[action$='/thay-the']")
	made := f.Submit().Want(http.StatusSeeOther).Location()
	if again := f.Submit().Want(http.StatusSeeOther).Location(); again != made || made == path {
		t.Errorf("%s, then %s", made, again)
	}
	if got := c.Open(made).Text(".notice.tone-info"); !strings.Contains(got, "sẽ thay thế") {
		t.Errorf("%q", got)
	}
	s.As("standing_head").Open(made + "/phat-hanh").Form("main form").Submit().Want(http.StatusSeeOther)
	old := c.Open(path)
	if !strings.Contains(old.Text(".page-marks"), "Đã có báo cáo thay thế") || old.Attr(".notice.tone-warning a", "href") != made || old.Has("form[action$='/thay-the']") {
		t.Error("the old report does not lead to the new one")
	}
	f.Submit().Want(http.StatusConflict)
}

func TestDiscard_takesADraftOffTheList(t *testing.T) {
	t.Parallel()
	s := start(t)
	path := draft(t, s)
	c := s.As("standing_officer")
	f := c.Open(path).Form("form[action$='/bo']")
	if a := f.Submit().Want(http.StatusSeeOther).Follow(); !a.Has(".empty") || a.Text(".flash") == "" {
		t.Error("the draft is still listed")
	}
	f.Submit().Want(http.StatusSeeOther)
	c.Get(path).Want(http.StatusNotFound)
}

func TestCases_leadOnlyToWhatThePersonMaySeeAndNowhereElse(t *testing.T) {
	t.Parallel()
	s := start(t)
	path := draft(t, s)
	a := s.As("standing_officer").Open(path + "/so-lieu")
	if got := a.Texts("tbody tr"); len(got) != 4 || has(got, "Giàng Thị Vá") {
		t.Errorf("%q", got)
	}
	for _, n := range a.All("tbody a") {
		href, _ := client.Attr(n, "href")
		s.As("standing_officer").Get(href).Want(http.StatusOK)
	}
	// What the report keeps of a record that is out of the person's sight is all there is.
	err := s.DB.Write(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `update nomination set shared = false where subject_name = 'Thôn Lô Lô Chải'`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	issue(t, s, path)
	if got := s.As("standing_officer").Open(path + "/so-lieu?khau=discover").Texts("tbody a"); len(got) != 1 || !strings.Contains(got[0], "Sùng Thị Mỷ") {
		t.Errorf("%q", got)
	}
	if a := s.As("inspector").Open(path + "/so-lieu?khau=khong-co"); !a.Has(".empty") || a.Has("tbody") {
		t.Error("an unknown stage lists something")
	}
	for _, q := range []string{"?trang=-1", "?trang=999", "?trang=x", "?trang=99999999999999"} {
		s.As("inspector").Open(path + "/so-lieu" + q)
	}
}

func TestFile_isADocumentOfTheReport(t *testing.T) {
	t.Parallel()
	s := start(t)
	path := draft(t, s)
	for kind, want := range map[string]string{"docx": "PK\x03\x04", "pdf": "%PDF-"} {
		a := s.As("chairman").Get(path + "/tai/" + kind).Want(http.StatusOK)
		if !strings.HasPrefix(string(a.Body), want) || !strings.Contains(a.Header.Get("Content-Disposition"), "bao-cao-160-kh-ubnd-2021-01-09-2021-01-11."+kind) {
			t.Errorf("%s: %.10q, %s", kind, a.Body, a.Header.Get("Content-Disposition"))
		}
	}
}

func TestRecord_bringsTheNumberOfAnIssuedReport(t *testing.T) {
	t.Parallel()
	s := start(t)
	path := draft(t, s)
	c := s.As("standing_officer")
	c.Get(path + "/da-ky").Want(http.StatusConflict)
	s.As("inspector").Get(path + "/da-ky").Want(http.StatusForbidden)
	issue(t, s, path)
	if s.As("inspector").Open(path).Has(`a[href$="/da-ky"]`) {
		t.Error("a reader is offered to record")
	}
	f := c.Open(path).Click(`a[href$="/da-ky"]`).Form("main form").Set("signer_position", "")
	if got := f.Submit().Want(http.StatusUnprocessableEntity).Texts(".error-summary li"); len(got) != 5 {
		t.Errorf("%q", got)
	}
	f.SetAll("number", "12/BC-SNV", "day", "11/01/2021", "signer_name", "Nguyễn Thị Mai", "signer_position", "Giám đốc").
		File("file", "bao-cao.pdf", []byte("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"))
	done := f.Submit().Want(http.StatusSeeOther).Follow()
	f.Submit().Want(http.StatusSeeOther)
	if got := done.Text(".paper-head"); !strings.Contains(got, "Số: 12/BC-SNV") || done.Has(`a[href$="/da-ky"]`) {
		t.Errorf("%q", got)
	}
	c.Get(path + "/da-ky").Want(http.StatusConflict)
}
