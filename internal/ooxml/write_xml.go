package ooxml

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// xmlWriter writes elements; what it is given as texts and values it makes fit
// for XML.
type xmlWriter struct{ bytes.Buffer }

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

// open begins an element; the attributes are names and values in turn, and one
// with an empty value is left out.
func (x *xmlWriter) open(name string, attrs ...string) {
	x.tag(name, attrs)
	x.WriteByte('>')
}

// empty writes an element without a content.
func (x *xmlWriter) empty(name string, attrs ...string) {
	x.tag(name, attrs)
	x.WriteString("/>")
}

func (x *xmlWriter) tag(name string, attrs []string) {
	x.WriteByte('<')
	x.WriteString(name)
	for i := 0; i+1 < len(attrs); i += 2 {
		if attrs[i+1] == "" {
			continue
		}
		x.WriteByte(' ')
		x.WriteString(attrs[i])
		x.WriteString(`="`)
		x.escape(attrs[i+1])
		x.WriteByte('"')
	}
}

func (x *xmlWriter) close(name string) {
	x.WriteString("</")
	x.WriteString(name)
	x.WriteByte('>')
}

// text writes an element that holds nothing but text.
func (x *xmlWriter) text(name, text string, attrs ...string) {
	x.open(name, attrs...)
	x.escape(text)
	x.close(name)
}

// value writes an element with the one attribute w:val, where there is a value.
func (x *xmlWriter) value(name, value string) {
	if value != "" {
		x.empty(name, "w:val", value)
	}
}

// flag writes an element that says yes by being there.
func (x *xmlWriter) flag(name string, on bool) {
	if on {
		x.empty(name)
	}
}

func (x *xmlWriter) escape(s string) {
	for _, r := range Clean(s) {
		switch r {
		case '&':
			x.WriteString("&amp;")
		case '<':
			x.WriteString("&lt;")
		case '>':
			x.WriteString("&gt;")
		case '"':
			x.WriteString("&quot;")
		default:
			x.WriteRune(r)
		}
	}
}

// Clean is a text as a part may hold it: valid UTF-8, composed letters (NFC: an
// "ệ" that is three characters is not found by a search for one), and without
// the characters that XML forbids.
func Clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\t', r == '\n', r >= 0x20 && r < 0xD800, r >= 0xE000 && r < 0xFFFD, r >= 0x10000 && r <= utf8.MaxRune:
			return r
		}
		return -1
	}, s)
	return norm.NFC.String(s)
}

func decimal(n int) string { return strconv.Itoa(n) }

// optional is a number, or nothing for 0.
func optional(n int) string {
	if n == 0 {
		return ""
	}
	return decimal(n)
}

// halfPoints is a size of letters as Word counts it.
func halfPoints(points float64) string { return decimal(int(points*2 + 0.5)) }

// Twips is a length in twentieths of a point, Word's unit.
func Twips(millimetres float64) int { return int(millimetres*1440/25.4 + 0.5) }

// Points is a length of so many points in twips.
func Points(points float64) int { return int(points*20 + 0.5) }
