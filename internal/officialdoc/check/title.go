package check

import (
	"regexp"
	"strings"

	"lantoa/internal/i18n"
	"lantoa/internal/officialdoc"
	"lantoa/internal/ooxml"
)

// title is what stands between the letterhead and the body.
type title struct {
	name      *line // of the type; nil for a letter
	kind      officialdoc.Type
	known     bool // Appendix III has the type
	summary   []line
	strokes   []stroke
	to        []line
	authority []line
	bases     []line
	end       int
}

// typeOf is the type that a title names: one of Appendix III, alone or with words
// that follow it in capitals.
func typeOf(text string) (officialdoc.Type, bool) {
	fold := i18n.Fold(text)
	found, longest := officialdoc.Letter, 0
	for t, name := range officialdoc.Types() {
		n := i18n.Fold(name)
		if (fold == n || strings.HasPrefix(fold, n+" ") && upper(text)) && len(n) > longest {
			found, longest = t, len(n)
		}
	}
	return found, longest > 0
}

// titleOf reads the title of a document from its first pieces.
func (c *checker) titleOf(items []item) title {
	t := title{}
	at := t.skip(items, 0)
	if at < len(items) && items[at].Para != nil {
		l := lineOf(items[at].Para, c.width(items[at]))
		t.kind, t.known = typeOf(l.text)
		if t.known || l.centred() && l.bold() && upper(l.text) && !isTo(l.text) {
			t.name = &l
			t.strokes = append(t.strokes, strokesOf(l.para, l.width)...)
			at = c.summaryOf(&t, items, at+1)
		}
	}
	at = c.toOf(&t, items, at)
	if t.kind == officialdoc.Decision || t.kind == officialdoc.Resolution {
		at = c.authorityOf(&t, items, at)
	}
	t.end = c.basesOf(&t, items, at)
	return t
}

// personal reports a paper that no office numbers, whoever receives it: a report
// of achievements.
func (t title) personal() bool { return t.name != nil && strings.Contains(t.name.fold(), "thanh tich") }

// skip passes what has no text of the title: empty lines with what is drawn on
// them, rules made of characters, stamps.
func (t *title) skip(items []item, at int) int {
	for at < len(items) && items[at].Para != nil {
		text := textOf(items[at].Para)
		if text != "" && !isRule(text) && stampOf(text) == "" && !isDraft(text) {
			break
		}
		at++
	}
	return at
}

func (c *checker) summaryOf(t *title, items []item, at int) int {
	for at < len(items) && items[at].Para != nil {
		p, width := items[at].Para, c.width(items[at])
		l := lineOf(p, width)
		switch {
		case l.text == "" || isRule(l.text):
			t.strokes = append(t.strokes, strokesOf(p, width)...)
		case !isSummary(l, len(t.summary) == 0, t.kind):
			for _, s := range p.Strokes {
				t.strokes = append(t.strokes, stroke{s.Length})
			}
			return at
		default:
			t.summary = append(t.summary, l)
			t.strokes = append(t.strokes, strokesOf(p, width)...)
		}
		at++
	}
	return at
}

// isDraft reports the mark of a draft.
func isDraft(text string) bool {
	return strings.HasPrefix(i18n.Fold(text), "du thao") && len([]rune(text)) < 25
}

var partMark = regexp.MustCompile(`(?i)^(phần|chương|mục|tiểu mục)\s+([IVXLC]+|\d+|thứ \S+)[.:]?$`)

// isSummary reports a line of the summary: in the middle below the type's name.
func isSummary(l line, first bool, kind officialdoc.Type) bool {
	fold := l.fold()
	switch {
	case partMark.MatchString(l.text), isTo(l.text), strings.HasPrefix(fold, "can cu "), strings.HasPrefix(l.text, "("), isSection(l.text), strings.HasSuffix(l.text, ":"):
		return false
	case upper(l.text) && (kind == officialdoc.Decision || kind == officialdoc.Resolution):
		return false
	case l.centred():
		return true
	}
	return first && l.bold() && !numbered(l.text)
}

func isTo(text string) bool { return strings.HasPrefix(i18n.Fold(text), "kinh gui") }

// toOf reads the addressees.
func (c *checker) toOf(t *title, items []item, at int) int {
	at = t.skip(items, at)
	if at == len(items) {
		return at
	}
	if g := items[at].Grid; g != nil {
		lines := gridLines(g)
		if len(lines) == 0 || !isTo(lines[0].text) {
			return at
		}
		t.to = lines
		return at + 1
	}
	for n := at; n < len(items) && items[n].Para != nil; n++ {
		for _, l := range linesOf(items[n].Para, c.width(items[n])) {
			switch {
			case len(t.to) == 0 && !isTo(l.text):
				return n
			case len(t.to) > 0 && !goesOn(t.to, l):
				return n
			}
			t.to = append(t.to, l)
			at = n + 1
		}
	}
	return at
}

// goesOn reports a line that names one more addressee.
func goesOn(to []line, l line) bool {
	last := to[len(to)-1].text
	if dashMark.MatchString(l.text) {
		return !strings.HasSuffix(last, ".") || len(to) == 1
	}
	return strings.HasSuffix(last, ";") || strings.HasSuffix(last, ":")
}

func gridLines(g *ooxml.Grid) []line {
	var out []line
	for _, row := range g.Rows {
		for _, cell := range row.Cells {
			for _, p := range cell.Body {
				if p.Para != nil {
					out = append(out, linesOf(p.Para, cell.Width)...)
				}
			}
		}
	}
	return out
}

func (c *checker) authorityOf(t *title, items []item, at int) int {
	for at = t.skip(items, at); at < len(items) && items[at].Para != nil; at++ {
		l := lineOf(items[at].Para, c.width(items[at]))
		if l.text == "" {
			continue
		}
		first := i18n.Fold(l.text)
		if basisMark.MatchString(l.text) || strings.HasSuffix(l.text, ":") || numbered(l.text) || !upper(l.text) && !(l.centred() && l.bold()) ||
			strings.HasPrefix(first, "quyet dinh") || strings.HasPrefix(first, "quyet nghi") {
			return at
		}
		t.authority = append(t.authority, l)
	}
	return at
}

var basisMark = regexp.MustCompile(`(?i)^(căn cứ|theo đề nghị|xét đề nghị|xét tờ trình|thực hiện)\s`)

// basesOf reads the bases: the first begins with "Căn cứ".
func (c *checker) basesOf(t *title, items []item, at int) int {
	start := at
	ruled := t.kind == officialdoc.Decision || t.kind == officialdoc.Resolution
	for n := at; n < len(items) && items[n].Para != nil; n++ {
		l := lineOf(items[n].Para, c.width(items[n]))
		if l.text == "" {
			continue
		}
		if !basisMark.MatchString(l.text) || len(t.bases) == 0 && !strings.HasPrefix(l.fold(), "can cu ") {
			break
		}
		// The first of a decision is one in any case, another one goes on from a semicolon.
		expected := ruled
		if n := len(t.bases); n > 0 {
			expected = strings.HasSuffix(t.bases[n-1].text, ";")
		}
		if !expected && !l.italic() && !strings.HasSuffix(l.text, ";") {
			break
		}
		t.bases = append(t.bases, l)
		start = n + 1
	}
	return start
}
