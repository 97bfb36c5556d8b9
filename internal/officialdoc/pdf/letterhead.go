package pdf

import (
	"strings"

	"lantoa/internal/officialdoc"
)

// columns are the two halves of a letterhead or of the signatures.
type columns struct {
	left, leftWidth   float64
	right, rightWidth float64
}

// letterhead is the issuer at the left and Quốc hiệu at the right, below them the
// number and the place on one line, then what else stands at the left (Appendix I, IV).
func (c *composer) letterhead(d officialdoc.Document) {
	at := c.headColumns()
	issuer := c.issuer(d, at)
	nation := c.nation(at)
	top := stack(issuer)
	beside := stack(nation)
	top.items = append(top.items, beside.items...)
	top.height = max(top.height, beside.height)
	strips := []strip{top}

	if second := c.numberLine(d, at); second.height > 0 {
		strips = append(strips, second)
	}
	c.add(chained(strips)...)
}

// numberLine is the number and the place on one line, and below the number what
// stands there.
func (c *composer) numberLine(d officialdoc.Document, at columns) strip {
	number := c.lines(c.written(officialdoc.Number, c.rules.NumberLine(d), 6), at.left, at.leftWidth)
	out := stack(append(number, c.stamps(d, at)...))
	place := stack(c.lines(c.written(officialdoc.Place, c.rules.PlaceLine(d), 6), at.right, at.rightWidth))
	out.items = append(out.items, place.items...)
	out.gap, out.height = 6, max(out.height, place.height)
	return out
}

// headColumns gives Quốc hiệu the room of its one line, and 3/5 of the page when
// there is more.
func (c *composer) headColumns() columns {
	look := c.look(officialdoc.National)
	right := max(c.fonts.width(look.face, look.size, officialdoc.NationalText)+1, c.area.width*0.58)
	right = min(right, c.area.width-20*mm)
	const between = 3 * mm
	return columns{
		left: c.area.left, leftWidth: c.area.width - right - between,
		right: c.area.left + c.area.width - right, rightWidth: right,
	}
}

func (c *composer) issuer(d officialdoc.Document, at columns) []strip {
	strips := c.lines(c.written(officialdoc.Parent, d.Parent, 0), at.left, at.leftWidth)
	issuer := c.lines(c.written(officialdoc.Issuer, d.Issuer, 0), at.left, at.leftWidth)
	if len(issuer) == 0 {
		return strips
	}
	return append(append(strips, issuer...), rule(at.left, at.leftWidth, longest(issuer)*c.rules.Rule.Use, 2))
}

func (c *composer) nation(at columns) []strip {
	strips := c.lines(c.written(officialdoc.National, officialdoc.NationalText, 0), at.right, at.rightWidth)
	motto := c.lines(c.written(officialdoc.Motto, officialdoc.MottoText, 0), at.right, at.rightWidth)
	return append(append(strips, motto...), rule(at.right, at.rightWidth, longest(motto), 2))
}

// stamps are what stands below the number: a letter's summary, the urgency in red
// and the circulation, both in frames (Appendix I, III.2).
func (c *composer) stamps(d officialdoc.Document, at columns) []strip {
	var strips []strip
	if d.TitleText() == "" && !blank(d.Summary) {
		strips = append(strips, c.lines(c.written(officialdoc.LetterSummary, "V/v "+d.Summary, 6), at.left, at.leftWidth)...)
	}
	if !blank(d.Urgency) {
		strips = append(strips, c.stamp(officialdoc.Urgency, d.Urgency, true, at))
	}
	if !blank(d.Circulate) {
		strips = append(strips, c.stamp(officialdoc.Circulation, d.Circulate, false, at))
	}
	return strips
}

func (c *composer) stamp(of officialdoc.Component, text string, red bool, at columns) strip {
	p := c.written(of, text, 0)
	p.red = red
	inner := stack(c.lines(p, at.left, at.leftWidth))
	width := min(max(longest([]strip{inner})+4*mm, stampWidth(text)), at.leftWidth)
	height := max(8*mm, inner.height)
	frame := item{kind: frameItem, x: at.left + (at.leftWidth-width)/2, w: width, h: height, red: red}
	return strip{gap: 6, height: height, items: append([]item{frame}, moved(inner.items, (height-inner.height)/2)...)}
}

// stampWidth is the decree's for a degree of urgency.
func stampWidth(text string) float64 {
	switch strings.Fields(officialdoc.Upper(text) + " -")[0] {
	case "HỎA", "HOẢ":
		return 30 * mm
	case "THƯỢNG":
		return 40 * mm
	case "KHẨN":
		return 20 * mm
	}
	return 0
}
