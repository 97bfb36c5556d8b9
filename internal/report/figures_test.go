package report_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"lantoa/internal/civil"
	"lantoa/internal/nomination"
	"lantoa/internal/officialdoc"
	"lantoa/internal/report"
	"lantoa/internal/subject"
)

var year = report.Period{From: "2021-01-01", To: "2021-12-31"}

func frame() report.Frame {
	return report.Frame{PlanSymbol: "160/KH-UBND", PlanDay: "2021-01-09", PlanTitle: "Xây dựng và nhân rộng điển hình tiên tiến", PlanIssuer: "Ủy ban nhân dân tỉnh Hà Giang",
		PeriodFrom: 2021, PeriodTo: 2025, Province: "tỉnh Hà Giang",
		Fields:     []report.Field{{ID: "f1", No: 1, Name: "học tập và làm theo Bác"}, {ID: "f2", No: 2, Name: "nông thôn mới"}},
		Milestones: []report.Milestone{{Due: "2021-09-30", Quarter: 3, Year: 2021}, {Due: "2023-12-31", Quarter: 4, Year: 2023}},
		Bodies:     []report.Body{{OrgID: "front", Name: "Ban Tuyên giáo", Requested: true, FieldNos: []int{1}}, {OrgID: "office", Name: "Văn phòng Điều phối", FieldNos: []int{2}}}}
}

// example is six records: a dossier under way, one that became an exemplar and
// that exemplar, two exemplars of other levels, and one revoked.
func example() []report.Case {
	return []report.Case{
		{Record: report.Dossier, RecordID: "d1", SubjectID: "s1", Kind: subject.Individual, FieldID: "f1", Level: nomination.LevelField, Stage: report.Discover, UnitID: "u1", Since: "2021-03-01", Leads: []string{"front"}},
		{Record: report.Dossier, RecordID: "d2", SubjectID: "s2", Kind: subject.Individual, FieldID: "f2", Level: nomination.LevelProvince, Stage: report.Admitted, UnitID: "u1", Since: "2021-04-01", Chosen: "2021-05-01", Leads: []string{"office"}},
		{Record: report.Exemplar, RecordID: "e2", SubjectID: "s2", Kind: subject.Individual, FieldID: "f2", Level: nomination.LevelProvince, Stage: report.Review, UnitID: "u1", Since: "2021-06-01", Chosen: "2021-06-01",
			Day: "2021-06-01", Number: "12/QĐ-UBND", Leads: []string{"office"}, Sex: "female", People: "Mông", Work: "direct", Name: "Vừ Thị Mỷ", UnitName: "UBND xã Lũng Cú, huyện Đồng Văn",
			Title: "Nuôi ong lấy mật", Figure: report.Figure{Name: "Sản lượng mật", Unit: "lít", Before: "40", After: "1200"}},
		{Record: report.Exemplar, RecordID: "e3", SubjectID: "s3", Kind: subject.Household, FieldID: "f2", MoreFields: []string{"f1"}, Level: nomination.LevelUnit, Stage: report.Nurture, UnitID: "u2", Since: "2020-06-01", Day: "2020-06-01", Sex: "male", People: "Kinh"},
		{Record: report.Exemplar, RecordID: "e4", SubjectID: "s4", Kind: subject.Collective, FieldID: "f2", Level: nomination.LevelField, Stage: report.Replicate, UnitID: "u2", Since: "2021-07-01", Day: "2021-07-01", Sex: "female"},
		{Record: report.Exemplar, RecordID: "e5", SubjectID: "s5", Kind: subject.Individual, FieldID: "f1", Level: nomination.LevelField, Stage: report.Revoked, UnitID: "u2", Since: "2021-07-01", Day: "2021-07-01", Sex: "female"},
	}
}

func content() report.Content {
	return report.Content{Head: report.Head{Issuer: "Ban Thi đua - Khen thưởng"}, Frame: frame(), Period: year, Cases: example(), Named: []string{"e2"}}
}

func rules(t *testing.T) officialdoc.Rules {
	t.Helper()
	all, err := officialdoc.Decrees()
	if err != nil {
		t.Fatal(err)
	}
	return all[0]
}

