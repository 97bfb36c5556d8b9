package check_test

import (
	"strings"
	"testing"

	"lantoa/internal/officialdoc"
	"lantoa/internal/officialdoc/check"
)

func both(edits ...func(*file)) func(*file) {
	return func(f *file) {
		f.t.Helper()
		for _, e := range edits {
			e(f)
		}
	}
}

// before sets XML before the paragraph with a text.
func before(text, xml string) func(*file) {
	return func(f *file) {
		f.t.Helper()
		f.at(text, func(p string) string { return xml + p })
	}
}

// after sets XML behind the paragraph with a text.
func after(text, xml string) func(*file) {
	return func(f *file) {
		f.t.Helper()
		f.at(text, func(p string) string { return p + xml })
	}
}

// variants are other ways in which a sound document may be written.
var variants = map[string]struct {
	doc  string
	edit func(*file)
}{
	"a tone on the other letter":    {"to-trinh", swaps(national, "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM")},
	"spaces that do not break":      {"to-trinh", swaps(motto, "Độc\u00a0lập\u00a0-\u00a0Tự do\u00a0- Hạnh phúc")},
	"marks made of two letters":     {"to-trinh", swaps("Tự do", "Tu\u031b\u0323 do")},
	"a mark of a draft at the left": {"to-trinh", after("05/TTr-UBND", centred(sz13+bold, "DỰ THẢO"))},
	"a mark of a draft on top":      {"to-trinh", before("TỜ TRÌNH", centred(bold, "DỰ THẢO LẦN 2"))},
	"dots for the number":           {"to-trinh", swaps("Số: 05/", "Số: …../")},
	"dots for the day":              {"to-trinh", swaps("ngày 05 tháng 01", "ngày … tháng …")},
	"only the day left open":        {"to-trinh", swaps("ngày 05 tháng 01", "ngày      tháng 11")},
	"a frame for the page number":   {"bao-cao", parts("word/header1.xml", "<w:pPr>", `<w:pPr><w:framePr w:hAnchor="margin" w:xAlign="center"/>`)},
	"lines of 18 points":            {"to-trinh", sets("Toàn xã có 12", `<w:spacing w:line="360" w:lineRule="exact"/>`)},
	"lines of at least 12 points":   {"to-trinh", sets("Toàn xã có 12", `<w:spacing w:line="240" w:lineRule="atLeast"/>`)},
	"a first line of 1 cm":          {"to-trinh", sets("Toàn xã có 12", `<w:ind w:left="0" w:firstLine="567"/>`)},
	"a first line by a tab": {"plan", func(f *file) {
		f.text("Phát hiện, bồi dưỡng, tổng kết", `</w:t><w:tab/><w:t>Phát hiện, bồi dưỡng, tổng kết`)
		f.set("Phát hiện, bồi dưỡng", `<w:ind w:firstLine="0"/>`)
	}},
	"clauses within clauses":    {"plan", after("1. Mỗi phòng chọn", para("1.1. Phòng chuyên môn.")+para("1.2. Văn phòng."))},
	"another list of its own":   {"plan", after("- Gửi Văn phòng", para("Danh mục kèm theo gồm:")+para("1. Mẫu một.")+para("2. Mẫu hai."))},
	"a quotation of the decree": {"plan", after("- Gửi Văn phòng", para("Nơi nhận hồ sơ: Văn phòng Sở."))},
	"a line without a length":   {"tabs", swaps("margin-left:60pt;width:50.0pt", "left:60;width:900")},
	"who was told to sign":      {"plan", swaps("KT. GIÁM ĐỐC", "TL. CHỦ TỊCH")},
	"who was given the power":   {"plan", both(swaps("KT. GIÁM ĐỐC", "TUQ. CHỦ TỊCH"), swaps("PHÓ GIÁM ĐỐC", "GIÁM ĐỐC SỞ NỘI VỤ"))},
	"who acts as the head":      {"bao-cao", swaps("GIÁM ĐỐC", "Q. GIÁM ĐỐC")},
	"a head of another kind":    {"cong-van", both(swaps("KT. CHỦ TỊCH", "KT. TỔNG BIÊN TẬP"), swaps("PHÓ CHỦ TỊCH", "PHÓ TỔNG BIÊN TẬP"))},
	"a mark of the drafter":     {"to-trinh", swaps("Lưu: VT, VHXH.", "Lưu: VT, VHXH (02b).")},
	"a number of a form on top": {"achievements", before(national, typed(right, italic, "Mẫu số 07"))},
	"words that were taken out": {"plan", swaps("b) Có địa chỉ", `</w:t></w:r><w:del><w:r><w:rPr>`+size16+`</w:rPr><w:delText>x) Bỏ</w:delText></w:r></w:del><w:ins><w:r><w:t>b) Có </w:t></w:r></w:ins><w:r><w:t>địa chỉ`)},
	"hidden words":              {"plan", swaps("b) Có địa chỉ", `</w:t></w:r><w:r><w:rPr><w:vanish/>`+size16+`</w:rPr><w:t>ẩn</w:t></w:r><w:r><w:t>b) Có địa chỉ`)},
	"empty lines between":       {"plan", after("Phát hiện, bồi dưỡng", centred("", "")+`<w:p/>`)},
	"a regulation behind":       {"resolution", after("Thào Hồng Sơn", "</w:tc></w:tr></w:tbl>"+typed(centre+`<w:pageBreakBefore/>`, bold, "QUY CHẾ")+centred(bold, "Nhân rộng điển hình tiên tiến")+centred(italic, "(Ban hành kèm theo Nghị quyết số 15/NQ-HĐND ngày 10 tháng 12 năm 2026)")+`<w:p><w:pPr>`+running+`</w:pPr><w:r><w:rPr>`+bold+`</w:rPr><w:t>Điều 1. Nguyên tắc</w:t></w:r></w:p>`+para("1. Thiết thực, hiệu quả.")+"<w:tbl><w:tr><w:tc><w:p/>")},
}

