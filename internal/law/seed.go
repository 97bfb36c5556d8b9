package law

// seedReferences are the texts that dossiers of 2021 and later rest on. Where the
// source was secondary the note says so; the standing office edits them.
func seedReferences() []Reference {
	const check = "Cần đối chiếu bản gốc"
	return []Reference{
		{ID: "emulation-2003", Area: "emulation", Title: "Luật Thi đua, khen thưởng (đã sửa đổi, bổ sung năm 2005, 2013)", Number: "15/2003/QH11", FromDay: "2004-07-01", ToDay: "2024-01-01", Note: check},
		{ID: "emulation-2022", Area: "emulation", Title: "Luật Thi đua, khen thưởng", Number: "06/2022/QH15", FromDay: "2024-01-01", ToDay: "2026-10-01"},
		{ID: "emulation-2026", Area: "emulation", Title: "Luật Thi đua, khen thưởng (sửa đổi, bổ sung theo Luật số 06/2026/QH16)", Number: "06/2022/QH15", FromDay: "2026-10-01", Note: check},
		{ID: "emulation-decree-2017", Area: "emulation_decree", Title: "Nghị định quy định chi tiết thi hành Luật Thi đua, khen thưởng", Number: "91/2017/NĐ-CP", FromDay: "2017-10-01", ToDay: "2024-01-01", Note: check},
		{ID: "emulation-decree-2023", Area: "emulation_decree", Title: "Nghị định quy định chi tiết thi hành Luật Thi đua, khen thưởng", Number: "98/2023/NĐ-CP", FromDay: "2024-01-01", ToDay: "2025-07-01", Note: check},
		{ID: "emulation-decree-2025", Area: "emulation_decree", Title: "Nghị định quy định chi tiết thi hành Luật Thi đua, khen thưởng", Number: "152/2025/NĐ-CP", FromDay: "2025-07-01", Note: check},
		{ID: "documents-2020", Area: "documents", Title: "Nghị định về công tác văn thư", Number: "30/2020/NĐ-CP", FromDay: "2020-03-05"},
		{ID: "personal-data-2023", Area: "personal_data", Title: "Nghị định về bảo vệ dữ liệu cá nhân", Number: "13/2023/NĐ-CP", FromDay: "2023-07-01", ToDay: "2026-01-01", Note: check},
		{ID: "personal-data-2025", Area: "personal_data", Title: "Luật Bảo vệ dữ liệu cá nhân", Number: "91/2025/QH15", FromDay: "2026-01-01", Note: check},
	}
}
