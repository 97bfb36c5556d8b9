package docx_test

import (
	"bytes"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"lantoa/internal/apptest/sample"
	"lantoa/internal/officialdoc"
	"lantoa/internal/officialdoc/docx"
	"lantoa/internal/ooxml"
)

func write(r fataler, t testing.TB, f officialdoc.File) []byte {
	var b bytes.Buffer
	if err := docx.Write(&b, rules(t), f); err != nil {
		r.Fatalf("%v", err)
	}
	return b.Bytes()
}

// TestWrite_keepsEveryWord draws whatever a document can be: the parts are well-
// formed and as Word wants them, and every text is in the file.
func TestWrite_keepsEveryWord(t *testing.T) {
	t.Parallel()
	picture := sample.Chart(t)
	rapid.Check(t, func(r *rapid.T) {
		g := generator{r: r, picture: picture}
		f := officialdoc.File{Title: g.text(), Parts: g.parts()}
		body, _ := valid(r, write(r, t, f))
		said := squeezed(body.said())
		for _, s := range g.texts {
			if !strings.Contains(said, squeezed(s)) {
				r.Fatalf("%q is not in the file", s)
			}
		}
	})
}

// squeezed is a text in the letters of the file, without what only divides lines,
// and without what ends a list, in capitals as letterheads and titles are.
func squeezed(s string) string {
	s = strings.NewReplacer("\r", "").Replace(ooxml.Clean(s))
	return officialdoc.Upper(strings.Trim(strings.Join(strings.Fields(s), ""), "-;.,/ "))
}

type generator struct {
	r       *rapid.T
	picture []byte
	texts   []string // that have to be in the file
}

func (g *generator) text() string {
	words := rapid.SampledFrom([]string{"Ủy ban", "tie\u0302\u0301n", "Đ", "<a b=\"c\">", "&amp;", "'", "\t", "\n", "\x00\x0b\ufffe", "12", "-", " ", "  ", "thi đua", "\U0001F33A", "; ./.", "\xff"})
	return strings.Join(rapid.SliceOfN(words, 0, 12).Draw(g.r, "words"), rapid.SampledFrom([]string{" ", ""}).Draw(g.r, "between"))
}

// kept is a text that is to be found again.
func (g *generator) kept() string {
	s := g.text()
	g.texts = append(g.texts, s)
	return s
}

func many[T any](g *generator, most int, one func() T) []T {
	var all []T
	for range rapid.IntRange(0, most).Draw(g.r, "number") {
		all = append(all, one())
	}
	return all
}

func (g *generator) parts() []officialdoc.Part {
	return many(g, 3, func() officialdoc.Part {
		switch rapid.IntRange(0, 5).Draw(g.r, "part") {
		case 0:
			return officialdoc.Part{}
		case 1:
			s := officialdoc.Sheet{Appendix: g.appendix()}
			return officialdoc.Part{Sheet: &s}
		}
		d := g.document()
		return officialdoc.Part{Document: &d}
	})
}

func (g *generator) document() officialdoc.Document {
	d := officialdoc.Document{
		Type:   rapid.SampledFrom([]officialdoc.Type{officialdoc.Decision, officialdoc.Letter, officialdoc.Minutes, "??"}).Draw(g.r, "type"),
		Parent: g.kept(), Issuer: g.kept(), Number: rapid.SampledFrom([]string{"", "7", "123", "x"}).Draw(g.r, "number"), Symbol: g.kept(),
		Place: g.text(), Title: g.text(), Summary: g.kept(), Authority: g.kept(), To: many(g, 3, g.kept), Bases: many(g, 3, g.kept), Body: g.body(),
		Signatures: many(g, 3, func() officialdoc.Signature {
			return officialdoc.Signature{Authority: many(g, 3, g.kept), Note: g.kept(), Name: g.kept()}
		}),
		Recipients: many(g, 3, g.kept), Appendices: many(g, 2, g.appendix), Landscape: rapid.Bool().Draw(g.r, "landscape"), Urgency: g.kept(), Circulate: g.kept(),
	}
	return d
}

func (g *generator) appendix() officialdoc.Appendix {
	return officialdoc.Appendix{Title: g.kept(), Landscape: rapid.Bool().Draw(g.r, "landscape"), Body: g.body()}
}

func (g *generator) body() []officialdoc.Block {
	kinds := rapid.SampledFrom([]officialdoc.BlockKind{officialdoc.PartBlock, officialdoc.SectionBlock, officialdoc.HeadingBlock, officialdoc.ClauseBlock,
		officialdoc.PointBlock, officialdoc.DashBlock, officialdoc.ArticleBlock, officialdoc.ParagraphBlock, officialdoc.CenterBlock, officialdoc.TitleBlock,
		officialdoc.NoteBlock, officialdoc.TableBlock, officialdoc.TableBlock, officialdoc.PictureBlock, officialdoc.PageBreak, "??"})
	return many(g, 6, func() officialdoc.Block {
		b := officialdoc.Block{Kind: kinds.Draw(g.r, "kind")}
		switch b.Kind {
		case officialdoc.TableBlock:
			b.Table = g.table()
		case officialdoc.PictureBlock:
			b.Picture = g.drawing()
		case officialdoc.PageBreak:
		case officialdoc.PartBlock, officialdoc.ArticleBlock:
			b.Title = g.kept()
			fallthrough
		default:
			b.Runs = many(g, 3, func() officialdoc.Run {
				return officialdoc.Run{Text: g.kept(), Bold: rapid.Bool().Draw(g.r, "bold"), Italic: rapid.Bool().Draw(g.r, "italic")}
			})
		}
		return b
	})
}

func (g *generator) drawing() *officialdoc.Picture {
	size := rapid.SampledFrom([]float64{-1, 0, 1, 50, 1000})
	return &officialdoc.Picture{Data: g.picture, Width: size.Draw(g.r, "width"), Height: size.Draw(g.r, "height"), Alt: "Hình " + g.text()}
}

// table draws tables that fit together and such that do not; only what has a
// column to stand in has to be found again.
func (g *generator) table() *officialdoc.Table {
	reach := rapid.IntRange(-1, 4)
	row := func() []officialdoc.Cell {
		return many(g, 4, func() officialdoc.Cell {
			c := officialdoc.Cell{Text: g.text(), Span: reach.Draw(g.r, "span"), Down: reach.Draw(g.r, "down"), Align: officialdoc.Right}
			if rapid.IntRange(0, 5).Draw(g.r, "picture") == 0 {
				c.Picture = g.drawing()
			}
			return c
		})
	}
	t := &officialdoc.Table{Head: many(g, 2, row), Rows: many(g, 4, row), Size: rapid.SampledFrom([]float64{0, 11}).Draw(g.r, "size"), Borderless: rapid.Bool().Draw(g.r, "borderless")}
	t.Columns = many(g, 4, func() officialdoc.Column {
		return officialdoc.Column{Share: rapid.SampledFrom([]float64{-1, 0, 1, 3}).Draw(g.r, "share"), Align: officialdoc.Justify}
	})
	for i, rows := range [][][]officialdoc.Cell{t.Head, t.Rows} {
		if len(rows) > 0 && len(rows[0]) > 0 && i == 0 {
			g.texts = append(g.texts, rows[0][0].Text)
		}
	}
	return t
}

// A batch of 300 pages is one file that is made while a person waits.
func BenchmarkWrite_threeHundredPages(b *testing.B) {
	docs := make([]officialdoc.Document, 300)
	for i := range docs {
		docs[i] = sample.Submission()
	}
	for b.Loop() {
		written(b, officialdoc.Of("Bản tóm tắt", docs...))
	}
}
