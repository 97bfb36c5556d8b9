package kit

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/a-h/templ"
)

// Render writes a component with a status. It renders before it writes: a page
// that fails half way becomes an error page, never half a page. A form that is
// shown again is rendered twice: its summary of errors stands above the fields,
// and knows their labels only when they have been drawn once.
func Render(w http.ResponseWriter, r *http.Request, status int, c templ.Component) error {
	if status == http.StatusUnprocessableEntity || status == http.StatusConflict || status == http.StatusServiceUnavailable {
		if err := c.Render(r.Context(), io.Discard); err != nil {
			return err
		}
	}
	var b bytes.Buffer
	if err := c.Render(r.Context(), &b); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // the client may be gone
	return nil
}

// Fragment reports a request by htmx that wants a part of the page.
func Fragment(r *http.Request) bool {
	return r.Header.Get("HX-Request") == "true" && r.Header.Get("HX-Boosted") != "true"
}

// Redirect sends the browser to a path of this site with 303, so that a reload
// repeats nothing. htmx is told to load the whole page.
func Redirect(w http.ResponseWriter, r *http.Request, path string) error {
	if Fragment(r) {
		w.Header().Set("HX-Redirect", path)
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	w.Header().Set("Location", path)
	w.WriteHeader(http.StatusSeeOther)
	return nil
}

// LocalPath is p when it is a path of this site, and fallback otherwise: no
// other host can be reached through it.
func LocalPath(p, fallback string) string {
	if !strings.HasPrefix(p, "/") || strings.HasPrefix(p, "//") || strings.ContainsAny(p, "\\\r\n\t\x00") || len(p) > 1000 {
		return fallback
	}
	u, err := url.Parse(p)
	if err != nil || u.IsAbs() || u.Host != "" || u.User != nil {
		return fallback
	}
	return p
}
