package check

import (
	"strings"

	"lantoa/internal/officialdoc"
	"lantoa/internal/ooxml"
)

// look compares how a line is written with what the rules ask of the component.
func (c *checker) look(component officialdoc.Component, l line) {
	want := c.rules.Look(component)
	c.size(component, l)
	c.weight(component, l)
	c.slant(component, l)
	switch {
	case want.Caps && !upper(l.text):
		c.add(component, l.text, "check.caps", word("check.value.caps"), quoted(l.text))
	case !want.Caps && component != officialdoc.Number && upper(l.text):
		c.add(component, l.text, "check.not_caps", word("check.value.small"), quoted(l.text))
	}
	if want.Align == officialdoc.Center && !l.free {
		c.centre(component, l)
	}
}

func (c *checker) centre(component officialdoc.Component, l line) {
	if !l.centred() {
		c.add(component, l.text, "check.align", word("check.value.center"), alignment(l.para.Format.Align))
	}
}

func alignment(align string) Value {
	switch align {
	case "center":
		return word("check.value.center")
	case "both", "distribute":
		return word("check.value.justify")
	case "right", "end":
		return word("check.value.right")
	}
	return word("check.value.left")
}

// size names the first size that is not allowed.
func (c *checker) size(component officialdoc.Component, l line) {
	want := c.rules.Look(component).Size
	for _, s := range l.spans {
		if strings.TrimSpace(s.Text) != "" && !want.Holds(s.Format.Size) {
			c.add(component, l.text, "check.size", points(span(want)), points(number(s.Format.Size)))
			return
		}
	}
}

func (c *checker) weight(component officialdoc.Component, l line) {
	want, has := c.rules.Look(component).Bold, l.share(bold)
	switch {
	case want && has < 0.9:
		c.add(component, l.text, "check.bold", word("check.value.bold"), word("check.value.not_bold"))
	case !want && has > 0.1:
		c.add(component, l.text, "check.not_bold", word("check.value.not_bold"), word("check.value.bold"))
	}
}

func (c *checker) slant(component officialdoc.Component, l line) {
	want, has := c.rules.Look(component).Italic, l.share(italic)
	switch {
	case want && has < 0.9:
		c.add(component, l.text, "check.italic", word("check.value.italic"), word("check.value.upright"))
	case !want && has > 0.1:
		c.add(component, l.text, "check.upright", word("check.value.upright"), word("check.value.italic"))
	}
}

// lack names a component that is not there.
func (c *checker) lack(component officialdoc.Component) {
	c.add(component, "", "check.missing", present(), missing())
}

// fonts names every font and colour that is not allowed, each once. Marks of
// urgency and of circulation are red by right.
func (c *checker) fonts() {
	for _, i := range c.items {
		c.fontsOf([]ooxml.Piece{i.Piece})
	}
	seen := map[*ooxml.Piece]bool{} // sections share their headers
	for _, s := range c.word.Sections {
		for _, body := range s.Headers {
			if len(body) > 0 && !seen[&body[0]] {
				seen[&body[0]] = true
				c.fontsOf(body)
			}
		}
	}
}

func (c *checker) fontsOf(pieces []ooxml.Piece) {
	for _, p := range pieces {
		if p.Grid != nil {
			for _, row := range p.Grid.Rows {
				for _, cell := range row.Cells {
					c.fontsOf(cell.Body)
				}
			}
			continue
		}
		c.fontsOf(p.Para.Boxes)
		text := textOf(p.Para)
		stamp := stampOf(text) != ""
		for _, s := range p.Para.Spans {
			if strings.TrimSpace(s.Text) == "" && s.Field == "" {
				continue
			}
			for _, font := range []string{s.Format.Font, s.Format.Accented} {
				if font != "" && !strings.EqualFold(font, c.rules.Font) {
					c.add(officialdoc.Font, text, "check.font", plain(c.rules.Font), plain(font))
					break
				}
			}
			if s.Format.Color != "" && s.Format.Color != "000000" && !stamp {
				c.add(officialdoc.Font, text, "check.color", word("check.value.black"), plain("#"+s.Format.Color))
			}
		}
	}
}
