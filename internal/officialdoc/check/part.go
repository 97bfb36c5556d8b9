package check

import (
	"regexp"
	"strings"

	"lantoa/internal/i18n"
	"lantoa/internal/ooxml"
)

// item is a piece of the body with its page.
type item struct {
	ooxml.Piece
	section int
	newPage bool // begins one
}

func (i item) empty() bool { return i.Para != nil && textOf(i.Para) == "" }

// itemsOf are the pieces of the body, text boxes before the paragraph that they
// hang on, each with its page.
func (c *checker) itemsOf(w *ooxml.Word) []item {
	var out []item
	section, fresh := 0, true
	for at, p := range w.Body {
		for section < len(w.Sections)-1 && at >= w.Sections[section].End {
			section++
			fresh = fresh || !w.Sections[section].Continuous
		}
		i := item{Piece: p, section: section, newPage: fresh}
		text := ""
		if p.Para != nil {
			text = p.Para.String()
			i.newPage = i.newPage || p.Para.Format.BreakBefore || strings.HasPrefix(strings.TrimLeft(text, " "), "\f")
		} else {
			first := firstPara(p.Grid)
			i.newPage = i.newPage || first != nil && first.Format.BreakBefore
		}
		out = append(out, i)
		// What follows an empty paragraph is as fresh as that.
		fresh = i.newPage && i.empty() || strings.Contains(text, "\f") && strings.TrimSpace(text[strings.LastIndex(text, "\f"):]) == ""
	}
	return out
}

func firstPara(g *ooxml.Grid) *ooxml.Para {
	for _, row := range g.Rows {
		for _, cell := range row.Cells {
			if len(cell.Body) > 0 && cell.Body[0].Para != nil {
				return cell.Body[0].Para
			}
		}
	}
	return nil
}

// part is a document of the file, or an appendix on pages of its own.
type part struct {
	items []item
	sheet bool // an appendix
	first int  // the section that it begins in
}

var appendixMark = regexp.MustCompile(`(?i)^phụ lục(?:\s+(?:số\s+)?([IVXLC]+|\d+))?\s*[.:]?$`)

// isAppendixLabel reports the heading of an appendix.
func isAppendixLabel(i item) bool {
	if i.Para == nil || !appendixMark.MatchString(textOf(i.Para)) {
		return false
	}
	l := lineOf(i.Para, 0)
	return l.centred() || l.bold() || i.newPage
}

// isNational reports words that begin the letterhead.
func isNational(fold string) bool { return strings.Contains(fold, "hoa xa hoi chu nghia") }

func hasNational(i item) bool {
	if i.Para != nil {
		return isNational(i18n.Fold(textOf(i.Para)))
	}
	for _, row := range i.Grid.Rows {
		for _, cell := range row.Cells {
			for _, p := range cell.Body {
				if p.Para != nil && isNational(i18n.Fold(textOf(p.Para))) {
					return true
				}
			}
		}
	}
	return false
}

// parts splits the file: a letterhead at the top of a page begins a document, the
// heading of an appendix an appendix.
func (c *checker) parts() []part {
	var out []part
	for n, i := range c.items {
		switch {
		case isAppendixLabel(i):
			out = append(out, part{sheet: true, first: i.section})
		case len(out) == 0, n > 0 && i.newPage && hasNational(i) && !blank(out[len(out)-1].items):
			out = append(out, part{first: i.section})
		}
		last := &out[len(out)-1]
		last.items = append(last.items, i)
	}
	if len(out) > 1 && !out[0].sheet && blank(out[0].items) {
		out = out[1:] // empty lines before an appendix
	}
	return out
}

func blank(items []item) bool {
	for _, i := range items {
		if !i.empty() {
			return false
		}
	}
	return true
}

// width is that of the text on the item's page.
func (c *checker) width(i item) float64 {
	s := c.word.Sections[i.section]
	return s.Width - s.Left - s.Right
}