func TestWords_countTheExampleByHand(t *testing.T) {
	t.Parallel()
	got := map[string]string{}
	for _, w := range content().Words(rules(t)) {
		got[w.Name] = w.Value
	}
	for name, want := range map[string]string{
		"tổng số hồ sơ": "2", "số hồ sơ đang xét": "1", "số hồ sơ được công nhận": "1", "số hồ sơ không được chọn": "0", "số đơn vị đề nghị": "1",
		"tổng số điển hình": "3", "số điển hình trong kỳ": "2", "số tập thể": "1", "số cá nhân": "1", "số hộ gia đình": "1", "số mô hình": "0",
		"số điển hình toàn diện": "1", "số đang bồi dưỡng": "1", "số đã công nhận": "1", "số đang nhân rộng": "1", "số đã hủy công nhận": "1",
		"số cấp cơ sở": "1", "số cấp lĩnh vực": "1", "số cấp tỉnh": "1",
		// A collective has no sex, a revoked exemplar is none; too few for per cent.
		"nữ": "1 (trong 2 người có ghi giới tính)", "dân tộc thiểu số": "1 (trong 2 người có ghi dân tộc)",
		"người trực tiếp": "1 (trong 1 người có ghi vị trí công tác)", "lãnh đạo, quản lý": "0 (trong 1 người có ghi vị trí công tác)",
		"ngày kế hoạch": "ngày 09 tháng 01 năm 2021", "kỳ báo cáo": "từ ngày 01/01/2021 đến ngày 31/12/2021",
		"lĩnh vực chưa có điển hình": "Học tập và làm theo Bác", "cơ quan chậm": "không có", "mốc tiếp theo": "Quý IV/2023 (31/12/2023)",
	} {
		if got[name] != want {
			t.Errorf("{%s} says %q, not %q", name, got[name], want)
		}
	}
}

func TestShare_isToldInPerCentOnlyWhereEnoughAreKnown(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		share report.Share
		want  string
	}{
		{report.Share{}, "chưa có số liệu (chưa ghi giới tính)"},
		{report.Share{Count: 3, Known: 4}, "3 (trong 4 người có ghi giới tính)"},
		{report.Share{Count: 2, Known: 5}, "2 (trong 5 người có ghi giới tính, chiếm 40%)"},
		{report.Share{Count: 1000, Known: 3000}, "1.000 (trong 3.000 người có ghi giới tính, chiếm 33,3%)"},
	} {
		if got := c.share.Text("giới tính"); got != c.want {
			t.Errorf("%+v: %q, want %q", c.share, got, c.want)
		}
	}
}

func TestDuties_areLateOnlyForChargedBodiesWhenTheDayIsOver(t *testing.T) {
	t.Parallel()
	f, none := frame(), []report.Case(nil)
	for _, c := range []struct {
		to    civil.Day
		cases []report.Case
		want  string // of each body, of each milestone: count, then d for over and l for late
	}{
		{"2021-09-29", none, "0 0 | 0 0"},
		{"2021-09-30", none, "0d 0 | 0dl 0"},
		{"2024-01-01", none, "0d 0d | 0dl 0dl"},
		// One subject, chosen as a dossier and recognised: counted once.
		{"2024-01-01", example(), "0d 0d | 1d 1d"},
		{"2021-05-01", example(), "0 0 | 1 1"},
	} {
		p := report.Period{From: "2021-01-01", To: c.to}
		var bodies []string
		for _, b := range f.Bodies {
			var cells []string
			for _, d := range f.Duties(b, c.cases, p) {
				s := fmt.Sprint(d.Count)
				if d.Due {
					s += "d"
				}
				if d.Late {
					s += "l"
				}
				cells = append(cells, s)
			}
			bodies = append(bodies, strings.Join(cells, " "))
		}
		if got := strings.Join(bodies, " | "); got != c.want {
			t.Errorf("to %s: %s, want %s", c.to, got, c.want)
		}
	}
	if late := f.LateBodies(none, year); len(late) != 1 || late[0].OrgID != "office" {
		t.Errorf("late are %+v", late)
	}
}

