package parse

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
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

const (
	join     = `\s*(?:-|–|,|và|đến(?: hết)?)\s*`
	monthRun = `tháng\s+(?:\d{1,2}` + join + `(?:tháng\s+)?)*(\d{1,2})`
	quartRun = `quý\s+(?:` + romanQuarter + join + `(?:quý\s+)?)*` + romanQuarter
)

var (
	timeLead  = words(`^(?i)(?:từ|trong|đến|hết|trước|vào|chậm nhất|muộn nhất|hoàn thành|thời gian|thời hạn|là|khoảng|cuối|[\s,:–-])*`)
	timeJoin  = words(`^(?i)\s*(?:-|–|đến(?: hết)?|và|,)\s*`)
	timeAfter = regexp.MustCompile(`^\s*[:,.;–-]*\s*`)
	deadline  = words(`(?i)(?:trước|chậm nhất|muộn nhất|hoàn thành|xong|đến hết|thời hạn|hạn)\s`)
	spanStart = words(`^(?i)(?:(?:ngày\s+)?\d{1,2}(?:[/.-]\d{1,2})?|ngày\s+\d{1,2}\s+tháng\s+\d{1,2}|tháng\s+\d{1,2}|quý\s+` + romanQuarter + `)\s*(?:-|–|đến(?: hết)?)\s*`)
	halfTime  = words(`^(?i)(?:6|sáu)\s+tháng\s+(đầu|cuối)\s+năm\s+(\d{4})`)
)

// times are the ways to write a time, each with how its groups are read.
var times = []struct {
	text pattern
	read func(groups []string) due
}{
	{words(`^(?i)(?:ngày\s+)?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})`), func(m []string) due { return dated(m[3], m[2], m[1]) }},
	{words(`^(?i)ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})`), func(m []string) due { return dated(m[3], m[2], m[1]) }},
	{words(`^(?i)` + monthRun + yearPart), func(m []string) due { return endOfMonth(m[2], m[1]) }},
	{words(`^(?i)` + quartRun + yearPart), func(m []string) due { return endOfQuarter(m[3], quarter(m[2])) }},
	{halfTime, func(m []string) due { return endOfMonth(m[2], halfEnd(m[1])) }},
	{words(`^(?i)(?:năm|giai đoạn)\s+(?:\d{4}` + join + `(?:năm\s+)?)?(\d{4})`), func(m []string) due { return endOfMonth(m[1], "12") }},
}

// bareTimes leave the year out.
var bareTimes = []struct {
	text pattern
	read func(groups []string, year string) due
}{
	{words(`^(?i)ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})(?:[\s,:.;]|$)`), func(m []string, y string) due { return dated(y, m[2], m[1]) }},
	{words(`^(?i)(?:ngày\s+)?(\d{1,2})/(\d{1,2})(?:[\s,:.;]|$)`), func(m []string, y string) due { return dated(y, m[2], m[1]) }},
	{words(`^(?i)` + monthRun + `(?:[\s,:.]|$)`), func(m []string, y string) due { return endOfMonth(y, m[1]) }},
	{words(`^(?i)` + quartRun + `(?:[\s,:.]|$)`), func(m []string, y string) due { return endOfQuarter(y, quarter(m[2])) }},
	{words(`^(?i)(?:6|sáu)\s+tháng\s+(đầu|cuối)\s+năm(?:[\s,:.]|$)`), func(m []string, y string) due { return endOfMonth(y, halfEnd(m[1])) }},
}

// halfEnd is the last month of the first ("đầu") or second half of a year.
func halfEnd(half string) string {
	if oneOf(strings.ToLower(half), "đầu") {
		return "6"
	}
	return "12"
}

// readTime reads a time at the start of a text and says how long it is. A day,
// quarter or month without a year is of the year given, when one is; the first
// of a span may leave it out.
func readTime(s string, year int) (due, int, bool) {
	s = firstRunes(s, 200)
	for _, t := range times {
		if m := t.text.groups(s); m != nil {
			return t.read(m), len(m[0]), true
		}
	}
	if m := spanStart.at(s); m != nil {
		for _, t := range times[:4] {
			if g := t.text.groups(s[m[1]:]); g != nil {
				return t.read(g), m[1] + len(g[0]), true
			}
		}
	}
	if year == 0 {
		return due{}, 0, false
	}
	for _, t := range bareTimes {
		if m := t.text.groups(s); m != nil {
			return t.read(m, strconv.Itoa(year)), len(strings.TrimRight(m[0], " ,:.;")), true
		}
	}
	return due{}, 0, false
}

// readDue reads when something is due: the time a text opens with (the last one
// of a span), otherwise the time after a word like "trước".
func readDue(text string, year int) (d due, rest string, ok bool) {
	lead := timeLead.find(text)
	rest = text[len(lead):]
	for {
		t, n, found := readTime(rest, year)
		if !found {
			break
		}
		d, ok, rest = t, true, rest[n:]
		join := timeJoin.find(rest)
		if _, _, more := readTime(rest[len(join):], year); !more {
			break
		}
		rest = rest[len(join):]
	}
	if ok {
		return d, rest[len(timeAfter.FindString(rest)):], true
	}
	for _, m := range deadline.all(text, 20) {
		after := text[m[1]:]
		if t, _, found := readTime(after[len(timeLead.find(after)):], year); found {
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
