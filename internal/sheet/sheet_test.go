package sheet_test

import (
	"bytes"
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"lantoa/internal/civil"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/sheet"
)

func printer(t testing.TB, l i18n.Locale) *i18n.Printer {
	t.Helper()
	texts, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	return texts.Printer(l)
}

// line is a row with every kind of cell.
type line struct {
	Text   string
	Whole  int
	Year   int
	Figure float64
	Day    civil.Day
	At     time.Time
	Yes    bool
	Kind   string
	Many   []string
	ID     string
}

func choices() []sheet.Choice {
	return []sheet.Choice{{Code: "individual", Label: "Cá nhân"}, {Code: "collective", Label: "Tập thể"}, {Code: "household", Label: "Hộ gia đình"}}
}

func label(code string) sheet.Choice {
	for _, c := range choices() {
		if c.Code == code {
			return c
		}
	}
	return sheet.Choice{}
}

// columns have titles of the catalogue that stand for something else elsewhere.
func columns() []sheet.Column[line] {
	return []sheet.Column[line]{
		{Head: sheet.Head{Key: "text", Title: "nomination.col.unit", Must: true, Max: 60}, Cell: func(l line) sheet.Value { return sheet.Text(l.Text) }},
		{Head: sheet.Head{Key: "whole", Title: "batch.col.count", Kind: sheet.WholeKind}, Cell: func(l line) sheet.Value { return sheet.Whole(l.Whole) }},
		{Head: sheet.Head{Key: "year", Title: "sheet.kind.year", Kind: sheet.YearKind}, Cell: func(l line) sheet.Value { return sheet.Year(l.Year) }},
		{Head: sheet.Head{Key: "figure", Title: "sheet.kind.decimal", Kind: sheet.DecimalKind}, Cell: func(l line) sheet.Value { return sheet.Decimal(l.Figure) }},
		{Head: sheet.Head{Key: "day", Title: "document.day", Kind: sheet.DayKind}, Cell: func(l line) sheet.Value { return sheet.Day(l.Day) }},
		{Head: sheet.Head{Key: "at", Title: "document.recorded_at", Kind: sheet.TimeKind}, Cell: func(l line) sheet.Value { return sheet.Time(l.At) }},
		{Head: sheet.Head{Key: "yes", Title: "sheet.guide.must", Kind: sheet.YesNoKind}, Cell: func(l line) sheet.Value { return sheet.YesNo(l.Yes) }},
		{Head: sheet.Head{Key: "kind", Title: "nomination.col.kind", Kind: sheet.ChoiceKind, Choices: choices()}, Cell: func(l line) sheet.Value { c := label(l.Kind); return sheet.Chosen(c.Code, c.Label) }},
		{Head: sheet.Head{Key: "many", Title: "nomination.col.field", Kind: sheet.ManyKind, Choices: choices()}, Cell: func(l line) sheet.Value {
			var all []sheet.Choice
			for _, code := range l.Many {
				all = append(all, label(code))
			}
			return sheet.ManyChosen(all)
		}},
		sheet.KeyColumn(func(l line) string { return l.ID }),
	}
}

func lines() []line {
	at := civil.Day("2026-11-25").Midnight().Add(18*time.Hour + 5*time.Minute)
	return []line{
		{Text: "Hội Liên hiệp Phụ nữ xã Lũng Cú", Whole: 1_234_567, Year: 1990, Figure: 3.5, Day: "2026-09-02", At: at, Yes: true, Kind: "individual", Many: []string{"collective", "household"}, ID: "a"},
		{Text: `=HYPERLINK("http://evil","x")`, Day: "1900-01-15", Kind: "household", ID: "b"},
		{Text: "+84 912 345 678", Whole: -5, Figure: -0.000001, Day: "1900-03-01", At: civil.Day("2020-02-29").Midnight(), ID: "c"},
		{Text: "@cmd <b>&amp;\nhai dòng_x0041_", Year: 2026, Figure: 900_719_925_474_099, Day: "2199-12-31", ID: "d"},
		{Text: "-1", ID: "e"},
	}
}

