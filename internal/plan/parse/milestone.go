package parse

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"lantoa/internal/i18n"
)

// due is the time that a text sets; quarter is 0 where it names none.
type due struct {
	quarter, year int
	day           string
}

const (
	romanQuarter = `(IV|III|II|I|[1-4])`
	yearPart     = `(?:\s*(?:/|-|,|năm)\s*(?:năm\s*)?|\s+)(\d{4})`
)

var (
	timeLead  = regexp.MustCompile(`^(?i)(?:từ|trong|đến|hết|trước|vào|chậm nhất|muộn nhất|hoàn thành|thời gian|thời hạn|là|khoảng|cuối|[\s,:–-])*`)
	timeJoin  = regexp.MustCompile(`^(?i)\s*(?:-|–|đến(?: hết)?|và|,)\s*`)
	timeAfter = regexp.MustCompile(`^\s*[:,.;–-]*\s*`)
	deadline  = regexp.MustCompile(`(?i)(?:trước|chậm nhất|muộn nhất|hoàn thành|xong|đến hết|thời hạn|hạn)\s`)
	dayTime   = regexp.MustCompile(`^(?i)(?:ngày\s+)?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})`)
	wordTime  = regexp.MustCompile(`^(?i)ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})`)
	monthTime = regexp.MustCompile(`^(?i)tháng\s+(\d{1,2})` + yearPart)
	quartTime = regexp.MustCompile(`^(?i)quý\s+` + romanQuarter + `(?:\s*(?:-|–|,|và|đến)\s*(?:quý\s+)?` + romanQuarter + `)?` + yearPart)
	halfTime  = regexp.MustCompile(`^(?i)(?:6|sáu)\s+tháng\s+(đầu|cuối)\s+năm\s+(\d{4})`)
	yearTime  = regexp.MustCompile(`^(?i)năm\s+(\d{4})`)
	monthBare = regexp.MustCompile(`^(?i)tháng\s+(\d{1,2})(?:\s|:|$)`)
	quartBare = regexp.MustCompile(`^(?i)quý\s+` + romanQuarter + `(?:\s|:|$)`)
)

// readTime reads a time at the start of a text and says how long it is. A
// quarter or month without a year is of the year given, when one is.
func readTime(s string, year int) (due, int, bool) {
	if m := dayTime.FindStringSubmatch(s); m != nil {
		return dated(m[3], m[2], m[1]), len(m[0]), true
	}
	if m := wordTime.FindStringSubmatch(s); m != nil {
		return dated(m[3], m[2], m[1]), len(m[0]), true
	}
	if m := monthTime.FindStringSubmatch(s); m != nil {
		return endOfMonth(m[2], m[1]), len(m[0]), true
	}
	if m := quartTime.FindStringSubmatch(s); m != nil {
		q := quarter(m[1])
		if m[2] != "" {
			q = quarter(m[2])
		}
		return endOfQuarter(m[3], q), len(m[0]), true
	}
	if m := halfTime.FindStringSubmatch(s); m != nil {
		month := "6"
		if strings.EqualFold(m[1], "cuối") {
			month = "12"
		}
		return endOfMonth(m[2], month), len(m[0]), true
	}
	if m := yearTime.FindStringSubmatch(s); m != nil {
		return endOfMonth(m[1], "12"), len(m[0]), true
	}
	if year == 0 {
		return due{}, 0, false
	}
	if m := monthBare.FindStringSubmatch(s); m != nil {
		return endOfMonth(strconv.Itoa(year), m[1]), len(m[0]), true
	}
	if m := quartBare.FindStringSubmatch(s); m != nil {
		return endOfQuarter(strconv.Itoa(year), quarter(m[1])), len(m[0]), true
	}
	return due{}, 0, false
}

