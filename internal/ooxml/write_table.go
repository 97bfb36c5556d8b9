package ooxml

// TableProps are the properties of a table. Lengths are twips.
type TableProps struct {
	Style   string // id
	Columns []int  // their widths
	Grid    *Line  // the borders of all cells
	Margin  Margin // inside the cells
}

// Margin is the distance of a cell's text from its edges.
type Margin struct{ Top, Left, Bottom, Right int }

// RowProps are the properties of a row.
type RowProps struct {
	Head  bool // repeated on every page
	Whole bool // not broken over two pages
}

// CellProps are the properties of a cell.
type CellProps struct {
	Width  int
	Span   int   // columns; 0 is 1
	Merge  Merge // with the cells above or below it
	Middle bool  // its text stands in the middle of its height
}

// Merge is a cell's part in a cell of several rows.
type Merge string

// The parts.
const (
	NoMerge    Merge = ""
	MergeFirst Merge = "restart"
	MergeNext  Merge = "continue"
)

// Table writes a table; rows writes its rows, one at the least.
func (s *Story) Table(p TableProps, rows func()) {
	s.x.open("w:tbl")
	p.write(&s.x)
	s.x.open("w:tblGrid")
	for _, w := range p.Columns {
		s.x.empty("w:gridCol", "w:w", decimal(w))
	}
	s.x.close("w:tblGrid")
	rows()
	s.x.close("w:tbl")
	s.table, s.wrote = true, true
}

// write writes w:tblPr with its children in the order of the schema (CT_TblPr).
func (p TableProps) write(x *xmlWriter) {
	total := 0
	for _, w := range p.Columns {
		total += w
	}
	x.open("w:tblPr")
	x.value("w:tblStyle", p.Style)
	x.empty("w:tblW", "w:w", decimal(total), "w:type", "dxa")
	p.Grid.writeGrid(x)
	x.empty("w:tblLayout", "w:type", "fixed")
	p.Margin.write(x)
	x.empty("w:tblLook", "w:val", "0000", "w:firstRow", "0", "w:lastRow", "0", "w:firstColumn", "0", "w:lastColumn", "0", "w:noHBand", "0", "w:noVBand", "0")
	x.close("w:tblPr")
}

func (l *Line) writeGrid(x *xmlWriter) {
	if l == nil {
		return
	}
	x.open("w:tblBorders")
	for _, side := range []string{"w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"} {
		l.write(x, side)
	}
	x.close("w:tblBorders")
}

func (m Margin) write(x *xmlWriter) {
	x.open("w:tblCellMar")
	for _, side := range []struct {
		name string
		w    int
	}{{"w:top", m.Top}, {"w:left", m.Left}, {"w:bottom", m.Bottom}, {"w:right", m.Right}} {
		x.empty(side.name, "w:w", decimal(side.w), "w:type", "dxa")
	}
	x.close("w:tblCellMar")
}

// Row writes a row of a table; cells writes its cells, one at the least.
func (s *Story) Row(p RowProps, cells func()) {
	s.x.open("w:tr")
	if p != (RowProps{}) {
		s.x.open("w:trPr")
		s.x.flag("w:cantSplit", p.Whole)
		s.x.flag("w:tblHeader", p.Head)
		s.x.close("w:trPr")
	}
	cells()
	s.x.close("w:tr")
}

// Cell writes a cell of a row; content writes its paragraphs. A cell without any
// gets an empty one, which Word asks for.
func (s *Story) Cell(p CellProps, content func()) {
	s.x.open("w:tc")
	p.write(&s.x)
	s.table, s.wrote = false, false
	if content != nil {
		content()
	}
	if !s.wrote || s.table {
		s.Paragraph(ParaProps{}, nil)
	}
	s.x.close("w:tc")
}

// write writes w:tcPr with its children in the order of the schema (CT_TcPr).
func (p CellProps) write(x *xmlWriter) {
	x.open("w:tcPr")
	x.empty("w:tcW", "w:w", decimal(p.Width), "w:type", "dxa")
	if p.Span > 1 {
		x.value("w:gridSpan", decimal(p.Span))
	}
	x.value("w:vMerge", string(p.Merge))
	if p.Middle {
		x.value("w:vAlign", "center")
	}
	x.close("w:tcPr")
}
