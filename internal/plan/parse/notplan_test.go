package parse_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lantoa/internal/plan/parse"
)

// notPlans are documents of other kinds, all made up.
var notPlans = map[string]string{
	"a law": "QUỐC HỘI\n\nLuật số: 99/2030/QH17\n\nLUẬT\nVỀ VIỆC LÀM ĐƯỜNG\n\nChương I\nNHỮNG QUY ĐỊNH CHUNG\n\nĐiều 1. Phạm vi điều chỉnh\n\nLuật này quy định về việc làm đường.\n\n" +
		"Điều 2. Mục tiêu\n\n1. Đường đi tới mọi nhà.\n\nChương II\nTỔ CHỨC THỰC HIỆN\n\nĐiều 3. Trách nhiệm của Bộ\n\n1. Giao Bộ Xây dựng chủ trì, phối hợp với các bộ.\n",
	"a resolution on boundaries": "HỘI ĐỒNG NHÂN DÂN\nTỈNH SƠN BÌNH\n\nSố: 8/NQ-HĐND\n\nSơn Bình, ngày 01 tháng 7 năm 2025\n\nNGHỊ QUYẾT\nVề việc sắp xếp các xã giai đoạn 2025 - 2030\n\n" +
		"Điều 1. Nhập xã A vào xã B.\n\nĐiều 2. Tổ chức thực hiện\n\n1. Ủy ban nhân dân tỉnh thực hiện Nghị quyết này.\n\nNơi nhận:\n- Lưu: VT.\n\nCHỦ TỊCH\n\nLý Thị Pà\n",
	"an official letter": "UBND TỈNH SƠN BÌNH\nSỞ NỘI VỤ\n\nSố: 512/SNV-TĐKT\nV/v báo cáo kết quả xây dựng điển hình\n\nSơn Bình, ngày 3 tháng 4 năm 2024\n\nKính gửi: Các sở, ban, ngành\n\n" +
		"Đề nghị các cơ quan báo cáo kết quả xây dựng điển hình tiên tiến giai đoạn 2021 - 2024 theo các nội dung:\n\nI. MỤC ĐÍCH\n\n1. Nắm kết quả.\n\nII. TIÊU CHÍ CÁC LĨNH VỰC\n\n1. Lĩnh vực y tế\n\na) Tập thể: Làm tốt việc được giao.\n\n" +
		"III. THỜI GIAN\n\n1. Trước ngày 15/5/2024.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nVi Thị Hoa\n",
	"a table of awards": "DANH SÁCH TẬP THỂ, CÁ NHÂN ĐIỂN HÌNH TIÊN TIẾN\n(Kèm theo Quyết định số 9/QĐ-UBND ngày 2/3/2024)\n\nI. LĨNH VỰC KINH TẾ\n\n1. Ông Lò A Páo - xã Một\n\n2. Bà Thào Thị Xua - xã Hai\n\nII. LĨNH VỰC XÃ HỘI\n\n1. Thôn Ba\n",
	"minutes":           "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nBIÊN BẢN\nHọp bình chọn điển hình tiên tiến năm 2024\n\nI. THỜI GIAN, ĐỊA ĐIỂM\n\n1. Ngày 5/6/2024, tại hội trường.\n\nII. NỘI DUNG\n\n1. Bình chọn.\n",
	"a budget":          "UBND TỈNH SƠN BÌNH\nSỞ TÀI CHÍNH\n\nSố: 3/KH-STC\n\nKẾ HOẠCH\nTài chính, ngân sách năm 2026\n\nI. MỤC TIÊU\n\n1. Thu đủ, chi đúng.\n\nII. NỘI DUNG\n\n1. Chi thường xuyên: 1.250.000 triệu đồng.\n\nIII. TỔ CHỨC THỰC HIỆN\n\n1. Sở Tài chính theo dõi.\n",
	"a plan against floods": "ỦY BAN NHÂN DÂN\nTỈNH SƠN BÌNH\n\nSố: 77/KH-UBND\n\nSơn Bình, ngày 4 tháng 4 năm 2026\n\nKẾ HOẠCH\nPhòng, chống thiên tai năm 2026\n\nỦy ban nhân dân tỉnh ban hành Kế hoạch như sau:\n\nI. MỤC ĐÍCH, YÊU CẦU\n\n1. Giảm thiệt hại.\n\n" +
		"II. NHIỆM VỤ\n\n1. Lĩnh vực giao thông. Giao Sở Xây dựng chủ trì, phối hợp với Công an tỉnh. Tập thể: Ứng trực đủ người.\n\n2. Lĩnh vực y tế. Giao Sở Y tế chủ trì. Cá nhân: Sẵn sàng cấp cứu.\n\n" +
		"III. THỜI GIAN\n\n1. Trước ngày 15/5/2026: diễn tập.\n\nIV. TỔ CHỨC THỰC HIỆN\n\n1. Sở Nội vụ biểu dương các điển hình tiên tiến trong ứng cứu.\n\nNơi nhận:\n- Lưu: VT.\n\nCHỦ TỊCH\n\nMùa A Sử\n",
	"a plan of admissions":      "SỞ GIÁO DỤC VÀ ĐÀO TẠO\n\nSố: 5/KH-SGDĐT\n\nKẾ HOẠCH\nTuyển sinh vào lớp 10 năm học 2026 - 2027\n\nI. MỤC ĐÍCH\n\n1. Tuyển đủ chỉ tiêu.\n\nII. TIÊU CHÍ TUYỂN SINH\n\n1. Đối tượng\n\na) Cá nhân: Học sinh tốt nghiệp trung học cơ sở.\n\nGiao Phòng Khảo thí chủ trì.\n\nIII. TIẾN ĐỘ\n\n1. Tháng 6/2026: thi.\n",
	"200 pages of another kind": "BÁO CÁO\nTổng kết\n\n" + strings.Repeat("I. MỤC TIÊU\n\n1. Phấn đấu hoàn thành các chỉ tiêu được giao trong năm, bảo đảm tiến độ và chất lượng.\n\n", 5000),
	"a novel":                   strings.Repeat("Sáng hôm ấy trời mưa. Cả bản ra đồng, chẳng ai nói với ai câu nào.\n\n", 2000),
	"a binary":                  "PK\x03\x04\x00\x00\xff\xfe",
	"another alphabet":          strings.Repeat("計画を実施する。", 500),
	"spaces":                    strings.Repeat(" \t\n\u00a0", 500),
	"empty":                     "",
}