func TestSentence_namesWhoWhereWhatAndTheFigure(t *testing.T) {
	t.Parallel()
	want := "Bà Vừ Thị Mỷ (UBND xã Lũng Cú, huyện Đồng Văn): Nuôi ong lấy mật; sản lượng mật từ 40 lít lên 1.200 lít. Được công nhận cấp tỉnh tại Quyết định số 12/QĐ-UBND ngày 01/06/2021."
	if got := example()[2].Sentence(); got != want {
		t.Errorf("%q", got)
	}
	household := report.Case{Kind: subject.Household, Name: "Hồ Văn Páo", Sex: "male", Title: "Trồng rừng"}
	if got := household.Sentence(); got != "Hộ ông Hồ Văn Páo: Trồng rừng." {
		t.Errorf("%q", got)
	}
	for f, want := range map[report.Figure]string{
		{Name: "Thời gian giải quyết", Unit: "ngày", Before: "15", After: "7.5"}: "thời gian giải quyết từ 15 ngày xuống 7,5 ngày",
		{Name: "Tỷ lệ trẻ được tiêm", Unit: "%", Before: "31", After: "94.5"}:    "tỷ lệ trẻ được tiêm từ 31% lên 94,5%",
		{Name: "GDP", Before: "không có", After: "đạt chuẩn"}:                    "GDP từ không có thành đạt chuẩn",
		{Name: "Số hội viên", Unit: "người", After: "20"}:                        "số hội viên đạt 20 người",
		{Name: "Doanh thu", Unit: "nghìn đồng", Before: "900", After: "1250000"}: "doanh thu từ 900 nghìn đồng lên 1.250.000 nghìn đồng",
		{Name: "Số hội viên", Unit: "người"}:                                     "",
	} {
		if got := f.Change(); got != want {
			t.Errorf("%+v: %q, want %q", f, got, want)
		}
	}
}

func TestDefaultNamed_areTheHigherLevelsOnlyAndTenAtMost(t *testing.T) {
	t.Parallel()
	if got := report.DefaultNamed(example(), year); !slices.Equal(got, []string{"e2", "e4"}) {
		t.Errorf("%v", got)
	}
	var many []report.Case
	for i := range 15 {
		c := example()[2]
		c.RecordID = fmt.Sprint(i)
		many = append(many, c)
	}
	if got := report.DefaultNamed(many, year); len(got) != 10 {
		t.Errorf("%d are named", len(got))
	}
}

// cases draws a set of cases as the store gives them.
func cases(t *rapid.T) []report.Case {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) report.Case {
		stage := report.Stage(rapid.SampledFrom([]string{"discover", "nurture", "review", "replicate", "revoked", "admitted", "closed"}).Draw(t, "stage"))
		c := report.Case{Stage: stage, Record: report.Exemplar, FieldID: rapid.SampledFrom([]string{"f1", "f2"}).Draw(t, "field"), SubjectID: rapid.StringN(1, 2, 4).Draw(t, "subject"),
			Kind: rapid.SampledFrom(subject.Kinds()).Draw(t, "kind"), Level: rapid.SampledFrom(nomination.Levels()).Draw(t, "level"), Sex: rapid.SampledFrom([]string{"", "female", "male"}).Draw(t, "sex"),
			People: rapid.SampledFrom([]string{"", "Kinh", "Dao"}).Draw(t, "people"), Work: rapid.SampledFrom([]string{"", "direct", "leader"}).Draw(t, "work"),
			Since: civil.Day(rapid.SampledFrom([]string{"2020-05-05", "2021-05-05"}).Draw(t, "since")), Leads: []string{rapid.SampledFrom([]string{"front", "office", ""}).Draw(t, "lead")}}
		if stage == report.Discover || stage == report.Admitted || stage == report.Closed {
			c.Record = report.Dossier
		}
		return c
	}), 0, 60).Draw(t, "cases")
}

