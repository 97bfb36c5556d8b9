package check_test

import (
	"strings"
	"testing"

	"lantoa/internal/officialdoc"
	"lantoa/internal/officialdoc/check"
)

// fault is a fault planted in a sound document, and what has to be found.
type fault struct {
	doc       string
	plant     func(f *file)
	component officialdoc.Component
	key       string
}

func looks(text, props string) func(*file) {
	return func(f *file) { f.t.Helper(); f.look(text, props) }
}
func sets(text, props string) func(*file) { return func(f *file) { f.t.Helper(); f.set(text, props) } }
func swaps(old, text string) func(*file)  { return func(f *file) { f.t.Helper(); f.text(old, text) } }
func parts(part, old, text string) func(*file) {
	return func(f *file) { f.t.Helper(); f.swap(part, old, text) }
}

// ruled sets the nth line of the form anew.
func ruled(n int, props string) func(*file) {
	return func(f *file) {
		f.t.Helper()
		f.nth(`<w:pStyle w:val="ND30DuongKe"/>`, n, `<w:pStyle w:val="ND30DuongKe"/>`+mark)
		f.parts[document] = paragraphs.ReplaceAllStringFunc(f.parts[document], func(p string) string {
			if !strings.Contains(p, mark) {
				return p
			}
			return strings.Replace(strings.Replace(p, mark, "", 1), "</w:pPr>", props+"</w:pPr>", 1)
		})
	}
}

const mark = "<!--here-->"

// placeBelow moves the place into a row of its own.
func placeBelow(f *file) {
	place := ""
	f.at("Lũng Cú, ngày", func(p string) string { place = p; return "<w:p/>" })
	f.nth("</w:tr></w:tbl>", 1, "</w:tr><w:tr><w:tc><w:p/></w:tc><w:tc>"+place+"</w:tc></w:tr></w:tbl>")
}

func drops(text string) func(*file) { return func(f *file) { f.t.Helper(); f.drop(text) } }

const (
	notBold, bold     = `<w:b w:val="0"/>`, `<w:b/>`
	notItalic, italic = `<w:i w:val="0"/>`, `<w:i/>`
	left, right       = `<w:jc w:val="left"/>`, `<w:jc w:val="right"/>`
	centre            = `<w:jc w:val="center"/>`
	size10, size16    = `<w:sz w:val="20"/>`, `<w:sz w:val="32"/>`
	noLine            = `<w:pBdr><w:top w:val="nil"/><w:bottom w:val="nil"/></w:pBdr>`
)

