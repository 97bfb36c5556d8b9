package jobs_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"lantoa/internal/apptest"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/jobs"
)

// lines is a log that a test reads while it is written.
type lines struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

// logged is a kit whose log can be read.
func logged(t *testing.T, attempts int) (kit, *lines) {
	t.Helper()
	d, log := apptest.DB(t, apptest.NewClock()), &lines{}
	return kit{jobs.New(d, jobs.Options{Poll: 10 * time.Millisecond, Attempts: attempts, Log: slog.New(slog.NewTextHandler(log, nil))}), t, d}, log
}

// failing waits for a job among those that failed.
func (k kit) failing(state string) jobs.Entry {
	k.t.Helper()
	var found jobs.Entry
	apptest.Await(k.t, func() bool {
		all, err := k.Failing(k.t.Context(), 10)
		if err != nil {
			k.t.Fatal(err)
		}
		for _, e := range all {
			if e.State == state {
				found = e
				return true
			}
		}
		return false
	})
	return found
}

func TestFailures_areLoggedWithoutWhatMayNameSomebody(t *testing.T) {
	t.Parallel()
	k, log := logged(t, 2)
	jobs.Handle(k.Runner, jobs.Quick, func(context.Context, note) error {
		return errs.Wrap(errors.New("the disk is full"), errs.Internal, "error.internal", "Vừ Mí Sính")
	})
	k.start()
	if err := k.enqueue(note{"Lò Mí Pó"}); err != nil {
		t.Fatal(err)
	}
	e := k.failing("retryable")
	if err := k.Retry(t.Context(), admin(), e.ID); err != nil {
		t.Fatal(err)
	}
	k.failing("discarded")
	for _, want := range []string{"level=WARN", "level=ERROR", "kind=note", "attempt=1", "attempt=2", "problem=error.internal", "the disk is full"} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("the log lacks %q: %s", want, log)
		}
	}
	if strings.Contains(log.String(), "Mí") {
		t.Errorf("the log names somebody: %s", log)
	}
}

func TestPanics_areLogged(t *testing.T) {
	t.Parallel()
	k, log := logged(t, 1)
	jobs.Handle(k.Runner, jobs.Quick, func(context.Context, note) error { panic("no such page") })
	k.start()
	if err := k.enqueue(note{"x"}); err != nil {
		t.Fatal(err)
	}
	k.failing("discarded")
	if !strings.Contains(log.String(), "no such page") || !strings.Contains(log.String(), "level=ERROR") {
		t.Errorf("the log: %s", log)
	}
}

func TestFailing_showsWhatAnErrorEndedAndLetsItBeTriedAgainOrForgotten(t *testing.T) {
	t.Parallel()
	k, log := logged(t, 3)
	jobs.Handle(k.Runner, jobs.Quick, func(context.Context, note) error { return errs.New(errs.Invalid, "file.empty") })
	k.start()
	if err := k.enqueue(note{"x"}); err != nil {
		t.Fatal(err)
	}
	e := k.failing("cancelled")
	if e.Attempt != 1 || !strings.Contains(e.Failure, "file.empty") || !strings.Contains(log.String(), "level=ERROR") {
		t.Errorf("%+v; the log: %s", e, log)
	}
	if err := k.Retry(t.Context(), admin(), e.ID); err != nil {
		t.Fatal(err)
	}
	apptest.Await(t, func() bool { return k.failing("cancelled").Attempt == 2 })
	if err := k.Drop(t.Context(), admin(), e.ID); err != nil {
		t.Fatal(err)
	}
	if all, err := k.Failing(t.Context(), 10); err != nil || len(all) != 0 {
		t.Errorf("after it was dropped: %+v, %v", all, err)
	}
}

func TestEvery_isNotGivenUpByAnErrorAndMakesTheNextOne(t *testing.T) {
	t.Parallel()
	k, _ := logged(t, 3)
	tries := make(chan struct{}, 100)
	jobs.Handle(k.Runner, jobs.Quick, func(context.Context, note) error {
		tries <- struct{}{}
		return errs.New(errs.Invalid, "audit.chain.broken")
	})
	k.Every(time.Second, note{"seal"})
	k.start()
	for range 3 {
		<-tries
	}
	k.failing("discarded")
	all, err := k.Failing(t.Context(), 10)
	if err != nil || len(all) > 2 {
		t.Errorf("each failure is kept: %+v, %v", all, err)
	}
	for _, e := range all {
		if e.State == "cancelled" || e.State == "retryable" {
			t.Errorf("%+v", e)
		}
	}
}

func TestDrop_endsATaskWhoseJobRuns(t *testing.T) {
	t.Parallel()
	k := open(t)
	started, hold := make(chan struct{}), make(chan struct{})
	k.HandleTask("slow", func(ctx context.Context, r *jobs.Run) error {
		close(started)
		<-hold
		return r.Report(ctx, 1, 2)
	})
	k.start()
	id := k.begin("slow")
	<-started
	if err := k.Drop(t.Context(), admin(), k.failing("running").ID); err != nil {
		t.Fatal(err)
	}
	task, err := jobs.TaskOf(t.Context(), k.db.Reader(), "mai", id)
	close(hold)
	if err != nil || task.State != jobs.Cancelled || task.EndedAt == nil {
		t.Errorf("%+v, %v", task, err)
	}
}

func TestStop_isNoFailureOfTheTask(t *testing.T) {
	t.Parallel()
	d := apptest.DB(t, apptest.NewClock())
	first := kit{jobs.New(d, jobs.Options{Poll: 10 * time.Millisecond, Attempts: 1}), t, d}
	started := make(chan struct{})
	first.HandleTask("long", func(ctx context.Context, _ *jobs.Run) error {
		close(started)
		<-ctx.Done()
		return ctx.Err()
	})
	if err := first.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	id := first.begin("long")
	<-started
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if err := first.Stop(gone); err != nil {
		t.Fatal(err)
	}
	if task, err := jobs.TaskOf(t.Context(), d.Reader(), "mai", id); err != nil || task.State != jobs.Running || task.Problem != "" {
		t.Errorf("after the stop: %+v, %v", task, err)
	}
	next := kit{jobs.New(d, jobs.Options{Poll: 10 * time.Millisecond, Attempts: 1}), t, d}
	next.HandleTask("long", func(ctx context.Context, r *jobs.Run) error {
		return r.Step(ctx, func(*db.Tx) (jobs.Progress, error) { return jobs.Progress{Done: 1, Finished: true}, nil })
	})
	next.start()
	next.until(id, jobs.Done)
}
