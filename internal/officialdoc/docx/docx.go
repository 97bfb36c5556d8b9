// Package docx draws official documents as DOCX files that are edited in Word as
// a clerk would have made them: named styles, lists that count by themselves, a
// section for each document and each appendix.
package docx

import (
	"fmt"
	"io"
	"strings"

	"lantoa/internal/officialdoc"
	"lantoa/internal/ooxml"
)

// Write draws a file after rules. It fails on a picture that is neither PNG nor
// JPEG, and when w does. The same file makes the same bytes.
func Write(w io.Writer, rules officialdoc.Rules, f officialdoc.File) error {
	m := &maker{rules: rules, file: ooxml.NewFile()}
	m.story = m.file.Body
	m.file.Title, m.file.Application = f.Title, "Lan Tỏa"
	m.file.Tab = m.indent()
	m.file.Defaults = ooxml.RunProps{Font: rules.Font, Size: rules.Look(officialdoc.Body).Size.Use, Lang: "vi-VN"}
	m.lists = newLists(m)
	m.file.Styles, m.file.TableStyles = m.styles(), m.tableStyles()
	m.header()
	for _, p := range f.Parts {
		m.part(p)
	}
	m.close()
	m.file.Lists = m.lists.defs
	if m.err != nil {
		return fmt.Errorf("docx: %w", m.err)
	}
	return m.file.Write(w)
}

// maker is a file being drawn: the story that is written to, and the page that
// it stands on.
type maker struct {
	rules officialdoc.Rules
	file  *ooxml.File
	story *ooxml.Story
	lists *lists
	page  page
	open  bool // a section has begun
	// newPage is a page break that waits for the paragraph that it stands before.
	newPage bool
	err     error
}

func (m *maker) part(p officialdoc.Part) {
	switch {
	case p.Document != nil:
		m.document(*p.Document)
	case p.Sheet != nil:
		m.section(p.Sheet.Landscape)
		m.appendix(p.Sheet.Label(), p.Sheet.Appendix, p.Sheet.Of)
	}
}

// document draws a document in the order of Appendix I, IV: each of its
// appendices in a section of its own.
func (m *maker) document(d officialdoc.Document) {
	if m.file.Created.IsZero() && !d.Day.IsZero() {
		m.file.Created = d.Day.Time()
	}
	if m.file.Creator == "" {
		m.file.Creator = strings.Join(strings.Fields(d.Issuer), " ")
	}
	m.section(d.Landscape)
	m.letterhead(d)
	m.title(d)
	m.to(d)
	m.authority(d)
	m.body(m.rules.Ended(d.Body), signed(d))
	m.signatures(d)
	for i, a := range d.Appendices {
		m.section(a.Landscape)
		m.appendix(d.AppendixLabel(i), a, d.Reference())
	}
}

// text writes a component as a paragraph of its style, in capitals where the
// rules have it so.
func (m *maker) text(c officialdoc.Component, p ooxml.ParaProps, text string) {
	p.Style = styleOf(c)
	m.paragraph(p, func() { m.story.Run(ooxml.RunProps{}, m.cased(c, text)) })
}

// paragraph writes a paragraph, on a new page where a page break waits.
func (m *maker) paragraph(p ooxml.ParaProps, content func()) {
	p.NewPage, m.newPage = m.newPage, false
	m.story.Paragraph(p, content)
}

func (m *maker) cased(c officialdoc.Component, text string) string {
	if m.rules.Look(c).Caps {
		return officialdoc.Upper(text)
	}
	return text
}

// face is that of a component's text.
func (m *maker) face(c officialdoc.Component) face {
	look := m.rules.Look(c)
	return face{officialdoc.Face{Size: look.Size.Use, Bold: look.Bold, Italic: look.Italic}}
}

// indent is how far a first line of running text is moved in.
func (m *maker) indent() int {
	if len(m.rules.Indent) == 0 {
		return 0
	}
	return ooxml.Twips(m.rules.Indent[0])
}

func (m *maker) gap() int { return ooxml.Points(m.rules.Gap.Use) }
