package report

import (
	"fmt"

	"lantoa/internal/civil"
	"lantoa/internal/plan"
)

// PresetKind is what a period is usually called; the words are under "report.preset.".
type PresetKind string

// The periods that a plan suggests.
const (
	ToDate PresetKind = "to_date"   // from the plan's day until today
	Year   PresetKind = "year"      // a calendar year, until today where it is not over
	AtDue  PresetKind = "milestone" // from the plan's day to a milestone that is over
	Whole  PresetKind = "whole"     // the plan's whole period, once it is over
)

// Preset is a period to choose.
type Preset struct {
	Kind      PresetKind
	Year      int            // of Year
	Milestone plan.Milestone // of AtDue
	Period
}

// Presets are the periods that a plan suggests on a day, the widest first.
func Presets(p plan.Plan, milestones []plan.Milestone, today civil.Day) []Preset {
	begin := Since(p)
	if begin > today {
		return nil
	}
	out := []Preset{{Kind: ToDate, Period: Period{begin, today}}}
	last := today.Year()
	if p.PeriodTo != 0 {
		last = min(last, p.PeriodTo)
		if end := yearEnd(p.PeriodTo); end < today {
			out = append(out, Preset{Kind: Whole, Period: Period{begin, end}})
		}
	}
	for _, m := range milestones {
		if m.Due != "" && begin <= m.Due && m.Due <= today {
			out = append(out, Preset{Kind: AtDue, Milestone: m, Period: Period{begin, m.Due}})
		}
	}
	for y := last; y >= begin.Year(); y-- {
		out = append(out, Preset{Kind: Year, Year: y, Period: Period{max(begin, yearStart(y)), min(today, yearEnd(y))}})
	}
	return out
}

// Since is the day from which a plan can have results: its own, or that from
// which it is in force where it has none.
func Since(p plan.Plan) civil.Day {
	if p.Day != "" {
		return p.Day
	}
	return p.FromDay
}

func yearStart(y int) civil.Day { return civil.Day(fmt.Sprintf("%04d-01-01", y)) }
func yearEnd(y int) civil.Day   { return civil.Day(fmt.Sprintf("%04d-12-31", y)) }
