package source_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lantoa/internal/apptest"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/plan/source"
)

const ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

func wide(s string) string { return strings.Join(strings.Split(s, ""), "\x00") + "\x00" }

func archive(t *testing.T, name string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	if _, err := z.Create(name); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// pdfOf is the least PDF: pages without text, with something in the trailer.
func pdfOf(pages int, trailer string) []byte {
	var b bytes.Buffer
	var at []int
	object := func(s string) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(at), s)
	}
	b.WriteString("%PDF-1.4\n")
	object("<</Type/Catalog/Pages 2 0 R>>")
	kids := ""
	for i := range pages {
		kids += fmt.Sprintf("%d 0 R ", i+3)
	}
	object(fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", kids, pages))
	for range pages {
		object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>")
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, trailer, xref)
	return b.Bytes()
}

func TestRead_refusesInASentence(t *testing.T) {
	t.Parallel()
	word := read(t, wordPlan)
	encrypted := "/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<" + strings.Repeat("41", 32) + ">/U<" + strings.Repeat("42", 32) + ">>>"
	for name, c := range map[string]struct {
		data []byte
		key  string
	}{
		"nothing":                 {nil, "source.empty"},
		"blank":                   {[]byte(" \n\t\n"), "source.empty"},
		"only a mark, twice":      {[]byte("\ufeff\ufeff"), "source.empty"},
		"an empty Word file":      {wordFile(para(""), nil), "source.empty"},
		"more than may be":        {make([]byte, source.MaxSize+1), "source.too_large"},
		"text of a library":       {bytes.Repeat([]byte("chữ "), source.MaxText/5), "source.too_long"},
		"Word text of a library":  {wordFile(strings.Repeat(para(run("", strings.Repeat("chữ ", 1000))), 800), nil), "source.too_long"},
		"old text of a library":   {bytes.Repeat(toTCVN3("chữ "), source.MaxText), "source.too_long"},
		"a program":               {[]byte("\x7fELF\x00\x00\x01"), "source.unknown_type"},
		"a picture":               {[]byte("\xff\xd8\xff\xe0\x00\x10JFIF"), "source.unknown_type"},
		"a sheet":                 {archive(t, "xl/workbook.xml"), "source.unknown_type"},
		"another Office file":     {[]byte(ole + wide("Workbook")), "source.unknown_type"},
		"old Word":                {[]byte(ole + wide("WordDocument")), "source.old_word"},
		"rich text":               {[]byte(`{\rtf1 chu}`), "source.old_word"},
		"Word with a password":    {[]byte(ole + wide("EncryptedPackage")), "source.word_password"},
		"half a Word file":        {word[:len(word)/2], "source.damaged"},
		"a Word file of nonsense": {wordFile("", map[string]string{"word/document.xml": "<a><b></a>"}), "source.damaged"},
		"broken numbering":        {wordFile(para(run("", "x")), map[string]string{"word/numbering.xml": "<a"}), "source.damaged"},
		"an entity":               {wordFile("", map[string]string{"word/document.xml": `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>`}), "source.damaged"},
		"a million elements deep": {wordFile(strings.Repeat("<w:p>", 1_000_000), nil), "source.damaged"},
		"a bomb":                  {wordFile(para(run("", strings.Repeat(" ", 40<<20))), nil), "source.damaged"},
		"PDF garbage":             {[]byte("%PDF-1.7\nrác\x00\x01rác"), "source.damaged"},
		"PDF with a password":     {pdfOf(1, encrypted), "source.pdf_password"},
		"scanned pages":           {pdfOf(2, ""), "source.pdf_scan"},
		"too many pages":          {pdfOf(source.MaxPages+2, ""), "source.too_many_pages"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if source.Media(c.data) == source.PDF {
				apptest.PDFToText(t)
			}
			refused(t, name, c.data, c.key)
		})
	}
}

func TestRead_goesByTheContentNotTheName(t *testing.T) {
	t.Parallel()
	r := program(t, "cat >/dev/null; echo chữ")
	for file, want := range map[string]string{wordPlan: source.Word, pdfPlan: source.PDF, plainPlan: source.PlainText, tcvn3Plan: source.PlainText} {
		doc, err := r.Read(context.Background(), read(t, file), "anh.png")
		if err != nil || doc.Media != want || source.Media(read(t, file)) != want {
			t.Errorf("%s: %s, %v", file, doc.Media, err)
		}
	}
}

