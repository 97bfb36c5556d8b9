package sheet

import (
	"context"
	"encoding/xml"
	"errors"
	"io"
	"iter"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/ooxml"
)

// Table is the sheet of a book whose head names the columns asked for.
type Table struct {
	Sheet   string  // its name
	Unknown []Fault // columns that nobody asked for: they are not read
	book    *Book
	path    string
	row     int           // of the head
	at      map[int]*Head // by column, from 0
	column  map[string]int
	titles  map[string]string // as the file writes them, by key
	print   []*i18n.Printer
	twice   string                       // a title that stands in the head twice
	match   map[string]map[string]Choice // choices by folded words, by the column's key
}

// Table finds the heads, in any order and with or without accents, in the first
// sheet that has them. Titles are those of the printers' languages; the first
// printer's is the one that answers are given in. Invalid where no sheet has such
// a head, or the head lacks a column that must be there or has one twice.
func (b *Book) Table(heads []Head, printers ...*i18n.Printer) (*Table, error) {
	known := map[string]*Head{}
	for i := range heads {
		for _, p := range printers {
			known[i18n.Fold(heads[i].title(p))] = &heads[i]
		}
	}
	best, matched := (*Table)(nil), 0
	for _, s := range b.sheets {
		t, n, err := b.headOf(s, known)
		if err != nil {
			return nil, refused(err)
		}
		if n > matched {
			best, matched = t, n
		}
	}
	if best == nil {
		return nil, errs.New(errs.Invalid, "sheet.no_head", titlesOf(heads, printers[0], func(Head) bool { return true }))
	}
	if best.twice != "" {
		return nil, errs.New(errs.Invalid, "sheet.twice", best.twice)
	}
	best.print = printers
	best.matchChoices(heads)
	missing := titlesOf(heads, printers[0], func(h Head) bool { _, there := best.column[h.Key]; return h.Must && !there })
	if missing != "" {
		return nil, errs.New(errs.Invalid, "sheet.missing", missing)
	}
	return best, nil
}

func titlesOf(heads []Head, p *i18n.Printer, which func(Head) bool) string {
	var out []string
	for _, h := range heads {
		if which(h) {
			out = append(out, "“"+h.title(p)+"”")
		}
	}
	return strings.Join(out, ", ")
}