func file(t testing.TB, p *i18n.Printer, rows []line) []byte {
	t.Helper()
	w, err := sheet.Fill(t.Context(), p, sheet.About{Title: "Hồ sơ", Filters: []string{"Cấp tỉnh"}, By: "Nguyễn Thị Hoa", At: time.Date(2026, 11, 25, 4, 0, 0, 0, time.UTC)}, columns(),
		func(yield func(line, error) bool) {
			for _, l := range rows {
				if !yield(l, nil) {
					return
				}
			}
		})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = w.Close() }()
	var out bytes.Buffer
	if err := w.Send(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func read(t testing.TB, raw []byte) []sheet.Row {
	t.Helper()
	rows, err := tryRead(raw, 1000, printer(t, i18n.Vietnamese), printer(t, i18n.English))
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func tryRead(raw []byte, limit int, p ...*i18n.Printer) ([]sheet.Row, error) {
	b, err := sheet.Open(bytes.NewReader(raw), int64(len(raw)), sheet.Limits{Rows: limit, Columns: 50})
	if err != nil {
		return nil, err
	}
	table, err := b.Table(sheet.Heads(columns()), p...)
	if err != nil {
		return nil, err
	}
	var out []sheet.Row
	for row, err := range table.Rows(context.Background()) {
		if err != nil {
			return nil, err
		}
		out = append(out, row)
	}
	return out, nil
}

// back is what a row says.
func back(r sheet.Row) line {
	return line{Text: r.Value("text").Text(), Whole: r.Value("whole").Whole(), Year: r.Value("year").Whole(), Figure: r.Value("figure").Decimal(), Day: r.Value("day").Day(),
		At: r.Value("at").Time(), Yes: r.Value("yes").Yes(), Kind: r.Value("kind").Code(), Many: r.Value("many").Codes(), ID: r.Value("id").Text()}
}

func TestTable_readsBackWhatWasWritten(t *testing.T) {
	t.Parallel()
	for _, l := range []i18n.Locale{i18n.Vietnamese, i18n.English} {
		var got []line
		for _, r := range read(t, file(t, printer(t, l), lines())) {
			if len(r.Faults) > 0 {
				t.Errorf("%s row %d: %+v", l, r.No, r.Faults)
			}
			got = append(got, back(r))
		}
		if diff := cmp.Diff(lines(), got, cmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) })); diff != "" {
			t.Errorf("%s: %s", l, diff)
		}
	}
}

func TestWriter_keepsTextTextAndDaysDays(t *testing.T) {
	t.Parallel()
	raw := file(t, printer(t, i18n.Vietnamese), lines())
	x, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = x.Close() }()
	if got := x.GetSheetList(); !cmp.Equal(got, []string{"Danh sách", "Thông tin"}) {
		t.Errorf("sheets %v", got)
	}
	for cell, want := range map[string]string{"A3": `=HYPERLINK("http://evil","x")`, "A4": "+84 912 345 678", "A6": "-1", "E2": "02/09/2026", "F2": "25/11/2026 18:05", "B2": "1,234,567", "C2": "1990", "G2": "Có", "I2": "Tập thể; Hộ gia đình"} {
		if got, err := x.GetCellValue("Danh sách", cell); got != want || err != nil {
			t.Errorf("%s is %q, want %q (%v)", cell, got, want, err)
		}
	}
	for _, cell := range []string{"A3", "A4", "A5", "A6"} {
		if f, _ := x.GetCellFormula("Danh sách", cell); f != "" {
			t.Errorf("%s has the formula %q", cell, f)
		}
		if kind, _ := x.GetCellType("Danh sách", cell); kind != excelize.CellTypeInlineString {
			t.Errorf("%s is of type %v, want text", cell, kind)
		}
		id, _ := x.GetCellStyle("Danh sách", cell)
		if s, err := x.GetStyle(id); err != nil || s.NumFmt != 49 {
			t.Errorf("%s has not the format of text: it becomes a formula when it is edited", cell)
		}
	}
	if kind, _ := x.GetCellType("Danh sách", "E2"); kind != excelize.CellTypeUnset {
		t.Errorf("a day is of type %v, want a number", kind)
	}
	panes, err := x.GetPanes("Danh sách")
	if err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("the head is not frozen: %+v, %v", panes, err)
	}
	about := map[string]string{}
	rows, err := x.GetRows("Thông tin")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		about[r[0]] = r[1]
	}
	want := map[string]string{"Danh sách": "Hồ sơ", "Bộ lọc": "Cấp tỉnh", "Người tải": "Nguyễn Thị Hoa", "Thời điểm tải": "25/11/2026 11:00", "Số dòng": "5"}
	if diff := cmp.Diff(want, about); diff != "" {
		t.Error(diff)
	}
}

