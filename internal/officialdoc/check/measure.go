package check

import (
	"unicode"

	"golang.org/x/text/unicode/norm"

	"lantoa/internal/ooxml"
)

// The widths of Times New Roman's letters in thousandths of its size, from the
// space to the tilde; letters with signs are as wide as those without.
var (
	upright = [...]int{250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500,
		278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944,
		722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500,
		500, 722, 500, 500, 444, 480, 200, 480, 541}
	heavy = [...]int{250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500,
		333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556, 667, 722, 722, 1000,
		722, 722, 667, 333, 278, 333, 581, 500, 333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500, 556, 556, 444, 389, 333, 556,
		500, 722, 500, 500, 444, 394, 220, 394, 520}
)

// widthOf is how wide text prints, in points.
func widthOf(spans []ooxml.Span) float64 {
	total := 0.0
	for _, s := range spans {
		widths := upright
		if s.Format.Bold {
			widths = heavy
		}
		for _, r := range norm.NFD.String(printed([]ooxml.Span{s})) {
			switch {
			case unicode.Is(unicode.Mn, r):
				continue
			case r == 'Đ':
				r = 'D'
			case r == 'đ':
				r = 'd'
			}
			units := 500
			if r >= ' ' && r <= '~' {
				units = widths[r-' ']
			}
			total += float64(units) / 1000 * s.Format.Size
		}
	}
	return total
}

func (l line) printedWidth() float64 { return widthOf(l.spans) }
