package check

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"lantoa/internal/officialdoc"
)

var (
	placeForm = regexp.MustCompile(`(?i)^(.*?)(\s*,)?\s*ngày(.*?)tháng(.*?)năm(.*)$`)
	dayInNos  = regexp.MustCompile(`\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}\s*$`)
	halfDay   = regexp.MustCompile(`(?i)(ngày|tháng)\s*[\d.…_ ]*.*năm|,\s*(ngày|tháng|năm)\s*[\d.…_]`)
)

func isPlace(text string) bool {
	return placeForm.MatchString(text) || len(text) < 120 && (dayInNos.MatchString(text) || halfDay.MatchString(text))
}

// place checks the place and the day.
func (c *checker) place(h letterhead, number *numberLine, needed bool) {
	l := find(h.right.lines, func(l line) bool { return isPlace(l.text) })
	if l == nil {
		if needed {
			c.lack(officialdoc.Place)
		}
		return
	}
	l.free = l.free || !needed // papers of a person set it at the right
	c.look(officialdoc.Place, *l)
	if number != nil && number.row != l.row {
		c.add(officialdoc.Place, l.text, "check.place.row", word("check.value.same_row"), word("check.value.other_row"))
	}
	m := placeForm.FindStringSubmatch(l.text)
	if m == nil {
		c.add(officialdoc.Place, l.text, "check.place.words", quoted(strings.TrimSpace(c.rules.Date("2026-01-05"))), quoted(l.text))
		return
	}
	name := strings.Trim(m[1], " ,.…_")
	if m[2] == "" {
		c.add(officialdoc.Place, l.text, "check.place.comma", plain(","), quoted(l.text))
	}
	if r, _ := utf8.DecodeRuneInString(name); name != "" && !unicode.IsUpper(r) && !unicode.IsDigit(r) {
		c.add(officialdoc.Place, l.text, "check.place.capital", word("check.value.capital"), quoted(name))
	}
	c.day(*l, strings.TrimSpace(m[3]), strings.TrimSpace(m[4]), strings.TrimRight(strings.TrimSpace(m[5]), "."))
}

// day checks the numbers of a day; what is left open is the clerk's.
func (c *checker) day(l line, day, month, year string) {
	for _, v := range []struct {
		text      string
		pad, most int
		key       string
	}{{day, c.rules.PadBelow, 31, "check.place.day"}, {month, c.rules.PadMonth, 12, "check.place.month"}} {
		if openNumber.MatchString(v.text) {
			continue
		}
		n, err := strconv.Atoi(v.text)
		if err != nil || n < 1 || n > v.most {
			c.add(officialdoc.Place, l.text, "check.place.number", plain("1–"+strconv.Itoa(v.most)), quoted(v.text))
		} else if want := officialdoc.Pad(n, v.pad); want != v.text {
			c.add(officialdoc.Place, l.text, v.key, plain(want), plain(v.text))
		}
	}
	if n, err := strconv.Atoi(year); !openNumber.MatchString(year) && (err != nil || n < 1945 || n > 9999) {
		c.add(officialdoc.Place, l.text, "check.place.year", word("check.value.year"), quoted(year))
	}
}
