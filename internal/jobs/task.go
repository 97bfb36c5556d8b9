package jobs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/riverqueue/river"

	"lantoa/internal/access"
	"lantoa/internal/audit"
	"lantoa/internal/db"
	"lantoa/internal/errs"
)

// State is where a task stands.
type State string

// The states of a task: waiting → running → done, failed or cancelled. A failed
// one may be tried again.
const (
	Waiting   State = "waiting"
	Running   State = "running"
	Done      State = "done"
	Failed    State = "failed"
	Cancelled State = "cancelled"
)

// Open reports a task that still moves.
func (s State) Open() bool { return s == Waiting || s == Running }

// Task is long work that a person started. Its effects and its progress move in
// the same transactions: whoever takes it up after a crash goes on where the
// last transaction ended.
type Task struct {
	ID        string
	Kind      string // names the handler; a message key's end
	AuthorID  string // the account whose rights it works with
	About     string // what it is about, in the author's words
	State     State
	Input     string // JSON of what it was told
	Cursor    string // where its next step begins; "" at the start
	Done      int64  // of Total, in the unit of the work (rows)
	Total     int64  // 0 while unknown
	Outcome   string // JSON of what came of it
	Problem   string // JSON of the last error a person can read, "" for none
	FileName  string // of the file it made, "" for none
	FileSize  int64
	CreatedAt time.Time
	StartedAt *time.Time
	MovedAt   time.Time
	EndedAt   *time.Time
	Version   int64
}

// Read decodes the task's input.
func (t Task) Read(into any) error { return json.Unmarshal([]byte(t.Input), into) }

// ReadOutcome decodes what came of it.
func (t Task) ReadOutcome(into any) error {
	if t.Outcome == "" {
		return nil
	}
	return json.Unmarshal([]byte(t.Outcome), into)
}

// Trouble is the last error that a person can read.
func (t Task) Trouble() *errs.Error {
	var p problem
	if t.Problem == "" || json.Unmarshal([]byte(t.Problem), &p) != nil {
		return nil
	}
	return errs.New(errs.Invalid, p.Key, p.Args...)
}

type problem struct {
	Key  string
	Args []any
}

// NewTask is a task to begin.
type NewTask struct {
	ID       string // the key that its form carried, "" for a new one
	Kind     string
	AuthorID string
	About    string
	Input    any
	Total    int64
}

// MaxOpen is how many of a person's tasks may wait or run at once.
const MaxOpen = 5

// Begin records a task and its first job in the caller's transaction.
func (r *Runner) Begin(ctx context.Context, tx *db.Tx, n NewTask) (string, error) {
	if r.tasks[n.Kind] == nil {
		return "", fmt.Errorf("jobs: no handler for tasks of kind %q", n.Kind)
	}
	open, err := countOpen(ctx, tx, n.AuthorID)
	if err != nil {
		return "", err
	}
	if open >= MaxOpen {
		return "", errs.New(errs.Invalid, "task.too_many", MaxOpen)
	}
	input, err := json.Marshal(n.Input)
	if err != nil {
		return "", fmt.Errorf("jobs: %w", err)
	}
	if n.ID == "" {
		n.ID = db.NewID()
	}
	t := Task{ID: n.ID, Kind: n.Kind, AuthorID: n.AuthorID, About: n.About, State: Waiting, Input: string(input), Total: n.Total, CreatedAt: tx.Now()}
	if err := insertTask(ctx, tx, t); err != nil {
		return "", err
	}
	return t.ID, r.Enqueue(ctx, tx, taskArgs{t.ID})
}

// BeginFor begins a task for a person who has the right, and enters it in the
// audit log.
func (r *Runner) BeginFor(ctx context.Context, actor access.Actor, right access.Action, n NewTask, e audit.Entry) (id string, err error) {
	if actor.AccountID == "" || right != access.SignedIn && !access.May(actor, right) {
		return "", errs.New(errs.Denied, "error.denied")
	}
	n.AuthorID = actor.AccountID
	err = r.db.Write(ctx, func(tx *db.Tx) (err error) {
		if id, err = r.Begin(ctx, tx, n); err != nil {
			return err
		}
		e.ActorID, e.Entity, e.EntityID, e.Version = actor.AccountID, "task", id, 1
		return audit.Write(ctx, tx, e)
	})
	return id, err
}

// HandleTask says how tasks of a kind are worked. work goes on from the task's
// cursor in steps, while Run.More; it returns nil when it paused or finished.
func (r *Runner) HandleTask(kind string, work func(context.Context, *Run) error) {
	r.tasks[kind] = work
}

// taskArgs is the job that works a task, or goes on with it.
type taskArgs struct {
	TaskID string `json:"task_id"`
}

// Kind implements Args.
func (taskArgs) Kind() string { return "task" }

// Run is a task in the hands of one worker.
type Run struct {
	Task
	db    *db.DB
	slice context.Context
}

