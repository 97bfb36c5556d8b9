// Package sample has documents of each type, as tests of what draws and what checks
// them need.
package sample

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"strconv"
	"testing"

	"lantoa/internal/officialdoc"
	"lantoa/internal/officialdoc/docx"
)

// Rules are the rules that the program brings along.
func Rules(t testing.TB) officialdoc.Rules {
	t.Helper()
	all, err := officialdoc.Decrees()
	if err != nil {
		t.Fatal(err)
	}
	return officialdoc.On(all, "2026-11-20")
}

// Written is a file as DOCX.
func Written(t testing.TB, f officialdoc.File) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := docx.Write(&b, Rules(t), f); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func text(kind officialdoc.BlockKind, s string) officialdoc.Block { return officialdoc.Text(kind, s) }

// Long is a paragraph of several lines.
const Long = "Thực hiện phong trào thi đua yêu nước, các cơ quan, đơn vị và địa phương trong tỉnh đã phát hiện, bồi dưỡng, tổng kết và nhân rộng nhiều điển hình tiên tiến trên các lĩnh vực của đời sống xã hội, tạo sức lan tỏa sâu rộng trong các tầng lớp Nhân dân."

// Submission is a tờ trình with all levels of a body.
func Submission() officialdoc.Document {
	return officialdoc.Document{
		Type: officialdoc.Submission, Parent: "Ủy ban nhân dân\ntỉnh Hà Giang", Issuer: "Ủy ban nhân dân xã Lũng Cú", Number: "5", Symbol: "TTr-UBND",
		Place: "Lũng Cú", Day: "2026-01-05", Summary: "Về việc đề nghị công nhận điển hình tiên tiến năm 2026 trên địa bàn xã Lũng Cú",
		To:    []string{"Ủy ban nhân dân tỉnh Hà Giang", "Sở Nội vụ", "Ban Thi đua - Khen thưởng tỉnh"},
		Bases: []string{"Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022", "Căn cứ Kế hoạch số 160/KH-UBND ngày 20 tháng 5 năm 2026 của Ủy ban nhân dân tỉnh về xây dựng và nhân rộng điển hình tiên tiến"},
		Body: []officialdoc.Block{
			text(officialdoc.ParagraphBlock, Long),
			text(officialdoc.SectionBlock, "Kết quả lựa chọn"),
			text(officialdoc.HeadingBlock, "Số lượng"),
			text(officialdoc.ParagraphBlock, "Toàn xã có 12 tập thể và cá nhân được đề nghị, gồm:"),
			text(officialdoc.DashBlock, "Tập thể: 04;"),
			text(officialdoc.DashBlock, "Cá nhân: 08. "+Long),
			text(officialdoc.HeadingBlock, "Lĩnh vực"),
			text(officialdoc.PointBlock, "Phát triển kinh tế;"), text(officialdoc.PointBlock, "Văn hóa, xã hội."),
			text(officialdoc.SectionBlock, "Đề nghị"),
			text(officialdoc.ClauseBlock, "Xem xét, công nhận các điển hình có tên trong danh sách kèm theo."),
			text(officialdoc.ClauseBlock, "Ủy ban nhân dân xã Lũng Cú kính trình Ủy ban nhân dân tỉnh xem xét, quyết định."),
		},
		Signatures: []officialdoc.Signature{{Authority: []string{"TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"}, Name: "Sùng Mí Chá"}},
		Recipients: []string{"Như trên", "Thường trực Đảng ủy xã (báo cáo)", "Lưu: VT, VHXH"},
	}
}

