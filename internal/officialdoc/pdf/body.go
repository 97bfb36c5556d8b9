package pdf

import "lantoa/internal/officialdoc"

// components are the blocks' in the rules.
var components = map[officialdoc.BlockKind]officialdoc.Component{
	officialdoc.SectionBlock: officialdoc.Section, officialdoc.HeadingBlock: officialdoc.Heading, officialdoc.ClauseBlock: officialdoc.Clause,
	officialdoc.PointBlock: officialdoc.Point,
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
		if n := len(c.strips); n > 0 && belongs(before, b.Kind) {
			c.strips[n-1].keep = true
		}
		before = b.Kind
		c.add(strips...)
	}
}

// belongs reports blocks that no page divides: a table and the line over it, a
// table or a picture and the note below.
func belongs(above, below officialdoc.BlockKind) bool {
	if below == officialdoc.NoteBlock {
		return above == officialdoc.TableBlock || above == officialdoc.PictureBlock
	}
	return below == officialdoc.TableBlock && above != "" && above != officialdoc.TableBlock && above != officialdoc.PageBreak
}

func (c *composer) block(b officialdoc.Counted) []strip {
	switch b.Kind {
	case officialdoc.PartBlock:
		label := c.centred(officialdoc.PartLabel, b.Label(), c.rules.Gap.Use*2)
		return append(chained(append(label, c.centred(officialdoc.PartTitle, b.Title, 0)...)), c.text(b.Runs)...)
	case officialdoc.ArticleBlock:
		return c.article(b)
	case officialdoc.SectionBlock, officialdoc.HeadingBlock:
		return chained(c.numbered(b))
	case officialdoc.CenterBlock, officialdoc.TitleBlock:
		return chained(c.emphasised(b.Runs, bold))
	case officialdoc.NoteBlock:
		return c.emphasised(b.Runs, italic)
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
	p.runs = append(p.runs, c.mixed(look, b.Runs)...)
	return c.paragraph(p)
}

// article is "Điều 1." with its text behind it, or with its title, below which the
// text is a paragraph of its own.
func (c *composer) article(b officialdoc.Counted) []strip {
	look := c.look(officialdoc.Article)
	p := c.running(officialdoc.Article, "")
	p.runs = []styled{{b.Label() + " ", look.face}}
	if b.Title == "" {
		p.runs = append(p.runs, c.mixed(c.look(officialdoc.Body), b.Runs)...)
		return c.paragraph(p)
	}
	p.runs = append(p.runs, c.runs(look, b.Title)...)
	return append(chained(c.paragraph(p)), c.text(b.Runs)...)
}

// text is runs as a paragraph of the body.
func (c *composer) text(runs []officialdoc.Run) []strip {
	p := c.running(officialdoc.Body, "")
	p.runs = c.mixed(c.look(officialdoc.Body), runs)
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
func (c *composer) centred(of officialdoc.Component, text string, gap float64) []strip {
	p := c.written(of, text, gap)
	p.spacing = c.rules.Line.Use
	return c.lines(p, c.area.left, c.area.width)
}

// emphasised is text of the body's size in the middle, in a face.
func (c *composer) emphasised(runs []officialdoc.Run, in face) []strip {
	look := c.look(officialdoc.Body)
	look.face |= in
	p := para{runs: c.mixed(look, runs), size: look.size, align: officialdoc.Center, gap: c.rules.Gap.Use, spacing: c.rules.Line.Use}
	return c.lines(p, c.area.left, c.area.width)
}
