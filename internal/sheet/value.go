// Package sheet writes lists as spreadsheets (.xlsx) and reads filled-in ones
// back. Columns are typed: a day is a date that Excel can sort, a number is a
// number, and text stays text even where it looks like a formula. It knows no
// feature; whoever has a list says its columns.
package sheet

import (
	"math"
	"strconv"
	"strings"
	"time"

	"lantoa/internal/civil"
	"lantoa/internal/i18n"
)

// Kind is what the cells of a column hold.
type Kind int

// The kinds.
const (
	TextKind    Kind = iota
	WholeKind        // a number without decimals, its thousands grouped
	YearKind         // a number that is written without grouping
	DecimalKind      // a number
	DayKind          // a calendar day
	TimeKind         // a moment, to the minute, in Vietnam's zone
	YesNoKind        // "Có", "Không"
	ChoiceKind       // one of the column's choices
	ManyKind         // any of the column's choices, set off by semicolons
)

// Value is what one cell holds; the zero Value is an empty cell.
type Value struct {
	kind   Kind
	filled bool
	text   string
	number float64
	day    civil.Day
	at     time.Time
	yes    bool
	codes  []string
}

// Text is text; nothing where it is empty.
func Text(s string) Value { return Value{kind: TextKind, filled: s != "", text: s} }

// Whole is a number without decimals.
func Whole(n int) Value { return Value{kind: WholeKind, filled: true, number: float64(n)} }

// Year is a number that is never grouped; nothing for 0.
func Year(n int) Value { return Value{kind: YearKind, filled: n != 0, number: float64(n)} }

// Decimal is a number.
func Decimal(f float64) Value {
	return Value{kind: DecimalKind, filled: !math.IsNaN(f) && !math.IsInf(f, 0), number: f}
}

// Day is a calendar day; nothing for the empty one.
func Day(d civil.Day) Value { return Value{kind: DayKind, filled: d != "", day: d} }

// Time is a moment; nothing for the zero time.
func Time(t time.Time) Value { return Value{kind: TimeKind, filled: !t.IsZero(), at: t} }

// YesNo is an answer.
func YesNo(yes bool) Value { return Value{kind: YesNoKind, filled: true, yes: yes} }

// Chosen is a choice by its code, written as its label.
func Chosen(code, label string) Value {
	return Value{kind: ChoiceKind, filled: label != "", text: label, codes: []string{code}}
}

// ManyChosen are choices by their codes, written as their labels.
func ManyChosen(chosen []Choice) Value {
	v := Value{kind: ManyKind, filled: len(chosen) > 0}
	labels := make([]string, len(chosen))
	for i, c := range chosen {
		labels[i], v.codes = c.Label, append(v.codes, c.Code)
	}
	v.text = strings.Join(labels, between)
	return v
}

// ChosenOf is the choice with the code; nothing where there is none.
func ChosenOf(choices []Choice, code string) Value {
	for _, c := range choices {
		if c.Code == code && code != "" {
			return Chosen(c.Code, c.Label)
		}
	}
	return Value{}
}

// ManyOf are the choices with the codes, in the order of the codes.
func ManyOf(choices []Choice, codes []string) Value {
	var chosen []Choice
	for _, code := range codes {
		if v := ChosenOf(choices, code); v.filled {
			chosen = append(chosen, Choice{Code: code, Label: v.text})
		}
	}
	return ManyChosen(chosen)
}

// between sets several choices in one cell apart.
const between = "; "

// Filled reports a cell with something in it.
func (v Value) Filled() bool { return v.filled }

// Text is the text of a text cell, the label of a choice.
func (v Value) Text() string { return v.text }

// Whole is the number of a cell without decimals.
func (v Value) Whole() int { return int(v.number) }

// Decimal is the number of a cell.
func (v Value) Decimal() float64 { return v.number }

// Day is the day of a cell, of a moment its day in Vietnam.
func (v Value) Day() civil.Day {
	if v.kind == TimeKind && v.filled {
		return civil.DayOf(v.at)
	}
	return v.day
}

// Time is the moment of a cell.
func (v Value) Time() time.Time { return v.at }

// Yes is the answer of a cell.
func (v Value) Yes() bool { return v.yes }

// Code is the code of the choice, "" where there is none.
func (v Value) Code() string {
	if len(v.codes) == 0 {
		return ""
	}
	return v.codes[0]
}

// Codes are the codes of all choices in the cell.
func (v Value) Codes() []string { return v.codes }

// Shown is the value as a person sees it in the cell.
func (v Value) Shown(p *i18n.Printer) string {
	if !v.filled {
		return ""
	}
	switch v.kind {
	case WholeKind:
		return p.Int(int(v.number))
	case YearKind:
		return strconv.Itoa(int(v.number))
	case DecimalKind:
		_, frac, _ := strings.Cut(strconv.FormatFloat(v.number, 'f', -1, 64), ".")
		return p.Decimal(v.number, len(frac))
	case DayKind:
		return p.Day(v.day)
	case TimeKind:
		return p.Time(v.at)
	case YesNoKind:
		return yesNo(p, v.yes)
	}
	return plain(v.text)
}

func yesNo(p *i18n.Printer, yes bool) string {
	if yes {
		return p.T("sheet.yes")
	}
	return p.T("sheet.no")
}

// maxText is how many UTF-16 units Excel takes in a cell.
const maxText = 32_767

// plain is text without what XML and Excel refuse: control characters, broken
// UTF-8, and what goes beyond a cell.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r < 0x20, r >= 0x7f && r < 0xa0, r == 0xfffe, r == 0xffff:
			return -1
		}
		return r
	}, strings.ToValidUTF8(strings.ReplaceAll(s, "\r\n", "\n"), ""))
	units := 0
	for i, r := range s {
		if units++; r > 0xffff {
			units++
		}
		if units > maxText {
			return s[:i]
		}
	}
	return s
}

// firstSerial is the first day whose number Excel counts right: it believes in
// a 29 February 1900.
const firstSerial civil.Day = "1900-03-01"

// serial is a day as a spreadsheet counts it: days since 30 December 1899.
func serial(d civil.Day) float64 {
	return float64(d.Time().Unix()/86_400 + 25_569)
}

// serialTime is a moment as a spreadsheet counts it, by Vietnam's clock.
func serialTime(t time.Time) float64 {
	_, offset := t.In(civil.Zone()).Zone()
	minutes := (t.Unix() + int64(offset)) / 60
	return float64(minutes)/1_440 + 25_569
}

// daySerial is the day of a spreadsheet's number.
func daySerial(n float64) civil.Day {
	return civil.Day(time.Unix((int64(math.Floor(n))-25_569)*86_400, 0).UTC().Format(time.DateOnly))
}

// shownDay is the day of a number as a spreadsheet shows it, from 1/1/1900 with
// its 29 February to the year 9999; of any other number it shows none.
func shownDay(n float64) (text string, ok bool) {
	switch {
	case n < 1 || n >= serial("9999-12-31")+1:
		return "", false
	case math.Floor(n) == 60:
		return "29/02/1900", true
	case n < serial(firstSerial):
		n++
	}
	return daySerial(n).Vietnamese(), true
}

// timeSerial is the moment of a spreadsheet's number.
func timeSerial(n float64) time.Time {
	minutes := int64(math.Round((n - 25_569) * 1_440))
	wall := time.Unix(minutes*60, 0).UTC()
	return time.Date(wall.Year(), wall.Month(), wall.Day(), wall.Hour(), wall.Minute(), 0, 0, civil.Zone())
}
