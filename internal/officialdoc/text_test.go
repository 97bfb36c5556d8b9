package officialdoc_test

import (
	"math"
	"strings"
	"testing"

	"lantoa/internal/civil"
	"lantoa/internal/officialdoc"
)

func shown(body []officialdoc.Block) string {
	var out []string
	for _, b := range officialdoc.Count(body) {
		text := b.Title
		for _, r := range b.Runs {
			text += r.Text
		}
		out = append(out, strings.TrimSpace(string(b.Kind)+" "+b.Label()+" "+text))
	}
	return strings.Join(out, "\n")
}

func TestRead_takesTheLevelsFromTheirMarks(t *testing.T) {
	t.Parallel()
	table := officialdoc.Block{Kind: officialdoc.TableBlock, Table: &officialdoc.Table{}}
	got := officialdoc.Read(`Căn cứ Luật Thi đua, khen thưởng;
Căn cứ {kế hoạch}.

Mở đầu có {số hồ sơ} hồ sơ.
Phần I
Tình hình
I. Kết quả
1. Công tác chỉ đạo
7. Đã làm.
a) Một;
b) Hai.
{bảng}
II. Tồn tại
- Một gạch
QUYẾT ĐỊNH:
Điều 4. Công nhận.
Điều 5. Tổ chức thực hiện
{không có} và {không có}`, officialdoc.Fields{Words: map[string]string{"kế hoạch": "Kế hoạch số 160\n1. xen vào", "số hồ sơ": "12"},
		Blocks: map[string][]officialdoc.Block{"bảng": {table}}})
	want := `paragraph  Mở đầu có 12 hồ sơ.
part Phần I Tình hình
section I. Kết quả
heading 1. Công tác chỉ đạo
clause 2. Đã làm.
point a) Một;
point b) Hai.
table
section II. Tồn tại
dash - Một gạch
center  QUYẾT ĐỊNH:
article Điều 1. Công nhận.
article Điều 2. Tổ chức thực hiện
paragraph  {không có} và {không có}`
	if s := shown(got.Body); s != want {
		t.Errorf("got\n%s", s)
	}
	if s := strings.Join(got.Bases, "|"); s != "Căn cứ Luật Thi đua, khen thưởng|Căn cứ Kế hoạch số 160 1. xen vào" {
		t.Error(s)
	}
	if len(got.Unknown) != 1 || got.Unknown[0] != "không có" {
		t.Errorf("%q", got.Unknown)
	}
}

func TestPointNumber_isTheInverseOfPointLetter(t *testing.T) {
	t.Parallel()
	for n := 1; n < 30_000; n++ {
		if letter := officialdoc.PointLetter(n); officialdoc.PointNumber(letter) != n {
			t.Fatalf("%s is read as %d, want %d", letter, officialdoc.PointNumber(letter), n)
		}
	}
	for _, none := range []string{"", "f", "z", "aw", "A", "ă", "a1", strings.Repeat("a", 100)} {
		if n := officialdoc.PointNumber(none); n != 0 {
			t.Errorf("%q is read as %d", none, n)
		}
	}
}

func TestPointLetter_followsTheVietnameseAlphabet(t *testing.T) {
	t.Parallel()
	var all string
	for i := 1; i <= 25; i++ {
		all += officialdoc.PointLetter(i) + " "
	}
	if all != "a b c d đ e g h i k l m n o p q r s t u v x y aa ab " {
		t.Error(all)
	}
}

func TestDate_padsDaysBelowTenAndTheFirstTwoMonths(t *testing.T) {
	t.Parallel()
	all, err := officialdoc.Decrees()
	if err != nil {
		t.Fatal(err)
	}
	r := officialdoc.On(all, "2026-01-05")
	for day, want := range map[civil.Day]string{"2020-01-05": "ngày 05 tháng 01 năm 2020", "2019-06-29": "ngày 29 tháng 6 năm 2019",
		"2026-02-10": "ngày 10 tháng 02 năm 2026", "2026-03-09": "ngày 09 tháng 3 năm 2026", "2026-12-31": "ngày 31 tháng 12 năm 2026"} {
		if got := r.Date(day); got != want {
			t.Errorf("%s: %s", day, got)
		}
	}
	d := officialdoc.Document{Type: officialdoc.Submission, Number: "5", Symbol: "TTr-UBND", Place: "Lũng Cú", Recipients: []string{"Như trên", "Lưu: VT."}}
	if r.NumberLine(d) != "Số: 05/TTr-UBND" || d.TitleText() != "TỜ TRÌNH" || strings.Join(d.RecipientLines(), "") != "- Như trên;- Lưu: VT." {
		t.Error(r.NumberLine(d), d.TitleText(), d.RecipientLines())
	}
}

func TestFace_measuresLettersAndTheirSigns(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]float64{"": 0, "a": 4.44, "ấ": 4.44, "ơ": 5.38, "đ": 5, "AV": 14.44, "…": 10} {
		if got := (officialdoc.Face{Size: 10}).Width(text); math.Abs(got-want) > 1e-9 {
			t.Errorf("%q is %v wide, want %v", text, got, want)
		}
	}
	if b, i := (officialdoc.Face{Size: 10, Bold: true}).Width("a"), (officialdoc.Face{Size: 10, Italic: true}).Width("A"); b != 5 || i != 6.11 {
		t.Errorf("bold %v, italic %v", b, i)
	}
}
