package docx_test

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"lantoa/internal/apptest/printed"
	"lantoa/internal/apptest/sample"
	"lantoa/internal/officialdoc"
)

// printedFiles are a file of each type and of what is hard to lay out.
func printedFiles(t *testing.T) map[string]officialdoc.File {
	long := sample.Submission()
	long.Parent = "Ủy ban nhân dân tỉnh Hà Giang"
	long.Issuer = "Ban Chỉ đạo xây dựng và nhân rộng điển hình tiên tiến xã Lũng Cú"
	long.Place = "Đặc khu Phú Quốc"
	long.Signatures = []officialdoc.Signature{{Authority: []string{"TM. Ban Chỉ đạo xây dựng và nhân rộng điển hình tiên tiến", "Trưởng ban"}, Name: "Nguyễn Phúc Bảo Long Công Tằng Tôn Nữ Ngọc Lan"}}
	mixed := officialdoc.Document{Type: officialdoc.Plan, Issuer: "Ủy ban nhân dân xã Lũng Cú", Symbol: "KH-UBND", Place: "Lũng Cú", Summary: "Đánh số"}
	for i, k := range []officialdoc.BlockKind{officialdoc.SectionBlock, officialdoc.PartBlock, officialdoc.SectionBlock, officialdoc.ArticleBlock, officialdoc.ClauseBlock,
		officialdoc.PointBlock, officialdoc.SectionBlock, officialdoc.ArticleBlock, officialdoc.ClauseBlock, officialdoc.ClauseBlock} {
		mixed.Body = append(mixed.Body, officialdoc.Block{Kind: k, Title: map[bool]string{true: "Tên " + strconv.Itoa(i)}[k == officialdoc.PartBlock],
			Runs: map[bool][]officialdoc.Run{true: {{Text: "Khối " + strconv.Itoa(i) + "."}}}[k != officialdoc.PartBlock]})
	}
	for i := range 25 {
		mixed.Body = append(mixed.Body, text(officialdoc.PointBlock, "Điểm "+strconv.Itoa(i)+";"))
	}
	return map[string]officialdoc.File{
		"to-trinh":   officialdoc.Of("Tờ trình", sample.Submission()),
		"quyet-dinh": officialdoc.Of("Quyết định", sample.Decision(30)),
		"bao-cao":    officialdoc.Of("Báo cáo", sample.Report(t)),
		"bien-ban":   officialdoc.Of("Biên bản", sample.Minutes()),
		"cong-van":   officialdoc.Of("Công văn", sample.Letter()),
		"phu-luc":    sample.Sheet(60),
		"ten-dai":    officialdoc.Of("Tên dài", long),
		"danh-so":    officialdoc.Of("Đánh số", mixed, mixed, sample.Submission()),
	}
}

// TestPrinted_isAsTheDecreeHasIt prints the documents and looks at the pages with
// the eyes of the clerk: paper, margins, letters, page numbers, what stands where,
// and every word with the right number before it.
func TestPrinted_isAsTheDecreeHasIt(t *testing.T) {
	t.Parallel()
	files := printedFiles(t)
	for name, pdf := range printed.Files(t, writtenAll(t, files)) {
		t.Run(name, func(t *testing.T) {
			all := printed.Pages(t, pdf)
			printed.OnlyTimes(t, pdf)
			printed.InMargins(t, rules(t), all)
			numbered(t, all, files[name])
			said(t, pdf, files[name])
			for _, p := range files[name].Parts[:1] {
				if p.Document != nil {
					placed(t, all, *p.Document)
				}
			}
		})
	}
}

// numbered checks that each document and each appendix is counted from 1, its
// first page without a number, the others with it in the middle of the margin.
func numbered(t *testing.T, all []printed.Page, f officialdoc.File) {
	t.Helper()
	r, sections, firsts, last := rules(t), 0, 0, 0
	for _, p := range f.Parts {
		sections++
		if p.Document != nil {
			sections += len(p.Document.Appendices)
		}
	}
	for i, s := range all {
		n, _ := s.Number(r)
		if n == nil {
			firsts, last = firsts+1, 1
			continue
		}
		left, _, right, _ := s.Area(r)
		if n.Text != strconv.Itoa(last+1) || math.Abs(n.Middle()-(left+right)/2) > 1 || n.Top < 10 {
			t.Errorf("page %d has the number %q at %.1f, %.1f; want %d in the middle of the margin", i+1, n.Text, n.Middle(), n.Top, last+1)
		}
		last++
	}
	if firsts != sections {
		t.Errorf("%d pages without a number, want %d", firsts, sections)
	}
}

