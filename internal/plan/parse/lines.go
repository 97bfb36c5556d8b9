package parse

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"lantoa/internal/i18n"
)

// line is a line of the text with what its place on the page tells.
type line struct {
	no     int    // from 1
	text   string // single spaces, no page furniture
	wide   string // as set, for columns
	blank  bool   // a blank line, a page number or a new page stood before it
	alone  bool   // stands for itself: a cell of the letterhead or the signature
	indent int
}

var (
	pageNumber = regexp.MustCompile(`^[-–—\s]*(?i:trang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?[-–—\s]*$`)
	columnGap  = regexp.MustCompile(`\s{3,}|\s*\|\s*`)
)

// lettersAlike are letters of other alphabets that old typefaces and converters
// put for the Vietnamese ones, and the marks of emphasis of marked-up text.
var lettersAlike = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\t", "    ", "Ð", "Đ", "ð", "đ", "**", "")

// readLines normalises the text (NFC, one kind of space, no control characters,
// which no database stores) and drops page numbers and rules.
func readLines(text string) []line {
	var out []line
	blank := true
	for i, raw := range strings.Split(lettersAlike.Replace(norm.NFC.String(text)), "\n") {
		if strings.ContainsRune(raw, '\f') {
			blank = true
		}
		wide := strings.TrimRight(strings.Map(plainRune, raw), " ")
		s := strings.TrimLeft(strings.Join(strings.Fields(wide), " "), "# ")
		if !hasWord(s) || pageNumber.MatchString(s) {
			blank = true
			continue
		}
		indent := utf8.RuneCountInString(wide) - utf8.RuneCountInString(strings.TrimLeft(wide, " "))
		out = append(out, line{no: i + 1, text: s, wide: wide, blank: blank, indent: indent})
		blank = false
	}
	return out
}

func plainRune(r rune) rune {
	switch {
	case r == '\u00ad' || r >= '\u200b' && r <= '\u200d' || r == '\u2060' || r == '\ufeff':
		return -1
	case unicode.IsSpace(r) && r != '\f':
		return ' '
	case unicode.IsControl(r):
		return -1
	}
	return r
}

func hasWord(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0
}

// columns takes the two-column letterhead and signature apart: the left column
// first, then the right one. Between them the text stays as it is.
func columns(lines []line) []line {
	head, tail := 0, len(lines)
	for i, l := range lines {
		if head == 0 && i < 40 && isType(l.text) {
			head = i
		}
		if i > head && isRecipients(l.text) {
			tail = i
		}
	}
	var out []line
	if head > 0 && !isRecipients(lines[0].text) {
		out = append(out, parted(lines[:head])...)
	} else {
		head = 0
	}
	out = append(out, lines[head:max(head, tail)]...)
	return append(out, parted(lines[max(head, tail):])...)
}

// rightColumn is the indent from which a line without a left half is of the right column.
const rightColumn = 20

func parted(lines []line) []line {
	var left, right []line
	for _, l := range lines {
		wide := strings.Trim(l.wide, " |")
		if gap := gapIn(wide); gap != nil {
			a, b := l, l
			a.text = strings.Join(strings.Fields(wide[:gap[0]]), " ")
			b.text = strings.Join(strings.Fields(strings.ReplaceAll(wide[gap[1]:], "|", " ")), " ")
			a.alone = inCapitals(a.text)
			b.alone = true
			if hasWord(a.text) {
				left = append(left, a)
			}
			if hasWord(b.text) {
				right = append(right, b)
			}
			continue
		}
		l.text = strings.Trim(l.text, " |")
		if l.indent >= rightColumn {
			l.alone = true
			right = append(right, l)
			continue
		}
		left = append(left, l)
	}
	return append(left, right...)
}

// gapIn finds the gap between two columns; the room that a blank number or date
// leaves ("ngày     tháng     năm") is none.
func gapIn(wide string) []int {
	for _, m := range columnGap.FindAllStringIndex(wide, 8) {
		if strings.Contains(wide[m[0]:m[1]], "|") || startsUpper(wide[m[1]:]) {
			return m
		}
	}
	return nil
}

func isRecipients(s string) bool { return strings.HasPrefix(i18n.Fold(firstRunes(s, 40)), "noi nhan") }

func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// setting is how the text sets its paragraphs.
type setting struct {
	whole bool // each line is a paragraph
	dense bool // lines are wrapped and no blank line parts the paragraphs
	width int  // of a full line, in letters
}

// settingOf tells the setting from the lengths of lines and from what stands
// before the lines that open a clause.
func settingOf(lines []line) setting {
	var s setting
	long, some, openers, parted := 0, 0, 0, 0
	for _, l := range lines {
		n := utf8.RuneCountInString(l.text)
		if n > 40 {
			some++
		}
		if n > 130 {
			long++
		}
		s.width = max(s.width, min(n, 130))
		if m := open(l).mark; m < dash {
			openers++
			if l.blank {
				parted++
			}
		}
	}
	s.whole = long*5 > some
	s.dense = !s.whole && openers >= 3 && parted*2 < openers
	return s
}
