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
	of   *Turns // whose turns these are a part of
}

// New makes n turns. Who has waited for wait is refused with Busy and the text of
// the key late; with a wait of 0 one waits as long as one's context: for work
// that nobody sits before.
func New(n int, wait time.Duration, late string) Turns {
	return Turns{free: make(chan struct{}, n), wait: wait, late: late}
}

// Patient are the same turns for those who wait as long as their context.
func (t Turns) Patient() Turns {
	t.wait = 0
	if t.of != nil {
		of := t.of.Patient()
		t.of = &of
	}
	return t
}

// AtMost are the same turns for those who take only n of them at once, so that the
// rest is left to others.
func (t Turns) AtMost(n int) Turns {
	return Turns{free: make(chan struct{}, n), wait: t.wait, late: t.late, of: &t}
}

// Take waits for a turn, which done ends: Busy when none comes in time, the
// context's error when that ends first. One that is free is given at once.
func (t Turns) Take(ctx context.Context) (done func(), err error) {
	select {
	case t.free <- struct{}{}:
		return t.within(ctx)
	default:
	}
	var late <-chan time.Time
	if t.wait > 0 {
		timer := time.NewTimer(t.wait)
		defer timer.Stop()
		late = timer.C
	}
	select {
	case t.free <- struct{}{}:
		return t.within(ctx)
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-late:
		return nil, errs.New(errs.Busy, t.late)
	}
}

// within takes the turn of which a turn of these is a part.
func (t Turns) within(ctx context.Context) (done func(), err error) {
	back := func() { <-t.free }
	if t.of == nil {
		return back, nil
	}
	whole, err := t.of.Take(ctx)
	if err != nil {
		back()
		return nil, err
	}
	return func() {
		whole()
		back()
	}, nil
}