func writtenAll(t *testing.T, files map[string]officialdoc.File) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for name, f := range files {
		out[name] = written(t, f)
	}
	return out
}

// placed checks the letterhead and the end of a document (Appendix I, IV).
func placed(t *testing.T, all []printed.Page, d officialdoc.Document) {
	t.Helper()
	first := all[0]
	left, _, right, _ := first.Area(rules(t))
	middle := (left + right) / 2
	onOneLine := func(what string, words []printed.Word) {
		for _, w := range words {
			if math.Abs(w.Base-words[0].Base) > 0.7 {
				t.Errorf("%s is broken at %q", what, w.Text)
			}
		}
	}
	national := first.Find(t, officialdoc.NationalText)
	onOneLine("the country's name", national)
	if c := (national[0].Left + national[len(national)-1].Right) / 2; c < middle {
		t.Errorf("the country's name stands at %.1f, left of the middle", c)
	}
	onOneLine("the motto", first.Find(t, officialdoc.MottoText))
	number := first.Find(t, "Số:")[0]
	if number.Right > middle {
		t.Errorf("the number stands at %.1f, right of the middle", number.Right)
	}
	if d.Place != "" {
		place := first.Find(t, d.Place+", ngày")
		onOneLine("number and place", append([]printed.Word{number}, place...))
		if place[0].Left < number.Right+20 {
			t.Errorf("the place begins at %.1f, close to the number", place[0].Left)
		}
	}
	signedBelow(t, all, d, left, middle)
}

func signedBelow(t *testing.T, all []printed.Page, d officialdoc.Document, left, middle float64) {
	t.Helper()
	if len(d.Recipients) == 0 {
		return
	}
	for _, s := range all {
		label := -1
		for i, w := range s.Words {
			if w.Text == "Nơi" && i+1 < len(s.Words) && s.Words[i+1].Text == "nhận:" {
				label = i
			}
		}
		if label < 0 {
			continue
		}
		w := s.Words[label]
		if math.Abs(w.Left-left) > 1 {
			t.Errorf("the recipients stand at %.1f, not at the left margin", w.Left)
		}
		n, text := s.Number(rules(t))
		above := 0
		for _, o := range text {
			if o.Base < w.Top-10 {
				above++
			}
		}
		if above < 3 {
			t.Errorf("a page holds signatures alone (number %v)", n)
		}
		name := s.Find(t, d.Signatures[len(d.Signatures)-1].Name)
		if name[0].Middle() < middle {
			t.Errorf("the signer stands at %.1f, left of the middle", name[0].Middle())
		}
		if len(d.Signatures) == 1 {
			beside := false
			for _, o := range s.Words {
				first := strings.Fields(officialdoc.Upper(d.Signatures[0].Authority[0]))[0]
				beside = beside || o.Text == first && o.Left > middle-60 && math.Abs(o.Base-w.Base) < 1.5
			}
			if !beside {
				t.Errorf("the recipients and the signer's authority are not on one line")
			}
		}
		return
	}
	t.Error("no page names the recipients")
}

// said checks that the pages say what the file says, in its order.
func said(t *testing.T, pdf string, f officialdoc.File) {
	t.Helper()
	got, at := printed.Letters(t, pdf), 0
	for _, want := range expected(t, f) {
		found := strings.Index(got[at:], printed.Solid(want))
		if found < 0 {
			t.Fatalf("%q does not follow on …%s", want, got[max(0, at-60):min(len(got), at+200)])
		}
		if skipped := got[at : at+found]; len(skipped) > 0 && !isHead(skipped, f) {
			t.Errorf("%q stands between %q and what goes before it", skipped, want)
		}
		at += found + len(printed.Solid(want))
	}
	if rest := got[at:]; rest != "" {
		t.Errorf("at the end stands %q", rest)
	}
}

// isHead reports the head of a table that is repeated on a new page.
func isHead(s string, f officialdoc.File) bool {
	for _, p := range f.Parts {
		for _, b := range bodies(p) {
			if b.Table != nil && s == printed.Solid(strings.Join(cells(b.Table.Head), "")) {
				return true
			}
		}
	}
	return false
}

func bodies(p officialdoc.Part) []officialdoc.Block {
	var all []officialdoc.Block
	if p.Sheet != nil {
		all = append(all, p.Sheet.Body...)
	}
	if p.Document != nil {
		all = append(all, p.Document.Body...)
		for _, a := range p.Document.Appendices {
			all = append(all, a.Body...)
		}
	}
	return all
}

func cells(rows [][]officialdoc.Cell) []string {
	var all []string
	for _, row := range rows {
		for _, c := range row {
			all = append(all, c.Text)
		}
	}
	return all
}
