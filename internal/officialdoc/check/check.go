// Package check compares a Word document with the form that Decree 30/2020 gives
// official documents: it recognises the components of the form, whoever set them
// (this program, a letterhead in a table of two columns, tabs), and names every
// one that is not as the rules have it. It judges what a file says of itself; what
// only a page shows (a line that runs over, two signatures on each other) it does
// not see.
package check

import (
	"errors"
	"slices"
	"strings"

	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/officialdoc"
	"lantoa/internal/ooxml"
)

// MaxSize is how many bytes a file may have.
const MaxSize = 20 << 20

const (
	maxText  = 2 << 20 // bytes of text: some 600 pages
	maxFound = 500     // deviations that differ: more say nothing more
)

// Deviation is one way in which a document is not as the rules have it.
type Deviation struct {
	Component officialdoc.Component
	Where     string // the text of the place, shortened; "" for the whole document
	Key       string // the sentence that explains it
	Expected  Value
	Found     Value
	Clause    string // of the decree
	Count     int    // in how many places
}

// Places is in how many places a document deviates, all ways together.
func Places(found []Deviation) int {
	n := 0
	for _, d := range found {
		n += d.Count
	}
	return n
}

// Value is what a rule asks for or a document has, as a key of the catalogues.
type Value struct {
	Key  string
	Args []any
}

// Document lists the deviations of a .docx from the rules, in the order of the
// form's components. Errors are Invalid and say what is wrong with the file: no
// .docx, damaged, protected, too large. One with macros is read; they do not run.
// The name is only for sentences.
func Document(rules officialdoc.Rules, data []byte, name string) ([]Deviation, error) {
	name = i18n.Clean(name)
	switch {
	case len(data) == 0:
		return nil, errs.New(errs.Invalid, "check.file.empty", name)
	case len(data) > MaxSize:
		return nil, errs.New(errs.Invalid, "check.file.too_large", name, MaxSize>>20)
	}
	switch ooxml.KindOf(data) {
	case ooxml.WordFile:
	case ooxml.OldWord:
		return nil, errs.New(errs.Invalid, "check.file.old_word", name)
	case ooxml.LockedFile:
		return nil, errs.New(errs.Invalid, "check.file.locked", name)
	case ooxml.BrokenFile:
		return nil, errs.New(errs.Invalid, "check.file.damaged", name)
	default:
		return nil, errs.New(errs.Invalid, "check.file.not_word", name)
	}
	word, err := ooxml.Read(data, maxText)
	switch {
	case errors.Is(err, ooxml.ErrTooLong):
		return nil, errs.New(errs.Invalid, "check.file.too_long", name)
	case err != nil:
		return nil, errs.Wrap(err, errs.Invalid, "check.file.damaged", name)
	}
	c := checker{rules: rules, word: word}
	c.items = c.itemsOf(word)
	if !slices.ContainsFunc(c.items, func(i item) bool { return !i.empty() }) {
		return nil, errs.New(errs.Invalid, "check.file.empty", name)
	}
	c.document()
	return c.sorted(), nil
}

// checker is the checking of one document.
type checker struct {
	rules officialdoc.Rules
	word  *ooxml.Word
	items []item
	found []Deviation
	known map[deviationID]int // where in found
	// numbers are the paragraphs with the number of the page, nil for a header without.
	numbers map[*ooxml.Piece]*ooxml.Para
}

type deviationID struct {
	component            officialdoc.Component
	key, expected, found string
}

func (c *checker) document() {
	parts := c.parts()
	c.pages(parts)
	for i := range parts {
		p := &parts[i]
		if p.sheet {
			c.appendix(p)
			continue
		}
		c.paper(p)
		c.appendices(p, parts[i+1:])
	}
	c.fonts()
}

// add notes a deviation; the same one in another place is counted.
func (c *checker) add(component officialdoc.Component, where, key string, expected, found Value) {
	id := deviationID{component, key, expected.id(), found.id()}
	if c.known == nil {
		c.known = map[deviationID]int{}
	}
	if at, ok := c.known[id]; ok {
		c.found[at].Count++
		return
	}
	if len(c.found) == maxFound {
		return
	}
	c.known[id] = len(c.found)
	c.found = append(c.found, Deviation{Component: component, Where: shorten(where), Key: key, Expected: expected, Found: found,
		Clause: c.rules.Clause(component, key), Count: 1})
}

func (v Value) id() string {
	s := v.Key
	for _, a := range v.Args {
		if t, ok := a.(string); ok {
			s += "\x00" + t
		}
	}
	return s
}

// shorten is a text as a place is named: its beginning.
func shorten(s string) string {
	const most = 70
	if len(s) > 10*most { // a place may be a text of a megabyte
		s = strings.ToValidUTF8(s[:10*most], "")
	}
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > most {
		return strings.TrimRight(string(r[:most]), " ") + "…"
	}
	return s
}

// sorted are the deviations in the order of the components.
func (c *checker) sorted() []Deviation {
	order := officialdoc.Components()
	slices.SortStableFunc(c.found, func(a, b Deviation) int {
		return slices.Index(order, a.Component) - slices.Index(order, b.Component)
	})
	return c.found
}
