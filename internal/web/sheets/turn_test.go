package sheets_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/xuri/excelize/v2"

	"lantoa/internal/access"
	"lantoa/internal/account"
	"lantoa/internal/apptest"
	"lantoa/internal/apptest/client"
	"lantoa/internal/apptest/world"
	"lantoa/internal/audit"
	"lantoa/internal/blob"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/jobs"
	"lantoa/internal/sheet"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/sheets"
)

// numbers is a list of n rows, read a thousand at a time; reach is told of each part.
func numbers(n int, reach func(at int)) sheets.Export {
	return numbersFor(httptest.NewRequest(http.MethodGet, "/quan-ly/so", nil), n, reach)
}

func numbersFor(r *http.Request, n int, reach func(at int)) sheets.Export {
	return sheets.Of(r, sheets.List[int]{Name: "so", Title: "so", Columns: []sheet.Column[int]{sheets.Typed("sheet.key", sheet.WholeKind, sheet.Whole)},
		Page: func(_ context.Context, after string) ([]int, string, error) {
			at, _ := strconv.Atoi(after)
			reach(at)
			rows := make([]int, min(1000, n-at))
			for i := range rows {
				rows[i] = at + i
			}
			return rows, sheets.Next(rows, 1000, func(i int) string { return strconv.Itoa(i + 1) }), nil
		}})
}

// taker takes lists that are at hand as files, and counts their rows.
type taker func(ctx context.Context, e sheets.Export) (rows int, err error)

type exportKey struct{}

func takerOf(d *db.DB) taker {
	handle := sheets.New(d).Handler("/quan-ly/so.xlsx", func(r *http.Request) (sheets.Export, error) {
		return r.Context().Value(exportKey{}).(sheets.Export), nil
	}, access.SignedIn)
	return func(ctx context.Context, e sheets.Export) (int, error) {
		answer := httptest.NewRecorder()
		if err := handle(answer, httptest.NewRequest(http.MethodGet, "/quan-ly/so.xlsx", nil).WithContext(context.WithValue(ctx, exportKey{}, e))); err != nil {
			return 0, err
		}
		book, err := excelize.OpenReader(answer.Body)
		if err != nil {
			return 0, err
		}
		defer func() { _ = book.Close() }()
		rows, err := book.GetRows("sheet.list")
		return len(rows) - 1, err
	}
}