// A table's last row is the sum of those above it, every figure is the length of
// the list behind it, and the kinds and levels of exemplars sum up to all.
func TestTables_sumUpAndCountWhatTheyLead(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		all := cases(t)
		for i := range all {
			all[i].RecordID = fmt.Sprint(i)
		}
		f := frame()
		for _, table := range []report.Table{report.FieldTable(f, all, year), report.LevelTable(all, year), report.FullTable(f, all, year), report.ShareTable(all, year), report.DutyTable(f, all, year)} {
			sums := map[int]int{}
			for _, row := range table.Rows {
				for i, c := range row.Cells {
					if c.Filter == nil {
						continue
					}
					behind := report.ParseFilter(c.Filter.Query()).Select(all, year)
					if len(behind) != c.Count {
						t.Fatalf("%s, %s, column %d: %d, but %d behind it", table.Title, row.Label, i, c.Count, len(behind))
					}
					if !row.Inset {
						sums[i] += c.Count
					}
				}
			}
			last := table.Rows[len(table.Rows)-1]
			for i, c := range last.Cells {
				if last.Bold && sums[i] != 2*c.Count { // the rows, and their total
					t.Fatalf("%s, column %d: the rows do not sum up to %d", table.Title, i, c.Count)
				}
			}
		}
		whole := report.Filter{Group: report.Exemplars}.Count(all, year)
		kinds, levels, stages := 0, 0, 0
		for _, k := range subject.Kinds() {
			kinds += report.Filter{Group: report.Exemplars, Kind: k}.Count(all, year)
		}
		for _, l := range nomination.Levels() {
			levels += report.Filter{Group: report.Exemplars, Level: l}.Count(all, year)
		}
		for _, s := range []report.Stage{report.Nurture, report.Review, report.Replicate} {
			stages += report.Filter{Stage: s}.Count(all, year)
		}
		if kinds != whole || levels != whole || stages != whole {
			t.Fatalf("%d exemplars, by kind %d, by level %d, by stage %d", whole, kinds, levels, stages)
		}
	})
}

func TestParseFilter_ofWhatItDoesNotKnowChoosesNothing(t *testing.T) {
	t.Parallel()
	for _, f := range []report.Filter{{Group: "x"}, {Stage: "x"}, {FieldID: "x"}, {Kind: "x"}, {Level: "x"}, {Mark: "x"}, {LeadID: "x", By: "2030-01-01"}} {
		if n := report.ParseFilter(f.Query()).Count(example(), year); n != 0 {
			t.Errorf("%+v chooses %d", f, n)
		}
	}
}

func TestRead_fillsInTheTextAndNamesWhatIsWrong(t *testing.T) {
	t.Parallel()
	got, err := content().Read(rules(t), "Thực hiện Kế hoạch số {số kế hoạch}:\nI. KẾT QUẢ\nCó {tổng số điển hình} điển hình, {lạ}, {bảng theo cấp}. [Nêu thêm.] [Và nữa.]\n{bảng theo lĩnh vực}\n{biểu đồ theo khâu}\n{điển hình nêu tên}", nil)
	if err != nil {
		t.Fatal(err)
	}
	var kinds []officialdoc.BlockKind
	for _, b := range got.Body {
		kinds = append(kinds, b.Kind)
	}
	want := []officialdoc.BlockKind{"paragraph", "section", "paragraph", "title", "table", "note", "picture", "dash"}
	if !slices.Equal(kinds, want) {
		t.Errorf("the blocks are %v", kinds)
	}
	if text := got.Body[0].Runs[0].Text; text != "Thực hiện Kế hoạch số 160/KH-UBND:" {
		t.Errorf("the first sentence is %q", text)
	}
	if !slices.Equal(got.Unknown, []string{"lạ"}) || !slices.Equal(got.Misused, []string{"bảng theo cấp"}) || got.Places != 2 || got.Faultless() {
		t.Errorf("unknown %v, misused %v, %d places", got.Unknown, got.Misused, got.Places)
	}
}

