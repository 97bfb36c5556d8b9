package plan_test

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"lantoa/internal/apptest/browser"
	"lantoa/internal/apptest/client"
)

// The whole import in a real browser: refused, read, confirmed.
func TestImport_inABrowser(t *testing.T) {
	t.Parallel()
	chromium := browser.Built(t)
	site := client.Start(t)
	server := httptest.NewServer(site.Handler())
	t.Cleanup(server.Close)
	dir := t.TempDir()
	letter, next := filepath.Join(dir, "thu.txt"), filepath.Join(dir, "ke-hoach-2022.txt")
	for name, text := range map[string][]byte{letter: []byte("Kính gửi: Sở Nội vụ\n"), next: nextPlan(t)} {
		if err := os.WriteFile(name, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p := chromium.Page(t, server.URL)
	p.Go("/dang-nhap")
	var set bool
	p.Eval(`document.cookie = "lantoa=`+site.As("standing_officer").Cookie("lantoa")+`"; true`, &set)
	p.Go(importPath)
	p.SetFile("Tệp văn bản", letter)
	p.Click("Đọc văn bản")
	p.WaitText("không có lĩnh vực nào")
	p.ForgetConsoleErrors() // the browser logs the status 422
	p.Inspect("plan-import-refused")
	p.SetFile("Tệp văn bản", next)
	p.Click("Đọc văn bản")
	p.WaitText("Chưa có gì được lưu")
	p.Inspect("plan-check")
	p.Click("Nhập kế hoạch gồm 10 lĩnh vực")
	p.WaitText("Đã nhập kế hoạch số 160/KH-UBND")
	if n := plans(t, site.World); n != 2 {
		t.Errorf("%d plans", n)
	}
}
