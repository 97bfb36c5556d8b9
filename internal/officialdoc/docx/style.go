package docx

import (
	"lantoa/internal/officialdoc"
	"lantoa/internal/ooxml"
)

// The styles that stand for no component.
const (
	styleNormal   = "Normal"
	styleRule     = "ND30DuongKe"
	styleBreak    = "ND30NgatPhan"
	styleToName   = "ND30NoiKinhGui"
	styleDash     = "ND30GachDauDong"
	styleCenter   = "ND30CanGiua"
	styleTitle    = "ND30TenBang"
	styleNote     = "ND30GhiChu"
	stylePicture  = "ND30Hinh"
	styleTable    = "ND30Bang"
	styleHead     = "ND30DauBang"
	styleSignNote = "ND30GhiChuKy"
)

// styleOf is the id of the style that a component is written in.
func styleOf(c officialdoc.Component) string {
	for _, s := range named {
		if s.component == c {
			return s.id
		}
	}
	return styleNormal
}

// named are the styles by the elements of the form, as Word lists them.
var named = []struct {
	component officialdoc.Component
	id, name  string
}{
	{officialdoc.National, "ND30QuocHieu", "NĐ30 Quốc hiệu"},
	{officialdoc.Motto, "ND30TieuNgu", "NĐ30 Tiêu ngữ"},
	{officialdoc.Parent, "ND30CoQuanChuQuan", "NĐ30 Cơ quan chủ quản"},
	{officialdoc.Issuer, "ND30CoQuanBanHanh", "NĐ30 Cơ quan ban hành"},
	{officialdoc.Number, "ND30SoKyHieu", "NĐ30 Số và ký hiệu"},
	{officialdoc.Place, "ND30DiaDanh", "NĐ30 Địa danh và thời gian"},
	{officialdoc.TypeName, "ND30TenLoai", "NĐ30 Tên loại"},
	{officialdoc.Summary, "ND30TrichYeu", "NĐ30 Trích yếu"},
	{officialdoc.LetterSummary, "ND30TrichYeuCongVan", "NĐ30 Trích yếu công văn"},
	{officialdoc.To, "ND30KinhGui", "NĐ30 Kính gửi"},
	{officialdoc.Authority, "ND30ThamQuyen", "NĐ30 Thẩm quyền ban hành"},
	{officialdoc.Basis, "ND30CanCu", "NĐ30 Căn cứ"},
	{officialdoc.Body, "ND30LoiVan", "NĐ30 Lời văn"},
	{officialdoc.PartLabel, "ND30Phan", "NĐ30 Phần"},
	{officialdoc.PartTitle, "ND30TieuDePhan", "NĐ30 Tiêu đề phần"},
	{officialdoc.Section, "ND30Muc", "NĐ30 Mục"},
	{officialdoc.Article, "ND30Dieu", "NĐ30 Điều"},
	{officialdoc.Heading, "ND30KhoanCoTieuDe", "NĐ30 Khoản có tiêu đề"},
	{officialdoc.Clause, "ND30Khoan", "NĐ30 Khoản"},
	{officialdoc.Point, "ND30Diem", "NĐ30 Điểm"},
	{officialdoc.SignAuthority, "ND30QuyenHan", "NĐ30 Quyền hạn và chức vụ"},
	{officialdoc.Signer, "ND30HoTen", "NĐ30 Họ tên người ký"},
	{officialdoc.ToLabel, "ND30NoiNhan", "NĐ30 Nơi nhận"},
	{officialdoc.Recipients, "ND30DanhSachNoiNhan", "NĐ30 Danh sách nơi nhận"},
	{officialdoc.AppendixLabel, "ND30PhuLuc", "NĐ30 Phụ lục"},
	{officialdoc.AppendixTitle, "ND30TenPhuLuc", "NĐ30 Tên phụ lục"},
	{officialdoc.AppendixOf, "ND30KemTheo", "NĐ30 Kèm theo"},
	{officialdoc.Urgency, "ND30DoKhan", "NĐ30 Mức độ khẩn"},
	{officialdoc.Circulation, "ND30LuuHanh", "NĐ30 Phạm vi lưu hành"},
	{officialdoc.PageNumber, "ND30SoTrang", "NĐ30 Số trang"},
}

