// Package civil has the calendar day: what documents, deadlines and validity
// are counted in. A day has no clock and no zone.
package civil

import (
	"database/sql/driver"
	"fmt"
	"time"
)

// Day is a calendar day written YYYY-MM-DD; the empty Day is "not given".
// Days compare as strings.
type Day string

// Zone is the zone in which Vietnam's deadlines fall. It has had no daylight
// saving since 1975, so a fixed offset needs no zone database.
func Zone() *time.Location { return time.FixedZone("Asia/Ho_Chi_Minh", 7*3600) }

// DayOf is the day in Vietnam at t.
func DayOf(t time.Time) Day { return Day(t.In(Zone()).Format(time.DateOnly)) }

// ParseDay reads YYYY-MM-DD or the administration's dd/mm/yyyy (d/m/yyyy and
// dashes or dots for slashes too). Empty text is the empty Day.
func ParseDay(s string) (Day, error) {
	if s == "" {
		return "", nil
	}
	for _, layout := range []string{time.DateOnly, "2/1/2006", "2-1-2006", "2.1.2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			if t.Year() < 1900 || t.Year() > 2200 {
				return "", fmt.Errorf("civil: year %d out of range", t.Year())
			}
			return Day(t.Format(time.DateOnly)), nil
		}
	}
	return "", fmt.Errorf("civil: %q is not a day", s)
}

// Time is midnight UTC of the day; the zero time for the empty Day.
func (d Day) Time() time.Time {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return time.Time{}
	}
	return t
}

// Midnight is the time in Vietnam at which the day begins; the zero time for the
// empty Day.
func (d Day) Midnight() time.Time {
	t, err := time.ParseInLocation(time.DateOnly, string(d), Zone())
	if err != nil {
		return time.Time{}
	}
	return t
}

// IsZero reports the empty Day.
func (d Day) IsZero() bool { return d == "" }

// AddDays moves by n calendar days.
func (d Day) AddDays(n int) Day {
	if d == "" {
		return ""
	}
	return Day(d.Time().AddDate(0, 0, n).Format(time.DateOnly))
}

// Until is how many days lie from d to the other day, negative when that is
// over; 0 for an empty Day.
func (d Day) Until(other Day) int {
	if d == "" || other == "" {
		return 0
	}
	return int(other.Time().Sub(d.Time()).Hours() / 24)
}

// Year is the calendar year, 0 for the empty Day.
func (d Day) Year() int {
	if d == "" {
		return 0
	}
	return d.Time().Year()
}

// Month is the month of the year from 1; 0 for the empty Day.
func (d Day) Month() int {
	if d == "" {
		return 0
	}
	return int(d.Time().Month())
}

// Date is the day of the month from 1; 0 for the empty Day.
func (d Day) Date() int {
	if d == "" {
		return 0
	}
	return d.Time().Day()
}

// Vietnamese writes dd/mm/yyyy.
func (d Day) Vietnamese() string {
	if d == "" {
		return ""
	}
	return d.Time().Format("02/01/2006")
}

// Within reports from ≤ d < to, where an empty to is open.
func (d Day) Within(from, to Day) bool { return from <= d && (to == "" || d < to) }

// Scan reads the database's text.
func (d *Day) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*d = ""
	case string:
		*d = Day(v)
	case []byte:
		*d = Day(v)
	case time.Time:
		*d = Day(v.UTC().Format(time.DateOnly))
	default:
		return fmt.Errorf("civil: cannot read %T as a day", src)
	}
	return nil
}

// Value writes the database's text.
func (d Day) Value() (driver.Value, error) { return string(d), nil }
