package journey_test

import (
	"strings"
	"testing"
)

// TestJourney_fromABatchToItsSignedPapers walks what an officer did in Word: the
// set of papers in one press, a text adjusted beside its preview, the signed scan
// that becomes the act, a decision from the dossiers, a template, the checker and
// the report.
func TestJourney_fromABatchToItsSignedPapers(t *testing.T) {
	t.Parallel()
	s := start(t)
	officer := s.as("unit_officer")
	dossier := s.draft(officer, "unit", "household", "Sùng Mí Giàng", "2.")
	officer.Go(dossier)
	officer.Click("css=main a[href*='/dot-de-nghi/']")
	officer.Click("Văn bản của đợt")
	officer.Click("Soạn 6 văn bản còn thiếu")
	officer.WaitText("Đã soạn đủ bộ văn bản")
	officer.Inspect("van-ban-cua-dot")
	officer.Click("Quyết định công nhận cấp cơ sở")
	officer.WaitText("Công nhận 01 điển hình tiên tiến cấp cơ sở của Ủy ban nhân dân xã Lũng Cú")
	officer.Fill("text", "Căn cứ {luật};\nTheo đề nghị của Hội đồng Thi đua - Khen thưởng xã.\nQUYẾT ĐỊNH:\nĐiều 1. Công nhận {số hồ sơ} điển hình.\nĐiều 2. Quyết định có hiệu lực kể từ ngày ký.")
	officer.Click("Xem trước")
	officer.WaitText("Đang xem trước nội dung chưa lưu")
	officer.WaitText("Công nhận 01 điển hình.")
	officer.Inspect("du-thao")
	officer.Click("Tên cơ quan, số, ngày, người ký")
	officer.Fill("number", "31")
	officer.Fill("day", "20/11/2026")
	officer.Fill("signer", "Vàng Mí Sính")
	officer.Click("Lưu")
	officer.WaitText("Đã lưu dự thảo")
	officer.Click("Ghi nhận văn bản đã ký")
	if n, who := officer.Value("number"), officer.Value("signer_name"); n != "31/QĐ-UBND" || who != "Vàng Mí Sính" {
		t.Fatalf("typed twice: %q by %q", n, who)
	}
	officer.SetFile("file", s.scan("quyet-dinh-31"))
	officer.Click("css=main form[action*='/buoc/'] button[type=submit]")
	officer.WaitText("Đã ký: số 31/QĐ-UBND")
	officer.Go("/quan-ly/dien-hinh?q=Sùng+Mí+Giàng")
	officer.WaitText("Sùng Mí Giàng")

	office := s.as("standing_officer")
	office.Go("/quan-ly/mau-van-ban")
	office.Click("Quyết định công nhận cấp tỉnh")
	office.Fill("summary", "Về việc công nhận điển hình tiên tiến {cấp} năm {năm}")
	office.Fill("note", "Ghi rõ năm")
	office.Click("Xem trước")
	office.WaitText("Về việc công nhận điển hình tiên tiến cấp tỉnh năm 2026")
	office.Inspect("mau-van-ban")
	office.Click("Lưu phiên bản mới")
	office.WaitText("Đã lưu phiên bản mới")

	office.Go("/quan-ly/bao-cao")
	office.Click("css=main tbody a")
	office.WaitText("05/BC-BTĐKT")
	office.Click("css=main a[href*='/so-lieu']")
	if !strings.Contains(office.Path(), "/so-lieu") {
		t.Errorf("a figure leads to %s", office.Path())
	}
}
