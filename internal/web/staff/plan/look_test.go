package plan_test

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"lantoa/internal/apptest/browser"
	"lantoa/internal/apptest/client"
)

// sit opens a browser in which the person has signed in.
func sit(t *testing.T, site *client.Site, base, person string) *browser.Page {
	t.Helper()
	p := browser.Built(t).Page(t, base)
	p.Go("/dang-nhap")
	p.Eval(`document.cookie = "lantoa=`+site.As(person).Cookie("lantoa")+`; path=/"`, nil)
	return p
}

func TestScreen_looksGoodAndIsAccessible(t *testing.T) {
	t.Parallel()
	browser.Built(t)
	site := client.Start(t)
	server := httptest.NewServer(site.Handler())
	t.Cleanup(server.Close)
	next := filepath.Join(t.TempDir(), "ke-hoach-2022.txt")
	if err := os.WriteFile(next, nextPlan(t), 0o600); err != nil {
		t.Fatal(err)
	}
	p := sit(t, site, server.URL, "standing_officer")
	p.Go(importPath)
	p.Inspect("ke-hoach/nhap")
	p.SetFile("Tệp văn bản", next)
	p.Click("Đọc văn bản")
	p.WaitText("Đối chiếu từng phần")
	p.Inspect("ke-hoach/thong-tin")
	screen := p.Path()
	for name, part := range map[string]string{"muc-dich": "purposes", "moc": "milestones", "to-chuc": "tasks", "noi-nhan": "recipients"} {
		p.Go(screen + "?phan=" + part)
		p.Inspect("ke-hoach/" + name)
	}
	p.Click("css=.part[title^='2.']")
	p.Inspect("ke-hoach/linh-vuc")
}
