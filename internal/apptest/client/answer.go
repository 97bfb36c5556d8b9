package client

import (
	"net/http"
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
)

// Answer is what came back: a page, a redirect, a file.
type Answer struct {
	Path   string // that was asked for
	Status int
	Header http.Header
	Body   []byte
	Doc    *html.Node // of a page, nil otherwise
	client *Client
}

// Location is where a redirect leads, "" for none.
func (a *Answer) Location() string { return a.Header.Get("Location") }

// Want fails the test for another status.
func (a *Answer) Want(status int) *Answer {
	a.client.t.Helper()
	if a.Status != status {
		a.client.t.Fatalf("%s answers %d, not %d: %s", a.Path, a.Status, status, a.said())
	}
	return a
}

// said is what a page has to say of what went wrong, for a failing test's message.
func (a *Answer) said() string {
	if a.Doc == nil {
		return a.Location()
	}
	for _, s := range []string{".error-summary", "main", "body"} {
		if n := cascadia.Query(a.Doc, cascadia.MustCompile(s)); n != nil {
			text := []rune(Words(n))
			return string(text[:min(len(text), 600)])
		}
	}
	return ""
}

// Follow goes where redirects lead; every other answer is its own.
func (a *Answer) Follow() *Answer {
	a.client.t.Helper()
	for range 5 {
		if a.Status != http.StatusSeeOther {
			return a
		}
		a = a.client.Get(a.Location())
	}
	a.client.t.Fatalf("%s redirects for ever", a.Path)
	return nil
}

// All are the elements that a selector finds.
func (a *Answer) All(selector string) []*html.Node {
	a.client.t.Helper()
	s, err := cascadia.Compile(selector)
	if err != nil {
		a.client.t.Fatalf("selector %q: %v", selector, err)
	}
	if a.Doc == nil {
		a.client.t.Fatalf("%s answers %d without a page", a.Path, a.Status)
	}
	return cascadia.QueryAll(a.Doc, s)
}

// Has reports whether a selector finds anything.
func (a *Answer) Has(selector string) bool { a.client.t.Helper(); return len(a.All(selector)) > 0 }

// One is the one element that a selector finds.
func (a *Answer) One(selector string) *html.Node {
	a.client.t.Helper()
	found := a.All(selector)
	if len(found) != 1 {
		a.client.t.Fatalf("%s has %d of %q: %s", a.Path, len(found), selector, a.said())
	}
	return found[0]
}

// Text is the words of the one element that a selector finds.
func (a *Answer) Text(selector string) string { a.client.t.Helper(); return Words(a.One(selector)) }

// Texts are the words of each element that a selector finds.
func (a *Answer) Texts(selector string) []string {
	a.client.t.Helper()
	var out []string
	for _, n := range a.All(selector) {
		out = append(out, Words(n))
	}
	return out
}

// Attr is an attribute of the one element that a selector finds.
func (a *Answer) Attr(selector, name string) string {
	a.client.t.Helper()
	v, _ := Attr(a.One(selector), name)
	return v
}

// Click follows the one link that a selector finds.
func (a *Answer) Click(selector string) *Answer {
	a.client.t.Helper()
	return a.client.Get(a.Attr(selector, "href")).Follow()
}

// Words is the text of an element with every run of spaces as one.
func Words(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		if n.Type == html.ElementNode && n.Data != "" {
			b.WriteByte(' ')
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(n)
	return strings.Join(strings.Fields(b.String()), " ")
}

// Attr is an attribute of an element and whether it is there.
func Attr(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}
