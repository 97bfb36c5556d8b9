package sheet

import (
	"archive/zip"
	"context"
	"errors"
	"io"
	"iter"
	"strconv"
	"time"

	"github.com/xuri/excelize/v2"

	"lantoa/internal/i18n"
)

// About is what the second sheet says of the file.
type About struct {
	Title   string   // of the list, in words
	Filters []string // in words, as the list shows them
	Note    string   // what the file is, instead of filters, where it is no list
	By      string   // who took the list away
	At      time.Time
}

// MaxRows is how many rows below the head a spreadsheet holds.
const MaxRows = 1_048_575

// ErrTooManyRows reports a list that no spreadsheet holds.
var ErrTooManyRows = errors.New("sheet: more rows than a spreadsheet holds")

// Writer makes one spreadsheet. Its rows lie in a temporary file from some 16 MB
// on, so that it takes as much memory for a million rows as for ten thousand.
type Writer struct {
	file   *excelize.File
	stream *excelize.StreamWriter
	print  *i18n.Printer
	about  About
	heads  []Head
	styles styles
	name   string
	rows   int
	line   []any
	blank  bool // a template
}

// Create begins a spreadsheet with its head row. Whoever made it closes it.
func Create(p *i18n.Printer, about About, heads []Head) (*Writer, error) {
	return create(p, about, heads, false)
}

func create(p *i18n.Printer, about About, heads []Head, blank bool) (*Writer, error) {
	w := &Writer{file: excelize.NewFile(), print: p, about: about, heads: heads, name: sheetName(p.T("sheet.list")), line: make([]any, len(heads)), blank: blank}
	if err := w.begin(); err != nil {
		_ = w.file.Close()
		return nil, err
	}
	return w, nil
}

func (w *Writer) begin() error {
	if err := w.file.SetSheetName("Sheet1", w.name); err != nil {
		return err
	}
	var err error
	if w.styles, err = newStyles(w.file); err != nil {
		return err
	}
	if err := w.file.SetDocProps(&excelize.DocProperties{Creator: w.print.T("ui.brand"), Title: plain(w.about.Title), Created: stamp(w.about.At), Modified: stamp(w.about.At)}); err != nil {
		return err
	}
	// How large it becomes is not known yet: no size is better than that of the empty sheet.
	if err := w.file.SetSheetDimension(w.name, ""); err != nil {
		return err
	}
	if w.stream, err = w.file.NewStreamWriter(w.name); err != nil {
		return err
	}
	if err := w.columns(); err != nil {
		return err
	}
	if err := w.stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	for i, h := range w.heads {
		w.line[i] = excelize.Cell{StyleID: w.styles.head, Value: plain(w.titleOf(h))}
	}
	return w.stream.SetRow("A1", w.line, excelize.RowOpts{Height: 30})
}

func (w *Writer) columns() error {
	for i, h := range w.heads {
		if err := w.stream.SetColWidth(i+1, i+1, h.width()); err != nil {
			return err
		}
		if h.Hidden {
			if err := w.stream.SetColVisible(i+1, i+1, false); err != nil {
				return err
			}
		}
		if w.blank { // what is typed into an empty cell goes by its column's format
			if err := w.stream.SetColStyle(i+1, i+1, w.styles.of(h.Kind)); err != nil {
				return err
			}
		}
	}
	return nil
}

