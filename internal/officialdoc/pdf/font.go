package pdf

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/go-fonts/liberation/liberationserifbold"
	"github.com/go-fonts/liberation/liberationserifbolditalic"
	"github.com/go-fonts/liberation/liberationserifitalic"
	"github.com/go-fonts/liberation/liberationserifregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/norm"
)

// face is one of the four letters of the family.
type face int

const (
	regular face = iota
	bold
	italic
	boldItalic
	faceCount
)

func faceOf(isBold, isItalic bool) face {
	f := regular
	if isBold {
		f |= bold
	}
	if isItalic {
		f |= italic
	}
	return f
}

// The lengths of Liberation Serif, which are Times New Roman's, in shares of the
// size: what a single line takes, and how far its letters reach above and below
// the line that they stand on.
const (
	single    = 1.149
	ascender  = 0.891
	descender = 0.216
)

// missing is drawn for a character that the font lacks.
const missing = '□'

// cut is the font of a face in a file, and its name there.
type cut struct {
	name string
	data []byte
}

func cuts() [faceCount]cut {
	return [faceCount]cut{
		regular:    {"LTSERF+LiberationSerif", liberationserifregular.TTF},
		bold:       {"LTSERB+LiberationSerif-Bold", liberationserifbold.TTF},
		italic:     {"LTSERI+LiberationSerif-Italic", liberationserifitalic.TTF},
		boldItalic: {"LTSERX+LiberationSerif-BoldItalic", liberationserifbolditalic.TTF},
	}
}

// fonts measures text. Widths are kept as thousandths of the size, whole as a PDF
// states them.
type fonts struct {
	parsed [faceCount]*sfnt.Font
	widths [faceCount]map[rune]int // -1 for a character that the face lacks
	buffer sfnt.Buffer
}

func newFonts() (*fonts, error) {
	f := &fonts{}
	for i, c := range cuts() {
		parsed, err := sfnt.Parse(c.data)
		if err != nil {
			return nil, fmt.Errorf("font %s: %w", c.name, err)
		}
		f.parsed[i], f.widths[i] = parsed, map[rune]int{}
	}
	return f, nil
}

// letter is a character's width, -1 where the face has none.
func (f *fonts) letter(in face, r rune) int {
	if w, ok := f.widths[in][r]; ok {
		return w
	}
	w := f.measure(in, r)
	f.widths[in][r] = w
	return w
}

func (f *fonts) measure(in face, r rune) int {
	if r > 0xFFFF { // the family has none, and gopdf's table of characters ends there
		return -1
	}
	parsed := f.parsed[in]
	index, err := parsed.GlyphIndex(&f.buffer, r)
	if err != nil || index == 0 {
		return -1
	}
	em := int(parsed.UnitsPerEm())
	advance, err := parsed.GlyphAdvance(&f.buffer, index, fixed.I(em), font.HintingNone)
	if err != nil {
		return -1
	}
	return advance.Round() * 1000 / em
}

// width is a text's in points.
func (f *fonts) width(in face, size float64, text string) float64 {
	sum := 0
	for _, r := range text {
		sum += max(f.letter(in, r), 0)
	}
	return float64(sum) * size / 1000
}

// clean is a text as it is drawn: composed, without characters that have no
// form, and with a box for those that the face lacks. Line breaks stay.
func (f *fonts) clean(in face, text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t' || r == '\v' || r == '\f' || r == '\u2028' || r == '\u2029':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r):
			return -1
		case f.letter(in, r) < 0:
			if unicode.IsSpace(r) {
				return ' '
			}
			return missing
		}
		return r
	}, norm.NFC.String(text))
}
