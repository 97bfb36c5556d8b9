package exemplar

import (
	"encoding/xml"
	"net/http"
	"time"

	"lantoa/internal/civil"
	"lantoa/internal/exemplar"
	"lantoa/internal/listing"
	"lantoa/internal/web/kit"
)

// feedLength is how many stories the feed carries.
const feedLength = 30

type rss struct {
	XMLName xml.Name `xml:"rss"`
	Version string   `xml:"version,attr"`
	Channel channel  `xml:"channel"`
}

type channel struct {
	Title       string `xml:"title"`
	Link        string `xml:"link"`
	Description string `xml:"description"`
	Language    string `xml:"language"`
	Items       []item `xml:"item"`
}

type item struct {
	Title       string `xml:"title"`
	Link        string `xml:"link"`
	GUID        string `xml:"guid"`
	Description string `xml:"description"`
	Published   string `xml:"pubDate"`
}

// Feed is the newest stories as RSS 2.0, so that other sites can show them (V.2).
func (p *Pages) Feed(w http.ResponseWriter, r *http.Request) error {
	found, err := p.exs.PublicList(r.Context(), exemplar.PublicFilter{Page: listing.Page{Limit: feedLength}})
	if err != nil {
		return err
	}
	all, err := p.name(r.Context(), found.Rows)
	if err != nil {
		return err
	}
	printer := kit.Printer(r)
	c := channel{Title: printer.T("portal.front.title"), Link: p.address(r, frontPath), Description: printer.T("portal.front.description"), Language: string(printer.Locale())}
	if kit.From(r).Demo {
		c.Description = printer.T("ui.demo")
	}
	for _, n := range all {
		link := p.address(r, storyPath(n.ID))
		c.Items = append(c.Items, item{Title: n.Title, Link: link, GUID: link, Description: shortened(printer, n), Published: published(n.Changed)})
	}
	return document(w, "application/rss+xml", rss{Version: "2.0", Channel: c})
}

// published is a day as RSS writes it.
func published(day civil.Day) string {
	t, err := time.ParseInLocation(time.DateOnly, string(day), civil.Zone())
	if err != nil {
		return ""
	}
	return t.Format(time.RFC1123Z)
}

type urlset struct {
	XMLName xml.Name  `xml:"urlset"`
	Space   string    `xml:"xmlns,attr"`
	URLs    []pageURL `xml:"url"`
}

type pageURL struct {
	Loc     string `xml:"loc"`
	Changed string `xml:"lastmod,omitempty"`
}

// SiteMap lists every public page for search engines.
func (p *Pages) SiteMap(w http.ResponseWriter, r *http.Request) error {
	entries, err := p.exs.PublicEntries(r.Context())
	if err != nil {
		return err
	}
	set := urlset{Space: "http://www.sitemaps.org/schemas/sitemap/0.9", URLs: []pageURL{{Loc: p.address(r, frontPath)}, {Loc: p.address(r, listPath)}}}
	for _, e := range entries {
		set.URLs = append(set.URLs, pageURL{Loc: p.address(r, storyPath(e.ID)), Changed: string(e.ChangedAt)})
	}
	return document(w, "application/xml", set)
}

func document(w http.ResponseWriter, kind string, v any) error {
	body, err := xml.Marshal(v)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", kind+"; charset=utf-8")
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Add("Vary", "Cookie")
	_, _ = w.Write(append([]byte(xml.Header), body...)) // the client may be gone
	return nil
}
