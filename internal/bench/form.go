package bench

import (
	"bytes"
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// pageForm is the form of a page with the values that it holds.
type pageForm struct {
	action  string
	values  url.Values
	choices map[string][]string // the options of selects
}

// formOf is the form in a page's main part that posts to the path.
func formOf(page []byte, path string) (pageForm, error) {
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return pageForm{}, err
	}
	for n := range doc.Descendants() {
		if n.Data != "form" || !strings.EqualFold(attr(n, "method"), "post") || attr(n, "action") != path {
			continue
		}
		f := pageForm{action: path, values: url.Values{}, choices: map[string][]string{}}
		for c := range n.Descendants() {
			f.hold(c)
		}
		return f, nil
	}
	return pageForm{}, fmt.Errorf("the page has no form to %s", path)
}

func (f pageForm) hold(n *html.Node) {
	name, kind := attr(n, "name"), attr(n, "type")
	if n.Type != html.ElementNode || name == "" {
		return
	}
	switch {
	case n.Data == "select":
		for o := range n.Descendants() {
			if o.Data == "option" {
				f.choices[name] = append(f.choices[name], attr(o, "value"))
			}
		}
		f.values.Add(name, "")
	case n.Data == "textarea":
		f.values.Add(name, "")
	case n.Data == "input" && (kind == "radio" || kind == "checkbox"):
		if has(n, "checked") {
			f.values.Add(name, attr(n, "value"))
		}
	case n.Data == "input" && kind != "file" && kind != "submit":
		f.values.Add(name, attr(n, "value"))
	}
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}
