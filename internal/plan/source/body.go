package source

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"lantoa/internal/ooxml"
)

// word turns what stands in a Word document into text.
type word struct {
	size       int  // of the text so far, in bytes
	tcvn3, vni bool // text in fonts of these encodings was converted
}

func (w *word) notes() []Note {
	var out []Note
	if w.tcvn3 {
		out = append(out, Note{Key: "source.font_tcvn3"})
	}
	if w.vni {
		out = append(out, Note{Key: "source.font_vni"})
	}
	return out
}

// add adds what stands in the body, a cell or a text box: paragraphs, each with
// its lines, and tables.
func (w *word) add(to *[]string, pieces []ooxml.Piece) error {
	for _, p := range pieces {
		var texts []string
		switch {
		case p.Para != nil:
			if err := w.add(to, p.Para.Boxes); err != nil {
				return err
			}
			texts = []string{w.paragraph(p.Para)}
		case p.Grid != nil:
			t, err := w.table(p.Grid)
			if err != nil {
				return err
			}
			texts = t.paragraphs()
		}
		for _, s := range texts {
			if strings.TrimSpace(s) == "" {
				continue
			}
			w.size += len(s)
			if w.size > 4*MaxText { // text within tables is counted twice
				return errTooLong
			}
			*to = append(*to, s)
		}
	}
	return nil
}

// plainSigns writes what Word sets between words as text has it.
var plainSigns = strings.NewReplacer("\t", "    ", "\f", "\n")

// paragraph is a paragraph's text with its number.
func (w *word) paragraph(p *ooxml.Para) string {
	text := w.set(p.Spans)
	marker := p.Marker.Text
	if p.Marker.Bullet && marker != "+" && marker != "*" {
		marker = "-"
	}
	if marker != "" && strings.TrimSpace(text) != "" {
		text = marker + " " + strings.TrimLeft(text, " ")
	}
	return text
}

// coding is the encoding that a font shows text in.
type coding int

const (
	asUnicode coding = iota
	asTCVN3
	asVNI
)

// lookOf is the encoding of the format's font, and whether the text is printed in
// capitals: such a font as .VnTimeH shows every letter as one.
func lookOf(f ooxml.SpanFormat) (coding, bool) {
	switch font := strings.ToLower(f.Font); {
	case strings.HasPrefix(font, ".vn"):
		return asTCVN3, f.Caps || strings.HasSuffix(f.Font, "H")
	case strings.HasPrefix(font, "vni-"):
		return asVNI, f.Caps
	}
	return asUnicode, f.Caps
}

// set joins the pieces of a paragraph, those of one encoding before they are
// converted: a letter and its mark may stand in two runs.
func (w *word) set(spans []ooxml.Span) string {
	var b strings.Builder
	for i := 0; i < len(spans); {
		coding, capital := lookOf(spans[i].Format)
		var s strings.Builder
		for ; i < len(spans); i++ {
			if c, up := lookOf(spans[i].Format); c != coding || up != capital {
				break
			}
			s.WriteString(plainSigns.Replace(spans[i].Text))
		}
		text := w.convert(s.String(), coding)
		if capital {
			text = strings.ToUpper(text)
		}
		b.WriteString(text)
	}
	return b.String()
}

// convert reads text in the encoding of its font; one that is Unicode in spite
// of its font stays as it is.
func (w *word) convert(s string, c coding) string {
	if c == asUnicode {
		return s
	}
	s = norm.NFC.String(s)
	if isUnicode(s) {
		return s
	}
	out := s
	switch c {
	case asTCVN3:
		out, _ = fromTCVN3(s)
		w.tcvn3 = w.tcvn3 || out != s
	case asVNI:
		out, _ = fromVNI(s)
		w.vni = w.vni || out != s
	}
	return out
}
