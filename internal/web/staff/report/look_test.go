package report_test

import (
	"net/http/httptest"
	"testing"

	"lantoa/internal/apptest/browser"
)

func TestScreen_looksGoodAndIsAccessible(t *testing.T) {
	t.Parallel()
	chromium := browser.Built(t)
	s := start(t)
	server := httptest.NewServer(s.Handler())
	t.Cleanup(server.Close)
	p := chromium.Page(t, server.URL)
	p.Go("/dang-nhap")
	p.Cookie("lantoa=" + s.As("standing_officer").Cookie("lantoa"))

	p.Go(listPath)
	p.Inspect("bao-cao/trong")
	p.Click("Lập báo cáo")
	p.Inspect("bao-cao/moi")
	p.Click("Lập dự thảo")
	p.WaitText("Dự thảo: số liệu được tính")
	p.Inspect("bao-cao/du-thao")
	page := p.Path()
	p.Click("css=.paper-table td a")
	p.Inspect("bao-cao/so-lieu")
	p.Go(page + "/sua")
	p.Inspect("bao-cao/sua")
	p.Eval(`document.querySelector("[name=text]").value += "\nCó {trường lạ}."`, nil)
	p.Click("css=[value=edit]")
	p.ForgetConsoleErrors() // the browser logs the status 422
	p.WaitText("trường lạ")
	p.Inspect("bao-cao/sua-loi")
	p.Eval(`document.querySelector("[name=text]").value = "I. KẾT QUẢ\n1. Kết quả chung\nTổng số điển hình là {tổng số điển hình}.\n{bảng theo lĩnh vực}\n{biểu đồ theo khâu}"`, nil)
	p.Click("css=.columns .btn-primary")
	p.WaitText("Đã lưu báo cáo")
	p.Click("Phát hành, chốt số liệu")
	p.Inspect("bao-cao/phat-hanh")
	p.Cookie("lantoa=" + s.As("standing_head").Cookie("lantoa"))
	p.Go(page + "/phat-hanh")
	p.Click("css=.confirm .btn-primary")
	p.WaitText("Đã phát hành báo cáo")
	p.Inspect("bao-cao/da-phat-hanh")
	p.Go(page + "/da-ky")
	p.Inspect("bao-cao/da-ky")
	revoke(t, s)
	p.Go(page + "/so-lieu?nhom=exemplars")
	p.Inspect("bao-cao/so-lieu-khi-do")
	p.Go(listPath)
	p.Inspect("bao-cao/danh-sach")
	p.Cookie("lantoa=" + s.As("standing_officer").Cookie("lantoa"))
	p.Go(templatePath)
	p.Inspect("bao-cao/mau")
}
