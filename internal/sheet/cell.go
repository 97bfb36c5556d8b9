package sheet

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"lantoa/internal/errs"
	"lantoa/internal/ooxml"
)

// cell is a filled cell of the file as it stands there.
type cell struct {
	column int    // from 0
	text   string // as written
	number bool   // text is a number
	date   bool   // that the cell shows as a day
	yesNo  bool   // text is TRUE or FALSE
	fault  bool   // text is an error such as #REF!
	bare   bool   // text is a formula whose result the file does not have
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
	formula, words, valued := false, "", false
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
				valued = true
			case "is":
				inline, err = textOf(d)
			case "f": // what it came to stands beside it
				words, err = wordsOf(d)
				formula = true
			default:
				err = d.Skip()
			}
			if err != nil {
				return cell{}, err
			}
		case xml.EndElement:
			if formula && value+inline == "" && (kind != "str" || !valued) { // of "str" it came to no text
				return cell{text: "=" + words, bare: true}, nil
			}
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
		if value == "1" || strings.EqualFold(value, "true") {
			return cell{text: "TRUE", yesNo: true}, nil
		}
		return cell{text: "FALSE", yesNo: true}, nil
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

// CellName is "B12" of a column from 0 and a row from 1.
func CellName(column, row int) string { return cellName(column, row) }

// cellName is CellName.
func cellName(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column+1, row)
	if err != nil {
		return strconv.Itoa(row)
	}
	return name
}
