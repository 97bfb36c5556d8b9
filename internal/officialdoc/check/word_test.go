package check_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"lantoa/internal/apptest/sample"
	"lantoa/internal/officialdoc"
	"lantoa/internal/officialdoc/check"
)

// Documents as offices set them in Word, without a style of their own: the look
// stands in every paragraph, numbers are typed, lines are drawn.

const wordSpaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"`

// typed is a paragraph: its settings, the look of its text, the text.
func typed(set, look, text string) string {
	text = strings.NewReplacer("\t", `</w:t><w:tab/><w:t xml:space="preserve">`, "\n", `</w:t><w:br/><w:t xml:space="preserve">`).Replace(text)
	return `<w:p><w:pPr>` + set + `</w:pPr><w:r><w:rPr>` + look + `</w:rPr><w:t xml:space="preserve">` + text + `</w:t></w:r></w:p>`
}

const (
	sz11, sz12, sz13 = `<w:sz w:val="22"/>`, `<w:sz w:val="24"/>`, `<w:sz w:val="26"/>`
	running          = `<w:spacing w:before="120" w:after="0" w:line="259" w:lineRule="auto"/><w:ind w:firstLine="720"/><w:jc w:val="both"/>`
)

func centred(look, text string) string { return typed(centre, look, text) }
func para(text string) string          { return typed(running, "", text) }
func basis(text string) string         { return typed(running, italic, text) }

// connector is a line as Word 2010 and later draw it.
func connector(points float64) string {
	emu := int(points * 12700)
	return fmt.Sprintf(`<w:p><w:pPr>`+centre+`</w:pPr><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" relativeHeight="251659264" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">`+
		`<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>700000</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>30000</wp:posOffset></wp:positionV><wp:extent cx="%[1]d" cy="0"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/><wp:docPr id="1" name="Line 1"/><wp:cNvGraphicFramePr/>`+
		`<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%[1]d" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>`+
		`<mc:Fallback><w:pict><v:line from="0,0" to="%.1[2]fpt,0"/></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`, emu, points)
}

// oldLine is a line as Word 2003 draws it.
func oldLine(points float64) string {
	return fmt.Sprintf(`<w:p><w:pPr>`+centre+`</w:pPr><w:r><w:pict><v:shape type="#_x0000_t32" style="position:absolute;margin-left:60pt;width:%.1fpt;height:0" o:connectortype="straight" xmlns:o="urn:schemas-microsoft-com:office:office"/></w:pict></w:r></w:p>`, points)
}

// columns is a table of one row without lines.
func columns(cells ...string) string {
	s := `<w:tbl><w:tblPr><w:tblW w:w="9355" w:type="dxa"/></w:tblPr><w:tr>`
	for _, c := range cells {
		s += fmt.Sprintf(`<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr>%s</w:tc>`, 9355/len(cells), c)
	}
	return s + `</w:tr></w:tbl>`
}

func sectionEnd(first string) string {
	return `<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11907" w:h="16840"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/>` + first + `<w:titlePg/></w:sectPr>`
}

