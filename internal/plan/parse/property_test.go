package parse_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"lantoa/internal/plan/parse"
)

// Words of which the plans below are made; none is a word of structure.
var (
	sayings  = []string{"giữ rừng đầu nguồn", "dạy trẻ em đọc sách", "làm đường vào bản", "trồng cây ven suối", "giúp người già neo đơn", "nuôi ong lấy mật", "dọn sạch bờ kênh"}
	agencies = []string{"Sở Nội vụ", "Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế", "Công an tỉnh", "Hội Nông dân tỉnh", "Liên đoàn Lao động tỉnh", "Sở Lao động - Thương binh và Xã hội", "Ủy ban nhân dân các xã, phường", "Văn phòng HĐND và UBND tỉnh"}
	subjects = []struct{ label, subject string }{{"Tập thể", parse.Collective}, {"Cá nhân", parse.Individual}, {"Hộ gia đình", parse.Household}}
)

// shape is how a plan sets what it says.
type shape struct {
	part, clause string // of parts ("I.", "Phần I", "I-") and clauses ("1.", "Điều 1.")
	set          string // of criteria: "a) X: ", "- X: ", "Đối với X: "
	leadsFirst   bool
	labelled     bool   // "Cơ quan chủ trì: …"
	joint        string // between co-ordinating bodies
	blank        bool   // blank lines between paragraphs
}

func drawShape(t *rapid.T) shape {
	s := shape{
		part: rapid.SampledFrom([]string{"%s. ", "%s- ", "Phần %s\n", "%s/ "}).Draw(t, "part"), clause: rapid.SampledFrom([]string{"%d. ", "%d) ", "Điều %d. "}).Draw(t, "clause"),
		set: rapid.SampledFrom([]string{"a", "-", "*", "Đối với"}).Draw(t, "set"), leadsFirst: rapid.Bool().Draw(t, "leads first"), labelled: rapid.Bool().Draw(t, "labelled"),
		joint: rapid.SampledFrom([]string{", ", "; ", " và "}).Draw(t, "joint"), blank: rapid.Bool().Draw(t, "blank lines"),
	}
	return s
}

