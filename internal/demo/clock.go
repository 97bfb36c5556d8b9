package demo

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"lantoa/internal/civil"
)

// clock tells the time at which the demonstration's events happened. It never
// runs backwards and never passes the real time, which is its end.
type clock struct {
	at  time.Time
	end time.Time
}

// pace is how long one event takes from the next of the same day.
const pace = 9 * time.Minute

// now is the time of the event; each look takes a second.
func (c *clock) now() time.Time {
	c.at = c.at.Add(time.Second)
	if c.at.After(c.end) {
		return c.end
	}
	return c.at
}

// turn goes on to an event of the day. The first is at some time of the morning.
func (c *clock) turn(day civil.Day) {
	next := c.at.Add(pace)
	midnight := day.Time()
	from := time.Date(midnight.Year(), midnight.Month(), midnight.Day(), 8, midnight.YearDay()*37%150, 0, 0, civil.Zone())
	if from.After(next) {
		next = from
	}
	c.at = next
}

// dayOf reads a day of the script: "2021-03-08", or "-12" for so many days
// before the end. Offices are closed at the weekend: such a day becomes the
// Friday before.
func (c *clock) dayOf(text string) (civil.Day, error) {
	day := civil.Day(text)
	if ago, ok := strings.CutPrefix(text, "-"); ok {
		n, err := strconv.Atoi(ago)
		if err != nil {
			return "", fmt.Errorf("demo: %q is no day: %w", text, err)
		}
		day = civil.DayOf(c.end).AddDays(-n)
	}
	if day.Time().IsZero() {
		return "", fmt.Errorf("demo: %q is no day", text)
	}
	switch day.Time().Weekday() {
	case time.Saturday:
		day = day.AddDays(-1)
	case time.Sunday:
		day = day.AddDays(-2)
	}
	return min(day, civil.DayOf(c.end)), nil
}
