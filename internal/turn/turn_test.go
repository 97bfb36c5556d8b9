package turn_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"lantoa/internal/errs"
	"lantoa/internal/turn"
)

func TestTake_waitsForATurnAndSaysWhenNoneComes(t *testing.T) {
	t.Parallel()
	turns := turn.New(1, 10*time.Millisecond, "error.busy")
	done, err := turns.Take(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := turns.Take(t.Context()); !errs.Is(err, errs.Busy) || errs.As(err).Key != "error.busy" {
		t.Errorf("a second at once: %v", err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := turns.Patient().Take(ended); !errors.Is(err, context.Canceled) {
		t.Errorf("one whose context has ended: %v", err)
	}
	given := make(chan error)
	go func() {
		done, err := turns.Patient().Take(t.Context())
		if err == nil {
			done()
		}
		given <- err
	}()
	done()
	if err := <-given; err != nil {
		t.Errorf("one who waits: %v", err)
	}
	if done, err = turns.Take(t.Context()); err != nil {
		t.Fatalf("after all have given back: %v", err)
	}
	done()
}

func TestAtMost_leavesTheOthersTurns(t *testing.T) {
	t.Parallel()
	all := turn.New(2, 10*time.Millisecond, "error.busy")
	some := all.AtMost(1)
	first, err := some.Take(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := some.Take(t.Context()); !errs.Is(err, errs.Busy) {
		t.Errorf("a second of some: %v", err)
	}
	other, err := all.Take(t.Context())
	if err != nil {
		t.Fatalf("one of the others: %v", err)
	}
	if _, err := all.Take(t.Context()); !errs.Is(err, errs.Busy) {
		t.Errorf("a third: %v", err)
	}
	first()
	third, err := all.Take(t.Context())
	if err != nil {
		t.Fatalf("what some have given back: %v", err)
	}
	if _, err := some.Take(t.Context()); !errs.Is(err, errs.Busy) {
		t.Errorf("of some while all are taken: %v", err)
	}
	other()
	third()
	if again, err := some.Take(t.Context()); err != nil {
		t.Errorf("after all have given back: %v", err)
	} else {
		again()
	}
}

func TestEach_boundsOneAndNotTheOthersAndForgetsWhoHasGone(t *testing.T) {
	t.Parallel()
	each := turn.NewEach(2, 10*time.Millisecond, "error.busy")
	var all []func()
	for _, who := range []string{"mai", "mai", "sính", "sính"} {
		done, err := each.Take(t.Context(), who)
		if err != nil {
			t.Fatalf("%s: %v", who, err)
		}
		all = append(all, done)
	}
	if _, err := each.Take(t.Context(), "mai"); !errs.Is(err, errs.Busy) {
		t.Errorf("a third at once: %v", err)
	}
	all[0]()
	done, err := each.Take(t.Context(), "mai")
	if err != nil {
		t.Fatalf("after one was given back: %v", err)
	}
	for _, end := range append(all[1:], done) {
		end()
	}
	if n := each.Known(); n != 0 {
		t.Errorf("%d are remembered of nobody", n)
	}
}

func TestTake_neverRefusesAFreeTurn(t *testing.T) {
	t.Parallel()
	turns := turn.New(1, time.Nanosecond, "error.busy")
	for range 5000 {
		done, err := turns.Take(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		done()
	}
}

func TestPatient_waitsForTheWholeTooOfWhichItIsAPart(t *testing.T) {
	t.Parallel()
	all := turn.New(1, time.Nanosecond, "error.busy")
	done, err := all.Take(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	taken := make(chan error)
	go func() {
		again, err := all.AtMost(1).Patient().Take(t.Context())
		if err == nil {
			again()
		}
		taken <- err
	}()
	done()
	if err := <-taken; err != nil {
		t.Error(err)
	}
}
