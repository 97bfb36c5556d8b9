package task_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/cascadia"

	"lantoa/internal/apptest"
	"lantoa/internal/apptest/browser"
	"lantoa/internal/apptest/client"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/jobs"
	"lantoa/internal/nomination"
	"lantoa/internal/search"
	"lantoa/internal/subject"
)

const (
	tasks  = "/quan-ly/tac-vu"
	queues = "/quan-ly/hang-doi"
	absent = "/quan-ly/tac-vu/0190b5a0-0000-7000-8000-000000000000"
)

// run works the site's jobs until the test ends.
func run(t *testing.T, s *client.Site) {
	t.Helper()
	if err := s.Jobs.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		_ = s.Jobs.Stop(ctx)
	})
}

func TestReindex_isStartedLeftAndFoundDone(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	w := s.World
	n := w.Draft(w.Batch(nomination.LevelProvince), w.Input("Vừ Mí Sính", subject.Individual, 2))
	err := w.DB.Write(t.Context(), func(tx *db.Tx) error { return search.Remove(t.Context(), tx, "nomination", n.ID) })
	if err != nil {
		t.Fatal(err)
	}
	me := s.As("admin")
	me.Open(tasks).Text(".empty")
	page := me.Open(queues).Form(`form[action$="/lap-chi-muc"]`).Submit().Follow()
	if !page.Has("#tien-do[hx-get]") || !strings.Contains(page.Text("main"), "Lập lại chỉ mục tìm kiếm") {
		t.Errorf("the page says %q", page.Text("main"))
	}
	path := tasks + "/" + strings.TrimPrefix(page.Attr("#tien-do", "hx-get"), tasks+"/")
	run(t, s)
	apptest.Await(t, func() bool { return !me.Open(path).Has("#tien-do") })
	if text := me.Open(path).Text("main"); !strings.Contains(text, "Đã xong") || !strings.Contains(text, "Đã hoàn thành, 1 mục.") {
		t.Errorf("at the end: %q", text)
	}
	if row := me.Open(tasks).Text("tbody tr"); !strings.Contains(row, "1/1 (100%)") {
		t.Errorf("the list: %q", row)
	}
	if !strings.Contains(s.As("unit_officer").Open("/quan-ly/tim-kiem?q=vu+mi+sinh").Text("main"), "Vừ Mí Sính") {
		t.Error("the dossier is not found again")
	}
	apptest.Await(t, func() bool { // the index is put together afterwards
		n, err := db.One[int](t.Context(), w.DB.Reader(), `select count(*) from river_job where kind = 'settle' and state = 'completed'`)
		return err == nil && n > 0
	})
	// Another person sees neither it nor a trace of it.
	other := s.As("standing_officer")
	other.Get(path).Want(http.StatusNotFound)
	other.Post(path+"/dung", nil).Want(http.StatusNotFound)
	other.Get(path + "/tep").Want(http.StatusNotFound)
	other.Get(absent).Want(http.StatusNotFound)
	me.Get(path + "/tep").Want(http.StatusNotFound) // it made no file
	me.Get(tasks + "/khong-phai-ma").Want(http.StatusNotFound)
}

func TestStart_filesForSearchAnewWhatAnEarlierEditionFiled(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	w := s.World
	n := w.Draft(w.Batch(nomination.LevelProvince), w.Input("Vừ Mí Sính", subject.Individual, 2))
	err := w.DB.Write(t.Context(), func(tx *db.Tx) error {
		if _, err := tx.Exec(t.Context(), `insert into search_outdated (change) values ('otherwise')`); err != nil {
			return err
		}
		return search.Remove(t.Context(), tx, "nomination", n.ID)
	})
	if err != nil {
		t.Fatal(err)
	}
	me := s.As("unit_officer")
	run(t, s)
	apptest.Await(t, func() bool {
		return strings.Contains(me.Open("/quan-ly/tim-kiem?q=vu+mi+sinh").Text("main"), "Vừ Mí Sính")
	})
	apptest.Await(t, func() bool { // only then is the index whole
		n, err := db.One[int](t.Context(), w.DB.Reader(), `select count(*) from search_outdated`)
		return err == nil && n == 0
	})
}

