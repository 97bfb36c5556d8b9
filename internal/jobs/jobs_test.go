package jobs_test

import (
	"context"
	"errors"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"lantoa/internal/access"
	"lantoa/internal/apptest"
	"lantoa/internal/audit"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/jobs"
)

type note struct {
	Text string `json:"text"`
}

func (note) Kind() string { return "note" }

type kit struct {
	*jobs.Runner
	t  *testing.T
	db *db.DB
}

func open(t *testing.T) kit {
	t.Helper()
	d := apptest.DB(t, apptest.NewClock())
	err := d.Write(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `create table effect (id text primary key, no bigint not null)`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return kit{jobs.New(d, jobs.Options{Poll: 10 * time.Millisecond, Attempts: 3}), t, d}
}

func (k kit) start() {
	k.t.Helper()
	if err := k.Start(k.t.Context()); err != nil {
		k.t.Fatal(err)
	}
	k.t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := k.Stop(ctx); err != nil {
			k.t.Errorf("stop: %v", err)
		}
	})
}

func (k kit) begin(kind string) string {
	k.t.Helper()
	var id string
	err := k.db.Write(k.t.Context(), func(tx *db.Tx) (err error) {
		id, err = k.Begin(k.t.Context(), tx, jobs.NewTask{Kind: kind, AuthorID: "mai", About: "Thử", Input: 7, Total: 10})
		return err
	})
	if err != nil {
		k.t.Fatal(err)
	}
	return id
}

func (k kit) enqueue(a jobs.Args) error {
	return k.db.Write(k.t.Context(), func(tx *db.Tx) error { return k.Enqueue(k.t.Context(), tx, a) })
}

// until waits for a task to stand in a state.
func (k kit) until(id string, want jobs.State) jobs.Task {
	k.t.Helper()
	var task jobs.Task
	apptest.Await(k.t, func() bool {
		var err error
		if task, err = jobs.TaskOf(k.t.Context(), k.db.Reader(), "mai", id); err != nil {
			k.t.Fatal(err)
		}
		return task.State == want
	})
	return task
}

func (k kit) effects() int {
	k.t.Helper()
	n, err := db.One[int](k.t.Context(), k.db.Reader(), `select count(*) from effect`)
	if err != nil {
		k.t.Fatal(err)
	}
	return n
}

func TestEnqueue_happensWithItsTransactionOrNotAtAll(t *testing.T) {
	t.Parallel()
	k := open(t)
	seen := make(chan string, 10)
	jobs.Handle(k.Runner, jobs.Quick, func(_ context.Context, n note) error { seen <- n.Text; return nil })
	k.start()
	broken := errors.New("rolled back")
	err := k.db.Write(t.Context(), func(tx *db.Tx) error {
		if err := k.Enqueue(t.Context(), tx, note{"never"}); err != nil {
			return err
		}
		return broken
	})
	if !errors.Is(err, broken) {
		t.Fatal(err)
	}
	if err := k.enqueue(note{"Chè Shan tuyết"}); err != nil {
		t.Fatal(err)
	}
	if got := <-seen; got != "Chè Shan tuyết" {
		t.Errorf("the job was told %q", got)
	}
}

func TestEvery_runsAtTheStartAndOnlyOneWaits(t *testing.T) {
	t.Parallel()
	k := open(t)
	seen := make(chan struct{}, 10)
	jobs.Handle(k.Runner, jobs.Quick, func(context.Context, note) error { seen <- struct{}{}; return nil })
	k.Every(time.Hour, note{"seal"})
	k.start()
	<-seen
	loads, err := jobs.Loads(t.Context(), k.db.Reader())
	if err != nil {
		t.Fatal(err)
	}
	var n int64
	for _, l := range loads {
		n += l.Jobs
	}
	if n != 1 {
		t.Errorf("%d jobs of one schedule: %+v", n, loads)
	}
}

