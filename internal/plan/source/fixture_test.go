package source_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const (
	plainPlan = "../parse/testdata/ke-hoach-160-kh-ubnd.txt"
	wordPlan  = "testdata/ke-hoach-160-kh-ubnd.docx"
	pdfPlan   = "testdata/ke-hoach-160-kh-ubnd.pdf"
	tcvn3Plan = "testdata/ke-hoach-160-kh-ubnd-tcvn3.txt"
	vniPlan   = "testdata/ke-hoach-160-kh-ubnd-vni.txt"
	// The same plan with the numbers of its clauses made by Word.
	numberedWord = "testdata/danh-so-tu-dong.docx"
	numberedPDF  = "testdata/danh-so-tu-dong.pdf"
)

func read(t testing.TB, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// TestFixtures holds the documents in testdata to the text that they are made
// from. LANTOA_TEST_UPDATE=1 makes them anew; the PDFs are LibreOffice's.
func TestFixtures_areMadeFromTheText(t *testing.T) {
	t.Parallel()
	text := string(read(t, plainPlan))
	made := map[string][]byte{
		wordPlan:     planAsWord(text, false),
		numberedWord: planAsWord(text, true),
		tcvn3Plan:    toTCVN3(asTypedInTCVN3(text)),
		vniPlan:      toVNI(text),
	}
	for name, want := range made {
		if os.Getenv("LANTOA_TEST_UPDATE") == "1" {
			if err := os.WriteFile(name, want, 0o644); err != nil {
				t.Fatal(err)
			}
			if filepath.Ext(name) == ".docx" {
				printed(t, name)
			}
		}
		if !bytes.Equal(read(t, name), want) {
			t.Errorf("%s is not what the text makes", name)
		}
	}
}

// printed has LibreOffice make the PDF of a Word document beside it.
func printed(t *testing.T, name string) {
	t.Helper()
	home := "-env:UserInstallation=file://" + t.TempDir()
	out, err := exec.CommandContext(context.Background(), "soffice", home, "--headless", "--convert-to", "pdf", "--outdir", filepath.Dir(name), name).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}

// body is the body of a Word document being written.
type body struct{ strings.Builder }

func (b *body) paragraph(properties, text string) {
	fmt.Fprintf(b, `<w:p><w:pPr>%s</w:pPr>%s</w:p>`, properties, run("", text))
}

// run is a run of text.
func run(properties, text string) string {
	var s strings.Builder
	_ = xml.EscapeText(&s, []byte(text))
	return `<w:r><w:rPr>` + properties + `</w:rPr><w:t xml:space="preserve">` + s.String() + `</w:t></w:r>`
}

const centred, bold = `<w:jc w:val="center"/>`, `<w:b/>`

func cell(width int, properties string, lines ...string) string {
	s := fmt.Sprintf(`<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr>`, width)
	for _, l := range lines {
		s += `<w:p><w:pPr>` + properties + `</w:pPr>` + run(`<w:sz w:val="24"/>`, l) + `</w:p>`
	}
	return s + `</w:tc>`
}

func (b *body) table(rows ...string) {
	b.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="9400" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="5400"/></w:tblGrid>`)
	for _, r := range rows {
		b.WriteString(`<w:tr>` + r + `</w:tr>`)
	}
	b.WriteString(`</w:tbl>`)
}

// planAsWord sets the plan as an office does: letterhead and signature in tables,
// headings in bold, the page number in the header; its numbers typed, or made by
// Word.
func planAsWord(text string, numbered bool) []byte {
	var b body
	b.table(
		cell(4000, centred, "ỦY BAN NHÂN DÂN", "TỈNH HÀ GIANG")+cell(5400, centred, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
		cell(4000, centred, "Số: 160/KH-UBND")+cell(5400, centred, "Hà Giang, ngày 9 tháng 1 năm 2021"))
	_, rest, _ := strings.Cut(text, "năm 2021\n")
	main, tail, _ := strings.Cut(rest, "Nơi nhận:")
	for _, p := range wholeParagraphs(main) {
		switch {
		case strings.HasPrefix(p, "KẾ HOẠCH\n"):
			for _, line := range strings.Split(p, "\n") {
				b.WriteString(`<w:p><w:pPr>` + centred + `</w:pPr>` + run(bold, line) + `</w:p>`)
			}
		case numbered:
			b.numbered(p)
		default:
			b.paragraph(`<w:jc w:val="both"/><w:ind w:firstLine="567"/>`, p)
		}
	}
	list, signer, _ := strings.Cut(tail, "CHỦ TỊCH")
	left := append([]string{"Nơi nhận:"}, strings.FieldsFunc(list, func(r rune) bool { return r == '\n' })...)
	b.table(cell(4000, "", left...) + cell(5400, centred, "CHỦ TỊCH", "", "", strings.TrimSpace(signer)))
	return wordFile(b.String(), map[string]string{"word/numbering.xml": numberingXML, "word/styles.xml": stylesXML, "word/header1.xml": headerXML})
}

var markers = regexp.MustCompile(`^([IVX]+\.|\d+\.|[a-z]\)) `)

// numbered writes a clause whose number Word makes: the parts by their style,
// the others by the paragraph.
func (b *body) numbered(p string) {
	m := markers.FindString(p)
	rest := p[len(m):]
	switch {
	case m == "":
		b.paragraph("", p)
	case unicode.IsUpper(rune(m[0])):
		b.paragraph(`<w:pStyle w:val="Muc"/>`, rest)
	case unicode.IsDigit(rune(m[0])):
		b.paragraph(`<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>`, rest)
	default:
		b.paragraph(`<w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr>`, rest)
	}
}

// wholeParagraphs are the paragraphs of the text, those that a page parted put
// together.
func wholeParagraphs(text string) []string {
	var out []string
	for _, p := range strings.Split(text, "\n\n") {
		p = strings.TrimSpace(p)
		first, _ := utf8.DecodeRuneInString(p)
		switch {
		case p == "":
		case unicode.IsLower(first) && !markers.MatchString(p):
			out[len(out)-1] += " " + p
		default:
			out = append(out, p)
		}
	}
	return out
}

const (
	xmlns       = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"`
	contentXML  = `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/><Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/></Types>`
	packageRels = `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
	wordRels    = `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/></Relationships>`
	headerXML   = `<w:hdr ` + xmlns + `><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>`
	stylesXML   = `<w:styles ` + xmlns + `><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Liberation Serif" w:hAnsi="Liberation Serif"/><w:sz w:val="28"/></w:rPr></w:rPrDefault></w:docDefaults>` +
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:spacing w:after="120"/></w:pPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="Muc"/><w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:rPr><w:b/></w:rPr></w:style></w:styles>`
	numberingXML = `<w:numbering ` + xmlns + `><w:abstractNum w:abstractNumId="7"><w:multiLevelType w:val="multilevel"/>` +
		`<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:pStyle w:val="Muc"/><w:suff w:val="space"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/></w:lvl>` +
		`<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="space"/><w:lvlText w:val="%2."/><w:lvlJc w:val="left"/></w:lvl>` +
		`<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:suff w:val="space"/><w:lvlText w:val="%3)"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>` +
		`<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>` +
		`<w:lvl w:ilvl="1"><w:start w:val="4"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2.1"/></w:lvl></w:abstractNum>` +
		`<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>` +
		`<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num></w:numbering>`
	sectionXML = `<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>`
)

