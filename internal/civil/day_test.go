package civil_test

import (
	"testing"
	"time"

	"lantoa/internal/civil"
)

func TestParseDay_readsAdministrativeAndISOForms(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]civil.Day{
		"": "", "2021-01-09": "2021-01-09", "9/1/2021": "2021-01-09", "09/01/2021": "2021-01-09",
		"09-01-2021": "2021-01-09", "9.1.2021": "2021-01-09", "29/02/2024": "2024-02-29",
	} {
		if got, err := civil.ParseDay(in); err != nil || got != want {
			t.Errorf("ParseDay(%q) = %q, %v; want %q", in, got, err, want)
		}
	}
	for _, in := range []string{"31/02/2021", "2021", "x", "01/13/2021", "1/1/21", "1/1/0001"} {
		if got, err := civil.ParseDay(in); err == nil {
			t.Errorf("ParseDay(%q) = %q, want an error", in, got)
		}
	}
}

func TestDayOf_fallsInVietnam(t *testing.T) {
	t.Parallel()
	// 18:00 UTC on 30/06 is already 01/07 in Vietnam: the day districts ended.
	if got := civil.DayOf(time.Date(2025, 6, 30, 18, 0, 0, 0, time.UTC)); got != "2025-07-01" {
		t.Errorf("got %s", got)
	}
}

func TestDay_withinIsHalfOpen(t *testing.T) {
	t.Parallel()
	d := civil.Day("2025-06-30")
	if !d.Within("2021-01-01", "2025-07-01") || d.Within("2021-01-01", "2025-06-30") || !d.Within("2025-06-30", "") {
		t.Error("validity is from ≤ day < to")
	}
}

func TestUntil_countsCalendarDaysBothWays(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		from, to civil.Day
		want     int
	}{{"2021-01-11", "2021-09-30", 262}, {"2021-09-30", "2021-09-30", 0}, {"2021-10-02", "2021-09-30", -2}, {"2024-02-28", "2024-03-01", 2}, {"", "2021-01-01", 0}, {"2021-01-01", "", 0}} {
		if got := c.from.Until(c.to); got != c.want {
			t.Errorf("from %s until %s: %d, want %d", c.from, c.to, got, c.want)
		}
	}
}

func TestMidnight_isVietnams(t *testing.T) {
	t.Parallel()
	at := civil.Day("2021-10-01").Midnight()
	if civil.DayOf(at) != "2021-10-01" || civil.DayOf(at.Add(-time.Nanosecond)) != "2021-09-30" || !civil.Day("").Midnight().IsZero() {
		t.Errorf("%v", at)
	}
}
