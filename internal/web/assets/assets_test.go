package assets_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"lantoa/internal/errs"
	"lantoa/internal/web/assets"
)

func TestFrom_refusesWhatWasNotBuiltWhole(t *testing.T) {
	t.Parallel()
	for name, dist := range map[string]fstest.MapFS{
		"nothing":        {".keep": {}},
		"no manifest":    {"app.1.css": {Data: []byte("a{}")}},
		"broken":         {"manifest.json": {Data: []byte("{")}},
		"a file is gone": {"manifest.json": {Data: []byte(`{"app.css": "app.1.css"}`)}},
	} {
		if _, err := assets.From(dist); errs.As(err) == nil || errs.As(err).Key != "assets.not_built" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestHandler_servesTheBuiltFilesOnly(t *testing.T) {
	t.Parallel()
	a, err := assets.From(fstest.MapFS{"manifest.json": {Data: []byte(`{"app.css": "app.1.css"}`)}, "app.1.css": {Data: []byte("a{}")}})
	if err != nil {
		t.Fatal(err)
	}
	ask := func(path string) *http.Response {
		w := httptest.NewRecorder()
		a.Handler().ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		return w.Result()
	}
	if got := a.Path("app.css"); got != assets.Prefix+"app.1.css" {
		t.Errorf("path %q", got)
	}
	r := ask(a.Path("app.css"))
	if r.StatusCode != http.StatusOK || !strings.HasPrefix(r.Header.Get("Content-Type"), "text/css") || !strings.Contains(r.Header.Get("Cache-Control"), "immutable") {
		t.Errorf("%d, %v", r.StatusCode, r.Header)
	}
	for _, path := range []string{"", "manifest.json", "app.2.css", "../assets.go", "%2e%2e/assets.go"} {
		if got := ask(assets.Prefix + path).StatusCode; got != http.StatusNotFound {
			t.Errorf("%q answers %d", path, got)
		}
	}
}
