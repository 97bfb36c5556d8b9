package check

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"lantoa/internal/i18n"
	"lantoa/internal/ooxml"
)

// line is a piece of text on a line of its own, in its column.
type line struct {
	text  string // as printed, with its marker, single spaces
	spans []ooxml.Span
	para  *ooxml.Para
	width float64 // of its column, 0 where it is not known
	free  bool    // set by tabs: how it is aligned is not told
	row   int     // of the letterhead or the signature
	gap   bool    // room before it
}

func (l line) fold() string { return i18n.Fold(l.text) }

// signs are what Word sets between words.
var signs = strings.NewReplacer("\u00a0", " ", "\u00ad", "", "\u200b", "", "\ufeff", "", "\uf02d", "-", "\uf0b7", "•")

// printed is the text of spans as it prints.
func printed(spans []ooxml.Span) string {
	var b strings.Builder
	for _, s := range spans {
		if s.Format.Caps || s.Format.SmallCaps {
			b.WriteString(strings.ToUpper(s.Text))
		} else {
			b.WriteString(s.Text)
		}
	}
	return norm.NFC.String(signs.Replace(b.String()))
}

// single is a text with single spaces; a paragraph may have a million words.
func single(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for word := range strings.FieldsSeq(s) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(word)
	}
	return b.String()
}

// textOf is a paragraph's text with its marker.
func textOf(p *ooxml.Para) string {
	text := single(printed(p.Spans))
	if m := signs.Replace(p.Marker.Text); m != "" && (text != "" || !p.Marker.Bullet) {
		text = strings.TrimSpace(m + " " + text)
	}
	return text
}

// lineOf is a whole paragraph.
func lineOf(p *ooxml.Para, width float64) line {
	l := line{text: textOf(p), spans: p.Spans, para: p, width: max(width-p.Format.Left-p.Format.Right, 0)}
	if p.Marker.Text != "" && !p.Marker.Bullet {
		l.spans = append([]ooxml.Span{{Text: p.Marker.Text + " ", Format: p.Marker.Format}}, p.Spans...)
	}
	return l
}

// linesOf are the lines that breaks part a paragraph into; those without text
// are left out.
func linesOf(p *ooxml.Para, width float64) []line {
	var out []line
	for i, spans := range cut(p.Spans, "\n\f\v") {
		l := line{text: single(printed(spans)), spans: spans, para: p, width: width}
		if m := signs.Replace(p.Marker.Text); i == 0 && m != "" && (l.text != "" || !p.Marker.Bullet) {
			l.text = strings.TrimSpace(m + " " + l.text)
		}
		if l.text != "" {
			out = append(out, l)
		}
	}
	return out
}

// cut parts spans at any of the characters.
func cut(spans []ooxml.Span, at string) [][]ooxml.Span {
	out := [][]ooxml.Span{nil}
	for _, s := range spans {
		rest := s.Text
		for {
			i := strings.IndexAny(rest, at)
			piece := s
			piece.Text = rest
			if i >= 0 {
				piece.Text = rest[:i]
			}
			out[len(out)-1] = append(out[len(out)-1], piece)
			if i < 0 {
				break
			}
			out = append(out, nil)
			rest = rest[i+1:]
		}
	}
	return out
}

// share is the share of the text's letters and digits that have a look.
func (l line) share(has func(ooxml.SpanFormat) bool) float64 {
	all, with := 0, 0
	for _, s := range l.spans {
		for _, r := range s.Text {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				all++
				if has(s.Format) {
					with++
				}
			}
		}
	}
	if all == 0 {
		return 0
	}
	return float64(with) / float64(all)
}

func bold(f ooxml.SpanFormat) bool   { return f.Bold }
func italic(f ooxml.SpanFormat) bool { return f.Italic }

func (l line) bold() bool   { return l.share(bold) > 0.9 }
func (l line) italic() bool { return l.share(italic) > 0.8 }

// upper reports text all in capitals: two letters at least.
func upper(s string) bool {
	letters := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters > 1
}

func (l line) centred() bool { return l.para != nil && l.para.Format.Align == "center" }

// size is the size of the text's first letter.
func (l line) size() float64 {
	for _, s := range l.spans {
		if strings.TrimSpace(s.Text) != "" {
			return s.Format.Size
		}
	}
	return 0
}
