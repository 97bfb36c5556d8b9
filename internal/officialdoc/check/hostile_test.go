package check_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"syscall"
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

// worn is the processor time that this process took so far, of all its threads.
func worn(t *testing.T) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// numbering is a list whose marker is as the file says.
func numbering(marker, more string) string {
	return `<w:numbering ` + wordSpaces + `><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="` + marker + `"/>` + more + `</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>`
}

// listed are paragraphs of that list.
func listed(n int) string {
	return strings.Repeat(`<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>chữ</w:t></w:r></w:p>`, n)
}

func instructed(code string, runs int) string {
	return `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>` + strings.Repeat(`<w:r><w:instrText>`+code+`</w:instrText></w:r>`, 8) + `<w:r><w:fldChar w:fldCharType="separate"/></w:r>` +
		strings.Repeat(`<w:r><w:t>a</w:t></w:r>`, runs) + `<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`
}

func coloured(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<w:r><w:rPr><w:color w:val="%06X"/></w:rPr><w:t>a</w:t></w:r>`, i+1)
	}
	return b.String()
}

func styled(style string) string {
	return `<w:styles ` + wordSpaces + `><w:style w:type="paragraph" w:default="1" w:styleId="Normal">` + style + `</w:style></w:styles>`
}

// TestDocument_takesLittleTimeAndMemory is of files that are read to their end or
// to the limit of what is read.
func TestDocument_takesLittleTimeAndMemory(t *testing.T) {
	cell := `<w:tc>` + para("chữ") + `</w:tc>`
	chain := ""
	for i := range 3000 {
		chain += `<w:style w:type="paragraph" w:styleId="s` + strings.Repeat("x", i%7) + `"><w:basedOn w:val="s` + strings.Repeat("x", (i+1)%7) + `"/></w:style>`
	}
	for name, data := range map[string][]byte{
		"a table of 30,000 rows":        withParts(t, inBody(`<w:tbl>`+strings.Repeat(`<w:tr>`+cell+cell+`</w:tr>`, many(30_000))+`</w:tbl>`)),
		"40,000 paragraphs":             withParts(t, inBody(strings.Repeat(para("a) chữ"), many(40_000)))),
		"a line of 500,000 words":       withParts(t, inBody(para(strings.Repeat("a ", many(500_000))))),
		"styles that build in a circle": withParts(t, map[string]string{"word/styles.xml": `<w:styles ` + wordSpaces + `>` + chain + `</w:styles>`}),
		"100,000 letterheads":           withParts(t, inBody(strings.Repeat(typed(centre+`<w:pageBreakBefore/>`, bold, national), many(50_000)))),
		"a letterhead of 50,000 lines":  withParts(t, inBody(columns(strings.Repeat(centred(bold, "UBND TỈNH")+typed(`<w:pBdr><w:bottom w:val="single"/></w:pBdr>`, "", ""), many(50_000)), stateSide("Hà Giang, ngày 01 tháng 01 năm 2026")))),
		"a signature of 50,000 lines":   withParts(t, inBody(para("chữ")+columns(strings.Repeat(typed("", sz11, "- Nơi;"), many(30_000))+typed("", bold, "Nơi nhận:")+strings.Repeat(typed("", sz11, "- Nơi;"), many(30_000)), strings.Repeat(centred(bold, "KT. CHỦ TỊCH"), many(50_000))))),
		"50,000 sections without more":  withParts(t, inBody(strings.Repeat(`<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>`, many(50_000)))),
		"a marker of 3 MB":              withParts(t, with(inBody(listed(300)), "word/numbering.xml", numbering(strings.Repeat("a", 3<<20)+"%1", ""))),
		"a marker of many numbers":      withParts(t, with(inBody(listed(30_000)), "word/numbering.xml", numbering(strings.Repeat("%1", 1<<20), ""))),
		"an indent of 3 MB":             withParts(t, with(inBody(listed(30_000)), "word/numbering.xml", numbering("%1.", `<w:pPr><w:ind w:left="`+strings.Repeat("0", 3<<20)+`"/></w:pPr>`))),
		"100,000 lists":                 withParts(t, with(inBody(listed(300)), "word/numbering.xml", `<w:numbering `+wordSpaces+`>`+strings.Repeat(`<w:abstractNum/>`, many(100_000))+`</w:numbering>`)),
		"a million lists":               withParts(t, with(inBody(listed(300)), "word/numbering.xml", `<w:numbering `+wordSpaces+`>`+strings.Repeat(`<w:lvl/>`, many(200_000))+strings.Repeat(`<w:num/>`, many(200_000))+`</w:numbering>`)),
		"90,000 levels":                 withParts(t, with(inBody(listed(300)), "word/numbering.xml", `<w:numbering `+wordSpaces+`><w:abstractNum>`+strings.Repeat(`<w:lvl/>`, many(90_000))+`</w:abstractNum></w:numbering>`)),
		"a field of 4 MB":               withParts(t, inBody(`<w:p><w:fldSimple w:instr="`+strings.Repeat("a", 4<<20)+`">`+strings.Repeat(`<w:r><w:t>a</w:t></w:r>`, 300)+`</w:fldSimple></w:p>`)),
		"a code of 8 × 3 MB":            withParts(t, inBody(instructed(strings.Repeat("a", 3<<20), 300))),
		"a field in 100,000 fields":     withParts(t, inBody(`<w:p>`+strings.Repeat(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>a</w:t></w:r>`, many(100_000))+`</w:p>`)),
		"120,000 lettered points":       withParts(t, inBody(strings.Repeat(para("zz) a"), many(120_000)))),
		"120,000 points in order":       withParts(t, inBody(strings.Repeat(para("a) a")+para("yy) a")+para("c) a"), many(40_000)))),
		"a font of 3 MB":                withParts(t, with(inBody(strings.Repeat(para("chữ"), many(50_000))), "word/styles.xml", styled(`<w:rPr><w:rFonts w:ascii="`+strings.Repeat("a", 3<<20)+`"/></w:rPr>`))),
		"a style's name of 3 MB":        withParts(t, with(inBody(strings.Repeat(para("chữ"), many(50_000))), "word/styles.xml", styled(`<w:name w:val="`+strings.Repeat("a", 3<<20)+`"/>`))),
		"90,000 styles":                 withParts(t, map[string]string{"word/styles.xml": `<w:styles ` + wordSpaces + `>` + strings.Repeat(`<w:style/>`, many(90_000)) + `</w:styles>`}),
		"100,000 colours on a line":     withParts(t, inBody(`<w:p>`+coloured(100_000)+`</w:p>`)),
		"three million empty elements":  withParts(t, inBody(`<w:p>`+strings.Repeat(`<w:x/>`, many(3_000_000))+`</w:p>`)),
		"three million empty runs":      withParts(t, inBody(`<w:p>`+strings.Repeat(`<w:r/>`, many(3_000_000))+`</w:p>`)),
		"a million settings":            withParts(t, inBody(`<w:p>`+strings.Repeat(`<w:pPr/>`, many(1_000_000))+`</w:p>`)),
		"a million looks":               withParts(t, inBody(`<w:p><w:r>`+strings.Repeat(`<w:rPr/>`, many(1_000_000))+`</w:r></w:p>`)),
		"a header of 100,000 runs":      withParts(t, with(inBody(strings.Repeat(`<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="rId3"/></w:sectPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>`, 1900)), "word/header1.xml", `<w:hdr `+wordSpaces+`><w:p>`+strings.Repeat(`<w:r><w:t>a</w:t></w:r>`, many(100_000))+`</w:p></w:hdr>`)),
		"2 MB of lines in a run":        withParts(t, inBody(`<w:p><w:r><w:t>Nơi nhận:`+strings.Repeat("a\n", many(900_000))+`</w:t></w:r></w:p>`)),
		"100,000 lines in a paragraph":  withParts(t, inBody(typed(centre, bold, national)+`<w:p><w:r><w:t>Kính gửi:</w:t>`+strings.Repeat(`<w:br/><w:t>- Sở;</w:t>`, many(100_000))+`</w:r></w:p>`)),
		"100,000 tabs in a paragraph":   withParts(t, inBody(`<w:p><w:r><w:t>Nơi nhận:</w:t>`+strings.Repeat(`<w:tab/><w:t>a</w:t>`, many(100_000))+`</w:r></w:p>`)),
		"50,000 sections":               withParts(t, inBody(strings.Repeat(`<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="rId3"/></w:sectPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>`, many(50_000)))),
	} {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		began := worn(t)
		_, err := check.Document(rules(t), data, name)
		took := worn(t) - began
		runtime.ReadMemStats(&after)
		if err != nil && !errs.Is(err, errs.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
		asked := after.TotalAlloc - before.TotalAlloc
		if took > mostTime || asked > mostMemory {
			t.Errorf("%s took %v and %d MB", name, took, asked>>20)
		}
		t.Logf("%s: %v, %d MB", name, took, asked>>20)
	}
}

// many is how many pieces a hostile file has: all in the whole suite, a tenth in the
// inner loop.
func many(n int) int {
	if os.Getenv("LANTOA_TEST_REQUIRE_ALL") == "1" {
		return n
	}
	return n / 10
}

// What a check may take: processor time, and all that it ever asked of the memory.
const (
	mostTime   = 5 * time.Second
	mostMemory = 900 << 20 // most of it free again at once: XML asks for much
)

func with(parts map[string]string, name, text string) map[string]string {
	parts[name] = text
	return parts
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
