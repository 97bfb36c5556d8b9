package sheet

import (
	"slices"

	"lantoa/internal/i18n"
)

// Head is what a column is, for writing and for reading.
type Head struct {
	Key    string // by which a row's cell is asked for; never shown
	Title  string // key of the column's title in the catalogue
	Kind   Kind
	Width  float64 // in characters; by kind when 0
	Hidden bool    // there for a re-import, not for reading

	// For a column that is filled in and read back.
	Must    bool
	Max     int      // characters of a text; what a cell takes when 0
	Choices []Choice // of ChoiceKind and ManyKind
	Hint    string   // key of what the guide of the template says beyond kind and choices
}

// Choice is one of a column's values: the code that is stored, the words shown.
type Choice struct {
	Code, Label string
	Also        []string // other words that are read as it, where no label is the same
}

// Both are heads that read what was written under those of another language too:
// the same columns with the same choices in the same order.
func Both(heads, other []Head) []Head {
	out := slices.Clone(heads)
	for i, h := range out {
		out[i].Choices = slices.Clone(h.Choices)
		for j := range h.Choices {
			c := &out[i].Choices[j]
			c.Also = append(append(slices.Clone(c.Also), other[i].Choices[j].Label), other[i].Choices[j].Also...)
		}
	}
	return out
}

// Column is a column of a list of T.
type Column[T any] struct {
	Head
	Cell func(T) Value
}

// Heads are the heads of columns.
func Heads[T any](columns []Column[T]) []Head {
	out := make([]Head, len(columns))
	for i, c := range columns {
		out[i] = c.Head
	}
	return out
}

// KeyColumn is the column "Mã trên hệ thống" by which a re-import knows a row again. It stands
// last, after what people read.
func KeyColumn[T any](id func(T) string) Column[T] {
	return Column[T]{Head: Head{Key: KeyName, Title: "sheet.key", Width: 38}, Cell: func(row T) Value { return Text(id(row)) }}
}

// KeyName is the key of KeyColumn.
const KeyName = "id"

// title is the column's title in a language.
func (h Head) title(p *i18n.Printer) string { return p.T(h.Title) }

func (h Head) width() float64 {
	if h.Width > 0 {
		return h.Width
	}
	switch h.Kind {
	case WholeKind, YearKind, DecimalKind, DayKind, YesNoKind:
		return 13
	case TimeKind:
		return 17
	}
	return 28
}
