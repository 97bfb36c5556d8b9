package bench_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"lantoa/internal/account"
	"lantoa/internal/app"
	"lantoa/internal/apptest/pgtest"
	"lantoa/internal/audit"
	"lantoa/internal/bench"
	"lantoa/internal/config"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
)

// The test's own binary is the program that is measured: "lantoa serve", under
// the name of wrongly one whose lists have lost their rows, under that of dying
// one that ends at once, and under that of deaf one that does not end when told to.
const (
	wrongly = "wrongly"
	dying   = "dying"
	deaf    = "deaf"
)

func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "serve" {
		if err := serve(); err != nil {
			os.Stderr.WriteString(err.Error() + "\n")
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

func serve() error {
	if filepath.Base(os.Args[0]) == dying {
		return errors.New("the roof is leaking")
	}
	if filepath.Base(os.Args[0]) == deaf {
		signal.Ignore(syscall.SIGTERM)
		fmt.Println("what?")
		_, err := os.Stdin.Read(make([]byte, 1))
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	_, cli, err := config.Parse(os.Args[1:], os.Stderr)
	if err != nil {
		return err
	}
	l, err := app.Listen(cli.Serve)
	if err != nil {
		return err
	}
	a, err := app.Start(ctx, app.Options{Serve: cli.Serve, Bare: true})
	if err != nil {
		return err
	}
	defer a.Close()
	if filepath.Base(os.Args[0]) != wrongly {
		return a.Serve(ctx, l, func() {})
	}
	go func() { <-ctx.Done(); _ = l.Close() }()
	_ = http.Serve(l, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/quan-ly/ho-so" {
			_, _ = w.Write([]byte("<html>"))
			return
		}
		a.Handler().ServeHTTP(w, r)
	}))
	return nil
}

// filled is a place with the demonstration's dossiers.
func filled(t *testing.T) bench.Place {
	t.Helper()
	place := bench.Place{Data: t.TempDir()}
	if os.Getenv("LANTOA_TEST_POSTGRES") == "1" {
		place.URL = pgtest.Migrated(t, func(ctx context.Context, url string) error {
			d, err := db.Open(ctx, db.Options{URL: url})
			if err != nil {
				return err
			}
			defer d.Close()
			return d.Migrate(ctx)
		})
	}
	cheap := account.DefaultConfig()
	cheap.Cost = account.Cost{KiB: 64, Times: 1}
	a, err := app.Start(t.Context(), app.Options{Bare: true, Accounts: cheap, Serve: config.Serve{Demo: true, Addr: "127.0.0.1:0",
		Database: config.Database{Data: place.Data, DatabaseURL: place.URL}}})
	if err != nil {
		t.Fatal(err)
	}
	a.Close()
	return place
}

// One place serves both, for filling it takes most of the time.
func TestRun(t *testing.T) {
	t.Parallel()
	place := filled(t)
	t.Run("measures every scenario over its floor", func(t *testing.T) { measures(t, place) })
	t.Run("leaves a log that holds", func(t *testing.T) { leavesALogThatHolds(t, place) })
	t.Run("names what there is where nothing has the name", func(t *testing.T) { namesWhatThereIs(t, place) })
	t.Run("ends with a program that ends", func(t *testing.T) { endsWithTheProgram(t, place) })
	t.Run("ends at a wrong answer", func(t *testing.T) { endsAtAWrongAnswer(t, place) })
}

func namesWhatThereIs(t *testing.T, place bench.Place) {
	o := bench.Options{Places: []bench.Place{place}, Program: os.Args[0], Time: time.Millisecond, Clients: []int{1}, Quiet: time.Millisecond, Only: "nothing of this"}
	_, err := bench.Run(t.Context(), o)
	e := errs.As(err)
	if e == nil || e.Key != "bench.only" || !strings.Contains(fmt.Sprint(e.Args...), "search prefix") {
		t.Errorf("%v", err)
	}
}

