package docx

import (
	"slices"
	"strings"

	"lantoa/internal/officialdoc"
	"lantoa/internal/ooxml"
)

// columns divides the text's width by the columns' shares, but gives each column
// as much as its longest word takes: "STT" is not broken. A table that names no
// columns has as many as its widest row.
func (m *maker) columns(t officialdoc.Table) []int {
	shares := make([]float64, 0, len(t.Columns))
	total := 0.0
	for _, c := range t.Columns {
		shares = append(shares, max(c.Share, 0))
		total += max(c.Share, 0)
	}
	if len(shares) == 0 {
		shares = make([]float64, min(widest(t), 63)) // Word has no more
	}
	out, rest := make([]int, len(shares)), m.page.width
	for i, share := range shares {
		part := 1 / float64(len(shares))
		if total > 0 {
			part = share / total
		}
		out[i] = int(part * float64(m.page.width))
		rest -= out[i]
	}
	out[len(out)-1] += rest
	return widened(out, m.needed(t, len(out)))
}

func widest(t officialdoc.Table) int {
	n := 1
	for _, row := range slices.Concat(t.Head, t.Rows) {
		n = max(n, rowSpan(row))
	}
	return n
}

// needed is the width of each column's longest word with the cell's margins.
func (m *maker) needed(t officialdoc.Table, columns int) []int {
	need := slices.Repeat([]int{100}, columns)
	f := face{officialdoc.Face{Size: m.rules.Table}}
	if t.Size > 0 {
		f.Size = t.Size
	}
	for i, row := range slices.Concat(t.Head, t.Rows) {
		// A cell that reaches down moves those of the next row; only the rows that
		// fill the table tell which column a word stands in.
		if i > 0 && rowSpan(row) != columns {
			continue
		}
		at := 0
		for _, c := range row {
			f.Bold = c.Bold || i < len(t.Head)
			if c.Span <= 1 && at < columns {
				for _, word := range strings.Fields(c.Text) {
					need[at] = max(need[at], ooxml.Points(f.Width(word))+cellMargin.Left+cellMargin.Right+20)
				}
			}
			at += max(c.Span, 1)
		}
	}
	return need
}

func rowSpan(row []officialdoc.Cell) int {
	n := 0
	for _, c := range row {
		n += max(c.Span, 1)
	}
	return n
}

// widened takes what narrow columns lack from those that have more than they need.
func widened(columns, need []int) []int {
	lack, spare := 0, 0
	for i, w := range columns {
		lack += max(need[i]-w, 0)
		spare += max(w-need[i], 0)
	}
	if lack == 0 || spare == 0 {
		return atLeast(columns)
	}
	given := min(lack, spare)
	out, left := slices.Clone(columns), given
	for i, w := range columns {
		if more := w - need[i]; more > 0 {
			less := more * given / spare
			out[i] -= less
			left -= less
		}
	}
	for i, w := range columns {
		if short := need[i] - w; short > 0 {
			out[i] += short * (given - left) / lack
		}
	}
	return atLeast(out)
}

// atLeast leaves no column without a width: Word cannot open such a table.
func atLeast(columns []int) []int {
	for i := range columns {
		columns[i] = max(columns[i], 60)
	}
	return columns
}
