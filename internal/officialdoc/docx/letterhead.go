package docx

import (
	"strings"

	"lantoa/internal/officialdoc"
	"lantoa/internal/ooxml"
)

// letterhead draws the table of two columns at the head of a first page: who
// issues the document at the left, the country at the right, and below them on
// one line number and place (Appendix I, IV: 1 to 4, 5b, 10b, 11).
func (m *maker) letterhead(d officialdoc.Document) {
	left, right := m.letterheadColumns(d)
	m.story.Table(ooxml.TableProps{Style: tableForm, Columns: []int{left, right}}, func() {
		m.story.Row(ooxml.RowProps{Whole: true}, func() {
			m.story.Cell(ooxml.CellProps{Width: left}, func() { m.issuer(d, left) })
			m.story.Cell(ooxml.CellProps{Width: right}, func() { m.country(right) })
		})
		m.story.Row(ooxml.RowProps{Whole: true}, func() {
			m.story.Cell(ooxml.CellProps{Width: left}, func() { m.number(d, left) })
			m.story.Cell(ooxml.CellProps{Width: right}, func() {
				if d.Place != "" {
					m.text(officialdoc.Place, m.beside(officialdoc.Place, officialdoc.Number), m.rules.PlaceLine(d))
				}
			})
		})
	})
}

// letterheadColumns divides the page: the right column holds the country's name
// and the place with the day on a line each, the left one has the rest.
func (m *maker) letterheadColumns(d officialdoc.Document) (left, right int) {
	wide := max(m.face(officialdoc.National).Width(officialdoc.NationalText), m.face(officialdoc.Place).Width(m.rules.PlaceLine(d)))
	right = max(ooxml.Points(wide+6), m.page.width*56/100)
	right = min(right, m.page.width*66/100)
	return m.page.width - right, right
}

func (m *maker) issuer(d officialdoc.Document, width int) {
	if d.Parent != "" {
		text := m.broken(officialdoc.Parent, d.Parent, width)
		m.centered(officialdoc.Parent, ooxml.ParaProps{}, text, width)
	}
	if d.Issuer == "" {
		return
	}
	text := m.broken(officialdoc.Issuer, d.Issuer, width)
	longest := m.centered(officialdoc.Issuer, ooxml.ParaProps{}, text, width)
	m.line(longest*m.rules.Rule.Use, width, ooxml.ParaProps{})
}

func (m *maker) country(width int) {
	m.text(officialdoc.National, ooxml.ParaProps{}, officialdoc.NationalText)
	m.text(officialdoc.Motto, ooxml.ParaProps{}, officialdoc.MottoText)
	m.line(m.face(officialdoc.Motto).Width(officialdoc.MottoText), width, ooxml.ParaProps{})
}

// number draws what stands below the issuer: number, a letter's summary, how
// urgent it is and who may see it.
func (m *maker) number(d officialdoc.Document, width int) {
	if line := m.rules.NumberLine(d); line != "" {
		m.text(officialdoc.Number, m.beside(officialdoc.Number, officialdoc.Place), line)
	}
	if isLetter(d) && d.Summary != "" {
		m.centered(officialdoc.LetterSummary, ooxml.ParaProps{}, "V/v "+d.Summary, width)
	}
	if d.Urgency != "" {
		m.box(officialdoc.Urgency, d.Urgency, "FF0000", width)
	}
	if d.Circulate != "" {
		m.box(officialdoc.Circulation, d.Circulate, "000000", width)
	}
}

// beside puts number and place on one line, also where their sizes differ.
func (m *maker) beside(c, other officialdoc.Component) ooxml.ParaProps {
	low := m.drop(c, other)
	if low == 0 {
		return ooxml.ParaProps{}
	}
	return ooxml.ParaProps{Spacing: &ooxml.Spacing{Before: ooxml.Points(6 + low)}}
}

func isLetter(d officialdoc.Document) bool { return d.TitleText() == "" }

// broken is a name of the letterhead with its breaks, where it is too long for a
// line: before the place that it ends in ("ỦY BAN NHÂN DÂN / XÃ LŨNG CÚ"), or where
// it reads best.
func (m *maker) broken(c officialdoc.Component, name string, width int) string {
	name = m.cased(c, strings.TrimSpace(name))
	f, room := m.face(c), points(width)-letterheadGap
	if strings.Contains(name, "\n") || f.Width(name) <= room {
		return name
	}
	for _, word := range []string{" TỈNH ", " THÀNH PHỐ ", " HUYỆN ", " QUẬN ", " THỊ XÃ ", " PHƯỜNG ", " XÃ ", " ĐẶC KHU "} {
		upper := officialdoc.Upper(name)
		i := strings.LastIndex(upper, word)
		if i <= 0 || len(upper) != len(name) {
			continue
		}
		if first, second := name[:i], strings.TrimSpace(name[i:]); f.Width(first) <= room && f.Width(second) <= room {
			return first + "\n" + second
		}
	}
	return f.divide(name, room)
}

// letterheadGap is what stays free between the columns of the letterhead, in points.
const letterheadGap = 18

// centered writes a centred text of a width in twips, its lines about equally
// long, and gives the width of the longest in points. The paragraph is moved in
// from both sides, so that nothing in the text breaks it when it is edited.
func (m *maker) centered(c officialdoc.Component, p ooxml.ParaProps, text string, width int) float64 {
	text = m.cased(c, text)
	room := points(width) - letterheadGap
	lines := m.face(c).balance(text, room)
	if lines.count > 1 {
		in := max(ooxml.Points((points(width)-lines.longest*1.01-2)/2), 0)
		p.Indent = &ooxml.Indent{Left: in, Right: in}
	}
	m.text(c, p, text)
	return lines.longest
}

// line draws a line of a length in points in the middle of a width in twips. It is
// the border of a paragraph of its own: it stays in the middle when the text above
// it is edited, and looks the same in every program.
func (m *maker) line(length float64, width int, p ooxml.ParaProps) {
	in := max((width-ooxml.Points(length))/2, 0)
	p.Style, p.Indent = styleRule, &ooxml.Indent{Left: in, Right: in}
	m.story.Paragraph(p, nil)
}

// box draws words in a frame as the stamps are (III.2): 30, 40 or 20 mm wide by
// their length, 8 mm high.
func (m *maker) box(c officialdoc.Component, words, color string, width int) {
	text := m.cased(c, words)
	wide := ooxml.Twips(20)
	for _, size := range []float64{30, 40, 50, 60} {
		if wide < ooxml.Points(m.face(c).Width(text)+2*boxSpace) {
			wide = ooxml.Twips(size)
		}
	}
	// A frame stands outside the paragraph that it is of.
	in := max((width-wide)/2+boxSpace*20, 0)
	high := ooxml.Twips(8) - 2*boxSpace*20
	p := ooxml.ParaProps{
		Style: styleOf(c), Box: &ooxml.Line{Weight: 8, Space: boxSpace, Color: color},
		Spacing: &ooxml.Spacing{Before: ooxml.Points(8), After: ooxml.Points(4), Line: high, Exact: true},
		Indent:  &ooxml.Indent{Left: in, Right: in},
	}
	m.story.Text(p, ooxml.RunProps{Color: color}, text)
}

// boxSpace is the distance of a frame from its words, in points.
const boxSpace = 2

// points is a length in twips in points.
func points(twips int) float64 { return float64(twips) / 20 }