// Decision is a quyết định with a list of so many people as a landscape appendix.
func Decision(people int) officialdoc.Document {
	rows := make([][]officialdoc.Cell, people)
	for i := range rows {
		rows[i] = []officialdoc.Cell{{Text: strconv.Itoa(i + 1)}, {Text: "Ông Vàng Mí Pó"}, {Text: "Trưởng thôn Lô Lô Chải, xã Lũng Cú"}, {Text: "Phát triển du lịch cộng đồng gắn với bảo tồn văn hóa dân tộc"}}
	}
	return officialdoc.Document{
		Type: officialdoc.Decision, Issuer: "Ủy ban nhân dân\ntỉnh Hà Giang", Number: "1234", Symbol: "QĐ-UBND", Place: "Hà Giang", Day: "2026-06-29",
		Summary: "Công nhận điển hình tiên tiến", Authority: "Chủ tịch Ủy ban nhân dân tỉnh Hà Giang",
		Bases: []string{"Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025", "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022", "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 15/TTr-SNV ngày 20 tháng 6 năm 2026"},
		Body: []officialdoc.Block{
			text(officialdoc.CenterBlock, "QUYẾT ĐỊNH:"),
			text(officialdoc.ArticleBlock, "Công nhận các điển hình tiên tiến có tên trong danh sách kèm theo."),
			text(officialdoc.ArticleBlock, "Tổ chức thực hiện:"),
			text(officialdoc.ClauseBlock, "Sở Nội vụ hướng dẫn việc nhân rộng."),
			text(officialdoc.ClauseBlock, "Sở Tài chính bảo đảm kinh phí."),
			text(officialdoc.ArticleBlock, "Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Nội vụ và các cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này"),
		},
		Signatures: []officialdoc.Signature{{Authority: []string{"Chủ tịch"}, Name: "Phan Huy Ngọc"}},
		Recipients: []string{"Như Điều 3", "Ban Thi đua - Khen thưởng Trung ương", "Lưu: VT, NCPC"},
		Appendices: []officialdoc.Appendix{{
			Title: "Danh sách điển hình tiên tiến được công nhận", Landscape: true,
			Body: []officialdoc.Block{{Kind: officialdoc.TableBlock, Table: &officialdoc.Table{
				Columns: []officialdoc.Column{{Share: 1, Align: officialdoc.Center}, {Share: 4}, {Share: 6}, {Share: 6, Align: officialdoc.Justify}},
				Head:    [][]officialdoc.Cell{{{Text: "STT", Down: 2}, {Text: "Người được công nhận", Span: 2}, {Text: "Thành tích", Down: 2}}, {{Text: "Họ và tên"}, {Text: "Chức vụ, đơn vị"}}},
				Rows:    rows,
			}}},
		}},
	}
}

// Report is a báo cáo with tables and a picture.
func Report(t testing.TB) officialdoc.Document {
	t.Helper()
	d := officialdoc.Document{
		Type: officialdoc.Report, Parent: "Ủy ban nhân dân tỉnh Hà Giang", Issuer: "Sở Nội vụ", Symbol: "BC-SNV", Place: "Hà Giang",
		Summary: "Kết quả xây dựng và nhân rộng điển hình tiên tiến trên địa bàn tỉnh Hà Giang sáu tháng đầu năm 2026 và phương hướng, nhiệm vụ sáu tháng cuối năm 2026",
		To:      []string{"Ủy ban nhân dân tỉnh Hà Giang"},
		Body: []officialdoc.Block{
			{Kind: officialdoc.PartBlock, Title: "Kết quả thực hiện"},
			text(officialdoc.SectionBlock, "Công tác chỉ đạo"),
			text(officialdoc.ParagraphBlock, Long),
		},
		Signatures: []officialdoc.Signature{{Authority: []string{"Giám đốc"}, Name: "Nguyễn Thị Minh Nguyệt"}},
		Recipients: []string{"Như trên", "Lưu: VT, TĐKT"},
	}
	for i := range 12 {
		d.Body = append(d.Body, text(officialdoc.PointBlock, "Nội dung thứ "+strconv.Itoa(i+1)+" của danh mục;"))
	}
	d.Body = append(d.Body,
		text(officialdoc.SectionBlock, "Số liệu"),
		text(officialdoc.TitleBlock, "Bảng 1. Số điển hình theo lĩnh vực"),
		text(officialdoc.NoteBlock, "Đơn vị tính: điển hình"),
		officialdoc.Block{Kind: officialdoc.TableBlock, Table: &officialdoc.Table{
			Columns: []officialdoc.Column{{Share: 3}, {Share: 1, Align: officialdoc.Right}, {Share: 1, Align: officialdoc.Right}},
			Head:    [][]officialdoc.Cell{{{Text: "Lĩnh vực"}, {Text: "Tập thể"}, {Text: "Cá nhân"}}},
			Rows: [][]officialdoc.Cell{
				{{Text: "Kinh tế"}, {Text: "12"}, {Text: "34"}},
				{{Text: "Văn hóa - xã hội\n(kể cả y tế, giáo dục)"}, {Text: "8"}, {Text: "21"}},
				{{Text: "Cộng", Bold: true}, {Text: "20", Bold: true}, {Text: "55", Bold: true}},
			},
		}},
		text(officialdoc.ParagraphBlock, "Cơ cấu theo lĩnh vực như sau:"),
		officialdoc.Block{Kind: officialdoc.PictureBlock, Picture: &officialdoc.Picture{Data: Chart(t), Width: 120, Height: 60, Alt: "Biểu đồ số điển hình theo lĩnh vực"}},
		text(officialdoc.NoteBlock, "Biểu đồ 1. Số điển hình theo lĩnh vực"),
		officialdoc.Block{Kind: officialdoc.PartBlock, Title: "Phương hướng"},
		text(officialdoc.SectionBlock, "Nhiệm vụ"),
		text(officialdoc.ParagraphBlock, Long),
	)
	return d
}

