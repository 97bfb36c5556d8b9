package check

import (
	"math"
	"strings"

	"lantoa/internal/officialdoc"
	"lantoa/internal/ooxml"
)

// pages checks the sheets: size, margins, and the numbers of the pages.
func (c *checker) pages(parts []part) {
	start, numbered, total := 0, false, 0
	lengths := c.lengths()
	for n, s := range c.word.Sections {
		c.sheet(s, c.word.Body[min(start, s.End):s.End])
		start = s.End
		numbered = c.pageNumber(n, s, lengths[n]) || numbered
		total += lengths[n]
	}
	if !numbered && (total > onePage || len(parts) > 1) {
		c.add(officialdoc.PageNumber, "", "check.page_number.missing", present(), missing())
	}
	for n, p := range parts {
		if n > 0 && p.sheet && c.word.Sections[p.first].First != 1 {
			c.add(officialdoc.PageNumber, textOf(p.items[0].Para), "check.page_number.anew", plain("1"), word("check.value.counts_on"))
		}
	}
}

func (c *checker) sheet(s ooxml.PageSection, body []ooxml.Piece) {
	r := c.rules
	near := func(points, want float64) bool { return math.Abs(mm(points)-want) <= 1 }
	landscape := s.Width > s.Height
	if !(near(s.Width, r.Width) && near(s.Height, r.Height) || near(s.Width, r.Height) && near(s.Height, r.Width)) {
		c.add(officialdoc.Page, "", "check.page.size", millimetres(number(r.Width)+" × "+number(r.Height)), millimetres(number(mm(s.Width))+" × "+number(mm(s.Height))))
	}
	if landscape && !hasTable(body) {
		c.add(officialdoc.Page, "", "check.page.landscape", word("check.value.upright_page"), word("check.value.landscape"))
	}
	all := []officialdoc.Range{r.Top, r.Bottom, r.Left, r.Right}
	for n, found := range []float64{s.Top, s.Bottom, s.Left, s.Right} {
		holds := all[n].Holds(mm(found))
		if landscape { // a page turned round may have its margins turned with it
			holds = holds || all[(n+2)%4].Holds(mm(found)) || all[3-n].Holds(mm(found))
		}
		if !holds {
			key := []string{"check.page.top", "check.page.bottom", "check.page.left", "check.page.right"}[n]
			c.add(officialdoc.Page, "", key, millimetres(span(all[n])), millimetres(number(mm(found))))
		}
	}
}

func hasTable(body []ooxml.Piece) bool {
	for _, p := range body {
		if p.Grid != nil && lined(p.Grid) {
			return true
		}
	}
	return false
}

// onePage is how much text, in bytes, a document of one page has at the most.
const onePage = 2500

// pageNumber checks the number in the top margin of a section; it reports whether
// there is any. A section of one page may have none.
func (c *checker) pageNumber(n int, s ooxml.PageSection, length int) bool {
	for _, body := range s.Footers {
		if _, ok := c.numbered(body); ok {
			c.add(officialdoc.PageNumber, "", "check.page_number.footer", word("check.value.top_margin"), word("check.value.bottom_margin"))
			return true
		}
	}
	p, ok := c.numbered(s.Headers["default"])
	if !ok {
		if _, first := c.numbered(s.Headers["first"]); first {
			return true
		}
		if length > onePage {
			c.add(officialdoc.PageNumber, "", "check.page_number.missing", present(), missing())
			return true
		}
		return false
	}
	if p.Format.Align != "center" && !strings.HasPrefix(p.String(), "\t") {
		c.add(officialdoc.PageNumber, "", "check.page_number.centre", word("check.value.center"), alignment(p.Format.Align))
	}
	if s.Header >= s.Top && s.Top > 0 {
		c.add(officialdoc.PageNumber, "", "check.page_number.place", word("check.value.top_margin"), millimetres(number(mm(s.Header))))
	}
	for _, sp := range p.Spans {
		if sp.Field != "PAGE" {
			continue
		}
		l := line{spans: []ooxml.Span{{Text: "1", Format: sp.Format}}, para: p}
		c.size(officialdoc.PageNumber, l)
		c.slant(officialdoc.PageNumber, l)
		break
	}
	if _, first := c.numbered(s.Headers["first"]); (n == 0 || s.First == 1) && (!s.TitlePage || first) {
		c.add(officialdoc.PageNumber, "", "check.page_number.first", word("check.value.hidden"), word("check.value.shown"))
	}
	return true
}

// numbered is numberIn of a header, which sections share.
func (c *checker) numbered(body []ooxml.Piece) (*ooxml.Para, bool) {
	if len(body) == 0 {
		return nil, false
	}
	p, known := c.numbers[&body[0]]
	if !known {
		p, _ = numberIn(body)
		if c.numbers == nil {
			c.numbers = map[*ooxml.Piece]*ooxml.Para{}
		}
		c.numbers[&body[0]] = p
	}
	return p, p != nil
}

// numberIn finds the paragraph with the number of the page.
func numberIn(body []ooxml.Piece) (*ooxml.Para, bool) {
	for _, piece := range body {
		if piece.Grid != nil {
			for _, row := range piece.Grid.Rows {
				for _, cell := range row.Cells {
					if p, ok := numberIn(cell.Body); ok {
						return p, true
					}
				}
			}
			continue
		}
		for _, s := range piece.Para.Spans {
			if s.Field == "PAGE" {
				return piece.Para, true
			}
		}
		if p, ok := numberIn(piece.Para.Boxes); ok {
			return p, true
		}
	}
	return nil, false
}

// lengths are how much text the sections have, in bytes.
func (c *checker) lengths() []int {
	out := make([]int, len(c.word.Sections))
	for _, i := range c.items {
		if i.Para != nil {
			out[i.section] += len(textOf(i.Para))
			continue
		}
		for _, l := range gridLines(i.Grid) {
			out[i.section] += len(l.text)
		}
	}
	return out
}
