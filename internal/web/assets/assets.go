// Package assets serves the built style, script, icons and fonts that are
// bundled with the program. `make assets` builds them into dist/.
package assets

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"slices"
	"strings"

	"lantoa/internal/errs"
)

// Prefix is the address under which the assets stand.
const Prefix = "/tai-san/"

// forever is for files whose name has the hash of their content; a file asked
// for by its plain name is checked again, but meanwhile shown.
const (
	forever  = "public, max-age=31536000, immutable"
	recheck  = "public, max-age=600, stale-while-revalidate=86400"
	manifest = "manifest.json"
)

//go:embed all:dist
var bundled embed.FS

// Assets are the built files, by their plain names.
type Assets struct {
	files fs.FS
	names map[string]string // plain name → name with hash
}

// Load opens the bundled assets. It fails with the key assets.not_built in a
// program that was compiled before `make assets`.
func Load() (*Assets, error) {
	dist, err := fs.Sub(bundled, "dist")
	if err != nil {
		return nil, errs.Wrap(err, errs.Internal, "assets.not_built")
	}
	return From(dist)
}

// From opens the assets of a folder as the build leaves it.
func From(dist fs.FS) (*Assets, error) {
	raw, err := fs.ReadFile(dist, manifest)
	if err != nil {
		return nil, errs.Wrap(err, errs.Internal, "assets.not_built")
	}
	a := &Assets{files: dist, names: map[string]string{}}
	if err := json.Unmarshal(raw, &a.names); err != nil {
		return nil, errs.Wrap(fmt.Errorf("assets: %s: %w", manifest, err), errs.Internal, "assets.not_built")
	}
	for plain, hashed := range a.names {
		if _, err := fs.Stat(dist, hashed); err != nil {
			return nil, errs.Wrap(fmt.Errorf("assets: %s of the manifest: %w", plain, err), errs.Internal, "assets.not_built")
		}
	}
	return a, nil
}

// Path is the address of the asset with the plain name; an unknown one has the
// address it would have, which is not found.
func (a *Assets) Path(plain string) string {
	if hashed, ok := a.names[plain]; ok {
		return Prefix + hashed
	}
	return Prefix + plain
}

// Names lists the plain names, sorted.
func (a *Assets) Names() []string {
	names := make([]string, 0, len(a.names))
	for n := range a.names {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}

// Handler serves GET and HEAD under Prefix: names with a hash for ever, plain
// names with revalidation; compressed as the browser accepts.
func (a *Assets) Handler() http.Handler {
	plainOf := map[string]bool{}
	for _, hashed := range a.names {
		plainOf[hashed] = true
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, under := strings.CutPrefix(r.URL.Path, Prefix)
		hashed, isPlain := a.names[name]
		switch {
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, http.StatusText(http.StatusMethodNotAllowed), http.StatusMethodNotAllowed)
		case under && isPlain:
			a.serve(w, r, hashed, recheck)
		case under && plainOf[name]:
			a.serve(w, r, name, forever)
		default:
			http.NotFound(w, r)
		}
	})
}

func (a *Assets) serve(w http.ResponseWriter, r *http.Request, name, caching string) {
	h := w.Header()
	stored, encoding := a.pick(name, r.Header.Get("Accept-Encoding"))
	if encoding != "" {
		h.Set("Content-Encoding", encoding)
	}
	h.Set("Vary", "Accept-Encoding")
	h.Set("Cache-Control", caching)
	h.Set("Content-Type", typeOf(name))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("ETag", `"`+stored+`"`)
	http.ServeFileFS(w, r, a.files, stored)
}

// pick chooses the best stored form that the browser accepts.
func (a *Assets) pick(name, accept string) (stored, encoding string) {
	for _, c := range []struct{ suffix, encoding string }{{".br", "br"}, {".gz", "gzip"}} {
		if !accepts(accept, c.encoding) {
			continue
		}
		if _, err := fs.Stat(a.files, name+c.suffix); err == nil {
			return name + c.suffix, c.encoding
		}
	}
	return name, ""
}

// accepts reads an Accept-Encoding header; "br;q=0" refuses.
func accepts(header, encoding string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, params, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.EqualFold(strings.TrimSpace(name), encoding) {
			q := strings.TrimSpace(params)
			return q != "q=0" && !strings.HasPrefix(q, "q=0.000")
		}
	}
	return false
}

func typeOf(name string) string {
	if path.Ext(name) == ".woff2" {
		return "font/woff2" // not in every system's table
	}
	return mime.TypeByExtension(path.Ext(name))
}
