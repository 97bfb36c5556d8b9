package parse

import (
	"slices"
	"strconv"
	"strings"
)

// ordered puts the warnings in the order of the text, those of the whole document
// last.
func (d *reading) ordered() {
	slices.SortStableFunc(d.Warnings, func(a, b Warning) int {
		if (a.Line == 0) != (b.Line == 0) {
			return b.Line - a.Line
		}
		return a.Line - b.Line
	})
}

// maxWarnings is how many warnings a person can work off; more only says that
// the document is no plan.
const maxWarnings = 200

func (d *reading) warn(line int, message string) {
	switch n := len(d.Warnings); {
	case n < maxWarnings:
		d.Warnings = append(d.Warnings, Warning{Line: line, Message: message})
	case n == maxWarnings:
		d.Warnings = append(d.Warnings, Warning{Message: msgTooMany})
	}
}

// missing names what was not found and where it normally stands.
func (d *reading) missing() {
	for _, m := range []struct {
		lacks   bool
		line    int
		message string
	}{
		{d.Symbol == "" && d.numberAt > 0, d.numberAt, msgBlankNumber},
		{d.Symbol == "" && d.numberAt == 0, 0, msgNoNumber},
		{d.Date == "" && d.dateAt > 0, d.dateAt, msgBlankDate},
		{d.Date == "" && d.dateAt == 0, 0, msgNoDate},
		{d.Title == "", 0, msgNoTitle},
		{d.Period.From == 0, 0, msgNoPeriod},
		{len(d.Purposes) == 0, 0, msgNoPurposes},
		{len(d.Contents) == 0, 0, msgNoContents},
		{len(d.Fields) == 0, 0, msgNoFields},
		{len(d.Milestones) == 0, 0, msgNoMilestones},
		{len(d.Tasks) == 0, 0, msgNoTasks},
		{len(d.Recipients) == 0, 0, msgNoRecipients},
		{d.Signer.Name == "", 0, msgNoSigner},
	} {
		if m.lacks {
			d.warn(m.line, m.message)
		}
	}
}

// doubts names what was read and contradicts itself.
func (d *reading) doubts() {
	year, _ := strconv.Atoi(strings.SplitN(d.Date, "-", 2)[0])
	if p := d.Period; year > 0 && p.From > 0 && p.From <= p.To && (year < p.From-2 || year > p.To) {
		d.warn(d.dateAt, msgDateOutside)
	}
}

// doubtField names what in a field looks wrong; lines are those of its sets.
func (d *reading) doubtField(f Field, line int, lines []int) {
	if k := key(f.Movement); k != "" && d.names[k] {
		d.warn(line, sameField(f.Movement))
	} else {
		d.names[k] = true
	}
	for i, s := range f.Criteria {
		if len(s.Subjects) == 0 {
			d.warn(lines[i], msgSubjects)
		}
		for _, item := range s.Items {
			switch n := len(strings.Fields(item)); {
			case n < shortItem:
				d.warn(lines[i], itemShort(item))
			case n > longItem:
				d.warn(lines[i], itemLong(item))
			}
		}
	}
	if len(f.Criteria) == 0 {
		d.warn(line, msgNoCriteria)
	}
	if len(f.Leads) == 0 {
		d.warn(line, msgNoLead)
	}
	for _, l := range f.Leads {
		if !bodyWord.matches(l.Name) {
			d.warn(line, unknownBody(l.Name))
		}
	}
}

// An item of fewer or of more words is likely to be torn, or to hold several.
const (
	shortItem = 3
	longItem  = 90
)

// doubtMilestone names a time that was not read or lies outside the period.
func (d *reading) doubtMilestone(line int, when due) {
	switch p := d.Period; {
	case when.day == "":
		d.warn(line, msgNoDue)
	case p.From > 0 && p.From <= p.To && (when.year < p.From || when.year > p.To):
		d.warn(line, msgMilestoneOutside)
	}
}
