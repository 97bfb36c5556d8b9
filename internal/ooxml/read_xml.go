package ooxml

import (
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// elements reads XML element by element. External entities are none of what the
// decoder knows: a reference to one is an error.
type elements struct {
	dec   *xml.Decoder
	depth int
}

func newElements(in io.Reader) *elements { return &elements{dec: xml.NewDecoder(in)} }

// element is the beginning of an element.
type element struct{ xml.StartElement }

// each visits the children of the element that was read last; visit reads each
// child to its end.
func (x *elements) each(visit func(element) error) error {
	for {
		tok, err := x.dec.Token()
		if err != nil {
			if err == io.EOF && x.depth == 0 {
				return nil
			}
			return err
		}
		switch t := tok.(type) {
		case xml.StartElement:
			x.depth++
			if x.depth > maxDepth {
				return fmt.Errorf("ooxml: elements nest deeper than %d", maxDepth)
			}
			if err := visit(element{t}); err != nil {
				return err
			}
		case xml.EndElement:
			x.depth--
			return nil
		}
	}
}

func (x *elements) skip() error {
	return x.each(func(element) error { return x.skip() })
}

// into reads an element to its end into a struct.
func (x *elements) into(e element, to any) error {
	x.depth--
	return x.dec.DecodeElement(to, &e.StartElement)
}

// text is the character data of an element without children.
func (x *elements) text() (string, error) {
	var b strings.Builder
	for {
		tok, err := x.dec.Token()
		if err != nil {
			return "", err
		}
		switch t := tok.(type) {
		case xml.CharData:
			b.Write(t)
		case xml.StartElement:
			x.depth++
			if err := x.skip(); err != nil {
				return "", err
			}
		case xml.EndElement:
			x.depth--
			return b.String(), nil
		}
	}
}

// attr is an attribute by its local name.
func (e element) attr(name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// word names an element of the body; those of drawings and formulas have names
// of their own.
func (e element) word() string {
	if strings.Contains(e.Name.Space, "wordprocessingml") || e.Name.Space == "w" || e.Name.Local == "AlternateContent" {
		return e.Name.Local
	}
	return "other"
}

// value is an element with nothing but a value.
type value struct{ Val string }

// UnmarshalXML reads the value, and no more of it than one has: a thousand
// paragraphs may share a style's.
func (v *value) UnmarshalXML(d *xml.Decoder, start xml.StartElement) error {
	v.Val = brief(element{start}.attr("val"))
	return d.Skip()
}

// brief is a name or a value of the document without what is too long for one.
func brief(s string) string {
	if len(s) <= maxValue {
		return s
	}
	return strings.ToValidUTF8(s[:maxValue], "")
}

// on reports a switch that is there and not turned off.
func (v *value) on() bool { return v != nil && v.Val != "0" && v.Val != "false" && v.Val != "off" }

// set sets to where the value is there.
func (v *value) set(to *bool) {
	if v != nil {
		*to = v.on()
	}
}

// whole is a number of the document; what is none, or beyond any sense, is 0.
func whole(s string) int {
	n, err := strconv.Atoi(brief(s))
	if err != nil || n < 0 || n > 1<<20 {
		return 0
	}
	return n
}

// points is a length in twentieths of a point; what is none is 0.
func points(s string) float64 {
	n, err := strconv.ParseFloat(brief(s), 64)
	if err != nil || n != n || n > 1e6 || n < -1e6 {
		return 0
	}
	return n / 20
}
