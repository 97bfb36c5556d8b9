package account_test

import (
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"lantoa/internal/account"
)

func TestInPairs_doesEachOnceAndTwoAtATime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var (
			times [5]atomic.Int32
			begun atomic.Int32
		)
		hold, ended := make(chan struct{}), make(chan error)
		go func() {
			ended <- account.InPairs(len(times), func(i int) error {
				times[i].Add(1)
				begun.Add(1)
				<-hold
				return nil
			})
		}()
		synctest.Wait()
		if begun.Load() != 2 {
			t.Errorf("%d at a time", begun.Load())
		}
		close(hold)
		if err := <-ended; err != nil {
			t.Error(err)
		}
		for i := range times {
			if times[i].Load() != 1 {
				t.Errorf("%d is done %d times", i, times[i].Load())
			}
		}
	})
}

func TestInPairs_endsWithTheFirstFault(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		broken := errors.New("broken")
		var begun atomic.Int32
		hold, ended := make(chan struct{}), make(chan error)
		go func() {
			ended <- account.InPairs(100, func(i int) error {
				begun.Add(1)
				if i == 0 {
					return broken
				}
				<-hold
				return nil
			})
		}()
		synctest.Wait()
		close(hold)
		if err := <-ended; !errors.Is(err, broken) || begun.Load() > 2 {
			t.Errorf("%v, %d were begun", err, begun.Load())
		}
	})
}
