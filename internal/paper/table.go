package paper

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"lantoa/internal/i18n"
	"lantoa/internal/nomination"
	"lantoa/internal/officialdoc"
	"lantoa/internal/subject"
)

// table is a block with a table.
func table(t officialdoc.Table) officialdoc.Block {
	return officialdoc.Block{Kind: officialdoc.TableBlock, Table: &t}
}

// cells are texts as cells.
func cells(texts ...string) []officialdoc.Cell {
	out := make([]officialdoc.Cell, len(texts))
	for i, t := range texts {
		out[i].Text = t
	}
	return out
}

// listTable is the danh sách trích ngang: every nominee with what a reader must
// know, by kind.
func (d *sheaf) listTable(p *i18n.Printer) officialdoc.Block {
	t := officialdoc.Table{Size: 11, Columns: []officialdoc.Column{{Share: 5, Align: officialdoc.Center}, {Share: 15}, {Share: 6, Align: officialdoc.Center}, {Share: 8},
		{Share: 17}, {Share: 15}, {Share: 22}, {Share: 13}},
		Head: [][]officialdoc.Cell{cells("STT", "Họ và tên, tên tập thể", "Năm sinh", "Giới tính, dân tộc", "Chức vụ, nghề nghiệp; nơi ở, nơi công tác", "Lĩnh vực", "Thành tích, kết quả tiêu biểu", "Đơn vị đề nghị")}}
	no := 0
	part := 0
	for _, k := range subject.Kinds() {
		these := d.ofKind(k)
		if len(these) == 0 {
			continue
		}
		part++
		t.Rows = append(t.Rows, []officialdoc.Cell{{Text: officialdoc.Roman(part), Bold: true},
			{Text: fmt.Sprintf("%s: %s", capital(kindText(k)), d.count(len(these))), Bold: true, Span: 7}})
		for _, c := range these {
			no++
			t.Rows = append(t.Rows, cells(strconv.Itoa(no), title(c), year(c.Subject.BirthYear), origin(c.Subject), office(c.Subject), d.fieldNames(c), result(p, c), d.orgs[c.UnitID].Name))
		}
	}
	return table(t)
}

// title is how a nominee stands in a list: "Ông/Bà" goes without, as lists have it.
func title(c nomination.Case) string { return c.Kind.Called(c.SubjectName, c.Subject.Sex) }

func capital(s string) string {
	for i, r := range s {
		if i == 0 {
			return strings.ToUpper(string(r)) + s[len(string(r)):]
		}
	}
	return s
}

func year(y int) string {
	if y == 0 {
		return ""
	}
	return strconv.Itoa(y)
}

func sexText(sex string) string { return map[string]string{"female": "Nữ", "male": "Nam"}[sex] }

func joined(sep string, parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, sep)
}

func origin(s subject.Subject) string { return joined(", ", sexText(s.Sex), s.Ethnicity) }

func office(s subject.Subject) string { return joined("; ", s.Occupation, s.Address) }

// fieldNames are the fields of a dossier, the main one first.
func (d *sheaf) fieldNames(c nomination.Case) string {
	var out []string
	for _, id := range append([]string{c.FieldID}, c.MoreFields...) {
		if f, ok := d.fields[id]; ok {
			out = append(out, capital(f.Name))
		}
	}
	return strings.Join(out, "; ")
}

// result is what was achieved, in a line and a figure.
func result(p *i18n.Printer, c nomination.Case) string {
	before, after := figureText(p, c.FigureBefore, c.FigureUnit), figureText(p, c.FigureAfter, c.FigureUnit)
	switch {
	case c.FigureName == "" || after == "":
		return c.Title
	case before == "":
		return fmt.Sprintf("%s\n%s: %s", c.Title, c.FigureName, after)
	}
	return fmt.Sprintf("%s\n%s: %s", c.Title, c.FigureName, change(c, before, after))
}

// change says how a figure went.
func change(c nomination.Case, before, after string) string {
	from, err1 := strconv.ParseFloat(c.FigureBefore, 64)
	to, err2 := strconv.ParseFloat(c.FigureAfter, 64)
	switch {
	case err1 != nil || err2 != nil || from == to:
		return before + ", nay " + after
	case from < to:
		return "tăng từ " + before + " lên " + after
	}
	return "giảm từ " + before + " xuống " + after
}

