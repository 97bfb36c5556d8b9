// Package turn lets a few do at once what costs much: unpacking a file, hashing a
// password, making a spreadsheet. The others wait.
package turn

import (
	"context"
	"time"

	"lantoa/internal/errs"
)

// Turns are how many may do something at once. The zero value lets nobody.
type Turns struct {
	free chan struct{}
	wait time.Duration
	late string
}

// New makes n turns. Who has waited for wait is refused with Busy and the text of
// the key late; with a wait of 0 one waits as long as one's context: for work
// that nobody sits before.
func New(n int, wait time.Duration, late string) Turns {
	return Turns{make(chan struct{}, n), wait, late}
}

// Patient are the same turns for those who wait as long as their context.
func (t Turns) Patient() Turns { return Turns{free: t.free} }

// Take waits for a turn, which done ends: Busy when none comes in time, the
// context's error when that ends first.
func (t Turns) Take(ctx context.Context) (done func(), err error) {
	var late <-chan time.Time
	if t.wait > 0 {
		timer := time.NewTimer(t.wait)
		defer timer.Stop()
		late = timer.C
	}
	select {
	case t.free <- struct{}{}:
		return func() { <-t.free }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-late:
		return nil, errs.New(errs.Busy, t.late)
	}
}
