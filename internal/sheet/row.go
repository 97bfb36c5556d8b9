package sheet

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"lantoa/internal/civil"
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
		if c.date && dayRange(n+float64(t.book.base)) {
			return daySerial(n + float64(t.book.base)).Vietnamese()
		}
		return strconv.FormatFloat(n, 'f', -1, 64)
	}
	return plain(c.text)
}

// value is a cell as its column wants it, or the key of what is wrong.
func (t *Table) value(h Head, c cell) (v Value, fault string, args []any) {
	if c.fault {
		return v, "sheet.fault.error", []any{short(c.text)}
	}
	text := i18n.Clean(t.shown(c))
	switch h.Kind {
	case WholeKind, YearKind, DecimalKind:
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
		chosen, ok := t.match[h.Key][i18n.Fold(text)]
		if !ok {
			return v, "sheet.fault.choice", []any{short(text), choiceWords(h)}
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

// many reads choices that semicolons set apart. A choice may have semicolons of its
// own, so that the longest run of parts that is one is taken.
func (t *Table) many(h Head, text string) (Value, string, []any) {
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '\n' })
	parts = slices.DeleteFunc(parts, func(s string) bool { return i18n.Fold(s) == "" })
	if len(parts) > len(h.Choices)+maxParts {
		return Value{}, "sheet.fault.choice", []any{short(text), choiceWords(h)}
	}
	var chosen []Choice
	for i := 0; i < len(parts); {
		c, took := t.longest(h, parts[i:])
		if took == 0 {
			return Value{}, "sheet.fault.choice", []any{short(parts[i]), choiceWords(h)}
		}
		if !slices.ContainsFunc(chosen, func(have Choice) bool { return have.Code == c.Code }) {
			chosen = append(chosen, c)
		}
		i += took
	}
	return ManyChosen(chosen), "", nil
}

// maxParts is how many parts the words of one choice may have.
const maxParts = 4

func (t *Table) longest(h Head, parts []string) (Choice, int) {
	for n := min(len(parts), maxParts); n > 0; n-- {
		if c, ok := t.match[h.Key][i18n.Fold(strings.Join(parts[:n], " "))]; ok {
			return c, n
		}
	}
	return Choice{}, 0
}

// shownChoices is how many choices an answer lists.
const shownChoices = 12

func choiceWords(h Head) string {
	var out []string
	for i, c := range h.Choices {
		if i == shownChoices {
			out = append(out, "…")
			break
		}
		out = append(out, "“"+c.Label+"”")
	}
	return strings.Join(out, ", ")
}

// matchChoices folds the words of all choices once. Two choices with the same
// words are told apart by their codes only.
func (t *Table) matchChoices(heads []Head) {
	t.match = map[string]map[string]Choice{}
	for _, h := range heads {
		if len(h.Choices) == 0 {
			continue
		}
		words, twice := map[string]Choice{}, map[string]bool{}
		for _, c := range h.Choices {
			w := i18n.Fold(c.Label)
			if have, there := words[w]; there && have.Code != c.Code {
				twice[w] = true
			}
			words[w] = c
		}
		for w := range twice {
			delete(words, w)
		}
		alsoWords(h.Choices, words, twice)
		for _, c := range h.Choices {
			if code := i18n.Fold(c.Code); code != "" {
				if _, there := words[code]; !there {
					words[code] = c
				}
			}
		}
		t.match[h.Key] = words
	}
}

// alsoWords adds other words of choices where they mean one choice only.
func alsoWords(all []Choice, words map[string]Choice, twice map[string]bool) {
	also := map[string]Choice{}
	for _, c := range all {
		for _, other := range c.Also {
			w := i18n.Fold(other)
			if have, there := also[w]; there && have.Code != c.Code {
				twice[w] = true
			}
			also[w] = c
		}
	}
	for w, c := range also {
		if _, there := words[w]; !there && !twice[w] && w != "" {
			words[w] = c
		}
	}
}

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

// number reads a number cell, or a number typed as text: three digits after a
// point are thousands, as the administration writes them.
func number(c cell, text string) (float64, bool) {
	if c.yesNo || c.date {
		return 0, false
	}
	if !c.number {
		text = strings.NewReplacer(" ", "", "\u00a0", "").Replace(text)
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
		if err != nil || !c.date || !dayRange(n) {
			return v, "sheet.fault.day", []any{short(text)}
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

// dayRange reports numbers of days that are counted right and that records have.
func dayRange(n float64) bool { return n >= serial(firstSerial) && n < serial("2200-01-01") }
