package kit_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/a-h/templ"

	"lantoa/internal/apptest/browser"
	"lantoa/internal/i18n"
	"lantoa/internal/web/assets"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// TestSheet_looksLikePaper shows the preview in a page of the application, under
// the policy that pages have.
func TestSheet_looksLikePaper(t *testing.T) {
	me := browser.Built(t)
	built, err := assets.Load()
	if err != nil {
		t.Fatal(err)
	}
	catalogues, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	rules, file := decree(t), papers(t)
	mux := http.NewServeMux()
	mux.Handle("/tai-san/", built.Handler())
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'")
		ctx := i18n.WithPrinter(r.Context(), catalogues.Printer(i18n.Vietnamese))
		page := ui.Staff(ui.StaffPage{Title: "Xem trước", BackPath: "/", Assets: ui.AssetPathsFrom(built.Path)})
		inner := templ.Join(ui.PageTitle(ui.PageHead{Title: "Xem trước văn bản"}), kit.Sheet(rules, file))
		if err := page.Render(templ.WithChildren(ctx, inner), w); err != nil {
			t.Error(err)
		}
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	p := me.Page(t, server.URL)
	p.Go("/")
	p.Inspect("van-ban/xem-truoc")
}
