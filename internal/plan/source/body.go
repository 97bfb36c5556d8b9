package source

import (
	"encoding/xml"
	"io"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// word is the reading of a Word document's body.
type word struct {
	styles     styles
	lists      lists
	paragraphs []string
	size       int  // of the text so far, in bytes
	tcvn3, vni bool // text in fonts of these encodings was converted
	xml        *elements
}

func (w *word) read(r io.Reader) error {
	w.xml = &elements{dec: xml.NewDecoder(r)}
	return w.xml.each(func(e xml.StartElement) error { // document
		return w.xml.each(func(e xml.StartElement) error {
			if element(e) != "body" {
				return w.xml.skip()
			}
			return w.blocks(&w.paragraphs)
		})
	})
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

// blocks reads what stands in the body, a cell or a text box: paragraphs, each
// with its lines, and tables.
func (w *word) blocks(to *[]string) error {
	return w.xml.each(func(e xml.StartElement) error {
		switch element(e) {
		case "p":
			p, err := w.paragraph()
			if err != nil {
				return err
			}
			return w.add(to, append(p.boxes, p.text)...)
		case "tbl":
			t, err := w.table()
			if err != nil {
				return err
			}
			return w.add(to, t.paragraphs()...)
		case "sdt", "sdtContent", "customXml", "ins", "moveTo":
			return w.blocks(to)
		case "AlternateContent":
			return w.alternate(func() int { return len(*to) }, func() error { return w.blocks(to) })
		}
		return w.xml.skip()
	})
}

func (w *word) add(to *[]string, texts ...string) error {
	for _, s := range texts {
		if strings.TrimSpace(s) == "" {
			continue
		}
		w.size += len(s)
		if w.size > 2*MaxText { // text within tables is counted twice
			return errTooLong
		}
		*to = append(*to, s)
	}
	return nil
}

// alternate reads one of the forms in which the same thing is kept: the first
// that holds any text.
func (w *word) alternate(count func() int, read func() error) error {
	before := count()
	return w.xml.each(func(xml.StartElement) error {
		if count() > before {
			return w.xml.skip()
		}
		return read()
	})
}

// paragraph is a paragraph being read.
type paragraph struct {
	style  string
	numID  string // "" where the paragraph itself says nothing of numbering
	level  string
	pieces []piece
	boxes  []string // the text boxes that hang on it
	text   string   // with its marker, once it is whole
}

// piece is text in one font.
type piece struct {
	text    string
	coding  coding
	capital bool
}

// coding is the encoding that a font shows text in.
type coding int

const (
	asUnicode coding = iota
	asTCVN3
	asVNI
)

func (w *word) paragraph() (*paragraph, error) {
	p := &paragraph{}
	if err := w.inline(p); err != nil {
		return nil, err
	}
	p.text = w.set(p.pieces)
	if marker := w.marker(p); marker != "" && strings.TrimSpace(p.text) != "" {
		p.text = marker + " " + strings.TrimLeft(p.text, " ")
	}
	return p, nil
}

// inline reads what stands in a paragraph or in something within it.
func (w *word) inline(p *paragraph) error {
	return w.xml.each(func(e xml.StartElement) error {
		switch element(e) {
		case "pPr":
			return w.paragraphProperties(p)
		case "r":
			return w.run(p)
		case "hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "dir", "bdo", "customXml":
			return w.inline(p)
		case "AlternateContent":
			return w.alternate(p.count, func() error { return w.inline(p) })
		}
		return w.xml.skip()
	})
}

func (p *paragraph) count() int { return len(p.pieces) + len(p.boxes) }

func (w *word) paragraphProperties(p *paragraph) error {
	return w.xml.each(func(e xml.StartElement) error {
		switch element(e) {
		case "pStyle":
			p.style = val(e, "val")
		case "numPr":
			return w.xml.each(func(e xml.StartElement) error {
				switch element(e) {
				case "numId":
					p.numID = val(e, "val")
				case "ilvl":
					p.level = val(e, "val")
				}
				return w.xml.skip()
			})
		}
		return w.xml.skip()
	})
}

// run reads a run of text in one setting.
func (w *word) run(p *paragraph) error {
	set := w.styles.setting(p.style)
	return w.xml.each(func(e xml.StartElement) error {
		s := ""
		switch element(e) {
		case "rPr":
			return w.runProperties(&set)
		case "t":
			text, err := w.xml.text()
			if err != nil {
				return err
			}
			return w.piece(p, text, set)
		case "tab", "ptab":
			s = "    "
		case "br", "cr":
			s = "\n"
		case "noBreakHyphen":
			s = "-"
		case "sym":
			s = "•"
			if strings.EqualFold(val(e, "char"), "F02D") {
				s = "-"
			}
		case "drawing", "pict", "object":
			return w.drawing(p)
		case "AlternateContent":
			return w.alternate(p.count, func() error { return w.drawing(p) })
		}
		if err := w.piece(p, s, set); err != nil {
			return err
		}
		return w.xml.skip()
	})
}

// piece adds text to a paragraph, within the limit.
func (w *word) piece(p *paragraph, s string, set setting) error {
	if s == "" || set.hidden {
		return nil
	}
	w.size += len(s)
	if w.size > 2*MaxText {
		return errTooLong
	}
	p.pieces = append(p.pieces, piece{text: s, coding: set.coding(), capital: set.capital || set.coding() == asTCVN3 && set.fontOfCapitals()})
	return nil
}

// drawing looks for the text boxes in a drawing.
func (w *word) drawing(p *paragraph) error {
	return w.xml.each(func(e xml.StartElement) error {
		switch element(e) {
		case "txbxContent":
			return w.blocks(&p.boxes)
		case "AlternateContent":
			return w.alternate(p.count, func() error { return w.drawing(p) })
		}
		return w.drawing(p)
	})
}

// set joins the pieces of a paragraph, those of one encoding before they are
// converted: a letter and its mark may stand in two runs.
func (w *word) set(pieces []piece) string {
	var b strings.Builder
	for i := 0; i < len(pieces); {
		first := pieces[i]
		var s strings.Builder
		for ; i < len(pieces) && pieces[i].coding == first.coding && pieces[i].capital == first.capital; i++ {
			s.WriteString(pieces[i].text)
		}
		text := w.convert(s.String(), first.coding)
		if first.capital {
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
