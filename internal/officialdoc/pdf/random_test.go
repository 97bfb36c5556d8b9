package pdf_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"lantoa/internal/civil"
	"lantoa/internal/officialdoc"
	"lantoa/internal/officialdoc/pdf"
)

// drawn makes random documents of everything that the model has.
type drawn struct {
	t       *rapid.T
	picture []byte
	mixed   bool // what stands side by side is in it
}

func (d *drawn) text(most int) string {
	word := rapid.SampledFrom([]string{"Ủy", "ban", "nhân", "dân", "điển", "hình", "160/KH-UBND", "-", "và", "a", strings.Repeat("dài", 60), "tỉnh,", "năm", "(Nguyễn", "Thị)"})
	return strings.Join(rapid.SliceOfN(word, 0, most).Draw(d.t, "words"), " ")
}

func (d *drawn) texts(most, words int) []string {
	out := make([]string, rapid.IntRange(0, most).Draw(d.t, "texts"))
	for i := range out {
		out[i] = "Mục " + d.text(words)
	}
	return out
}

func (d *drawn) chance(name string) bool { return rapid.Bool().Draw(d.t, name) }

func (d *drawn) table() *officialdoc.Table {
	columns := rapid.IntRange(1, 7).Draw(d.t, "columns")
	t := &officialdoc.Table{Borderless: d.chance("borderless"), Size: rapid.SampledFrom([]float64{0, 9, 14}).Draw(d.t, "size")}
	for range columns {
		t.Columns = append(t.Columns, officialdoc.Column{Share: rapid.Float64Range(0, 10).Draw(d.t, "share"),
			Align: rapid.SampledFrom([]officialdoc.Align{officialdoc.Left, officialdoc.Center, officialdoc.Right, officialdoc.Justify}).Draw(d.t, "align")})
	}
	if d.chance("head") {
		t.Head = d.rows(columns, 2, 4)
	}
	t.Rows = d.rows(columns, 12, 40)
	return t
}

// rows are rows whose cells span columns, and in their first column rows.
func (d *drawn) rows(columns, most, words int) [][]officialdoc.Cell {
	rows := make([][]officialdoc.Cell, rapid.IntRange(0, most).Draw(d.t, "rows"))
	joined := 0
	for i := range rows {
		col := 0
		if joined > 0 {
			joined--
			col = 1
		}
		for col < columns {
			cell := officialdoc.Cell{Text: d.text(words), Bold: d.chance("bold")}
			switch {
			case col == 0 && joined == 0 && rapid.IntRange(0, 5).Draw(d.t, "join") == 0:
				cell.Down = rapid.IntRange(1, 4).Draw(d.t, "down")
				joined = cell.Down - 1
				cell.Span = 1
			case rapid.IntRange(0, 5).Draw(d.t, "wide") == 0:
				cell.Span = rapid.IntRange(1, columns-col).Draw(d.t, "span")
			}
			if rapid.IntRange(0, 20).Draw(d.t, "pictured") == 0 {
				cell.Picture = &officialdoc.Picture{Data: d.picture, Width: 30, Height: 40}
			}
			col += max(cell.Span, 1)
			rows[i] = append(rows[i], cell)
		}
	}
	return rows
}

func (d *drawn) body() []officialdoc.Block {
	kinds := []officialdoc.BlockKind{officialdoc.PartBlock, officialdoc.SectionBlock, officialdoc.HeadingBlock, officialdoc.ClauseBlock, officialdoc.PointBlock, officialdoc.DashBlock,
		officialdoc.ArticleBlock, officialdoc.ParagraphBlock, officialdoc.CenterBlock, officialdoc.TitleBlock, officialdoc.NoteBlock, officialdoc.TableBlock, officialdoc.PictureBlock, officialdoc.PageBreak}
	out := make([]officialdoc.Block, rapid.IntRange(0, 12).Draw(d.t, "blocks"))
	for i := range out {
		out[i].Kind = rapid.SampledFrom(kinds).Draw(d.t, "kind")
		switch out[i].Kind {
		case officialdoc.TableBlock:
			d.mixed = true
			out[i].Table = d.table()
		case officialdoc.PictureBlock:
			out[i].Picture = &officialdoc.Picture{Data: d.picture, Width: rapid.Float64Range(0, 400).Draw(d.t, "width")}
		case officialdoc.PageBreak:
		case officialdoc.PartBlock, officialdoc.ArticleBlock:
			out[i].Title = d.text(10)
			fallthrough
		default:
			out[i].Runs = []officialdoc.Run{{Text: "Chữ " + d.text(80)}, {Text: d.text(5), Bold: true}, {Text: d.text(3), Italic: true}}
		}
	}
	return out
}

