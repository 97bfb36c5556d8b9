package parse

import (
	"regexp"
	"strings"
)

// zone is a stretch of lines set in two columns: a letterhead or a signature.
type zone struct{ from, to int }

// columns takes the letterhead and the signatures apart: the left column first,
// then the right one. Between them the text stays as it is.
func columns(lines []line) []line {
	var out []line
	from := 0
	for _, z := range zones(lines) {
		out = append(out, lines[from:z.from]...)
		out = append(out, parted(lines[z.from:z.to])...)
		from = z.to
	}
	return append(out, lines[from:]...)
}

// zones finds the letterhead, above the name of the first document, and each
// signature, from the recipients to the document attached or to the end.
func zones(lines []line) []zone {
	var out []zone
	signed := -1
	for i, l := range lines {
		switch {
		case namesDocument(l.text):
			switch {
			case signed >= 0:
				out = append(out, zone{signed, i})
			case len(out) == 0 && i > 0 && i < 40:
				out = append(out, zone{0, i})
			}
			signed = -1
		case signed < 0 && hasRecipients(l):
			signed = i
			for signed > 0 && signed > i-3 && signs(lines[signed-1]) {
				signed--
			}
		}
	}
	if signed >= 0 {
		out = append(out, zone{signed, len(lines)})
	}
	return out
}

// signs reports a line of a signature that begins above the recipients.
func signs(l line) bool { return inCapitals(l.text) && isPosition(l.text) }

// hasRecipients reports "Nơi nhận" at the start of either column.
func hasRecipients(l line) bool {
	if isRecipients(l.text) {
		return true
	}
	gap := gapIn(strings.Trim(l.wide, " |"))
	return gap != nil && isRecipients(strings.Trim(l.wide, " |")[gap[1]:])
}

// rightColumn is the indent from which a line without a left half is of the right column.
const rightColumn = 20

func parted(lines []line) []line {
	var left, right []line
	apart := false
	for _, l := range lines {
		wide := strings.Trim(l.wide, " |")
		if gap := gapIn(wide); gap != nil {
			apart = true
			a, b := l, l
			a.text = strings.Join(strings.Fields(wide[:gap[0]]), " ")
			b.text = strings.Join(strings.Fields(strings.ReplaceAll(wide[gap[1]:], "|", " ")), " ")
			a.alone, b.alone = inCapitals(a.text), true
			left, right = withWords(left, a), withWords(right, b)
			continue
		}
		l.text = strings.Trim(l.text, " |")
		l.alone = l.indent >= rightColumn
		if l.alone && apart {
			right = append(right, l)
			continue
		}
		left = append(left, l)
	}
	return append(left, right...)
}

func withWords(lines []line, l line) []line {
	if !hasWord(l.text) {
		return lines
	}
	return append(lines, l)
}

var columnGap = regexp.MustCompile(`\s{3,}|\s*\|\s*`)

// gapIn finds the gap between two columns; the room that a blank number or date
// leaves ("ngày     tháng     năm") is none.
func gapIn(wide string) []int {
	for _, m := range columnGap.FindAllStringIndex(wide, 8) {
		if strings.Contains(wide[m[0]:m[1]], "|") || startsUpper(strings.TrimLeft(wide[m[1]:], "-–+• ")) {
			return m
		}
	}
	return nil
}