func TestParse_readsNothingFromADocumentThatIsNoSuchPlan(t *testing.T) {
	t.Parallel()
	for name, text := range notPlans {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := parse.Parse(text)
			holds(t, text, d)
			first := ""
			if len(d.Warnings) > 0 {
				first = d.Warnings[0].Message
			}
			if !strings.Contains(first, "Hãy") {
				t.Errorf("what it is and what to do is not said first: %q", first)
			}
			for _, part := range []string{"số, ký hiệu", "trích yếu", "giai đoạn", "mục đích", "phần nội dung", "lĩnh vực", "mốc thời gian", "tổ chức thực hiện", "nơi nhận", "người ký"} {
				if utf8Text(text) && !strings.Contains(warnings(d), part) {
					t.Errorf("that %s was not found is not said", part)
				}
			}
			d.Warnings = nil
			want := parse.Draft{Purposes: []parse.Numbered{}, Contents: []parse.Numbered{}, Fields: []parse.Field{}, Milestones: []parse.Milestone{},
				Yearly: []string{}, Tasks: []parse.Task{}, Recipients: []string{}}
			if diff := cmp.Diff(want, d); diff != "" {
				t.Errorf("something was read out of nothing: %s", diff)
			}
		})
	}
}

// utf8Text reports a text in which parts can be looked for.
func utf8Text(text string) bool {
	return !strings.Contains(text, "\x00") && strings.TrimSpace(text) != ""
}

