package load

import (
	"math/rand/v2"
	"time"

	"lantoa/internal/civil"
)

// The days of the simulated period, counted from its first.
const (
	firstDay  = civil.Day("2021-01-11") // the bodies, the plan, the accounts
	openDay   = civil.Day("2021-02-22") // the first nominations
	lastDay   = civil.Day("2025-12-30") // the last act
	mergerDay = civil.Day("2025-07-01") // from which no batch passes a district
)

// calendar counts days without parsing them again.
type calendar struct {
	zero time.Time // midnight in Vietnam of day 0
	last int
}

func newCalendar() calendar {
	zero := firstDay.Midnight()
	return calendar{zero: zero, last: int(lastDay.Midnight().Sub(zero).Hours() / 24)}
}

func (c calendar) index(d civil.Day) int { return int(d.Midnight().Sub(c.zero).Hours() / 24) }

// office is the day, or the next one on which offices are open.
func (c calendar) office(day int) int {
	switch c.zero.AddDate(0, 0, day).Weekday() {
	case time.Saturday:
		return day + 2
	case time.Sunday:
		return day + 1
	}
	return day
}

// hour is some time of the day while offices are open.
func (c calendar) hour(r *rand.Rand, day int) time.Time {
	return c.zero.AddDate(0, 0, day).Add(8*time.Hour + time.Duration(r.Int64N(int64(9*time.Hour/time.Millisecond)))*time.Millisecond)
}
