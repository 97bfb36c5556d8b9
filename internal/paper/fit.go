package paper

import (
	"math"
	"strings"
	"unicode/utf8"

	"lantoa/internal/i18n"
	"lantoa/internal/nomination"
	"lantoa/internal/officialdoc"
)

// extent is how much of a nominee's text a page takes: runes of the account, runes
// of a piece of evidence, and how many criteria.
type extent struct{ account, evidence, criteria int }

// extents are tried from the fullest on; the last is taken whatever it fills.
func extents() []extent {
	return []extent{{1600, 160, 8}, {1500, 120, 6}, {1300, 90, 6}, {1100, 80, 5}, {900, 70, 4}, {700, 60, 4}, {500, 50, 3}, {350, 40, 2}}
}

// fitted is the one-page summary of a nominee, as full as a page allows.
func (d *sheaf) fitted(p *i18n.Printer, c nomination.Case, photo *officialdoc.Picture, first bool) []officialdoc.Block {
	room := d.rules.Height - d.rules.Top.Use - d.rules.Bottom.Use
	if first {
		room -= sheetHead
	}
	var body []officialdoc.Block
	for _, e := range extents() {
		body = d.page(p, c, photo, e)
		if d.tall(body) <= room {
			return body
		}
	}
	return body
}

// What the estimate of a page's height reckons with, on the safe side.
const (
	sheetHead = 40.0   // millimetres: "Phụ lục", its title, what it goes with
	em        = 0.3528 // millimetres in a point
	letter    = 0.48   // of an em: what a letter takes on average
	leading   = 1.15   // a line of Times New Roman to its size
	cellGap   = 1.2    // millimetres above and below the text of a cell
	cellSides = 4.0    // and beside it
)

// tall estimates how many millimetres of a page a body fills.
func (d *sheaf) tall(body []officialdoc.Block) float64 {
	wide := d.rules.Width - d.rules.Left.Use - d.rules.Right.Use
	size := d.rules.Look(officialdoc.Body).Size.Use
	total := 0.0
	for _, b := range body {
		if b.Table != nil {
			total += d.tableTall(*b.Table, wide)
			continue
		}
		text := ""
		for _, r := range b.Runs {
			text += r.Text
		}
		total += lines(text, wide-d.rules.Indent[0]/2, size)*size*em*leading*d.rules.Line.Use + d.rules.Gap.Use*em
	}
	return total
}

func (d *sheaf) tableTall(t officialdoc.Table, wide float64) float64 {
	size := t.Size
	if size == 0 {
		size = d.rules.Table
	}
	shares := 0.0
	for _, c := range t.Columns {
		shares += c.Share
	}
	total, picture := 2*d.rules.Gap.Use*em, 0.0
	for _, row := range append(append([][]officialdoc.Cell{}, t.Head...), t.Rows...) {
		most, at := 1.0, 0
		for _, c := range row {
			span := 0.0
			for i := at; i < min(at+max(c.Span, 1), len(t.Columns)); i++ {
				span += t.Columns[i].Share
			}
			at += max(c.Span, 1)
			if c.Picture != nil {
				picture = max(picture, c.Picture.Height+2*cellGap)
				continue
			}
			most = max(most, lines(c.Text, wide*span/shares-cellSides, size))
		}
		total += most*size*em*leading + cellGap
	}
	return max(total, picture)
}

// lines is how many lines a text takes.
func lines(text string, wide, size float64) float64 {
	n := 0.0
	for line := range strings.SplitSeq(text, "\n") {
		n += max(1, math.Ceil(float64(utf8.RuneCountInString(line))*size*em*letter/max(wide, 5)))
	}
	return n
}
