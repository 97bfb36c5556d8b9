package org_test

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"lantoa/internal/apptest/browser"
	"lantoa/internal/apptest/client"
	"lantoa/internal/apptest/world"
	"lantoa/internal/org"
)

// built skips where style and script are not: pictures of bare pages show nothing.
func built(t *testing.T) {
	t.Helper()
	root, err := browser.Root()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(root, "internal/web/assets/dist/manifest.json")); err != nil {
		if os.Getenv("LANTOA_TEST_REQUIRE_ALL") == "1" {
			t.Fatal("assets are not built: run make assets")
		}
		t.Skip("skipped: pictures of the pages of organisations: assets are not built: run make assets")
	}
}

func TestPages_lookGoodAndAreAccessible(t *testing.T) {
	built(t)
	s := client.Start(t)
	server := httptest.NewServer(s.Handler())
	t.Cleanup(server.Close)
	me := browser.Start(t).Page(t, server.URL)
	me.Go("/dang-nhap")
	me.Eval(`document.cookie = "lantoa=`+s.As("admin").Cookie("lantoa")+`; path=/"`, nil)
	for path, name := range map[string]string{
		"/quan-ly/to-chuc": "danh-sach", "/quan-ly/to-chuc?loai=commune&q=lung": "danh-sach-loc", "/quan-ly/to-chuc?q=khong+co": "danh-sach-trong",
		"/quan-ly/to-chuc/moi": "moi", "/quan-ly/to-chuc/" + org.SeedID(world.Commune): "xa", "/quan-ly/to-chuc/" + org.SeedID(world.District): "huyen",
		"/quan-ly/to-chuc/" + org.SeedID(world.OtherLead): "so", "/quan-ly/cum-khoi": "cum-khoi",
	} {
		me.Go(path)
		me.Inspect("to-chuc/" + name)
	}
	me.Go("/quan-ly/to-chuc/moi")
	me.Click("css=main .btn-primary")
	me.ForgetConsoleErrors()
	me.Inspect("to-chuc/moi-loi")
}