// A machine that is off at night puts its database in order when it is on.
func TestStart_settlesADatabaseThatWasNotSettledAtNight(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	settled := func() bool {
		all, err := db.All[time.Time](t.Context(), s.World.DB.Reader(), `select at from search_settled`)
		return err == nil && len(all) == 1 && s.World.DB.Now().Sub(all[0]) < time.Hour
	}
	if settled() {
		t.Fatal("it is settled")
	}
	run(t, s)
	apptest.Await(t, settled)
}

func TestStop_endsATaskAndASecondClickChangesNothing(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	me := s.As("admin")
	page := me.Open(queues).Form(`form[action$="/lap-chi-muc"]`).Submit().Follow()
	form := page.Form(`form[action$="/dung"]`)
	for range 2 {
		if text := form.Submit().Follow().Text("main"); !strings.Contains(text, "Đã dừng theo yêu cầu") {
			t.Errorf("after stopping: %q", text)
		}
	}
	run(t, s)
	apptest.Await(t, func() bool {
		loads, err := jobs.Loads(t.Context(), s.DB.Reader())
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range loads {
			if l.Kind == "task" && l.State == "completed" {
				return true
			}
		}
		return false
	})
	if !strings.Contains(me.Open(tasks).Text("tbody tr"), "Đã dừng") {
		t.Error("a stopped task was worked")
	}
}

func TestStart_refusesASixthTaskInWords(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	me := s.As("admin")
	for range jobs.MaxOpen {
		me.Post(queues+"/lap-chi-muc", nil).Want(http.StatusSeeOther)
	}
	if text := me.Post(queues+"/lap-chi-muc", nil).Follow().Text("main"); !strings.Contains(text, "đang có 5 việc chạy nền chưa xong") {
		t.Errorf("it says %q", text)
	}
}

func TestQueues_areTheAdministrators(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	for person := range s.World.People() {
		want := http.StatusForbidden
		if person == "admin" {
			want = http.StatusOK
		}
		c := s.As(person)
		c.Get(queues).Want(want)
		c.Get(tasks).Want(http.StatusOK)
		if want == http.StatusForbidden {
			for _, act := range []string{"/1/thu-lai", "/1/bo", "/lap-chi-muc"} {
				c.Post(queues+act, nil).Want(want)
			}
		}
	}
	me := s.As("admin")
	for _, act := range []string{"/99999/thu-lai", "/99999/bo", "/so/bo"} {
		me.Post(queues+act, nil).Want(http.StatusNotFound)
	}
}

// failing gives the site a job that fails at its first try.
func failing(t *testing.T, s *client.Site) {
	t.Helper()
	failingWith(t, s, errors.New("the paper is <b>wet</b>"))
}

