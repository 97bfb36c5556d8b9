package source

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"lantoa/internal/i18n"
	"lantoa/internal/ooxml"
)

// table is rows of cells, each with its paragraphs.
type table [][][]string

func (w *word) table(g *ooxml.Grid) (table, error) {
	t := make(table, len(g.Rows))
	for i, row := range g.Rows {
		t[i] = make([][]string, len(row.Cells))
		for j, cell := range row.Cells {
			if err := w.add(&t[i][j], cell.Body); err != nil {
				return nil, err
			}
		}
	}
	return t, nil
}

// paragraphs is the table as text: a frame around paragraphs as these, a
// letterhead or signature side by side, any other table a line for each row.
func (t table) paragraphs() []string {
	t = t.narrowed()
	switch {
	case t.columns() <= 1:
		var out []string
		for _, row := range t {
			for _, cell := range row {
				out = append(out, cell...)
			}
		}
		return out
	case t.columns() == 2 && t.isLayout():
		return []string{t.sideBySide()}
	}
	var out []string
	for _, row := range t {
		cells := make([]string, len(row))
		for i, cell := range row {
			cells[i] = strings.Join(strings.Fields(strings.Join(cell, " ")), " ")
		}
		out = append(out, strings.Join(cells, " | "))
	}
	return []string{strings.Join(out, "\n")}
}

func (t table) columns() int {
	n := 0
	for _, row := range t {
		n = max(n, len(row))
	}
	return n
}

// narrowed leaves out columns without any text: they only make room.
func (t table) narrowed() table {
	used := make([]bool, t.columns())
	for _, row := range t {
		for i, cell := range row {
			used[i] = used[i] || len(cell) > 0
		}
	}
	out := make(table, len(t))
	for r, row := range t {
		for i, cell := range row {
			if used[i] {
				out[r] = append(out[r], cell)
			}
		}
	}
	return out
}

// isLayout reports a table that sets a letterhead or a signature (Decree
// 30/2020, annex I): its words tell.
func (t table) isLayout() bool {
	if len(t) > 4 {
		return false
	}
	for _, row := range t {
		for _, cell := range row {
			for _, s := range cell {
				f := i18n.Fold(s)
				for _, words := range []string{"cong hoa xa hoi chu nghia viet nam", "dang cong san viet nam", "noi nhan"} {
					if strings.HasPrefix(f, words) {
						return true
					}
				}
			}
		}
	}
	return false
}

// minLeft is the least width of a left column: a reader of the text takes a line
// that begins beyond 20 letters for one of the right column.
const minLeft = 24

// maxLeft is the greatest width of a left column: what is longer runs into the
// right one. Without it a file of a few lines could fill the memory with blanks.
const maxLeft = 120

// sideBySide sets two columns as a page shows them.
func (t table) sideBySide() string {
	width := minLeft
	for _, row := range t {
		for _, s := range linesOf(row, 0) {
			width = min(max(width, utf8.RuneCountInString(s)), maxLeft)
		}
	}
	var out []string
	for _, row := range t {
		left, right := linesOf(row, 0), linesOf(row, 1)
		for i := range max(len(left), len(right)) {
			out = append(out, strings.TrimRight(pair(at(left, i), at(right, i), width+4), " "))
		}
	}
	return strings.Join(out, "\n")
}

// pair sets two cells on a line. A bar parts them where the right one begins
// small: the gap alone could be that of a blank date.
func pair(left, right string, width int) string {
	gap := strings.Repeat(" ", max(width-utf8.RuneCountInString(left), 4))
	first, _ := utf8.DecodeRuneInString(right)
	if left != "" && right != "" && !unicode.IsUpper(first) {
		return left + gap + "| " + right
	}
	return left + gap + right
}

// linesOf is a cell's text line by line, with single spaces.
func linesOf(row [][]string, cell int) []string {
	if cell >= len(row) {
		return nil
	}
	var out []string
	for _, p := range row[cell] {
		for line := range strings.SplitSeq(p, "\n") {
			if line = strings.Join(strings.Fields(line), " "); line != "" {
				out = append(out, line)
			}
		}
	}
	return out
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}