// headOf looks for the head among a sheet's first filled rows: the row with the
// most columns known.
func (b *Book) headOf(s part, known map[string]*Head) (*Table, int, error) {
	var best *Table
	matched, filled := 0, 0
	err := b.rows(s.path, func(no int, cells []cell) error {
		t := &Table{Sheet: s.name, book: b, path: s.path, row: no, at: map[int]*Head{}, column: map[string]int{}, titles: map[string]string{}}
		for _, c := range cells {
			title := strings.TrimSpace(c.text)
			if title == "" {
				continue
			}
			h := known[i18n.Fold(title)]
			if h == nil {
				h = known[i18n.Fold(beforeBracket(title))]
			}
			if h == nil {
				t.Unknown = append(t.Unknown, Fault{Cell: cellName(c.column, no), Title: short(title), Key: "sheet.unknown", Args: []any{short(title)}})
				continue
			}
			if _, twice := t.column[h.Key]; twice {
				t.twice = short(title)
				continue
			}
			t.at[c.column], t.column[h.Key], t.titles[h.Key] = h, c.column, title
		}
		if len(t.column) > matched {
			best, matched = t, len(t.column)
		}
		if len(cells) > 0 {
			filled++
		}
		if filled >= headRows {
			return errEnough
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return best, matched, err
}

// beforeBracket is a title without the remark behind it: "Ngày sinh (dd/mm/yyyy)".
func beforeBracket(s string) string {
	before, _, _ := strings.Cut(s, "(")
	return before
}

// short is a text of the file as it is shown in an answer.
func short(s string) string {
	s = strings.Join(strings.Fields(plain(s)), " ")
	if r := []rune(s); len(r) > 80 {
		return string(r[:80]) + "…"
	}
	return s
}

// errEnough ends reading before the end of a sheet.
var errEnough = errors.New("sheet: enough rows")

// Has reports a column that the file has.
func (t *Table) Has(key string) bool {
	_, there := t.column[key]
	return there
}

// Rows reads the filled rows below the head, one by one. It ends with an Invalid
// error beyond the limit of rows, and with the context's.
func (t *Table) Rows(ctx context.Context) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		count := 0
		err := t.book.rows(t.path, func(no int, cells []cell) error {
			if no <= t.row || len(cells) == 0 {
				return nil
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			if count++; count > t.book.limits.Rows {
				return errs.New(errs.Invalid, "sheet.too_many_rows", t.book.limits.Rows)
			}
			if !yield(t.typed(no, cells), nil) {
				return errEnough
			}
			return nil
		})
		switch {
		case err == nil, errors.Is(err, errEnough):
		case ctx.Err() != nil:
			yield(Row{}, ctx.Err())
		default:
			yield(Row{}, refused(err))
		}
	}
}

// cell is a filled cell of the file as it stands there.
type cell struct {
	column int    // from 0
	text   string // as written
	number bool   // text is a number
	date   bool   // that the cell shows as a day
	yesNo  bool   // text is 1 or 0
	fault  bool   // text is an error such as #REF!
}

// rows visits a sheet's rows, those without anything in them too: rows come in
// rising order, cells in the order of the file.
func (b *Book) rows(path string, visit func(no int, cells []cell) error) error {
	return b.read(path, maxPart, func(d *xml.Decoder) error {
		no := 0
		for {
			token, err := d.Token()
			if err == io.EOF {
				return nil
			}
			if err != nil {
				return err
			}
			start, ok := token.(xml.StartElement)
			if !ok || start.Name.Local != "row" {
				continue
			}
			no++
			if r := attr(start, "r"); r != "" {
				given, err := strconv.Atoi(r)
				if err != nil || given < no || given > MaxRows+1 {
					return errors.New("sheet: rows out of order")
				}
				no = given
			}
			cells, err := b.cells(d)
			if err != nil {
				return err
			}
			if err := visit(no, cells); err != nil {
				return err
			}
		}
	})
}

// cells reads a row to its end.
func (b *Book) cells(d *xml.Decoder) ([]cell, error) {
	var out []cell
	column := -1
	for {
		token, err := d.Token()
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.EndElement:
			return out, nil
		case xml.StartElement:
			if t.Name.Local != "c" {
				if err := d.Skip(); err != nil {
					return nil, err
				}
				continue
			}
			column++
			if r := attr(t, "r"); r != "" {
				x, _, err := excelize.CellNameToCoordinates(r)
				if err != nil {
					return nil, err
				}
				column = x - 1
			}
			c, err := b.cell(d, t)
			if err != nil {
				return nil, err
			}
			if strings.TrimSpace(c.text) == "" {
				continue
			}
			if column >= b.limits.Columns || len(out) >= b.limits.Columns {
				return nil, errs.New(errs.Invalid, "sheet.too_many_columns", b.limits.Columns)
			}
			c.column = column
			out = append(out, c)
		}
	}
}

// cell reads a cell to its end.
func (b *Book) cell(d *xml.Decoder, start xml.StartElement) (cell, error) {
	kind, value, inline := attr(start, "t"), "", ""
	for {
		token, err := d.Token()
		if err != nil {
			return cell{}, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "v":
				value, err = wordsOf(d)
			case "is":
				inline, err = textOf(d)
			default: // a formula: what it came to stands beside it
				err = d.Skip()
			}
			if err != nil {
				return cell{}, err
			}
		case xml.EndElement:
			return b.cellOf(kind, value, inline, attr(start, "s"))
		}
	}
}

func (b *Book) cellOf(kind, value, inline, format string) (cell, error) {
	switch kind {
	case "s":
		if value == "" {
			return cell{}, nil
		}
		n, err := strconv.Atoi(value)
		if err != nil || n < 0 || n >= len(b.shared) {
			return cell{}, errors.New("sheet: a cell names a text that is not there")
		}
		// A file of a few kB can name one long text in every cell.
		if b.left.Bytes -= len(b.shared[n]); b.left.Bytes < 0 {
			return cell{}, ooxml.ErrTooLong
		}
		return cell{text: b.shared[n]}, nil
	case "inlineStr":
		return cell{text: inline}, nil
	case "str":
		return cell{text: unescaped(value)}, nil
	case "d":
		return cell{text: value}, nil
	case "b":
		return cell{text: value, yesNo: true}, nil
	case "e":
		return cell{text: value, fault: true}, nil
	}
	f, err := strconv.Atoi(format)
	return cell{text: value, number: true, date: err == nil && f >= 0 && f < len(b.dates) && b.dates[f]}, nil
}

// wordsOf is the characters of an element to its end.
func wordsOf(d *xml.Decoder) (string, error) {
	var out strings.Builder
	for {
		token, err := d.Token()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.CharData:
			if out.Len()+len(t) > maxCellBytes {
				return "", ooxml.ErrTooLong
			}
			out.Write(t)
		case xml.StartElement:
			if err := d.Skip(); err != nil {
				return "", err
			}
		case xml.EndElement:
			return out.String(), nil
		}
	}
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// cellName is "B12" of a column from 0 and a row from 1.
func cellName(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column+1, row)
	if err != nil {
		return strconv.Itoa(row)
	}
	return name
}
