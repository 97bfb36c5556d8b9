package docx

import (
	"lantoa/internal/officialdoc"
	"lantoa/internal/ooxml"
)

// body draws the blocks of a body. Where signatures follow, its last lines go with
// them: no page holds signatures alone.
func (m *maker) body(blocks []officialdoc.Block, followed bool) {
	m.lists.begin()
	for i, c := range officialdoc.Count(blocks) {
		keep := followed
		if i < len(blocks)-1 {
			keep = leads(c.Kind, blocks[i+1].Kind)
		}
		m.block(c, keep)
	}
}

// leads reports a block that belongs to the one behind it: the unit over a table,
// a picture and its caption.
func leads(k, next officialdoc.BlockKind) bool {
	return k == officialdoc.NoteBlock && next == officialdoc.TableBlock || k == officialdoc.PictureBlock && next == officialdoc.NoteBlock
}

func (m *maker) block(c officialdoc.Counted, keep bool) {
	p := ooxml.ParaProps{KeepNext: keep, List: m.lists.place(c)}
	switch c.Kind {
	case officialdoc.PartBlock:
		m.text(officialdoc.PartLabel, p, "")
		p.List = nil
		if c.Title != "" {
			m.centered(officialdoc.PartTitle, p, c.Title, m.page.width)
		}
		if len(c.Runs) > 0 {
			m.runs(styleOf(officialdoc.Body), officialdoc.Body, p, c.Runs)
		}
	case officialdoc.ArticleBlock:
		m.article(c, p)
	case officialdoc.TableBlock:
		if c.Table != nil {
			m.table(*c.Table, keep)
		}
	case officialdoc.PictureBlock:
		if c.Picture != nil {
			p.Style = stylePicture
			m.paragraph(p, func() { m.picture(*c.Picture, m.page.width) })
		}
	case officialdoc.PageBreak:
		m.newPage = true
	default:
		style, component := blockStyle(c.Kind)
		m.runs(style, component, p, c.Runs)
	}
}

// blockStyle is the style of a kind of text, and the component whose look it has.
func blockStyle(k officialdoc.BlockKind) (string, officialdoc.Component) {
	switch k {
	case officialdoc.SectionBlock:
		return styleOf(officialdoc.Section), officialdoc.Section
	case officialdoc.HeadingBlock:
		return styleOf(officialdoc.Heading), officialdoc.Heading
	case officialdoc.ClauseBlock:
		return styleOf(officialdoc.Clause), officialdoc.Clause
	case officialdoc.PointBlock:
		return styleOf(officialdoc.Point), officialdoc.Point
	case officialdoc.DashBlock:
		return styleDash, officialdoc.Body
	case officialdoc.CenterBlock:
		return styleCenter, officialdoc.Body
	case officialdoc.TitleBlock:
		return styleTitle, officialdoc.Body
	case officialdoc.NoteBlock:
		return styleNote, officialdoc.Body
	}
	return styleOf(officialdoc.Body), officialdoc.Body
}

// article draws "Điều 1." with its title or its text behind it; where it has both,
// the text is a paragraph of its own.
func (m *maker) article(c officialdoc.Counted, p ooxml.ParaProps) {
	if c.Title == "" {
		m.runs(styleOf(officialdoc.Article), officialdoc.Article, p, c.Runs)
		return
	}
	title := p
	title.KeepNext = true
	m.runs(styleOf(officialdoc.Article), officialdoc.Article, title, []officialdoc.Run{{Text: c.Title, Bold: true}})
	if len(c.Runs) > 0 {
		p.List = nil
		m.runs(styleOf(officialdoc.Body), officialdoc.Body, p, c.Runs)
	}
}

// runs writes a paragraph of running text; behind a table it keeps its distance.
func (m *maker) runs(style string, c officialdoc.Component, p ooxml.ParaProps, runs []officialdoc.Run) {
	if m.story.AfterTable() {
		p.Spacing = &ooxml.Spacing{Before: m.gap(), After: m.gap()}
	}
	p.Style = style
	m.paragraph(p, func() {
		for _, r := range runs {
			m.story.Run(ooxml.RunProps{Bold: r.Bold, Italic: r.Italic}, m.cased(c, r.Text))
		}
	})
}

// picture writes a picture into the line, no wider than the room in twips that
// there is; without a size it takes that of its pixels at 96 to the inch.
func (m *maker) picture(p officialdoc.Picture, room int) {
	image, err := m.file.Image(p.Data)
	if err != nil {
		m.err = err
		return
	}
	width, height := p.Width, p.Height
	ratio := float64(image.Height) / float64(max(image.Width, 1))
	switch {
	case width <= 0 && height <= 0:
		width = float64(image.Width) * 25.4 / 96
		height = width * ratio
	case width <= 0:
		width = height / max(ratio, 0.001)
	case height <= 0:
		height = width * ratio
	}
	if most := float64(room) * 25.4 / 1440; width > most {
		width, height = most, height*most/width
	}
	m.story.Picture(image, width, height, p.Alt)
}
