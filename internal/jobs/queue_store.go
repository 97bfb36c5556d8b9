package jobs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"lantoa/internal/access"
	"lantoa/internal/audit"
	"lantoa/internal/db"
	"lantoa/internal/errs"
)

// Load is how many jobs of a queue and kind stand in a state.
type Load struct {
	Queue string
	Kind  string
	State string // of River: available, running, retryable, scheduled, completed, discarded, cancelled
	Jobs  int64
	// Oldest is when the longest waiting of them should have begun.
	Oldest time.Time
}

// Loads counts the jobs that the database still knows, by queue, kind and state.
func Loads(ctx context.Context, r db.Reader) ([]Load, error) {
	return db.All[Load](ctx, r, `select queue, kind, cast(state as text) as state, count(*) as jobs, min(scheduled_at) as oldest
		from river_job group by queue, kind, state order by queue, kind, state`)
}

// Entry is a job as the administrator sees it. What it was told stays unseen:
// it may name people.
type Entry struct {
	ID          int64
	Kind        string
	Queue       string
	State       string
	Attempt     int
	MaxAttempts int
	ScheduledAt time.Time
	AttemptedAt *time.Time
	Failure     string // of its last attempt, for whoever mends the program
	FailedAt    time.Time
}

// Failing lists jobs that wait to be tried again, or for a person after the last
// attempt or an error that trying again does not mend, and those that run now;
// newest first. Those that a person has dropped are not among them.
func (r *Runner) Failing(ctx context.Context, limit int) ([]Entry, error) {
	e, err := r.client()
	if err != nil {
		return nil, err
	}
	rows, err := e.list(ctx, river.NewJobListParams().First(limit).OrderBy(river.JobListOrderByID, river.SortOrderDesc).
		States(rivertype.JobStateRetryable, rivertype.JobStateDiscarded, rivertype.JobStateCancelled, rivertype.JobStateRunning).
		Where("(state <> 'cancelled' or metadata ->> 'cancel_attempted_at' is null)"))
	if err != nil {
		return nil, err
	}
	var out []Entry
	for _, j := range rows {
		entry := Entry{ID: j.ID, Kind: j.Kind, Queue: j.Queue, State: string(j.State), Attempt: j.Attempt, MaxAttempts: j.MaxAttempts, ScheduledAt: j.ScheduledAt, AttemptedAt: j.AttemptedAt}
		if n := len(j.Errors); n > 0 {
			entry.Failure, entry.FailedAt = j.Errors[n-1].Error, j.Errors[n-1].At
		}
		out = append(out, entry)
	}
	return out, nil
}

// Retry makes a failed job available at once.
func (r *Runner) Retry(ctx context.Context, actor access.Actor, id int64) error {
	return r.manage(ctx, actor, "retry", id, func(e engine, tx *db.Tx) (*rivertype.JobRow, error) { return e.retry(ctx, tx, id) })
}

// Drop gives a job up; one that runs is told to stop.
func (r *Runner) Drop(ctx context.Context, actor access.Actor, id int64) error {
	return r.manage(ctx, actor, "drop", id, func(e engine, tx *db.Tx) (*rivertype.JobRow, error) {
		job, err := e.drop(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		return job, endTask(ctx, tx, job)
	})
}

func (r *Runner) manage(ctx context.Context, actor access.Actor, action string, id int64,
	do func(engine, *db.Tx) (*rivertype.JobRow, error)) error {
	if !access.May(actor, access.JobManage) {
		return errs.New(errs.Denied, "error.denied")
	}
	e, err := r.client()
	if err != nil {
		return err
	}
	return r.db.Write(ctx, func(tx *db.Tx) error {
		job, err := do(e, tx)
		if errors.Is(err, rivertype.ErrNotFound) {
			return errs.New(errs.NotFound, "error.not_found")
		}
		if err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{ActorID: actor.AccountID, Action: "job." + action, Entity: "job", EntityID: strconv.FormatInt(id, 10), Meta: map[string]any{"kind": job.Kind}})
	})
}

// forgetFailures deletes the failed jobs of a kind before one of them.
func forgetFailures(ctx context.Context, tx *db.Tx, kind string, before int64) error {
	_, err := tx.Exec(ctx, `delete from river_job where kind = $1 and state = 'discarded' and id < $2`, kind, before)
	return err
}

// endTask ends the task of a job that was given up, so that its author is not
// told for ever that it runs.
func endTask(ctx context.Context, tx *db.Tx, job *rivertype.JobRow) error {
	var args taskArgs
	if job.Kind != args.Kind() {
		return nil
	}
	if err := json.Unmarshal(job.EncodedArgs, &args); err != nil {
		return fmt.Errorf("jobs: %w", err)
	}
	return cancelTask(ctx, tx, args.TaskID)
}