// drawPlan makes a plan: what it says, and its text in some shape.
func drawPlan(t *rapid.T) (parse.Draft, string) {
	s := drawShape(t)
	d := parse.Draft{Number: fmt.Sprint(rapid.IntRange(1, 999).Draw(t, "number")), Issuer: "Ủy ban nhân dân tỉnh Sơn Bình", Place: "Sơn Bình", Title: "Xây dựng điển hình tiên tiến giai đoạn 2026 - 2030",
		Period: parse.Period{From: 2026, To: 2030}, Signer: parse.Signer{Position: "CHỦ TỊCH", Name: "Vừ Mí Dia"}, Recipients: []string{"Các sở, ngành", "Lưu: VT"}, Yearly: []string{}, Warnings: []parse.Warning{}}
	d.Symbol = d.Number + "/KH-UBND"
	month, day := rapid.IntRange(1, 12).Draw(t, "month"), rapid.IntRange(1, 28).Draw(t, "day")
	d.Date = fmt.Sprintf("2025-%02d-%02d", month, day)
	lines := []string{"ỦY BAN NHÂN DÂN\nTỈNH SƠN BÌNH", "Số: " + d.Symbol, fmt.Sprintf("Sơn Bình, ngày %02d tháng %d năm 2025", day, month), "KẾ HOẠCH\n" + d.Title, "Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:"}
	part := func(roman, heading string) { lines = append(lines, fmt.Sprintf(s.part, roman)+heading) }
	clause := func(no int, text string) { lines = append(lines, fmt.Sprintf(s.clause, no)+text) }

	part("I", "MỤC ĐÍCH, YÊU CẦU")
	d.Purposes = drawClauses(t, "purpose", clause)
	part("II", "NỘI DUNG")
	d.Contents = drawClauses(t, "content", clause)
	part("III", "XÂY DỰNG ĐIỂN HÌNH TRÊN CÁC LĨNH VỰC")
	for i := range rapid.IntRange(1, 4).Draw(t, "fields") {
		f, text := drawField(t, s, i+1)
		d.Fields = append(d.Fields, f)
		clause(i+1, fmt.Sprintf("Điển hình trong phong trào “%s”", f.Movement))
		lines = append(lines, text...)
	}
	part("IV", "THỜI GIAN THỰC HIỆN")
	for i := range rapid.IntRange(1, 3).Draw(t, "milestones") {
		m, when := drawTime(t)
		m.Text = capitalised(rapid.SampledFrom(sayings).Draw(t, "what")) + "."
		d.Milestones = append(d.Milestones, m)
		clause(i+1, when+": "+m.Text)
	}
	part("V", "TỔ CHỨC THỰC HIỆN")
	for i := range rapid.IntRange(1, 3).Draw(t, "tasks") {
		who := rapid.SampledFrom(agencies).Draw(t, "who")
		task := parse.Task{No: fmt.Sprint(i + 1), Mode: parse.Assigned, Assignees: []string{who}, Text: who + " có trách nhiệm " + rapid.SampledFrom(sayings).Draw(t, "task") + "."}
		if rapid.Bool().Draw(t, "asked") {
			task.Mode, task.Text = parse.Requested, "Đề nghị "+task.Text
		}
		d.Tasks = append(d.Tasks, task)
		clause(i+1, task.Text)
	}
	lines = append(lines, "Nơi nhận:\n- Các sở, ngành;\n- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "Vừ Mí Dia")
	gap := "\n"
	if s.blank {
		gap = "\n\n"
	}
	return d, strings.Join(lines, gap) + "\n"
}

func drawClauses(t *rapid.T, what string, clause func(int, string)) []parse.Numbered {
	var out []parse.Numbered
	for i := range rapid.IntRange(1, 3).Draw(t, what+"s") {
		c := parse.Numbered{No: fmt.Sprint(i + 1), Text: capitalised(rapid.SampledFrom(sayings).Draw(t, what)) + "; " + rapid.SampledFrom(sayings).Draw(t, what) + "."}
		out = append(out, c)
		clause(i+1, c.Text)
	}
	return out
}

func drawField(t *rapid.T, s shape, no int) (parse.Field, []string) {
	f := parse.Field{No: fmt.Sprint(no), Movement: capitalised(rapid.SampledFrom(sayings).Draw(t, "movement")) + fmt.Sprintf(" lần %d", no), Coordinating: []string{}}
	var criteria []string
	for i := range rapid.IntRange(1, 3).Draw(t, "sets") {
		items := rapid.SliceOfN(rapid.SampledFrom(sayings), 1, 4).Draw(t, "items")
		items[0] = capitalised(items[0])
		label := map[string]string{"a": string("abc"[i]) + ") ", "-": "- ", "*": "* Tiêu chí ", "Đối với": "Đối với "}[s.set]
		name := subjects[i].label
		if strings.HasSuffix(strings.TrimSpace(label), "chí") || s.set == "Đối với" {
			name = strings.ToLower(name)
		}
		f.Criteria = append(f.Criteria, parse.CriteriaSet{Subjects: []string{subjects[i].subject}, Items: items})
		criteria = append(criteria, label+name+": "+strings.Join(items, "; ")+".")
	}
	mode := rapid.SampledFrom([]parse.Mode{parse.Assigned, parse.Requested}).Draw(t, "mode")
	names := rapid.SliceOfNDistinct(rapid.SampledFrom(agencies), 1, 3, rapid.ID).Draw(t, "leads")
	f.Leads = []parse.Lead{}
	for _, n := range names {
		f.Leads = append(f.Leads, parse.Lead{Name: n, Mode: mode})
	}
	with := rapid.SliceOfNDistinct(rapid.SampledFrom(agencies), 0, 3, rapid.ID).Draw(t, "co-ordinating")
	f.Coordinating = append(f.Coordinating, with...)
	verb := map[parse.Mode]string{parse.Assigned: "Giao ", parse.Requested: "Đề nghị "}[mode]
	charge := []string{verb + strings.Join(names, ", ") + " chủ trì lựa chọn, xây dựng."}
	if len(with) > 0 {
		charge = []string{verb + strings.Join(names, ", ") + " chủ trì, phối hợp với " + strings.Join(with, s.joint) + " lựa chọn, xây dựng."}
	}
	if s.labelled {
		charge = []string{"Cơ quan chủ trì: " + verb + strings.Join(names, "; ") + "."}
		if len(with) > 0 {
			charge = append(charge, "Đơn vị phối hợp: "+strings.Join(with, s.joint)+".")
		}
	}
	if s.leadsFirst {
		return f, append(charge, criteria...)
	}
	return f, append(criteria, charge...)
}

// drawTime makes a time and one of the ways to write it.
func drawTime(t *rapid.T) (parse.Milestone, string) {
	y, q, m := rapid.IntRange(2026, 2030).Draw(t, "year"), rapid.IntRange(1, 4).Draw(t, "quarter"), rapid.IntRange(2, 12).Draw(t, "month")
	roman := []string{"I", "II", "III", "IV"}
	quarter := parse.Milestone{Quarter: q, Year: y, Due: lastDay(y, q*3)}
	month := parse.Milestone{Year: y, Due: lastDay(y, m)}
	day := parse.Milestone{Year: y, Due: fmt.Sprintf("%d-%02d-15", y, m)}
	switch rapid.IntRange(0, 9).Draw(t, "way") {
	case 0:
		return quarter, fmt.Sprintf("Quý %s/%d", roman[q-1], y)
	case 1:
		return quarter, fmt.Sprintf("Trong quý %s năm %d", roman[q-1], y)
	case 2:
		return quarter, fmt.Sprintf("Từ quý I đến quý %s/%d", roman[q-1], y)
	case 3:
		return month, fmt.Sprintf("Tháng %02d/%d", m, y)
	case 4:
		return month, fmt.Sprintf("Tháng %d - %d/%d", m-1, m, y)
	case 5:
		return month, fmt.Sprintf("Từ tháng %d đến tháng %d năm %d", m-1, m, y)
	case 6:
		return day, fmt.Sprintf("Trước ngày 15/%d/%d", m, y)
	case 7:
		return day, fmt.Sprintf("Từ ngày 01/%d đến ngày 15/%d/%d", m, m, y)
	case 8:
		return parse.Milestone{Year: y, Due: lastDay(y, 6)}, fmt.Sprintf("6 tháng đầu năm %d", y)
	}
	return day, fmt.Sprintf("Ngày 15 tháng %d năm %d", m, y)
}

func lastDay(year, month int) string {
	days := []int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[month-1]
	if month == 2 && year%4 == 0 {
		days = 29
	}
	return fmt.Sprintf("%d-%02d-%02d", year, month, days)
}

func capitalised(s string) string {
	r := []rune(s)
	return strings.ToUpper(string(r[0])) + string(r[1:])
}

func TestParse_givesBackTheStructureOfAnyPlan(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		want, text := drawPlan(t)
		if diff := cmp.Diff(want, parse.Parse(text)); diff != "" {
			t.Fatalf("%s\n%s", diff, text)
		}
	})
}

