package kit_test

import (
	"bytes"
	"image"
	"image/png"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"lantoa/internal/officialdoc"
	"lantoa/internal/web/kit"
)

func decree(t *testing.T) officialdoc.Rules {
	t.Helper()
	all, err := officialdoc.Decrees()
	if err != nil {
		t.Fatal(err)
	}
	return officialdoc.On(all, "2026-06-05")
}

func dot(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 30, 40))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// papers are a submission, a decision with a wide appendix, minutes, a letter and
// a page of a nominee.
func papers(t *testing.T) officialdoc.File {
	list := &officialdoc.Table{
		Columns: []officialdoc.Column{{Share: 1, Align: officialdoc.Center}, {Share: 5}, {Share: 2, Align: officialdoc.Center}, {Share: 2, Align: officialdoc.Center}, {Share: 6}},
		Head:    [][]officialdoc.Cell{{{Text: "STT", Down: 2}, {Text: "Họ và tên", Down: 2}, {Text: "Năm sinh", Span: 2}, {Text: "Thành tích", Down: 2}}, {{Text: "Nam"}, {Text: "Nữ"}}},
		Rows: [][]officialdoc.Cell{
			{{Text: "1"}, {Text: "Vàng Mí Sình\nTrưởng thôn", Bold: true}, {Text: "1980"}, {}, {Text: "Vận động 15 hộ làm du lịch cộng đồng, thu nhập bình quân mỗi hộ 120 triệu đồng một năm."}},
			{{Text: "2"}, {Text: "Lò Thị Mỷ"}, {}, {Text: "1985"}, {Text: "Khôi phục nghề dệt lanh."}},
		},
	}
	facts := &officialdoc.Table{Borderless: true, Columns: []officialdoc.Column{{Share: 3}, {Share: 5}, {Share: 2, Align: officialdoc.Center}},
		Rows: [][]officialdoc.Cell{{{Text: "Họ và tên", Bold: true}, {Text: "Vàng Mí Sình"}, {Down: 2, Picture: &officialdoc.Picture{Data: dot(t), Width: 30, Height: 40, Alt: "Ảnh chân dung"}}}, {{Text: "Năm sinh", Bold: true}, {Text: "1980"}}}}
	submission := officialdoc.Document{
		Type: officialdoc.Submission, Parent: "Ủy ban nhân dân tỉnh Tuyên Quang", Issuer: "Ủy ban nhân dân xã Lũng Cú", Number: "5", Symbol: "TTr-UBND", Place: "Lũng Cú", Day: "2026-06-05",
		Summary: "Về việc đề nghị công nhận điển hình tiên tiến", Urgency: "Khẩn", To: []string{"Ủy ban nhân dân tỉnh", "Sở Nội vụ"}, Bases: []string{"Căn cứ Luật Thi đua, khen thưởng"},
		Body: []officialdoc.Block{
			officialdoc.Text(officialdoc.SectionBlock, "Kết quả"), officialdoc.Text(officialdoc.HeadingBlock, "Tập thể"), officialdoc.Text(officialdoc.PointBlock, "Hợp tác xã Lũng Cú;"),
			{Kind: officialdoc.ParagraphBlock, Runs: []officialdoc.Run{{Text: "Kính đề "}, {Text: "nghị", Bold: true}}},
		},
		Signatures: []officialdoc.Signature{{Authority: []string{"TM. Ủy ban nhân dân", "Chủ tịch"}, Name: "Nguyễn Văn A"}}, Recipients: []string{"Như trên", "Lưu: VT"},
	}
	decision := officialdoc.Document{
		Type: officialdoc.Decision, Issuer: "Ủy ban nhân dân tỉnh Tuyên Quang", Symbol: "QĐ-UBND", Place: "Tuyên Quang", Summary: "Về việc công nhận điển hình tiên tiến", Authority: "Chủ tịch Ủy ban nhân dân tỉnh",
		Body:       []officialdoc.Block{officialdoc.Text(officialdoc.CenterBlock, "QUYẾT ĐỊNH:"), officialdoc.Text(officialdoc.ArticleBlock, "Công nhận hai cá nhân")},
		Signatures: []officialdoc.Signature{{Authority: []string{"Chủ tịch"}, Name: "Phan Huy Ngọc"}}, Recipients: []string{"Như Điều 2", "Lưu: VT"},
		Appendices: []officialdoc.Appendix{{Title: "Danh sách", Landscape: true, Body: []officialdoc.Block{officialdoc.Text(officialdoc.NoteBlock, "Đơn vị tính: người"), {Kind: officialdoc.TableBlock, Table: list}}}},
	}
	minutes := officialdoc.Document{Type: officialdoc.Minutes, Issuer: "Hội đồng", Number: "12", Symbol: "BB-HĐ", Summary: "Họp xét", Body: []officialdoc.Block{officialdoc.Text(officialdoc.HeadingBlock, "Nội dung"), officialdoc.Text(officialdoc.ParagraphBlock, "Cuộc họp kết thúc vào 11 giờ")},
		Signatures: []officialdoc.Signature{{Authority: []string{"Thư ký"}, Note: "(Ký, ghi rõ họ tên)", Name: "Lê Thị C"}, {Authority: []string{"Chủ tọa"}, Name: "Nguyễn Văn D"}}, Recipients: []string{"Lưu: VT"}}
	letter := officialdoc.Document{Type: officialdoc.Letter, Issuer: "Sở Nội vụ", Symbol: "SNV-TĐKT", Place: "Tuyên Quang", Summary: "đôn đốc gửi hồ sơ", To: []string{"Ủy ban nhân dân các xã"}, Circulate: "Lưu hành nội bộ", Body: []officialdoc.Block{officialdoc.Text(officialdoc.ParagraphBlock, "Trân trọng đề nghị")}}
	nominee := officialdoc.Document{Unnumbered: true, Type: officialdoc.Report, Title: "Tóm tắt thành tích", Issuer: "Sở Nội vụ", Body: []officialdoc.Block{{Kind: officialdoc.TableBlock, Table: facts}, {Kind: officialdoc.PageBreak}, {Kind: officialdoc.PictureBlock, Picture: &officialdoc.Picture{Data: dot(t), Width: 60, Alt: "Biểu đồ"}}}}
	return officialdoc.Of("Văn bản", submission, decision, minutes, letter, nominee)
}

