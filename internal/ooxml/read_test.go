package ooxml_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"lantoa/internal/ooxml"
)

const readSpaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"`

// packed is a document of a body with side parts.
func packed(t *testing.T, body string, side map[string]string) []byte {
	t.Helper()
	all := map[string]string{
		"[Content_Types].xml":          `<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
		"word/_rels/document.xml.rels": `<Relationships><Relationship Id="h1" Type="x/header" Target="header1.xml"/><Relationship Id="h2" Type="x/header" Target="/word/header2.xml"/><Relationship Id="t" Type="x/theme" Target="theme/theme1.xml"/></Relationships>`,
		"word/document.xml":            `<w:document ` + readSpaces + `><w:body>` + body + `</w:body></w:document>`,
	}
	for name, text := range side {
		all["word/"+name+".xml"] = strings.Replace(text, ">", " "+readSpaces+">", 1)
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range all {
		w, err := z.Create(name)
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
	return b.Bytes()
}

func readWord(t *testing.T, body string, side map[string]string) *ooxml.Word {
	t.Helper()
	w, err := ooxml.Read(packed(t, body, side), 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

const readStyles = `<w:styles><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/><w:sz w:val="22"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
	`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="Base"/><w:pPr><w:jc w:val="both"/><w:ind w:firstLine="720"/></w:pPr><w:rPr><w:b/><w:sz w:val="28"/><w:rFonts w:ascii="Times New Roman" w:hAnsi="Arial"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="Base"/><w:pPr><w:spacing w:before="120" w:line="360" w:lineRule="exact"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:rPr><w:i/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Circle"><w:basedOn w:val="Circle"/></w:style>` +
	`<w:style w:type="character" w:styleId="Strong"><w:rPr><w:b/><w:color w:val="FF0000"/></w:rPr></w:style>` +
	`<w:style w:type="table" w:styleId="Lined"><w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders><w:tblCellMar><w:left w:w="100"/><w:right w:w="100"/></w:tblCellMar></w:tblPr><w:pPr><w:spacing w:after="0"/></w:pPr></w:style></w:styles>`

const readTheme = `<a:theme><a:themeElements><a:fontScheme><a:minorFont><a:latin typeface="Calibri"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>`

const readNumbers = `<w:numbering><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/><w:pPr><w:ind w:left="567" w:hanging="567"/></w:pPr><w:rPr><w:u w:val="single"/></w:rPr></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="+"/></w:lvl><w:lvl w:ilvl="2"><w:numFmt w:val="none"/><w:lvlText w:val="đ)"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>`

func TestRead_resolvesFormatsThroughDefaultsStylesListsAndThePlaceItself(t *testing.T) {
	t.Parallel()
	w := readWord(t, `<w:p><w:r><w:t>mặc định</w:t></w:r></w:p>`+
		`<w:p><w:pPr><w:pStyle w:val="Own"/></w:pPr><w:r><w:t>một</w:t></w:r><w:r><w:rPr><w:rStyle w:val="Strong"/></w:rPr><w:t> hai</w:t></w:r><w:r><w:rPr><w:b w:val="0"/><w:i w:val="false"/><w:sz w:val="26"/><w:color w:val="auto"/></w:rPr><w:t> ba</w:t></w:r></w:p>`+
		`<w:p><w:pPr><w:pStyle w:val="Base"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:jc w:val="center"/><w:keepNext/><w:pBdr><w:bottom w:val="single"/></w:pBdr></w:pPr><w:r><w:t>bốn</w:t></w:r></w:p>`+
		`<w:p><w:pPr><w:pStyle w:val="Circle"/></w:pPr><w:r><w:t>vòng</w:t></w:r></w:p>`,
		map[string]string{"styles": readStyles, "theme/theme1": readTheme, "numbering": readNumbers})
	first, own, listed := w.Body[0].Para, w.Body[1].Para, w.Body[2].Para
	if f := first.Spans[0].Format; f.Font != "Calibri" || f.Accented != "Calibri" || f.Size != 11 || first.Format.After != 8 || first.Format.Line < 1.07 || first.Format.Line > 1.08 {
		t.Errorf("the defaults give %+v, %+v", f, first.Format)
	}
	if f := own.Format; own.Style != "Own" || f.Align != "both" || f.Before != 6 || f.Exact != 18 || f.Line != 0 || f.Left != 28.35 || f.First != -28.35 {
		t.Errorf("the style gives %+v", f)
	}
	if m := own.Marker; m.Text != "I." || m.Bullet || !m.Format.Underline || !m.Format.Bold {
		t.Errorf("its number is %+v", m)
	}
	one, two, three := own.Spans[0].Format, own.Spans[1].Format, own.Spans[2].Format
	if !one.Bold || !one.Italic || one.Size != 14 || one.Font != "Times New Roman" || one.Accented != "Arial" {
		t.Errorf("one is %+v", one)
	}
	if two.Bold || two.Color != "FF0000" { // bold of a bold style is not bold
		t.Errorf("two is %+v", two)
	}
	if three.Bold || three.Italic || three.Size != 13 || three.Color != "" {
		t.Errorf("three is %+v", three)
	}
	if f := listed.Format; listed.Marker.Text != "+" || !listed.Marker.Bullet || f.Align != "center" || !f.KeepNext || !f.Bottom || f.Top {
		t.Errorf("a paragraph that says it itself: %+v, %+v", listed.Marker, f)
	}
}

func TestRead_printsTheWordsOfALevelWithoutANumber(t *testing.T) {
	t.Parallel()
	w := readWord(t, `<w:p><w:pPr><w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>điểm</w:t></w:r></w:p>`, map[string]string{"numbering": readNumbers})
	if m := w.Body[0].Para.Marker.Text; m != "đ)" {
		t.Errorf("%q", m)
	}
}

func TestRead_sectionsHaveTheHeadersOfTheOnesBefore(t *testing.T) {
	t.Parallel()
	header := `<w:hdr><w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PA</w:instrText></w:r><w:r><w:instrText>GE \* ARABIC </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>`
	w := readWord(t, `<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="h1"/><w:headerReference w:type="first" r:id="h2"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:left="1701" w:right="850" w:bottom="-1134" w:header="567" w:gutter="10"/><w:titlePg/></w:sectPr></w:pPr><w:r><w:t>một</w:t></w:r></w:p>`+
		`<w:p><w:r><w:t>hai</w:t></w:r></w:p><w:sectPr><w:type w:val="continuous"/><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgNumType w:start="1"/></w:sectPr>`,
		map[string]string{"header1": header, "header2": `<w:hdr><w:p/></w:hdr>`})
	if len(w.Sections) != 2 {
		t.Fatalf("%d sections", len(w.Sections))
	}
	one, two := w.Sections[0], w.Sections[1]
	if one.End != 1 || !one.TitlePage || one.Left != 85.55 || one.Bottom != 56.7 || one.Landscape || one.Header != 28.35 {
		t.Errorf("the first is %+v", one)
	}
	if two.End != 2 || two.TitlePage || !two.Landscape || !two.Continuous || two.First != 1 {
		t.Errorf("the second is %+v", two)
	}
	s := two.Headers["default"][0].Para.Spans
	if len(s) != 1 || s[0].Field != "PAGE" || s[0].Text != "2" || s[0].Format.Size != 14 {
		t.Errorf("its number is %+v", s)
	}
}

func TestRead_tablesAndDrawnLines(t *testing.T) {
	t.Parallel()
	line := `<mc:AlternateContent><mc:Choice><w:drawing><wp:anchor><wp:extent cx="1270000" cy="0"/><a:prstGeom prst="line"/></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:line from="0,0" to="100pt,0"/></w:pict></mc:Fallback></mc:AlternateContent>`
	w := readWord(t, `<w:tbl><w:tblPr><w:tblStyle w:val="Lined"/></w:tblPr><w:tr><w:trPr><w:tblHeader/><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr><w:p><w:r>`+line+`</w:r><w:r><w:t>ô</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`+
		`<w:p><w:r><w:pict><v:shape type="#_x0000_t32" style="width:5cm;height:0"/></w:pict></w:r><w:r><w:pict><v:rect style="width:100pt;height:50pt"/></w:pict></w:r></w:p>`,
		map[string]string{"styles": readStyles})
	row := w.Body[0].Grid.Rows[0]
	if cell := row.Cells[0]; !row.Head || !row.CantSplit || !cell.Borders || cell.Width != 90 {
		t.Errorf("%+v", row)
	}
	p := row.Cells[0].Body[0].Para
	if len(p.Strokes) != 1 || p.Strokes[0].Length != 100 || p.Format.After != 0 || p.String() != "ô" {
		t.Errorf("%+v", p)
	}
	if s := w.Body[1].Para.Strokes; len(s) != 1 || s[0].Length < 141.7 || s[0].Length > 141.8 {
		t.Errorf("%+v", s)
	}
}

func TestRead_saysWhyItDoesNotRead(t *testing.T) {
	t.Parallel()
	long := packed(t, `<w:p><w:r><w:t>`+strings.Repeat("chữ ", 1000)+`</w:t></w:r></w:p>`, nil)
	if _, err := ooxml.Read(long, 100); !errors.Is(err, ooxml.ErrTooLong) {
		t.Errorf("too long: %v", err)
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := ooxml.Read(b.Bytes(), 100); !errors.Is(err, ooxml.ErrNotWord) {
		t.Errorf("no document: %v", err)
	}
	if _, err := ooxml.Read(long[:100], 100); err == nil || errors.Is(err, ooxml.ErrNotWord) {
		t.Errorf("half a file: %v", err)
	}
	for name, c := range map[string]struct {
		data []byte
		kind ooxml.Kind
	}{"Word": {long, ooxml.WordFile}, "half": {long[:100], ooxml.BrokenFile}, "an empty archive": {b.Bytes(), ooxml.OtherFile}, "text": {[]byte("chữ"), ooxml.OtherFile}, "rich text": {[]byte(`{\rtf1}`), ooxml.OldWord}} {
		if got := ooxml.KindOf(c.data); got != c.kind {
			t.Errorf("%s is %d, want %d", name, got, c.kind)
		}
	}
}

func TestRead_takesNoMoreOfAValueThanOneHas(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("ơ", 1<<16)
	w := readWord(t, `<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:rPr><w:rFonts w:ascii="`+long+`"/><w:color w:val="`+long+`"/></w:rPr><w:t>x</w:t></w:r>`+
		`<w:fldSimple w:instr=" page \\* MERGEFORMAT `+long+`"><w:r><w:t>2</w:t></w:r></w:fldSimple><w:fldSimple w:instr="`+long+`"><w:r><w:t>3</w:t></w:r></w:fldSimple></w:p>`,
		map[string]string{"numbering": `<w:numbering><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:lvlText w:val="` + long + `"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>`})
	p := w.Body[0].Para
	if len(p.Spans) != 3 || p.Spans[1].Field != "PAGE" {
		t.Fatalf("%d spans", len(p.Spans))
	}
	for what, s := range map[string]string{"marker": p.Marker.Text, "font": p.Spans[0].Format.Font, "colour": p.Spans[0].Format.Color, "field": p.Spans[2].Field} {
		if s == "" || len(s) > 255 || !utf8.ValidString(s) {
			t.Errorf("%s of %d bytes", what, len(s))
		}
	}
}

func TestRead_countsWhatListsPrintAndWhatHoldsNothing(t *testing.T) {
	t.Parallel()
	list := map[string]string{"numbering": `<w:numbering><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:lvlText w:val="` + strings.Repeat("a", 200) + `"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>`}
	for name, data := range map[string][]byte{
		"markers":        packed(t, strings.Repeat(`<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:p>`, 100), list),
		"empty elements": packed(t, `<w:p>`+strings.Repeat(`<w:x/>`, 4<<20)+`</w:p>`, nil),
		"sections":       packed(t, strings.Repeat(`<w:p><w:pPr><w:sectPr/></w:pPr></w:p>`, 2001), nil),
		"styles":         packed(t, `<w:p/>`, map[string]string{"styles": `<w:styles>` + strings.Repeat(`<w:style/>`, 250_000) + `</w:styles>`}),
	} {
		if _, err := ooxml.Read(data, 10_000); err == nil {
			t.Errorf("%s are read without an end", name)
		}
	}
}