// styles are all styles of paragraphs: Normal is the running text's font and
// size, everything else is built on it.
func (m *maker) styles() []ooxml.StyleDef {
	body := m.rules.Look(officialdoc.Body)
	all := []ooxml.StyleDef{{ID: styleNormal, Name: "Normal", Run: ooxml.RunProps{Font: m.rules.Font, Size: body.Size.Use, Lang: "vi-VN"}}}
	for _, s := range named {
		look := m.rules.Look(s.component)
		all = append(all, ooxml.StyleDef{
			ID: s.id, Name: s.name, Based: styleNormal, Next: nextOf(s.component, s.id), Para: m.paraOf(s.component),
			Run: ooxml.RunProps{Bold: look.Bold && s.component != officialdoc.Article, Italic: look.Italic, Size: look.Size.Use},
		})
	}
	all = append(all, m.plainStyles()...)
	for i := range all {
		all[i].Para.List = m.lists.styled(all[i].ID)
	}
	return all
}

// nextOf is the style of the paragraph that is typed behind one: a title's is not a
// second title.
func nextOf(c officialdoc.Component, own string) string {
	switch c {
	case officialdoc.National:
		return styleOf(officialdoc.Motto)
	case officialdoc.Parent:
		return styleOf(officialdoc.Issuer)
	case officialdoc.TypeName:
		return styleOf(officialdoc.Summary)
	case officialdoc.PartLabel:
		return styleOf(officialdoc.PartTitle)
	case officialdoc.AppendixLabel:
		return styleOf(officialdoc.AppendixTitle)
	case officialdoc.AppendixTitle:
		return styleOf(officialdoc.AppendixOf)
	case officialdoc.ToLabel:
		return styleOf(officialdoc.Recipients)
	case officialdoc.PartTitle, officialdoc.Section, officialdoc.Heading, officialdoc.AppendixOf:
		return styleOf(officialdoc.Body)
	}
	return own
}

// paraOf is how a component's paragraphs stand: what the decree leaves open
// (gaps around titles, room for a signature) is set here.
func (m *maker) paraOf(c officialdoc.Component) ooxml.ParaProps {
	p := ooxml.ParaProps{Align: align(m.rules.Look(c).Align)}
	gap := m.gap()
	switch c {
	case officialdoc.Number, officialdoc.Place, officialdoc.LetterSummary, officialdoc.Circulation, officialdoc.Urgency:
		p.Spacing = &ooxml.Spacing{Before: ooxml.Points(6)}
	case officialdoc.TypeName:
		p.Spacing, p.KeepNext = &ooxml.Spacing{Before: ooxml.Points(18)}, true
	case officialdoc.Summary, officialdoc.AppendixTitle, officialdoc.AppendixOf:
		p.KeepNext = true
	case officialdoc.AppendixLabel:
		p.KeepNext, p.Outline = true, 1
	case officialdoc.To:
		p.Spacing, p.KeepNext = &ooxml.Spacing{After: 2 * gap}, true
	case officialdoc.Authority:
		p.Spacing, p.KeepNext = &ooxml.Spacing{Before: gap, After: 2 * gap}, true
	case officialdoc.PartLabel:
		p.Spacing, p.KeepNext = &ooxml.Spacing{Before: gap}, true
	case officialdoc.PartTitle:
		p.Spacing, p.KeepNext, p.Outline = &ooxml.Spacing{After: gap}, true, 1
	case officialdoc.Section, officialdoc.Heading:
		p, p.KeepNext = m.running(p), true
		p.Outline = 2
		if c == officialdoc.Heading {
			p.Outline = 3
		}
	case officialdoc.Basis, officialdoc.Body, officialdoc.Article, officialdoc.Clause, officialdoc.Point:
		p = m.running(p)
	case officialdoc.Signer:
		p.Spacing = &ooxml.Spacing{Before: ooxml.Points(signRoom)}
	}
	return p
}