// made is a workbook as a person types it.
func made(t testing.TB, rows ...[]any) []byte {
	t.Helper()
	x := excelize.NewFile()
	defer func() { _ = x.Close() }()
	for i, r := range rows {
		cell, _ := excelize.CoordinatesToCellName(1, i+1)
		if err := x.SetSheetRow("Sheet1", cell, &r); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := x.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestTable_findsTheHeadInAnyOrderWithOrWithoutAccents(t *testing.T) {
	t.Parallel()
	raw := made(t, []any{"DANH SÁCH ĐỀ NGHỊ"}, nil, []any{"Ghi chú", "loai", "DON VI ĐỀ NGHỊ *", "Năm (4 chữ số)"}, []any{"không đọc", "tap the", "Xã Lũng Cú", "1990"})
	b, err := sheet.Open(bytes.NewReader(raw), int64(len(raw)), sheet.Limits{Rows: 10, Columns: 20})
	if err != nil {
		t.Fatal(err)
	}
	p := printer(t, i18n.Vietnamese)
	table, err := b.Table(sheet.Heads(columns()), p)
	if err != nil {
		t.Fatal(err)
	}
	if len(table.Unknown) != 1 || table.Unknown[0].Cell != "A3" || table.Has("day") || !table.Has("kind") {
		t.Errorf("%+v", table.Unknown)
	}
	for row, err := range table.Rows(t.Context()) {
		if err != nil || row.No != 4 || row.Value("kind").Code() != "collective" || row.Value("text").Text() != "Xã Lũng Cú" || row.Value("year").Whole() != 1990 || len(row.Faults) > 0 {
			t.Errorf("%+v, %v", row, err)
		}
	}
}

func TestRow_namesTheCellOfEveryFault(t *testing.T) {
	t.Parallel()
	p := printer(t, i18n.Vietnamese)
	head := []any{}
	for _, c := range columns() {
		head = append(head, p.T(c.Title))
	}
	long := bytes.Repeat([]byte("a"), 61)
	for _, c := range []struct {
		name   string
		row    []any
		faults map[string]string
		want   line
	}{
		{"nothing wrong", []any{"x", "1.234", "1990", "1.234,5", "2/9/2026", "25/11/2026 18:05", "có", "CÁ NHÂN", "tap the; ho gia dinh;"}, map[string]string{},
			line{Text: "x", Whole: 1234, Year: 1990, Figure: 1234.5, Day: "2026-09-02", At: civil.Day("2026-11-25").Midnight().Add(18*time.Hour + 5*time.Minute), Yes: true, Kind: "individual", Many: []string{"collective", "household"}}},
		{"everything wrong", []any{string(long), "1,5", "năm", "1.23.4", "31/02/2026", "hôm qua", "chắc", "Doanh nghiệp", "tap the; gì đó"},
			map[string]string{"A2": "sheet.fault.long", "B2": "sheet.fault.whole", "C2": "sheet.fault.number", "D2": "sheet.fault.number", "E2": "sheet.fault.day", "F2": "sheet.fault.day",
				"G2": "sheet.fault.yes_no", "H2": "sheet.fault.choice", "I2": "sheet.fault.choice"}, line{}},
		{"a must left out", []any{nil, 5}, map[string]string{"A2": "sheet.fault.must"}, line{Whole: 5}},
		{"a bare number is no day", []any{"x", nil, nil, nil, 2021}, map[string]string{"E2": "sheet.fault.day"}, line{Text: "x"}},
		{"a date is no number", []any{"x", time.Date(2026, 9, 2, 0, 0, 0, 0, time.UTC)}, map[string]string{"B2": "sheet.fault.number"}, line{Text: "x"}},
		{"real dates and numbers", []any{42, 7.0, 1985, 2.25, time.Date(2026, 9, 2, 0, 0, 0, 0, time.UTC), time.Date(2026, 9, 2, 7, 30, 0, 0, time.UTC), true, "household"}, map[string]string{},
			line{Text: "42", Whole: 7, Year: 1985, Figure: 2.25, Day: "2026-09-02", At: civil.Day("2026-09-02").Midnight().Add(7*time.Hour + 30*time.Minute), Yes: true, Kind: "household"}},
	} {
		rows := read(t, made(t, head, c.row))
		if len(rows) != 1 {
			t.Fatalf("%s: %d rows", c.name, len(rows))
		}
		faults := map[string]string{}
		for _, f := range rows[0].Faults {
			faults[f.Cell] = f.Key
			if f.Row != 2 || f.Title == "" || f.Text(p) == f.Key {
				t.Errorf("%s: %+v says %q", c.name, f, f.Text(p))
			}
		}
		if diff := cmp.Diff(c.faults, faults); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
		if diff := cmp.Diff(c.want, back(rows[0]), cmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) })); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestTable_refusesAHeadThatLacksAMustOrHasAColumnTwice(t *testing.T) {
	t.Parallel()
	p := printer(t, i18n.Vietnamese)
	for want, raw := range map[string][]byte{
		"sheet.missing": made(t, []any{p.T("batch.col.count"), p.T("document.day")}),
		"sheet.twice":   made(t, []any{p.T("nomination.col.unit"), p.T("document.day"), p.T("nomination.col.unit")}),
		"sheet.no_head": made(t, []any{"a", "b"}, []any{1, 2}),
	} {
		if _, err := tryRead(raw, 10, p); errs.As(err) == nil || errs.As(err).Key != want || !errs.Is(err, errs.Invalid) {
			t.Errorf("want %s, have %v", want, err)
		}
	}
}

func TestTemplate_marksMustsOffersChoicesAndIsReadBack(t *testing.T) {
	t.Parallel()
	p := printer(t, i18n.Vietnamese)
	w, err := sheet.Template(p, sheet.About{Title: "Mẫu"}, sheet.Heads(columns()))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = w.Close() }()
	if err := w.Row([]sheet.Value{sheet.Text("Xã Lũng Cú")}); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := w.Send(&out); err != nil {
		t.Fatal(err)
	}
	x, err := excelize.OpenReader(bytes.NewReader(out.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = x.Close() }()
	if got, _ := x.GetCellValue("Danh sách", "A1"); got != p.T("nomination.col.unit")+" *" {
		t.Errorf("a must is titled %q", got)
	}
	dv, err := x.GetDataValidations("Danh sách")
	if err != nil || len(dv) != 1 || dv[0].Sqref != "H2:H20001" || dv[0].Formula1 != "'Hướng dẫn'!$F$2:$F$4" {
		t.Fatalf("%+v, %v", dv, err)
	}
	for cell, want := range map[string]string{"F1": p.T("nomination.col.kind"), "F2": "Cá nhân", "F4": "Hộ gia đình", "A2": p.T("nomination.col.unit"), "B2": "Có", "D2": "Không quá 60 ký tự."} {
		if got, _ := x.GetCellValue("Hướng dẫn", cell); got != want {
			t.Errorf("guide %s is %q, want %q", cell, got, want)
		}
	}
	if rows := read(t, out.Bytes()); len(rows) != 1 || rows[0].Value("text").Text() != "Xã Lũng Cú" {
		t.Errorf("%+v", rows)
	}
}