// faults are the kinds of faults that the checker must find, by name.
var faults = map[string]fault{
	"Quốc hiệu in another wording": {"to-trinh", swaps("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT-NAM"), officialdoc.National, "check.national.text"},
	"Quốc hiệu not bold":           {"to-trinh", looks("CỘNG HÒA XÃ HỘI", notBold), officialdoc.National, "check.bold"},
	"Quốc hiệu too large":          {"to-trinh", looks("CỘNG HÒA XÃ HỘI", size16), officialdoc.National, "check.size"},
	"Quốc hiệu in small letters":   {"to-trinh", swaps("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Cộng hòa xã hội chủ nghĩa Việt Nam"), officialdoc.National, "check.caps"},
	"Quốc hiệu left out":           {"to-trinh", drops("CỘNG HÒA XÃ HỘI"), officialdoc.National, "check.missing"},
	"Quốc hiệu twice":              {"to-trinh", swaps("Toàn xã có 12 tập thể và cá nhân được đề nghị, gồm:", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), officialdoc.National, "check.national.twice"},
	"Tiêu ngữ without spaces":      {"to-trinh", swaps("Độc lập - Tự do - Hạnh phúc", "Độc lập-Tự do-Hạnh phúc"), officialdoc.Motto, "check.motto.text"},
	"Tiêu ngữ in capitals":         {"to-trinh", swaps("Độc lập - Tự do - Hạnh phúc", "ĐỘC LẬP - TỰ DO - HẠNH PHÚC"), officialdoc.Motto, "check.not_caps"},
	"Tiêu ngữ in italics":          {"to-trinh", looks("Độc lập - Tự do", italic), officialdoc.Motto, "check.upright"},
	"Tiêu ngữ left out":            {"quyet-dinh", drops("Độc lập - Tự do"), officialdoc.Motto, "check.missing"},
	"parent bold":                  {"bao-cao", looks("TỈNH HÀ GIANG", bold), officialdoc.Parent, "check.not_bold"},
	"issuer not bold":              {"quyet-dinh", func(f *file) { f.look("TỈNH HÀ GIANG", notBold) }, officialdoc.Issuer, "check.bold"},
	"issuer too small":             {"bao-cao", looks("SỞ NỘI VỤ", size10), officialdoc.Issuer, "check.size"},
	"issuer left out":              {"bao-cao", func(f *file) { f.drop("TỈNH HÀ GIANG"); f.drop("SỞ NỘI VỤ") }, officialdoc.Issuer, "check.missing"},
	"number not padded":            {"to-trinh", swaps("Số: 05/TTr-UBND", "Số: 5/TTr-UBND"), officialdoc.Number, "check.number.pad"},
	"number with a space":          {"to-trinh", swaps("Số: 05/TTr-UBND", "Số: 05/TTr - UBND"), officialdoc.Number, "check.number.space"},
	"number without a colon":       {"to-trinh", swaps("Số: 05/TTr-UBND", "Số 05/TTr-UBND"), officialdoc.Number, "check.number.colon"},
	"number without a slash":       {"to-trinh", swaps("Số: 05/TTr-UBND", "Số: 05-TTr-UBND"), officialdoc.Number, "check.number.slash"},
	"number with a long dash":      {"to-trinh", swaps("Số: 05/TTr-UBND", "Số: 05/TTr–UBND"), officialdoc.Number, "check.number.hyphen"},
	"symbol of another type":       {"to-trinh", swaps("Số: 05/TTr-UBND", "Số: 05/BC-UBND"), officialdoc.Number, "check.number.type"},
	"symbol in the wrong case":     {"to-trinh", swaps("Số: 05/TTr-UBND", "Số: 05/TTR-UBND"), officialdoc.Number, "check.number.case"},
	"symbol in small letters":      {"to-trinh", swaps("Số: 05/TTr-UBND", "Số: 05/TTr-ubnd"), officialdoc.Number, "check.number.case"},
	"a type in a letter's symbol":  {"cong-van", swaps("Số: 12/UBND-VX", "Số: 12/CV-UBND"), officialdoc.Number, "check.number.letter"},
	"number in italics":            {"to-trinh", looks("05/TTr-UBND", italic), officialdoc.Number, "check.upright"},
	"number left out":              {"to-trinh", drops("05/TTr-UBND"), officialdoc.Number, "check.missing"},
	"place without a comma":        {"to-trinh", swaps("Lũng Cú, ngày", "Lũng Cú ngày"), officialdoc.Place, "check.place.comma"},
	"place in a small letter":      {"to-trinh", swaps("Lũng Cú, ngày", "lũng Cú, ngày"), officialdoc.Place, "check.place.capital"},
	"day not padded":               {"to-trinh", swaps("ngày 05 tháng 01", "ngày 5 tháng 01"), officialdoc.Place, "check.place.day"},
	"January not padded":           {"to-trinh", swaps("ngày 05 tháng 01", "ngày 05 tháng 1"), officialdoc.Place, "check.place.month"},
	"June padded":                  {"quyet-dinh", swaps("ngày 29 tháng 6 năm 2026", "ngày 29 tháng 06 năm 2026"), officialdoc.Place, "check.place.month"},
	"a day that is none":           {"to-trinh", swaps("ngày 05 tháng 01", "ngày 35 tháng 01"), officialdoc.Place, "check.place.number"},
	"the day in numbers":           {"to-trinh", swaps("ngày 05 tháng 01 năm 2026", "05/01/2026"), officialdoc.Place, "check.place.words"},
	"place upright":                {"to-trinh", looks("Lũng Cú, ngày", notItalic), officialdoc.Place, "check.italic"},
	"place left out":               {"to-trinh", drops("Lũng Cú, ngày"), officialdoc.Place, "check.missing"},
	"type in small letters":        {"to-trinh", swaps(">TỜ TRÌNH<", ">Tờ trình<"), officialdoc.TypeName, "check.caps"},
	"type not in the middle":       {"to-trinh", sets("TỜ TRÌNH", left), officialdoc.TypeName, "check.align"},
	"type not bold":                {"to-trinh", looks("TỜ TRÌNH", notBold), officialdoc.TypeName, "check.bold"},
	"a type that no list has":      {"bao-cao", func(f *file) { f.text(">BÁO CÁO<", ">BẢN TỔNG HỢP<"); f.text("/BC-SNV", "/BTH-SNV") }, officialdoc.TypeName, "check.type.unknown"},
	"summary not bold":             {"to-trinh", looks("Về việc đề nghị", notBold), officialdoc.Summary, "check.bold"},
	"summary at the left":          {"to-trinh", sets("Về việc đề nghị", left), officialdoc.Summary, "check.align"},
	"a letter without V/v":         {"cong-van", drops("V/v"), officialdoc.LetterSummary, "check.missing"},
	"V/v bold":                     {"cong-van", looks("V/v", bold), officialdoc.LetterSummary, "check.not_bold"},
	"V/v too large":                {"cong-van", looks("V/v", `<w:sz w:val="28"/>`), officialdoc.LetterSummary, "check.size"},
	"Kính gửi without a colon":     {"bao-cao", swaps("Kính gửi:", "Kính gửi"), officialdoc.To, "check.to.colon"},
	"Kính gửi left out": {"cong-van", func(f *file) {
		f.drop("Kính gửi:")
		f.drop("Các sở, ban, ngành")
		f.drop("Ủy ban nhân dân các xã")
	}, officialdoc.To, "check.missing"},
	"an addressee without an end":    {"cong-van", swaps("Các sở, ban, ngành;", "Các sở, ban, ngành"), officialdoc.To, "check.list.end"},
	"basis upright":                  {"to-trinh", looks("Căn cứ Luật Thi đua", notItalic), officialdoc.Basis, "check.italic"},
	"basis ends in a stop":           {"to-trinh", swaps("ngày 15 tháng 6 năm 2022;", "ngày 15 tháng 6 năm 2022."), officialdoc.Basis, "check.basis.end"},
	"last basis ends in a semicolon": {"quyet-dinh", swaps("ngày 20 tháng 6 năm 2026.", "ngày 20 tháng 6 năm 2026;"), officialdoc.Basis, "check.basis.end"},
	"a law with its number":          {"to-trinh", swaps("Căn cứ Luật Thi đua, khen thưởng ngày", "Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15 ngày"), officialdoc.Basis, "check.basis.law"},
	"a decision without its author":  {"quyet-dinh", drops("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HÀ GIANG"), officialdoc.Authority, "check.missing"},
	"body too small":                 {"to-trinh", looks("Toàn xã có 12", `<w:sz w:val="24"/>`), officialdoc.Body, "check.size"},
	"body not to both margins":       {"bao-cao", sets("Thực hiện phong trào thi đua", left), officialdoc.Body, "check.align"},
	"first line not moved in":        {"to-trinh", sets("Toàn xã có 12", `<w:ind w:left="0" w:firstLine="0"/>`), officialdoc.Body, "check.body.indent"},
	"no gap between paragraphs": {"bien-ban", func(f *file) {
		f.set("Thời gian bắt đầu", `<w:spacing w:after="0" w:before="0"/>`)
		f.set("Địa điểm", `<w:spacing w:before="0" w:after="120"/>`)
	}, officialdoc.Body, "check.body.gap"},
	"lines too far apart":          {"to-trinh", sets("Toàn xã có 12", `<w:spacing w:line="480" w:lineRule="auto"/>`), officialdoc.Body, "check.body.line"},
	"body in italics":              {"to-trinh", looks("Toàn xã có 12", italic), officialdoc.Body, "check.upright"},
	"no mark at the end":           {"to-trinh", swaps("xem xét, quyết định./.", "xem xét, quyết định."), officialdoc.Body, "check.body.end"},
	"section not bold":             {"to-trinh", looks("KẾT QUẢ LỰA CHỌN", notBold), officialdoc.Section, "check.bold"},
	"section in small letters":     {"to-trinh", swaps(">KẾT QUẢ LỰA CHỌN<", ">Kết quả lựa chọn<"), officialdoc.Section, "check.caps"},
	"article not bold":             {"quyet-dinh", parts("word/numbering.xml", `<w:rPr><w:b/><w:bCs/></w:rPr>`, ``), officialdoc.Article, "check.bold"},
	"heading in italics":           {"to-trinh", looks("Lĩnh vực", italic), officialdoc.Heading, "check.upright"},
	"points with f":                {"bao-cao", parts("word/numbering.xml", `w:val="đ)"`, `w:val="f)"`), officialdoc.Point, "check.point.letter"},
	"signer without TM.":           {"to-trinh", swaps("TM. ỦY BAN NHÂN DÂN", "ỦY BAN NHÂN DÂN"), officialdoc.SignAuthority, "check.sign.needs_tm"},
	"KT. without a dot":            {"cong-van", swaps("KT. CHỦ TỊCH", "KT CHỦ TỊCH"), officialdoc.SignAuthority, "check.sign.dot"},
	"KT. before the deputy":        {"cong-van", swaps("KT. CHỦ TỊCH", "KT. PHÓ CHỦ TỊCH"), officialdoc.SignAuthority, "check.sign.head"},
	"a deputy without KT.":         {"quyet-dinh", swaps(">CHỦ TỊCH<", ">PHÓ CHỦ TỊCH<"), officialdoc.SignAuthority, "check.sign.needs_kt"},
	"TM. before a person":          {"to-trinh", swaps("TM. ỦY BAN NHÂN DÂN", "TM. CHỦ TỊCH"), officialdoc.SignAuthority, "check.sign.tm"},
	"KT. alone":                    {"cong-van", drops("PHÓ CHỦ TỊCH"), officialdoc.SignAuthority, "check.sign.next"},
	"authority not bold":           {"bao-cao", looks("GIÁM ĐỐC", notBold), officialdoc.SignAuthority, "check.bold"},
	"authority in small letters":   {"bao-cao", swaps("GIÁM ĐỐC", "Giám đốc"), officialdoc.SignAuthority, "check.caps"},
	"signer in capitals":           {"to-trinh", swaps("Sùng Mí Chá", "SÙNG MÍ CHÁ"), officialdoc.Signer, "check.not_caps"},
	"signer with a degree":         {"to-trinh", swaps("Sùng Mí Chá", "ThS. Sùng Mí Chá"), officialdoc.Signer, "check.signer.title"},
	"signer not bold":              {"to-trinh", looks("Sùng Mí Chá", notBold), officialdoc.Signer, "check.bold"},
	"Nơi nhận without a colon":     {"to-trinh", swaps("Nơi nhận:", "Nơi nhận"), officialdoc.ToLabel, "check.recipients.label"},
	"Nơi nhận upright":             {"to-trinh", looks("Nơi nhận:", notItalic), officialdoc.ToLabel, "check.italic"},
	"Nơi nhận in the middle":       {"to-trinh", sets("Nơi nhận:", centre), officialdoc.ToLabel, "check.recipients.left"},
	"recipients too large":         {"to-trinh", looks("Thường trực Đảng ủy", `<w:sz w:val="28"/>`), officialdoc.Recipients, "check.size"},
	"a recipient without an end":   {"to-trinh", swaps("Như trên;", "Như trên"), officialdoc.Recipients, "check.list.end"},
	"nobody keeps it":              {"to-trinh", swaps("Lưu: VT, VHXH.", "Ban Thi đua tỉnh."), officialdoc.Recipients, "check.recipients.keep"},
	"kept without VT":              {"to-trinh", swaps("Lưu: VT, VHXH.", "Lưu VP."), officialdoc.Recipients, "check.recipients.keep"},
	"appendix in capitals":         {"quyet-dinh", swaps(">Phụ lục<", ">PHỤ LỤC<"), officialdoc.AppendixLabel, "check.not_caps"},
	"appendix title in small":      {"phu-luc", looks("DANH SÁCH", notBold), officialdoc.AppendixTitle, "check.bold"},
	"Kèm theo upright":             {"phu-luc", looks("(Kèm theo", notItalic), officialdoc.AppendixOf, "check.italic"},
	"Kèm theo left out":            {"phu-luc", drops("(Kèm theo"), officialdoc.AppendixOf, "check.missing"},
	"Kèm theo without a number":    {"phu-luc", swaps("(Kèm theo Tờ trình số", "(Kèm theo Tờ trình"), officialdoc.AppendixOf, "check.appendix.of"},
	"an appendix nobody mentions":  {"quyet-dinh", swaps("danh sách kèm theo", "danh sách"), officialdoc.AppendixLabel, "check.appendix.mention"},
	"another font":                 {"to-trinh", looks("Toàn xã có 12", `<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>`), officialdoc.Font, "check.font"},
	"another font for the signs":   {"to-trinh", looks("Toàn xã có 12", `<w:rFonts w:hAnsi="Calibri"/>`), officialdoc.Font, "check.font"},
	"red letters":                  {"to-trinh", looks("Toàn xã có 12", `<w:color w:val="C00000"/>`), officialdoc.Font, "check.color"},
	"not A4":                       {"to-trinh", swaps(`w:w="11906" w:h="16838"`, `w:w="12240" w:h="15840"`), officialdoc.Page, "check.page.size"},
	"a letter across":              {"cong-van", swaps(`w:w="11906" w:h="16838"`, `w:w="16838" w:h="11906" w:orient="landscape"`), officialdoc.Page, "check.page.landscape"},
	"left margin too small":        {"to-trinh", swaps(`w:top="1134" w:right="850" w:bottom="1134" w:left="1701"`, `w:top="1134" w:right="850" w:bottom="1134" w:left="1134"`), officialdoc.Page, "check.page.left"},
	"right margin too large":       {"to-trinh", swaps(`w:top="1134" w:right="850" w:bottom="1134" w:left="1701"`, `w:top="1134" w:right="1418" w:bottom="1134" w:left="1701"`), officialdoc.Page, "check.page.right"},
	"top margin too large":         {"to-trinh", swaps(`w:top="1134" w:right="850" w:bottom="1134" w:left="1701"`, `w:top="1701" w:right="850" w:bottom="1134" w:left="1701"`), officialdoc.Page, "check.page.top"},
	"bottom margin too small":      {"to-trinh", swaps(`w:top="1134" w:right="850" w:bottom="1134" w:left="1701"`, `w:top="1134" w:right="850" w:bottom="850" w:left="1701"`), officialdoc.Page, "check.page.bottom"},
	"a point left out":             {"bao-cao", drops("Nội dung thứ 5"), officialdoc.Point, "check.point.order"},
	"heading not bold":             {"to-trinh", looks("Số lượng", notBold), officialdoc.Heading, "check.bold"},
	"no line below the issuer":     {"bao-cao", ruled(1, noLine), officialdoc.Issuer, "check.rule.missing"},
	"the issuer's line too long":   {"bao-cao", ruled(1, `<w:ind w:left="0" w:right="0"/>`), officialdoc.Issuer, "check.rule.length"},
	"no line below the motto":      {"bao-cao", ruled(2, noLine), officialdoc.Motto, "check.rule.missing"},
	"the motto's line too short":   {"bao-cao", ruled(2, `<w:ind w:left="2000" w:right="2000"/>`), officialdoc.Motto, "check.rule.length"},
	"no line below the summary":    {"bao-cao", ruled(3, noLine), officialdoc.Summary, "check.rule.missing"},
	"the summary's line too long":  {"bao-cao", ruled(3, `<w:ind w:left="0" w:right="0"/>`), officialdoc.Summary, "check.rule.length"},
	"place below the number":       {"to-trinh", placeBelow, officialdoc.Place, "check.place.row"},
	"KT. before a clerk":           {"cong-van", swaps("PHÓ CHỦ TỊCH", "VĂN THƯ"), officialdoc.SignAuthority, "check.sign.deputy"},
	"no number on the pages":       {"quyet-dinh", parts("word/header1.xml", " PAGE ", " DATE "), officialdoc.PageNumber, "check.page_number.missing"},
	"number in italics on top":     {"bao-cao", parts("word/header1.xml", "<w:r>", "<w:r><w:rPr><w:i/></w:rPr>"), officialdoc.PageNumber, "check.upright"},
	"number too small on top":      {"bao-cao", parts("word/header1.xml", "<w:r>", `<w:r><w:rPr><w:sz w:val="20"/></w:rPr>`), officialdoc.PageNumber, "check.size"},
	"number at the right":          {"bao-cao", parts("word/header1.xml", "</w:pPr>", right+"</w:pPr>"), officialdoc.PageNumber, "check.page_number.centre"},
	"number in the bottom margin":  {"bao-cao", swaps(`<w:headerReference w:type="default"`, `<w:footerReference w:type="default"`), officialdoc.PageNumber, "check.page_number.footer"},
	"the appendix counts on":       {"quyet-dinh", func(f *file) { f.nth(`<w:pgNumType w:start="1"/>`, 2, ``) }, officialdoc.PageNumber, "check.page_number.anew"},
	"the month left out":           {"to-trinh", swaps("ngày 05 tháng 01 năm 2026", "ngày 05 năm 2026"), officialdoc.Place, "check.place.words"},
	"a year of two digits":         {"to-trinh", swaps("tháng 01 năm 2026", "tháng 01 năm 26"), officialdoc.Place, "check.place.year"},
	"the word Số in capitals":      {"to-trinh", swaps("Số: 05/", "SỐ: 05/"), officialdoc.Number, "check.number.word"},
	"v/v in small letters":         {"cong-van", swaps("V/v ", "v/v "), officialdoc.LetterSummary, "check.letter_summary.word"},
	"a stamp of urgency not bold":  {"cong-van", looks("THƯỢNG KHẨN", notBold), officialdoc.Urgency, "check.bold"},
	"a stamp of circulation large": {"cong-van", looks("LƯU HÀNH NỘI BỘ", size16), officialdoc.Circulation, "check.size"},
	"parent too large":             {"bao-cao", looks("TỈNH HÀ GIANG", size16), officialdoc.Parent, "check.size"},
	"issuer in small letters":      {"bao-cao", swaps("SỞ NỘI VỤ", "Sở Nội vụ"), officialdoc.Issuer, "check.caps"},
	"authority at the left":        {"quyet-dinh", sets("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH", left), officialdoc.Authority, "check.align"},
	"addressees in bold":           {"tabs", looks("- Sở Nội vụ;", bold), officialdoc.To, "check.not_bold"},
	"basis too large":              {"to-trinh", looks("Căn cứ Luật Thi đua", size16), officialdoc.Basis, "check.size"},
	"appendix too small":           {"quyet-dinh", looks("Phụ lục", sz13), officialdoc.AppendixLabel, "check.size"},
	"appendix title at the left":   {"phu-luc", sets("DANH SÁCH", left), officialdoc.AppendixTitle, "check.align"},
	"lines too close":              {"to-trinh", sets("Toàn xã có 12", `<w:spacing w:line="240" w:lineRule="exact"/>`), officialdoc.Body, "check.body.line"},
	"number below the top margin":  {"bao-cao", swaps(`w:header="406"`, `w:header="1300"`), officialdoc.PageNumber, "check.page_number.place"},
	"sections out of order":        {"plan", swaps("II. NỘI DUNG", "III. NỘI DUNG"), officialdoc.Section, "check.level.order"},
	"section with a bracket":       {"plan", swaps("II. NỘI DUNG", "II) NỘI DUNG"), officialdoc.Section, "check.level.sign"},
	"clauses out of order":         {"plan", swaps("2. Hằng quý", "3. Hằng quý"), officialdoc.Clause, "check.level.order"},
	"clause with a bracket":        {"plan", swaps("2. Hằng quý", "2) Hằng quý"), officialdoc.Clause, "check.level.sign"},
	"point with a stop":            {"plan", swaps("b) Có địa chỉ", "b. Có địa chỉ"), officialdoc.Point, "check.level.sign"},
	"e after d": {"plan", func(f *file) {
		f.text("đ) Có thời hạn", "e) Có thời hạn")
		f.text("e) Có kiểm tra", "g) Có kiểm tra")
	}, officialdoc.Point, "check.point.order"},
	"f after e":                    {"plan", swaps("e) Có kiểm tra", "f) Có kiểm tra"), officialdoc.Point, "check.point.letter"},
	"chapter in Arabic numbers":    {"resolution", swaps("Chương II", "Chương 2"), officialdoc.PartLabel, "check.part.roman"},
	"chapters out of order":        {"resolution", swaps("Chương II", "Chương III"), officialdoc.PartLabel, "check.level.order"},
	"chapter's title in small":     {"resolution", swaps("TỔ CHỨC THỰC HIỆN", "Tổ chức thực hiện"), officialdoc.PartTitle, "check.caps"},
	"chapter at the left":          {"resolution", sets("Chương II", left), officialdoc.PartLabel, "check.align"},
	"article in a Roman number":    {"resolution", swaps("Điều 2. ", "Điều II. "), officialdoc.Article, "check.part.arabic"},
	"article with a colon":         {"resolution", swaps("Điều 2. ", "Điều 2: "), officialdoc.Article, "check.level.sign"},
	"articles out of order":        {"resolution", swaps("Điều 2. ", "Điều 3. "), officialdoc.Article, "check.level.order"},
	"no bases of a resolution":     {"resolution", func(f *file) { f.drop("Căn cứ Luật"); f.drop("Xét Tờ trình") }, officialdoc.Basis, "check.missing"},
	"appendices in Arabic numbers": {"plan", swaps(">Phụ lục II<", ">Phụ lục 2<"), officialdoc.AppendixLabel, "check.appendix.roman"},
	"appendices without numbers":   {"plan", swaps(">Phụ lục II<", ">Phụ lục<"), officialdoc.AppendixLabel, "check.appendix.roman"},
	"an addressee without a dash":  {"tabs", swaps("- Sở Nội vụ;", "Sở Nội vụ;"), officialdoc.To, "check.list.dash"},
	"a recipient without a dash":   {"plan", swaps("- Như trên;", "Như trên;"), officialdoc.Recipients, "check.list.dash"},
	"a letter's body too large":    {"tabs", looks("Đề nghị Sở Nội vụ xem xét", size16), officialdoc.Body, "check.size"},
	"a letter's signer in italics": {"tabs", looks("Sùng Mí Chá", italic), officialdoc.Signer, "check.upright"},
	"an achievement's title":       {"achievements", looks("BÁO CÁO THÀNH TÍCH", notBold), officialdoc.TypeName, "check.bold"},
	"a motto of a person":          {"achievements", swaps(motto, "Độc lập – Tự do – Hạnh phúc"), officialdoc.Motto, "check.motto.text"},
	"minutes without a summary":    {"minutes", drops("Họp xét chọn"), officialdoc.Summary, "check.missing"},
	"minutes without an end":       {"minutes", swaps("năm 2026./.", "năm 2026."), officialdoc.Body, "check.body.end"},
	"nobody signs": {"plan", func(f *file) {
		for _, s := range []string{"KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Đỗ Thái Hòa"} {
			f.drop(s)
		}
	}, officialdoc.SignAuthority, "check.missing"},
	"TL. alone": {"plan", func(f *file) { f.text("KT. GIÁM ĐỐC", "TL. GIÁM ĐỐC"); f.drop("PHÓ GIÁM ĐỐC") }, officialdoc.SignAuthority, "check.sign.next"},
	"no recipients": {"plan", func(f *file) {
		for _, s := range []string{"Nơi nhận:", "Như trên;", "Thường trực Tỉnh ủy", "Lưu: VT"} {
			f.drop(s)
		}
	}, officialdoc.ToLabel, "check.missing"},
	"no list of recipients": {"plan", func(f *file) {
		for _, s := range []string{"Như trên;", "Thường trực Tỉnh ủy", "Lưu: VT"} {
			f.drop(s)
		}
	}, officialdoc.Recipients, "check.missing"},
	"Quốc hiệu at the left": {"resolution", func(f *file) {
		f.text(national, "Thay thế")
		f.at("HỘI ĐỒNG NHÂN DÂN", func(p string) string { return centred(sz12+bold, national) + p })
		f.drop("Thay thế")
	}, officialdoc.National, "check.national.side"},
	"number on the first page": {"bao-cao", swaps(`<w:titlePg/>`, ``), officialdoc.PageNumber, "check.page_number.first"},
}

func TestDocument_findsExactlyThePlantedFault(t *testing.T) {
	t.Parallel()
	sound := map[string][]byte{}
	for name, f := range samples(t) {
		sound[name] = written(t, f)
	}
	for name, body := range wordSamples() {
		sound[name] = asWord(t, body)
	}
	for name, planted := range faults {
		if planted.plant == nil {
			continue
		}
		t.Run(strings.ReplaceAll(name, " ", "_"), func(t *testing.T) {
			t.Parallel()
			f := opened(t, sound[planted.doc])
			planted.plant(f)
			found, err := check.Document(rules(t), f.bytes(), planted.doc)
			if err != nil {
				t.Fatal(err)
			}
			if len(found) != 1 || found[0].Component != planted.component || found[0].Key != planted.key {
				t.Errorf("want %s %s, got\n%s", planted.component, planted.key, shown(found))
			}
		})
	}
}
