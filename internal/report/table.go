package report

import (
	"strconv"
	"strings"

	"lantoa/internal/nomination"
	"lantoa/internal/officialdoc"
	"lantoa/internal/subject"
)

// Table is a table of a report: drawn in the document, and on the page with a
// way from each figure to the cases that it counts.
type Table struct {
	Title   string
	Note    string // below it
	Head    [][]HeadCell
	Shares  []float64 // of the columns
	Rows    []Row
	Letters float64 // their size in points, 0 for the rules' own
}

// HeadCell is a cell of a table's head.
type HeadCell struct {
	Text       string
	Span, Down int // 0 is 1
}

// Row is a row with its name.
type Row struct {
	Label string
	Bold  bool // of a total, or of a field above its kinds
	Inset bool // below a field
	Cells []Cell
}

// Cell is a figure with what it counts, or words.
type Cell struct {
	Text   string
	Count  int
	Filter *Filter // nil for words
	Late   bool
}

func figure(n int, f Filter) Cell { return Cell{Text: number(n), Count: n, Filter: &f} }

// Block is the table as the document draws it; with a link its figures lead to what
// they count.
func (t Table) Block(link Link) officialdoc.Block {
	out := &officialdoc.Table{Size: t.Letters}
	for i, share := range t.Shares {
		c := officialdoc.Column{Share: share, Align: officialdoc.Center}
		if i == 0 {
			c.Align = officialdoc.Left
		}
		out.Columns = append(out.Columns, c)
	}
	for _, row := range t.Head {
		var cells []officialdoc.Cell
		for _, h := range row {
			cells = append(cells, officialdoc.Cell{Text: h.Text, Span: h.Span, Down: h.Down})
		}
		out.Head = append(out.Head, cells)
	}
	for _, row := range t.Rows {
		label := row.Label
		if row.Inset {
			label = "- " + label
		}
		cells := []officialdoc.Cell{{Text: label, Bold: row.Bold}}
		for _, c := range row.Cells {
			cell := officialdoc.Cell{Text: c.Text, Bold: row.Bold}
			switch {
			case c.Filter == nil:
				cell.Align = officialdoc.Left
			case link != nil && c.Count > 0:
				cell.Link = link(*c.Filter)
			}
			cells = append(cells, cell)
		}
		out.Rows = append(out.Rows, cells)
	}
	return officialdoc.Block{Kind: officialdoc.TableBlock, Table: out}
}

// Blocks are the table with its title and its note.
func (t Table) Blocks(link Link) []officialdoc.Block {
	out := []officialdoc.Block{officialdoc.Text(officialdoc.TitleBlock, t.Title), t.Block(link)}
	if t.Note != "" {
		out = append(out, officialdoc.Text(officialdoc.NoteBlock, t.Note))
	}
	return out
}

// FieldTable counts by field and stage, and exemplars by kind.
func FieldTable(f Frame, cases []Case, p Period) Table {
	t := Table{Title: "Điển hình tiên tiến theo lĩnh vực, khâu và đối tượng", Note: "Đơn vị tính: hồ sơ, điển hình. Điển hình toàn diện được tính một lần, ở lĩnh vực chính.",
		Shares: []float64{30, 9, 9, 9, 9, 8, 9, 8, 9, 8}, Letters: 11,
		Head: [][]HeadCell{
			{{Text: "Lĩnh vực", Down: 2}, {Text: "Hồ sơ đang xét", Down: 2}, {Text: "Điển hình theo khâu", Span: 3}, {Text: "Tổng số điển hình", Down: 2}, {Text: "Chia theo đối tượng", Span: 4}},
			{{Text: "Bồi dưỡng"}, {Text: "Tổng kết, công nhận"}, {Text: "Nhân rộng"}, {Text: "Tập thể"}, {Text: "Cá nhân"}, {Text: "Hộ gia đình"}, {Text: "Mô hình"}},
		}}
	row := func(label, fieldID string) Row {
		some := cases
		if fieldID != "" {
			some = Filter{FieldID: fieldID}.Select(cases, p)
		}
		out := Row{Label: label}
		for _, s := range Stages() {
			c := Filter{FieldID: fieldID, Stage: s}
			out.Cells = append(out.Cells, figure(c.Count(some, p), c))
		}
		all := Filter{FieldID: fieldID, Group: Exemplars}
		out.Cells = append(out.Cells, figure(all.Count(some, p), all))
		for _, k := range subject.Kinds() {
			c := Filter{FieldID: fieldID, Group: Exemplars, Kind: k}
			out.Cells = append(out.Cells, figure(c.Count(some, p), c))
		}
		return out
	}
	for _, field := range f.Fields {
		t.Rows = append(t.Rows, row(field.label(), field.ID))
	}
	total := row("Tổng cộng", "")
	total.Bold = true
	t.Rows = append(t.Rows, total)
	return t
}