// titleOf is a column's title; in a template those that must be filled in are marked.
func (w *Writer) titleOf(h Head) string {
	if w.blank && h.Must {
		return h.title(w.print) + " *"
	}
	return h.title(w.print)
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// Row adds a row: a value for each head, in their order.
func (w *Writer) Row(values []Value) error {
	if w.rows >= MaxRows {
		return ErrTooManyRows
	}
	for i := range w.line {
		w.line[i] = nil
		if i < len(values) && values[i].filled {
			w.line[i] = w.styles.cell(w.print, values[i])
		}
	}
	w.rows++
	return w.stream.SetRow("A"+strconv.Itoa(w.rows+1), w.line)
}

// Rows is how many rows there are below the head.
func (w *Writer) Rows() int { return w.rows }

// Send writes the file; nothing can be added after it.
func (w *Writer) Send(out io.Writer) error {
	if w.blank {
		if err := w.offerChoices(); err != nil {
			return err
		}
	} else if len(w.heads) > 0 {
		last, err := excelize.CoordinatesToCellName(len(w.heads), w.rows+1)
		if err != nil {
			return err
		}
		if err := w.file.AutoFilter(w.name, "A1:"+last, nil); err != nil {
			return err
		}
	}
	if err := w.stream.Flush(); err != nil {
		return err
	}
	second := w.writeAbout
	if w.blank {
		second = w.writeGuide
	}
	if err := second(); err != nil {
		return err
	}
	return pack(w.file, out)
}

// pack writes a workbook straight to its reader; the library itself would hold
// the whole file in memory first.
func pack(file *excelize.File, out io.Writer) error {
	file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return zip.NewWriter(out) })
	return file.Write(io.Discard)
}

// Close drops the temporary file.
func (w *Writer) Close() error { return w.file.Close() }

// writeAbout is the sheet that says what the list is, who took it and when.
func (w *Writer) writeAbout() error {
	name := sheetName(w.print.T("sheet.about"))
	if _, err := w.file.NewSheet(name); err != nil {
		return err
	}
	if err := w.file.SetSheetDimension(name, ""); err != nil {
		return err
	}
	s, err := w.file.NewStreamWriter(name)
	if err != nil {
		return err
	}
	if err := s.SetColWidth(1, 1, 22); err != nil {
		return err
	}
	if err := s.SetColWidth(2, 2, 80); err != nil {
		return err
	}
	filters := w.about.Filters
	if len(filters) == 0 {
		filters = []string{w.print.T("sheet.about.no_filter")}
	}
	lines := []aboutLine{{"sheet.about.title", Text(w.about.Title)}}
	if w.about.Note != "" {
		lines, filters = append(lines, aboutLine{"sheet.about.note", Text(w.about.Note)}), nil
	}
	for i, f := range filters {
		key := "sheet.about.filters"
		if i > 0 {
			key = ""
		}
		lines = append(lines, aboutLine{key, Text(f)})
	}
	lines = append(lines, aboutLine{"sheet.about.by", Text(w.about.By)}, aboutLine{"sheet.about.at", Time(w.about.At)}, aboutLine{"sheet.about.rows", Whole(w.rows)})
	for i, l := range lines {
		row := []any{nil, w.styles.cell(w.print, l.value)}
		if l.key != "" {
			row[0] = excelize.Cell{StyleID: w.styles.label, Value: w.print.T(l.key)}
		}
		if err := s.SetRow("A"+strconv.Itoa(i+1), row); err != nil {
			return err
		}
	}
	return s.Flush()
}

type aboutLine struct {
	key   string
	value Value
}

// sheetName is a name that a sheet may have: 31 characters, none of :\/?*[].
func sheetName(s string) string {
	out := []rune{}
	for _, r := range s {
		switch r {
		case ':', '\\', '/', '?', '*', '[', ']', '\'':
			r = ' '
		}
		if out = append(out, r); len(out) == 31 {
			break
		}
	}
	return string(out)
}

// Fill writes all rows into a new spreadsheet: whoever asked closes it. It ends
// with the context.
func Fill[T any](ctx context.Context, p *i18n.Printer, about About, columns []Column[T], rows iter.Seq2[T, error]) (*Writer, error) {
	w, err := Create(p, about, Heads(columns))
	if err != nil {
		return nil, err
	}
	values := make([]Value, len(columns))
	for row, err := range rows {
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			for i, c := range columns {
				values[i] = c.Cell(row)
			}
			err = w.Row(values)
		}
		if err != nil {
			_ = w.Close()
			return nil, err
		}
	}
	return w, nil
}
