package docx_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"lantoa/internal/apptest"
	"lantoa/internal/officialdoc"
)

// sheetOf is a page of a printed file: its size and its words in points.
type sheetOf struct {
	width, height float64
	words         []printed
}

// printed is a word on a page.
type printed struct {
	text                   string
	left, top, right, base float64
}

func (p printed) middle() float64 { return (p.left + p.right) / 2 }

// pages prints files with LibreOffice, all in one go, and gives the PDFs' names.
func pages(t *testing.T, files map[string]officialdoc.File) map[string]string {
	t.Helper()
	apptest.LibreOffice(t)
	apptest.PDFToText(t)
	dir := t.TempDir()
	args := []string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--convert-to", "pdf", "--outdir", dir}
	made := map[string]string{}
	for name, f := range files {
		file := filepath.Join(dir, name+".docx")
		if err := os.WriteFile(file, written(t, f), 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, file)
		made[name] = filepath.Join(dir, name+".pdf")
	}
	run(t, "soffice", args...)
	return made
}

func run(t *testing.T, tool string, args ...string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), tool, args...).Output()
	if err != nil {
		t.Fatalf("%s %v: %v", tool, args, err)
	}
	return string(out)
}

var (
	pageMark = regexp.MustCompile(`<page width="([\d.]+)" height="([\d.]+)">`)
	wordMark = regexp.MustCompile(`<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*)</word>`)
)

func sheets(t *testing.T, pdf string) []sheetOf {
	t.Helper()
	var all []sheetOf
	for _, line := range strings.Split(run(t, "pdftotext", "-bbox", pdf, "-"), "\n") {
		if m := pageMark.FindStringSubmatch(line); m != nil {
			all = append(all, sheetOf{width: length(t, m[1]), height: length(t, m[2])})
		}
		if m := wordMark.FindStringSubmatch(line); m != nil && len(all) > 0 {
			last := &all[len(all)-1]
			last.words = append(last.words, printed{norm.NFC.String(m[5]), length(t, m[1]), length(t, m[2]), length(t, m[3]), length(t, m[4])})
		}
	}
	return all
}

func length(t *testing.T, s string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// find gives the words of a phrase where it stands on the page.
func (s sheetOf) find(t *testing.T, phrase string) []printed {
	t.Helper()
	want := strings.Fields(phrase)
	for i := range s.words {
		if i+len(want) > len(s.words) {
			break
		}
		same := true
		for k, w := range want {
			same = same && s.words[i+k].text == w
		}
		if same {
			return s.words[i : i+len(want)]
		}
	}
	t.Fatalf("%q stands nowhere on the page", phrase)
	return nil
}

const millimetre = 72 / 25.4

// area is where text may stand on a page.
func (s sheetOf) area(r officialdoc.Rules) (left, top, right, bottom float64) {
	return r.Left.Use * millimetre, r.Top.Use * millimetre, s.width - r.Right.Use*millimetre, s.height - r.Bottom.Use*millimetre
}

// number is the page's number, which alone stands above the area of the text, and
// the words below it.
func (s sheetOf) number(r officialdoc.Rules) (number *printed, text []printed) {
	_, top, _, _ := s.area(r)
	for i, w := range s.words {
		if w.base < top && number == nil {
			number = &s.words[i]
			continue
		}
		text = append(text, w)
	}
	return number, text
}

// letters are the letters of a printed file in the order in which they were drawn,
// without blanks and page numbers.
func letters(t *testing.T, pdf string) string {
	t.Helper()
	var b strings.Builder
	for _, page := range strings.Split(run(t, "pdftotext", "-raw", pdf, "-"), "\f") {
		first, rest, _ := strings.Cut(page, "\n")
		if _, err := strconv.Atoi(strings.TrimSpace(first)); err != nil {
			b.WriteString(first)
		}
		b.WriteString(rest)
	}
	return solid(b.String())
}

func solid(s string) string { return strings.Join(strings.Fields(norm.NFC.String(s)), "") }
