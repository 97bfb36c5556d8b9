package pdf

import "lantoa/internal/officialdoc"

// padding is the room within a cell.
const (
	padSide = 1.4 * mm
	padTop  = 2.0
)

// tableGrid is a table on its way to the page: where its columns stand and how
// its cells are written.
type tableGrid struct {
	c          *composer
	size       float64
	borderless bool
	aligns     []officialdoc.Align
	x          []float64 // of the columns, and the end of the last
	room       float64   // the tallest that a row may be
}

// table sets a table: a strip for each row, or for the rows that a cell joins, and
// its head again on every page that it reaches.
func (c *composer) table(t officialdoc.Table) []strip {
	heads, rows := place(t.Head), place(t.Rows)
	n := max(len(t.Columns), heads.columns, rows.columns)
	if n == 0 {
		return nil
	}
	g := tableGrid{c: c, size: t.Size, borderless: t.Borderless, x: c.columnsAt(t.Columns, n), room: c.area.height}
	if g.size <= 0 {
		g.size = c.rules.Table
	}
	if g.size <= 0 {
		g.size = 12
	}
	g.aligns = make([]officialdoc.Align, n)
	for i, col := range t.Columns {
		g.aligns[i] = col.Align
	}
	strips := chained(g.rows(heads, true))
	top := stack(strips)
	if len(strips) > 0 && top.height < c.area.height/2 {
		g.room -= top.height
		body := g.rows(rows, false)
		for i := range body {
			body[i].head = &head{top.height, top.items}
		}
		if len(body) > 0 { // the head stands with the first row
			strips, body[0].head = []strip{top}, nil
			strips[0].keep = true
		}
		strips = append(strips, body...)
	} else {
		strips = append(strips, g.rows(rows, false)...)
	}
	if len(strips) > 0 {
		strips[0].gap = c.rules.Gap.Use
	}
	return strips
}

// columnsAt divides the width by the columns' shares; none is too narrow for a letter.
func (c *composer) columnsAt(columns []officialdoc.Column, n int) []float64 {
	shares, sum := make([]float64, n), 0.0
	for _, col := range columns {
		sum += max(col.Share, 0)
	}
	mean := 1.0
	if sum > 0 {
		mean = sum / float64(len(columns))
	}
	least := min(2*padSide+14, c.area.width/float64(n)) / c.area.width
	sum = 0
	for i := range shares {
		shares[i] = mean
		if i < len(columns) && columns[i].Share > 0 {
			shares[i] = columns[i].Share
		}
		sum += shares[i]
	}
	again := 0.0
	for i := range shares {
		shares[i] = max(shares[i]/sum, least)
		again += shares[i]
	}
	at := make([]float64, n+1)
	at[0] = c.area.left
	for i, s := range shares {
		at[i+1] = at[i] + s/again*c.area.width
	}
	return at
}

// placed is a cell with the columns and rows that it takes.
type placed struct {
	officialdoc.Cell
	row, col, rows, cols int
}

type placement struct {
	columns, rows int
	cells         []placed
}

// place finds where the cells of rows stand: a row lists those that begin in it.
func place(rows [][]officialdoc.Cell) placement {
	out := placement{rows: len(rows)}
	taken := map[[2]int]bool{}
	for r, row := range rows {
		col := 0
		for _, cell := range row {
			for taken[[2]int{r, col}] {
				col++
			}
			p := placed{Cell: cell, row: r, col: col, rows: min(max(cell.Down, 1), len(rows)-r), cols: max(cell.Span, 1)}
			for n := 1; n < p.cols; n++ {
				if taken[[2]int{r, col + n}] {
					p.cols = n
				}
			}
			for i := range p.rows {
				for j := range p.cols {
					taken[[2]int{r + i, col + j}] = true
				}
			}
			out.cells = append(out.cells, p)
			col += p.cols
			out.columns = max(out.columns, col)
		}
	}
	return out
}