// Ten steps; the worker breaks off twice after a step's effect was written but
// before its transaction ended, and once after it had ended.
func TestTask_doesEveryStepOnceHoweverOftenItIsTakenUp(t *testing.T) {
	t.Parallel()
	k := open(t)
	var broke atomic.Int64
	k.HandleTask("count", func(ctx context.Context, r *jobs.Run) error {
		for r.State == jobs.Running {
			err := r.Step(ctx, func(tx *db.Tx) (jobs.Progress, error) {
				if _, err := tx.Exec(ctx, `insert into effect (id, no) values ($1, $2)`, db.NewID(), r.Done); err != nil {
					return jobs.Progress{}, err
				}
				if r.Done == 4 && broke.Add(1) == 1 {
					return jobs.Progress{}, errors.New("the cable was pulled")
				}
				return jobs.Progress{Cursor: "x", Done: r.Done + 1, Total: 10, Finished: r.Done == 9, Outcome: "ok"}, nil
			})
			if err != nil {
				return err
			}
			if r.Done == 7 && broke.Add(1) == 2 {
				return errors.New("the power went out")
			}
		}
		return nil
	})
	k.start()
	id := k.begin("count")
	for range 2 {
		k.retryAll(id)
	}
	task := k.until(id, jobs.Done)
	if k.effects() != 10 || task.Done != 10 || task.EndedAt == nil || task.Outcome != `"ok"` || task.Problem != "" {
		t.Errorf("%d effects, %+v", k.effects(), task)
	}
}

// retryAll waits for the task's job to fail and makes it available at once,
// instead of after its wait.
func (k kit) retryAll(id string) {
	k.t.Helper()
	apptest.Await(k.t, func() bool {
		failing, err := k.Failing(k.t.Context(), 10)
		if err != nil {
			k.t.Fatal(err)
		}
		for _, f := range failing {
			if f.State == "retryable" || f.State == "discarded" {
				if err := k.Retry(k.t.Context(), admin(), f.ID); err != nil {
					k.t.Fatal(err)
				}
				return true
			}
		}
		task, err := jobs.TaskOf(k.t.Context(), k.db.Reader(), "mai", id)
		return err == nil && task.State == jobs.Done
	})
}

