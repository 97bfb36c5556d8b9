package docx

import (
	"lantoa/internal/officialdoc"
	"lantoa/internal/ooxml"
)

// title draws the name of the type and the summary, with a line below (5a).
func (m *maker) title(d officialdoc.Document) {
	if isLetter(d) {
		return
	}
	longest := m.centered(officialdoc.TypeName, ooxml.ParaProps{}, d.TitleText(), m.page.width)
	if d.Summary != "" {
		longest = m.centered(officialdoc.Summary, ooxml.ParaProps{}, d.Summary, m.page.width)
	}
	m.closing(longest)
}

// closing draws the line below a title, and the room that sets off the text.
func (m *maker) closing(longest float64) {
	m.line(longest*m.rules.Rule.Use, m.page.width, ooxml.ParaProps{
		KeepNext: true, Spacing: &ooxml.Spacing{Before: ruleGap, After: ooxml.Points(12), Line: ooxml.Points(2), Exact: true},
	})
}

// to draws the addressees (9a): one behind "Kính gửi:", several in lines of their
// own, their dashes below the colon.
func (m *maker) to(d officialdoc.Document) {
	if len(d.To) == 0 {
		return
	}
	f, room := m.face(officialdoc.To), points(m.page.width)
	before := &ooxml.Spacing{After: 2 * m.gap()}
	if isLetter(d) {
		before.Before = ooxml.Points(18)
	}
	if len(d.To) == 1 {
		p := ooxml.ParaProps{Spacing: before, Align: ooxml.AlignCenter}
		if text := officialdoc.ToWord + " " + d.To[0]; f.Width(text) > room-20 {
			in := m.indent() + ooxml.Points(f.Width(officialdoc.ToWord+" "))
			p.Align, p.Indent = ooxml.AlignLeft, &ooxml.Indent{Left: in, First: m.indent() - in}
		}
		m.text(officialdoc.To, p, officialdoc.ToWord+" "+d.To[0])
		return
	}
	m.addressees(d, f, room, before)
}

// addressees places the block of several in the middle of the page.
func (m *maker) addressees(d officialdoc.Document, f face, room float64, spacing *ooxml.Spacing) {
	colon, dash := f.Width(officialdoc.ToWord[:len(officialdoc.ToWord)-1]), f.Width("- ")
	names, longest := listed(d.ToLines()), 0.0
	for _, s := range names {
		longest = max(longest, dash+f.Width(s))
	}
	left := max((room-colon-longest)/2, points(m.indent()))
	label := *spacing
	label.After = 0
	m.text(officialdoc.To, ooxml.ParaProps{Spacing: &label, Indent: &ooxml.Indent{Left: ooxml.Points(left)}}, officialdoc.ToWord)
	for i, s := range names {
		p := ooxml.ParaProps{Style: styleToName, KeepNext: true, List: m.lists.dashes(toDashes),
			Indent: &ooxml.Indent{Left: ooxml.Points(left + colon + dash), First: -ooxml.Points(dash)}}
		if i == len(names)-1 {
			p.Spacing = &ooxml.Spacing{After: spacing.After}
		}
		m.story.Text(p, ooxml.RunProps{}, s)
	}
}

// listed are the lines of a list without the dashes, which the list has itself.
func listed(lines []string) []string {
	out := make([]string, len(lines))
	for i, s := range lines {
		out[i] = s
		if len(s) > 1 && s[:2] == "- " {
			out[i] = s[2:]
		}
	}
	return out
}

// authority draws who decides, and on what.
func (m *maker) authority(d officialdoc.Document) {
	if d.Authority != "" {
		m.centered(officialdoc.Authority, ooxml.ParaProps{}, d.Authority, m.page.width)
	}
	for _, line := range d.BasisLines() {
		m.text(officialdoc.Basis, ooxml.ParaProps{}, line)
	}
}

// appendix draws the head of an appendix and what it holds (III.1).
func (m *maker) appendix(label string, a officialdoc.Appendix, of officialdoc.Reference) {
	m.text(officialdoc.AppendixLabel, ooxml.ParaProps{}, label)
	if a.Title != "" {
		m.centered(officialdoc.AppendixTitle, ooxml.ParaProps{}, a.Title, m.page.width)
	}
	longest := m.centered(officialdoc.AppendixOf, ooxml.ParaProps{}, of.Text(), m.page.width)
	m.closing(longest)
	m.body(m.rules.Ended(a.Body), false)
}
