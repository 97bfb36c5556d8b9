package officialdoc

import "golang.org/x/text/unicode/norm"

// Face is what the width of a text depends on: the size in points and the look.
type Face struct {
	Size         float64
	Bold, Italic bool
}

// LineHeight is the height of a line of Times New Roman in sizes of its letters.
const LineHeight = 1.15

// Width is the width of a line of text in points. It is Times New Roman's: the
// lengths of the lines that the form draws are shares of it, and no program that
// opens the file will tell. Where the font itself is at hand (officialdoc/pdf), the
// font is asked.
func (f Face) Width(s string) float64 {
	total := 0
	for _, r := range norm.NFD.String(s) {
		total += f.advance(r)
	}
	return float64(total) * f.Size / 1000
}

// advance is a letter's width in thousandths of the size; signs above and below a
// letter have none, but the horns of ơ and ư.
func (f Face) advance(r rune) int {
	table := &regularWidths
	switch {
	case f.Bold:
		table = &boldWidths
	case f.Italic:
		table = &italicWidths
	}
	switch {
	case r >= ' ' && r <= '~':
		return table[r-' ']
	case r == '\u031b':
		return 38
	case r >= '\u0300' && r <= '\u036f':
		return 0
	case r == 'đ':
		return table['d'-' ']
	case r == '“' || r == '”':
		return table['"'-' ']
	case r == '…':
		return 1000
	}
	return table['D'-' '] // as wide as letters are
}

// The widths of the ASCII letters from the space on.
var (
	regularWidths = [95]int{
		250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500,
		500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722,
		556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500,
		500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
	}
	boldWidths = [95]int{
		250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500,
		500, 500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778,
		611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667, 333, 278, 333, 581, 500, 333, 500, 556, 444, 556, 444, 333, 500,
		556, 278, 333, 556, 278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
	}
	italicWidths = [95]int{
		250, 333, 420, 500, 500, 833, 778, 214, 333, 333, 500, 675, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500,
		500, 500, 333, 333, 675, 675, 675, 500, 920, 611, 611, 667, 722, 611, 611, 722, 722, 333, 444, 667, 556, 833, 667, 722,
		611, 722, 611, 500, 556, 722, 611, 833, 611, 556, 556, 389, 278, 389, 422, 500, 333, 500, 500, 444, 500, 444, 278, 500,
		500, 278, 278, 444, 278, 722, 500, 500, 500, 500, 389, 389, 278, 500, 444, 667, 444, 444, 389, 400, 275, 400, 541,
	}
)