// label is "2. Phong trào …".
func (f Field) label() string { return strconv.Itoa(f.No) + ". " + capital(f.Name) }

func capital(s string) string {
	r := []rune(s)
	if len(r) == 0 {
		return s
	}
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}

// LevelTable counts exemplars by level and kind, and those that are new in the period.
func LevelTable(cases []Case, p Period) Table {
	t := Table{Title: "Điển hình tiên tiến theo cấp công nhận và đối tượng", Note: "Đơn vị tính: điển hình. Mỗi điển hình được tính ở cấp công nhận cao nhất.",
		Shares: []float64{28, 12, 12, 12, 12, 12, 16},
		Head:   [][]HeadCell{{{Text: "Cấp công nhận"}, {Text: "Tập thể"}, {Text: "Cá nhân"}, {Text: "Hộ gia đình"}, {Text: "Mô hình"}, {Text: "Tổng số"}, {Text: "Công nhận trong kỳ"}}}}
	row := func(label string, level nomination.Level) Row {
		out := Row{Label: label, Bold: level == ""}
		for _, k := range subject.Kinds() {
			c := Filter{Group: Exemplars, Level: level, Kind: k}
			out.Cells = append(out.Cells, figure(c.Count(cases, p), c))
		}
		for _, c := range []Filter{{Group: Exemplars, Level: level}, {Group: Exemplars, Level: level, New: true}} {
			out.Cells = append(out.Cells, figure(c.Count(cases, p), c))
		}
		return out
	}
	for _, l := range nomination.Levels() {
		t.Rows = append(t.Rows, row(levelText(l), l))
	}
	t.Rows = append(t.Rows, row("Tổng cộng", ""))
	return t
}

func levelText(l nomination.Level) string {
	switch l {
	case nomination.LevelUnit:
		return "Cấp cơ sở"
	case nomination.LevelField:
		return "Cấp lĩnh vực, ngành"
	}
	return "Cấp tỉnh"
}

func kindText(k subject.Kind) string {
	switch k {
	case subject.Collective:
		return "Tập thể"
	case subject.Individual:
		return "Cá nhân"
	case subject.Household:
		return "Hộ gia đình"
	}
	return "Mô hình"
}

// FullTable counts by field, kind, level and stage. Kinds of which a field has
// no case are left out.
func FullTable(f Frame, cases []Case, p Period) Table {
	t := Table{Title: "Số liệu tổng hợp theo lĩnh vực, đối tượng, cấp và khâu", Letters: 11,
		Note:   "Đơn vị tính: hồ sơ (khâu phát hiện), điển hình (các khâu còn lại). PH: phát hiện (hồ sơ đang xét); BD: bồi dưỡng; TK: tổng kết, đã công nhận; NR: nhân rộng.",
		Shares: []float64{34, 6, 5, 5, 5, 6, 5, 5, 5, 6, 5, 5, 5, 9}}
	first, second := []HeadCell{{Text: "Lĩnh vực, đối tượng", Down: 2}}, []HeadCell{}
	for _, l := range nomination.Levels() {
		first = append(first, HeadCell{Text: levelText(l), Span: len(Stages())})
		for _, s := range []string{"PH", "BD", "TK", "NR"} {
			second = append(second, HeadCell{Text: s})
		}
	}
	t.Head = [][]HeadCell{append(first, HeadCell{Text: "Tổng số", Down: 2}), second}
	row := func(label string, some []Case, at Filter) Row {
		out := Row{Label: label}
		for _, l := range nomination.Levels() {
			for _, s := range Stages() {
				c := at
				c.Level, c.Stage = l, s
				out.Cells = append(out.Cells, figure(c.Count(some, p), c))
			}
		}
		at.Group = Staged
		out.Cells = append(out.Cells, figure(at.Count(some, p), at))
		return out
	}
	for _, field := range f.Fields {
		at := Filter{FieldID: field.ID}
		some := at.Select(cases, p)
		head := row(field.label(), some, at)
		head.Bold = true
		t.Rows = append(t.Rows, head)
		for _, k := range subject.Kinds() {
			of := at
			of.Kind = k
			if inset := row(kindText(k), of.Select(some, p), of); inset.Cells[len(inset.Cells)-1].Count > 0 {
				inset.Inset = true
				t.Rows = append(t.Rows, inset)
			}
		}
	}
	total := row("Tổng cộng", cases, Filter{})
	total.Bold = true
	t.Rows = append(t.Rows, total)
	return t
}

