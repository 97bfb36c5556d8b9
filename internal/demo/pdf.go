package demo

import (
	"bytes"
	"compress/zlib"
	_ "embed" // the font
	"fmt"
	"io"
	"strings"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// The letters of Vietnamese out of Noto Serif Regular (SIL Open Font Licence 1.1,
// © The Noto Project Authors).
//
//go:embed data/NotoSerif-vi.ttf
var fontFile []byte

// font is a font ready to be put into papers.
type font struct {
	parsed *sfnt.Font
	packed []byte // the file, deflated
	units  int    // per em
	buffer sfnt.Buffer
}

func openFont() (*font, error) {
	parsed, err := sfnt.Parse(fontFile)
	if err != nil {
		return nil, fmt.Errorf("demo: font: %w", err)
	}
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	if _, err := z.Write(fontFile); err != nil {
		return nil, fmt.Errorf("demo: font: %w", err)
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("demo: font: %w", err)
	}
	return &font{parsed: parsed, packed: b.Bytes(), units: int(parsed.UnitsPerEm())}, nil
}

// glyph is a letter's number in the font and its width in thousandths of an em.
func (f *font) glyph(r rune) (sfnt.GlyphIndex, int, error) {
	g, err := f.parsed.GlyphIndex(&f.buffer, r)
	if err != nil {
		return 0, 0, fmt.Errorf("demo: font: %w", err)
	}
	wide, err := f.parsed.GlyphAdvance(&f.buffer, g, fixed.I(f.units), 0)
	if err != nil {
		return 0, 0, fmt.Errorf("demo: font: %w", err)
	}
	return g, wide.Round() * 1000 / f.units, nil
}

// look is how a line of a paper looks.
type look int

const (
	plain look = iota
	bold
	stamp // larger and in red
)

// line is a line of a paper, centred.
type line struct {
	text string
	size int
	look look
}

// A page of A4 in points, and its margin.
const (
	pageWidth, pageHeight = 595, 842
	margin                = 70
)

// pdf is a paper of one page, in a form that every reader opens and whose text
// can be selected.
func pdf(f *font, lines []line) (io.Reader, error) {
	var page strings.Builder
	used := map[rune]bool{}
	y := pageHeight - margin
	for _, l := range lines {
		rows, err := f.wrap(l.text, l.size)
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			y -= l.size * 3 / 2
			if err := f.show(&page, row, l, y); err != nil {
				return nil, err
			}
			for _, r := range row {
				used[r] = true
			}
		}
	}
	return f.document(page.String(), used)
}

func (f *font) width(text string, size int) (int, error) {
	total := 0
	for _, r := range text {
		_, wide, err := f.glyph(r)
		if err != nil {
			return 0, err
		}
		total += wide
	}
	return total * size / 1000, nil
}

// wrap breaks a text into rows that fit the page.
func (f *font) wrap(text string, size int) ([]string, error) {
	rows := []string{""}
	for word := range strings.FieldsSeq(text) {
		last := &rows[len(rows)-1]
		longer := strings.TrimSpace(*last + " " + word)
		wide, err := f.width(longer, size)
		if err != nil {
			return nil, err
		}
		if wide > pageWidth-2*margin {
			rows = append(rows, word)
			continue
		}
		*last = longer
	}
	return rows, nil
}

// show writes a row's text operators; bold letters are outlined as well.
func (f *font) show(page *strings.Builder, row string, l line, y int) error {
	wide, err := f.width(row, l.size)
	if err != nil || row == "" {
		return err
	}
	style := map[look]string{plain: "0 Tr 0 g", bold: "2 Tr 0 g 0 G 0.3 w", stamp: "2 Tr 0.77 0.16 0.11 rg 0.77 0.16 0.11 RG 0.5 w"}[l.look]
	fmt.Fprintf(page, "BT %s /F1 %d Tf %d %d Td <", style, l.size, (pageWidth-wide)/2, y)
	for _, r := range row {
		g, _, err := f.glyph(r)
		if err != nil {
			return err
		}
		fmt.Fprintf(page, "%04X", int(g))
	}
	page.WriteString("> Tj ET\n")
	return nil
}
