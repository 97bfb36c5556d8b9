package docx

import (
	"lantoa/internal/officialdoc"
	"lantoa/internal/ooxml"
)

// page is the paper of a section and the width of its text, in twips.
type page struct {
	props ooxml.SectionProps
	width int
}

// newPage lays the rules' margins on the paper as it lies: they are counted from
// the page's own edges (I.3).
func newPage(r officialdoc.Rules, landscape bool) page {
	p := ooxml.SectionProps{
		Width: ooxml.Twips(r.Width), Height: ooxml.Twips(r.Height), Landscape: landscape, Numbered: true,
		Top: ooxml.Twips(r.Top.Use), Bottom: ooxml.Twips(r.Bottom.Use), Left: ooxml.Twips(r.Left.Use), Right: ooxml.Twips(r.Right.Use),
	}
	if landscape {
		p.Width, p.Height = p.Height, p.Width
	}
	// The number's line stands in the middle of the top margin (I.7).
	line := ooxml.Points(r.Look(officialdoc.PageNumber).Size.Use * officialdoc.LineHeight)
	p.Header = max((p.Top-line)/2, 0)
	return page{p, max(p.Width-p.Left-p.Right, 1)}
}

// section begins a section of its own, on a new page, its pages counted from 1.
func (m *maker) section(landscape bool) {
	if m.open {
		props := m.page.props
		m.story.Paragraph(ooxml.ParaProps{Style: styleBreak, Section: &props}, nil)
	}
	m.open, m.newPage = true, false
	m.page = newPage(m.rules, landscape)
}

// close ends the last section, whose properties the file itself holds. Word asks
// for a paragraph behind a table.
func (m *maker) close() {
	if !m.open {
		m.page = newPage(m.rules, false)
	}
	m.file.Last = m.page.props
	if m.story.Empty() || m.story.AfterTable() {
		m.story.Paragraph(ooxml.ParaProps{Style: styleBreak}, nil)
	}
}

func (m *maker) header() {
	m.file.Header.Paragraph(ooxml.ParaProps{Style: styleOf(officialdoc.PageNumber)}, m.file.Header.PageNumber)
}

// apart keeps a table from growing together with one before it.
func (m *maker) apart() {
	if m.newPage || m.story.AfterTable() {
		m.paragraph(ooxml.ParaProps{Style: styleBreak, KeepNext: true, Spacing: &ooxml.Spacing{After: m.gap(), Line: ooxml.Points(1), Exact: true}}, nil)
	}
}