func TestParse_saysOfWhichKindTheDocumentIs(t *testing.T) {
	t.Parallel()
	for name, kind := range map[string]string{
		"a law": "LUẬT", "a resolution on boundaries": "NGHỊ QUYẾT", "an official letter": "công văn", "a table of awards": "DANH SÁCH", "minutes": "BIÊN BẢN",
		"a budget": "không nói đến điển hình", "a plan against floods": "không nói đến điển hình", "a plan of admissions": "không nói đến điển hình", "200 pages of another kind": "BÁO CÁO",
		"a binary": "không phải văn bản chữ", "empty": "không có chữ nào",
	} {
		if got := parse.Parse(notPlans[name]).Warnings[0].Message; !strings.Contains(got, kind) {
			t.Errorf("%s: %q does not say %q", name, got, kind)
		}
	}
	if got := parse.Parse(strings.Repeat("a", parse.MaxText+1)).Warnings; len(got) == 0 || !strings.Contains(got[0].Message, "quá dài") {
		t.Errorf("too long: %v", got)
	}
}

// However much is unclear, the list can be worked off.
func TestParse_keepsTheListOfWarningsShort(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&b, "%d. Lĩnh vực thứ %d\n\n", i%90+1, i)
	}
	d := parse.Parse(frame("III. TIÊU CHÍ CÁC LĨNH VỰC", b.String()))
	if n := len(d.Warnings); n < 100 || n > 250 {
		t.Errorf("%d warnings", n)
	}
	if !strings.Contains(warnings(d), "không kể hết") {
		t.Error("that there are more is not said")
	}
}

func TestParse_leavesWhatIsNotThereEmptyAndSaysSo(t *testing.T) {
	t.Parallel()
	law := "QUỐC HỘI\n\nLuật số: 06/2022/QH15\n\nLUẬT\nTHI ĐUA, KHEN THƯỞNG\n\nĐiều 1. Phạm vi điều chỉnh\n\nLuật này quy định về đối tượng, phạm vi.\n\n" +
		"Điều 2. Đối tượng áp dụng\n\n1. Cá nhân, tập thể người Việt Nam.\n\n2. Cá nhân, tập thể người nước ngoài.\n"
	for name, text := range map[string]string{
		"empty": "", "blank": " \n\t\n\u00a0", "binary": "\x00\xff\xfe\x01PK\x03\x04", "text with a NUL": strings.Replace(readPlan(t), "rõ ràng", "rõ\x00ràng", 1), "law": law,
		"law with an article on aims": law + "\nĐiều 3. Mục tiêu của thi đua\n\n1. Động viên.\n\nĐiều 4. Trách nhiệm thực hiện\n\n1. Chính phủ quy định.\n",
		"decision":                    "Số: 12/QĐ-UBND\n\nQUYẾT ĐỊNH\nVề việc tặng Bằng khen\n\nĐiều 1. Tặng Bằng khen giai đoạn 2021 - 2025.\n\nNơi nhận:\n- Lưu: VT.\n",
		"letter":                      "Kính gửi: Sở Nội vụ\n\nĐề nghị quý cơ quan báo cáo kết quả trước ngày 15.\n", "long": strings.Repeat("a", parse.MaxText+1),
	} {
		d := parse.Parse(text)
		if len(d.Fields)+len(d.Milestones)+len(d.Tasks)+len(d.Purposes) > 0 || d.Number != "" || d.Period.From != 0 {
			t.Errorf("%s: something was read out of nothing: %+v", name, d)
		}
		if len(d.Warnings) == 0 {
			t.Errorf("%s: no warning", name)
		}
	}
}

func TestParse_keepsABlankNumberAndDateEmpty(t *testing.T) {
	t.Parallel()
	text := strings.Replace(readPlan(t), "Số: *160* /KH-UBND", "Số:       /KH-UBND", 1)
	text = strings.Replace(text, "ngày 9 tháng 1 năm 2021", "ngày     tháng     năm 2021", 1)
	d := parse.Parse(text)
	if d.Number != "" || d.Symbol != "" || d.Date != "" {
		t.Errorf("guessed %q, %q, %q", d.Number, d.Symbol, d.Date)
	}
	if d.Place != "Hà Giang" || len(d.Fields) != 10 {
		t.Errorf("lost the rest: place %q, %d fields", d.Place, len(d.Fields))
	}
}
