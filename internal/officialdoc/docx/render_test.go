package docx_test

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"lantoa/internal/officialdoc"
)

// printedFiles are a file of each type and of what is hard to lay out.
func printedFiles(t *testing.T) map[string]officialdoc.File {
	long := submission()
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
		"to-trinh":   officialdoc.Of("Tờ trình", submission()),
		"quyet-dinh": officialdoc.Of("Quyết định", decision(30)),
		"bao-cao":    officialdoc.Of("Báo cáo", report(t)),
		"bien-ban":   officialdoc.Of("Biên bản", minutes()),
		"cong-van":   officialdoc.Of("Công văn", letter()),
		"phu-luc":    sheet(60),
		"ten-dai":    officialdoc.Of("Tên dài", long),
		"danh-so":    officialdoc.Of("Đánh số", mixed, mixed, submission()),
	}
}

// TestPrinted_isAsTheDecreeHasIt prints the documents and looks at the pages with
// the eyes of the clerk: paper, margins, letters, page numbers, what stands where,
// and every word with the right number before it.
func TestPrinted_isAsTheDecreeHasIt(t *testing.T) {
	t.Parallel()
	files := printedFiles(t)
	for name, pdf := range pages(t, files) {
		t.Run(name, func(t *testing.T) {
			all := sheets(t, pdf)
			onlyTimes(t, pdf)
			withinMargins(t, all)
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

// onlyTimes allows the font that stands in for Times New Roman, and it alone.
func onlyTimes(t *testing.T, pdf string) {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(run(t, "pdffonts", pdf)), "\n")
	for _, line := range lines[2:] {
		if !strings.Contains(line, "LiberationSerif") && !strings.Contains(line, "TimesNewRoman") {
			t.Errorf("another font: %s", line)
		}
	}
}

func withinMargins(t *testing.T, all []sheetOf) {
	t.Helper()
	r := rules(t)
	for i, s := range all {
		short, long := min(s.width, s.height), max(s.width, s.height)
		if math.Abs(short-210*millimetre) > 0.5 || math.Abs(long-297*millimetre) > 0.5 {
			t.Errorf("page %d: %.1f x %.1f is not A4", i+1, s.width, s.height)
		}
		left, top, right, bottom := s.area(r)
		_, text := s.number(r)
		for _, w := range text {
			if w.left < left-1 || w.right > right+1 || w.top < top-1 || w.base > bottom+1 {
				t.Errorf("page %d: %q stands in the margin: %.1f–%.1f, %.1f–%.1f", i+1, w.text, w.left, w.right, w.top, w.base)
			}
		}
	}
}

// numbered checks that each document and each appendix is counted from 1, its
// first page without a number, the others with it in the middle of the margin.
func numbered(t *testing.T, all []sheetOf, f officialdoc.File) {
	t.Helper()
	r, sections, firsts, last := rules(t), 0, 0, 0
	for _, p := range f.Parts {
		sections++
		if p.Document != nil {
			sections += len(p.Document.Appendices)
		}
	}
	for i, s := range all {
		n, _ := s.number(r)
		if n == nil {
			firsts, last = firsts+1, 1
			continue
		}
		left, _, right, _ := s.area(r)
		if n.text != strconv.Itoa(last+1) || math.Abs(n.middle()-(left+right)/2) > 1 || n.top < 10 {
			t.Errorf("page %d has the number %q at %.1f, %.1f; want %d in the middle of the margin", i+1, n.text, n.middle(), n.top, last+1)
		}
		last++
	}
	if firsts != sections {
		t.Errorf("%d pages without a number, want %d", firsts, sections)
	}
}

// placed checks the letterhead and the end of a document (Appendix I, IV).
func placed(t *testing.T, all []sheetOf, d officialdoc.Document) {
	t.Helper()
	first := all[0]
	left, _, right, _ := first.area(rules(t))
	middle := (left + right) / 2
	onOneLine := func(what string, words []printed) {
		for _, w := range words {
			if math.Abs(w.base-words[0].base) > 0.7 {
				t.Errorf("%s is broken at %q", what, w.text)
			}
		}
	}
	national := first.find(t, officialdoc.NationalText)
	onOneLine("the country's name", national)
	if c := (national[0].left + national[len(national)-1].right) / 2; c < middle {
		t.Errorf("the country's name stands at %.1f, left of the middle", c)
	}
	onOneLine("the motto", first.find(t, officialdoc.MottoText))
	number := first.find(t, "Số:")[0]
	if number.right > middle {
		t.Errorf("the number stands at %.1f, right of the middle", number.right)
	}
	if d.Place != "" {
		place := first.find(t, d.Place+", ngày")
		onOneLine("number and place", append([]printed{number}, place...))
		if place[0].left < number.right+20 {
			t.Errorf("the place begins at %.1f, close to the number", place[0].left)
		}
	}
	signedBelow(t, all, d, left, middle)
}

func signedBelow(t *testing.T, all []sheetOf, d officialdoc.Document, left, middle float64) {
	t.Helper()
	if len(d.Recipients) == 0 {
		return
	}
	for _, s := range all {
		label := -1
		for i, w := range s.words {
			if w.text == "Nơi" && i+1 < len(s.words) && s.words[i+1].text == "nhận:" {
				label = i
			}
		}
		if label < 0 {
			continue
		}
		w := s.words[label]
		if math.Abs(w.left-left) > 1 {
			t.Errorf("the recipients stand at %.1f, not at the left margin", w.left)
		}
		n, text := s.number(rules(t))
		above := 0
		for _, o := range text {
			if o.base < w.top-10 {
				above++
			}
		}
		if above < 3 {
			t.Errorf("a page holds signatures alone (number %v)", n)
		}
		name := s.find(t, d.Signatures[len(d.Signatures)-1].Name)
		if name[0].middle() < middle {
			t.Errorf("the signer stands at %.1f, left of the middle", name[0].middle())
		}
		if len(d.Signatures) == 1 {
			beside := false
			for _, o := range s.words {
				first := strings.Fields(officialdoc.Upper(d.Signatures[0].Authority[0]))[0]
				beside = beside || o.text == first && o.left > middle-60 && math.Abs(o.base-w.base) < 1.5
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
	got, at := letters(t, pdf), 0
	for _, want := range expected(t, f) {
		found := strings.Index(got[at:], solid(want))
		if found < 0 {
			t.Fatalf("%q does not follow on …%s", want, got[max(0, at-60):min(len(got), at+200)])
		}
		if skipped := got[at : at+found]; len(skipped) > 0 && !isHead(skipped, f) {
			t.Errorf("%q stands between %q and what goes before it", skipped, want)
		}
		at += found + len(solid(want))
	}
	if rest := got[at:]; rest != "" {
		t.Errorf("at the end stands %q", rest)
	}
}

// isHead reports the head of a table that is repeated on a new page.
func isHead(s string, f officialdoc.File) bool {
	for _, p := range f.Parts {
		for _, b := range bodies(p) {
			if b.Table != nil && s == solid(strings.Join(cells(b.Table.Head), "")) {
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