// wordFile packs a body and other parts; the same always gives the same bytes.
func wordFile(bodyXML string, parts map[string]string) []byte {
	section := sectionXML
	if parts["word/header1.xml"] == "" {
		section = ""
	}
	all := map[string]string{"[Content_Types].xml": contentXML, "_rels/.rels": packageRels, "word/_rels/document.xml.rels": wordRels,
		"word/document.xml": `<?xml version="1.0" encoding="UTF-8"?><w:document ` + xmlns + `><w:body>` + bodyXML + section + `</w:body></w:document>`}
	for name, text := range parts {
		all[name] = text
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range []string{"[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels", "word/styles.xml", "word/numbering.xml", "word/header1.xml"} {
		if all[name] == "" {
			continue
		}
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(all[name]))
		}
		if err != nil {
			panic(err)
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// asTypedInTCVN3 writes what the encoding has no letter for as offices did: "Uỷ
// ban" has a capital that TCVN3 can show, "Ủy ban" has not.
func asTypedInTCVN3(s string) string { return strings.ReplaceAll(s, "Ủy", "Uỷ") }

// tcvn3Bytes is TCVN 5712:1993, table VN3, written down a second time: letters
// in the order of the bytes given before each group.
const tcvn3Bytes = "A1ĂÂÊÔƠƯĐăâêôơưđ B5àảãáạ BBằẳẵắ C6ặầẩẫấậè CEẻẽéẹềểễếệìỉ DCĩíịò E1ỏõóọồổỗốộờởỡớợù F1ủũúụừửữứựỳỷỹýỵ"

func toTCVN3(s string) []byte {
	table := map[rune]byte{'“': 0x93, '”': 0x94, '–': 0x96, '…': 0x85}
	for group := range strings.FieldsSeq(tcvn3Bytes) {
		var code byte
		_, _ = fmt.Sscanf(group[:2], "%X", &code)
		for _, r := range group[2:] {
			table[r] = code
			code++
		}
	}
	var out []byte
	for _, r := range norm.NFC.String(s) {
		code, ok := table[r]
		if !ok {
			code, ok = table[unicode.ToLower(r)]
		}
		switch {
		case ok:
			out = append(out, code)
		case r < utf8.RuneSelf:
			out = append(out, byte(r))
		default:
			panic(fmt.Sprintf("no TCVN3 for %q", r))
		}
	}
	return out
}

// vniBytes are the letters of VNI, each with the bytes that write it, small.
const vniBytes = "á61F9 à61F8 ả61FB ã61F5 ạ61EF â61E2 ấ61E1 ầ61E0 ẩ61E5 ẫ61E3 ậ61E4 ă61EA ắ61E9 ằ61E8 ẳ61FA ẵ61FC ặ61EB " +
	"é65F9 è65F8 ẻ65FB ẽ65F5 ẹ65EF ê65E2 ế65E1 ề65E0 ể65E5 ễ65E3 ệ65E4 íED ìEC ỉE6 ĩF3 ịF2 " +
	"ó6FF9 ò6FF8 ỏ6FFB õ6FF5 ọ6FEF ô6FE2 ố6FE1 ồ6FE0 ổ6FE5 ỗ6FE3 ộ6FE4 ơF4 ớF4F9 ờF4F8 ởF4FB ỡF4F5 ợF4EF " +
	"ú75F9 ù75F8 ủ75FB ũ75F5 ụ75EF ưF6 ứF6F9 ừF6F8 ửF6FB ữF6F5 ựF6EF ý79F9 ỳ79F8 ỷ79FB ỹ79F5 ỵEE đF1"

func toVNI(s string) []byte {
	table := map[rune][]byte{'“': {0x93}, '”': {0x94}, '–': {0x96}, '…': {0x85}}
	for entry := range strings.FieldsSeq(vniBytes) {
		r, n := utf8.DecodeRuneInString(entry)
		var code []byte
		_, _ = fmt.Sscanf(entry[n:], "%X", &code)
		table[r] = code
		capital := bytes.Clone(code)
		for i := range capital {
			capital[i] &^= 0x20 // both in ASCII and above it
		}
		table[unicode.ToUpper(r)] = capital
	}
	var out []byte
	for _, r := range norm.NFC.String(s) {
		code, ok := table[r]
		switch {
		case ok:
			out = append(out, code...)
		case r < utf8.RuneSelf:
			out = append(out, byte(r))
		default:
			panic(fmt.Sprintf("no VNI for %q", r))
		}
	}
	return out
}