func failingWith(t *testing.T, s *client.Site, broken error) {
	t.Helper()
	s.Jobs.HandleTask("broken", func(context.Context, *jobs.Run) error { return broken })
	admin := s.AccountID("admin")
	err := s.DB.Write(t.Context(), func(tx *db.Tx) error {
		_, err := s.Jobs.Begin(t.Context(), tx, jobs.NewTask{Kind: "broken", AuthorID: admin})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	run(t, s)
	me := s.As("admin")
	apptest.Await(t, func() bool { return me.Open(queues).Has("#loi tbody tr") })
}

func TestQueues_showWhatFailsAndLetItBeTriedAgainOrDropped(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	failing(t, s)
	me := s.As("admin")
	page := me.Open(queues)
	row := page.Text("#loi tbody tr")
	if !strings.Contains(row, "Việc do người dùng bắt đầu") || !strings.Contains(row, "the paper is <b>wet</b>") || !strings.Contains(row, "1/8") {
		t.Errorf("the failing job: %q", row)
	}
	page.Form(`#loi form[action$="/thu-lai"]`).Submit().Follow()
	apptest.Await(t, func() bool {
		page = me.Open(queues)
		return page.Has("#loi tbody tr") && strings.Contains(page.Text("#loi tbody tr"), "2/8")
	})
	page.Form(`#loi form[action$="/bo"]`).Submit().Follow()
	if me.Open(queues).Has("#loi tbody tr") {
		t.Error("a dropped job still stands among the failing ones")
	}
	if row := me.Open(tasks).Text("tbody tr"); !strings.Contains(row, "Đã dừng") {
		t.Errorf("the task of a dropped job: %q", row)
	}
	for _, action := range []string{"job.retry", "job.drop"} {
		n, err := db.One[int](t.Context(), s.DB.Reader(), `select count(*) from audit_entry where action = $1`, action)
		if err != nil || n != 1 {
			t.Errorf("%d entries of %s, %v", n, action, err)
		}
	}
}

func TestQueues_sayWhatAPersonCanUnderstandAndNameEveryKind(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	failingWith(t, s, errs.New(errs.Invalid, "file.empty"))
	var page *client.Answer
	var kinds []string
	apptest.Await(t, func() bool {
		page = s.As("admin").Open(queues)
		kinds = page.Texts("#hang-doi tbody th")
		return len(kinds) > 5 // those that the program makes by itself too
	})
	if row := page.Text("#loi tbody tr"); !strings.Contains(row, "Tệp này rỗng") || !strings.Contains(row, "file.empty") {
		t.Errorf("%q", row)
	}
	for _, kind := range kinds {
		if strings.ToLower(kind) == kind {
			t.Errorf("a kind is named as the program does: %q", kind)
		}
	}
}

// On a phone the tables lose their heads: each cell says what its column's said.
func TestTables_sayInEachCellWhatItsColumnIs(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	failing(t, s)
	me := s.As("admin")
	for path, tables := range map[string]int{tasks: 1, queues: 2} {
		page := me.Open(path)
		all := page.All("table.table-stacked")
		if len(all) != tables {
			t.Errorf("%s has %d such tables", path, len(all))
		}
		for _, table := range all {
			var heads []string
			for _, h := range cascadia.QueryAll(table, cascadia.MustCompile("thead th")) {
				heads = append(heads, client.Words(h))
			}
			for _, row := range cascadia.QueryAll(table, cascadia.MustCompile("tbody tr")) {
				for i, cell := range cascadia.QueryAll(row, cascadia.MustCompile("td")) {
					if label, _ := client.Attr(cell, "data-label"); label != heads[i+1] {
						t.Errorf("%s: %q stands under %q", path, label, heads[i+1])
					}
				}
			}
		}
	}
}

func TestPages_lookGoodAndAreAccessible(t *testing.T) {
	browser.Built(t)
	s := client.Start(t)
	me := s.As("admin")
	waiting := me.Open(queues).Form(`form[action$="/lap-chi-muc"]`).Submit().Location()
	server := httptest.NewServer(s.Handler())
	t.Cleanup(server.Close)
	page := browser.Start(t).Page(t, server.URL)
	page.Go("/dang-nhap")
	page.Cookie("lantoa=" + me.Cookie("lantoa"))
	page.Go(waiting)
	page.Inspect("tac-vu/dang-cho")
	failing(t, s)
	apptest.Await(t, func() bool { return !me.Open(waiting).Has("#tien-do") })
	for path, name := range map[string]string{waiting: "xong", tasks: "danh-sach", queues: "hang-doi"} {
		page.Go(path)
		page.Inspect("tac-vu/" + name)
	}
}

func TestShow_keepsNoSessionAliveByAskingAgainByItself(t *testing.T) {
	t.Parallel()
	for trigger, alive := range map[string]bool{"tien-do": false, "bo-loc": true} {
		s := client.Start(t)
		me := s.As("admin")
		path := me.Open(queues).Form(`form[action$="/lap-chi-muc"]`).Submit().Location()
		ask := func(name string) int {
			s.World.Clock.Set(s.World.Clock.Now().Add(20 * time.Minute))
			r := httptest.NewRequest(http.MethodGet, path, nil)
			r.Header.Set("Cookie", "lantoa="+me.Cookie("lantoa"))
			r.Header.Set("HX-Request", "true")
			r.Header.Set("HX-Trigger", name)
			answer := httptest.NewRecorder()
			s.Handler().ServeHTTP(answer, r)
			return answer.Code
		}
		if code := ask(trigger); code != http.StatusOK {
			t.Errorf("%s: %d within the time", trigger, code)
		}
		if code := ask(trigger); (code == http.StatusOK) != alive {
			t.Errorf("%s: %d after forty minutes", trigger, code)
		}
	}
}
