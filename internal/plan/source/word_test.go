package source_test

import (
	"context"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"lantoa/internal/errs"
	"lantoa/internal/plan/parse"
	"lantoa/internal/plan/source"
)

// wordText is the text of a Word document with this body.
func wordText(t testing.TB, bodyXML string, parts map[string]string) (string, []source.Note) {
	t.Helper()
	doc, err := source.Read(context.Background(), wordFile(bodyXML, parts), "a.docx")
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSuffix(doc.Text, "\n"), doc.Notes
}

func para(inner string) string { return `<w:p>` + inner + `</w:p>` }

func listed(list, level, text string) string {
	return `<w:p><w:pPr><w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="` + list + `"/></w:numPr></w:pPr>` + run("", text) + `</w:p>`
}

func TestWord_readsWhatIsPrinted(t *testing.T) {
	t.Parallel()
	box := func(s string) string { return `<w:txbxContent>` + para(run("", s)) + `</w:txbxContent>` }
	for name, c := range map[string]struct{ body, want string }{
		"paragraphs":       {para(run("", "Một")) + para("") + para(run("", "Hai")), "Một\n\nHai"},
		"breaks and gaps":  {para(`<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:cr/><w:t>c</w:t><w:tab/><w:t>d</w:t></w:r>`), "a\nb\nc    d"},
		"hyphens":          {para(`<w:r><w:t>xã</w:t><w:softHyphen/><w:t>hội</w:t><w:noBreakHyphen/><w:t>x</w:t></w:r>`), "xãhội-x"},
		"changes":          {para(`<w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del><w:ins>` + run("", "thêm") + `</w:ins><w:moveFrom>` + run("", "cũ") + `</w:moveFrom><w:moveTo>` + run("", " mới") + `</w:moveTo>`), "thêm mới"},
		"fields":           {para(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>` + run("", "7") + `<w:fldSimple w:instr="DATE">` + run("", "9") + `</w:fldSimple>`), "79"},
		"links":            {para(`<w:hyperlink>` + run("", "liên kết") + `</w:hyperlink>`), "liên kết"},
		"controls":         {`<w:sdt><w:sdtContent>` + para(`<w:sdt><w:sdtContent>`+run("", "ô nhập")+`</w:sdtContent></w:sdt>`) + `</w:sdtContent></w:sdt>`, "ô nhập"},
		"hidden":           {para(run(`<w:vanish/>`, "ẩn") + run(`<w:vanish w:val="0"/>`, "hiện")), "hiện"},
		"capitals":         {para(run(`<w:caps/>`, "Kế hoạch")), "KẾ HOẠCH"},
		"footnotes":        {para(run("", "chữ") + `<w:r><w:footnoteReference w:id="2"/></w:r><w:commentRangeStart w:id="1"/>`), "chữ"},
		"a text box, once": {para(run("", "dưới") + `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>` + box("hộp") + `</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape>` + box("hộp") + `</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>`), "hộp\n\ndưới"},
		"the other form":   {para(`<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing/></mc:Choice><mc:Fallback><w:pict>` + box("hộp") + `</w:pict></mc:Fallback></mc:AlternateContent></w:r>`), "hộp"},
		"other alphabets":  {para(`<w:r><a:t xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">hình</a:t><w:t>chữ</w:t></w:r>`), "chữ"},
	} {
		if got, _ := wordText(t, c.body, nil); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestWord_printsTheNumbersThatWordMakes(t *testing.T) {
	t.Parallel()
	body := `<w:p><w:pPr><w:pStyle w:val="Muc"/></w:pPr>` + run("", "Một") + `</w:p>` + listed("1", "1", "x") + listed("1", "2", "y") + listed("1", "2", "z") + listed("1", "1", "x") +
		`<w:p><w:pPr><w:pStyle w:val="Muc"/></w:pPr>` + run("", "Hai") + `</w:p>` + listed("1", "1", "x") + listed("1", "2", "y") +
		listed("2", "0", "gạch") + listed("2", "1", "bốn") + listed("2", "1", "năm") + listed("0", "0", "không") +
		`<w:p><w:pPr><w:pStyle w:val="Muc"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>` + run("", "không số") + `</w:p>` +
		listed("3", "0", "chín") + listed("3", "0", "mười") + listed("9", "0", "lạc") + listed("1", "99", "sâu")
	want := "I. Một|1. x|a) y|b) z|2. x|II. Hai|1. x|a) y|- gạch|4.1 bốn|5.1 năm|không|không số|IX. chín|X. mười|lạc|sâu"
	got, _ := wordText(t, body, map[string]string{"word/numbering.xml": numberingXML, "word/styles.xml": stylesXML})
	if got = strings.ReplaceAll(got, "\n\n", "|"); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestWord_printsNumbersOfSeveralLevels(t *testing.T) {
	t.Parallel()
	level := func(no, format, text, more string) string {
		return `<w:lvl w:ilvl="` + no + `"><w:start w:val="1"/><w:numFmt w:val="` + format + `"/>` + more + `<w:lvlText w:val="` + text + `"/></w:lvl>`
	}
	numbering := `<w:numbering ` + xmlns + `><w:abstractNum w:abstractNumId="1">` + level("0", "upperRoman", "Phần %1", "") + level("1", "decimal", "%1.%2.", "<w:isLgl/>") +
		level("2", "upperLetter", "%3.", `<w:lvlRestart w:val="0"/>`) + level("3", "lowerRoman", "(%4)", "") + level("4", "decimalZero", "%5)", "") + level("5", "none", "", "") + level("6", "bullet", "+", "") +
		`</w:abstractNum><w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="kieu"/></w:abstractNum>` +
		`<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>` +
		`<w:num w:numId="4"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">` + level("0", "lowerLetter", "%1)", "") + `</w:lvlOverride></w:num></w:numbering>`
	sheet := `<w:styles ` + xmlns + `><w:style w:type="numbering" w:styleId="kieu"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>`
	body := listed("1", "1", "sớm") + listed("1", "0", "x") + listed("1", "1", "x") + listed("1", "2", "x") + listed("1", "3", "x") + listed("1", "3", "x") + listed("1", "4", "x") +
		listed("1", "5", "x") + listed("1", "6", "x") + listed("1", "0", "x") + listed("1", "2", "x") + listed("2", "0", "x") + listed("4", "0", "x")
	want := "1.1. sớm|Phần I x|1.1. x|A. x|(i) x|(ii) x|01) x|x|+ x|Phần II x|B. x|Phần III x|d) x"
	got, _ := wordText(t, body, map[string]string{"word/numbering.xml": numbering, "word/styles.xml": sheet})
	if got = strings.ReplaceAll(got, "\n\n", "|"); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestWord_setsTablesAsThePageShowsThem(t *testing.T) {
	t.Parallel()
	row := func(cells ...string) string { return `<w:tr>` + strings.Join(cells, "") + `</w:tr>` }
	tbl := func(rows ...string) string { return `<w:tbl>` + strings.Join(rows, "") + `</w:tbl>` }
	got, _ := wordText(t, tbl(row(cell(1, "", "Lĩnh vực"), cell(1, "", "Cơ quan", "chủ trì")), row(cell(1, "", "Y tế"), cell(1, "", "Sở Y tế"))), nil)
	if got != "Lĩnh vực | Cơ quan chủ trì\nY tế | Sở Y tế" {
		t.Errorf("%q", got)
	}
	got, _ = wordText(t, tbl(row(cell(1, "", "một"), cell(1, ""))+row(cell(1, "", "hai", "ba"), cell(1, "", ""))), nil)
	if got != "một\n\nhai\n\nba" {
		t.Errorf("a frame: %q", got)
	}
	got, _ = wordText(t, tbl(row(cell(1, "", "UBND TỈNH"), cell(1, ""), cell(1, "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập"))+row(cell(1, ""), cell(1, ""), cell(1, "", "ngày 1"))+row(cell(1, "", "Số: 1"), cell(1, ""), cell(1, "", "ngày 1"))), nil)
	want := "UBND TỈNH" + strings.Repeat(" ", 19) + "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n" + strings.Repeat(" ", 28) + "Độc lập\n" + strings.Repeat(" ", 28) + "ngày 1\nSố: 1" + strings.Repeat(" ", 23) + "| ngày 1"
	if got != want {
		t.Errorf("a letterhead:\n%s\nwant\n%s", got, want)
	}
}

func TestWord_convertsRunsInOldFonts(t *testing.T) {
	t.Parallel()
	font := func(name, text string) string { return run(`<w:rFonts w:ascii="`+name+`" w:hAnsi="`+name+`"/>`, text) }
	got, notes := wordText(t, para(font(".VnTime", as1252(t, toTCVN3("Kế hoạch ")))+run("", "năm tới, ")+font("VNI-Times", as1252(t, toVNI("của t")))+font("VNI-Times", as1252(t, toVNI("ỉnh; xã")))+font(".VnTime", ", đã là Unicode"))+
		para(font(".VnTimeH", as1252(t, toTCVN3("kế hoạch")))), nil)
	if got != "Kế hoạch năm tới, của tỉnh; xã, đã là Unicode\n\nKẾ HOẠCH" {
		t.Errorf("%q", got)
	}
	if len(notes) != 2 || notes[0].Key != "source.font_tcvn3" || notes[1].Key != "source.font_vni" {
		t.Errorf("%v", notes)
	}
	// The font may be that of the style or of the whole document.
	old := `<w:styles ` + xmlns + `><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:styleId="a"><w:rPr><w:rFonts w:ascii="VNI-Times"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style><w:style w:type="paragraph" w:styleId="vong"><w:basedOn w:val="vong"/></w:style></w:styles>`
	got, _ = wordText(t, para(run("", as1252(t, toTCVN3("điển hình"))))+`<w:p><w:pPr><w:pStyle w:val="b"/></w:pPr>`+run("", as1252(t, toVNI("điển hình")))+`</w:p>`+`<w:p><w:pPr><w:pStyle w:val="vong"/></w:pPr>`+run("", "x")+`</w:p>`, map[string]string{"word/styles.xml": old})
	if got != "điển hình\n\nđiển hình\n\nx" {
		t.Errorf("%q", got)
	}
	// Text of an old encoding in a font of today is told by its letters.
	got, notes = wordText(t, para(run("", as1252(t, toTCVN3("Kế hoạch xây dựng điển hình của tỉnh")))), nil)
	if got != "Kế hoạch xây dựng điển hình của tỉnh" || len(notes) != 1 || notes[0].Key != "source.from_tcvn3" {
		t.Errorf("%q %v", got, notes)
	}
}

// The limit of issue 3: a document of 200 pages in three seconds.
func TestWord_of200PagesIsReadAndParsedInThreeSeconds(t *testing.T) {
	t.Parallel()
	paragraphs := wholeParagraphs(string(read(t, plainPlan)))
	var b body
	for page := range 200 {
		for i := range 12 { // some 2,500 letters a page
			b.numbered(paragraphs[(page*12+i)%len(paragraphs)])
		}
	}
	data := wordFile(b.String(), map[string]string{"word/numbering.xml": numberingXML, "word/styles.xml": stylesXML})
	start := time.Now()
	doc, err := source.Read(context.Background(), data, "a.docx")
	if err != nil {
		t.Fatal(err)
	}
	parse.Parse(doc.Text)
	if took := time.Since(start); took > 3*time.Second || len(doc.Text) < 500_000 {
		t.Errorf("%d bytes took %v", len(doc.Text), took)
	}
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

// TestWord_takesLittleTimeAndMemory is of files that are read to their end or to
// the limit of what is read.
func TestWord_takesLittleTimeAndMemory(t *testing.T) {
	list := func(marker string) map[string]string {
		return map[string]string{"word/numbering.xml": `<w:numbering ` + xmlns + `><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="` + marker + `"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>`}
	}
	long := strings.Repeat("a", 3<<20)
	for name, data := range map[string][]byte{
		"a marker of 3 MB":        wordFile(strings.Repeat(listed("1", "0", "x"), 300), list(long+"%1")),
		"a marker of numbers":     wordFile(strings.Repeat(listed("1", "0", "x"), 30_000), list(strings.Repeat("%1", 1<<20))),
		"a field of 3 MB":         wordFile(para(`<w:fldSimple w:instr="`+long+`">`+strings.Repeat(run("", "a"), 300)+`</w:fldSimple>`), nil),
		"a code of 3 MB":          wordFile(para(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>`+long+`</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`+strings.Repeat(run("", "a"), 300)), nil),
		"120,000 lettered points": wordFile(strings.Repeat(para(run("", "zz) a")), 120_000), nil),
		"a table of 30,000 rows":  wordFile(`<w:tbl>`+strings.Repeat(`<w:tr>`+cell(100, "", "a")+cell(100, "", "b")+`</w:tr>`, 30_000)+`</w:tbl>`, nil),
	} {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		began := worn(t)
		_, err := source.Read(context.Background(), data, "a.docx")
		took := worn(t) - began
		runtime.ReadMemStats(&after)
		asked := after.TotalAlloc - before.TotalAlloc
		if err != nil && !errs.Is(err, errs.Invalid) || took > 5*time.Second || asked > 600<<20 {
			t.Errorf("%s took %v and %d MB: %v", name, took, asked>>20, err)
		}
		t.Logf("%s: %v, %d MB, %v", name, took, asked>>20, err)
	}
}
