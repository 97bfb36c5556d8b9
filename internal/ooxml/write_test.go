package ooxml_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	"lantoa/internal/ooxml"
)

func TestClean_makesTextFitForXML(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"tie\u0302\u0301n":            "tiến",
		"a\x00b\x0b\x1fc\ufffe\ud7ff": "abc\ud7ff",
		"một\tdòng\nhai":              "một\tdòng\nhai",
		"sai \xff mã":                 "sai  mã",
		"\U0001F33A":                  "\U0001F33A",
		"":                            "",
	} {
		if got := ooxml.Clean(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

func TestLengths_areWordsOwn(t *testing.T) {
	t.Parallel()
	if w, h := ooxml.Twips(210), ooxml.Twips(297); w != 11906 || h != 16838 {
		t.Errorf("A4 is %d x %d", w, h)
	}
	if n := ooxml.Points(6); n != 120 {
		t.Errorf("6 points are %d twips", n)
	}
}

func part(t *testing.T, f *ooxml.File, name string) string {
	t.Helper()
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	r, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestStory_writesWhatItIsGiven(t *testing.T) {
	t.Parallel()
	f := ooxml.NewFile()
	f.Body.Text(ooxml.ParaProps{Style: "Normal", Indent: &ooxml.Indent{Left: 200, First: -200}, Align: ooxml.AlignBoth},
		ooxml.RunProps{Italic: true, Size: 13.5}, "a < b & \"c\"\nd\te")
	f.Body.Table(ooxml.TableProps{Columns: []int{100, 200}}, func() {
		f.Body.Row(ooxml.RowProps{Head: true, Whole: true}, func() {
			f.Body.Cell(ooxml.CellProps{Width: 300, Span: 2, Merge: ooxml.MergeFirst}, nil)
		})
	})
	if !f.Body.AfterTable() || f.Body.Empty() {
		t.Error("the story does not know that it ends in a table")
	}
	got := part(t, f, "word/document.xml")
	for _, want := range []string{
		`<w:p><w:pPr><w:pStyle w:val="Normal"/><w:ind w:left="200" w:right="0" w:hanging="200"/><w:jc w:val="both"/></w:pPr>`,
		`<w:r><w:rPr><w:i/><w:iCs/><w:sz w:val="27"/><w:szCs w:val="27"/></w:rPr><w:t xml:space="preserve">a &lt; b &amp; &quot;c&quot;</w:t><w:br/><w:t xml:space="preserve">d</w:t><w:tab/><w:t xml:space="preserve">e</w:t></w:r></w:p>`,
		`<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:tcW w:w="300" w:type="dxa"/><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr><w:p></w:p></w:tc></w:tr>`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s\nin %s", want, got)
		}
	}
}

func TestFile_isTheSameForTheSameContent(t *testing.T) {
	t.Parallel()
	core := func() string {
		f := ooxml.NewFile()
		f.Title, f.Created = "Kế hoạch", time.Date(2026, 5, 20, 0, 0, 0, 0, time.UTC)
		return part(t, f, "docProps/core.xml")
	}
	first := core()
	if first != core() || !strings.Contains(first, `<dcterms:created xsi:type="dcterms:W3CDTF">2026-05-20T00:00:00Z</dcterms:created>`) {
		t.Errorf("%s", first)
	}
}