func TestTask_goesOnInAnotherJobWhenItsTimeIsUp(t *testing.T) {
	t.Parallel()
	d := apptest.DB(t, apptest.NewClock())
	k := kit{jobs.New(d, jobs.Options{Poll: 10 * time.Millisecond, Timeout: 100 * time.Millisecond}), t, d}
	var taken atomic.Int64
	k.HandleTask("long", func(ctx context.Context, r *jobs.Run) error {
		taken.Add(1)
		for r.State == jobs.Running && r.More() {
			err := r.Step(ctx, func(*db.Tx) (jobs.Progress, error) {
				return jobs.Progress{Done: r.Done + 1, Finished: taken.Load() == 3}, nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	k.start()
	k.until(k.begin("long"), jobs.Done)
	if taken.Load() != 3 {
		t.Errorf("taken up %d times", taken.Load())
	}
}

func TestTask_saysWhyItFailed(t *testing.T) {
	t.Parallel()
	k := open(t)
	k.HandleTask("refused", func(context.Context, *jobs.Run) error { return errs.New(errs.Invalid, "file.empty") })
	k.HandleTask("broken", func(context.Context, *jobs.Run) error { return errors.New("secret: password=1") })
	k.start()
	task := k.until(k.begin("refused"), jobs.Failed)
	if e := task.Trouble(); e == nil || e.Key != "file.empty" {
		t.Errorf("trouble is %v", e)
	}
	id := k.begin("broken")
	for range 2 {
		k.retryAll(id)
	}
	task = k.until(id, jobs.Failed)
	if e := task.Trouble(); e == nil || e.Key != "task.failed" || strings.Contains(task.Problem, "secret") {
		t.Errorf("trouble is %q", task.Problem)
	}
}

func TestCancel_stopsWhatIsUnderWay(t *testing.T) {
	t.Parallel()
	k := open(t)
	started, ended := make(chan struct{}), make(chan error, 1)
	k.HandleTask("endless", func(ctx context.Context, r *jobs.Run) error {
		close(started)
		for {
			if err := r.Report(ctx, r.Done+1, 0); err != nil {
				ended <- err
				return err
			}
		}
	})
	k.start()
	id := k.begin("endless")
	<-started
	if err := k.Cancel(t.Context(), "another", id); !errs.Is(err, errs.NotFound) {
		t.Errorf("another person's cancel: %v", err)
	}
	if err := k.Cancel(t.Context(), "mai", id); err != nil {
		t.Fatal(err)
	}
	<-ended
	if task := k.until(id, jobs.Cancelled); task.EndedAt == nil {
		t.Errorf("%+v", task)
	}
}

func TestFailLost_endsOnlyWhatHasNoJobAnyMore(t *testing.T) {
	t.Parallel()
	k := open(t)
	k.HandleTask("waits", func(context.Context, *jobs.Run) error { return nil })
	lost, waiting := k.begin("waits"), k.begin("waits")
	err := k.db.Write(t.Context(), func(tx *db.Tx) error {
		// As the queue leaves it when a program died at the last attempt.
		if _, err := tx.Exec(t.Context(), `update river_job set state = 'discarded', finalized_at = $2 where args ->> 'task_id' = $1`, lost, tx.Now()); err != nil {
			return err
		}
		return jobs.FailLost(t.Context(), tx)
	})
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]jobs.State{lost: jobs.Failed, waiting: jobs.Waiting} {
		if task, err := jobs.TaskOf(t.Context(), k.db.Reader(), "mai", id); err != nil || task.State != want {
			t.Errorf("%s is %s, want %s (%v)", id, task.State, want, err)
		}
	}
}

func TestBegin_refusesASixthOpenTask(t *testing.T) {
	t.Parallel()
	k := open(t)
	k.HandleTask("waits", func(context.Context, *jobs.Run) error { return nil })
	for range jobs.MaxOpen {
		k.begin("waits")
	}
	err := k.db.Write(t.Context(), func(tx *db.Tx) error {
		_, err := k.Begin(t.Context(), tx, jobs.NewTask{Kind: "waits", AuthorID: "mai"})
		return err
	})
	if e := errs.As(err); e == nil || e.Key != "task.too_many" {
		t.Errorf("got %v", err)
	}
}

func TestBeginFor_asksForTheRightAndIsEntered(t *testing.T) {
	t.Parallel()
	k := open(t)
	k.HandleTask("waits", func(context.Context, *jobs.Run) error { return nil })
	if _, err := k.BeginFor(t.Context(), officer(), access.JobManage, jobs.NewTask{Kind: "waits"}, audit.Entry{Action: "search.reindex"}); !errs.Is(err, errs.Denied) {
		t.Errorf("an officer: %v", err)
	}
	id, err := k.BeginFor(t.Context(), admin(), access.JobManage, jobs.NewTask{Kind: "waits"}, audit.Entry{Action: "search.reindex"})
	if err != nil {
		t.Fatal(err)
	}
	if n, err := db.One[int](t.Context(), k.db.Reader(), `select count(*) from audit_entry where entity_id = $1 and action = 'search.reindex'`, id); err != nil || n != 1 {
		t.Errorf("%d entries, %v", n, err)
	}
}

func TestRetry_isTheAdministrators(t *testing.T) {
	t.Parallel()
	k := open(t)
	jobs.Handle(k.Runner, jobs.Quick, func(context.Context, note) error { return nil })
	for _, do := range []func(context.Context) error{
		func(ctx context.Context) error { return k.Retry(ctx, officer(), 1) },
		func(ctx context.Context) error { return k.Drop(ctx, officer(), 1) },
	} {
		if err := do(t.Context()); !errs.Is(err, errs.Denied) {
			t.Errorf("an officer: %v", err)
		}
	}
	if err := k.Retry(t.Context(), admin(), 99); !errs.Is(err, errs.NotFound) {
		t.Errorf("a job that is not there: %v", err)
	}
}

func TestStart_refusesASecondProgramOverOneFolder(t *testing.T) {
	t.Parallel()
	k := open(t)
	if k.db.Engine() == db.PostgreSQL {
		return // several nodes are meant to
	}
	jobs.Handle(k.Runner, jobs.Quick, func(context.Context, note) error { return nil })
	k.start()
	second := jobs.New(k.db, jobs.Options{})
	jobs.Handle(second, jobs.Quick, func(context.Context, note) error { return nil })
	if e := errs.As(second.Start(t.Context())); e == nil || e.Key != "start.folder_in_use" {
		t.Errorf("got %v", e)
	}
}

// The library's six modules move together: one alone at another version compiles
// and then fails at run time.
func TestModules_areOfOneVersion(t *testing.T) {
	t.Parallel()
	mod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for line := range strings.Lines(string(mod)) {
		f := strings.Fields(line)
		if len(f) < 2 || !strings.HasPrefix(f[0], "github.com/riverqueue/") {
			continue
		}
		seen++
		if f[1] != "v0.49.0" {
			t.Errorf("%s is at %s", f[0], f[1])
		}
	}
	if seen != 6 {
		t.Errorf("%d modules, want 6", seen)
	}
}