func (d *drawn) document() officialdoc.Document {
	doc := officialdoc.Document{
		Type:   rapid.SampledFrom([]officialdoc.Type{officialdoc.Letter, officialdoc.Submission, officialdoc.Decision}).Draw(d.t, "type"),
		Parent: d.text(8), Issuer: d.text(8), Number: rapid.SampledFrom([]string{"", "5", "120"}).Draw(d.t, "number"), Symbol: "QĐ-UBND",
		Unnumbered: d.chance("unnumbered"), Place: rapid.SampledFrom([]string{"", "Lũng Cú"}).Draw(d.t, "place"),
		Day: rapid.SampledFrom([]civil.Day{"", "2026-01-05"}).Draw(d.t, "day"), Summary: d.text(30), Authority: d.text(6),
		To: d.texts(3, 6), Bases: d.texts(4, 30), Body: d.body(), Recipients: d.texts(12, 12), Landscape: d.chance("landscape"),
		Urgency: rapid.SampledFrom([]string{"", "Khẩn", "Hỏa tốc"}).Draw(d.t, "urgency"), Circulate: rapid.SampledFrom([]string{"", "Lưu hành nội bộ"}).Draw(d.t, "circulate"),
	}
	for range rapid.IntRange(0, 3).Draw(d.t, "signatures") {
		doc.Signatures = append(doc.Signatures, officialdoc.Signature{Authority: d.texts(4, 5), Note: d.text(3), Name: d.text(4)})
	}
	d.mixed = d.mixed || len(doc.Signatures) > 1 || len(doc.Recipients) > 5
	for range rapid.IntRange(0, 2).Draw(d.t, "appendices") {
		doc.Appendices = append(doc.Appendices, officialdoc.Appendix{Title: d.text(10), Landscape: d.chance("turned"), Body: d.body()})
	}
	return doc
}

// TestWrite_anyDocument writes random documents: none fails, none loses a letter
// or changes their order, and nothing reaches into the margins.
func TestWrite_anyDocument(t *testing.T) {
	t.Parallel()
	picture, r := chart(t, true), rules(t)
	rapid.Check(t, func(rt *rapid.T) {
		d := &drawn{t: rt, picture: picture}
		f := officialdoc.Of("Văn bản", d.document())
		if d.chance("sheet") {
			f.Parts = append(f.Parts, officialdoc.Part{Sheet: &officialdoc.Sheet{Appendix: officialdoc.Appendix{Title: d.text(5), Body: d.body()}}})
		}
		all, err := pdf.Layout(r, f)
		if err != nil {
			rt.Fatal(err)
		}
		inside(rt, all)
		got, want := own(all), letters(said(r, f))
		if d.mixed { // the lines of a row or of a signature that is taller than a page stand between others
			got, want = sorted(got), sorted(want)
		}
		if got != want {
			rt.Errorf("the pages do not hold the letters of the model:\n%s\n%s", got, want)
		}
		if err := pdf.Write(&bytes.Buffer{}, r, f); err != nil {
			rt.Fatal(err)
		}
	})
}

// own are the letters of pages without those that stand again.
func own(all []pdf.Page) string {
	var b strings.Builder
	for _, p := range all {
		for _, it := range p.Items {
			if !it.Again {
				b.WriteString(it.Text)
			}
		}
	}
	return letters(b.String())
}

func sorted(s string) string {
	all := []rune(s)
	slices.Sort(all)
	return string(all)
}
