package sheet

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"lantoa/internal/civil"
	"lantoa/internal/i18n"
)

func (t *Table) answer(c cell, text string) (yes, ok bool) {
	folded := i18n.Fold(text)
	for _, p := range t.print {
		switch folded {
		case i18n.Fold(yesNo(p, true)):
			return true, true
		case i18n.Fold(yesNo(p, false)):
			return false, true
		}
	}
	switch folded {
	case "1", "x", "true":
		return true, true
	case "0", "false":
		return false, true
	}
	return false, c.yesNo
}

// maxNumber bounds numbers to the 15 digits that a spreadsheet keeps.
const maxNumber = 1e15

// grouped is a number as Vietnamese writes it: 1.234.567,8.
var grouped = regexp.MustCompile(`^[+-]?\d{1,3}(\.\d{3})+(,\d+)?$`)

// plainNumber is one without groups, its decimals after a comma or a point.
var plainNumber = regexp.MustCompile(`^[+-]?\d+([.,]\d+)?$`)

// doubtful is a number that an officer may have written for thousands, as
// foreigners do, or for a decimal: 2,000.
var doubtful = regexp.MustCompile(`^[+-]?[1-9]\d{0,2},\d{3}$`)

func unspaced(s string) string { return strings.NewReplacer(" ", "", "\u00a0", "").Replace(s) }

// number reads a number cell, or a number typed as text: three digits after a
// point are thousands, as the administration writes them.
func number(c cell, text string) (float64, bool) {
	if c.yesNo || c.date {
		return 0, false
	}
	if !c.number {
		text = unspaced(text)
		switch {
		case grouped.MatchString(text):
			text = strings.ReplaceAll(strings.ReplaceAll(text, ".", ""), ",", ".")
		case plainNumber.MatchString(text):
			text = strings.ReplaceAll(text, ",", ".")
		default:
			return 0, false
		}
	}
	n, err := strconv.ParseFloat(text, 64)
	return n, err == nil && !math.IsNaN(n) && math.Abs(n) <= maxNumber
}

// dayOrTime reads a real date, or one that was typed as dd/mm/yyyy. A bare number
// is no day: 2021 would be 13/07/1905.
func (t *Table) dayOrTime(h Head, c cell, text string) (v Value, fault string, args []any) {
	if c.number {
		n, err := strconv.ParseFloat(c.text, 64)
		n += float64(t.book.base)
		if err != nil || !c.date {
			return v, "sheet.fault.day", []any{short(text)}
		}
		if !dayRange(n) {
			return v, "sheet.fault.day_range", []any{short(text), firstSerial, lastDay}
		}
		if h.Kind == TimeKind {
			return Time(timeSerial(n)), "", nil
		}
		return Day(daySerial(n)), "", nil
	}
	head, clock, hasClock := strings.Cut(strings.Replace(text, "T", " ", 1), " ")
	day, err := civil.ParseDay(head)
	if err != nil || day == "" || hasClock && !isClock(clock) {
		return v, "sheet.fault.day", []any{short(text)}
	}
	if h.Kind == DayKind {
		return Day(day), "", nil
	}
	at := day.Midnight()
	if hasClock {
		at = at.Add(clockOf(clock))
	}
	return Time(at), "", nil
}

// lastDay is the last day that records have.
const lastDay civil.Day = "2199-12-31"

// dayRange reports numbers of days that are counted right and that records have.
func dayRange(n float64) bool { return n >= serial(firstSerial) && n < serial(lastDay)+1 }
