package app_test

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"lantoa/internal/app"
	"lantoa/internal/apptest"
	"lantoa/internal/apptest/pgtest"
	"lantoa/internal/audit"
	"lantoa/internal/config"
	"lantoa/internal/db"
	"lantoa/internal/jobs"
)

// childOf is set in the process that serves, and is killed: the test's binary
// started again.
const (
	childOf  = "LANTOA_TEST_SERVE"
	childURL = "LANTOA_TEST_SERVE_URL"
	steps    = 3000
	timeout  = 3 * time.Second
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(childOf); dir != "" {
		if err := serve(context.Background(), dir, os.Getenv(childURL)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// serve is the whole program, with one task of its own whose effects can be counted.
func serve(ctx context.Context, dir, url string) error {
	o := config.Serve{Database: config.Database{Data: dir, DatabaseURL: url}, Addr: "127.0.0.1:0"}
	l, err := app.Listen(o)
	if err != nil {
		return err
	}
	a, err := app.Start(ctx, app.Options{Serve: o, Bare: true, Log: slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError})),
		Jobs: jobs.Options{Timeout: timeout, Abandoned: timeout + time.Second}})
	if err != nil {
		return err
	}
	a.Jobs.HandleTask("count", count)
	return a.Serve(ctx, l, func() {})
}

// count writes one row and one audit entry per step.
func count(ctx context.Context, r *jobs.Run) error {
	for r.State == jobs.Running && r.More() {
		err := r.Step(ctx, func(tx *db.Tx) (jobs.Progress, error) {
			if _, err := tx.Exec(ctx, `insert into effect (no, by_process) values ($1, $2)`, r.Done, os.Getpid()); err != nil {
				return jobs.Progress{}, err
			}
			err := audit.Write(ctx, tx, audit.Entry{Action: "count", Entity: "count", EntityID: r.ID, Version: r.Done + 1})
			return jobs.Progress{Done: r.Done + 1, Total: steps, Finished: r.Done+1 == steps}, err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

type killing struct {
	t        *testing.T
	dir, url string
	db       *db.DB
	task     string
}

// begun is a database with the task waiting and no program over it.
func begun(t *testing.T) *killing {
	t.Helper()
	k := &killing{t: t, dir: t.TempDir()}
	if os.Getenv("LANTOA_TEST_POSTGRES") == "1" {
		k.url = pgtest.Collated(t, "C")
	}
	var err error
	if k.db, err = db.Open(t.Context(), db.Options{Dir: k.dir, URL: k.url}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(k.db.Close)
	if err := k.db.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	r := jobs.New(k.db, jobs.Options{})
	r.HandleTask("count", count)
	err = k.db.Write(t.Context(), func(tx *db.Tx) error {
		// No key: a step done twice would be seen.
		if _, err := tx.Exec(t.Context(), `create table effect (no bigint not null, by_process bigint not null)`); err != nil {
			return err
		}
		k.task, err = r.Begin(t.Context(), tx, jobs.NewTask{Kind: "count", AuthorID: "mai"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// start starts the program as a process of its own.
func (k *killing) start() *exec.Cmd {
	k.t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), childOf+"="+k.dir, childURL+"="+k.url)
	c.Stderr = os.Stderr
	if err := c.Start(); err != nil {
		k.t.Fatal(err)
	}
	k.t.Cleanup(func() { _, _ = c.Process.Kill(), c.Wait() })
	return c
}

func kill(c *exec.Cmd) {
	_ = c.Process.Kill() // SIGKILL: nothing is tidied up
	_ = c.Wait()
}

func (k *killing) progress() jobs.Task {
	k.t.Helper()
	task, err := jobs.TaskOf(k.t.Context(), k.db.Reader(), "mai", k.task)
	if err != nil {
		k.t.Fatal(err)
	}
	return task
}

// past waits until the task has come past a step, and says how long that took.
func (k *killing) past(done int64) time.Duration {
	k.t.Helper()
	start := time.Now()
	apptest.Await(k.t, func() bool { return k.progress().Done > done })
	return time.Since(start)
}

// whole checks that every step was done once, and that the audit log is in order.
func (k *killing) whole() {
	k.t.Helper()
	apptest.Await(k.t, func() bool { return k.progress().State == jobs.Done })
	found, err := db.One[struct{ Rows, Different, Processes int }](k.t.Context(), k.db.Reader(),
		`select count(*) as rows, count(distinct no) as different, count(distinct by_process) as processes from effect`)
	if err != nil {
		k.t.Fatal(err)
	}
	if found.Rows != steps || found.Different != steps || found.Processes < 2 {
		k.t.Errorf("%d rows of %d steps by %d processes, want %d of as many by two or more", found.Rows, found.Different, found.Processes, steps)
	}
	key, err := audit.ReadKey(filepath.Join(k.dir, "audit.key"))
	if err != nil {
		k.t.Fatal(err)
	}
	report, err := audit.Verify(k.t.Context(), k.db.Reader(), key, audit.Anchors{File: filepath.Join(k.dir, "audit-anchors.log")})
	if err != nil || !report.InOrder() {
		k.t.Errorf("the audit log: %+v, %v", report, err)
	}
}

// A program killed without warning: the next one over the folder goes on within
// five seconds of its start, or with PostgreSQL the other node within the job's
// time and a minute; nothing is lost, nothing is done twice.
func TestKill_losesNothingAndDoesNothingTwice(t *testing.T) {
	t.Parallel()
	k := begun(t)
	first := k.start()
	k.past(200)
	if k.url != "" {
		second := k.start()
		kill(first)
		at := k.progress().Done
		if took := k.past(at); took > timeout+time.Minute {
			t.Errorf("the other node went on after %v", took)
		} else {
			t.Logf("the other node went on after %v", took)
		}
		k.whole()
		kill(second)
		return
	}
	kill(first)
	for range 2 {
		at := k.progress().Done
		next := k.start()
		took := k.past(at)
		if took > 5*time.Second {
			t.Errorf("the next program went on %v after its start", took)
		}
		t.Logf("at step %d: went on %v after the start", at, took)
		k.past(at + 200)
		kill(next)
	}
	k.start()
	k.whole()
}
