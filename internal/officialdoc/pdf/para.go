package pdf

import (
	"strings"

	"lantoa/internal/officialdoc"
)

// para is a paragraph: text of one size.
type para struct {
	runs    []styled
	size    float64
	align   officialdoc.Align
	indent  float64 // of the first line
	gap     float64 // above it
	spacing float64 // 1 is single; 0 is single too
	red     bool
}

// look is how a component is written, ready to be drawn.
type look struct {
	size  float64
	face  face
	caps  bool
	align officialdoc.Align
}

// look is the component's in the rules; text of a size that they do not say is as
// large as the body.
func (c *composer) look(of officialdoc.Component) look {
	l := c.rules.Look(of)
	size := l.Size.Use
	if size <= 0 {
		size = c.rules.Look(officialdoc.Body).Size.Use
	}
	if size <= 0 {
		size = 14
	}
	return look{size: size, face: faceOf(l.Bold, l.Italic), caps: l.Caps, align: l.Align}
}

// runs is a text in a look.
func (c *composer) runs(l look, text string) []styled {
	if l.caps {
		text = officialdoc.Upper(text)
	}
	return []styled{{text: text, face: l.face}}
}

// written is a text as the component's paragraph, single spaced.
func (c *composer) written(of officialdoc.Component, text string, gap float64) para {
	l := c.look(of)
	return para{runs: c.runs(l, text), size: l.size, align: l.align, gap: gap}
}

// lines sets a paragraph from x in a width, a strip a line. One without text is none.
func (c *composer) lines(p para, x, width float64) []strip {
	spacing := p.spacing
	if spacing <= 0 {
		spacing = 1
	}
	height := p.size * single * spacing
	words := c.fonts.words(p.runs, p.size)
	var set []line
	if p.align == officialdoc.Center && p.indent == 0 {
		set = c.fonts.balanced(words, p.size, width)
	} else {
		set = c.fonts.breakLines(words, p.size, width, p.indent)
	}
	out := make([]strip, len(set))
	for i, l := range set {
		from, room := x, width
		if i == 0 {
			from, room = x+p.indent, width-p.indent
		} else {
			p.gap = 0
		}
		items := l.set(from, room, p.size, baseline(p.size, spacing), p.align)
		for j := range items {
			items[j].red = p.red
		}
		out[i] = strip{gap: p.gap, height: height, items: items}
	}
	return out
}

// baseline is how far below the top of its line the text stands.
func baseline(size, spacing float64) float64 {
	return (single*spacing-ascender-descender)/2*size + ascender*size
}

// paragraph sets running text: neither its first nor its last line stands alone.
func (c *composer) paragraph(p para) []strip {
	strips := c.lines(p, c.area.left, c.area.width)
	if n := len(strips); n > 1 {
		strips[0].keep, strips[n-2].keep = true, true
	}
	return strips
}

// longest is the width of the longest line of strips.
func longest(strips []strip) float64 {
	most := 0.0
	for _, s := range strips {
		from, to := 0.0, 0.0
		for i, it := range s.items {
			if i == 0 {
				from = it.x
			}
			to = it.x + it.w
		}
		most = max(most, to-from)
	}
	return most
}

// rule is a line of a length in the middle of a width.
func rule(x, width, length, gap float64) strip {
	return strip{gap: gap, height: 1, items: []item{{kind: lineItem, x: x + (width-length)/2, y: 0.5, w: length}}}
}

// blank reports a text without anything to see.
func blank(text string) bool { return strings.TrimSpace(text) == "" }
