package docx

import (
	"strings"

	"lantoa/internal/officialdoc"
	"lantoa/internal/ooxml"
)

var cellMargin = ooxml.Margin{Top: 30, Left: 80, Bottom: 30, Right: 80}

// table draws a table over the whole width of the text.
func (m *maker) table(t officialdoc.Table, keep bool) {
	if len(t.Head)+len(t.Rows) == 0 {
		return
	}
	m.apart()
	d := tableDrawing{m: m, table: t, widths: m.widths(t)}
	if t.Size > 0 && t.Size != m.rules.Table {
		d.run.Size = t.Size
	}
	props := ooxml.TableProps{Style: tableLines, Columns: d.widths, Margin: cellMargin}
	if t.Borderless {
		props.Style = tableForm
	}
	m.story.Table(props, func() {
		d.rows(t.Head, true, false)
		d.rows(t.Rows, false, keep)
	})
}

// widths divides the text's width by the columns' shares; a table that names no
// columns has as many as its widest row.
func (m *maker) widths(t officialdoc.Table) []int {
	columns := t.Columns
	if len(columns) == 0 {
		n := 1
		for _, rows := range [][][]officialdoc.Cell{t.Head, t.Rows} {
			for _, row := range rows {
				wide := 0
				for _, c := range row {
					wide += max(c.Span, 1)
				}
				n = max(n, wide)
			}
		}
		columns = make([]officialdoc.Column, min(n, 63)) // Word has no more
	}
	total := 0.0
	for _, c := range columns {
		total += max(c.Share, 0)
	}
	out, left := make([]int, len(columns)), m.page.width
	for i, c := range columns {
		share := 1 / float64(len(columns))
		if total > 0 {
			share = max(c.Share, 0) / total
		}
		out[i] = max(int(share*float64(m.page.width)), 100)
		if i == len(columns)-1 {
			out[i] = max(left, 100)
		}
		left -= out[i]
	}
	return out
}

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
		d.m.story.Row(ooxml.RowProps{Head: head, Whole: true}, func() {
			d.row(row, down, head, keep && last, len(rows)-i)
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
			d.m.story.Paragraph(p, func() { d.m.picture(*c.Picture, width-cellMargin.Left-cellMargin.Right) })
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