func measures(t *testing.T, place bench.Place) {
	o := bench.Options{Places: []bench.Place{place}, Program: os.Args[0], Time: 40 * time.Millisecond, Clients: []int{1, 3}, Quiet: time.Millisecond}
	r, err := bench.Run(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var again bench.Report
	if err := json.Unmarshal(raw, &again); err != nil {
		t.Fatal(err)
	}
	d := again.Databases[0]
	if d.Dossiers < 40 || d.ColdStart <= 0 || d.Memory.Start <= 0 || d.Memory.Idle <= 0 || d.Memory.Peak < d.Memory.Idle || d.Memory.After <= 0 {
		t.Errorf("the database: %+v", d)
	}
	var names []string
	for _, s := range d.Scenarios {
		names = append(names, string(s.Name))
		if s.Name != "mix 90/10" && s.Statements < 5 || strings.HasPrefix(string(s.Name), "list") && s.Rows < 1 || len(s.Rounds) != 2 {
			t.Errorf("%s: %d statements, %d rows, %d rounds", s.Name, s.Statements, s.Rows, len(s.Rounds))
		}
		for _, round := range s.Rounds {
			for side, f := range map[string]bench.Figures{"page": round.Page, "floor": round.Floor} {
				if f.Requests < 1 || f.PerSecond <= 0 || f.P50 <= 0 || f.P95 < f.P50 || f.P99 < f.P95 {
					t.Errorf("%s of %s at %d: %+v", side, s.Name, round.Clients, f)
				}
			}
			if round.Ratio <= 0 || round.Resident <= 0 {
				t.Errorf("%s at %d: ratio %v, resident %d", s.Name, round.Clients, round.Ratio, round.Resident)
			}
		}
	}
	want := []string{"list standing_officer", "list lead_officer", "list district_officer", "list unit_officer", "detail",
		"search common", "search rare", "search long", "search prefix", "create", "mix 90/10"}
	if !slices.Equal(names, want) {
		t.Errorf("measured %v", names)
	}
	if len(again.Goals) != 2+4+1+4+1 {
		t.Errorf("%d goals: %+v", len(again.Goals), again.Goals)
	}
	texts, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := r.Write(&out, texts.Printer(i18n.Vietnamese)); err != nil || !strings.Contains(out.String(), "Danh sách hồ sơ (Người phụ trách thi đua, khen thưởng)") {
		t.Errorf("%v: %s", err, out.String())
	}
}

// Pages and floors both leave a log that holds.
func leavesALogThatHolds(t *testing.T, place bench.Place) {
	d, err := db.Open(t.Context(), db.Options{Dir: place.Data, URL: place.URL})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	key, err := audit.OpenKey(t.Context(), d, filepath.Join(place.Data, "audit.key"))
	if err != nil {
		t.Fatal(err)
	}
	anchors := audit.Anchors{File: filepath.Join(place.Data, "audit-anchors.log")}
	if _, err := audit.Seal(t.Context(), d, key, anchors); err != nil {
		t.Fatal(err)
	}
	r, err := audit.Verify(t.Context(), d.Reader(), key, anchors)
	if err != nil || len(r.Findings) > 0 || r.Entries < 100 {
		t.Errorf("%+v %v", r, err)
	}
}

// named is this binary under another name.
func named(t *testing.T, name string) string {
	t.Helper()
	self, err := filepath.Abs(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	binary := filepath.Join(t.TempDir(), name)
	if err := os.Symlink(self, binary); err != nil {
		t.Fatal(err)
	}
	return binary
}

// Nobody waits for the page of a program that is no more, and its last words are heard.
func endsWithTheProgram(t *testing.T, place bench.Place) {
	began := time.Now()
	_, err := bench.Run(t.Context(), bench.Options{Places: []bench.Place{place}, Program: named(t, dying), Time: 40 * time.Millisecond, Clients: []int{1}})
	if err == nil || !strings.Contains(err.Error(), "the roof is leaking") || time.Since(began) > time.Minute {
		t.Errorf("after %v: %v", time.Since(began), err)
	}
}

func TestProgram_isKilledWhenItDoesNotEnd(t *testing.T) {
	t.Parallel()
	deaf := exec.Command(named(t, deaf), "serve")
	open, err := deaf.StdinPipe() // which it would end with
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = open.Close() }()
	ended := make(chan error, 1)
	go func() { ended <- bench.StopWithin(deaf, 10*time.Millisecond) }()
	select {
	case err := <-ended:
		if err == nil || !strings.Contains(err.Error(), "killed") {
			t.Error(err)
		}
	case <-time.After(time.Minute):
		t.Fatal("it is still waited for")
	}
}

func endsAtAWrongAnswer(t *testing.T, place bench.Place) {
	_, err := bench.Run(t.Context(), bench.Options{Places: []bench.Place{place}, Program: named(t, wrongly), Time: 40 * time.Millisecond, Clients: []int{1}})
	if err == nil || !strings.Contains(err.Error(), "rows") {
		t.Errorf("lists without rows: %v", err)
	}
}

func TestRun_refusesToMeasureNothing(t *testing.T) {
	t.Parallel()
	if _, err := bench.Run(t.Context(), bench.Options{}); err == nil {
		t.Error("measured nothing")
	}
	empty := t.TempDir()
	o := bench.Options{Places: []bench.Place{{Data: empty}}, Program: os.Args[0], Time: time.Millisecond, Clients: []int{1}}
	if _, err := bench.Run(t.Context(), o); errs.As(err) == nil || errs.As(err).Key != "start.no_database" {
		t.Errorf("a folder without a database: %v", err)
	}
	if made, err := os.ReadDir(empty); err != nil || len(made) > 0 {
		t.Errorf("%v was made in it, %v", made, err)
	}
}

func TestPercentile_isTheNearestRank(t *testing.T) {
	t.Parallel()
	times := func(ms ...int) (out []time.Duration) {
		for _, n := range ms {
			out = append(out, time.Duration(n)*time.Millisecond)
		}
		return out
	}
	hundred := make([]int, 100)
	for i := range hundred {
		hundred[i] = i + 1
	}
	for _, c := range []struct {
		sorted []time.Duration
		p      float64
		want   float64
	}{
		{nil, 50, 0}, {times(7), 50, 7}, {times(7), 99, 7}, {times(1, 2), 50, 1}, {times(1, 2), 51, 2}, {times(1, 2, 3), 50, 2},
		{times(hundred...), 50, 50}, {times(hundred...), 95, 95}, {times(hundred...), 99, 99}, {times(hundred...), 100, 100}, {times(hundred...), 0, 1},
	} {
		if got := bench.Percentile(c.sorted, c.p); got != c.want {
			t.Errorf("%v of %d times is %v, want %v", c.p, len(c.sorted), got, c.want)
		}
	}
}
