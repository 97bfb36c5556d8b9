package load

import (
	"context"
	"time"

	"lantoa/internal/db"
	"lantoa/internal/nomination"
	"lantoa/internal/search"
)

// perChunk is how many dossiers go into one transaction.
const perChunk = 2000

// told is how often progress is told.
const told = 3 * time.Second

// outcome is a chunk, or why there are no more.
type outcome struct {
	*chunk
	err error
}

// fill writes the dossiers: one goroutine takes them through their course, one
// makes rows, hashes and terms, and this one writes.
func (on Target) fill(ctx context.Context, w *walker, o Options) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	walked, ready := make(chan outcome), make(chan outcome)
	go w.walk(ctx, walked)
	go func() {
		defer close(ready)
		for c := range walked {
			if c.err == nil {
				c.err = c.prepare()
			}
			send(ctx, ready, c)
		}
	}()
	p := progress{clock: on.DB.Now, total: len(w.dossiers), tell: o.Progress}
	p.begin()
	for c := range ready {
		if c.err != nil {
			return c.err
		}
		if err := on.write(ctx, c.chunk); err != nil {
			return err
		}
		p.add(c.dossiers)
	}
	return ctx.Err()
}

func send(ctx context.Context, to chan<- outcome, c outcome) {
	select {
	case to <- c:
	case <-ctx.Done():
	}
}

// walk takes all batches through their course.
func (w *walker) walk(ctx context.Context, to chan<- outcome) {
	defer close(to)
	w.flow, w.out = nomination.NewWorkflow(), &chunk{}
	for i := range w.batches {
		if err := w.batchAt(i); err != nil {
			send(ctx, to, outcome{err: err})
			return
		}
		if w.out.dossiers >= perChunk || i == len(w.batches)-1 {
			send(ctx, to, outcome{chunk: w.out})
			w.out = &chunk{}
		}
		if ctx.Err() != nil {
			return
		}
	}
}

func (on Target) write(ctx context.Context, c *chunk) error {
	return on.DB.Write(ctx, func(tx *db.Tx) error {
		if err := enter(ctx, tx, c.rows); err != nil {
			return err
		}
		return search.PutMany(ctx, tx, c.prepared)
	})
}

// progress counts what is written.
type progress struct {
	clock       func() time.Time
	tell        func(Progress)
	done, total int
	begun, last time.Time
}

func (p *progress) begin() { p.begun = p.clock(); p.last = p.begun }

func (p *progress) add(n int) {
	p.done += n
	now := p.clock()
	if p.tell == nil || now.Sub(p.last) < told && p.done < p.total {
		return
	}
	p.last = now
	seconds := max(now.Sub(p.begun).Seconds(), 0.001)
	speed := float64(p.done) / seconds
	p.tell(Progress{Done: p.done, Total: p.total, PerSecond: int(speed), Left: time.Duration(float64(p.total-p.done)/speed*1000) * time.Millisecond})
}

// counted are the last numbers of each year.
func (c *course) counted() db.Rows {
	years := make([]int, 0, 5)
	for y := openDay.Year(); y <= lastDay.Year(); y++ {
		years = append(years, y)
	}
	return nomination.FillCounters(c.counters, []string{"ĐN", "HS", "ĐH"}, years)
}