// asWord packs a body as Word does.
func asWord(t testing.TB, body string) []byte {
	t.Helper()
	parts := []struct{ name, text string }{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/><Override PartName="/word/theme/theme1.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`},
		{"word/_rels/document.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/><Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme" Target="theme/theme1.xml"/></Relationships>`},
		{"word/theme/theme1.xml", `<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:fontScheme><a:majorFont><a:latin typeface="Calibri Light"/></a:majorFont><a:minorFont><a:latin typeface="Calibri"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>`},
		{"word/styles.xml", `<w:styles ` + wordSpaces + `><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:sz w:val="28"/></w:rPr></w:style></w:styles>`},
		{"word/header1.xml", `<w:hdr ` + wordSpaces + `><w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Page Numbers (Top of Page)"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:fldSimple w:instr=" PAGE   \* MERGEFORMAT "><w:r><w:t>2</w:t></w:r></w:fldSimple></w:p></w:sdtContent></w:sdt></w:hdr>`},
		{document, `<w:document ` + wordSpaces + `><w:body>` + body + sectionEnd("") + `</w:body></w:document>`},
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := z.Create(p.name)
		if err == nil {
			_, err = io.WriteString(w, p.text)
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

const (
	national = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
	motto    = "Độc lập - Tự do - Hạnh phúc"
)

func stateSide(place string) string {
	return centred(sz12+bold, national) + centred(sz13+bold, motto) + connector(172) + centred(sz13+italic, place)
}

func keptBy(unit string) string {
	return typed("", sz12+bold+italic, "Nơi nhận:") + typed("", sz11, "- Như trên;") + typed("", sz11, "- Thường trực Tỉnh ủy (để báo cáo);") + typed("", sz11, "- Lưu: VT, "+unit+".")
}

func signedBy(name string, authority ...string) string {
	s := ""
	for _, a := range authority {
		s += centred(bold, a)
	}
	return s + strings.Repeat(centred("", ""), 4) + centred(bold, name)
}

// wordPlan is a plan with parts down to points, and two appendices.
func wordPlan() string {
	return columns(centred(sz12, "UBND TỈNH HÀ GIANG")+centred(sz12+bold, "SỞ NỘI VỤ")+connector(30)+centred(sz13, "Số:       /KH-SNV"), stateSide("Hà Giang, ngày     tháng     năm 2026")) +
		centred("", "") + centred(bold, "KẾ HOẠCH") + centred(bold, "Xây dựng và nhân rộng điển hình tiên tiến\nnăm 2026") + connector(110) +
		para("Thực hiện Kế hoạch số 160/KH-UBND ngày 20 tháng 5 năm 2021 của Ủy ban nhân dân tỉnh Hà Giang về xây dựng và nhân rộng điển hình tiên tiến giai đoạn 2021 - 2025, Sở Nội vụ ban hành Kế hoạch năm 2026 như sau:") +
		typed(running, bold, "I. MỤC ĐÍCH, YÊU CẦU") + typed(running, bold, "1. Mục đích") + para("Phát hiện, bồi dưỡng, tổng kết và nhân rộng điển hình tiên tiến trong toàn ngành.") +
		typed(running, bold, "2. Yêu cầu") + para("a) Thiết thực, hiệu quả;") + para("b) Có địa chỉ cụ thể;") + para("c) Có sức lan tỏa;") + para("d) Có người chịu trách nhiệm;") + para("đ) Có thời hạn;") + para("e) Có kiểm tra.") +
		typed(running, bold, "II. NỘI DUNG") + para("1. Mỗi phòng chọn một điển hình theo mẫu tại Phụ lục I.") + para("2. Hằng quý báo cáo theo mẫu tại Phụ lục II.") + para("- Trước ngày 15 của tháng cuối quý;") + para("- Gửi Văn phòng Sở để tổng hợp.") +
		para("Trên đây là Kế hoạch của Sở Nội vụ, đề nghị các phòng, đơn vị nghiêm túc thực hiện./.") +
		columns(keptBy("TĐKT"), signedBy("Đỗ Thái Hòa", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")) +
		`<w:p><w:pPr>` + sectionEnd("") + `</w:pPr></w:p>` +
		centred(bold, "Phụ lục I") + centred(bold, "MẪU ĐĂNG KÝ ĐIỂN HÌNH") + centred(italic, "(Kèm theo Kế hoạch số     /KH-SNV ngày    tháng    năm 2026 của Sở Nội vụ)") + para("Họ và tên, chức vụ, đơn vị công tác, lĩnh vực.") +
		`<w:p><w:pPr>` + sectionEnd(`<w:pgNumType w:start="1"/>`) + `</w:pPr></w:p>` +
		centred(bold, "Phụ lục II") + centred(bold, "MẪU BÁO CÁO QUÝ") + centred(italic, "(Kèm theo Kế hoạch số     /KH-SNV ngày    tháng    năm 2026 của Sở Nội vụ)") + para("Kết quả trong quý, khó khăn, đề nghị.") +
		`<w:p><w:pPr>` + sectionEnd(`<w:pgNumType w:start="1"/>`) + `</w:pPr></w:p>`
}

// tabbedLetter is a letter whose letterhead and signature are set by tabs.
func tabbedLetter() string {
	tabs := `<w:tabs><w:tab w:val="center" w:pos="2000"/><w:tab w:val="center" w:pos="6800"/></w:tabs>`
	return typed(tabs, sz12+bold, "\tỦY BAN NHÂN DÂN\t"+national) +
		`<w:p><w:pPr>` + tabs + `</w:pPr><w:r><w:rPr>` + sz12 + bold + `</w:rPr><w:tab/><w:t>XÃ LŨNG CÚ</w:t></w:r><w:r><w:rPr>` + sz13 + bold + `</w:rPr><w:tab/><w:t>` + motto + `</w:t></w:r></w:p>` +
		oldLine(50) + oldLine(170) +
		`<w:p><w:pPr>` + tabs + `</w:pPr><w:r><w:rPr>` + sz13 + `</w:rPr><w:tab/><w:t>Số: 08/UBND-VX</w:t></w:r><w:r><w:rPr>` + sz13 + italic + `</w:rPr><w:tab/><w:t>Lũng Cú, ngày 09 tháng 02 năm 2026</w:t></w:r></w:p>` +
		typed(tabs, sz12, "\tV/v giới thiệu điển hình tiên tiến") +
		typed(`<w:ind w:left="1440"/>`, "", "Kính gửi:") + typed(`<w:ind w:left="2160"/>`, "", "- Sở Nội vụ;") + typed(`<w:ind w:left="2160"/>`, "", "- Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh.") +
		para("Ủy ban nhân dân xã Lũng Cú trân trọng giới thiệu ông Vàng Mí Pó là điển hình tiên tiến trong phát triển du lịch cộng đồng gắn với bảo tồn văn hóa dân tộc.") +
		para("Đề nghị Sở Nội vụ xem xét, hướng dẫn./.") +
		`<w:p><w:pPr>` + tabs + `</w:pPr><w:r><w:rPr>` + sz12 + bold + italic + `</w:rPr><w:t>Nơi nhận:</w:t></w:r><w:r><w:rPr>` + bold + `</w:rPr><w:tab/><w:tab/><w:t>TM. ỦY BAN NHÂN DÂN</w:t></w:r></w:p>` +
		`<w:p><w:pPr>` + tabs + `</w:pPr><w:r><w:rPr>` + sz11 + `</w:rPr><w:t>- Như trên;</w:t></w:r><w:r><w:rPr>` + bold + `</w:rPr><w:tab/><w:tab/><w:t>CHỦ TỊCH</w:t></w:r></w:p>` +
		typed(tabs, sz11, "- Lưu: VT.") + typed(tabs, "", "") + typed(tabs, bold, "\t\tSùng Mí Chá")
}

// resolution has articles, chapters and lines made of characters.
func resolution() string {
	return columns(centred(sz12+bold, "HỘI ĐỒNG NHÂN DÂN")+centred(sz12+bold, "TỈNH HÀ GIANG")+centred(sz12, "________")+centred(sz13, "Số: 15/NQ-HĐND"),
		centred(sz12+bold, national)+centred(sz13+bold+`<w:u w:val="single"/>`, motto)+centred(sz13+italic, "Hà Giang, ngày 10 tháng 12 năm 2026")) +
		centred(bold, "NGHỊ QUYẾT") + centred(bold, "Về nhân rộng điển hình tiên tiến") + centred("", "____________") +
		centred(bold, "HỘI ĐỒNG NHÂN DÂN TỈNH HÀ GIANG") +
		basis("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;") + basis("Xét Tờ trình số 15/TTr-UBND ngày 20 tháng 11 năm 2026 của Ủy ban nhân dân tỉnh.") +
		centred(bold, "QUYẾT NGHỊ:") +
		centred(bold, "Chương I") + centred(bold, "QUY ĐỊNH CHUNG") +
		`<w:p><w:pPr>` + running + `</w:pPr><w:r><w:rPr>` + bold + `</w:rPr><w:t xml:space="preserve">Điều 1. Phạm vi điều chỉnh</w:t></w:r></w:p>` + para("1. Nghị quyết này quy định việc nhân rộng điển hình tiên tiến.") + para("2. Nguồn kinh phí do ngân sách tỉnh bảo đảm.") +
		centred(bold, "Chương II") + centred(bold, "TỔ CHỨC THỰC HIỆN") +
		`<w:p><w:pPr>` + running + `</w:pPr><w:r><w:rPr>` + bold + `</w:rPr><w:t xml:space="preserve">Điều 2. </w:t></w:r><w:r><w:t>Ủy ban nhân dân tỉnh tổ chức thực hiện Nghị quyết này./.</w:t></w:r></w:p>` +
		columns(typed("", sz12+bold+italic, "Nơi nhận:")+typed("", sz11, "- Như Điều 2;")+typed("", sz11, "- Lưu: VT."), signedBy("Thào Hồng Sơn", "CHỦ TỊCH"))
}

// achievements is a paper of a person: no number, no recipients.
func achievements() string {
	return centred(sz13+bold, national) + centred(bold, motto) + connector(185) + typed(right, sz13+italic, "Lũng Cú, ngày 05 tháng 3 năm 2026") +
		centred(bold, "BÁO CÁO THÀNH TÍCH") + centred(bold, "Đề nghị công nhận điển hình tiên tiến") +
		typed(running, bold, "I. SƠ LƯỢC LÝ LỊCH") + para("- Họ và tên: Vàng Mí Pó;") + para("- Chức vụ: Trưởng thôn.") +
		typed(running, bold, "II. THÀNH TÍCH") + para("Trong năm 2025 đã vận động 42 hộ làm du lịch cộng đồng, thu nhập bình quân mỗi hộ tăng từ 36 triệu đồng lên 120 triệu đồng.") +
		columns(signedBy("", "XÁC NHẬN CỦA ĐƠN VỊ"), signedBy("Vàng Mí Pó", "NGƯỜI BÁO CÁO"))
}

// wordMinutes are minutes after model 1.9: recipients below the secretary.
func wordMinutes() string {
	return columns(centred(sz12, "UBND XÃ LŨNG CÚ")+centred(sz12+bold, "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG")+connector(90)+centred(sz13, "Số: 03/BB-HĐTĐKT"), centred(sz12+bold, national)+centred(sz13+bold, motto)+connector(172)) +
		centred(bold, "BIÊN BẢN") + centred(bold, "Họp xét chọn điển hình tiên tiến") +
		para("Thời gian bắt đầu: 8 giờ 00, ngày 05 tháng 3 năm 2026.") + para("Thành phần tham dự:") + para("1. Ông Sùng Mí Chá - Chủ tịch Hội đồng") + para("2. Bà Lò Thị Mai - Thư ký") +
		para("Chủ trì: Ông Sùng Mí Chá.") + para("Cuộc họp kết thúc vào 10 giờ 30, ngày 05 tháng 3 năm 2026./.") +
		columns(signedBy("Lò Thị Mai", "THƯ KÝ")+typed("", sz12+bold+italic, "Nơi nhận:")+typed("", sz11, "- Thành viên Hội đồng;")+typed("", sz11, "- Lưu: VT, Hồ sơ."), signedBy("Sùng Mí Chá", "CHỦ TỌA"))
}

// wordSamples are the bodies by the names of the documents.
func wordSamples() map[string]string {
	return map[string]string{"plan": wordPlan(), "tabs": tabbedLetter(), "resolution": resolution(), "achievements": achievements(), "minutes": wordMinutes()}
}

func TestDocument_findsNothingInSoundDocumentsOfWord(t *testing.T) {
	t.Parallel()
	for name, body := range wordSamples() {
		found, err := check.Document(rules(t), asWord(t, body), name)
		if err != nil || len(found) > 0 {
			t.Errorf("%s: %v\n%s", name, err, shown(found))
		}
	}
}

func TestDocument_findsNothingInAFileOfManyPapers(t *testing.T) {
	t.Parallel()
	var docs []officialdoc.Document
	for range 20 {
		docs = append(docs, officialdoc.Document{
			Type: officialdoc.Report, Title: "Báo cáo tóm tắt thành tích", Unnumbered: true, Parent: "Ủy ban nhân dân tỉnh Hà Giang", Issuer: "Ủy ban nhân dân xã Lũng Cú",
			Place: "Lũng Cú", Day: "2026-03-05", Summary: "Đề nghị công nhận điển hình tiên tiến",
			Body:       []officialdoc.Block{text(officialdoc.TitleBlock, "Vàng Mí Pó"), text(officialdoc.SectionBlock, "Thành tích"), text(officialdoc.ParagraphBlock, sample.Long)},
			Signatures: []officialdoc.Signature{{Authority: []string{"Xác nhận của đơn vị"}}, {Authority: []string{"Người báo cáo"}, Name: "Vàng Mí Pó"}},
		})
	}
	found, err := check.Document(rules(t), written(t, officialdoc.Of("Tóm tắt", docs...)), "a.docx")
	if err != nil || len(found) > 0 {
		t.Errorf("%v\n%s", err, shown(found))
	}
}