// errLost ends a worker whose task was cancelled or taken up by another one.
var errLost = errors.New("jobs: the task is not this worker's any more")

// More reports that the job's time is not used up: after that the task goes on in a
// job of its own.
func (t *Run) More() bool { return t.slice.Err() == nil }

// Progress is how far a step came.
type Progress struct {
	Cursor   string // where the next step begins
	Done     int64
	Total    int64
	Finished bool
	Outcome  any    // JSON; nil keeps what was there
	FileName string // of the file that the task made
	FileSize int64
}

// Step does one part of the task and its progress in one transaction: both
// happen or neither.
func (t *Run) Step(ctx context.Context, do func(tx *db.Tx) (Progress, error)) error {
	next := t.Task
	err := t.db.Write(ctx, func(tx *db.Tx) error {
		p, err := do(tx)
		if err != nil {
			return err
		}
		next, err = t.after(p, tx.Now())
		if err != nil {
			return err
		}
		return moveTask(ctx, tx, next)
	})
	if err == nil {
		t.Task = next
		t.Version++
	}
	return err
}

// Report shows progress of a part that has no effects to keep with it.
func (t *Run) Report(ctx context.Context, done, total int64) error {
	return t.Step(ctx, func(*db.Tx) (Progress, error) {
		return Progress{Cursor: t.Cursor, Done: done, Total: total}, nil
	})
}

func (t *Run) after(p Progress, now time.Time) (Task, error) {
	next := t.Task
	next.Cursor, next.Done, next.Total, next.MovedAt, next.Problem = p.Cursor, p.Done, p.Total, now, ""
	if p.Outcome != nil {
		text, err := json.Marshal(p.Outcome)
		if err != nil {
			return next, fmt.Errorf("jobs: %w", err)
		}
		next.Outcome = string(text)
	}
	if p.FileName != "" {
		next.FileName, next.FileSize = p.FileName, p.FileSize
	}
	if p.Finished {
		next.State, next.EndedAt = Done, &now
	}
	return next, nil
}

// sliceOf is the part of a job's time in which a task begins new steps.
const sliceOf = 0.8

// work is the job of every task.
func (r *Runner) work(ctx context.Context, job *river.Job[taskArgs]) error {
	t, err := r.claim(ctx, job.Args.TaskID)
	if errs.Is(err, errs.NotFound) {
		return nil // ended, cancelled or swept
	}
	if err != nil {
		return err
	}
	slice, cancel := context.WithTimeout(ctx, time.Duration(float64(r.o.Timeout)*sliceOf))
	defer cancel()
	run := &Run{Task: t, db: r.db, slice: slice}
	handler := r.tasks[t.Kind]
	if handler == nil {
		return errs.New(errs.Invalid, "task.unknown_kind", t.Kind)
	}
	err = handler(ctx, run)
	if errors.Is(err, errLost) {
		return nil
	}
	if err != nil && stopped(ctx) && !lasting(err) {
		return err // the program ends or the job was dropped: that is no failure
	}
	if err != nil {
		return r.failed(ctx, run, err, lasting(err) || job.Attempt >= job.MaxAttempts)
	}
	if run.State.Open() {
		return r.goOn(ctx, run)
	}
	return nil
}

// goOn gives the rest of the task to a job of its own.
func (r *Runner) goOn(ctx context.Context, t *Run) error {
	err := r.db.Write(ctx, func(tx *db.Tx) error {
		next := t.Task
		next.MovedAt = tx.Now()
		if err := moveTask(ctx, tx, next); err != nil {
			return err
		}
		return r.Enqueue(ctx, tx, taskArgs{t.ID})
	})
	if errors.Is(err, errLost) {
		return nil
	}
	return err
}

// failed keeps the error beside the task for its author; it ends the task when
// that was the last try.
func (r *Runner) failed(ctx context.Context, t *Run, cause error, last bool) error {
	ctx = context.WithoutCancel(ctx) // the job's time may be over
	shown := problem{Key: "task.failed"}
	if e := errs.As(cause); e != nil && e.Kind != errs.Internal {
		shown = problem{e.Key, e.Args}
		if len(e.Fields) > 0 {
			shown = problem{e.Fields[0].Key, e.Fields[0].Args}
		}
	}
	text, err := json.Marshal(shown)
	if err != nil {
		return fmt.Errorf("jobs: %w", err)
	}
	err = r.db.Write(ctx, func(tx *db.Tx) error {
		now := tx.Now()
		next := t.Task
		next.Problem, next.MovedAt = string(text), now
		if last {
			next.State, next.EndedAt = Failed, &now
		}
		return moveTask(ctx, tx, next)
	})
	if err != nil && !errors.Is(err, errLost) {
		r.o.Log.Error("a task's failure was not recorded", "task", t.ID, "error", err)
	}
	return cause
}
