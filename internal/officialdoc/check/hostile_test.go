package check_test

import (
	"archive/zip"
	"bytes"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"lantoa/internal/errs"
	"lantoa/internal/officialdoc/check"
)

// withParts is a sound letter with parts of the archive in other words.
func withParts(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	f := opened(t, asWord(t, tabbedLetter()))
	for name, text := range parts {
		if _, there := f.parts[name]; !there {
			f.names = append(f.names, name)
		}
		f.parts[name] = text
	}
	return f.bytes()
}

func inBody(body string) map[string]string {
	return map[string]string{document: `<w:document ` + wordSpaces + `><w:body>` + body + `</w:body></w:document>`}
}

func TestDocument_refusesInASentence(t *testing.T) {
	t.Parallel()
	sound := asWord(t, tabbedLetter())
	ole := "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
	for name, c := range map[string]struct {
		data []byte
		key  string
	}{
		"nothing":             {nil, "check.file.empty"},
		"no text":             {withParts(t, inBody("<w:p/>")), "check.file.empty"},
		"too large":           {make([]byte, check.MaxSize+1), "check.file.too_large"},
		"a PDF":               {[]byte("%PDF-1.7"), "check.file.not_word"},
		"another archive":     {withParts(t, map[string]string{"[Content_Types].xml": `<Types/>`}), "check.file.not_word"},
		"old Word":            {[]byte(ole + "W\x00o\x00r\x00d\x00D\x00o\x00c\x00u\x00m\x00e\x00n\x00t\x00"), "check.file.old_word"},
		"rich text":           {[]byte(`{\rtf1}`), "check.file.old_word"},
		"a password":          {[]byte(ole + "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"), "check.file.locked"},
		"half a file":         {sound[:len(sound)/2], "check.file.damaged"},
		"no XML":              {withParts(t, map[string]string{document: "<a><b></a>"}), "check.file.damaged"},
		"broken styles":       {withParts(t, map[string]string{"word/styles.xml": "<a"}), "check.file.damaged"},
		"a library":           {withParts(t, inBody(para(strings.Repeat("chữ ", 1<<20)))), "check.file.too_long"},
		"a million lines":     {withParts(t, inBody(strings.Repeat("<w:p/>", 1_000_000))), "check.file.too_long"},
		"a million cells":     {withParts(t, inBody(`<w:tbl><w:tr>`+strings.Repeat("<w:tc/>", 1_000_000)+`</w:tr></w:tbl>`)), "check.file.too_long"},
		"a million deep":      {withParts(t, inBody(strings.Repeat("<w:p>", 1_000_000))), "check.file.damaged"},
		"tables in tables":    {withParts(t, inBody(strings.Repeat("<w:tbl><w:tr><w:tc>", 1000))), "check.file.damaged"},
		"properties deep":     {withParts(t, inBody(`<w:p><w:pPr>`+strings.Repeat("<w:x>", 100_000))), "check.file.damaged"},
		"a bomb":              {withParts(t, inBody(strings.Repeat(" ", 40<<20))), "check.file.damaged"},
		"a bomb of styles":    {withParts(t, map[string]string{"word/styles.xml": "<w:styles>" + strings.Repeat(" ", 8<<20) + "</w:styles>"}), "check.file.damaged"},
		"an outside entity":   {withParts(t, map[string]string{document: `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>`}), "check.file.damaged"},
		"entities in each":    {withParts(t, map[string]string{document: `<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>`}), "check.file.damaged"},
		"a bomb that lies":    {lying(t), "check.file.damaged"},
		"ten thousand parts+": {crowded(t), "check.file.damaged"},
	} {
		t.Run(strings.ReplaceAll(name, " ", "_"), func(t *testing.T) {
			t.Parallel()
			_, err := check.Document(rules(t), c.data, "a.docx")
			if e := errs.As(err); e == nil || e.Kind != errs.Invalid || e.Key != c.key {
				t.Errorf("%v, want %s", err, c.key)
			}
		})
	}
}

// lying declares less than it holds.
func lying(t testing.TB) []byte {
	t.Helper()
	data := withParts(t, inBody(strings.Repeat(" ", 30<<20)))
	size := []byte{0, 0, 0, 0}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		if f.Name == document {
			for i := range size {
				size[i] = byte(f.UncompressedSize64 >> (8 * i))
			}
		}
	}
	return bytes.ReplaceAll(data, size, []byte{10, 0, 0, 0})
}

