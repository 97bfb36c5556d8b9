package parse_test

import (
	"strings"
	"testing"

	"lantoa/internal/plan/parse"
)

// Each text has one thing wrong, on the line that holds "¶".
func TestParse_saysWhatIsDoubtfulWhereItStandsAndWhatToDo(t *testing.T) {
	t.Parallel()
	const good = "III. TIÊU CHÍ CÁC LĨNH VỰC\n\n1. Điển hình trong phong trào “Một”\n\na) Tập thể: Có cách làm hay.\n\nGiao Sở Nội vụ chủ trì.\n"
	for text, want := range map[string]string{
		"¶KẾ HOẠCH\nXây dựng điển hình giai đoạn 2030 - 2026\n":                                                                                                      "đứng trước năm đầu",
		"UBND TỈNH A\n\n¶Sơn Bình, ngày 1 tháng 2 năm 2016\n\nKẾ HOẠCH\nXây dựng điển hình giai đoạn 2026 - 2030\n":                                                  "cách xa giai đoạn",
		"UBND TỈNH A\n\n¶Sơn Bình, ngày 30 tháng 2 năm 2026\n\nKẾ HOẠCH\nXây dựng điển hình giai đoạn 2026 - 2030\n":                                                 "không có trong lịch",
		"UBND TỈNH A\n\n¶Số: ……/KH-UBND\n\nKẾ HOẠCH\nXây dựng điển hình giai đoạn 2026 - 2030\n":                                                                     "số văn bản còn để trống",
		within(good + "\n¶2. Điển hình trong phong trào “MỘT”\n\na) Cá nhân: Làm việc rất tốt.\n\nGiao Sở Y tế chủ trì.\n"):                                          "đã có ở trên",
		within(good + "\n¶2. Điển hình trong phong trào “Hai”\n\na) Cá nhân: Làm việc rất tốt.\n"):                                                                   "chưa thấy cơ quan chủ trì",
		within(good + "\n¶2. Điển hình trong phong trào “Hai”\n\nGiao Sở Y tế chủ trì.\n"):                                                                           "chưa thấy tiêu chí",
		within(good + "\n¶2. Điển hình trong phong trào “Hai”\n\na) Cá nhân: Làm việc rất tốt.\n\nGiao bạn đọc gần xa chủ trì.\n"):                                   "không giống tên một cơ quan",
		within(good + "\n2. Điển hình trong phong trào “Hai”\n\n¶Làm việc rất tốt.\n\nGiao Sở Y tế chủ trì.\n"):                                                      "dành cho ai",
		within(good + "\n2. Điển hình trong phong trào “Hai”\n\n¶a) Cá nhân: Làm việc rất tốt; tận tụy.\n\nGiao Sở Y tế chủ trì.\n"):                                 "rất ngắn",
		within(good + "\n2. Điển hình trong phong trào “Hai”\n\n¶a) Cá nhân: " + strings.Repeat("Làm việc rất tốt, ", 30) + "được khen.\n\nGiao Sở Y tế chủ trì.\n"): "rất dài",
		within(good + "\n¶3. Điển hình trong phong trào “Hai”\n\na) Cá nhân: Làm việc rất tốt.\n\nGiao Sở Y tế chủ trì.\n"):                                          "không nối tiếp",
		within("IV. THỜI GIAN\n\n¶1. Quý I/2035: Tổng kết.\n"):                                                                                                       "nằm ngoài giai đoạn",
		within("IV. THỜI GIAN\n\n¶1. Khi thích hợp thì tổng kết.\n"):                                                                                                 "thời hạn của mốc",
		within("II. NỘI DUNG\n\n¶1. Mỗi xã, phường chọn ít nhất 02 gương.\n"):                                                                                        "chỉ tiêu số lượng",
		within("V. TỔ CHỨC THỰC HIỆN\n\n¶1. Mọi người trong lúc rảnh rỗi hãy cùng nhau nghĩ xem còn việc gì hay mà ta chưa kịp làm cho trọn vẹn.\n"):                 "giao cho cơ quan nào",
		within("¶II. KINH PHÍ\n\nTheo quy định.\n"):                                                                                                                  "chưa được đọc",
	} {
		line := strings.Count(text[:strings.Index(text, "¶")], "\n") + 1
		found := false
		for _, w := range parse.Parse(strings.Replace(text, "¶", "", 1)).Warnings {
			found = found || w.Line == line && strings.Contains(w.Message, want) && strings.Contains(w.Message, "Hãy ")
		}
		if !found {
			t.Errorf("line %d, %q: %+v", line, want, parse.Parse(strings.Replace(text, "¶", "", 1)).Warnings)
		}
	}
}

// What is missing in the whole document has no line: it is said where to look.
func TestParse_saysWhereWhatIsMissingNormallyStands(t *testing.T) {
	t.Parallel()
	n := 0
	for _, w := range parse.Parse("KẾ HOẠCH\nđiển hình\n").Warnings {
		if w.Line == 0 && strings.HasPrefix(w.Message, "Không thấy") {
			n++
			if !strings.Contains(w.Message, "(thường ") {
				t.Errorf("where it stands is not said: %s", w.Message)
			}
		}
	}
	if n < 9 {
		t.Errorf("only %d things are missing", n)
	}
}
