package parse_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lantoa/internal/plan/parse"
)

// within puts a part into the least document that is a plan.
func within(part string) string {
	return "KẾ HOẠCH\nXây dựng điển hình tiên tiến\ngiai đoạn 2026 - 2030\n\n" + part + "\n"
}

func TestParse_readsTimesInTheWordsPlansUse(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]parse.Milestone{
		"Quý III/2021 Tổ chức.":                             {Quarter: 3, Year: 2021, Due: "2021-09-30", Text: "Tổ chức."},
		"Quý I năm 2024: Tổ chức.":                          {Quarter: 1, Year: 2024, Due: "2024-03-31", Text: "Tổ chức."},
		"Quý I-II/2024: Tổ chức.":                           {Quarter: 2, Year: 2024, Due: "2024-06-30", Text: "Tổ chức."},
		"Tháng 02/2024: Tổ chức.":                           {Year: 2024, Due: "2024-02-29", Text: "Tổ chức."},
		"Trong tháng 9 năm 2027, tổ chức.":                  {Year: 2027, Due: "2027-09-30", Text: "tổ chức."},
		"Trước ngày 15/12/2028: sơ kết.":                    {Year: 2028, Due: "2028-12-15", Text: "sơ kết."},
		"Từ ngày 01/3/2025 đến 30/4/2025: tập huấn.":        {Year: 2025, Due: "2025-04-30", Text: "tập huấn."},
		"6 tháng đầu năm 2026: chọn mô hình.":               {Year: 2026, Due: "2026-06-30", Text: "chọn mô hình."},
		"Tổng kết, hoàn thành trước ngày 30/9/2030.":        {Year: 2030, Due: "2030-09-30", Text: "Tổng kết, hoàn thành trước ngày 30/9/2030."},
		"Trước ngày 31/02/2028: sơ kết.":                    {Year: 2028, Text: "sơ kết."},
		"Tổ chức sơ kết khi cần.":                           {Text: "Tổ chức sơ kết khi cần."},
		"Ngày 02 tháng 9 năm 2026: công bố.":                {Year: 2026, Due: "2026-09-02", Text: "công bố."},
		"Sơ kết vào dịp cuối nhiệm kỳ; xong trước năm 2029": {Year: 2029, Due: "2029-12-31", Text: "Sơ kết vào dịp cuối nhiệm kỳ; xong trước năm 2029"},
	} {
		d := parse.Parse(within("IV. THỜI GIAN THỰC HIỆN\n\n1. " + text))
		if len(d.Milestones) != 1 {
			t.Errorf("%s: %d milestones", text, len(d.Milestones))
			continue
		}
		if diff := cmp.Diff(want, d.Milestones[0]); diff != "" {
			t.Errorf("%s: %s", text, diff)
		}
		if warned := strings.Contains(warnings(d), "thời hạn của mốc"); warned != (want.Due == "") {
			t.Errorf("%s: warned of the time: %v", text, warned)
		}
	}
}

func warnings(d parse.Draft) string {
	var all []string
	for _, w := range d.Warnings {
		all = append(all, w.Message)
	}
	return strings.Join(all, "\n")
}

func TestParse_readsWhoIsChargedInTheWordsPlansUse(t *testing.T) {
	t.Parallel()
	lead := func(mode parse.Mode, names ...string) (out []parse.Lead) {
		for _, n := range names {
			out = append(out, parse.Lead{Name: n, Mode: mode})
		}
		return out
	}
	for text, want := range map[string]parse.Field{
		"Giao cho Sở Y tế chủ trì và phối hợp với các cơ quan liên quan tổ chức thực hiện.": {Leads: lead(parse.Assigned, "Sở Y tế"), Coordinating: []string{"các cơ quan liên quan"}},
		"Sở Văn hóa, Thể thao và Du lịch chủ trì, phối hợp với Báo và Đài tỉnh; các tổ chức chính trị - xã hội triển khai.": {
			Leads: lead(parse.Assigned, "Sở Văn hóa, Thể thao và Du lịch"), Coordinating: []string{"Báo", "Đài tỉnh", "các tổ chức chính trị - xã hội"}},
		"Đề nghị Liên đoàn Lao động tỉnh, Hội Nông dân tỉnh chủ trì.": {Leads: lead(parse.Requested, "Liên đoàn Lao động tỉnh", "Hội Nông dân tỉnh"), Coordinating: []string{}},
		"Cơ quan chủ trì: Sở Nội vụ (Ban Thi đua, Khen thưởng, Phòng Cán bộ); cơ quan phối hợp: Sở Tài chính và Kho bạc.": {
			Leads: lead(parse.Assigned, "Sở Nội vụ (Ban Thi đua, Khen thưởng, Phòng Cán bộ)"), Coordinating: []string{"Sở Tài chính", "Kho bạc"}},
		"Đơn vị chủ trì (đề nghị): Tỉnh đoàn.": {Leads: lead(parse.Requested, "Tỉnh đoàn"), Coordinating: []string{}},
	} {
		d := parse.Parse(within("III. TIÊU CHÍ\n\n1. Điển hình trong lĩnh vực A\n\na) Tập thể: Có cách làm hay.\n\n" + text))
		if len(d.Fields) != 1 {
			t.Errorf("%s: %d fields", text, len(d.Fields))
			continue
		}
		got := parse.Field{Leads: d.Fields[0].Leads, Coordinating: d.Fields[0].Coordinating}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", text, diff)
		}
		if n := len(d.Fields[0].Criteria); n != 1 {
			t.Errorf("%s: read as criteria: %+v", text, d.Fields[0].Criteria)
		}
	}
}

