package parse

import (
	"sort"
	"strings"
	"unicode"

	"lantoa/internal/i18n"
)

// Locator finds the lines of a text on which a value stands that was read from
// it. It goes by letters and digits alone, so that wrapping, page numbers,
// markers and punctuation do not matter.
type Locator struct {
	stream string // the text's letters and digits, folded
	starts []int  // offset in stream at which each line begins
	lines  []int  // number of that line, from 1
}

// NewLocator reads the text; one that is too long to parse has no lines.
func NewLocator(text string) *Locator {
	l := &Locator{}
	if len(text) > MaxText {
		return l
	}
	var b strings.Builder
	for _, line := range readLines(text) {
		l.starts, l.lines = append(l.starts, b.Len()), append(l.lines, line.no)
		b.WriteString(letters(line.text))
	}
	l.stream = b.String()
	return l
}

// letters are a text's letters and digits without accents and case.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, i18n.Fold(s))
}

// opening is how much of a value is enough to tell where it begins, in letters.
// The clauses of a value may have lost markers in between, which no search for
// the whole would find.
const opening = 40

// Find gives the first and last line of the value, searching on from a line and
// then from the top; zeros where it is not in the text.
func (l *Locator) Find(value string, from int) (first, last int) {
	want := letters(value)
	if want == "" {
		return 0, 0
	}
	at := l.search(want, from)
	size := len(want)
	if at < 0 && len(want) > opening {
		if at = l.search(want[:opening], from); at >= 0 {
			size = l.reach(at, want)
		}
	}
	if at < 0 {
		return 0, 0
	}
	return l.lineOf(at), l.lineOf(at + size - 1)
}

// reach is how far a value goes that begins at an offset and is interrupted by
// markers: up to where its ending stands, if that is no further than the value
// with all its markers can be.
func (l *Locator) reach(at int, want string) int {
	const slack = 200
	window := l.stream[at:min(len(l.stream), at+len(want)+slack)]
	ending := want[len(want)-min(opening, len(want)):]
	if i := strings.LastIndex(window, ending); i >= 0 {
		return i + len(ending)
	}
	return opening
}

func (l *Locator) search(want string, from int) int {
	start := len(l.stream)
	if i := sort.SearchInts(l.lines, from); i < len(l.starts) {
		start = l.starts[i]
	}
	if i := strings.Index(l.stream[start:], want); i >= 0 {
		return start + i
	}
	return strings.Index(l.stream[:min(len(l.stream), start+len(want)-1)], want)
}

func (l *Locator) lineOf(offset int) int {
	i := sort.SearchInts(l.starts, offset+1) - 1
	for i > 0 && i+1 < len(l.starts) && l.starts[i+1] == l.starts[i] {
		i--
	}
	return l.lines[max(i, 0)]
}
