// Package misuse_test starts the program as a process of its own and treats it
// badly: its memory stays bounded, others are served meanwhile, and whoever is
// refused reads why.
package misuse_test

import (
	"bufio"
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"lantoa/internal/account"
	"lantoa/internal/app"
	"lantoa/internal/apptest"
	"lantoa/internal/apptest/pgtest"
	"lantoa/internal/config"
	"lantoa/internal/db"
	"lantoa/internal/load"
	"lantoa/internal/web"
)

// What the process that serves is told: the test's binary started again.
const (
	childOf    = "LANTOA_TEST_SERVE"
	childURL   = "LANTOA_TEST_SERVE_URL"
	childHaste = "LANTOA_TEST_SERVE_HASTE"
)

// password is everybody's in the loaded database.
const password = "Lan-Toa-thu-nghiem-1"

// exemplars are enough that lists have many pages and a file of a list is made of
// several parts, and few enough to be loaded in a second.
const exemplars = 600

func TestMain(m *testing.M) {
	if dir := os.Getenv(childOf); dir != "" {
		if err := serve(context.Background(), dir, os.Getenv(childURL), os.Getenv(childHaste)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	code := m.Run()
	process.end()
	os.Exit(code)
}

// hasty are the limits of the tests that wait until a client is cut off: the usual
// ones with shorter times and fewer connections.
func hasty() web.Limits {
	l := web.DefaultLimits()
	l.Conns, l.Head, l.Stretch = 600, 3*time.Second, 3*time.Second
	return l
}

// serve is `lantoa serve` but for the built assets.
func serve(ctx context.Context, dir, url, haste string) error {
	o := app.Options{Serve: config.Serve{Database: config.Database{Data: dir, DatabaseURL: url}, Addr: "127.0.0.1:0", Memory: 512}, Bare: true,
		Log: slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError}))}
	if haste != "" {
		o.Limits = hasty()
	}
	l, err := app.Listen(o.Serve)
	if err != nil {
		return err
	}
	a, err := app.Start(ctx, o)
	if err != nil {
		return err
	}
	fmt.Println(l.Addr())
	return a.Serve(ctx, l, func() {})
}

// filled is the data folder of a database as `lantoa load` makes it, filled once
// per test process and then copied.
type filled struct {
	once sync.Once
	dir  string
	err  error
}

var process = &filled{}

func (f *filled) end() {
	if f.dir != "" {
		_ = os.RemoveAll(f.dir)
	}
}

// fill loads a database, with passwords that are quick to check.
func fill(dir, url string) error {
	quick := account.DefaultConfig()
	quick.Cost = account.Cost{KiB: 8, Times: 1}
	ctx := context.Background()
	s, err := app.Open(ctx, app.Options{Serve: config.Serve{Database: config.Database{Data: dir, DatabaseURL: url}}, Accounts: quick})
	if err != nil {
		return err
	}
	defer s.DB.Close()
	_, err = load.Load(ctx, load.Target{DB: s.DB, Files: s.Files, Accounts: quick}, load.Options{Exemplars: exemplars, Seed: 1, Password: password})
	return err
}

// data is a loaded database of the test's own.
func data(t *testing.T) (dir, url string) {
	t.Helper()
	dir = t.TempDir()
	if os.Getenv("LANTOA_TEST_POSTGRES") == "1" {
		url = pgtest.Collated(t, "C")
		if err := fill(dir, url); err != nil {
			t.Fatal(err)
		}
		return dir, url
	}
	process.once.Do(func() {
		if process.dir, process.err = os.MkdirTemp("", "lantoa-misuse-*"); process.err == nil {
			process.err = fill(process.dir, "")
		}
	})
	if process.err != nil {
		t.Fatal(process.err)
	}
	if err := os.CopyFS(dir, os.DirFS(process.dir)); err != nil {
		t.Fatal(err)
	}
	return dir, ""
}

// heavy leaves out a test that takes the machine for itself for seconds: it runs
// with LANTOA_TEST_HEAVY=1, which make test sets.
func heavy(t *testing.T) {
	t.Helper()
	if os.Getenv("LANTOA_TEST_HEAVY") != "1" {
		t.Skip("skipped: heavy tests: set LANTOA_TEST_HEAVY=1 or run make test")
	}
}

// program is the program as a process of its own.
type program struct {
	t    *testing.T
	pid  int
	addr string
	dir  string // of its data
	url  string // of its PostgreSQL, "" for SQLite
	temp string // its folder of temporary files
}

// start starts the program over a loaded database; haste has it wait less for
// clients that are slow.
func start(t *testing.T, haste string) *program {
	t.Helper()
	p := &program{t: t, temp: t.TempDir()}
	p.dir, p.url = data(t)
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), childOf+"="+p.dir, childURL+"="+p.url, childHaste+"="+haste, "TMPDIR="+p.temp)
	c.Stderr = os.Stderr
	out, err := c.StdoutPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = c.Process.Kill(), c.Wait() })
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	p.pid, p.addr = c.Process.Pid, strings.TrimSpace(line)
	return p
}

// memory is a figure of /proc/PID/status in MB: VmRSS, what is resident now, or
// VmHWM, the most that ever was.
func (p *program) memory(figure string) float64 {
	p.t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.pid))
	if err != nil {
		p.t.Fatal(err)
	}
	for line := range strings.Lines(string(status)) {
		name, rest, _ := strings.Cut(line, ":")
		if fields := strings.Fields(rest); name == figure && len(fields) > 0 {
			kb, err := strconv.ParseFloat(fields[0], 64)
			if err != nil {
				p.t.Fatal(err)
			}
			return kb / 1024
		}
	}
	p.t.Fatalf("no %s", figure)
	return 0
}

// within fails where the most memory that was ever resident is more than bound MB.
func (p *program) within(bound float64) {
	p.t.Helper()
	most := p.memory("VmHWM")
	p.t.Logf("at most %.0f MB were resident, now %.0f MB; bound %.0f MB", most, p.memory("VmRSS"), bound)
	if most > bound {
		p.t.Errorf("%.0f MB were resident, at most %.0f are right", most, bound)
	}
}

// tidy fails where temporary files are left once the program has swept up.
func (p *program) tidy() {
	p.t.Helper()
	apptest.Await(p.t, func() bool {
		left, err := os.ReadDir(p.temp)
		return err == nil && len(left) == 0
	})
}

// accounts is the account service over the program's database.
func (p *program) accounts() *account.Service {
	p.t.Helper()
	d, err := db.Open(p.t.Context(), db.Options{Dir: p.dir, URL: p.url})
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(d.Close)
	quick := account.DefaultConfig()
	quick.Cost = account.Cost{KiB: 8, Times: 1}
	return account.New(d, quick)
}

// token is a session of the person's, opened by the account service.
func (p *program) token(person string) string {
	p.t.Helper()
	service := p.accounts()
	if err := service.KeepPassword(p.t.Context(), person, password); err != nil { // an account that was unused for long is closed
		p.t.Fatal(err)
	}
	token, _, err := service.SignIn(p.t.Context(), person, password, account.Client{Address: "127.0.0.1", Agent: "test"})
	if err != nil {
		p.t.Fatal(err)
	}
	return token
}
