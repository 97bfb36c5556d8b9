package pdf_test

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lantoa/internal/civil"
	"lantoa/internal/officialdoc"
	"lantoa/internal/officialdoc/pdf"
)

// TestLayout_positions compares where everything stands with what was looked at
// and found good. LANTOA_TEST_UPDATE=1 takes it anew.
func TestLayout_positions(t *testing.T) {
	t.Parallel()
	for name, f := range samples(t) {
		var b strings.Builder
		for i, p := range pages(t, f) {
			fmt.Fprintf(&b, "page %d %.0f × %.0f\n", i+1, p.Width, p.Height)
			for n, it := range p.Items {
				if n >= 14 && n < len(p.Items)-6 { // how a page begins and ends says enough
					continue
				}
				_, font, _ := strings.Cut(it.Font, "+")
				fmt.Fprintf(&b, "%s %.1f %.1f %.1f %.1f %s %g %s\n", it.Kind, it.X, it.Y, it.W, it.H, strings.TrimPrefix(font, "LiberationSerif"), it.Size, it.Text)
			}
		}
		path := filepath.Join("testdata", name+".golden")
		if os.Getenv("LANTOA_TEST_UPDATE") == "1" {
			if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), b.String()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// find gives the first item whose text begins so, and its page.
func find(t testing.TB, all []pdf.Page, begin string) (pdf.Item, int) {
	t.Helper()
	for i, p := range all {
		for _, it := range p.Items {
			if strings.HasPrefix(it.Text, begin) {
				return it, i
			}
		}
	}
	t.Fatalf("no text begins with %q", begin)
	return pdf.Item{}, 0
}

func TestLayout_letterheadStandsAsTheDecreeSays(t *testing.T) {
	t.Parallel()
	all := pages(t, samples(t)["submission"])
	p := all[0]
	if mm := 25.4 / 72; math.Abs(p.Width*mm-210) > 0.1 || math.Abs(p.Left*mm-30) > 0.1 || math.Abs(p.Top*mm-20) > 0.1 || math.Abs((p.Width-p.Right)*mm-15) > 0.1 {
		t.Errorf("page %+v", p)
	}
	number, _ := find(t, all, "Số: 05/TTr-UBND")
	place, _ := find(t, all, "Lũng Cú, ngày 05 tháng 6")
	if number.Y != place.Y {
		t.Errorf("the number stands at %g, the place at %g", number.Y, place.Y)
	}
	motto, _ := find(t, all, "Độc lập")
	ruled := slices.ContainsFunc(p.Items, func(it pdf.Item) bool {
		return it.Kind == "line" && math.Abs(it.W-motto.W) < 0.1 && math.Abs(it.X-motto.X) < 0.1 && it.Y > motto.Y && it.Y < motto.Bottom+4
	})
	if !ruled {
		t.Error("no line as long as the motto below it")
	}
	summary, _ := find(t, all, "Về việc")
	if !slices.ContainsFunc(p.Items, func(it pdf.Item) bool {
		return it.Kind == "line" && it.W > summary.W/3-0.1 && it.W < summary.W/2+0.1 && it.Y > summary.Y && it.Y < summary.Bottom+8
	}) {
		t.Error("no line of a third to a half below the summary")
	}
	label, _ := find(t, all, "Nơi nhận:")
	authority, _ := find(t, all, "TM. ỦY BAN")
	if math.Abs(label.Y-authority.Y) > 0.1 || label.X != p.Left || authority.X < p.Width/2 {
		t.Errorf("Nơi nhận at %g, %g; the authority at %g, %g", label.X, label.Y, authority.X, authority.Y)
	}
	dash, _ := find(t, all, "- Ủy ban nhân dân tỉnh")
	to, _ := find(t, all, "Kính gửi:")
	if dash.X < to.X+to.W-6 || dash.X > to.X+to.W {
		t.Errorf("the dash at %g is not below the colon of %g to %g", dash.X, to.X, to.X+to.W)
	}
}

func TestLayout_pageNumbers(t *testing.T) {
	t.Parallel()
	var got []string
	for _, p := range pages(t, samples(t)["decision"]) {
		number := ""
		for _, it := range p.Items {
			if it.Kind == "text" && it.Bottom < p.Top {
				number = it.Text
				if middle := it.X + it.W/2; math.Abs(middle-(p.Left+p.Right)/2) > 0.1 || it.Size != 14 {
					t.Errorf("number %+v is not in the middle", it)
				}
			}
		}
		got = append(got, fmt.Sprintf("%.0f %s", p.Width, number))
	}
	if want := []string{"595 ", "842 ", "842 2", "842 3", "595 "}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLayout_headsStandAgain(t *testing.T) {
	t.Parallel()
	all := pages(t, samples(t)["long"])
	for i, p := range all {
		if n := strings.Count(texts(p), "Thành tích tiêu biểu"); n != 1 {
			t.Errorf("page %d has the head %d times", i+1, n)
		}
	}
	if len(all) < 5 {
		t.Errorf("%d pages", len(all))
	}
}

func texts(p pdf.Page) string {
	var b strings.Builder
	for _, it := range p.Items {
		b.WriteString(it.Text + "\n")
	}
	return b.String()
}

// However long the body is, the signature and Nơi nhận are on one page, and with
// them two lines of the body.
func TestLayout_signatureIsNotAlone(t *testing.T) {
	t.Parallel()
	for n := 1; n <= 60; n++ {
		d := letter()
		d.Body = nil
		for i := range n {
			d.Body = append(d.Body, officialdoc.Text(officialdoc.ParagraphBlock, fmt.Sprintf("Đoạn-%d.", i+1)))
		}
		all := pages(t, officialdoc.Of("", d))
		_, to := find(t, all, "Nơi nhận:")
		_, authority := find(t, all, "TL. GIÁM ĐỐC")
		_, name := find(t, all, "Hoàng Thị E")
		_, last := find(t, all, fmt.Sprintf("Đoạn-%d.", max(n-1, 1)))
		if to != authority || name != authority || last != authority {
			t.Errorf("%d lines: Nơi nhận on page %d, authority on %d, name on %d, the last line but one on %d", n, to, authority, name, last)
		}
	}
}

func TestLayout_recipientsLongerThanAPage(t *testing.T) {
	t.Parallel()
	d := letter()
	d.Recipients = nil
	for i := range 124 {
		d.Recipients = append(d.Recipients, fmt.Sprintf("Ủy ban nhân dân xã thứ %d", i+1))
	}
	all := pages(t, officialdoc.Of("", d))
	inside(t, all)
	label, to := find(t, all, "Nơi nhận:")
	authority, page := find(t, all, "TL. GIÁM ĐỐC")
	_, end := find(t, all, "- Ủy ban nhân dân xã thứ 124.")
	if to != page || math.Abs(label.Y-authority.Y) > 0.1 || end <= page {
		t.Errorf("Nơi nhận on page %d at %g, the authority on %d at %g, the last recipient on %d", to, label.Y, page, authority.Y, end)
	}
}

func TestLayout_headingIsNotAlone(t *testing.T) {
	t.Parallel()
	for n := 20; n <= 45; n++ {
		d := officialdoc.Document{Type: officialdoc.Notice, Day: civil.Day("2026-06-05")}
		for range n {
			d.Body = append(d.Body, officialdoc.Text(officialdoc.ParagraphBlock, "Một dòng."))
		}
		d.Body = append(d.Body, officialdoc.Text(officialdoc.SectionBlock, "Mục cuối"), officialdoc.Text(officialdoc.ParagraphBlock, "Sau mục. "+lorem))
		all := pages(t, officialdoc.Of("", d))
		_, heading := find(t, all, "I. MỤC CUỐI")
		first, text := find(t, all, "Sau ")
		if heading != text {
			t.Errorf("%d lines: the heading on page %d, its text on %d", n, heading, text)
		}
		alone := 0
		for _, it := range all[text].Items {
			if it.Y > first.Y {
				alone++
			}
		}
		if alone == 0 {
			t.Errorf("%d lines: the first line stands alone at the end of page %d", n, text)
		}
	}
}

func TestLayout_rowsAreNotBroken(t *testing.T) {
	t.Parallel()
	for i, p := range pages(t, samples(t)["decision"]) {
		if strings.Count(texts(p), "Nguyễn Văn Thứ") != strings.Count(texts(p), "12/13") {
			t.Errorf("page %d has rows that another page goes on with", i+1)
		}
	}
	tall := officialdoc.Table{Columns: []officialdoc.Column{{Share: 1}, {Share: 3}}, Head: [][]officialdoc.Cell{{{Text: "Đầu"}, {Text: "Bảng"}}},
		Rows: [][]officialdoc.Cell{{{Text: "trái"}, {Text: strings.Repeat(lorem+"\n", 30)}}, {{Text: "dòng sau"}, {Text: "hết"}}}}
	f := officialdoc.Of("", officialdoc.Document{Type: officialdoc.Notice, Body: []officialdoc.Block{{Kind: officialdoc.TableBlock, Table: &tall}}})
	all := pages(t, f)
	if len(all) < 3 {
		t.Errorf("a row taller than a page is on %d pages", len(all))
	}
	inside(t, all)
}

// inside checks that nothing reaches into the margins but the pages' numbers.
func inside(t interface{ Errorf(string, ...any) }, all []pdf.Page) {
	const near = 0.6
	for i, p := range all {
		for _, it := range p.Items {
			if it.Kind == "text" && it.Again && it.Bottom < p.Top {
				continue
			}
			if it.X < p.Left-near || it.X+it.W > p.Right+near || it.Above < p.Top-near || it.Bottom > p.Bottom+near {
				t.Errorf("page %d: %+v reaches into the margins of %.1f %.1f %.1f %.1f", i+1, it, p.Left, p.Top, p.Right, p.Bottom)
			}
		}
	}
}