func TestUsual_hasTheFourPartsAndOnlyFieldsThatThereAre(t *testing.T) {
	t.Parallel()
	text, err := report.Usual(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	link := func(f report.Filter) string { return "?" + f.Query().Encode() }
	file, got, err := content().Draw(rules(t), text, link)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Unknown)+len(got.Misused) > 0 || got.Places == 0 {
		t.Errorf("unknown %v, misused %v, %d places", got.Unknown, got.Misused, got.Places)
	}
	var parts []string
	tables, charts, figures := 0, 0, 0
	for _, b := range file.Parts[0].Document.Body {
		switch b.Kind {
		case officialdoc.SectionBlock:
			parts = append(parts, b.Runs[0].Text)
		case officialdoc.TableBlock:
			tables++
		case officialdoc.PictureBlock:
			charts++
		}
		for _, run := range b.Runs {
			if run.Link != "" {
				figures++
			}
			if strings.ContainsAny(run.Text, "\x01\x02\x03{}") {
				t.Errorf("%q is left in the text", run.Text)
			}
		}
	}
	if len(parts) != 4 || tables != 4 || charts != 2 || figures < 20 {
		t.Errorf("parts %q, %d tables, %d charts, %d figures", parts, tables, charts, figures)
	}
}

// What a page shows with links is the document, word for word.
func TestDraw_saysWithLinksWhatTheFileSays(t *testing.T) {
	t.Parallel()
	text := "Phần I\nPhần có {tổng số điển hình}\n{số tập thể}\nĐiều 1. Có {số cá nhân}\nCó {tổng số điển hình}, {số tập thể}.\n{bảng theo lĩnh vực}"
	plain, err := content().File(rules(t), text)
	if err != nil {
		t.Fatal(err)
	}
	linked, _, err := content().Draw(rules(t), text, func(f report.Filter) string { return "?" + f.Query().Encode() })
	if err != nil {
		t.Fatal(err)
	}
	if said(plain) != said(linked) {
		t.Errorf("%s\n%s", said(plain), said(linked))
	}
	last := linked.Parts[0].Document.Body[3]
	if len(last.Runs) != 5 || last.Runs[1] != (officialdoc.Run{Text: "3", Link: "?nhom=exemplars"}) || last.Runs[3].Link != "?doi-tuong=collective&nhom=exemplars" {
		t.Errorf("%+v", last.Runs)
	}
}

// said are the words of a document.
func said(f officialdoc.File) string {
	var b strings.Builder
	for _, block := range f.Parts[0].Document.Body {
		b.WriteString("\n" + string(block.Kind) + " " + block.Title)
		for _, run := range block.Runs {
			b.WriteString(run.Text)
		}
		if block.Table != nil {
			for _, row := range append(block.Table.Head, block.Table.Rows...) {
				for _, c := range row {
					b.WriteString("|" + c.Text)
				}
			}
		}
	}
	return b.String()
}

func TestChart_isAPictureThatSaysItsFiguresInWordsToo(t *testing.T) {
	t.Parallel()
	for _, c := range []report.Chart{report.StageChart(example(), year), report.FieldChart(frame(), example(), year), report.StageChart(nil, year), report.FieldChart(report.Frame{}, nil, year)} {
		raw, err := c.PNG()
		if err != nil || !strings.HasPrefix(string(raw), "\x89PNG") {
			t.Errorf("%s: %v", c.Title, err)
		}
	}
	if alt := report.StageChart(example(), year).Alt; alt != "Số hồ sơ, điển hình theo bốn khâu: phát hiện 1; bồi dưỡng 1; tổng kết, công nhận 1; nhân rộng 1." {
		t.Errorf("%q", alt)
	}
}

func TestNames_areThoseOfTheWordsTablesAndCharts(t *testing.T) {
	t.Parallel()
	var want, got []string
	for _, w := range content().Words(rules(t)) {
		want = append(want, w.Name)
	}
	inserts := 0
	for _, n := range report.Names() {
		got = append(got, n.Name)
		if n.Insert {
			inserts++
		}
	}
	if want = append(want, report.BlockNames()...); !slices.Equal(got, want) || inserts != len(report.BlockNames()) {
		t.Errorf("%q\n%q, %d inserts", got, want, inserts)
	}
}
