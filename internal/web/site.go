// Package web is the edge: every route on one page (routes.go), the middleware
// that each request passes, the mapping of errors to answers (reply.go), and
// sessions in cookies.
package web

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"slices"

	"lantoa/internal/access"
	"lantoa/internal/account"
	"lantoa/internal/db"
	"lantoa/internal/i18n"
	"lantoa/internal/turn"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// Options are what the site needs.
type Options struct {
	DB        *db.DB
	Accounts  *account.Service
	Texts     *i18n.Catalogue
	Log       *slog.Logger
	Assets    http.Handler  // answers /tai-san/…
	Paths     ui.AssetPaths // what the shells link to
	PublicURL string        // "https://…", "" for plain loopback
	Demo      bool
	Pages     Pages
	Limits    Limits // the default when zero
}

type site struct {
	Options
	mux     *http.ServeMux
	rights  map[string]access.Action // by pattern
	secure  bool
	cookies kit.Cookies
	own     *turn.Each // of one person's forms with files
	uploads turn.Turns // of everybody's
	files   turn.Turns // of files that are made
}

// New makes the site's handler. It fails for a right that the policy table does
// not know and for a public address that is none.
func New(o Options) (http.Handler, error) {
	if o.Limits == (Limits{}) {
		o.Limits = DefaultLimits()
	}
	s := &site{Options: o, mux: http.NewServeMux(), rights: map[string]access.Action{},
		own: turn.NewEach(o.Limits.Own, o.Limits.Wait, "error.busy_uploads"), uploads: turn.New(o.Limits.Uploads, o.Limits.Wait, "error.busy_uploads"), files: turn.New(o.Limits.Files, o.Limits.Wait, "error.busy")}
	cross := http.NewCrossOriginProtection()
	if o.PublicURL != "" {
		u, err := url.Parse(o.PublicURL)
		if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
			return nil, fmt.Errorf("web: public address %q", o.PublicURL)
		}
		if err := cross.AddTrustedOrigin(u.Scheme + "://" + u.Host); err != nil {
			return nil, fmt.Errorf("web: public address: %w", err)
		}
		s.secure = u.Scheme == "https"
	}
	s.cookies = kit.Cookies{Secure: s.secure}
	for _, r := range s.routes(o.Pages) {
		if r.right != access.Public && r.right != access.SignedIn && !slices.Contains(access.Actions(), r.right) {
			return nil, fmt.Errorf("web: %s has the unknown right %q", r.pattern, r.right)
		}
		s.rights[r.pattern] = r.right
		s.mux.Handle(r.pattern, s.serve(r))
	}
	s.mux.Handle("/", s.serve(route{pattern: "/", handle: notFound, right: access.Public, limit: formLimit}))
	return s.outer(cross), nil
}
