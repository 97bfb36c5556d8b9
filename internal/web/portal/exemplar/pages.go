// Package exemplar has the public portal's pages: the front page, the list of
// exemplars, each one's story, its photo, the feed and the site map. They show
// what exemplar.Public holds and nothing else.
package exemplar

import (
	"compress/gzip"
	"io"
	"net/http"
	"strings"

	"github.com/a-h/templ"

	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/exemplar"
	"lantoa/internal/org"
	"lantoa/internal/plan"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// Pages are the handlers.
type Pages struct {
	exs       *exemplar.Service
	orgs      *org.Service
	plans     *plan.Service
	db        *db.DB
	publicURL string
}

// New makes the handlers. publicURL is the address under which browsers reach
// the program, "" where they ask it directly.
func New(exs *exemplar.Service, orgs *org.Service, plans *plan.Service, d *db.DB, publicURL string) *Pages {
	return &Pages{exs: exs, orgs: orgs, plans: plans, db: d, publicURL: strings.TrimSuffix(publicURL, "/")}
}

const (
	frontPath = "/"
	listPath  = "/dien-hinh"
	feedPath  = "/dien-hinh.rss"
)

func (p *Pages) today() civil.Day { return civil.DayOf(p.db.Now()) }

// address is a path of the site as another program must write it.
func (p *Pages) address(r *http.Request, path string) string {
	if p.publicURL == "" {
		return "http://" + r.Host + path
	}
	return p.publicURL + path
}

// shell is the portal's frame with its navigation; active is the path that is lit.
func (p *Pages) shell(r *http.Request, title, active string) ui.PortalPage {
	page := kit.Portal(r, title)
	page.Nav = []ui.NavItem{
		{Label: kit.T(r, "portal.nav.front"), Href: frontPath, Active: active == frontPath},
		{Label: kit.T(r, "portal.nav.list"), Href: listPath, Active: active == listPath},
	}
	page.FeedHref, page.FeedTitle = feedPath, kit.T(r, "portal.feed")
	return page
}

// respond writes a page, packed for a weak link. It is asked for anew each
// time: what is taken down must be gone at once.
func respond(w http.ResponseWriter, r *http.Request, c templ.Component) error {
	h := w.Header()
	h.Set("Cache-Control", "no-cache")
	h.Add("Vary", "Cookie, Accept-Encoding")
	if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		return kit.Render(w, r, http.StatusOK, c)
	}
	// Nothing secret stands on these pages that a compressed length could tell.
	h.Set("Content-Encoding", "gzip")
	z := gzip.NewWriter(w)
	if err := kit.Render(packed{w, z}, r, http.StatusOK, c); err != nil {
		h.Del("Content-Encoding")
		return err
	}
	_ = z.Close() // the client may be gone
	return nil
}

// packed is an answer whose body goes through a compressor.
type packed struct {
	http.ResponseWriter
	to io.Writer
}

// Write implements http.ResponseWriter.
func (p packed) Write(b []byte) (int, error) { return p.to.Write(b) }
