package plan_test

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lantoa/internal/apptest/browser"
	"lantoa/internal/apptest/client"
)

// sit opens a browser in which the standing office's officer has signed in.
func sit(t *testing.T) (*client.Site, *browser.Page) {
	t.Helper()
	chromium := browser.Built(t)
	site := client.Start(t)
	server := httptest.NewServer(site.Handler())
	t.Cleanup(server.Close)
	p := chromium.Page(t, server.URL)
	p.Go("/dang-nhap")
	p.Cookie("lantoa=" + site.As("standing_officer").Cookie("lantoa"))
	return site, p
}

// document is the customer's plan of 2022 as a file to choose.
func document(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "ke-hoach-2022.txt")
	if err := os.WriteFile(path, nextPlan(t), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestScreen_looksGoodAndIsAccessible(t *testing.T) {
	t.Parallel()
	_, p := sit(t)
	p.Go(importPath)
	p.Inspect("ke-hoach/nhap")
	p.Click("Đọc văn bản")
	p.ForgetConsoleErrors() // the browser logs the status 422
	p.Inspect("ke-hoach/nhap-loi")
	p.SetFile("Tệp văn bản", document(t))
	p.Click("Đọc văn bản")
	p.WaitText("Đối chiếu từng phần")
	p.Inspect("ke-hoach/thong-tin")
	screen := p.Path()
	for name, part := range map[string]string{"muc-dich": "purposes", "noi-dung": "contents", "moc": "milestones", "to-chuc": "tasks", "chi-tieu": "quotas", "noi-nhan": "recipients"} {
		p.Go(screen + "?phan=" + part)
		p.Inspect("ke-hoach/" + name)
	}
	p.Go(screen + "?luu-y=tat-ca")
	p.Inspect("ke-hoach/luu-y")
	p.Click("css=.part[title^='2.']")
	p.Inspect("ke-hoach/linh-vuc")
	p.Eval(`document.querySelectorAll("main details").forEach((d) => { d.open = true })`, nil)
	for _, v := range p.Axe() {
		t.Errorf("all unfolded: %s", v)
	}
	field := p.Path()
	p.Fill("css=[name^='other_']", "Sở Phép thuật")
	p.Click("css=.reading-bar .btn-primary")
	p.ForgetConsoleErrors()
	p.Inspect("ke-hoach/linh-vuc-loi")
	p.Go(field)
	p.Eval(`document.querySelector(".reading-form [name=version]").value = "999"`, nil)
	p.Click("css=.reading-bar .btn-primary")
	p.ForgetConsoleErrors()
	p.Inspect("ke-hoach/linh-vuc-cu")
	p.Go(field)
	p.Click("Thêm lĩnh vực")
	p.Inspect("ke-hoach/linh-vuc-moi")
	p.Go(strings.TrimSuffix(screen, "/sua") + "/ap-dung")
	p.Inspect("ke-hoach/ap-dung")
	p.Go(listPath)
	p.Inspect("ke-hoach/danh-sach")
}

// The whole path in a real browser: read, correct, adopt, correct anew, compare.
func TestJourney_fromADocumentToItsSecondVersion(t *testing.T) {
	t.Parallel()
	site, p := sit(t)
	p.Go(listPath)
	p.Click("Nhập kế hoạch")
	p.SetFile("Tệp văn bản", document(t))
	p.Click("Đọc văn bản")
	p.WaitText("Hiệu chỉnh kế hoạch số 160/KH-UBND")

	p.Check("css=[name='done']")
	p.Click("css=.part[href*='purposes']") // what was ticked is saved on the way
	p.WaitText("Mục đích, yêu cầu")
	p.Click("css=.piece .place")
	lit := 0
	if p.Eval(`document.querySelectorAll(".source-line.lit").length`, &lit); lit == 0 {
		t.Error("no line of the document is lit")
	}
	p.Eval(`(() => { const t = document.querySelector("[name^='text_']"); t.value = "Một.\nHai."; t.dispatchEvent(new Event("input", { bubbles: true })) })()`, nil)
	p.Click("css=.piece:first-child [value^='split:']")
	p.WaitText("Mục 4")
	if got := p.Focused(); !strings.Contains(got, "Nội dung") {
		t.Errorf("the focus is on %q", got)
	}
	p.Inspect("ke-hoach/tach")
	p.Click("css=.piece:nth-child(2) [value^='join:']")
	p.WaitGone("Mục 4")
	p.Click("css=.piece:nth-child(2) .tool-move summary")
	p.Select("css=.piece:nth-child(2) [name^='move_']", "Nội dung")
	p.Screenshot("ke-hoach/chuyen.png")
	p.Click("css=.piece:nth-child(2) [value^='move:']")
	p.WaitGone("Mục 3")
	p.Click("css=.part[title^='8.']")
	p.Fill("css=[name^='other_']", "Sở Nội vụ")
	p.Click("css=.reading-bar .btn-primary")
	p.Inspect("ke-hoach/khop-ten")
	p.Click("Xem lại và áp dụng")
	p.Fill("from", "10/01/2021")
	p.Click("css=main .btn-primary")
	p.WaitText("Phiên bản 1, áp dụng từ ngày 10/01/2021")
	if n := plans(t, site.World); n != 2 {
		t.Errorf("%d plans", n)
	}
	p.Inspect("ke-hoach/ke-hoach")

	p.Click("css=form[action$='/ban-moi'] button")
	p.WaitText("Phiên bản mới của kế hoạch số 160/KH-UBND")
	p.Fill("title", "Xây dựng và nhân rộng các điển hình tiên tiến tỉnh Hà Giang")
	p.Click("css=.part[title^='2.']")
	p.Fill("css=[name^='audience_']", "xã điểm")
	p.Check("css=[value='oneof']")
	p.Click("css=.reading-bar .btn-primary")
	p.Click("Xem lại và áp dụng")
	p.Fill("from", "11/01/2021")
	p.Fill("reason", "Theo Văn bản số 12/UBND-NC của Ủy ban nhân dân tỉnh")
	p.Inspect("ke-hoach/ap-dung-phien-ban")
	p.Click("css=main .btn-primary")
	p.WaitText("vì: Theo Văn bản số 12/UBND-NC")
	p.Inspect("ke-hoach/phien-ban-2")
	p.Click("Các phiên bản")
	p.Inspect("ke-hoach/phien-ban")
	p.Click("Phiên bản 2")
	p.WaitText("xã điểm")
	p.Inspect("ke-hoach/so-sanh")
	p.Go(strings.TrimSuffix(strings.Split(p.Path(), "?")[0], "/so-sanh") + "/trach-nhiem")
	p.Inspect("ke-hoach/trach-nhiem")
}
