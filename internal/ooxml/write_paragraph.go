package ooxml

// ParaProps are the properties of a paragraph or of a style of paragraphs. Those
// that are zero are the style's. Lengths are twips.
type ParaProps struct {
	Style     string // id
	KeepNext  bool   // on the page of the next paragraph
	KeepLines bool   // on one page
	NewPage   bool   // from a new page
	List      *ListRef
	Top       *Line // a border above
	Box       *Line // or borders all around
	Spacing   *Spacing
	Indent    *Indent
	Align     Align
	Outline   int // level of the navigation pane, from 1
	Section   *SectionProps
}

// ListRef puts a paragraph on a level of a list.
type ListRef struct{ Num, Level int }

// Line is a border: its weight in eighths of a point, its distance from the text
// in points, its colour as RRGGBB.
type Line struct {
	Weight, Space int
	Color         string
}

// Spacing is what stands above and below a paragraph, and between its lines:
// Line counts 240ths of a single line, or twips where Exact.
type Spacing struct {
	Before, After, Line int
	Exact               bool
}

// Indent is how far a paragraph stands from its edges; First is that of its first
// line from Left, negative for a hanging one.
type Indent struct{ Left, Right, First int }

// Align is the alignment of a paragraph.
type Align string

// The alignments of paragraphs.
const (
	AlignLeft   Align = "left"
	AlignCenter Align = "center"
	AlignRight  Align = "right"
	AlignBoth   Align = "both"
)

// write writes w:pPr with its children in the order of the schema (CT_PPr), where
// there is anything to write.
func (p ParaProps) write(x *xmlWriter) {
	if p == (ParaProps{}) {
		return
	}
	x.open("w:pPr")
	x.value("w:pStyle", p.Style)
	x.flag("w:keepNext", p.KeepNext)
	x.flag("w:keepLines", p.KeepLines)
	x.flag("w:pageBreakBefore", p.NewPage)
	if p.List != nil {
		x.open("w:numPr")
		x.empty("w:ilvl", "w:val", decimal(p.List.Level))
		x.empty("w:numId", "w:val", decimal(p.List.Num))
		x.close("w:numPr")
	}
	p.borders(x)
	if s := p.Spacing; s != nil {
		rule := ""
		switch {
		case s.Line != 0 && s.Exact:
			rule = "exact"
		case s.Line != 0:
			rule = "auto"
		}
		x.empty("w:spacing", "w:before", decimal(s.Before), "w:after", decimal(s.After), "w:line", optional(s.Line), "w:lineRule", rule)
	}
	if i := p.Indent; i != nil {
		i.write(x)
	}
	x.value("w:jc", string(p.Align))
	if p.Outline > 0 {
		x.value("w:outlineLvl", decimal(p.Outline-1))
	}
	if p.Section != nil {
		p.Section.write(x)
	}
	x.close("w:pPr")
}

func (p ParaProps) borders(x *xmlWriter) {
	switch {
	case p.Box != nil:
		x.open("w:pBdr")
		for _, side := range []string{"w:top", "w:left", "w:bottom", "w:right"} {
			p.Box.write(x, side)
		}
		x.close("w:pBdr")
	case p.Top != nil:
		x.open("w:pBdr")
		p.Top.write(x, "w:top")
		x.close("w:pBdr")
	}
}

func (l Line) write(x *xmlWriter, side string) {
	color := l.Color
	if color == "" {
		color = "000000"
	}
	x.empty(side, "w:val", "single", "w:sz", decimal(l.Weight), "w:space", decimal(l.Space), "w:color", color)
}

func (i Indent) write(x *xmlWriter) {
	first, hanging := i.First, ""
	if first < 0 {
		first, hanging = 0, decimal(-i.First)
	}
	firstLine := decimal(first)
	if hanging != "" {
		firstLine = ""
	}
	x.empty("w:ind", "w:left", decimal(i.Left), "w:right", decimal(i.Right), "w:hanging", hanging, "w:firstLine", firstLine)
}

// RunProps are the looks of letters. Those that are zero are the paragraph's.
type RunProps struct {
	Font         string
	Bold, Italic bool
	Upright      bool // neither bold nor italic, whatever the paragraph is
	Color        string
	Size         float64 // points
	Lang         string  // "vi-VN"
}

// write writes w:rPr with its children in the order of the schema (EG_RPrBase),
// where there is anything to write.
func (r RunProps) write(x *xmlWriter) {
	if r == (RunProps{}) {
		return
	}
	x.open("w:rPr")
	if r.Font != "" {
		x.empty("w:rFonts", "w:ascii", r.Font, "w:hAnsi", r.Font, "w:eastAsia", r.Font, "w:cs", r.Font)
	}
	switch {
	case r.Bold:
		x.empty("w:b")
		x.empty("w:bCs")
	case r.Upright:
		x.empty("w:b", "w:val", "0")
		x.empty("w:bCs", "w:val", "0")
	}
	switch {
	case r.Italic:
		x.empty("w:i")
		x.empty("w:iCs")
	case r.Upright:
		x.empty("w:i", "w:val", "0")
		x.empty("w:iCs", "w:val", "0")
	}
	x.value("w:color", r.Color)
	if r.Size > 0 {
		x.value("w:sz", halfPoints(r.Size))
		x.value("w:szCs", halfPoints(r.Size))
	}
	if r.Lang != "" {
		x.empty("w:lang", "w:val", r.Lang, "w:eastAsia", r.Lang, "w:bidi", "ar-SA")
	}
	x.close("w:rPr")
}
