// Package jobs runs work outside a request: River, behind an interface of our
// own. A job is a row inserted in the transaction that makes it necessary, so
// that neither happens without the other; it is worked at least once, and every
// handler is written so that a second run changes nothing more. Work that takes
// long or that a person waits for is a Task (task.go): its progress is a row
// that moves in the same transactions as its effects.
package jobs

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"lantoa/internal/civil"
	"lantoa/internal/db"
)

// Args is what a job is told: its fields go through JSON. Its kind names the
// handler and must never change while jobs of it wait.
type Args = river.JobArgs

// Queue keeps quick work from waiting behind slow work.
type Queue string

// The queues and how many of their jobs one node works at once.
const (
	Quick Queue = "quick" // seconds: sealing, indexing, messages
	Slow  Queue = "slow"  // minutes: imports, exports
)

func workers() map[Queue]int { return map[Queue]int{Quick: 4, Slow: 2} }

// Options say how jobs run. The zero value is right for a server.
type Options struct {
	Log *slog.Logger
	// Timeout is how long a job may run before it is told to stop; 5 minutes when 0.
	Timeout time.Duration
	// Abandoned is how long a running job is left to a node that may have died;
	// Timeout and 20 seconds when 0. River looks every 30 seconds, so that another
	// node takes it up within a minute after Timeout.
	Abandoned time.Duration
	// Poll is how often a node looks for jobs that it was not told of; 1 second when 0.
	Poll time.Duration
	// Attempts is how often a job is tried before it waits for a person; 8 when 0.
	Attempts int
}

func (o Options) withDefaults() Options {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Timeout == 0 {
		o.Timeout = 5 * time.Minute
	}
	if o.Abandoned == 0 {
		o.Abandoned = o.Timeout + 20*time.Second
	}
	if o.Poll == 0 {
		o.Poll = time.Second
	}
	if o.Attempts == 0 {
		o.Attempts = 8
	}
	return o
}

// Runner takes jobs in and, once started, works them.
type Runner struct {
	db      *db.DB
	o       Options
	workers *river.Workers
	queues  map[string]Queue // of each kind
	every   []*river.PeriodicJob
	regular map[string]bool // kinds that are made again and again
	tasks   map[string]func(context.Context, *Run) error

	build   sync.Once
	engine  engine
	broken  error
	release func()
}

// New makes a runner over a migrated database. Handlers are given to it before
// the first job.
func New(d *db.DB, o Options) *Runner {
	r := &Runner{db: d, o: o.withDefaults(), workers: river.NewWorkers(), queues: map[string]Queue{}, regular: map[string]bool{}, tasks: map[string]func(context.Context, *Run) error{}}
	handle(r, Slow, r.work)
	return r
}

// Handle says how jobs of T's kind are worked. An error is tried again later,
// unless it is of a kind that time does not mend.
func Handle[T Args](r *Runner, q Queue, work func(context.Context, T) error) {
	handle(r, q, func(ctx context.Context, job *river.Job[T]) error { return work(ctx, job.Args) })
}

func handle[T Args](r *Runner, q Queue, work func(context.Context, *river.Job[T]) error) {
	var kind T
	r.queues[kind.Kind()] = q
	river.AddWorker(r.workers, river.WorkFunc(func(ctx context.Context, job *river.Job[T]) error {
		err := work(ctx, job)
		if err == nil {
			return nil
		}
		return r.verdict(ctx, job.JobRow, err)
	}))
}

// Every makes a job of the args again and again while a node runs, and at once
// when it starts; never a second while one waits or runs. One that is made often
// is tried once: the next one is sooner there than a second try.
func (r *Runner) Every(interval time.Duration, args Args) {
	r.regular[args.Kind()] = true
	r.every = append(r.every, river.NewPeriodicJob(river.PeriodicInterval(interval), func() (river.JobArgs, *river.InsertOpts) {
		o := r.opts(args, true)
		if interval <= often {
			o.MaxAttempts = 1
		}
		return args, o
	}, &river.PeriodicJobOpts{RunOnStart: true}))
}

// often is how often a job is made that needs no second try.
const often = time.Hour

// Nightly makes a job of the args at two in the morning in Vietnam, when nobody
// waits for a page.
func (r *Runner) Nightly(args Args) {
	r.regular[args.Kind()] = true
	r.every = append(r.every, river.NewPeriodicJob(atNight{},
		func() (river.JobArgs, *river.InsertOpts) { return args, r.opts(args, true) }, nil))
}

// atNight implements River's schedules.
type atNight struct{}

// Next is the first two o'clock in Vietnam after a time.
func (atNight) Next(after time.Time) time.Time {
	day := civil.DayOf(after)
	if at := day.Midnight().Add(2 * time.Hour); at.After(after) {
		return at
	}
	return day.AddDays(1).Midnight().Add(2 * time.Hour)
}

// Enqueue inserts a job in the caller's transaction.
func (r *Runner) Enqueue(ctx context.Context, tx *db.Tx, args Args) error {
	e, err := r.client()
	if err != nil {
		return err
	}
	return e.insert(ctx, tx, args, r.opts(args, false))
}

// EnqueueAt inserts a job that is not worked before a time.
func (r *Runner) EnqueueAt(ctx context.Context, tx *db.Tx, args Args, at time.Time) error {
	e, err := r.client()
	if err != nil {
		return err
	}
	o := r.opts(args, false)
	o.ScheduledAt = at
	return e.insert(ctx, tx, args, o)
}

// unfinished are the states in which a job of the same args makes another needless.
func unfinished() []rivertype.JobState {
	return []rivertype.JobState{rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRunning, rivertype.JobStateRetryable, rivertype.JobStateScheduled}
}

func (r *Runner) opts(args Args, unique bool) *river.InsertOpts {
	o := &river.InsertOpts{Queue: string(r.queues[args.Kind()]), MaxAttempts: r.o.Attempts}
	if unique {
		o.UniqueOpts = river.UniqueOpts{ByArgs: true, ByState: unfinished()}
	}
	return o
}

var errNotStarted = errors.New("jobs: the runner was stopped before it was started")

// Start works jobs until Stop. On SQLite one program serves a folder: what was
// running when the last one ended, however it ended, is taken up at once.
func (r *Runner) Start(ctx context.Context) error {
	e, err := r.client()
	if err != nil {
		return err
	}
	release, err := r.db.Alone()
	if err != nil {
		return err
	}
	if r.db.Engine() == db.SQLite {
		err = r.takeUp(ctx)
	}
	if err == nil { // The jobs end by Stop, not with the context of the start.
		err = e.start(context.WithoutCancel(ctx))
	}
	if err != nil {
		release()
		return err
	}
	r.release = release
	return nil
}

// Stop lets running jobs finish until ctx ends and then tells them to; those that
// do not end are taken up by the next start.
func (r *Runner) Stop(ctx context.Context) error {
	if r.release == nil {
		return errNotStarted
	}
	defer r.release()
	err := r.engine.stop(ctx)
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		hard, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		return r.engine.cancel(hard)
	}
	return err
}