// shown is the preview of the papers.
func shown(t *testing.T) *html.Node {
	t.Helper()
	r := vietnamese(t, httptest.NewRequest(http.MethodGet, "/", nil))
	var b bytes.Buffer
	if err := kit.Sheet(decree(t), papers(t)).Render(r.Context(), &b); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), "style=") {
		t.Error("the preview has style of its own, which the policy forbids")
	}
	doc, err := html.Parse(&b)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// texts are the words of what the selector finds.
func texts(n *html.Node, selector string) []string {
	var out []string
	for _, found := range cascadia.QueryAll(n, cascadia.MustCompile(selector)) {
		var b strings.Builder
		for d := range found.Descendants() {
			if d.Type == html.TextNode {
				b.WriteString(d.Data)
			}
			if d.Data == "br" {
				b.WriteString(" ")
			}
		}
		out = append(out, strings.Join(strings.Fields(b.String()), " "))
	}
	return out
}

func TestSheet_showsWhatThePaperSays(t *testing.T) {
	t.Parallel()
	doc := shown(t)
	for selector, want := range map[string][]string{
		".papers > article > .paper-title > h2, .papers > article > h2":                       {"TỜ TRÌNH", "QUYẾT ĐỊNH", "Phụ lục", "BIÊN BẢN", "Công văn đôn đốc gửi hồ sơ", "TÓM TẮT THÀNH TÍCH"},
		"article:nth-child(1) .paper-issuer p":                                                {"ỦY BAN NHÂN DÂN TỈNH TUYÊN QUANG", "ỦY BAN NHÂN DÂN XÃ LŨNG CÚ"},
		"article:nth-child(1) .paper-nation p":                                                {officialdoc.NationalText, officialdoc.MottoText},
		"article:nth-child(1) .paper-number, article:nth-child(1) .paper-place":               {"Số: 05/TTr-UBND", "Lũng Cú, ngày 05 tháng 6 năm 2026"},
		"article:nth-child(1) .paper-to p, article:nth-child(1) .paper-to li":                 {"Kính gửi:", "- Ủy ban nhân dân tỉnh;", "- Sở Nội vụ."},
		"article:nth-child(1) > h3, article:nth-child(1) > h4":                                {"I. KẾT QUẢ", "1. Tập thể"},
		"article:nth-child(1) > .paper-text":                                                  {"Căn cứ Luật Thi đua, khen thưởng.", "I. KẾT QUẢ", "1. Tập thể", "a) Hợp tác xã Lũng Cú;", "Kính đề nghị./."},
		"article:nth-child(1) .paper-text strong":                                             {"nghị./."},
		"article:nth-child(1) .paper-recipients p, article:nth-child(1) .paper-recipients li": {"Nơi nhận:", "- Như trên;", "- Lưu: VT."},
		"article:nth-child(1) .paper-signer p":                                                {"TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn A"},
		"article:nth-child(1) .paper-urgent":                                                  {"KHẨN"},
		"article:nth-child(2) > .paper-text":                                                  {"Điều 1. Công nhận hai cá nhân./."},
		"article.paper-wide .paper-title p":                                                   {"DANH SÁCH", "(Kèm theo Quyết định số /QĐ-UBND ngày tháng năm của Chủ tịch Ủy ban nhân dân tỉnh)"},
		"article:nth-child(4) > h3":                                                           {"1. Nội dung"},
		"article:nth-child(4) .paper-signer p:first-child":                                    {"THƯ KÝ", "CHỦ TỌA"},
		"article:nth-child(5) .paper-stamps p":                                                {"V/v đôn đốc gửi hồ sơ", "LƯU HÀNH NỘI BỘ"},
		"article:nth-child(5) .paper-to":                                                      {"Kính gửi: Ủy ban nhân dân các xã"},
		"article:nth-child(6) th[scope=row]":                                                  {"Họ và tên", "Năm sinh"},
		"article:nth-child(4) .paper-place p, article:nth-child(6) .paper-number p":           nil,
	} {
		if diff := cmp.Diff(want, texts(doc, selector)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", selector, diff)
		}
	}
}

