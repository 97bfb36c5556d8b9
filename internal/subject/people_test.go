package subject_test

import (
	"os"
	"strings"
	"testing"

	"lantoa/internal/subject"
)

func TestPeoples_knowsAPeopleByItsUsualNamesAndNothingElse(t *testing.T) {
	t.Parallel()
	p := subject.ReadPeoples()
	for typed, want := range map[string]string{
		"Kinh": "Kinh", "Kinh (Việt)": "Kinh", "người Kinh": "Kinh", "Dân tộc Kinh": "Kinh", "dân tộc  kinh": "Kinh", "KINH": "Kinh", "Việt": "Kinh", "Kinh.": "Kinh",
		"Mông": "Mông", "H'Mông": "Mông", "H’Mông": "Mông", "Hmông": "Mông", "mong": "Mông", "Người Mông": "Mông", "Mông (Mông trắng)": "Mông", "Mo\u0302ng": "Mông",
		"Dao": "Dao", "dân tộc Dao đỏ": "Dao", "Tày": "Tày", "tay": "Tày", "Nùng": "Nùng", "Giáy": "Giáy", "La Chí": "La Chí", "Pà Thẻn": "Pà Thẻn", "Pá Hưng": "Pà Thẻn",
		"Lô Lô": "Lô Lô", "Lô lô Hoa": "Lô Lô", "Cờ Lao": "Cơ Lao", "Cơ Lao": "Cơ Lao", "Bố Y": "Bố Y", "Pu Péo": "Pu Péo", "Phù Lá": "Phù Lá", "Hoa": "Hoa", "Người Hoa": "Hoa",
		"Sán Chỉ": "Sán Chay", "Cao Lan": "Sán Chay", "Khơ Me": "Khơ-me", "Khmer": "Khơ-me", "Ê đê": "Ê-đê",
		"": "", "Không rõ": "", "chưa rõ": "", "Không": "", "khác": "", "Có": "", "-": "", "Thiểu số": "", "Dân tộc thiểu số": "", "Tày và Nùng": "", "Pháp": "", "(Kinh)": "",
	} {
		if got := p.Of(typed); got != want {
			t.Errorf("%q names %q, not %q", typed, got, want)
		}
	}
}

func TestPeoples_areFiftyFourAndNoNameIsOfTwo(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("peoples.txt")
	if err != nil {
		t.Fatal(err)
	}
	p, lines := subject.ReadPeoples(), 0
	for line := range strings.Lines(string(raw)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		lines++
		names := strings.Split(strings.TrimSpace(line), "; ")
		for _, n := range names {
			if got := p.Of(n); got != names[0] {
				t.Errorf("%q names %q, not %q", n, got, names[0])
			}
		}
	}
	if lines != 54 {
		t.Errorf("%d peoples", lines)
	}
}