// running is the layout of running text (II.6e): first line indented, gaps
// between paragraphs, the lines' spacing.
func (m *maker) running(p ooxml.ParaProps) ooxml.ParaProps {
	p.Spacing = &ooxml.Spacing{After: m.gap(), Line: int(m.rules.Line.Use*240 + 0.5)}
	p.Indent = &ooxml.Indent{First: m.indent()}
	return p
}

// ruleGap is what stands between a text and the line below it, in twips.
const ruleGap = 60

func (m *maker) plainStyles() []ooxml.StyleDef {
	body, gap := m.rules.Look(officialdoc.Body).Size.Use, m.gap()
	small := ooxml.Spacing{Line: ooxml.Points(1), Exact: true}
	center := ooxml.ParaProps{Align: ooxml.AlignCenter, Spacing: &ooxml.Spacing{After: gap}}
	ahead := center
	ahead.KeepNext = true
	all := []ooxml.StyleDef{
		{ID: styleRule, Name: "NĐ30 Đường kẻ", Para: ooxml.ParaProps{Top: &ooxml.Line{Weight: 6}, Align: ooxml.AlignCenter, Spacing: &ooxml.Spacing{Before: ruleGap, Line: ooxml.Points(2), Exact: true}}, Run: ooxml.RunProps{Size: 1}},
		{ID: styleBreak, Name: "NĐ30 Ngắt phần", Para: ooxml.ParaProps{Spacing: &small}, Run: ooxml.RunProps{Size: 1}},
		{ID: styleToName, Name: "NĐ30 Nơi kính gửi", Run: ooxml.RunProps{Size: m.rules.Look(officialdoc.To).Size.Use}},
		{ID: styleDash, Name: "NĐ30 Gạch đầu dòng", Para: m.running(ooxml.ParaProps{Align: align(m.rules.Look(officialdoc.Body).Align)}), Run: ooxml.RunProps{Size: body}},
		{ID: styleCenter, Name: "NĐ30 Căn giữa", Para: ahead, Run: ooxml.RunProps{Bold: true, Size: body}},
		{ID: styleTitle, Name: "NĐ30 Tên bảng", Para: ahead, Run: ooxml.RunProps{Bold: true, Size: body}},
		{ID: styleNote, Name: "NĐ30 Ghi chú", Para: center, Run: ooxml.RunProps{Italic: true, Size: body}},
		{ID: stylePicture, Name: "NĐ30 Hình", Para: ooxml.ParaProps{Align: ooxml.AlignCenter, Spacing: &ooxml.Spacing{Before: gap, After: gap}}},
		{ID: styleTable, Name: "NĐ30 Chữ trong bảng", Run: ooxml.RunProps{Size: m.rules.Table}},
		{ID: styleHead, Name: "NĐ30 Đầu bảng", Para: ooxml.ParaProps{Align: ooxml.AlignCenter, KeepNext: true}, Run: ooxml.RunProps{Bold: true, Size: m.rules.Table}},
		{ID: styleSignNote, Name: "NĐ30 Ghi chú chữ ký", Para: ooxml.ParaProps{Align: ooxml.AlignCenter}, Run: ooxml.RunProps{Italic: true, Size: m.rules.Look(officialdoc.ToLabel).Size.Use}},
	}
	for i := range all {
		all[i].Based, all[i].Next = styleNormal, all[i].ID
	}
	return all
}

const (
	tableForm  = "ND30KhungTrinhBay" // the letterhead and the signatures
	tableLines = "ND30KeBang"
)

func (m *maker) tableStyles() []ooxml.TableStyleDef {
	return []ooxml.TableStyleDef{
		{ID: tableForm, Name: "NĐ30 Khung trình bày"},
		{ID: tableLines, Name: "NĐ30 Kẻ bảng", Grid: &ooxml.Line{Weight: 4}, Margin: cellMargin},
	}
}

func align(a officialdoc.Align) ooxml.Align {
	switch a {
	case officialdoc.Center:
		return ooxml.AlignCenter
	case officialdoc.Right:
		return ooxml.AlignRight
	case officialdoc.Justify:
		return ooxml.AlignBoth
	}
	return ooxml.AlignLeft
}
