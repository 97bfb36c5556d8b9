package parse

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// line is a line of the text with what its place on the page tells.
type line struct {
	no     int    // from 1
	text   string // single spaces, no page furniture
	wide   string // as set, for columns
	blank  bool   // a blank line, a page number or a new page stood before it
	page   bool   // of these a page number or a new page
	alone  bool   // stands for itself: a cell of the letterhead or the signature
	indent int
}

var pageNumber = regexp.MustCompile(`^[-–—\s]*(?i:trang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?[-–—\s]*$`)

// lettersAlike are letters of other alphabets that old typefaces and converters
// put for the Vietnamese ones, and the marks of emphasis of marked-up text.
var lettersAlike = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\t", "    ", "Ð", "Đ", "ð", "đ", "**", "")

// readLines normalises the text (NFC, one kind of space, no control characters,
// which no database stores) and drops page numbers and rules.
func readLines(text string) []line {
	var out []line
	blank, page := true, false
	for i, raw := range strings.Split(lettersAlike.Replace(norm.NFC.String(text)), "\n") {
		if strings.ContainsRune(raw, '\f') {
			blank, page = true, true
		}
		wide := strings.TrimRight(closeUp(strings.Map(plainRune, raw)), " ")
		s := strings.TrimLeft(strings.Join(strings.Fields(wide), " "), "# ")
		if !hasWord(s) || pageNumber.MatchString(s) {
			blank, page = true, page || hasWord(s)
			continue
		}
		indent := utf8.RuneCountInString(wide) - utf8.RuneCountInString(strings.TrimLeft(wide, " "))
		out = append(out, line{no: i + 1, text: s, wide: wide, blank: blank, page: page, indent: indent})
		blank, page = false, false
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

var recipientsLine = words(`^(?i)nơi nhận\s*(?:[:;.]|$)`)

// isRecipients reports "Nơi nhận:", with which the end of a document begins.
func isRecipients(s string) bool { return recipientsLine.matches(firstRunes(s, 40)) }

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
