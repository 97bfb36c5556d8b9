package bench

import (
	"context"
	"math"
	"slices"
	"sync"
	"time"
)

// sample is how long each request of some turns took.
type sample struct {
	took []time.Duration
	wall time.Duration
}

// figures are the sample's.
func (s sample) figures() Figures {
	f := Figures{Requests: len(s.took)}
	if len(s.took) == 0 || s.wall <= 0 {
		return f
	}
	f.PerSecond = float64(len(s.took)) / s.wall.Seconds()
	sorted := slices.Sorted(slices.Values(s.took))
	f.P50, f.P95, f.P99 = Percentile(sorted, 50), Percentile(sorted, 95), Percentile(sorted, 99)
	return f
}

// Percentile is the time in milliseconds under or at which p of a hundred lie,
// of times in ascending order, by the nearest rank; 0 of none.
func Percentile(sorted []time.Duration, p float64) float64 {
	if len(sorted) == 0 {
		return 0
	}
	rank := int(math.Ceil(p / 100 * float64(len(sorted))))
	return float64(sorted[min(max(rank, 1), len(sorted))-1]) / float64(time.Millisecond)
}

// worker does one request; n counts the requests of its client.
type worker func(ctx context.Context, n int) error

// during lets the workers work side by side for a time and adds what they took.
// The first error ends it.
func (s *sample) during(ctx context.Context, d time.Duration, workers []worker) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	took, failed := make([][]time.Duration, len(workers)), make([]error, len(workers))
	began := time.Now()
	end := began.Add(d)
	var all sync.WaitGroup
	for i, work := range workers {
		all.Go(func() {
			for n := 0; ctx.Err() == nil; n++ {
				from := time.Now()
				if !from.Before(end) {
					return
				}
				if err := work(ctx, n); err != nil {
					failed[i] = err
					cancel()
					return
				}
				took[i] = append(took[i], time.Since(from))
			}
		})
	}
	all.Wait()
	s.wall += time.Since(began)
	s.took = append(s.took, slices.Concat(took...)...)
	for _, err := range failed {
		if err != nil && ctx.Err() != nil && err != context.Canceled {
			return err
		}
	}
	return ctx.Err()
}
