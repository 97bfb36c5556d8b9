package paper

import (
	"context"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg" // pictures are kept as JPEG
	"io"
	"io/fs"
	"strings"
	"unicode/utf8"

	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/nomination"
	"lantoa/internal/officialdoc"
	"lantoa/internal/subject"
)

// photoWidth is how wide photos are drawn for papers, in pixels: 300 dpi at 40 mm.
const photoWidth = 480

// The room for a photo, in millimetres.
const photoWide, photoHigh = 40.0, 50.0

// photo is the nominee's photo at its place, nil without one.
func (s *Service) photo(ctx context.Context, c nomination.Case) (*officialdoc.Picture, error) {
	if c.PhotoHash == "" {
		return nil, nil
	}
	f, err := s.files.Picture(ctx, c.PhotoHash, photoWidth)
	if errs.Is(err, errs.NotFound) || errors.Is(err, fs.ErrNotExist) {
		return nil, nil // the page is worth having without it
	}
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	data, err := io.ReadAll(f)
	if err != nil {
		return nil, err
	}
	size, _, err := image.DecodeConfig(strings.NewReader(string(data)))
	if err != nil {
		return nil, err
	}
	p := &officialdoc.Picture{Data: data, Alt: "Ảnh " + title(c), Width: photoWide, Height: photoWide * float64(size.Height) / float64(size.Width)}
	if p.Height > photoHigh {
		p.Width, p.Height = p.Width*photoHigh/p.Height, photoHigh
	}
	return p, nil
}

// page is the summary of a nominee with so much of the text.
func (d *sheaf) page(p *i18n.Printer, c nomination.Case, photo *officialdoc.Picture, e extent) []officialdoc.Block {
	out := []officialdoc.Block{officialdoc.Text(officialdoc.TitleBlock, title(c)), d.card(c, photo),
		bold("Thành tích tiêu biểu: ", strings.TrimRight(c.Title, ". ")+".")}
	for _, line := range paragraphs(shorten(c.Summary, e.account)) {
		out = append(out, officialdoc.Text(officialdoc.ParagraphBlock, line))
	}
	if b := figureTable(p, c); b != nil {
		out = append(out, *b)
	}
	if b := d.criteria(c, e.criteria, e.evidence); b != nil {
		out = append(out, *b)
	}
	return out
}

// paragraphs are the lines of an account; of many short ones one is made.
func paragraphs(text string) []string {
	all := nonEmpty(text)
	if len(all) > maxParagraphs {
		for i := range all {
			all[i] = strings.TrimRight(strings.TrimSpace(all[i]), ";.")
		}
		text := strings.Join(all, "; ")
		if !strings.HasSuffix(text, "…") {
			text += "."
		}
		return []string{text}
	}
	return all
}

// maxParagraphs is how many paragraphs a page takes.
const maxParagraphs = 8

func bold(label, text string) officialdoc.Block {
	return officialdoc.Block{Kind: officialdoc.ParagraphBlock, Runs: []officialdoc.Run{{Text: label, Bold: true}, {Text: text}}}
}

// card is the table of facts, beside the photo where there is one.
func (d *sheaf) card(c nomination.Case, photo *officialdoc.Picture) officialdoc.Block {
	t := officialdoc.Table{Borderless: true, Size: 13, Columns: []officialdoc.Column{{Share: 30}, {Share: 44}, {Share: 26, Align: officialdoc.Center}}}
	facts := d.facts(c)
	for i, f := range facts {
		row := []officialdoc.Cell{{Text: f[0] + ":"}, {Text: f[1]}}
		switch {
		case photo == nil:
			row[1].Span = 2
		case i == 0:
			row = append(row, officialdoc.Cell{Picture: photo, Down: len(facts)})
		}
		t.Rows = append(t.Rows, row)
	}
	return table(t)
}

// facts are what is known of a nominee, a label and its text each.
func (d *sheaf) facts(c nomination.Case) [][2]string {
	var out [][2]string
	for _, f := range [][2]string{
		{"Đối tượng", capital(kindText(c.Kind))}, {"Năm sinh", year(c.Subject.BirthYear)}, {"Giới tính", sexText(c.Subject.Sex)}, {"Dân tộc", c.Subject.Ethnicity},
		{occupationLabel(c.Kind), c.Subject.Occupation}, {"Nơi ở, nơi công tác", c.Subject.Address}, {"Đơn vị đề nghị", d.orgs[c.UnitID].Name},
		{"Lĩnh vực", d.fieldNames(c)}, {"Cấp đề nghị", capital(levelText(c.Level))},
	} {
		if f[1] != "" {
			out = append(out, f)
		}
	}
	return out
}

func occupationLabel(k subject.Kind) string {
	if k == subject.Collective || k == subject.Model {
		return "Chức năng, nhiệm vụ"
	}
	return "Chức vụ, nghề nghiệp"
}

// figureTable is the figure before and after; nil without one.
func figureTable(p *i18n.Printer, c nomination.Case) *officialdoc.Block {
	if c.FigureName == "" || c.FigureAfter == "" {
		return nil
	}
	t := officialdoc.Table{Columns: []officialdoc.Column{{Share: 50}, {Share: 25, Align: officialdoc.Center}, {Share: 25, Align: officialdoc.Center}},
		Head: [][]officialdoc.Cell{cells("Chỉ số", "Trước", "Sau")},
		Rows: [][]officialdoc.Cell{cells(c.FigureName, figureText(p, c.FigureBefore, c.FigureUnit), figureText(p, c.FigureAfter, c.FigureUnit))}}
	b := table(t)
	return &b
}

// criteria is how the nominee meets the plan's criteria; nil where no evidence was
// given. Of most it takes the first, each cut to evidence runes; 0 takes all.
func (d *sheaf) criteria(c nomination.Case, most, evidence int) *officialdoc.Block {
	t := officialdoc.Table{Columns: []officialdoc.Column{{Share: 6, Align: officialdoc.Center}, {Share: 47, Align: officialdoc.Justify}, {Share: 47, Align: officialdoc.Justify}},
		Head: [][]officialdoc.Cell{cells("STT", "Tiêu chí", "Kết quả, minh chứng")}, Size: 11}
	for _, line := range c.Criteria {
		if line.Evidence == "" {
			continue
		}
		if most > 0 && len(t.Rows) == most {
			break
		}
		text, shown := line.Text, line.Evidence
		if evidence > 0 {
			text, shown = shorten(text, evidence), shorten(shown, evidence)
		}
		t.Rows = append(t.Rows, cells(fmt.Sprint(len(t.Rows)+1), text, shown))
	}
	if len(t.Rows) == 0 {
		return nil
	}
	b := table(t)
	return &b
}

// shorten cuts a text to so many runes at the end of a word.
func shorten(s string, most int) string {
	s = strings.TrimSpace(s)
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	cut := string([]rune(s)[:most])
	if i := strings.LastIndexAny(cut, " \n"); i > 0 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:.\n") + "…"
}
