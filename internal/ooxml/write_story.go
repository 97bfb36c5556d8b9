package ooxml

import "strings"

// Story is a run of paragraphs and tables being written: a body, a header.
type Story struct {
	x     xmlWriter
	names *naming
	// table says that a table was the last thing written: Word makes one table of
	// two that follow each other.
	table bool
	wrote bool
}

// naming gives the drawings of a file their numbers.
type naming struct{ drawings int }

// Empty reports a story without a paragraph or a table.
func (s *Story) Empty() bool { return !s.wrote }

// AfterTable reports that a table was written last.
func (s *Story) AfterTable() bool { return s.table }

// Paragraph writes a paragraph; content writes its runs, and is nil for an empty
// one. The mark's own looks are those of an automatic number too.
func (s *Story) Paragraph(p ParaProps, content func()) {
	s.x.open("w:p")
	p.write(&s.x)
	if content != nil {
		content()
	}
	s.x.close("w:p")
	s.table, s.wrote = false, true
}

// Run writes text of one look; newlines break the line, tabs are tabs.
func (s *Story) Run(r RunProps, text string) {
	text = Clean(text)
	if text == "" {
		return
	}
	s.x.open("w:r")
	r.write(&s.x)
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			s.x.empty("w:br")
		}
		for k, piece := range strings.Split(line, "\t") {
			if k > 0 {
				s.x.empty("w:tab")
			}
			if piece != "" {
				s.x.text("w:t", piece, "xml:space", "preserve")
			}
		}
	}
	s.x.close("w:r")
}

// Text writes a paragraph that holds one run.
func (s *Story) Text(p ParaProps, r RunProps, text string) {
	s.Paragraph(p, func() { s.Run(r, text) })
}

// PageNumber writes the field of the page's number.
func (s *Story) PageNumber() {
	s.field("begin")
	s.x.open("w:r")
	s.x.text("w:instrText", " PAGE ", "xml:space", "preserve")
	s.x.close("w:r")
	s.field("separate")
	s.Run(RunProps{}, "2")
	s.field("end")
}

func (s *Story) field(mark string) {
	s.x.open("w:r")
	s.x.empty("w:fldChar", "w:fldCharType", mark)
	s.x.close("w:r")
}
