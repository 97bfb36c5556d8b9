package check

import (
	"math"
	"strings"

	"lantoa/internal/officialdoc"
)

// bodyLine is a paragraph of a body with what it is.
type bodyLine struct {
	line
	label
	titleOf level // of a part or a Mục: its title
	broken  bool  // a table or a picture stands before it
}

// bodyLines are the paragraphs of a body that have text. Tables have a form of
// their own, which the decree leaves open.
func (c *checker) bodyLines(items []item) []bodyLine {
	var out []bodyLine
	broken := true
	for _, i := range items {
		if i.Grid != nil || i.Para.Picture {
			broken = true
			continue
		}
		l := lineOf(i.Para, c.width(i))
		if l.text == "" || isRule(l.text) {
			broken = true // an empty line is a gap
			continue
		}
		b := bodyLine{line: l, label: labelOf(l), broken: broken || i.newPage}
		if n := len(out); n > 0 && (out[n-1].level == partLevel || out[n-1].level == subpartLevel) && b.level == plainLevel {
			b.titleOf = out[n-1].level
		} else if n > 0 && out[n-1].titleOf != 0 && b.level == plainLevel && b.centred() && upper(b.text) {
			b.titleOf = out[n-1].titleOf
		}
		broken = false
		out = append(out, b)
	}
	return out
}

// body checks the paragraphs of a body.
func (c *checker) body(items []item) {
	lines := c.bodyLines(items)
	headings := headingsOf(lines)
	count := &counter{}
	for n := range lines {
		b := &lines[n]
		component := b.component(headings[n])
		if b.level == plainLevel {
			count.text()
		}
		c.labelled(count, b.line, b.label)
		switch {
		case b.level == partLevel, b.level == subpartLevel:
			c.look(officialdoc.PartLabel, b.line)
			continue
		case b.titleOf != 0:
			c.look(officialdoc.PartTitle, b.line)
			continue
		}
		c.size(component, b.line)
		c.headed(component, b)
		if b.centred() {
			continue
		}
		c.set(b)
		if n > 0 && !b.broken && !lines[n-1].centred() {
			c.gap(&lines[n-1], b)
		}
	}
}

func (b *bodyLine) component(heading bool) officialdoc.Component {
	switch b.level {
	case sectionLevel:
		return officialdoc.Section
	case articleLevel:
		return officialdoc.Article
	case clauseLevel:
		if heading {
			return officialdoc.Heading
		}
		return officialdoc.Clause
	case pointLevel:
		return officialdoc.Point
	}
	return officialdoc.Body
}

// headingsOf tells which clauses are headings: the first of their group has its
// own text below, and they end without a stop.
func headingsOf(lines []bodyLine) map[int]bool {
	out := map[int]bool{}
	group := false
	for n, b := range lines {
		if b.level == sectionLevel || b.level == partLevel || b.level == articleLevel {
			group = false
		}
		if b.level != clauseLevel {
			continue
		}
		below := n+1 < len(lines) && (lines[n+1].level == plainLevel && !lines[n+1].centred() || lines[n+1].level >= pointLevel)
		open := !strings.ContainsAny(b.text[len(b.text)-1:], ".;:,") && len([]rune(b.text)) <= 160
		if b.no == "1" {
			group = open && below
		}
		out[n] = b.bold() || group && open && below
	}
	return out
}

// headed checks the weight and slant of a paragraph by its level.
func (c *checker) headed(component officialdoc.Component, b *bodyLine) {
	switch {
	case b.level == sectionLevel:
		c.weight(component, b.line)
		if !upper(b.text) {
			c.add(component, b.text, "check.caps", word("check.value.caps"), quoted(b.text))
		}
	case b.level == articleLevel && !b.labelBold():
		c.add(component, b.text, "check.bold", word("check.value.bold"), word("check.value.not_bold"))
	case component == officialdoc.Heading && !b.bold():
		c.add(component, b.text, "check.bold", word("check.value.bold"), word("check.value.not_bold"))
	}
	if b.italic() && !b.centred() && !isAside(b.text) {
		c.slant(component, b.line)
	}
}

// isAside reports what is set in italics by right: in brackets, a note, a source.
func isAside(text string) bool {
	fold := strings.ToLower(text)
	for _, begin := range []string{"(", "ghi chú", "nguồn", "đơn vị tính", "lưu ý", "*"} {
		if strings.HasPrefix(fold, begin) {
			return true
		}
	}
	return false
}

// labelBold reports a label "Điều 1." in bold.
func (b *bodyLine) labelBold() bool {
	if b.para.Marker.Text != "" {
		return b.para.Marker.Format.Bold
	}
	for _, s := range b.spans {
		if strings.TrimSpace(s.Text) != "" {
			return s.Format.Bold
		}
	}
	return false
}

// set checks how a paragraph of running text is set: to both margins where it
// fills a line, its first line moved in, its lines neither tight nor loose.
func (c *checker) set(b *bodyLine) {
	f := b.para.Format
	start := b.start()
	if wide := b.printedWidth() + max(f.First, 0); b.width > 0 && wide > b.width*1.05 && f.Align != "both" && f.Align != "distribute" {
		c.add(officialdoc.Body, b.text, "check.align", word("check.value.justify"), alignment(f.Align))
	}
	if !c.allowed(start) && !(b.level == sectionLevel && start == 0) && f.Align != "right" && f.Align != "end" {
		c.add(officialdoc.Body, b.text, "check.body.indent", millimetres(c.indents()), millimetres(number(mm(start))))
	}
	lines := f.Line
	if f.Exact > 0 && b.line.size() > 0 {
		lines = f.Exact / (b.line.size() * 1.15) // a single line is as high
		if f.AtLeast {
			lines = max(lines, 1)
		}
	}
	if lines < c.rules.Line.Min-0.05 || lines > c.rules.Line.Max+0.03 {
		c.add(officialdoc.Body, b.text, "check.body.line", plain(span(c.rules.Line)), plain(number(lines)))
	}
}

// defaultTab is how far a tab at the beginning moves a line in.
const defaultTab = 36

// start is where the first line begins, in points from the margin.
func (b *bodyLine) start() float64 {
	at := b.para.Format.Left + b.para.Format.First
	if b.para.Marker.Text == "" && len(b.spans) > 0 && strings.HasPrefix(b.spans[0].Text, "\t") {
		at += defaultTab
	}
	return at
}

func (c *checker) allowed(start float64) bool {
	for _, want := range c.rules.Indent {
		if math.Abs(mm(start)-want) <= 0.4 {
			return true
		}
	}
	return false
}

func (c *checker) indents() string {
	var all []string
	for _, v := range c.rules.Indent {
		all = append(all, number(v))
	}
	return strings.Join(all, " / ")
}

// gap checks the room between two paragraphs.
func (c *checker) gap(before, b *bodyLine) {
	gap := before.para.Format.After + b.para.Format.Before
	if before.para.Style == b.para.Style && before.para.Format.Close && b.para.Format.Close {
		gap = 0
	}
	if !c.rules.Gap.Holds(gap) {
		c.add(officialdoc.Body, b.text, "check.body.gap", points(span(c.rules.Gap)), points(number(gap)))
	}
}