// voteTable leaves room for the votes on each nominee.
func (d *sheaf) voteTable() officialdoc.Block {
	t := officialdoc.Table{Columns: []officialdoc.Column{{Share: 7, Align: officialdoc.Center}, {Share: 45}, {Share: 16, Align: officialdoc.Center}, {Share: 16, Align: officialdoc.Center}, {Share: 16, Align: officialdoc.Center}},
		Head: [][]officialdoc.Cell{cells("STT", "Trường hợp đề nghị", "Đồng ý", "Không đồng ý", "Tỷ lệ (%)")}}
	for i, c := range d.cases {
		t.Rows = append(t.Rows, cells(strconv.Itoa(i+1), title(c), "", "", ""))
	}
	return table(t)
}

// fieldCount is how many nominees of each kind a field has.
type fieldCount struct {
	no    int
	name  string
	kinds map[subject.Kind]int
	total int
}

// byField counts the dossiers by their main field, in the plan's order.
func (d *sheaf) byField() []fieldCount {
	var out []fieldCount
	at := map[string]int{}
	for _, c := range d.cases {
		i, ok := at[c.FieldID]
		if !ok {
			i = len(out)
			at[c.FieldID] = i
			f := d.fields[c.FieldID]
			out = append(out, fieldCount{no: f.No, name: capital(f.Name), kinds: map[subject.Kind]int{}})
		}
		out[i].kinds[c.Kind]++
		out[i].total++
	}
	slices.SortFunc(out, func(a, b fieldCount) int { return a.no - b.no })
	return out
}

// fieldTable is the count of nominees by field and kind.
func (d *sheaf) fieldTable() officialdoc.Block {
	t := officialdoc.Table{Columns: []officialdoc.Column{{Share: 7, Align: officialdoc.Center}, {Share: 45}}}
	head := []string{"STT", "Lĩnh vực"}
	for _, k := range subject.Kinds() {
		t.Columns = append(t.Columns, officialdoc.Column{Share: 12, Align: officialdoc.Center})
		head = append(head, capital(kindText(k)))
	}
	t.Columns = append(t.Columns, officialdoc.Column{Share: 12, Align: officialdoc.Center})
	t.Head = [][]officialdoc.Cell{cells(append(head, "Cộng")...)}
	total := fieldCount{kinds: map[subject.Kind]int{}}
	for i, f := range d.byField() {
		t.Rows = append(t.Rows, counted(strconv.Itoa(i+1), f.name, f))
		for k, n := range f.kinds {
			total.kinds[k] += n
		}
		total.total += f.total
	}
	last := counted("", "Tổng cộng", total)
	for i := range last {
		last[i].Bold = true
	}
	t.Rows = append(t.Rows, last)
	return table(t)
}

func counted(no, name string, f fieldCount) []officialdoc.Cell {
	out := cells(no, name)
	for _, k := range subject.Kinds() {
		out = append(out, officialdoc.Cell{Text: strconv.Itoa(f.kinds[k])})
	}
	return append(out, officialdoc.Cell{Text: strconv.Itoa(f.total)})
}

// byKind names the nominees, kind by kind.
func (d *sheaf) byKind() []officialdoc.Block {
	var out []officialdoc.Block
	for _, k := range subject.Kinds() {
		these := d.ofKind(k)
		if len(these) == 0 {
			continue
		}
		names := make([]string, len(these))
		for i, c := range these {
			names[i] = title(c)
		}
		text := capital(kindText(k)) + " (" + d.count(len(these)) + "): " + strings.Join(names, "; ") + ";"
		if len(these) > maxNamed {
			text = capital(kindText(k)) + " (" + d.count(len(these)) + "): có tên trong danh sách kèm theo;"
		}
		out = append(out, officialdoc.Text(officialdoc.PointBlock, text))
	}
	if len(out) > 0 {
		last := &out[len(out)-1].Runs[0]
		last.Text = strings.TrimSuffix(last.Text, ";") + "."
	}
	return out
}

// maxNamed is how many nominees of a kind a sentence can name.
const maxNamed = 15