func TestParse_readsForWhomCriteriaAre(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"a) Tập thể: Có cách làm.":                        {parse.Collective},
		"a) Đối với cá nhân, hộ gia đình: Có cách làm.":   {parse.Individual, parse.Household},
		"* Tiêu chí đối với doanh nghiệp: Nộp thuế đủ.":   {parse.Collective},
		"a) Cá nhân: Được tập thể ghi nhận.":              {parse.Individual},
		"b) Cá nhân: Các cá nhân, hộ gia đình có công.":   {parse.Individual, parse.Household},
		"Là các hộ nông dân tiêu biểu; giúp đỡ hộ nghèo.": {parse.Household},
		"a) Đối với cán bộ, công chức, viên chức: Liêm.":  {parse.Individual},
		"Có thành tích xuất sắc.":                         {},
	} {
		d := parse.Parse(within("III. TIÊU CHÍ\n\n1. Điển hình trong lĩnh vực A\n\n" + text))
		if len(d.Fields) != 1 || len(d.Fields[0].Criteria) != 1 {
			t.Errorf("%s: %+v", text, d.Fields)
			continue
		}
		if diff := cmp.Diff(want, d.Fields[0].Criteria[0].Subjects); diff != "" {
			t.Errorf("%s: %s", text, diff)
		}
	}
}

func TestParse_readsTheLetterheadOfOtherBodies(t *testing.T) {
	t.Parallel()
	for head, want := range map[string][2]string{
		"UBND TỈNH LAI CHÂU\nSỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH\n\nSố: 5/KH-SVHTTDL":                             {"Sở Văn hóa, Thể thao và Du lịch", "5/KH-SVHTTDL"},
		"TỈNH ỦY TUYÊN QUANG\n\nSố 15-KH/TU":                                                                  {"Tỉnh ủy Tuyên Quang", "15-KH/TU"},
		"ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HÀ GIANG\n\nSố: 08 / KH - UBND":                                           {"Ủy ban nhân dân thành phố Hà Giang", "08/KH-UBND"},
		"HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG TỈNH HÀ GIANG\n\nSố: 3/KH-HĐTĐKT":                                     {"Hội đồng Thi đua - Khen thưởng tỉnh Hà Giang", "3/KH-HĐTĐKT"},
		"UBND XÃ ĐỒNG VĂN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nSố:   /KH-UBND": {"Ủy ban nhân dân xã Đồng Văn", ""},
	} {
		d := parse.Parse(head + "\n\n" + within("I. MỤC ĐÍCH\n\n1. Lan tỏa."))
		if got := [2]string{d.Issuer, d.Symbol}; got != want {
			t.Errorf("%q: got %q, want %q", head, got, want)
		}
	}
}

func TestParse_saysWhatItLeftUnread(t *testing.T) {
	t.Parallel()
	d := parse.Parse(within("I. MỤC ĐÍCH\n\n1. Một.\n\n3. Ba.\n\nII. KINH PHÍ\n\nTheo quy định."))
	if all := warnings(d); !strings.Contains(all, "KINH PHÍ") || !strings.Contains(all, "không nối tiếp") {
		t.Errorf("warnings: %s", all)
	}
	for _, w := range d.Warnings {
		if strings.Contains(w.Message, "KINH PHÍ") && w.Line != 11 {
			t.Errorf("the part left unread is on line 11, not %d", w.Line)
		}
	}
}

// A narrow right column breaks the country's name; the rest of it is no part of
// the issuer's.
func TestParse_takesNoWordOfTheCountryIntoTheIssuer(t *testing.T) {
	t.Parallel()
	text := "ỦY BAN NHÂN DÂN              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT\n" +
		" TỈNH HÀ NAM                             NAM\n" +
		"Số: 7/KH-UBND                   Độc lập - Tự do - Hạnh phúc\n\n" +
		"                       Phủ Lý, ngày 5 tháng 1 năm 2021\n\n" +
		"KẾ HOẠCH\nXây dựng điển hình tiên tiến giai đoạn 2021 - 2025\n\nI. MỤC ĐÍCH\n\n1. Nhân rộng gương tốt.\n"
	if got := parse.Parse(text).Issuer; got != "Ủy ban nhân dân tỉnh Hà Nam" {
		t.Errorf("%q", got)
	}
}
