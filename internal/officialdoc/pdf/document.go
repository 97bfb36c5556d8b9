package pdf

import "lantoa/internal/officialdoc"

// document lays out a document and its appendices.
func (c *composer) document(d officialdoc.Document) {
	c.begin(d.Landscape, name(d)+" "+d.Summary)
	c.letterhead(d)
	c.title(d)
	c.to(d)
	c.authority(d)
	for _, text := range d.BasisLines() {
		c.add(c.paragraph(c.running(officialdoc.Basis, text))...)
	}
	c.body(c.rules.Ended(d.Body))
	c.signed(d)
	c.finish()
	for i, a := range d.Appendices {
		c.appendix(d.AppendixLabel(i), a, d.Reference())
	}
}

// name is the document's title as in running text.
func name(d officialdoc.Document) string {
	if d.Title != "" {
		return d.Title
	}
	return d.Type.Name()
}

// running is a text as a paragraph of the body: first line indented, gaps and
// spacing of the rules.
func (c *composer) running(of officialdoc.Component, text string) para {
	p := c.written(of, text, c.rules.Gap.Use)
	p.indent, p.spacing = c.indent(), c.rules.Line.Use
	return p
}

func (c *composer) indent() float64 {
	if len(c.rules.Indent) == 0 {
		return 0
	}
	return c.rules.Indent[0] * mm
}

// title is the type and the summary with its rule; a letter has none.
func (c *composer) title(d officialdoc.Document) {
	if d.TitleText() == "" {
		return
	}
	strips := c.lines(c.written(officialdoc.TypeName, d.TitleText(), 16), c.area.left, c.area.width)
	last := strips
	if !blank(d.Summary) {
		last = c.lines(c.written(officialdoc.Summary, d.Summary, 0), c.area.left, c.area.width)
		strips = append(strips, last...)
	}
	short := rule(c.area.left, c.area.width, longest(last)*c.rules.Rule.Use, 3)
	short.height += c.rules.Gap.Use
	c.add(chained(append(strips, short))...)
}

// authority is who decides, above the bases.
func (c *composer) authority(d officialdoc.Document) {
	c.add(chained(c.lines(c.written(officialdoc.Authority, d.Authority, 8), c.area.left, c.area.width))...)
}

// to is "Kính gửi:" with one addressee behind it, or with several below its colon
// (Appendix I, II.9.d).
func (c *composer) to(d officialdoc.Document) {
	if len(d.To) == 0 {
		return
	}
	look := c.look(officialdoc.To)
	wide := func(text string) float64 { return c.fonts.width(look.face, look.size, text) }
	set := func(text string, gap, x float64) []strip {
		p := c.written(officialdoc.To, text, gap)
		p.spacing = c.rules.Line.Use
		return chained(c.lines(p, x, c.area.left+c.area.width-x))
	}
	if len(d.To) == 1 {
		label := officialdoc.ToWord + " "
		body := wide(d.To[0])
		x := c.area.left + max(0, (c.area.width-wide(label)-body)/2)
		hang := x + wide(label)
		strips := set(d.To[0], 14, hang)
		if len(strips) == 0 {
			return
		}
		first := set(label, 0, x)
		strips[0].items = append(first[0].items, strips[0].items...)
		c.add(strips...)
		return
	}
	colon := wide(officialdoc.ToWord[:len(officialdoc.ToWord)-1])
	most := 0.0
	for _, line := range d.ToLines() {
		most = max(most, wide(line))
	}
	x := c.area.left + max(0, (c.area.width-colon-most)/2)
	c.add(set(officialdoc.ToWord, 14, x)...)
	for _, line := range d.ToLines() {
		c.add(set(line, 2, x+colon)...)
	}
}

// appendix is a phụ lục on pages of its own.
func (c *composer) appendix(label string, a officialdoc.Appendix, of officialdoc.Reference) {
	c.begin(a.Landscape, label+" "+a.Title)
	var strips []strip
	for _, part := range []struct {
		of   officialdoc.Component
		text string
	}{{officialdoc.AppendixLabel, label}, {officialdoc.AppendixTitle, a.Title}, {officialdoc.AppendixOf, of.Text()}} {
		strips = append(strips, c.lines(c.written(part.of, part.text, 2), c.area.left, c.area.width)...)
	}
	short := rule(c.area.left, c.area.width, longest(strips)*c.rules.Rule.Use/2, 3)
	short.height += c.rules.Gap.Use
	c.add(chained(append(strips, short))...)
	c.body(c.rules.Ended(a.Body))
	c.finish()
}
