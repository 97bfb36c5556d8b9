package jobs

import (
	"context"
	"database/sql"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivertype"

	"lantoa/internal/db"
)

// engine is River over one of the two drivers.
type engine interface {
	insert(ctx context.Context, tx *db.Tx, args Args, o *river.InsertOpts) error
	start(ctx context.Context) error
	stop(ctx context.Context) error
	cancel(ctx context.Context) error
	list(ctx context.Context, p *river.JobListParams) ([]*rivertype.JobRow, error)
	retry(ctx context.Context, tx *db.Tx, id int64) (*rivertype.JobRow, error)
	drop(ctx context.Context, tx *db.Tx, id int64) (*rivertype.JobRow, error)
}

// over is the client over a driver whose transactions are T.
type over[T any] struct {
	client *river.Client[T]
	of     func(*db.Tx) T
}

// client is made with the first job or the start, when all handlers are known.
func (r *Runner) client() (engine, error) {
	r.build.Do(func() {
		writer, pool := r.db.Pools()
		if pool != nil {
			r.engine, r.broken = newClient(riverpgxv5.New(pool), r, func(tx *db.Tx) pgx.Tx { _, p := tx.Driver(); return p })
			return
		}
		r.engine, r.broken = newClient(riversqlite.New(writer), r, func(tx *db.Tx) *sql.Tx { s, _ := tx.Driver(); return s })
	})
	return r.engine, r.broken
}

func newClient[T any](driver riverdriver.Driver[T], r *Runner, of func(*db.Tx) T) (engine, error) {
	queues := map[string]river.QueueConfig{}
	for q, n := range workers() {
		queues[string(q)] = river.QueueConfig{MaxWorkers: n}
	}
	c, err := river.NewClient(driver, &river.Config{
		Workers: r.workers, Queues: queues, PeriodicJobs: r.every,
		JobTimeout: r.o.Timeout, RescueStuckJobsAfter: r.o.Abandoned, MaxAttempts: r.o.Attempts,
		FetchPollInterval: r.o.Poll, FetchCooldown: min(r.o.Poll, 100*time.Millisecond),
		// SQLite has one program and nobody to be told by.
		PollOnly:    r.db.Engine() == db.SQLite,
		RetryPolicy: patience{}, ErrorHandler: panics{r}, Logger: slog.New(warnings{r.o.Log.Handler()}),
		CompletedJobRetentionPeriod: 24 * time.Hour, CancelledJobRetentionPeriod: 7 * 24 * time.Hour, DiscardedJobRetentionPeriod: 30 * 24 * time.Hour,
	})
	if err != nil {
		return nil, err
	}
	return over[T]{c, of}, nil
}

func (o over[T]) insert(ctx context.Context, tx *db.Tx, args Args, opts *river.InsertOpts) error {
	_, err := o.client.InsertTx(ctx, o.of(tx), args, opts)
	return err
}

func (o over[T]) start(ctx context.Context) error  { return o.client.Start(ctx) }
func (o over[T]) stop(ctx context.Context) error   { return o.client.Stop(ctx) }
func (o over[T]) cancel(ctx context.Context) error { return o.client.StopAndCancel(ctx) }

func (o over[T]) list(ctx context.Context, p *river.JobListParams) ([]*rivertype.JobRow, error) {
	res, err := o.client.JobList(ctx, p)
	if err != nil {
		return nil, err
	}
	return res.Jobs, nil
}

func (o over[T]) retry(ctx context.Context, tx *db.Tx, id int64) (*rivertype.JobRow, error) {
	return o.client.JobRetryTx(ctx, o.of(tx), id)
}

// drop ends a job, or forgets one that has failed for good.
func (o over[T]) drop(ctx context.Context, tx *db.Tx, id int64) (*rivertype.JobRow, error) {
	job, err := o.client.JobGetTx(ctx, o.of(tx), id)
	if err != nil {
		return nil, err
	}
	if job.State == rivertype.JobStateCancelled || job.State == rivertype.JobStateDiscarded {
		return o.client.JobDeleteTx(ctx, o.of(tx), id)
	}
	return o.client.JobCancelTx(ctx, o.of(tx), id)
}

// patience is how long a failed job waits: 10 seconds, doubled with each attempt,
// at most 10 minutes.
type patience struct{}

// NextRetry implements river.ClientRetryPolicy.
func (patience) NextRetry(job *rivertype.JobRow) time.Time {
	wait := 10 * time.Minute
	if n := len(job.Errors); n < 7 {
		wait = min(wait, 10*time.Second<<n)
	}
	at := job.ScheduledAt
	if job.AttemptedAt != nil {
		at = *job.AttemptedAt
	}
	return at.Add(wait)
}

// warnings keeps River's own chatter out of the log.
type warnings struct{ slog.Handler }

// Enabled implements slog.Handler.
func (w warnings) Enabled(ctx context.Context, l slog.Level) bool {
	return l >= slog.LevelWarn && w.Handler.Enabled(ctx, l)
}

// WithAttrs implements slog.Handler.
func (w warnings) WithAttrs(a []slog.Attr) slog.Handler { return warnings{w.Handler.WithAttrs(a)} }

// WithGroup implements slog.Handler.
func (w warnings) WithGroup(name string) slog.Handler { return warnings{w.Handler.WithGroup(name)} }
