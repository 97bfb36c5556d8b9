package plan_test

import (
	"path/filepath"
	"strings"
	"testing"

	"lantoa/internal/apptest/browser"
)

// The customer's plan as Word and as PDF, and three others in each format, from
// the upload to the plan's page.
func TestJourney_everyFormatBecomesThePlanThatItIs(t *testing.T) {
	t.Parallel()
	site, p := sit(t)
	p.Go(listPath + "/" + site.World.Plan.ID)
	want := content(p)
	if len(want) < 10_000 {
		t.Fatalf("the plan's page says only %q", want)
	}
	for file, symbol := range map[string]string{"ke-hoach-160-kh-ubnd.docx": "161/KH-UBND", "ke-hoach-160-kh-ubnd.pdf": "162/KH-UBND"} {
		become(t, p, filepath.Join("..", "..", "..", "plan", "source", "testdata", file), symbol)
		if got := content(p); got != want {
			t.Errorf("%s became\n%s\nand the text\n%s", file, got, want)
		}
	}
	same := map[string]string{}
	for _, file := range []string{"parse/testdata/dong-co-nhan.txt", "testdata/dong-co-nhan.docx", "testdata/dong-co-nhan.pdf", "parse/testdata/hai-cot-phan-dieu.txt",
		"testdata/hai-cot-phan-dieu.docx", "testdata/hai-cot-phan-dieu.pdf", "parse/testdata/phan-muc-dieu.txt", "testdata/phan-muc-dieu.docx", "testdata/phan-muc-dieu.pdf"} {
		ext := filepath.Ext(file)
		name := strings.TrimSuffix(filepath.Base(file), ext)
		become(t, p, filepath.Join("..", "..", "..", "plan", filepath.FromSlash(file)), name+ext)
		got := content(p)
		if first, there := same[name]; there && got != first {
			t.Errorf("%s became\n%s\nand another format\n%s", file, got, first)
		}
		same[name] = got
	}
}

// become imports a document, gives it a symbol of its own, adopts it, and ends on
// the plan's page.
func become(t *testing.T, p *browser.Page, file, symbol string) {
	t.Helper()
	path, err := filepath.Abs(file)
	if err != nil {
		t.Fatal(err)
	}
	p.Go(importPath)
	p.SetFile("Tệp văn bản", path)
	p.Click("Đọc văn bản")
	p.WaitText("Đối chiếu từng phần")
	p.Fill("symbol", symbol)
	p.Click("css=.reading-bar .btn-primary")
	p.WaitText("Đã lưu")
	p.Click("Xem lại và áp dụng")
	p.Fill("from", "10/01/2021")
	p.Click("css=main .btn-primary")
	p.WaitText("Phiên bản 1, áp dụng từ ngày 10/01/2021")
}

// content is what a plan's page says of the plan's parts.
func content(p *browser.Page) string {
	text := ""
	p.Eval(`["muc-dich", "noi-dung", "linh-vuc", "thoi-gian", "to-chuc", "noi-nhan"].map((id) => {
		const part = document.getElementById(id)
		return part ? part.textContent.replace(/\s+/g, " ").trim() : ""
	}).join("\n")`, &text)
	return text
}
