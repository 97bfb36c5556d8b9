package report

import "lantoa/internal/paper"

// UsualText is the text of a report as the program brings it along.
func UsualText() string { return usualText }

// Names are all names that the text of a report may hold in braces, in the order of
// Words and BlockNames; what they stand for is said under "report.name.<Key>".
func Names() []paper.Name {
	return []paper.Name{
		{Name: "số kế hoạch", Key: "plan_symbol"}, {Name: "ngày kế hoạch", Key: "plan_day"}, {Name: "tên kế hoạch", Key: "plan_title"},
		{Name: "cơ quan ban hành kế hoạch", Key: "plan_issuer"}, {Name: "giai đoạn", Key: "years"}, {Name: "tên tỉnh", Key: "province"},
		{Name: "cơ quan báo cáo", Key: "issuer"}, {Name: "kỳ báo cáo", Key: "period"}, {Name: "từ ngày", Key: "from"}, {Name: "đến ngày", Key: "to"},
		{Name: "số lĩnh vực", Key: "fields"}, {Name: "số cơ quan chủ trì", Key: "leads"}, {Name: "số mốc thời gian", Key: "milestones"},
		{Name: "tổng số hồ sơ", Key: "dossiers"}, {Name: "số hồ sơ trong kỳ", Key: "dossiers_new"}, {Name: "số hồ sơ đang xét", Key: "dossiers_open"},
		{Name: "số hồ sơ được công nhận", Key: "dossiers_admitted"}, {Name: "số hồ sơ không được chọn", Key: "dossiers_closed"}, {Name: "số đơn vị đề nghị", Key: "units"},
		{Name: "tổng số điển hình", Key: "exemplars"}, {Name: "số điển hình trong kỳ", Key: "exemplars_new"}, {Name: "số tập thể", Key: "collectives"},
		{Name: "số cá nhân", Key: "individuals"}, {Name: "số hộ gia đình", Key: "households"}, {Name: "số mô hình", Key: "models"},
		{Name: "số điển hình toàn diện", Key: "comprehensive"}, {Name: "số đang bồi dưỡng", Key: "nurtured"}, {Name: "số đã công nhận", Key: "recognised"},
		{Name: "số đang nhân rộng", Key: "replicated"}, {Name: "số đã hủy công nhận", Key: "revoked"}, {Name: "số cấp cơ sở", Key: "level_unit"},
		{Name: "số cấp lĩnh vực", Key: "level_field"}, {Name: "số cấp tỉnh", Key: "level_province"}, {Name: "nữ", Key: "women"},
		{Name: "dân tộc thiểu số", Key: "minorities"}, {Name: "người trực tiếp", Key: "direct"}, {Name: "lãnh đạo, quản lý", Key: "leaders"},
		{Name: "lĩnh vực chưa có điển hình", Key: "fields_empty"}, {Name: "cơ quan chậm", Key: "late"}, {Name: "số cơ quan chậm", Key: "late_count"}, {Name: "mốc tiếp theo", Key: "next"},
		{Name: byField, Key: "table_field", Insert: true}, {Name: chartField, Key: "chart_field", Insert: true}, {Name: chartStage, Key: "chart_stage", Insert: true},
		{Name: byLevel, Key: "table_level", Insert: true}, {Name: byShare, Key: "table_share", Insert: true}, {Name: namedField, Key: "named", Insert: true},
		{Name: byMilestone, Key: "table_milestone", Insert: true},
	}
}