func TestExporter_makesTwoBigFilesAtOnceAndSmallOnesAlways(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	take := takerOf(w.DB)
	hold, began := make(chan struct{}), make(chan struct{}, 2)
	ended := make(chan error, 2)
	for range 2 {
		go func() {
			_, err := take(context.Background(), numbers(10_500, func(at int) {
				if at == 9_000 {
					began <- struct{}{}
					<-hold
				}
			}))
			ended <- err
		}()
		<-began
	}
	if n, err := take(t.Context(), numbers(3_500, func(int) {})); n != 3_500 || err != nil {
		t.Errorf("a small file: %d rows, %v", n, err)
	}
	gone, cancel := context.WithCancel(t.Context())
	if _, err := take(gone, numbers(10_500, func(at int) {
		if at == 5_000 {
			cancel()
		}
	})); !errors.Is(err, context.Canceled) {
		t.Errorf("who goes away while waiting: %v", err)
	}
	close(hold)
	for range 2 {
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
	if n, err := take(t.Context(), numbers(10_500, func(int) {})); n != 10_500 || err != nil {
		t.Errorf("once there is a turn again: %d rows, %v", n, err)
	}
}

func TestExporter_endsWhenTheClientHasGoneAndRegistersNothing(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	ctx, cancel := context.WithCancel(t.Context())
	parts := 0
	_, err := takerOf(w.DB)(ctx, numbers(100_000, func(int) {
		if parts++; parts == 8 {
			cancel()
		}
	}))
	if !errors.Is(err, context.Canceled) || parts != 8 {
		t.Errorf("after %d parts: %v", parts, err)
	}
	all, err := audit.Recent(t.Context(), w.DB.Reader(), "", 1)
	if err != nil || len(all) > 0 && all[0].Action == "list.export" {
		t.Errorf("registered all the same: %v, %v", all, err)
	}
}

func TestExporter_saysInWordsThatNoTurnCame(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	synctest.Test(t, func(t *testing.T) {
		take := takerOf(w.DB)
		hold := make(chan struct{})
		ctx, cancel := context.WithCancel(context.Background())
		for range 2 {
			go func() {
				_, _ = take(ctx, numbers(10_500, func(at int) {
					if at == 9_000 {
						<-hold
						cancel()
					}
				}))
			}()
		}
		synctest.Wait()
		if _, err := take(context.Background(), numbers(10_500, func(int) {})); !errs.Is(err, errs.Busy) || errs.As(err).Key != "sheet.busy" {
			t.Errorf("a third: %v", err)
		}
		cancel()
		close(hold)
		synctest.Wait()
	})
}

// taking is the list of numbers with its file made by a task, and what makes it.
func taking(t *testing.T, n int) (begin func(*http.Request) (*httptest.ResponseRecorder, error), x *sheets.Exporter, runner *jobs.Runner, files *blob.Store, w *client.Site) {
	t.Helper()
	w = client.Start(t)
	texts, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	if files, err = blob.Open(t.TempDir()); err != nil {
		t.Fatal(err)
	}
	runner = jobs.New(w.DB, jobs.Options{Poll: 10 * time.Millisecond})
	x = sheets.New(w.DB).InBackground(20_000, runner, files, w.Accounts, texts)
	const path = "/quan-ly/so/{id}.xlsx"
	x.Handler(path, func(r *http.Request) (sheets.Export, error) {
		if r.PathValue("id") != "7" || r.URL.Query().Get("loc") != "le" {
			return sheets.Export{}, errs.New(errs.NotFound, "error.not_found")
		}
		return numbersFor(r, n, func(int) {}), nil
	}, access.AccountManage)
	return func(r *http.Request) (*httptest.ResponseRecorder, error) {
		answer := httptest.NewRecorder()
		r.SetPathValue("id", "7")
		return answer, x.Begin(path)(answer, r)
	}, x, runner, files, w
}

func TestBegin_makesVeryManyRowsByATaskInTheRightsOfToday(t *testing.T) {
	t.Parallel()
	begin, x, runner, files, w := taking(t, 20_500)
	ask := func(id string) (*httptest.ResponseRecorder, string) {
		actor, err := w.Accounts.Actor(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		r := httptest.NewRequest(http.MethodPost, "/quan-ly/so/7.xlsx?loc=le", nil)
		answer, err := begin(r.WithContext(kit.With(r.Context(), &kit.Request{SignedIn: true, Person: account.Person{Actor: actor}})))
		if err != nil {
			t.Fatal(err)
		}
		return answer, actor.AccountID
	}
	answer, admin := ask(w.AccountID("admin"))
	id, ok := strings.CutPrefix(answer.Header().Get("Location"), "/quan-ly/tac-vu/")
	if answer.Code != http.StatusSeeOther || !ok {
		t.Fatalf("%d, to %q", answer.Code, answer.Header().Get("Location"))
	}
	// Whoever lost the right meanwhile gets no file, nor whoever's account was closed.
	answer, officer := ask(w.AccountID("unit_officer"))
	denied, _ := strings.CutPrefix(answer.Header().Get("Location"), "/quan-ly/tac-vu/")
	boss := w.World.As("admin")
	second, err := w.Accounts.Setup(t.Context(), account.Input{Username: "quan.tri.hai", Name: "Hoàng Văn Tới", Role: access.Admin, OrgID: boss.Grants[0].OrgID}, client.Password, false)
	if err != nil {
		t.Fatal(err)
	}
	answer, gone := ask(second.ID)
	closed, _ := strings.CutPrefix(answer.Header().Get("Location"), "/quan-ly/tac-vu/")
	if err := w.Accounts.SetDisabled(t.Context(), boss, gone, true); err != nil {
		t.Fatal(err)
	}
	if err := runner.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = runner.Stop(context.Background()) })
	ended := func(person, id string) (task jobs.Task) {
		apptest.Await(t, func() bool {
			var err error
			if task, err = jobs.TaskOf(t.Context(), w.DB.Reader(), person, id); err != nil {
				t.Fatal(err)
			}
			return !task.State.Open()
		})
		return task
	}
	task := ended(admin, id)
	registered := func() int {
		n, err := db.One[int](t.Context(), w.DB.Reader(), `select count(*) from audit_entry where action = 'list.export'`)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if registered() != 1 {
		t.Errorf("registered %d times", registered())
	}
	f, err := files.Made(id)
	if err != nil || task.State != jobs.Done || task.Done != 20_500 || !strings.HasSuffix(task.FileName, ".xlsx") {
		t.Fatalf("%+v, %v", task, err)
	}
	defer func() { _ = f.Close() }()
	book, err := excelize.OpenReader(f)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := book.GetRows("Danh sách")
	if err != nil || len(rows) != 20_501 || rows[20_500][0] != "20,499" {
		t.Errorf("%d rows, the last %q, %v", len(rows), rows[len(rows)-1], err)
	}
	for person, id := range map[string]string{officer: denied, gone: closed} {
		if task := ended(person, id); task.State != jobs.Failed || task.Trouble().Key != "error.denied" {
			t.Errorf("without the right: %+v", task)
		}
		if _, err := files.Made(id); err == nil {
			t.Error("without the right a file was made")
		}
	}
	if registered() != 1 {
		t.Errorf("without a file registered, %d in all", registered())
	}
	if err := x.Still(t.Context(), task); err != nil {
		t.Errorf("with the right: %v", err)
	}
	task.AuthorID = officer
	if err := x.Still(t.Context(), task); !errs.Is(err, errs.Denied) {
		t.Errorf("without the right: %v", err)
	}
}