var paragraphGap = regexp.MustCompile(`\n\n`)

// Neither the form of letters and line ends nor spaces nor page numbers between
// paragraphs change what is read.
func TestParse_readsTheSameFromAnyFormOfAPlan(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		_, text := drawPlan(t)
		want := content(parse.Parse(text))
		for form, other := range map[string]string{
			"decomposed": norm.NFD.String(text), "composed": norm.NFC.String(text), "line ends of two": strings.ReplaceAll(text, "\n", "\r\n"), "old line ends": strings.ReplaceAll(text, "\n", "\r"),
			"trailing spaces": strings.ReplaceAll(text, "\n", "  \n"), "leading spaces": "  " + strings.ReplaceAll(text, "\n", "\n  "), "pages": pageAt(t, text),
		} {
			if diff := cmp.Diff(want, content(parse.Parse(other))); diff != "" {
				t.Fatalf("%s: %s\n%s", form, diff, other)
			}
		}
	})
}

// pageAt puts a page number into one of the gaps between paragraphs.
func pageAt(t *rapid.T, text string) string {
	gaps := paragraphGap.FindAllStringIndex(text, -1)
	if len(gaps) == 0 {
		return text
	}
	g := rapid.SampledFrom(gaps).Draw(t, "gap")
	return text[:g[0]] + rapid.SampledFrom([]string{"\n\n- 3 -\n\n", "\n\n12\n\n", "\n\nTrang 4/9\n\n", "\n\n\f\n\n", "\n5\n"}).Draw(t, "page") + text[g[1]:]
}

func TestParse_readsTheCustomersPlanWithAPageNumberInAnyGap(t *testing.T) {
	t.Parallel()
	plain := readPlan(t)
	want := content(parse.Parse(plain))
	for _, g := range paragraphGap.FindAllStringIndex(plain, -1) {
		for _, page := range []string{"\n\n- 7 -\n\n", "\n\fTrang 2/9\n"} {
			text := plain[:g[0]] + page + plain[g[1]:]
			if diff := cmp.Diff(want, content(parse.Parse(text))); diff != "" {
				t.Fatalf("after %q: %s", plain[max(0, g[0]-40):g[0]], diff)
			}
		}
	}
}

func TestParse_readsTheCustomersPlanAtAnyWidth(t *testing.T) {
	t.Parallel()
	plain := readPlan(t)
	want := content(parse.Parse(plain))
	for width := 60; width <= 120; width++ {
		if diff := cmp.Diff(want, content(parse.Parse(wrap(plain, width)))); diff != "" {
			t.Errorf("at %d: %s", width, diff)
		}
	}
}
