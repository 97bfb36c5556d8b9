package sheet

import (
	"github.com/xuri/excelize/v2"

	"lantoa/internal/i18n"
)

// styles are the numbers of a workbook's cell formats.
type styles struct {
	head, label, text, whole, year, decimal, day, time int
}

// textFormat is Excel's "Text": what is typed into such a cell stays text, so that
// one beginning with =, +, - or @ never becomes a formula, not even when it is edited.
const textFormat = 49

func newStyles(f *excelize.File) (styles, error) {
	var s styles
	top := &excelize.Alignment{Vertical: "top"}
	wrap := &excelize.Alignment{Vertical: "top", WrapText: true}
	whole, year, decimal, day, moment := "#,##0", "0", "#,##0.######", "dd/mm/yyyy", "dd/mm/yyyy hh:mm"
	for _, x := range []struct {
		to    *int
		style excelize.Style
	}{
		{&s.head, excelize.Style{Font: &excelize.Font{Bold: true, Color: "FFFFFF"}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"21376B"}},
			Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}, NumFmt: textFormat}},
		{&s.label, excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: top, NumFmt: textFormat}},
		{&s.text, excelize.Style{Alignment: wrap, NumFmt: textFormat}},
		{&s.whole, excelize.Style{Alignment: top, CustomNumFmt: &whole}},
		{&s.year, excelize.Style{Alignment: top, CustomNumFmt: &year}},
		{&s.decimal, excelize.Style{Alignment: top, CustomNumFmt: &decimal}},
		{&s.day, excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "left"}, CustomNumFmt: &day}},
		{&s.time, excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "left"}, CustomNumFmt: &moment}},
	} {
		id, err := f.NewStyle(&x.style)
		if err != nil {
			return s, err
		}
		*x.to = id
	}
	return s, nil
}

// of is the format of a kind of cell.
func (s styles) of(k Kind) int {
	switch k {
	case WholeKind:
		return s.whole
	case YearKind:
		return s.year
	case DecimalKind:
		return s.decimal
	case DayKind:
		return s.day
	case TimeKind:
		return s.time
	}
	return s.text
}

// cell is a value as the library writes it.
func (s styles) cell(p *i18n.Printer, v Value) any {
	if !v.filled {
		return nil
	}
	c := excelize.Cell{StyleID: s.of(v.kind)}
	switch v.kind {
	case WholeKind, YearKind:
		c.Value = int64(v.number)
	case DecimalKind:
		c.Value = v.number
	case DayKind:
		if c.Value = serial(v.day); v.day < firstSerial {
			c.StyleID, c.Value = s.text, p.Day(v.day)
		}
	case TimeKind:
		c.Value = serialTime(v.at)
	default:
		c.Value = v.Shown(p)
	}
	return c
}