func crowded(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for range 10_001 {
		if _, err := z.CreateHeader(&zip.FileHeader{Name: "x"}); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestDocument_takesLittleTimeAndMemory is of files that are read to their end.
func TestDocument_takesLittleTimeAndMemory(t *testing.T) {
	cell := `<w:tc>` + para("chữ") + `</w:tc>`
	chain := ""
	for i := range 3000 {
		chain += `<w:style w:type="paragraph" w:styleId="s` + strings.Repeat("x", i%7) + `"><w:basedOn w:val="s` + strings.Repeat("x", (i+1)%7) + `"/></w:style>`
	}
	for name, data := range map[string][]byte{
		"a table of 30,000 rows":        withParts(t, inBody(`<w:tbl>`+strings.Repeat(`<w:tr>`+cell+cell+`</w:tr>`, 30_000)+`</w:tbl>`)),
		"40,000 paragraphs":             withParts(t, inBody(strings.Repeat(para("a) chữ"), 40_000))),
		"a line of 500,000 words":       withParts(t, inBody(para(strings.Repeat("a ", 500_000)))),
		"styles that build in a circle": withParts(t, map[string]string{"word/styles.xml": `<w:styles ` + wordSpaces + `>` + chain + `</w:styles>`}),
		"100,000 letterheads":           withParts(t, inBody(strings.Repeat(typed(centre+`<w:pageBreakBefore/>`, bold, national), 50_000))),
		"a letterhead of 50,000 lines":  withParts(t, inBody(columns(strings.Repeat(centred(bold, "UBND TỈNH")+typed(`<w:pBdr><w:bottom w:val="single"/></w:pBdr>`, "", ""), 50_000), stateSide("Hà Giang, ngày 01 tháng 01 năm 2026")))),
		"a signature of 50,000 lines":   withParts(t, inBody(para("chữ")+columns(strings.Repeat(typed("", sz11, "- Nơi;"), 30_000)+typed("", bold, "Nơi nhận:")+strings.Repeat(typed("", sz11, "- Nơi;"), 30_000), strings.Repeat(centred(bold, "KT. CHỦ TỊCH"), 50_000)))),
		"50,000 sections without more":  withParts(t, inBody(strings.Repeat(`<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>`, 50_000))),
		"50,000 sections":               withParts(t, inBody(strings.Repeat(`<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="rId3"/></w:sectPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>`, 50_000))),
	} {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		began := time.Now()
		_, err := check.Document(rules(t), data, name)
		took := time.Since(began)
		runtime.ReadMemStats(&after)
		if err != nil && !errs.Is(err, errs.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
		if held := after.HeapSys - min(before.HeapSys, after.HeapSys); took > time.Minute || held > 1<<30 {
			t.Errorf("%s took %v and %d MB", name, took, held>>20)
		}
		t.Logf("%s: %v, %d MB", name, took, (after.HeapSys-min(before.HeapSys, after.HeapSys))>>20)
	}
}

func FuzzDocument(f *testing.F) {
	for _, body := range wordSamples() {
		o := opened(f, asWord(f, body))
		f.Add(o.parts[document], o.parts["word/styles.xml"], numberingPart, o.parts["word/header1.xml"])
	}
	o := opened(f, written(f, samples(f)["bao-cao"]))
	f.Add(o.parts[document], o.parts["word/styles.xml"], o.parts["word/numbering.xml"], o.parts["word/header1.xml"])
	r := rules(f)
	f.Fuzz(func(t *testing.T, body, styles, numbering, header string) {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for name, text := range map[string]string{"[Content_Types].xml": `<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
			"word/_rels/document.xml.rels": `<Relationships><Relationship Id="rId3" Type="x/header" Target="header1.xml"/></Relationships>`, document: body, "word/styles.xml": styles, "word/numbering.xml": numbering, "word/header1.xml": header} {
			w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
			if err == nil {
				_, err = io.WriteString(w, text)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		found, err := check.Document(r, b.Bytes(), "a.docx")
		if err != nil && !errs.Is(err, errs.Invalid) {
			t.Fatal(err)
		}
		for _, d := range found {
			if d.Key == "" || d.Component == "" || d.Clause == "" || d.Expected.Key == "" || d.Found.Key == "" || d.Count < 1 {
				t.Fatalf("%+v", d)
			}
		}
	})
}

const numberingPart = `<w:numbering ` + wordSpaces + `><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>`