// ShareTable counts women, ethnic minorities, direct workers and leaders among
// persons and heads of household, each beside how many are recorded.
func ShareTable(cases []Case, p Period) Table {
	t := Table{Title: "Cơ cấu điển hình là cá nhân, hộ gia đình", Note: "Đơn vị tính: người; hộ gia đình tính theo chủ hộ. Tỷ lệ tính trên số người có ghi nhận, chỉ tính khi có từ 5 người trở lên.",
		Shares: []float64{46, 18, 18, 18}, Head: [][]HeadCell{{{Text: "Nội dung"}, {Text: "Số người"}, {Text: "Số người có ghi nhận"}, {Text: "Tỷ lệ"}}}}
	for _, s := range Shares(cases, p) {
		percent := s.Percent()
		if percent == "" {
			percent = "-"
		}
		t.Rows = append(t.Rows, Row{Label: s.Label, Cells: []Cell{figure(s.Count, s.Filter), figure(s.Known, s.KnownFilter), {Text: percent}}})
	}
	return t
}

// DutyTable is what each lead agency had chosen by each milestone, in protocol order.
func DutyTable(f Frame, cases []Case, p Period) Table {
	t := Table{Title: "Kết quả lựa chọn, xây dựng điển hình của các cơ quan chủ trì theo mốc thời gian", Letters: 12,
		Note: "Đơn vị tính: điển hình, hồ sơ đã được cơ quan chủ trì lựa chọn đến hết ngày của mốc. Cơ quan được đề nghị phối hợp thực hiện không xếp chậm."}
	head := []HeadCell{{Text: "Cơ quan chủ trì"}, {Text: "Hình thức"}, {Text: "Lĩnh vực"}}
	t.Shares = []float64{34, 12, 12}
	for _, m := range f.Milestones {
		if m.Due != "" {
			head = append(head, HeadCell{Text: m.Short() + "\n" + m.Due.Vietnamese()})
			t.Shares = append(t.Shares, 16)
		}
	}
	t.Head = [][]HeadCell{head}
	for _, b := range f.Bodies {
		row := Row{Label: capital(b.Name), Cells: []Cell{{Text: mode(b)}, {Text: numbers(b.FieldNos)}}}
		for _, d := range f.Duties(b, cases, p) {
			row.Cells = append(row.Cells, d.cell())
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func mode(b Body) string {
	if b.Requested {
		return "Đề nghị"
	}
	return "Giao"
}

func numbers(all []int) string {
	out := make([]string, len(all))
	for i, n := range all {
		out[i] = strconv.Itoa(n)
	}
	return strings.Join(out, ", ")
}

func (d Duty) cell() Cell {
	switch {
	case d.Count > 0:
		c := figure(d.Count, d.Filter)
		if !d.Due {
			c.Text += " (chưa đến hạn)"
		}
		return c
	case !d.Due:
		return Cell{Text: "Chưa đến hạn"}
	case d.Late:
		return Cell{Text: "Chưa có (chậm)", Late: true}
	}
	return Cell{Text: "Chưa có"}
}