// Chart is a picture as PNG.
func Chart(t testing.TB) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 120, 60))
	for x := range 120 {
		for y := range 60 {
			if x%20 < 14 && y > 60-x/2 {
				img.Set(x, y, color.RGBA{0x9b, 0x1c, 0x1c, 0xff})
			} else {
				img.Set(x, y, color.White)
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Minutes are a biên bản with two signatures.
func Minutes() officialdoc.Document {
	return officialdoc.Document{
		Type: officialdoc.Minutes, Parent: "Ủy ban nhân dân xã Lũng Cú", Issuer: "Hội đồng Thi đua - Khen thưởng", Number: "3", Symbol: "BB-HĐTĐKT",
		Summary: "Họp xét, lựa chọn điển hình tiên tiến năm 2026",
		Body: []officialdoc.Block{
			text(officialdoc.ParagraphBlock, "Thời gian bắt đầu: 08 giờ 00, ngày 12 tháng 5 năm 2026."),
			text(officialdoc.ParagraphBlock, "Địa điểm: Phòng họp Ủy ban nhân dân xã Lũng Cú."),
			{Kind: officialdoc.HeadingBlock, Runs: []officialdoc.Run{{Text: "Thành phần tham dự"}}},
			text(officialdoc.ParagraphBlock, Long),
			text(officialdoc.ParagraphBlock, "Cuộc họp kết thúc vào 10 giờ 30, ngày 12 tháng 5 năm 2026"),
		},
		Signatures: []officialdoc.Signature{{Authority: []string{"Thư ký"}, Note: "(Ký, ghi rõ họ tên)", Name: "Lò Thị Mai"}, {Authority: []string{"Chủ tọa"}, Name: "Sùng Mí Chá"}},
		Recipients: []string{"Các thành viên Hội đồng", "Lưu: VT, Hồ sơ"},
	}
}

// Letter is a công văn.
func Letter() officialdoc.Document {
	return officialdoc.Document{
		Type: officialdoc.Letter, Issuer: "Ủy ban nhân dân\ntỉnh Hà Giang", Number: "12", Symbol: "UBND-VX", Place: "Hà Giang", Day: "2026-02-09",
		Summary: "đôn đốc rà soát, đề nghị công nhận điển hình tiên tiến năm 2026", Urgency: "Thượng khẩn", Circulate: "Lưu hành nội bộ",
		To:         []string{"Các sở, ban, ngành", "Ủy ban nhân dân các xã, phường"},
		Body:       []officialdoc.Block{text(officialdoc.ParagraphBlock, Long), text(officialdoc.ParagraphBlock, "Ủy ban nhân dân tỉnh yêu cầu các cơ quan, đơn vị khẩn trương thực hiện")},
		Signatures: []officialdoc.Signature{{Authority: []string{"KT. Chủ tịch", "Phó Chủ tịch"}, Name: "Trần Đức Quý"}},
		Recipients: []string{"Như trên", "Lưu: VT, VX"},
	}
}

// Sheet is a file of one appendix with so many people.
func Sheet(people int) officialdoc.File {
	s := officialdoc.Sheet{Of: officialdoc.Reference{Type: officialdoc.Submission, Symbol: "TTr-UBND", Issuer: "Ủy ban nhân dân xã Lũng Cú"}}
	s.Title = "Danh sách trích ngang các cá nhân được đề nghị công nhận điển hình tiên tiến"
	rows := make([][]officialdoc.Cell, people)
	for i := range rows {
		rows[i] = []officialdoc.Cell{{Text: strconv.Itoa(i + 1)}, {Text: "Bà Giàng Thị Mỷ"}, {Text: "Tổ trưởng tổ hợp tác dệt lanh, giúp 15 phụ nữ dân tộc Mông có việc làm thường xuyên và thu nhập ổn định"}}
	}
	s.Body = []officialdoc.Block{{Kind: officialdoc.TableBlock, Table: &officialdoc.Table{
		Columns: []officialdoc.Column{{Share: 1, Align: officialdoc.Center}, {Share: 3}, {Share: 6}},
		Head:    [][]officialdoc.Cell{{{Text: "STT"}, {Text: "Họ và tên"}, {Text: "Thành tích tiêu biểu"}}}, Rows: rows,
	}}}
	return officialdoc.File{Title: "Danh sách trích ngang", Parts: []officialdoc.Part{{Sheet: &s}}}
}

// All are a file of each kind, by the name that they are kept under.
func All(t testing.TB) map[string]officialdoc.File {
	return map[string]officialdoc.File{
		"to-trinh":   officialdoc.Of("Tờ trình", Submission()),
		"quyet-dinh": officialdoc.Of("Quyết định", Decision(3)),
		"bao-cao":    officialdoc.Of("Báo cáo", Report(t)),
		"bien-ban":   officialdoc.Of("Biên bản", Minutes()),
		"cong-van":   officialdoc.Of("Công văn", Letter()),
		"phu-luc":    Sheet(3),
	}
}
