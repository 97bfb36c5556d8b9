package check_test

import (
	"archive/zip"
	"bytes"
	"io"
	"regexp"
	"strings"
	"testing"
)

// file is a Word document whose parts are edited as text.
type file struct {
	t     testing.TB
	names []string
	parts map[string]string
}

const document = "word/document.xml"

func opened(t testing.TB, data []byte) *file {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f := &file{t: t, parts: map[string]string{}}
	for _, e := range z.File {
		in, err := e.Open()
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		f.names = append(f.names, e.Name)
		f.parts[e.Name] = string(raw)
	}
	return f
}

func (f *file) bytes() []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range f.names {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, f.parts[name])
		}
		if err != nil {
			f.t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		f.t.Fatal(err)
	}
	return b.Bytes()
}

// swap replaces what a part must have.
func (f *file) swap(part, old, text string) {
	f.t.Helper()
	if !strings.Contains(f.parts[part], old) {
		f.t.Fatalf("%s has no %q", part, old)
	}
	f.parts[part] = strings.ReplaceAll(f.parts[part], old, text)
}

// nth replaces the nth of the places in the body that have a text.
func (f *file) nth(old string, n int, text string) {
	f.t.Helper()
	at, body := 0, f.parts[document]
	for ; n > 0; n-- {
		next := strings.Index(body[at:], old)
		if next < 0 {
			f.t.Fatalf("the body has not so many %q", old)
		}
		at += next + len(old)
	}
	f.parts[document] = body[:at-len(old)] + text + body[at:]
}

// text replaces a text of the body.
func (f *file) text(old, text string) { f.t.Helper(); f.swap(document, old, text) }

var (
	paragraphs = regexp.MustCompile(`(?s)<w:p(?: [^>]*)?>.*?</w:p>`)
	tags       = regexp.MustCompile(`<[^>]*>`)
	runs       = regexp.MustCompile(`<w:r(?: [^>]*)?>(<w:rPr>)?`)
)

// at edits the paragraph that has the text.
func (f *file) at(text string, edit func(p string) string) {
	f.t.Helper()
	done := false
	f.parts[document] = paragraphs.ReplaceAllStringFunc(f.parts[document], func(p string) string {
		if done || !strings.Contains(tags.ReplaceAllString(p, ""), text) {
			return p
		}
		done = true
		return edit(p)
	})
	if !done {
		f.t.Fatalf("no paragraph has %q", text)
	}
}

// look gives the text of a paragraph a look over its own.
func (f *file) look(text, props string) {
	f.t.Helper()
	f.at(text, func(p string) string {
		p = runs.ReplaceAllStringFunc(p, func(r string) string {
			if strings.HasSuffix(r, "<w:rPr>") {
				return r
			}
			return r + "<w:rPr></w:rPr>"
		})
		body := p
		head := ""
		if end := strings.Index(p, "</w:pPr>"); end > 0 { // the mark's own look stays
			head, body = p[:end], p[end:]
		}
		return head + strings.ReplaceAll(body, "</w:rPr>", props+"</w:rPr>")
	})
}

// set gives a paragraph settings over its own.
func (f *file) set(text, props string) {
	f.t.Helper()
	f.at(text, func(p string) string {
		if strings.Contains(p, "</w:pPr>") {
			return strings.Replace(p, "</w:pPr>", props+"</w:pPr>", 1)
		}
		end := strings.Index(p, ">") + 1
		return p[:end] + "<w:pPr>" + props + "</w:pPr>" + p[end:]
	})
}

// drop takes the paragraph with the text away, leaving an empty one.
func (f *file) drop(text string) {
	f.t.Helper()
	f.at(text, func(string) string { return "<w:p/>" })
}
