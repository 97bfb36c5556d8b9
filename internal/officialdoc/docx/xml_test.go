package docx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

// node is an element of a part; text is that of a w:t alone.
type node struct {
	name  string // "w:pPr"
	attrs map[string]string
	kids  []*node
	text  string
}

func (n *node) all(name string) []*node {
	var found []*node
	for _, k := range n.kids {
		if k.name == name {
			found = append(found, k)
		}
		found = append(found, k.all(name)...)
	}
	return found
}

func (n *node) kid(path ...string) *node {
	for _, name := range path {
		var next *node
		for _, k := range n.kids {
			if k.name == name {
				next = k
				break
			}
		}
		if next == nil {
			return &node{}
		}
		n = next
	}
	return n
}

func (n *node) val(path ...string) string { return n.kid(path...).attrs["w:val"] }

// said is the text of an element, a newline for each break.
func (n *node) said() string {
	switch n.name {
	case "w:t":
		return n.text
	case "w:br":
		return "\n"
	case "w:tab":
		return "\t"
	}
	var b strings.Builder
	for _, k := range n.kids {
		b.WriteString(k.said())
	}
	return b.String()
}

// parts unpacks a file.
func parts(t fataler, raw []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatalf("no archive: %v", err)
	}
	out := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		if _, twice := out[f.Name]; twice {
			t.Fatalf("%s stands twice in the archive", f.Name)
		}
		out[f.Name] = data
	}
	return out
}

// fataler is what testing and rapid have in common.
type fataler interface {
	Helper()
	Fatalf(string, ...any)
	Errorf(string, ...any)
}

var _ fataler = (*testing.T)(nil)

// tree parses a part; it fails on one that is not well-formed.
func tree(t fataler, raw []byte) *node {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(raw))
	root := &node{}
	open := []*node{root}
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("not well-formed: %v", err)
		}
		top := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			n := &node{name: full(token.Name), attrs: map[string]string{}}
			for _, a := range token.Attr {
				n.attrs[full(a.Name)] = a.Value
			}
			top.kids = append(top.kids, n)
			open = append(open, n)
		case xml.EndElement:
			if full(token.Name) != top.name {
				t.Fatalf("%s closed by %s", top.name, full(token.Name))
			}
			open = open[:len(open)-1]
		case xml.CharData:
			top.text += string(token)
		}
	}
	if len(open) != 1 || len(root.kids) != 1 {
		t.Fatalf("not one element that is closed")
	}
	return root.kids[0]
}

func full(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}
