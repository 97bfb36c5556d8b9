package sheets_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"lantoa/internal/apptest"
	"lantoa/internal/apptest/browser"
	"lantoa/internal/apptest/client"
	"lantoa/internal/db"
	"lantoa/internal/nomination"
	"lantoa/internal/subject"
	"lantoa/internal/web"
)

// many is a program in which three dossiers are very many rows.
func many(t *testing.T) *client.Site {
	t.Helper()
	limits := web.DefaultLimits()
	limits.Rows = 2
	s := client.StartWith(t, limits)
	b := s.World.Batch(nomination.LevelField)
	for _, name := range []string{"Vừ Mí Sính", "Lò Mí Pó", "Sùng Thị Mua"} {
		s.World.Draft(b, s.World.Input(name, subject.Individual, 2))
	}
	return s
}

func begun(t *testing.T, s *client.Site) int {
	t.Helper()
	n, err := db.One[int](t.Context(), s.DB.Reader(), `select count(*) from task where kind = 'export'`)
	entries, more := db.One[int](t.Context(), s.DB.Reader(), `select count(*) from audit_entry where action = 'list.export_begun'`)
	if err != nil || more != nil || entries != n {
		t.Errorf("%d tasks, %d entries of them, %v, %v", n, entries, err, more)
	}
	return n
}

func TestHandler_ofVeryManyRowsOffersATaskAndBeginsNone(t *testing.T) {
	t.Parallel()
	s := many(t)
	me := s.As("unit_officer")
	list := me.Open("/quan-ly/ho-so?loai=individual")
	if list.Has(".page-head a[download]") {
		t.Error("a browser would keep the page as a file")
	}
	address := list.Attr("a[href*='.xlsx']", "href")
	offer := me.Get(address).Want(http.StatusOK)
	if begun(t, s) != 0 {
		t.Error("reading an address began a task")
	}
	if got := offer.Text(".card h2"); got != "Danh sách có hơn 2 dòng" {
		t.Errorf("it says %q", got)
	}
	form := offer.Form("main form")
	var clicks sync.WaitGroup
	to := make([]string, 2)
	for i, window := range []*client.Client{s.As("unit_officer"), s.As("unit_officer")} {
		clicks.Go(func() { to[i] = window.Post(address, form.Values).Want(http.StatusSeeOther).Location() })
	}
	clicks.Wait()
	if begun(t, s) != 1 || to[0] != to[1] || !strings.HasPrefix(to[0], "/quan-ly/tac-vu/") {
		t.Errorf("a double click begins %d tasks and leads to %q", begun(t, s), to)
	}
	if err := s.Jobs.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Jobs.Stop(context.Background()) })
	apptest.Await(t, func() bool { return me.Open(to[0]).Has("a[href$='/tep']") })
	rows, _ := taken(t, me.Get(to[0]+"/tep").Want(http.StatusOK).Body)
	if len(rows) != 3 {
		t.Errorf("the file has %q", rows)
	}
	me.Get("/quan-ly/ho-so.xlsx?q=vu+mi+sinh").Want(http.StatusOK)
	if begun(t, s) != 1 {
		t.Error("a short list began a task")
	}
}

func TestBegin_isUnderTheRightOfItsPage(t *testing.T) {
	t.Parallel()
	s := many(t)
	s.As("admin").Post("/quan-ly/ho-so.xlsx", url.Values{}).Want(http.StatusForbidden)
	if a := s.Visitor().Post("/quan-ly/ho-so.xlsx", url.Values{}); a.Status != http.StatusUnauthorized {
		t.Errorf("a visitor gets %d", a.Status)
	}
	r := httptest.NewRequest(http.MethodPost, "/quan-ly/ho-so.xlsx", nil)
	r.Header.Set("Cookie", "lantoa="+s.As("unit_officer").Cookie("lantoa"))
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	answer := httptest.NewRecorder()
	s.Handler().ServeHTTP(answer, r)
	if answer.Code != http.StatusForbidden || begun(t, s) != 0 {
		t.Errorf("from another site: %d, %d tasks", answer.Code, begun(t, s))
	}
}

func TestOffer_looksGoodAndIsAccessible(t *testing.T) {
	browser.Built(t)
	s := many(t)
	me := s.As("unit_officer")
	server := httptest.NewServer(s.Handler())
	t.Cleanup(server.Close)
	page := browser.Start(t).Page(t, server.URL)
	page.Go("/dang-nhap")
	page.Cookie("lantoa=" + me.Cookie("lantoa"))
	page.Go("/quan-ly/ho-so")
	page.Click("Tải bảng tính (.xlsx)")
	page.Inspect("bang-tinh/lon")
	page.Click("Lập bảng tính")
	page.Inspect("bang-tinh/dang-lap")
}
