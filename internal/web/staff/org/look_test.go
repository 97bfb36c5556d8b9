package org_test

import (
	"net/http/httptest"
	"testing"

	"lantoa/internal/apptest/browser"
	"lantoa/internal/apptest/client"
	"lantoa/internal/apptest/world"
	"lantoa/internal/org"
)

func TestPages_lookGoodAndAreAccessible(t *testing.T) {
	browser.Built(t)
	s := client.Start(t)
	server := httptest.NewServer(s.Handler())
	t.Cleanup(server.Close)
	me := browser.Start(t).Page(t, server.URL)
	me.Go("/dang-nhap")
	me.Cookie("lantoa=" + s.As("admin").Cookie("lantoa"))
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
