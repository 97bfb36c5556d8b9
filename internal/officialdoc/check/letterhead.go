package check

import (
	"regexp"
	"strings"

	"lantoa/internal/i18n"
	"lantoa/internal/officialdoc"
	"lantoa/internal/ooxml"
)

// letterhead is the top of a document: the issuer's side and the State's.
type letterhead struct {
	left, right column
	end         int // of the items
	tabs        bool
}

// farthest is how many pieces a letterhead may reach.
const farthest = 14

// letterheadOf finds the letterhead at the top of a part.
func (c *checker) letterheadOf(items []item) letterhead {
	for n, i := range items[:min(len(items), farthest)] {
		if i.Grid != nil && isLetterhead(i.Grid) {
			return c.tables(items, n)
		}
		if i.Para != nil && isNational(i18n.Fold(textOf(i.Para))) {
			break
		}
	}
	return c.paragraphs(items)
}

func isLetterhead(g *ooxml.Grid) bool {
	for _, row := range g.Rows {
		for _, cell := range row.Cells {
			for _, p := range cell.Body {
				if p.Para == nil {
					continue
				}
				for _, l := range linesOf(p.Para, 0) {
					if isNational(l.fold()) || isMotto(l.fold()) || isPlace(l.text) || numberMark.MatchString(l.text) {
						return true
					}
				}
			}
		}
	}
	return false
}

// tables reads a letterhead in one table, or in several that follow each other.
func (c *checker) tables(items []item, at int) letterhead {
	h := letterhead{end: at}
	row := 0
	for n := at; n < len(items); n++ {
		i := items[n]
		if i.empty() {
			continue
		}
		if i.Grid == nil || !isLetterhead(i.Grid) || i.newPage && n > at {
			break
		}
		for _, r := range i.Grid.Rows {
			h.row(r, row)
			row++
		}
		h.end = n + 1
	}
	return h
}

// row sorts a row's cells to the sides.
func (h *letterhead) row(r ooxml.GridRow, no int) {
	for at, cell := range r.Cells {
		side := &h.left
		if at > 0 || len(r.Cells) == 1 && isState(cell) {
			side = &h.right
		}
		side.cell(cell, no)
	}
}

func isState(cell ooxml.GridCell) bool {
	for _, p := range cell.Body {
		if p.Para == nil {
			continue
		}
		if fold := i18n.Fold(textOf(p.Para)); isNational(fold) || isMotto(fold) || isPlace(textOf(p.Para)) {
			return true
		}
	}
	return false
}

func (side *column) cell(cell ooxml.GridCell, row int) {
	width := cell.Width
	for _, p := range cell.Body {
		switch {
		case p.Para != nil:
			side.para(p.Para, width, row)
			for _, b := range p.Para.Boxes {
				if b.Para != nil {
					side.para(b.Para, width, row)
				}
			}
		case p.Grid != nil:
			for _, r := range p.Grid.Rows {
				for _, inner := range r.Cells {
					side.cell(inner, row)
				}
			}
		}
	}
	if cell.Bottom {
		side.strokes = append(side.strokes, stroke{width})
	}
}

func (side *column) para(p *ooxml.Para, width float64, row int) {
	side.strokes = append(side.strokes, strokesOf(p, width)...)
	for _, l := range linesOf(p, width) {
		if !isRule(l.text) {
			l.row = row
			side.lines = append(side.lines, l)
		}
	}
}

// paragraphs reads a letterhead that tabs set, or that stands in the middle.
func (c *checker) paragraphs(items []item) letterhead {
	h := letterhead{tabs: true}
	state := false // its words have been met
	for n, i := range items[:min(len(items), farthest)] {
		if i.Para == nil {
			break
		}
		texts := segments(i.Para)
		if len(texts) == 0 {
			h.strokesOf(i.Para)
			continue
		}
		if !h.takes(texts, state) {
			if !state && n < 3 && len([]rune(texts[0].text)) < 60 && nationalAhead(items[n:]) {
				continue // "Mẫu số 07"
			}
			break
		}
		free := len(texts) > 1 || strings.ContainsRune(i.Para.String(), '\t')
		for at, l := range texts {
			fold := l.fold()
			state = state || isNational(fold) || isMotto(fold)
			l.row = n
			l.free = free
			side := &h.left
			if at > 0 || isNational(fold) || isMotto(fold) || isPlace(l.text) {
				side = &h.right
			}
			side.lines = append(side.lines, l)
		}
		h.strokesOf(i.Para)
		h.end = n + 1
	}
	return h
}

func nationalAhead(items []item) bool {
	for _, i := range items[:min(len(items), 4)] {
		if i.Para != nil && hasNational(i) {
			return true
		}
	}
	return false
}

// takes reports a paragraph of the letterhead.
func (h *letterhead) takes(texts []line, state bool) bool {
	if len(texts) > 1 {
		return true
	}
	l := texts[0]
	fold := l.fold()
	switch {
	case isNational(fold), isMotto(fold), isPlace(l.text), numberMark.MatchString(l.text), strings.HasPrefix(fold, "v v "), stampOf(l.text) != "", isDraft(l.text):
		return true
	}
	_, known := typeOf(l.text)
	return !known && upper(l.text) && (!state || h.number() == nil && len(h.left.lines) > 0)
}

// segments are the texts that tabs part in a paragraph.
func segments(p *ooxml.Para) []line {
	var out []line
	for _, spans := range cut(p.Spans, "\t\n\f") {
		l := line{text: single(printed(spans)), spans: spans, para: p}
		if l.text != "" && !isRule(l.text) {
			out = append(out, l)
		}
	}
	return out
}

// strokesOf sorts the lines of a paragraph: the motto's is the long one.
func (h *letterhead) strokesOf(p *ooxml.Para) {
	parts := cut(p.Spans, "\t")
	long := 0.0 // the motto's width
	if motto := h.motto(); motto != nil {
		long = motto.printedWidth()
	}
	for _, s := range strokesOf(p, 0) {
		side := &h.left
		switch {
		case len(h.left.lines) == 0, len(h.left.strokes) > 0 && (s.length == 0 || len(parts) > 1), long > 0 && s.length > 0.75*long:
			side = &h.right
		}
		side.strokes = append(side.strokes, s)
	}
}

var numberMark = regexp.MustCompile(`(?i)^số\s*:?\s*[\d.…_\s]*(/|-|$|[\d…_])`)

func (h *letterhead) number() *line {
	return find(h.left.lines, func(l line) bool { return numberMark.MatchString(l.text) })
}

func (h *letterhead) motto() *line {
	return find(h.right.lines, func(l line) bool { return isMotto(l.fold()) })
}

func find(lines []line, is func(line) bool) *line {
	for i := range lines {
		if is(lines[i]) {
			return &lines[i]
		}
	}
	return nil
}

func isMotto(fold string) bool {
	return strings.Contains(fold, "doc lap") && (strings.Contains(fold, "hanh phuc") || strings.Contains(fold, "tu do"))
}

// stampOf is the component of a mark of urgency or of circulation; "" for any other text.
func stampOf(text string) officialdoc.Component {
	switch i18n.Fold(text) {
	case "khan", "thuong khan", "hoa toc":
		return officialdoc.Urgency
	case "luu hanh noi bo", "xem xong tra lai":
		return officialdoc.Circulation
	}
	return ""
}
