package report_test

import (
	"net/http"
	"strings"
	"testing"
)

const templatePath = "/quan-ly/mau-van-ban/report"

func TestTemplate_ofTheReportShowsTheFiguresOfNowAndWhatEachNameIs(t *testing.T) {
	t.Parallel()
	s := start(t)
	c := s.As("standing_officer")
	a := c.Open(templatePath)
	if got := a.Text(".papers"); !strings.Contains(got, "toàn tỉnh có 3 hồ sơ đề nghị của 1 cơ quan") || !strings.Contains(got, "Kính gửi: Chủ tịch Ủy ban nhân dân tỉnh Hà Giang") {
		t.Errorf("%q", got)
	}
	if a.Has(".papers td a") || !a.Has(".papers img") {
		t.Error("the preview's figures lead to a report that there is not, or it has no chart")
	}
	said := a.Texts("dl.names dd")
	seen := map[string]bool{}
	for _, text := range said {
		if seen[text] || strings.Contains(text, "report.name.") {
			t.Errorf("%q", text)
		}
		seen[text] = true
	}
	if len(said) < 40 || !seen["số điển hình đang được nhân rộng"] {
		t.Errorf("%d names", len(said))
	}
	tried := a.Form("main form").SetAll("text", "Có {tổng số điển hình} điển hình.").Press("viec", "xem").Want(http.StatusOK)
	if got := tried.Text(".papers"); !strings.Contains(got, "Có 1 điển hình./.") {
		t.Errorf("%q", got)
	}
}

func TestTemplate_ofTheReportRefusesATableInsideALine(t *testing.T) {
	t.Parallel()
	s := start(t)
	f := s.As("standing_officer").Open(templatePath).Form("main form").SetAll("note", "Thử.")
	for text, want := range map[string]string{"Xem {bảng theo cấp}.": "bảng theo cấp", "Có {không có}.": "không có"} {
		back := f.SetAll("text", text).Submit().Want(http.StatusUnprocessableEntity)
		if got := back.Text("#f-text-error"); !strings.Contains(got, want) || back.Form("main form").Values.Get("text") != text {
			t.Errorf("%q: %q", text, got)
		}
	}
	f.SetAll("text", "Bảng:\n {bảng theo cấp} \nHết.").Submit().Want(http.StatusSeeOther)
	if path := draft(t, s); !strings.Contains(s.As("standing_officer").Open(path).Text(".papers"), "Bảng:") {
		t.Error("a new report does not begin with the template")
	}
}
