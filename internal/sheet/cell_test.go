package sheet_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"lantoa/internal/i18n"
)

// cells is a workbook with a head of all columns and one row that fill fills in.
func cells(t testing.TB, fill func(x *excelize.File, cell func(column string) string)) []byte {
	t.Helper()
	p := printer(t, i18n.Vietnamese)
	x := excelize.NewFile()
	defer func() { _ = x.Close() }()
	at := map[string]string{}
	for i, c := range columns() {
		name, err := excelize.CoordinatesToCellName(i+1, 1)
		if err == nil {
			err = x.SetCellValue("Sheet1", name, p.T(c.Title))
		}
		if err != nil {
			t.Fatal(err)
		}
		at[c.Key] = name[:1] + "2"
	}
	fill(x, func(column string) string { return at[column] })
	var out bytes.Buffer
	if err := x.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestRow_saysWhatACellHoldsThatIsNotWhatItLooksLike(t *testing.T) {
	t.Parallel()
	day := "dd/mm/yyyy"
	for name, c := range map[string]struct {
		column     string
		value      any
		formula    string
		date       bool
		fault, raw string
	}{
		"a day far off":                   {column: "day", value: 401_768, date: true, fault: "sheet.fault.day_range", raw: "31/12/2999"},
		"a day that never was":            {column: "day", value: 60, date: true, fault: "sheet.fault.day_range", raw: "29/02/1900"},
		"the first day":                   {column: "day", value: 1, date: true, fault: "sheet.fault.day_range", raw: "01/01/1900"},
		"a date as a text":                {column: "text", value: 401_768, date: true, raw: "31/12/2999"},
		"what no date is":                 {column: "day", value: 3_000_000, date: true, fault: "sheet.fault.day_range", raw: "3000000"},
		"a logical value for a name":      {column: "text", value: true, fault: "sheet.fault.logic", raw: "TRUE"},
		"a logical value for a number":    {column: "whole", value: false, fault: "sheet.fault.number", raw: "FALSE"},
		"thousands or decimals":           {column: "figure", value: "2,000", fault: "sheet.fault.number_form", raw: "2,000"},
		"thousands or decimals, negative": {column: "figure", value: "-12,500", fault: "sheet.fault.number_form", raw: "-12,500"},
		"an English number":               {column: "figure", value: "1,234.5", fault: "sheet.fault.number", raw: "1,234.5"},
		"decimals":                        {column: "figure", value: "0,125", raw: "0,125"},
		"four decimals":                   {column: "figure", value: "2,0005", raw: "2,0005"},
		"a formula without a result":      {column: "kind", formula: "A1&B1", fault: "sheet.fault.formula", raw: "=A1&B1"},
		"one where a must is":             {column: "text", formula: "C9", fault: "sheet.fault.formula", raw: "=C9"},
	} {
		rows := read(t, cells(t, func(x *excelize.File, cell func(string) string) {
			if err := x.SetCellValue("Sheet1", cell("text"), "x"); err != nil {
				t.Fatal(err)
			}
			err := x.SetCellValue("Sheet1", cell(c.column), c.value)
			if c.formula != "" {
				err = x.SetCellFormula("Sheet1", cell(c.column), c.formula)
			}
			if err == nil && c.date {
				id, bad := x.NewStyle(&excelize.Style{CustomNumFmt: &day})
				if err = bad; err == nil {
					err = x.SetCellStyle("Sheet1", cell(c.column), cell(c.column), id)
				}
			}
			if err != nil {
				t.Fatal(err)
			}
		}))
		if len(rows) != 1 {
			t.Fatalf("%s: %d rows", name, len(rows))
		}
		var faults []string
		for _, f := range rows[0].Faults {
			faults = append(faults, f.Key)
		}
		var want []string
		if c.fault != "" {
			want = []string{c.fault}
		}
		if diff := cmp.Diff(want, faults); diff != "" || rows[0].Raw(c.column) != c.raw {
			t.Errorf("%s: %q %s", name, rows[0].Raw(c.column), diff)
		}
	}
}

func TestTable_countsFormulasWithoutResultsOnlyWhereTheyAreRead(t *testing.T) {
	t.Parallel()
	rows := read(t, cells(t, func(x *excelize.File, cell func(string) string) {
		for name, formula := range map[string]string{"Z2": "A2", "Z3": "A3"} {
			if err := x.SetCellFormula("Sheet1", name, formula); err != nil {
				t.Fatal(err)
			}
		}
		if err := x.SetCellValue("Sheet1", "A3", "x"); err != nil {
			t.Fatal(err)
		}
	}))
	if len(rows) != 1 || rows[0].No != 3 || len(rows[0].Faults) > 0 {
		t.Errorf("%+v", rows)
	}
}

// What a formula came to is read, be it no text at all.
func TestTable_readsWhatAFormulaCameTo(t *testing.T) {
	t.Parallel()
	p := printer(t, i18n.Vietnamese)
	head := `<row r="1"><c t="inlineStr"><is><t>` + p.T("nomination.col.unit") + `</t></is></c><c t="inlineStr"><is><t>` + p.T("nomination.col.kind") + `</t></is></c></row>`
	rows := read(t, workbook(t, text(`<worksheet><sheetData>`+head+`<row r="2"><c t="str"><f>A9</f><v>Xã Lũng Cú</v></c><c t="str"><f>IF(1,"","")</f><v></v></c></row></sheetData></worksheet>`), text("<sst/>")))
	if len(rows) != 1 || rows[0].Value("text").Text() != "Xã Lũng Cú" || len(rows[0].Faults) > 0 || rows[0].Raw("kind") != "" {
		t.Errorf("%+v", rows)
	}
}