func TestPDF_withoutPdftotextSaysWhatToInstall(t *testing.T) {
	t.Parallel()
	_, err := source.Reader{}.Read(context.Background(), read(t, pdfPlan), "a.pdf")
	e := errs.As(err)
	if e == nil || e.Key != "source.no_pdftotext" {
		t.Fatal(err)
	}
	texts, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range []i18n.Locale{i18n.Vietnamese, i18n.English} {
		if s := texts.Printer(l).T(e.Key, e.Args...); !strings.Contains(s, "poppler-utils") || !strings.Contains(s, ".docx") || !strings.Contains(s, ".txt") {
			t.Error(s)
		}
	}
}

// program is a stand-in for pdftotext.
func program(t *testing.T, lines string) source.Reader {
	t.Helper()
	name := filepath.Join(t.TempDir(), "pdftotext")
	if err := os.WriteFile(name, []byte("#!/bin/sh\n"+lines+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	return source.Reader{PDFToText: name, Patience: time.Second / 2}
}

func TestPDF_isReadWithinTimeAndMemory(t *testing.T) {
	t.Parallel()
	pdf := read(t, pdfPlan)
	for lines, want := range map[string]string{
		"exec sleep 60": "source.pdf_slow",
		"exec yes chữ":  "source.too_long",
		"exit 1":        "source.damaged",
	} {
		start := time.Now()
		_, err := program(t, lines).Read(context.Background(), pdf, "a.pdf")
		if e := errs.As(err); e == nil || e.Key != want || time.Since(start) > 20*time.Second {
			t.Errorf("%s: %v after %v", lines, err, time.Since(start))
		}
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := source.New().Read(ctx, pdf, "a.pdf"); err == nil {
		t.Error("read for nobody")
	}
}

func TestPDF_namesPagesWithoutText(t *testing.T) {
	t.Parallel()
	doc, err := program(t, `cat >/dev/null; printf 'trang đầu\n\f\f\f 4 \n\ftrang cuối\n\f'`).Read(context.Background(), read(t, pdfPlan), "a.pdf")
	if err != nil || len(doc.Notes) != 1 || doc.Notes[0].Key != "source.pages_without_text" || doc.Notes[0].Args[0] != 3 {
		t.Errorf("%v, %v", doc.Notes, err)
	}
	if strings.Count(doc.Text, "\f") != 5 {
		t.Errorf("%q", doc.Text)
	}
}

func FuzzRead(f *testing.F) {
	for _, name := range []string{plainPlan, wordPlan, numberedWord, tcvn3Plan, vniPlan} {
		f.Add(read(f, name))
	}
	f.Add([]byte("%PDF-1.4\nrác"))
	f.Add([]byte("\xff\xfea\x00"))
	f.Add([]byte(ole))
	f.Add([]byte("K\xd5 ho\xb9ch x\xa9y d\xf9ng"))
	f.Add(wordFile(listed("1", "1", "x")+para(run(`<w:rFonts w:ascii=".VnTimeH"/>`, "chñ")), map[string]string{"word/numbering.xml": numberingXML, "word/styles.xml": stylesXML}))
	// Without pdftotext: that program is not what is tried here.
	r := source.Reader{}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := r.Read(context.Background(), data, "a")
		switch {
		case err != nil && !errs.Is(err, errs.Invalid):
			t.Fatalf("%v", err)
		case err == nil && (doc.Media == "" || strings.TrimSpace(doc.Text) == "" || strings.ContainsRune(doc.Text, 0)):
			t.Fatalf("%q as %s", doc.Text, doc.Media)
		case err == nil:
			again, err := r.Read(context.Background(), []byte(doc.Text), "a")
			if doc.Media == source.PlainText && (err != nil || again.Text != doc.Text) {
				t.Fatalf("%q was read again as %q, %v", doc.Text, again.Text, err)
			}
		}
	})
}
