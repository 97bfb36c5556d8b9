package law

// seedReferences are the texts that dossiers of 2021 and later rest on, as known
// in November 2026. Where they were not read in the original the note says so;
// the standing office corrects them. An open beginning stands for "before the plan".
func seedReferences() []Reference {
	const check = "Cần đối chiếu bản gốc"
	return []Reference{
		{ID: "emulation-2003", Area: Emulation, Title: "Luật Thi đua, khen thưởng (đã sửa đổi, bổ sung năm 2005, 2009 và 2013)", Number: "15/2003/QH11", Issued: "2003-11-26", Issuer: "Quốc hội", FromDay: "2004-07-01", ToDay: "2024-01-01", Note: check},
		{ID: "emulation-2022", Area: Emulation, Title: "Luật Thi đua, khen thưởng", Number: "06/2022/QH15", Issued: "2022-06-15", Issuer: "Quốc hội", FromDay: "2024-01-01", ToDay: "2026-10-01"},
		{ID: "emulation-2026", Area: Emulation, Title: "Luật Thi đua, khen thưởng (đã sửa đổi, bổ sung năm 2026)", Number: "06/2022/QH15", Issued: "2022-06-15", Issuer: "Quốc hội", FromDay: "2026-10-01",
			Note: check + "; sửa đổi, bổ sung theo Luật số 06/2026/QH16; hồ sơ đã tiếp nhận trước ngày 01/10/2026 theo luật cũ, trừ khi luật mới có lợi hơn"},

		{ID: "emulation-decree-2017", Area: EmulationDecree, Title: "Nghị định quy định chi tiết thi hành một số điều của Luật Thi đua, khen thưởng", Number: "91/2017/NĐ-CP", Issued: "2017-07-31", Issuer: "Chính phủ", FromDay: "2017-10-01", ToDay: "2024-01-01", Note: check},
		{ID: "emulation-decree-2023", Area: EmulationDecree, Title: "Nghị định quy định chi tiết thi hành một số điều của Luật Thi đua, khen thưởng", Number: "98/2023/NĐ-CP", Issued: "2023-12-31", Issuer: "Chính phủ", FromDay: "2024-01-01", ToDay: "2025-07-01", Note: check},
		{ID: "emulation-decree-2025", Area: EmulationDecree, Title: "Nghị định quy định về công tác thi đua, khen thưởng", Number: "152/2025/NĐ-CP", Issued: "2025-06-14", Issuer: "Chính phủ", FromDay: "2025-07-01", Note: check},

		{ID: "emulation-circular-2024", Area: EmulationCircular, Title: "Thông tư hướng dẫn công tác thi đua, khen thưởng", Number: "01/2024/TT-BNV", FromDay: "2024-01-01", ToDay: "2025-08-05", Note: check + ", nhất là ngày có hiệu lực"},
		{ID: "emulation-circular-2025", Area: EmulationCircular, Title: "Thông tư hướng dẫn công tác thi đua, khen thưởng", Number: "15/2025/TT-BNV", FromDay: "2025-08-05", Note: check},

		{ID: "local-government-2015", Area: LocalGovernment, Title: "Luật Tổ chức chính quyền địa phương (đã sửa đổi, bổ sung năm 2019)", Number: "77/2015/QH13", Issued: "2015-06-19", Issuer: "Quốc hội", FromDay: "2016-01-01", ToDay: "2025-03-01", Note: check},
		{ID: "local-government-2025", Area: LocalGovernment, Title: "Luật Tổ chức chính quyền địa phương", Number: "65/2025/QH15", Issued: "2025-02-19", Issuer: "Quốc hội", FromDay: "2025-03-01", ToDay: "2025-06-16", Note: check},
		{ID: "local-government-2025-06", Area: LocalGovernment, Title: "Luật Tổ chức chính quyền địa phương", Number: "72/2025/QH15", Issued: "2025-06-16", Issuer: "Quốc hội", FromDay: "2025-06-16", Note: check},

		{ID: "documents-2020", Area: Documents, Title: "Nghị định về công tác văn thư", Number: "30/2020/NĐ-CP", Issued: "2020-03-05", Issuer: "Chính phủ", FromDay: "2020-03-05"},

		{ID: "signatures-2018", Area: Signatures, Title: "Nghị định về chữ ký số và dịch vụ chứng thực chữ ký số", Number: "130/2018/NĐ-CP", ToDay: "2025-04-10", Note: check + ", nhất là ngày hết hiệu lực"},
		{ID: "signatures-2025", Area: Signatures, Title: "Nghị định về chữ ký điện tử và dịch vụ tin cậy", Number: "23/2025/NĐ-CP", FromDay: "2025-04-10", Note: check + ", nhất là ngày có hiệu lực"},

		{ID: "security-2016", Area: InformationSecurity, Title: "Nghị định về bảo đảm an toàn hệ thống thông tin theo cấp độ", Number: "85/2016/NĐ-CP", ToDay: "2026-07-01", Note: check},
		{ID: "security-2026", Area: InformationSecurity, Title: "Nghị định quy định chi tiết thi hành Luật An ninh mạng số 116/2025/QH15", Number: "331/2026/NĐ-CP", FromDay: "2026-07-01", Note: check},

		{ID: "personal-data-2023", Area: PersonalData, Title: "Nghị định về bảo vệ dữ liệu cá nhân", Number: "13/2023/NĐ-CP", FromDay: "2023-07-01", ToDay: "2026-01-01", Note: check},
		{ID: "personal-data-2025", Area: PersonalData, Title: "Luật Bảo vệ dữ liệu cá nhân", Number: "91/2025/QH15", FromDay: "2026-01-01", Note: check},

		{ID: "portals-2022", Area: Portals, Title: "Nghị định về việc cung cấp thông tin và dịch vụ công trực tuyến của cơ quan nhà nước trên môi trường mạng", Number: "42/2022/NĐ-CP", ToDay: "2026-07-01", Note: check},
		{ID: "portals-2026", Area: Portals, Title: "Nghị định về cổng, trang thông tin điện tử của cơ quan nhà nước", Number: "224/2026/NĐ-CP", FromDay: "2026-07-01", Note: check + ", nhất là tên gọi"},
	}
}

// seedSettings are the figures with which the program begins.
func seedSettings() []Setting {
	const from = "2021-01-01"
	return []Setting{
		{Key: ReturnDays, Value: 10, FromDay: from},
		{Key: SignInTries, Value: 5, FromDay: from}, {Key: SignInMinutes, Value: 15, FromDay: from}, {Key: IdleMinutes, Value: 30, FromDay: from},
		{Key: SessionHours, Value: 12, FromDay: from},
		{Key: UnusedDays, Value: 45, FromDay: from}, {Key: PasswordLength, Value: 14, FromDay: from},
	}
}
