package sheet

import (
	"math"
	"strconv"
	"unicode/utf8"

	"lantoa/internal/i18n"
)

// Fault is what is wrong with one cell, or what is to be said of it.
type Fault struct {
	Cell  string // "B12"; "" where the file has no such column
	Row   int    // from 1, as the file counts
	Title string // the column's, as the file writes it
	Key   string // what is wrong, in the catalogue
	Args  []any
}

// Text is the fault in words.
func (f Fault) Text(p *i18n.Printer) string { return p.T(f.Key, f.Args...) }

// Row is a filled row of a table.
type Row struct {
	No     int     // from 1, as the file counts
	Faults []Fault // of cells that are not what their column asks for
	table  *Table
	values map[string]Value
	raw    map[string]string
}

// Value is a cell's, by its column's key; the zero Value where nothing is filled
// in, what is filled in is a fault, or the file has no such column.
func (r Row) Value(key string) Value { return r.values[key] }

// Raw is a cell as it was typed, for showing it again.
func (r Row) Raw(key string) string { return r.raw[key] }

// Has reports a column that the file has: one that it lacks says nothing, one
// that it has empty says that nothing is there.
func (r Row) Has(key string) bool { return r.table.Has(key) }

// Fault names a cell of the row with what is wrong by the rules of its feature.
func (r Row) Fault(key, message string, args ...any) Fault {
	f := Fault{Row: r.No, Title: r.table.titles[key], Key: message, Args: args}
	if at, there := r.table.column[key]; there {
		f.Cell = cellName(at, r.No)
	}
	return f
}

// typed reads a row's cells as their columns want them.
func (t *Table) typed(no int, cells []cell) Row {
	row := Row{No: no, table: t, values: map[string]Value{}, raw: map[string]string{}}
	for _, c := range cells {
		h := t.at[c.column]
		if h == nil {
			continue
		}
		row.raw[h.Key] = t.shown(c)
		v, key, args := t.value(*h, c)
		if key != "" {
			row.Faults = append(row.Faults, row.Fault(h.Key, key, args...))
			continue
		}
		row.values[h.Key] = v
	}
	for column, h := range t.at {
		if _, filled := row.raw[h.Key]; h.Must && !filled {
			row.Faults = append(row.Faults, Fault{Cell: cellName(column, no), Row: no, Title: t.titles[h.Key], Key: "sheet.fault.must"})
		}
	}
	return row
}

// shown is a cell as a person sees it.
func (t *Table) shown(c cell) string {
	if n, err := strconv.ParseFloat(c.text, 64); err == nil && c.number {
		if c.date {
			if day, ok := shownDay(n + float64(t.book.base)); ok {
				return day
			}
		}
		return strconv.FormatFloat(n, 'f', -1, 64)
	}
	return plain(c.text)
}

// value is a cell as its column wants it, or the key of what is wrong.
func (t *Table) value(h Head, c cell) (v Value, fault string, args []any) {
	switch {
	case c.fault:
		return v, "sheet.fault.error", []any{short(c.text)}
	case c.bare:
		return v, "sheet.fault.formula", nil
	case c.yesNo && h.Kind == TextKind:
		return v, "sheet.fault.logic", []any{c.text}
	}
	text := i18n.Clean(t.shown(c))
	switch h.Kind {
	case WholeKind, YearKind, DecimalKind:
		if !c.number && doubtful.MatchString(unspaced(text)) {
			return v, "sheet.fault.number_form", []any{short(text)}
		}
		n, ok := number(c, text)
		if !ok {
			return v, "sheet.fault.number", []any{short(text)}
		}
		if h.Kind != DecimalKind && n != math.Trunc(n) {
			return v, "sheet.fault.whole", []any{short(text)}
		}
		return Value{kind: h.Kind, filled: true, number: n}, "", nil
	case DayKind, TimeKind:
		return t.dayOrTime(h, c, text)
	case YesNoKind:
		yes, ok := t.answer(c, text)
		if !ok {
			return v, "sheet.fault.yes_no", []any{short(text)}
		}
		return YesNo(yes), "", nil
	case ChoiceKind:
		chosen, fault, args := t.one(h, text)
		if fault != "" {
			return v, fault, args
		}
		return Chosen(chosen.Code, chosen.Label), "", nil
	case ManyKind:
		return t.many(h, text)
	}
	if limit := h.Max; limit > 0 && utf8.RuneCountInString(text) > limit {
		return v, "sheet.fault.long", []any{utf8.RuneCountInString(text), limit}
	}
	return Text(text), "", nil
}