// readDue reads when something is due: the time a text opens with (the last one
// of a span), otherwise the time after a word like "trước".
func readDue(text string, year int) (d due, rest string, ok bool) {
	lead := timeLead.FindString(text)
	rest = text[len(lead):]
	for {
		t, n, found := readTime(rest, year)
		if !found {
			break
		}
		d, ok, rest = t, true, rest[n:]
		join := timeJoin.FindString(rest)
		if _, _, more := readTime(rest[len(join):], year); !more {
			break
		}
		rest = rest[len(join):]
	}
	if ok {
		return d, rest[len(timeAfter.FindString(rest)):], true
	}
	for _, m := range deadline.FindAllStringIndex(text, 20) {
		after := text[m[1]:]
		if t, _, found := readTime(after[len(timeLead.FindString(after)):], year); found {
			return t, text, true
		}
	}
	return due{}, text, false
}

func dated(year, month, day string) due {
	y, _ := strconv.Atoi(year)
	return due{year: y, day: isoDate(year, month, day)}
}

func endOfMonth(year, month string) due {
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	if m < 1 || m > 12 || y < 1900 {
		return due{year: y}
	}
	last := time.Date(y, time.Month(m)+1, 0, 0, 0, 0, 0, time.UTC)
	return due{year: y, day: last.Format(time.DateOnly)}
}

func endOfQuarter(year string, q int) due {
	d := endOfMonth(year, strconv.Itoa(q*3))
	d.quarter = q
	return d
}

func quarter(s string) int {
	switch strings.ToUpper(s) {
	case "I", "1":
		return 1
	case "II", "2":
		return 2
	case "III", "3":
		return 3
	}
	return 4
}

// readMilestones reads what is due by when, and what is due every year (IV).
func (d *Draft) readMilestones(entries []entry) {
	for _, e := range entries {
		when, rest, ok := readDue(e.head.text, 0)
		if !ok && e.head.mark == plain && strings.HasSuffix(e.head.text, ":") {
			continue
		}
		if d.milestonesUnder(e, when, rest) {
			continue
		}
		d.addMilestone(e.head.line, when, joined(rest, e.body, " "))
	}
}

// milestonesUnder reads "1. Năm 2026: a) Quý II: … b) Quý IV: …": each point of
// the clause is a milestone of its own.
func (d *Draft) milestonesUnder(e entry, when due, rest string) bool {
	found := 0
	for _, b := range e.body {
		if _, _, ok := readDue(b.text, when.year); ok && b.mark < plain {
			found++
		}
	}
	if found == 0 {
		return false
	}
	if rest = strings.TrimRight(rest, " :"); rest != "" && len(strings.Fields(rest)) > 6 {
		d.addMilestone(e.head.line, when, rest)
	}
	for _, b := range e.body {
		own, text, ok := readDue(b.text, when.year)
		if !ok {
			own = when
		}
		d.addMilestone(b.line, own, text)
	}
	return true
}

func (d *Draft) addMilestone(line int, when due, text string) {
	var kept []string
	for _, s := range sentences(text) {
		if isYearly(s) {
			d.Yearly = append(d.Yearly, s)
			continue
		}
		if s != "" {
			kept = append(kept, s)
		}
	}
	if len(kept) == 0 {
		return
	}
	if when.day == "" {
		d.warn(line, msgNoDue)
	}
	d.Milestones = append(d.Milestones, Milestone{Quarter: when.quarter, Year: when.year, Due: when.day, Text: strings.Join(kept, " ")})
}

func isYearly(sentence string) bool {
	f := " " + i18n.Fold(sentence) + " "
	return strings.Contains(f, " hang nam ") || strings.Contains(f, " moi nam ")
}

// isoDate is the day, "" where it is none of the calendar.
func isoDate(year, month, day string) string {
	y, err1 := strconv.Atoi(year)
	m, err2 := strconv.Atoi(strings.TrimSpace(month))
	n, err3 := strconv.Atoi(strings.TrimSpace(day))
	if err1 != nil || err2 != nil || err3 != nil {
		return ""
	}
	t, err := time.Parse(time.DateOnly, fmt.Sprintf("%04d-%02d-%02d", y, m, n))
	if err != nil {
		return ""
	}
	return t.Format(time.DateOnly)
}
