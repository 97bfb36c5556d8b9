package jobs_test

import (
	"testing"
	"time"

	"lantoa/internal/jobs"
)

func TestNight_isTwoInTheMorningInVietnam(t *testing.T) {
	t.Parallel()
	for after, want := range map[string]string{
		"2021-10-01T18:59:59Z": "2021-10-01T19:00:00Z", // 01:59:59 on 2 October there
		"2021-10-01T19:00:00Z": "2021-10-02T19:00:00Z",
		"2021-10-01T20:00:00Z": "2021-10-02T19:00:00Z",
		"2021-12-31T10:00:00Z": "2021-12-31T19:00:00Z", // the afternoon before
	} {
		at, err := time.Parse(time.RFC3339, after)
		if err != nil {
			t.Fatal(err)
		}
		if got := jobs.NextNight(at).UTC().Format(time.RFC3339); got != want {
			t.Errorf("after %s: %s, want %s", after, got, want)
		}
	}
}
