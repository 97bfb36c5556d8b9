package pdf

import "lantoa/internal/officialdoc"

// components are the blocks' in the rules.
var components = map[officialdoc.BlockKind]officialdoc.Component{
	officialdoc.SectionBlock: officialdoc.Section, officialdoc.HeadingBlock: officialdoc.Heading, officialdoc.ClauseBlock: officialdoc.Clause,
	officialdoc.PointBlock: officialdoc.Point, officialdoc.ArticleBlock: officialdoc.Article,
}

// body lays out the blocks of a body.
func (c *composer) body(blocks []officialdoc.Block) {
	fresh := false
	var before officialdoc.BlockKind
	for _, b := range officialdoc.Count(blocks) {
		if b.Kind == officialdoc.PageBreak {
			fresh, before = true, b.Kind
			continue
		}
		strips := c.block(b)
		if len(strips) == 0 {
			continue
		}
		if fresh {
			strips[0].fresh, fresh = true, false
		}
		// A table is kept with the line over it and with the note below it.
		if n := len(c.strips); n > 0 && (b.Kind == officialdoc.TableBlock && before != "" || b.Kind == officialdoc.NoteBlock && before == officialdoc.TableBlock) {
			c.strips[n-1].keep = true
		}
		before = b.Kind
		c.add(strips...)
	}
}

func (c *composer) block(b officialdoc.Counted) []strip {
	switch b.Kind {
	case officialdoc.PartBlock:
		label := c.centred(officialdoc.PartLabel, []officialdoc.Run{{Text: b.Label()}}, c.rules.Gap.Use*2)
		title := c.centred(officialdoc.PartTitle, append([]officialdoc.Run{{Text: b.Title + " "}}, b.Runs...), 0)
		return chained(append(label, title...))
	case officialdoc.SectionBlock, officialdoc.HeadingBlock:
		return chained(c.numbered(b))
	case officialdoc.CenterBlock, officialdoc.TitleBlock:
		return chained(c.emphasised(b.Runs, bold))
	case officialdoc.NoteBlock:
		return c.note(b.Runs)
	case officialdoc.TableBlock:
		if b.Table != nil {
			return c.table(*b.Table)
		}
	case officialdoc.PictureBlock:
		if b.Picture != nil {
			return c.pictureBlock(*b.Picture)
		}
	default:
		return c.numbered(b)
	}
	return nil
}

// numbered is a block of running text behind its label, if its kind has one.
func (c *composer) numbered(b officialdoc.Counted) []strip {
	of, ok := components[b.Kind]
	if !ok {
		of = officialdoc.Body
	}
	look := c.look(of)
	p := c.running(of, "")
	p.runs = nil
	if label := b.Label(); label != "" {
		p.runs = append(p.runs, styled{label + " ", look.face})
	}
	if b.Kind == officialdoc.ArticleBlock {
		if b.Title != "" {
			p.runs = append(p.runs, c.runs(look, b.Title+" ")...)
		}
		look = c.look(officialdoc.Body)
	}
	p.runs = append(p.runs, c.mixed(look, b.Runs)...)
	return c.paragraph(p)
}

// mixed are runs in a look, each bold or italic of itself besides.
func (c *composer) mixed(l look, runs []officialdoc.Run) []styled {
	out := make([]styled, len(runs))
	for i, r := range runs {
		out[i] = c.runs(l, r.Text)[0]
		out[i].face |= faceOf(r.Bold, r.Italic)
	}
	return out
}

// centred is a component in the middle.
func (c *composer) centred(of officialdoc.Component, runs []officialdoc.Run, gap float64) []strip {
	look := c.look(of)
	return c.lines(para{runs: c.mixed(look, runs), size: look.size, align: look.align, gap: gap, spacing: c.rules.Line.Use}, c.area.left, c.area.width)
}

// emphasised is text of the body's size in the middle, in a face.
func (c *composer) emphasised(runs []officialdoc.Run, in face) []strip {
	look := c.look(officialdoc.Body)
	look.face |= in
	p := para{runs: c.mixed(look, runs), size: look.size, align: officialdoc.Center, gap: c.rules.Gap.Use, spacing: c.rules.Line.Use}
	return c.lines(p, c.area.left, c.area.width)
}

func (c *composer) note(runs []officialdoc.Run) []strip { return c.emphasised(runs, italic) }