func TestDocument_findsNothingInOtherWaysOfWritingIt(t *testing.T) {
	t.Parallel()
	sound := map[string][]byte{}
	for name, f := range samples(t) {
		sound[name] = written(t, f)
	}
	for name, body := range wordSamples() {
		sound[name] = asWord(t, body)
	}
	for name, v := range variants {
		t.Run(strings.ReplaceAll(name, " ", "_"), func(t *testing.T) {
			t.Parallel()
			f := opened(t, sound[v.doc])
			v.edit(f)
			found, err := check.Document(rules(t), f.bytes(), v.doc)
			if err != nil || len(found) > 0 {
				t.Errorf("%v\n%s", err, shown(found))
			}
		})
	}
}

func TestDocument_countsArticlesThroughTheSections(t *testing.T) {
	t.Parallel()
	d := officialdoc.Document{Type: officialdoc.Plan, Issuer: "Ủy ban nhân dân\nxã Lũng Cú", Symbol: "KH-UBND", Place: "Lũng Cú", Summary: "Nhân rộng mô hình",
		Recipients: []string{"Các thôn", "Lưu: VT, TĐKT"}, Signatures: []officialdoc.Signature{{Authority: []string{"TM. Ủy ban nhân dân", "Chủ tịch"}, Name: "Vừ Mí Sính"}}}
	for _, k := range []officialdoc.BlockKind{officialdoc.SectionBlock, officialdoc.ArticleBlock, officialdoc.SectionBlock, officialdoc.ArticleBlock, officialdoc.ArticleBlock} {
		d.Body = append(d.Body, officialdoc.Text(k, "Nội dung thực hiện."))
	}
	if found, err := check.Document(rules(t), written(t, officialdoc.Of("Kế hoạch", d)), "ke-hoach.docx"); err != nil || len(found) > 0 {
		t.Errorf("%v\n%s", err, shown(found))
	}
}
