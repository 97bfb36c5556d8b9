package jobs

import "time"

// NextNight is when Nightly makes its jobs.
func NextNight(after time.Time) time.Time { return atNight{}.Next(after) }
