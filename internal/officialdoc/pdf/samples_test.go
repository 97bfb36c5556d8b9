package pdf_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"testing"

	"lantoa/internal/officialdoc"
)

func rules(t testing.TB) officialdoc.Rules {
	t.Helper()
	all, err := officialdoc.Decrees()
	if err != nil {
		t.Fatal(err)
	}
	return officialdoc.On(all, "2026-06-05")
}

// photo is a JPEG of about the size of a portrait, different for every n.
func photo(t testing.TB, n int) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 360, 480))
	for y := range 480 {
		for x := range 360 {
			v := uint8(128 + 90*math.Sin(float64(x*y+n*37)/900))
			img.Set(x, y, color.RGBA{v, uint8(x/2 + n), uint8((x*7+y*13)%64 + 90), 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 60}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// chart is a PNG, with a transparent ground or without.
func chart(t testing.TB, clear bool) []byte {
	t.Helper()
	img := image.NewNRGBA(image.Rect(0, 0, 480, 240))
	for y := range 240 {
		for x := range 480 {
			switch {
			case x%80 > 20 && x%80 < 60 && y > 220-x/3:
				img.Set(x, y, color.NRGBA{30, 90, 160, 255})
			case !clear:
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

var lorem = "Trong quá trình triển khai Kế hoạch số 160/KH-UBND ngày 21 tháng 4 năm 2026 của Ủy ban nhân dân tỉnh Tuyên Quang về xây dựng, bồi dưỡng và nhân rộng điển hình tiên tiến, các cơ quan, đơn vị, địa phương đã chủ động phát hiện, lựa chọn những tập thể, cá nhân có thành tích tiêu biểu trên các lĩnh vực, tạo sức lan tỏa trong phong trào thi đua yêu nước của tỉnh."

func submission() officialdoc.Document {
	return officialdoc.Document{
		Type: officialdoc.Submission, Parent: "Ủy ban nhân dân tỉnh Tuyên Quang", Issuer: "Ủy ban nhân dân xã Lũng Cú",
		Number: "5", Symbol: "TTr-UBND", Place: "Lũng Cú", Day: "2026-06-05",
		Summary: "Về việc đề nghị công nhận điển hình tiên tiến cấp tỉnh đợt 1 năm 2026", Urgency: "Hỏa tốc",
		To: []string{"Ủy ban nhân dân tỉnh Tuyên Quang", "Sở Nội vụ tỉnh Tuyên Quang"},
		Body: []officialdoc.Block{
			officialdoc.Text(officialdoc.ParagraphBlock, lorem),
			officialdoc.Text(officialdoc.ParagraphBlock, "Ủy ban nhân dân xã Lũng Cú kính trình xem xét, công nhận các tập thể, cá nhân có tên sau:"),
			officialdoc.Text(officialdoc.HeadingBlock, "Tập thể"),
			officialdoc.Text(officialdoc.PointBlock, "Hợp tác xã Nông nghiệp hữu cơ Lũng Cú, lĩnh vực phát triển kinh tế;"),
			officialdoc.Text(officialdoc.PointBlock, "Trường Phổ thông dân tộc bán trú Trung học cơ sở Lũng Cú, lĩnh vực giáo dục và đào tạo."),
			officialdoc.Text(officialdoc.HeadingBlock, "Cá nhân"),
			officialdoc.Text(officialdoc.PointBlock, "Ông Vàng Mí Sình, Trưởng thôn Lô Lô Chải;"),
			officialdoc.Text(officialdoc.DashBlock, "Hồ sơ kèm theo gồm báo cáo thành tích, danh sách trích ngang và biên bản họp xét."),
			officialdoc.Text(officialdoc.ParagraphBlock, "Kính đề nghị Ủy ban nhân dân tỉnh xem xét, quyết định"),
		},
		Signatures: []officialdoc.Signature{{Authority: []string{"TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"}, Name: "Nguyễn Thị Hồng Nhung"}},
		Recipients: []string{"Như trên", "Thường trực Đảng ủy, Thường trực Hội đồng nhân dân xã", "Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân xã", "Lưu: VT, VHXH"},
	}
}

func listTable(rows int) officialdoc.Table {
	t := officialdoc.Table{
		Columns: []officialdoc.Column{{Share: 5, Align: officialdoc.Center}, {Share: 22}, {Share: 12, Align: officialdoc.Center}, {Share: 12, Align: officialdoc.Center}, {Share: 30, Align: officialdoc.Justify}, {Share: 12, Align: officialdoc.Right}},
		Head: [][]officialdoc.Cell{
			{{Text: "STT", Down: 2}, {Text: "Họ và tên", Down: 2}, {Text: "Năm sinh", Span: 2}, {Text: "Thành tích tiêu biểu", Down: 2}, {Text: "Số phiếu", Down: 2}},
			{{Text: "Nam"}, {Text: "Nữ"}},
		},
	}
	for i := range rows {
		t.Rows = append(t.Rows, []officialdoc.Cell{{Text: fmt.Sprint(i + 1)}, {Text: fmt.Sprintf("Nguyễn Văn Thứ %d\nTrưởng thôn", i+1), Bold: i%5 == 0}, {Text: "1980"}, {Text: ""},
			{Text: lorem[:len("Trong quá trình triển khai Kế hoạch số 160/KH-UBND ngày 21 tháng 4 năm 2026")]}, {Text: "12/13"}})
	}
	return t
}

func decision() officialdoc.Document {
	table := listTable(40)
	return officialdoc.Document{
		Type: officialdoc.Decision, Issuer: "Ủy ban nhân dân tỉnh Tuyên Quang", Number: "123", Symbol: "QĐ-UBND", Place: "Tuyên Quang", Day: "2026-12-29",
		Summary: "Về việc công nhận điển hình tiên tiến cấp tỉnh năm 2026", Authority: "Chủ tịch Ủy ban nhân dân tỉnh Tuyên Quang",
		Bases: []string{"Căn cứ Luật Tổ chức chính quyền địa phương", "Căn cứ Luật Thi đua, khen thưởng", "Căn cứ Kế hoạch số 160/KH-UBND ngày 21 tháng 4 năm 2026 của Ủy ban nhân dân tỉnh về xây dựng, bồi dưỡng và nhân rộng điển hình tiên tiến", "Theo đề nghị của Giám đốc Sở Nội vụ"},
		Body: []officialdoc.Block{
			officialdoc.Text(officialdoc.CenterBlock, "QUYẾT ĐỊNH:"),
			officialdoc.Text(officialdoc.ArticleBlock, "Công nhận 40 tập thể, cá nhân là điển hình tiên tiến cấp tỉnh năm 2026 (có danh sách kèm theo)."),
			{Kind: officialdoc.ArticleBlock, Title: "Tổ chức thực hiện"},
			officialdoc.Text(officialdoc.ClauseBlock, "Giao Sở Nội vụ phối hợp với các cơ quan báo chí tuyên truyền, nhân rộng."),
			officialdoc.Text(officialdoc.ArticleBlock, "Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Nội vụ, thủ trưởng các cơ quan, đơn vị liên quan và các tập thể, cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này"),
		},
		Signatures: []officialdoc.Signature{{Authority: []string{"Chủ tịch"}, Name: "Phan Huy Ngọc"}},
		Recipients: []string{"Như Điều 3", "Thường trực Tỉnh ủy", "Lưu: VT, NCPC"},
		Appendices: []officialdoc.Appendix{
			{Title: "Danh sách điển hình tiên tiến cấp tỉnh năm 2026", Landscape: true, Body: []officialdoc.Block{{Kind: officialdoc.TableBlock, Table: &table}}},
			{Title: "Phân công bồi dưỡng", Body: []officialdoc.Block{officialdoc.Text(officialdoc.ClauseBlock, "Sở Nội vụ theo dõi chung.")}},
		},
	}
}

func report(t testing.TB) officialdoc.Document {
	table := listTable(12)
	d := officialdoc.Document{
		Type: officialdoc.Report, Parent: "Ủy ban nhân dân tỉnh Tuyên Quang", Issuer: "Sở Nội vụ", Symbol: "BC-SNV", Place: "Tuyên Quang",
		Summary: "Kết quả xây dựng, bồi dưỡng và nhân rộng điển hình tiên tiến 6 tháng đầu năm 2026", To: []string{"Ủy ban nhân dân tỉnh Tuyên Quang"}, Circulate: "Lưu hành nội bộ",
		Signatures: []officialdoc.Signature{{Authority: []string{"KT. Giám đốc", "Phó Giám đốc"}, Name: "Trần Văn B"}},
		Recipients: []string{"Như trên", "Lưu: VT, CCTĐKT"},
	}
	for _, title := range []string{"Công tác chỉ đạo, triển khai", "Kết quả đạt được"} {
		d.Body = append(d.Body, officialdoc.Text(officialdoc.SectionBlock, title))
		for i := range 4 {
			d.Body = append(d.Body, officialdoc.Text(officialdoc.HeadingBlock, fmt.Sprintf("Nội dung thứ %d", i+1)), officialdoc.Text(officialdoc.ParagraphBlock, lorem))
		}
	}
	d.Body = append(d.Body,
		officialdoc.Text(officialdoc.TitleBlock, "Biểu 1. Kết quả theo lĩnh vực"), officialdoc.Text(officialdoc.NoteBlock, "Đơn vị tính: trường hợp"),
		officialdoc.Block{Kind: officialdoc.TableBlock, Table: &table},
		officialdoc.Text(officialdoc.NoteBlock, "Nguồn: số liệu của phần mềm"),
		officialdoc.Block{Kind: officialdoc.PictureBlock, Picture: &officialdoc.Picture{Data: chart(t, true), Width: 120, Height: 60, Alt: "Biểu đồ"}},
		officialdoc.Block{Kind: officialdoc.PictureBlock, Picture: &officialdoc.Picture{Data: chart(t, false), Width: 120, Height: 60, Alt: "Biểu đồ"}},
		officialdoc.Text(officialdoc.NoteBlock, "Hình 1. Số điển hình theo tháng"),
		officialdoc.Text(officialdoc.SectionBlock, "Phương hướng, nhiệm vụ"),
		officialdoc.Block{Kind: officialdoc.ParagraphBlock, Runs: []officialdoc.Run{{Text: "Tiếp tục "}, {Text: "đẩy mạnh", Bold: true}, {Text: " và "}, {Text: "nhân rộng", Italic: true}, {Text: ", "}, {Text: "lan tỏa", Bold: true, Italic: true}, {Text: " các điển hình"}}},
	)
	return d
}

func minutes() officialdoc.Document {
	return officialdoc.Document{
		Type: officialdoc.Minutes, Parent: "Ủy ban nhân dân tỉnh Tuyên Quang", Issuer: "Hội đồng Thi đua - Khen thưởng", Number: "12", Symbol: "BB-HĐTĐKT",
		Summary: "Họp xét, đề nghị công nhận điển hình tiên tiến",
		Body: []officialdoc.Block{
			officialdoc.Text(officialdoc.ParagraphBlock, "Thời gian bắt đầu: 8 giờ 00 phút, ngày 05 tháng 6 năm 2026."),
			officialdoc.Text(officialdoc.ParagraphBlock, "Địa điểm: Phòng họp số 1."),
			officialdoc.Text(officialdoc.ParagraphBlock, "Cuộc họp kết thúc vào 11 giờ 30 phút, ngày 05 tháng 6 năm 2026."),
		},
		Signatures: []officialdoc.Signature{{Authority: []string{"Thư ký"}, Note: "(Ký, ghi rõ họ tên)", Name: "Lê Thị C"}, {Authority: []string{"Chủ tọa"}, Note: "(Ký, ghi rõ họ tên)", Name: "Nguyễn Văn D"}},
		Recipients: []string{"Thành viên Hội đồng", "Lưu: VT, Hồ sơ"},
	}
}

func letter() officialdoc.Document {
	return officialdoc.Document{
		Type: officialdoc.Letter, Parent: "Ủy ban nhân dân tỉnh Tuyên Quang", Issuer: "Sở Nội vụ", Number: "12", Symbol: "SNV-TĐKT", Place: "Tuyên Quang", Day: "2026-02-03",
		Summary: "đôn đốc gửi hồ sơ đề nghị công nhận điển hình tiên tiến đợt 1", To: []string{"Ủy ban nhân dân các xã, phường"},
		Body:       []officialdoc.Block{officialdoc.Text(officialdoc.ParagraphBlock, lorem), officialdoc.Text(officialdoc.ParagraphBlock, "Trân trọng đề nghị các đơn vị quan tâm thực hiện")},
		Signatures: []officialdoc.Signature{{Authority: []string{"TL. Giám đốc", "Trưởng ban Ban Thi đua - Khen thưởng"}, Name: "Hoàng Thị E"}},
		Recipients: []string{"Như trên", "Lưu: VT, TĐKT"},
	}
}

// summaries is a file of one-page summaries, each with a photo of its own.
func summaries(t testing.TB, n int) officialdoc.File {
	f := officialdoc.File{Title: "Tóm tắt thành tích"}
	for i := range n {
		row := func(name, value string) []officialdoc.Cell {
			return []officialdoc.Cell{{Text: name, Bold: true}, {Text: value}}
		}
		table := officialdoc.Table{
			Columns: []officialdoc.Column{{Share: 30}, {Share: 45}, {Share: 25, Align: officialdoc.Center}},
			Rows: [][]officialdoc.Cell{
				append(row("Họ và tên", fmt.Sprintf("Nguyễn Văn Thứ %d", i+1)), officialdoc.Cell{Down: 4, Picture: &officialdoc.Picture{Data: photo(t, i), Width: 30, Height: 40, Alt: "Ảnh chân dung"}}),
				row("Năm sinh", "1980"), row("Đơn vị", "Ủy ban nhân dân xã Lũng Cú, tỉnh Tuyên Quang"), row("Lĩnh vực", "Phát triển kinh tế"),
			},
		}
		f.Parts = append(f.Parts, officialdoc.Part{Document: &officialdoc.Document{
			Unnumbered: true, Parent: "Ủy ban nhân dân tỉnh Tuyên Quang", Issuer: "Hội đồng Thi đua - Khen thưởng", Place: "Tuyên Quang", Day: "2026-06-05", Title: "Tóm tắt thành tích",
			Body: []officialdoc.Block{
				{Kind: officialdoc.TableBlock, Table: &table},
				officialdoc.Text(officialdoc.HeadingBlock, "Thành tích tiêu biểu"), officialdoc.Text(officialdoc.ParagraphBlock, lorem), officialdoc.Text(officialdoc.ParagraphBlock, lorem),
				officialdoc.Text(officialdoc.HeadingBlock, "Sức lan tỏa"), officialdoc.Text(officialdoc.ParagraphBlock, lorem),
			},
			Signatures: []officialdoc.Signature{{Authority: []string{"Người lập"}, Name: "Lê Thị C"}},
		}})
	}
	return f
}

func sheetFile() officialdoc.File {
	table := listTable(3)
	return officialdoc.File{Title: "Danh sách", Parts: []officialdoc.Part{{Sheet: &officialdoc.Sheet{
		Appendix: officialdoc.Appendix{Title: "Danh sách trích ngang", Landscape: true, Body: []officialdoc.Block{{Kind: officialdoc.TableBlock, Table: &table}}},
		Of:       officialdoc.Reference{Type: officialdoc.Submission, Symbol: "TTr-UBND", Issuer: "Ủy ban nhân dân xã Lũng Cú"},
	}}}}
}

// samples are a file of each type.
func samples(t testing.TB) map[string]officialdoc.File {
	long := officialdoc.Document{Type: officialdoc.Notice, Issuer: "Sở Nội vụ", Symbol: "TB-SNV", Place: "Tuyên Quang", Day: "2026-06-05", Summary: "Kết quả", Landscape: true}
	table := listTable(150)
	long.Body = []officialdoc.Block{{Kind: officialdoc.TableBlock, Table: &table}}
	long.Signatures = []officialdoc.Signature{{Authority: []string{"Giám đốc"}, Name: "Trần Văn B"}}
	return map[string]officialdoc.File{
		"submission": officialdoc.Of("Tờ trình", submission()),
		"decision":   officialdoc.Of("Quyết định", decision()),
		"report":     officialdoc.Of("Báo cáo", report(t)),
		"minutes":    officialdoc.Of("Biên bản", minutes()),
		"letter":     officialdoc.Of("Công văn", letter()),
		"summaries":  summaries(t, 3),
		"long":       officialdoc.Of("Thông báo", long),
		"sheet":      sheetFile(),
	}
}
