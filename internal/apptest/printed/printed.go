// Package printed looks at documents as they leave a printer: it has LibreOffice
// print them and reads where which word stands on which page.
package printed

import (
	"math"
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

// Page is a page of a printed file: its size and its words in points.
type Page struct {
	Width, Height float64
	Words         []Word
}

// Word is a word on a page.
type Word struct {
	Text                   string
	Left, Top, Right, Base float64
}

// Middle is the middle of the word in the line.
func (p Word) Middle() float64 { return (p.Left + p.Right) / 2 }

// Files prints documents (.docx by name) with LibreOffice, all in one go, and gives
// the names of the PDF files.
func Files(t *testing.T, docs map[string][]byte) map[string]string {
	t.Helper()
	apptest.LibreOffice(t)
	apptest.PDFToText(t)
	dir := t.TempDir()
	args := []string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--convert-to", "pdf", "--outdir", dir}
	made := map[string]string{}
	for name, data := range docs {
		file := filepath.Join(dir, name+".docx")
		if err := os.WriteFile(file, data, 0o600); err != nil {
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

// Pages reads a PDF file page by page.
func Pages(t *testing.T, pdf string) []Page {
	t.Helper()
	var all []Page
	for _, line := range strings.Split(run(t, "pdftotext", "-bbox", pdf, "-"), "\n") {
		if m := pageMark.FindStringSubmatch(line); m != nil {
			all = append(all, Page{Width: length(t, m[1]), Height: length(t, m[2])})
		}
		if m := wordMark.FindStringSubmatch(line); m != nil && len(all) > 0 {
			last := &all[len(all)-1]
			last.Words = append(last.Words, Word{norm.NFC.String(m[5]), length(t, m[1]), length(t, m[2]), length(t, m[3]), length(t, m[4])})
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

// Find gives the words of a phrase where it stands on the page.
func (s Page) Find(t *testing.T, phrase string) []Word {
	t.Helper()
	want := strings.Fields(phrase)
	for i := range s.Words {
		if i+len(want) > len(s.Words) {
			break
		}
		same := true
		for k, w := range want {
			same = same && s.Words[i+k].Text == w
		}
		if same {
			return s.Words[i : i+len(want)]
		}
	}
	t.Fatalf("%q stands nowhere on the page", phrase)
	return nil
}

// Millimetre is how many points it has.
const Millimetre = 72 / 25.4

// Area is where text may stand on a page.
func (s Page) Area(r officialdoc.Rules) (left, top, right, bottom float64) {
	return r.Left.Use * Millimetre, r.Top.Use * Millimetre, s.Width - r.Right.Use*Millimetre, s.Height - r.Bottom.Use*Millimetre
}

// Number is the page's number, which alone stands above the area of the text, and
// the words below it.
func (s Page) Number(r officialdoc.Rules) (number *Word, text []Word) {
	_, top, _, _ := s.Area(r)
	for i, w := range s.Words {
		if w.Base < top && number == nil {
			number = &s.Words[i]
			continue
		}
		text = append(text, w)
	}
	return number, text
}

// Letters are the letters of a printed file in the order in which they were drawn,
// without blanks and page numbers.
func Letters(t *testing.T, pdf string) string {
	t.Helper()
	var b strings.Builder
	for _, page := range strings.Split(run(t, "pdftotext", "-raw", pdf, "-"), "\f") {
		first, rest, _ := strings.Cut(page, "\n")
		if _, err := strconv.Atoi(strings.TrimSpace(first)); err != nil {
			b.WriteString(first)
		}
		b.WriteString(rest)
	}
	return Solid(b.String())
}

// Solid is a text without its blanks.
func Solid(s string) string { return strings.Join(strings.Fields(norm.NFC.String(s)), "") }

// OnlyTimes allows the font that stands in for Times New Roman, and it alone.
func OnlyTimes(t *testing.T, pdf string) {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(run(t, "pdffonts", pdf)), "\n")
	for _, line := range lines[2:] {
		if !strings.Contains(line, "LiberationSerif") && !strings.Contains(line, "TimesNewRoman") {
			t.Errorf("another font: %s", line)
		}
	}
}

// InMargins checks that every page is of A4 and that nothing but its number stands
// in its margins.
func InMargins(t *testing.T, r officialdoc.Rules, all []Page) {
	t.Helper()
	for i, s := range all {
		short, long := min(s.Width, s.Height), max(s.Width, s.Height)
		if math.Abs(short-210*Millimetre) > 0.5 || math.Abs(long-297*Millimetre) > 0.5 {
			t.Errorf("page %d: %.1f x %.1f is not A4", i+1, s.Width, s.Height)
		}
		left, top, right, bottom := s.Area(r)
		_, text := s.Number(r)
		for _, w := range text {
			if w.Left < left-1 || w.Right > right+1 || w.Top < top-1 || w.Base > bottom+1 {
				t.Errorf("page %d: %q stands in the margin: %.1f–%.1f, %.1f–%.1f", i+1, w.Text, w.Left, w.Right, w.Top, w.Base)
			}
		}
	}
}

// Same fails the test where two printings of a file do not say the same. Heads of
// tables are said again on every page that a table reaches, and pages may end at
// other rows: each head counts once.
func Same(t *testing.T, f officialdoc.File, pdf, other string) {
	t.Helper()
	a, b := Letters(t, pdf), Letters(t, other)
	for _, head := range heads(f) {
		a, b = once(a, head), once(b, head)
	}
	if a == b {
		return
	}
	at := 0
	for at < min(len(a), len(b)) && a[at] == b[at] {
		at++
	}
	t.Errorf("the two say different things from %q and %q on", strings.ToValidUTF8(a[max(0, at-40):min(len(a), at+60)], ""), strings.ToValidUTF8(b[max(0, at-40):min(len(b), at+60)], ""))
}

func once(s, head string) string {
	first := strings.Index(s, head)
	if head == "" || first < 0 {
		return s
	}
	after := first + len(head)
	return s[:after] + strings.ReplaceAll(s[after:], head, "")
}

// heads are the letters of the heads of all tables of a file.
func heads(f officialdoc.File) []string {
	var out []string
	add := func(body []officialdoc.Block) {
		for _, b := range body {
			if b.Table == nil {
				continue
			}
			var text strings.Builder
			for _, row := range b.Table.Head {
				for _, c := range row {
					text.WriteString(c.Text)
				}
			}
			out = append(out, Solid(text.String()))
		}
	}
	for _, p := range f.Parts {
		if p.Sheet != nil {
			add(p.Sheet.Body)
		}
		if p.Document == nil {
			continue
		}
		add(p.Document.Body)
		for _, a := range p.Document.Appendices {
			add(a.Body)
		}
	}
	return out
}
