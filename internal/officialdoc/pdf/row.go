package pdf

import "lantoa/internal/officialdoc"

// rows sets the rows of a head or of a body.
func (g tableGrid) rows(p placement, isHead bool) []strip {
	var out []strip
	byRow := make([][]placed, p.rows)
	for _, cell := range p.cells {
		byRow[cell.row] = append(byRow[cell.row], cell)
	}
	for from := 0; from < p.rows; {
		to, cells := from+1, []placed(nil)
		for r := from; r < to; r++ {
			for _, cell := range byRow[r] {
				to = max(to, r+cell.rows)
				cells = append(cells, cell)
			}
		}
		strips := g.group(cells, from, to, isHead)
		if g.leads(byRow[from]) && to < p.rows && len(strips) > 0 {
			strips[len(strips)-1].keep = true
		}
		out = append(out, strips...)
		from = to
	}
	return out
}

// leads reports a row that names the rows below it.
func (g tableGrid) leads(row []placed) bool {
	cells := make([]officialdoc.Cell, len(row))
	for i, c := range row {
		cells[i] = c.Cell
	}
	return g.table.Leads(cells)
}

// boxed is a cell with what it holds.
type boxed struct {
	placed
	strips []strip
	height float64 // with its padding
	isHead bool
}

// group sets rows that belong together as one strip; taller than a page, it is
// taken apart: by rows, and a single row by its lines.
func (g tableGrid) group(cells []placed, from, to int, isHead bool) []strip {
	set := make([]boxed, len(cells))
	for i, cell := range cells {
		strips := g.content(cell, g.align(cell, isHead))
		set[i] = boxed{cell, strips, stack(strips).height + 2*padTop, isHead}
	}
	heights := g.heights(set, from, to)
	total := 0.0
	for _, h := range heights {
		total += h
	}
	switch {
	case total <= g.room:
		return []strip{g.draw(set, from, heights)}
	case to-from > 1:
		var out []strip
		for r := from; r < to; r++ {
			out = append(out, g.group(apart(cells, r), r, r+1, isHead)...)
		}
		return out
	}
	return g.torn(set, from)
}

// apart are the cells of one row of a group: those from above are empty in it.
func apart(cells []placed, row int) []placed {
	var out []placed
	for _, cell := range cells {
		switch {
		case cell.row < row && cell.row+cell.rows > row:
			cell.Cell = officialdoc.Cell{}
		case cell.row != row:
			continue
		}
		cell.row, cell.rows = row, 1
		out = append(out, cell)
	}
	return out
}

// heights are the rows': as tall as their tallest cell; what a joined cell needs
// beyond its rows is divided among them.
func (g tableGrid) heights(set []boxed, from, to int) []float64 {
	heights := make([]float64, to-from)
	for i := range heights {
		heights[i] = g.size*single + 2*padTop
	}
	for _, b := range set {
		if b.rows == 1 {
			heights[b.row-from] = max(heights[b.row-from], b.height)
		}
	}
	for _, b := range set {
		own, sum := heights[b.row-from:b.row-from+b.rows], 0.0
		for _, h := range own {
			sum += h
		}
		for i := range own {
			own[i] += max(0, b.height-sum) / float64(b.rows)
		}
	}
	return heights
}

// draw sets cells into rows of the heights. In a table with lines, they stand in
// the middle of their height.
func (g tableGrid) draw(set []boxed, from int, heights []float64) strip {
	tops := make([]float64, len(heights)+1)
	for i, h := range heights {
		tops[i+1] = tops[i] + h
	}
	out := strip{height: tops[len(heights)]}
	for _, b := range set {
		top, bottom := tops[b.row-from], tops[b.row-from+b.rows]
		if !g.borderless {
			x := g.x[b.col]
			out.items = append(out.items, item{kind: frameItem, x: x, y: top, w: g.x[b.col+b.cols] - x, h: bottom - top})
		}
		down := padTop
		if !g.borderless || b.isHead || b.Picture != nil {
			down = (bottom - top - stack(b.strips).height) / 2
		}
		out.items = append(out.items, moved(stack(b.strips).items, top+down)...)
	}
	return out
}

// torn divides a row that is taller than a page by its lines.
func (g tableGrid) torn(set []boxed, row int) []strip {
	var out []strip
	for left := true; left; {
		left = false
		part := make([]boxed, len(set))
		tallest := 0.0
		for i, b := range set {
			n, sum := 0, 2*padTop
			for n < len(b.strips) && (n == 0 || sum+b.strips[n].height <= g.room) {
				sum += b.strips[n].height
				n++
			}
			part[i] = boxed{b.placed, b.strips[:n], sum, b.isHead}
			set[i].strips = b.strips[n:]
			left = left || len(set[i].strips) > 0
			tallest = max(tallest, sum)
		}
		out = append(out, g.draw(part, row, []float64{tallest}))
	}
	return out
}

// align is a cell's own or its column's; heads stand in the middle.
func (g tableGrid) align(cell placed, isHead bool) officialdoc.Align {
	switch {
	case cell.Align != officialdoc.Left:
		return cell.Align
	case isHead:
		return officialdoc.Center
	}
	return g.aligns[cell.col]
}

// content is what a cell holds, below each other: its picture, then its text.
func (g tableGrid) content(cell placed, align officialdoc.Align) []strip {
	x := g.x[cell.col] + padSide
	width := g.x[cell.col+cell.cols] - padSide - x
	var out []strip
	if cell.Picture != nil {
		out = append(out, g.c.picture(*cell.Picture, x, width, g.room-2*padTop, align))
	}
	in := faceOf(cell.Bold, cell.Italic)
	return append(out, g.c.lines(para{runs: []styled{{cell.Text, in}}, size: g.size, align: align}, x, width)...)
}
