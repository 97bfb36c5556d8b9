package pdf

import "lantoa/internal/officialdoc"

// padding is the room within a cell.
const (
	padSide = 1.4 * mm
	padTop  = 1.5
)

// tableGrid is a table on its way to the page: where its columns stand and how
// its cells are written.
type tableGrid struct {
	c          *composer
	table      officialdoc.Table
	size       float64
	borderless bool
	aligns     []officialdoc.Align
	x          []float64 // of the columns, and the end of the last
	room       float64   // the tallest that a row may be
}

// table sets a table: a strip for each row, or for the rows that a cell joins, and
// its head again on every page that it reaches.
func (c *composer) table(t officialdoc.Table) []strip {
	heads, rows := place(boldly(t.Head)), place(t.Rows)
	g := tableGrid{c: c, table: t, size: t.Size, borderless: t.Borderless, room: c.area.height}
	for _, otherwise := range []float64{c.rules.Table, 12} {
		if g.size <= 0 {
			g.size = otherwise
		}
	}
	g.x = c.columnsAt(t, g.size, append(heads.cells, rows.cells...)...)
	g.aligns = make([]officialdoc.Align, len(g.x)-1)
	for i, col := range t.Columns {
		g.aligns[i] = col.Align
	}
	strips := chained(g.rows(heads, true))
	top := stack(strips)
	if len(strips) > 0 && top.height < c.area.height/2 {
		g.room -= top.height
		body := together(g.rows(rows, false))
		for i := range body {
			body[i].head = &head{top.height, top.items}
		}
		if len(body) > 0 { // the head stands with the first row
			strips, body[0].head = []strip{top}, nil
			strips[0].keep = true
		}
		strips = append(strips, body...)
	} else {
		strips = append(strips, together(g.rows(rows, false))...)
	}
	if len(strips) > 0 {
		strips[0].gap = c.rules.Gap.Use
	}
	return strips
}

// shortTable is how many rows a table may have to be kept on one page.
const shortTable = 6

func together(rows []strip) []strip {
	if n := len(rows); n > 1 && n <= shortTable {
		chained(rows[:n-1])
	}
	return rows
}

// columnsAt divides the width by the columns' shares. A column takes from the
// others what its longest word needs, up to longWord.
func (c *composer) columnsAt(t officialdoc.Table, size float64, cells ...placed) []float64 {
	n := len(t.Columns)
	for _, cell := range cells {
		n = max(n, cell.col+cell.cols)
	}
	shares, mean := make([]float64, n), 1.0
	if given := shareSum(t.Columns); given > 0 {
		mean = given / float64(len(t.Columns))
	}
	sum := 0.0
	for i := range shares {
		shares[i] = mean
		if i < len(t.Columns) && t.Columns[i].Share > 0 {
			shares[i] = t.Columns[i].Share
		}
		sum += shares[i]
	}
	least := c.leastWidths(cells, size, n)
	missing, spare := 0.0, 0.0
	for i := range shares {
		shares[i] *= c.area.width / sum
		missing += max(0, least[i]-shares[i])
		spare += max(0, shares[i]-least[i])
	}
	at := make([]float64, n+1)
	at[0] = c.area.left
	for i, w := range shares {
		switch {
		case spare < missing: // too many columns for the page
		case w < least[i]:
			w = least[i]
		default:
			w -= (w - least[i]) * missing / spare
		}
		at[i+1] = at[i] + w
	}
	return at
}

func shareSum(columns []officialdoc.Column) float64 {
	sum := 0.0
	for _, col := range columns {
		sum += max(col.Share, 0)
	}
	return sum
}

// longWord is the longest word that widens its column.
const longWord = 20 * mm

// leastWidths are what the words of cells in one column need.
func (c *composer) leastWidths(cells []placed, size float64, n int) []float64 {
	least := make([]float64, n)
	for i := range least {
		least[i] = 2*padSide + size
	}
	for _, cell := range cells {
		if cell.cols > 1 {
			continue
		}
		for _, w := range c.fonts.words([]styled{{cell.Text, faceOf(cell.Bold, cell.Italic)}}, size) {
			if w.width <= longWord {
				least[cell.col] = max(least[cell.col], w.width+2*padSide+1)
			}
		}
	}
	return least
}

// placed is a cell with the columns and rows that it takes.
type placed struct {
	officialdoc.Cell
	row, col, rows, cols int
}

type placement struct {
	rows  int
	cells []placed
}

// boldly makes the cells of a head bold.
func boldly(rows [][]officialdoc.Cell) [][]officialdoc.Cell {
	out := make([][]officialdoc.Cell, len(rows))
	for i, row := range rows {
		out[i] = append([]officialdoc.Cell(nil), row...)
		for j := range out[i] {
			out[i][j].Bold = true
		}
	}
	return out
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
		}
	}
	return out
}
