package apptest

import (
	"testing"
	"time"
)

// Await asks until it is so; a test that waits a minute in vain has failed.
func Await(t testing.TB, so func() bool) {
	t.Helper()
	end := time.After(time.Minute)
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for !so() {
		select {
		case <-end:
			t.Fatal("it did not come to be within a minute")
		case <-tick.C:
		}
	}
}
