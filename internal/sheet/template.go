package sheet

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"lantoa/internal/i18n"
)

// Template begins a spreadsheet that is filled in and read back: columns that
// must be filled in are marked, choices are offered in the cell, and a second
// sheet says what each column takes. Rows may be added as examples.
func Template(p *i18n.Printer, about About, heads []Head) (*Writer, error) {
	return create(p, about, heads, true)
}

// offeredRows is how many rows of a template offer choices in the cell: as many as
// an import takes.
const offeredRows = 20_000

// offerChoices puts a column's choices under its cells: they stand in the guide,
// one column for each, since a cell's own list takes 255 characters.
func (w *Writer) offerChoices() error {
	for i, h := range w.heads {
		if len(h.Choices) == 0 || h.Kind != ChoiceKind {
			continue
		}
		column, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		list, err := excelize.ColumnNumberToName(guideColumns + w.listNo(h.Key))
		if err != nil {
			return err
		}
		dv := excelize.NewDataValidation(true)
		dv.SetSqref(fmt.Sprintf("%s2:%s%d", column, column, offeredRows+1))
		dv.SetSqrefDropList(fmt.Sprintf("'%s'!$%s$2:$%s$%d", w.guideName(), list, list, len(h.Choices)+1))
		dv.SetError(excelize.DataValidationErrorStyleWarning, w.print.T("sheet.guide.choice_title"), w.print.T("sheet.guide.choice_text"))
		if err := w.file.AddDataValidation(w.name, dv); err != nil {
			return err
		}
	}
	return nil
}

func (w *Writer) guideName() string { return sheetName(w.print.T("sheet.guide")) }

// guideColumns is how many columns of the guide stand before those of choices,
// an empty one among them.
const guideColumns = 6

// withChoices are the heads whose choices the guide lists.
func (w *Writer) withChoices() []Head {
	return slices.DeleteFunc(slices.Clone(w.heads), func(h Head) bool { return len(h.Choices) == 0 })
}

func (w *Writer) listNo(key string) int {
	return slices.IndexFunc(w.withChoices(), func(h Head) bool { return h.Key == key })
}

// writeGuide is the sheet that says what each column takes.
func (w *Writer) writeGuide() error {
	name := w.guideName()
	if _, err := w.file.NewSheet(name); err != nil {
		return err
	}
	s, err := w.file.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for i, width := range []float64{30, 12, 24, 64, 4} {
		if err := s.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	lists := w.withChoices()
	if len(lists) > 0 {
		if err := s.SetColWidth(guideColumns, guideColumns+len(lists)-1, 32); err != nil {
			return err
		}
	}
	rows := w.guideRows(lists)
	for i, row := range rows {
		style := w.styles.text
		if i == 0 {
			style = w.styles.head
		}
		line := make([]any, len(row))
		for j, text := range row {
			if text != "" {
				line[j] = excelize.Cell{StyleID: style, Value: plain(text)}
			}
		}
		if err := s.SetRow("A"+strconv.Itoa(i+1), line); err != nil {
			return err
		}
	}
	return s.Flush()
}

// guideRows are the guide's texts: the columns, and beside them the choices.
func (w *Writer) guideRows(lists []Head) [][]string {
	p := w.print
	rows := [][]string{{p.T("sheet.guide.column"), p.T("sheet.guide.must"), p.T("sheet.guide.kind"), p.T("sheet.guide.hint"), ""}}
	for _, h := range w.heads {
		var how []string
		if h.Hint != "" {
			how = append(how, p.T(h.Hint))
		}
		if h.Max > 0 {
			how = append(how, p.T("sheet.guide.max", h.Max))
		}
		rows = append(rows, []string{h.title(p), yesNo(p, h.Must), p.T("sheet.kind." + h.Kind.word()), strings.Join(how, " "), ""})
	}
	for _, h := range lists {
		rows[0] = append(rows[0], h.title(p))
	}
	for j, h := range lists {
		for i, c := range h.Choices {
			for len(rows) <= i+1 {
				rows = append(rows, nil)
			}
			for len(rows[i+1]) < guideColumns+j {
				rows[i+1] = append(rows[i+1], "")
			}
			rows[i+1][guideColumns-1+j] = c.Label
		}
	}
	return rows
}

// word names a kind in the catalogue.
func (k Kind) word() string {
	return []string{"text", "whole", "year", "decimal", "day", "time", "yes_no", "choice", "many"}[k]
}
