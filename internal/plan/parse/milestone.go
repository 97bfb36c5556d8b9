package parse

import "strings"

// readMilestones reads what is due by when, and what is due every year (IV).
func (d *reading) readMilestones(entries []entry) {
	for _, e := range entries {
		when, rest, ok := readDue(e.head.text, d.onlyYear())
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
func (d *reading) milestonesUnder(e entry, when due, rest string) bool {
	found := 0
	year := when.year
	if year == 0 {
		year = d.onlyYear()
	}
	for _, b := range e.body {
		if _, _, ok := readDue(b.text, year); ok && b.mark < plain {
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
		own, text, ok := readDue(b.text, year)
		if !ok {
			own = when
		}
		d.addMilestone(b.line, own, text)
	}
	return true
}

func (d *reading) addMilestone(line int, when due, text string) {
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
	d.doubtMilestone(line, when)
	d.Milestones = append(d.Milestones, Milestone{Quarter: when.quarter, Year: when.year, Due: when.day, Text: strings.Join(kept, " ")})
}

// onlyYear is the year of a plan of one year: its days and months need not name it.
func (d *reading) onlyYear() int {
	if d.Period.From == d.Period.To {
		return d.Period.From
	}
	return 0
}

var yearlyText = words(`(?i)(?:^|[\s,])(?:hằng|hàng|mỗi) năm(?:[\s,.:;]|$)`)

func isYearly(sentence string) bool { return yearlyText.matches(sentence) }
