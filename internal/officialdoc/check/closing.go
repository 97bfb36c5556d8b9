package check

import (
	"strings"

	"lantoa/internal/i18n"
	"lantoa/internal/ooxml"
)

// closing is the end of a document: the signatures, and who receives it.
type closing struct {
	start, end int // of the items; what follows goes with the document on pages of its own
	label      *line
	labelCol   int
	recipients []line
	signers    [][]line // one for each column
}

// closingOf finds where the signatures begin: at the table or the line with "Nơi
// nhận:", or at the last table without lines.
func (c *checker) closingOf(items []item) closing {
	start := len(items)
	for n, i := range items {
		if hasRecipients(i) {
			start = n
			break
		}
	}
	if start == len(items) {
		start = lastLayout(items)
	}
	start = earlier(items, start)
	k := closing{start: start, end: len(items)}
	columns := map[int][]line{}
	most := 0
	for n, i := range items[start:] {
		if n > 0 && i.newPage && !i.empty() {
			k.end = start + n
			break
		}
		if i.Grid != nil {
			if lined(i.Grid) {
				continue
			}
			for r, row := range i.Grid.Rows {
				for at, cell := range row.Cells {
					columns[at] = append(columns[at], cellLines(cell, n*100+r)...)
					most = max(most, at)
				}
			}
			continue
		}
		for at, l := range c.signed(i) {
			columns[at] = append(columns[at], l...)
			most = max(most, at)
		}
	}
	for at := 0; at <= most; at++ {
		k.column(columns[at], at)
	}
	return k
}

// column parts a column at "Nơi nhận:".
func (k *closing) column(lines []line, at int) {
	for n := range lines {
		if isRecipients(lines[n].fold()) {
			k.label, k.labelCol, k.recipients = &lines[n], at, lines[n+1:]
			lines = lines[:n]
			break
		}
	}
	if len(lines) > 0 {
		k.signers = append(k.signers, lines)
	}
}

func isRecipients(fold string) bool { return fold == "noi nhan" }

func hasRecipients(i item) bool {
	if i.Para != nil {
		return isRecipients(i18n.Fold(firstSegment(i.Para)))
	}
	for _, l := range gridLines(i.Grid) {
		if isRecipients(l.fold()) {
			return true
		}
	}
	return false
}

func firstSegment(p *ooxml.Para) string {
	if s := segments(p); len(s) > 0 {
		return s[0].text
	}
	return ""
}

func lined(g *ooxml.Grid) bool {
	for _, row := range g.Rows {
		for _, cell := range row.Cells {
			if cell.Borders {
				return true
			}
		}
	}
	return false
}

// lastLayout is where the last text is a table without lines, or the lines of a
// signature at the right.
func lastLayout(items []item) int {
	n := len(items)
	for n > 0 && items[n-1].empty() {
		n--
	}
	if n > 0 && items[n-1].Grid != nil {
		if g := items[n-1].Grid; !lined(g) && len(g.Rows) <= 8 {
			return n - 1
		}
		return len(items)
	}
	for n > 0 && items[n-1].Para != nil && (items[n-1].empty() || isSigned(items[n-1].Para)) {
		n--
	}
	return n
}

// isSigned reports a line of a signature that stands alone: short, at the right.
func isSigned(p *ooxml.Para) bool {
	l := lineOf(p, 0)
	if len([]rune(l.text)) > 60 || numbered(l.text) || strings.HasSuffix(l.text, "./.") || strings.HasSuffix(l.text, ":") {
		return false
	}
	f := p.Format
	return f.Align == "right" || f.Align == "end" || f.Left > 150 || strings.HasPrefix(p.String(), "\t\t")
}

// earlier moves the start to a signature that stands before the recipients.
func earlier(items []item, start int) int {
	for n := start; n > 0; {
		n--
		i := items[n]
		switch {
		case i.empty():
			continue
		case i.Para != nil && isSigned(i.Para), i.Grid != nil && !lined(i.Grid) && len(i.Grid.Rows) <= 8 && isSignature(i.Grid):
			start = n
			continue
		}
		break
	}
	return start
}

// isSignature reports a table whose cells begin with a signer's authority.
func isSignature(g *ooxml.Grid) bool {
	for _, l := range gridLines(g) {
		if upper(l.text) && l.bold() {
			return true
		}
	}
	return false
}

// roomy is a gap, in points, as wide as an empty line.
const roomy = 18

func cellLines(cell ooxml.GridCell, row int) []line {
	var out []line
	gap := true
	for _, p := range cell.Body {
		if p.Para == nil {
			continue
		}
		lines := linesOf(p.Para, cell.Width)
		if len(lines) == 0 {
			gap = true
		}
		for n, l := range lines {
			l.row, l.gap = row, n == 0 && (gap || p.Para.Format.Before >= roomy)
			gap = p.Para.Format.After >= roomy || n == 0 && strings.Contains(p.Para.String(), "\n\n")
			out = append(out, l)
		}
	}
	return out
}

// signed are the lines of a paragraph of the closing by their columns.
func (c *checker) signed(i item) map[int][]line {
	out := map[int][]line{}
	texts := segments(i.Para)
	for n, l := range texts {
		l.free = true
		at := 1
		if n == 0 && (isRecipients(l.fold()) || strings.HasPrefix(l.text, "-") || len(texts) > 1) {
			at = 0
		}
		if m := signs.Replace(i.Para.Marker.Text); m != "" && n == 0 {
			l.text, at = m+" "+l.text, 0
		}
		out[at] = append(out[at], l)
	}
	return out
}
