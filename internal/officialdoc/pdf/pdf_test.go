package pdf_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"lantoa/internal/apptest"
	"lantoa/internal/officialdoc"
	"lantoa/internal/officialdoc/pdf"
)

// written writes a file, into LANTOA_TEST_PAPERS besides where that is set: to be
// looked at.
func written(t testing.TB, name string, f officialdoc.File) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := pdf.Write(&b, rules(t), f); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if dir := os.Getenv("LANTOA_TEST_PAPERS"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, name+".pdf"), b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return b.Bytes()
}

func TestWrite_saysWhatTheModelSays(t *testing.T) {
	t.Parallel()
	apptest.PDFToText(t)
	for name, f := range samples(t) {
		cmd := exec.Command("pdftotext", "-raw", "-nopgbrk", "-", "-")
		cmd.Stdin = bytes.NewReader(written(t, name, f))
		raw, err := cmd.Output()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var laid, own strings.Builder
		for _, p := range pages(t, f) {
			for _, it := range p.Items {
				laid.WriteString(it.Text)
				if !it.Again {
					own.WriteString(it.Text)
				}
			}
		}
		if got, want := letters(own.String()), letters(said(rules(t), f)); got != want {
			t.Errorf("%s: the pages say\n%s\nthe model says\n%s", name, got, want)
		}
		if got, want := letters(string(raw)), letters(laid.String()); got != want {
			t.Errorf("%s: the file says\n%s\nthe pages say\n%s", name, got, want)
		}
		if own.String() != laid.String() {
			continue // words that stand again are not the model's
		}
		if got, want := strings.Fields(string(raw)), strings.Fields(said(rules(t), f)); !slices.Equal(got, want) {
			t.Errorf("%s: the file says\n%q\nthe model says\n%q", name, got, want)
		}
	}
}

func TestWrite_embedsTheLettersItUses(t *testing.T) {
	t.Parallel()
	raw := written(t, "submission", samples(t)["submission"])
	if !regexp.MustCompile(`^%PDF-1\.[4-7]`).Match(raw) {
		t.Errorf("the file begins %q", raw[:8])
	}
	names := map[string]bool{}
	for _, m := range regexp.MustCompile(`/BaseFont /(\S+)`).FindAllSubmatch(raw, -1) {
		names[string(m[1])] = true
	}
	for _, want := range []string{"LiberationSerif", "LiberationSerif-Bold", "LiberationSerif-Italic", "LiberationSerif-BoldItalic"} {
		found := false
		for name := range names {
			found = found || regexp.MustCompile(`^[A-Z]{6}\+`+want+`$`).MatchString(name)
		}
		if !found {
			t.Errorf("no subset of %s among %v", want, names)
		}
	}
	if got := bytes.Count(raw, []byte("/FontFile2")); got != len(names) {
		t.Errorf("%d fonts are embedded of %d", got, len(names))
	}
	if !bytes.Contains(raw, []byte("/Title <FEFF0054")) {
		t.Error("the file has no title")
	}
	upright := officialdoc.Of("", officialdoc.Document{Type: officialdoc.Notice, Unnumbered: true})
	if n := bytes.Count(written(t, "empty", upright), []byte("/FontFile2")); n != 1 {
		t.Errorf("a file with bold letters alone embeds %d fonts", n)
	}
}

func TestWrite_listsWhatTheFileHolds(t *testing.T) {
	t.Parallel()
	raw := written(t, "decision", samples(t)["decision"])
	if n := bytes.Count(raw, []byte("/Dest [")); n != 3 {
		t.Errorf("a decision with two appendices has %d entries", n)
	}
	if n := bytes.Count(written(t, "letter", samples(t)["letter"]), []byte("/Dest [")); n != 0 {
		t.Errorf("a letter alone has %d entries", n)
	}
}

func TestWrite_sameFileSameBytes(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"report", "summaries"} {
		if !bytes.Equal(written(t, name, samples(t)[name]), written(t, name, samples(t)[name])) {
			t.Errorf("%s differs between two runs", name)
		}
	}
}

func TestWrite_nothing(t *testing.T) {
	t.Parallel()
	if raw := written(t, "nothing", officialdoc.File{}); !bytes.Contains(raw, []byte("/Type /Page\n")) {
		t.Error("a file without parts has no page")
	}
	if err := pdf.Write(&bytes.Buffer{}, officialdoc.Rules{Width: 210, Height: 297}, samples(t)["submission"]); err != nil {
		t.Errorf("rules without sizes: %v", err)
	}
}

func TestWrite_boxesForCharactersThatTheFontLacks(t *testing.T) {
	t.Parallel()
	f := officialdoc.Of("🎉 việt", officialdoc.Document{Type: officialdoc.Notice, Body: []officialdoc.Block{
		officialdoc.Text(officialdoc.ParagraphBlock, "trước 🎉 龍 sau \u0007 v\u0069\u0065\u0323\u0302t")}})
	written(t, "boxes", f)
	var got strings.Builder
	for _, it := range pages(t, f)[0].Items {
		got.WriteString(it.Text)
	}
	if want := "trước □ □ sau  việt./."; !strings.Contains(got.String(), want) {
		t.Errorf("got %q, want %q in it", got.String(), want)
	}
}

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, os.ErrClosed }

func TestWrite_errorsOfTheWriter(t *testing.T) {
	t.Parallel()
	if err := pdf.Write(full{}, rules(t), samples(t)["letter"]); !errors.Is(err, os.ErrClosed) {
		t.Errorf("got %v", err)
	}
}

func BenchmarkWrite_summaries(b *testing.B) {
	f := summaries(b, 300)
	b.ResetTimer()
	for b.Loop() {
		written(b, "300", f)
	}
}

func BenchmarkWrite_submission(b *testing.B) {
	f := samples(b)["submission"]
	for b.Loop() {
		written(b, "submission", f)
	}
}

func pages(t testing.TB, f officialdoc.File) []pdf.Page {
	t.Helper()
	all, err := pdf.Layout(rules(t), f)
	if err != nil {
		t.Fatal(err)
	}
	return all
}
