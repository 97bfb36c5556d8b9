package sheet

import (
	"strings"
	"time"
)

// clockOf is the time of day of "15:04" or "15:04:05".
func clockOf(s string) time.Duration {
	for _, layout := range []string{"15:04", "15:04:05", "15:04:05Z"} {
		if t, err := time.Parse(layout, strings.TrimSpace(s)); err == nil {
			return time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute
		}
	}
	return -1
}

func isClock(s string) bool { return clockOf(s) >= 0 }
