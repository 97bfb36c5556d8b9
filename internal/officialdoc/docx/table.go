package docx

import (
	"strings"

	"lantoa/internal/officialdoc"
	"lantoa/internal/ooxml"
)

// The margins of cells: without lines, a table's text begins where the page's does.
var (
	cellMargin = ooxml.Margin{Top: 30, Left: 80, Bottom: 30, Right: 80}
	openMargin = ooxml.Margin{Top: 30, Bottom: 30, Right: 140}
)

// table draws a table over the whole width of the text.
func (m *maker) table(t officialdoc.Table, keep bool) {
	if len(t.Head)+len(t.Rows) == 0 {
		return
	}
	m.apart()
	d := tableDrawing{m: m, table: t, widths: m.columns(t)}
	if t.Size > 0 && t.Size != m.rules.Table {
		d.run.Size = t.Size
	}
	props := ooxml.TableProps{Style: tableLines, Columns: d.widths, Margin: cellMargin}
	if t.Borderless {
		props.Style, props.Margin = tableForm, openMargin
	}
	m.story.Table(props, func() {
		d.rows(t.Head, true, false)
		d.rows(t.Rows, false, keep)
	})
}

// shortTable is how many rows a table may have to be kept on one page.
const shortTable = 6

type tableDrawing struct {
	m      *maker
	table  officialdoc.Table
	widths []int
	run    ooxml.RunProps
}

// reach is how far a cell of several rows reaches down from above into a column:
// the rows that are left, and the columns that it covers.
type reach struct{ rows, span int }

// rows draws the head or the body of the table. Cells that reach past the last row
// or column end there; columns that no cell covers stay empty.
func (d *tableDrawing) rows(rows [][]officialdoc.Cell, head, keep bool) {
	down := make([]reach, len(d.widths))
	for i, row := range rows {
		last := i == len(rows)-1
		stay := keep && last || !last && (len(rows) <= shortTable || d.table.Leads(row))
		d.m.story.Row(ooxml.RowProps{Head: head, Whole: true}, func() {
			d.row(row, down, head, stay, len(rows)-i)
		})
	}
}

func (d *tableDrawing) row(row []officialdoc.Cell, down []reach, head, keep bool, left int) {
	for column := 0; column < len(d.widths); {
		if r := &down[column]; r.rows > 0 {
			r.rows--
			d.cell(officialdoc.Cell{}, column, r.span, ooxml.MergeNext, head, keep)
			column += r.span
			continue
		}
		var c officialdoc.Cell
		if len(row) > 0 {
			c, row = row[0], row[1:]
		}
		span := 1
		for span < c.Span && column+span < len(d.widths) && down[column+span].rows == 0 {
			span++
		}
		merge := ooxml.NoMerge
		if rows := min(c.Down, left); rows > 1 {
			merge = ooxml.MergeFirst
			down[column] = reach{rows - 1, span}
		}
		d.cell(c, column, span, merge, head, keep)
		column += span
	}
}

func (d *tableDrawing) cell(c officialdoc.Cell, column, span int, merge ooxml.Merge, head, keep bool) {
	width := 0
	for _, w := range d.widths[column : column+span] {
		width += w
	}
	d.m.story.Cell(ooxml.CellProps{Width: width, Span: span, Merge: merge, Middle: !d.table.Borderless}, func() {
		p := ooxml.ParaProps{Style: styleTable, KeepNext: keep, Align: d.align(c, column, head)}
		if head {
			p.Style = styleHead
		}
		run := d.run
		run.Bold, run.Italic = c.Bold, c.Italic
		if c.Picture != nil {
			d.m.story.Paragraph(p, func() { d.m.picture(*c.Picture, width-2*cellMargin.Left) })
			if c.Text == "" {
				return
			}
		}
		for _, line := range strings.Split(c.Text, "\n") {
			d.m.story.Text(p, run, line)
		}
	})
}

func (d *tableDrawing) align(c officialdoc.Cell, column int, head bool) ooxml.Align {
	switch {
	case c.Align != officialdoc.Left:
		return align(c.Align)
	case head:
		return ooxml.AlignCenter
	case column < len(d.table.Columns):
		return align(d.table.Columns[column].Align)
	}
	return ooxml.AlignLeft
}