func TestSheet_tablesAndPicturesAreRead(t *testing.T) {
	t.Parallel()
	doc := shown(t)
	for selector, want := range map[string][]string{
		".paper-wide thead th[rowspan='2'][scope=col]":      {"STT", "Họ và tên", "Thành tích"},
		".paper-wide thead th[colspan='2'][scope=colgroup]": {"Năm sinh"},
		".paper-wide tbody tr:first-child td":               {"1", "Vàng Mí Sình Trưởng thôn", "1980", "", "Vận động 15 hộ làm du lịch cộng đồng, thu nhập bình quân mỗi hộ 120 triệu đồng một năm."},
		".paper-wide tbody td.paper-center":                 {"1", "1980", "", "2", "", "1985"},
	} {
		if diff := cmp.Diff(want, texts(doc, selector)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", selector, diff)
		}
	}
	for selector, want := range map[string]int{
		".papers[lang=vi]": 1, "article[aria-labelledby]": 6, ".paper-box[role=region][tabindex='0'][aria-label]": 2, "hr.paper-break": 1,
		"img[alt='Ảnh chân dung'][width='113'][height='151']": 1, "img[alt='Biểu đồ'][width='227']": 1, "img[src^='data:image/png;base64,']": 2, "table.paper-bare": 1,
	} {
		if got := len(cascadia.QueryAll(doc, cascadia.MustCompile(selector))); got != want {
			t.Errorf("%s: %d, want %d", selector, got, want)
		}
	}
}
