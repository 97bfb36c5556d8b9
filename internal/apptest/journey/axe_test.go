package journey_test

import (
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"lantoa/internal/access"
	"lantoa/internal/apptest/browser"
	"lantoa/internal/apptest/world"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/jobs"
	"lantoa/internal/org"
	"lantoa/internal/plan"
	"lantoa/internal/report"
)

// visit is a page with the person who was first led to it.
type visit struct{ person, path string }

// noPage are the routes that answer with no page: files, feeds and crossroads.
var noPage = regexp.MustCompile(`^/(healthz|robots\.txt|sitemap\.xml|dien-hinh\.rss|tai-san/)$|/(anh|nho|tep)$|/tep/\{(file|format)\}$|/bo\.zip$|\.xlsx$|/tai/\{kind\}$|/van-ban/\{doc\}$|^/quan-ly(/buoc)?$`)

// TestAxe_findsNothingOnAnyPage crawls the demonstration as everybody and looks
// at each shape of page once, at two widths and in both languages. Every route
// of the program that shows a page must be among them.
func TestAxe_findsNothingOnAnyPage(t *testing.T) {
	t.Parallel()
	s := start(t)
	s.correct(t)
	draft, unsigned := s.report(t)
	people := []string{"", "district_officer", "district_head", "lead_officer2"}
	for _, role := range access.Roles() {
		people = append(people, string(role))
	}
	cookies, pages := map[string]string{}, map[string]visit{}
	for _, person := range people {
		cookies[person] = s.cookie(t, person)
		crawl(t, s.url, cookies[person], func(path, _ string, answer *http.Response) {
			plain, _, _ := strings.Cut(path, "?")
			shape := shapeOf(plain)
			if _, known := pages[shape]; !known && answer.StatusCode == http.StatusOK && strings.HasPrefix(answer.Header.Get("Content-Type"), "text/html") {
				pages[shape] = visit{person, path}
			}
		})
	}
	pages["/quan-ly/tim-kiem"] = visit{"standing_officer", "/quan-ly/tim-kiem?q=che"} // a form leads there, no link
	pages["/quan-ly/tac-vu/{id}"] = visit{"admin", s.task(t)}
	pages["/quan-ly/nhap/{id}"] = visit{"admin", s.intake(t)}
	// One report of a shape is opened by its link; others are at other stages.
	for _, path := range []string{draft + "/sua", draft + "/phat-hanh", unsigned + "/da-ky"} {
		pages[shapeOf(path)] = visit{"standing_officer", path}
	}
	everyRoute(t, pages)
	work := map[string][]visit{}
	for _, v := range pages {
		work[v.person] = append(work[v.person], v)
	}
	for person, visits := range work {
		t.Run("as "+person, func(t *testing.T) {
			t.Parallel()
			p := s.enter(t, cookies[person])
			for _, v := range visits {
				p.Go(v.path)
				sound(t, p, v.path)
			}
		})
	}
}

// correct opens a draft of the next version of the plan, as the standing office does.
func (s *site) correct(t *testing.T) {
	t.Helper()
	officer, current := s.actor(t, "standing_officer"), s.plan(t)
	if _, err := s.app.Plans.Reopen(t.Context(), officer, current.ID); err != nil {
		t.Fatal(err)
	}
}

// report leaves a report under work, and one that is issued without a number and
// waits for its signed paper.
func (s *site) report(t *testing.T) (draft, unsigned string) {
	t.Helper()
	officer, current := s.actor(t, "standing_officer"), s.plan(t)
	begin := report.Begin{PlanID: current.ID, From: report.Since(current), To: civil.DayOf(s.db.Now())}
	open, err := s.app.Reports.Create(t.Context(), officer, db.NewID(), begin)
	if err != nil {
		t.Fatal(err)
	}
	issued, err := s.app.Reports.Create(t.Context(), officer, db.NewID(), begin)
	if err != nil {
		t.Fatal(err)
	}
	err = s.app.Reports.Save(t.Context(), officer, issued.ID, 1, report.Input{Text: "I. Kết quả\nCó {tổng số điển hình} điển hình.", Named: issued.Named, Head: issued.Head})
	if err == nil {
		err = s.app.Reports.Issue(t.Context(), s.actor(t, "standing_head"), report.Issue{ID: issued.ID, Version: 2})
	}
	if err != nil {
		t.Fatal(err)
	}
	return "/quan-ly/bao-cao/" + open.ID, "/quan-ly/bao-cao/" + issued.ID
}

// task is the page of a task of the administrator that waits.
func (s *site) task(t *testing.T) string {
	t.Helper()
	admin, id := s.actor(t, "admin"), ""
	err := s.db.Write(t.Context(), func(tx *db.Tx) (err error) {
		id, err = s.app.Jobs.Begin(t.Context(), tx, jobs.NewTask{Kind: "reindex", AuthorID: admin.AccountID})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return "/quan-ly/tac-vu/" + id
}

// actor is the person of the demonstration under the name.
func (s *site) actor(t *testing.T, name string) access.Actor {
	t.Helper()
	person, err := s.app.Accounts.Person(t.Context(), strings.TrimPrefix(s.cookie(t, name), "lantoa="))
	if err != nil {
		t.Fatal(err)
	}
	return person.Actor
}

// plan is the plan that everybody works under.
func (s *site) plan(t *testing.T) plan.Plan {
	t.Helper()
	current, err := s.app.Plans.Current(t.Context(), s.db.Reader(), civil.DayOf(s.db.Now()))
	if err != nil {
		t.Fatal(err)
	}
	return current
}

// everyRoute fails for a route of the table that shows a page and was not seen.
func everyRoute(t *testing.T, pages map[string]visit) {
	t.Helper()
	root, err := browser.Root()
	if err != nil {
		t.Fatal(err)
	}
	table, err := os.ReadFile(filepath.Join(root, "internal/web/routes.go"))
	if err != nil {
		t.Fatal(err)
	}
	routes := regexp.MustCompile(`\tget\("([^"]+)"`).FindAllStringSubmatch(string(table), -1)
	if len(routes) < 40 {
		t.Fatalf("%d routes in the table only", len(routes))
	}
	seen := map[string]bool{}
	for shape := range pages {
		best := ""
		for _, r := range routes {
			if matches(r[1], shape) && (best == "" || strings.Count(r[1], "{") < strings.Count(best, "{")) {
				best = r[1]
			}
		}
		seen[best] = true
	}
	for _, r := range routes {
		back := strings.HasPrefix(r[1], "/quan-ly/nhap/{id}/") && strings.Contains(string(table), `get("`+r[1]+`", h.Back,`) // leads back, shows nothing
		if !seen[r[1]] && !back && !noPage.MatchString(r[1]) {
			t.Errorf("no link led to a page of %s", r[1])
		}
	}
}

// matches reports whether a route's pattern serves the path.
func matches(pattern, path string) bool {
	want, got := strings.Split(strings.TrimSuffix(pattern, "{$}"), "/"), strings.Split(path, "/")
	return len(want) == len(got) && slices.EqualFunc(want, got, func(w, g string) bool { return w == g || strings.HasPrefix(w, "{") })
}

// enter opens a tab in which the cookie's person has signed in.
func (s *site) enter(t *testing.T, cookie string) *browser.Page {
	t.Helper()
	p := browser.Built(t).Page(t, s.url)
	p.Go("/dang-nhap")
	p.Cookie(cookie)
	return p
}

// sound inspects the page at two widths, and opens it again in English.
func sound(t *testing.T, p *browser.Page, name string) {
	t.Helper()
	faults(t, p, name)
	p.Cookie("lantoa_ngon_ngu=en")
	p.Go(p.Path())
	lang := ""
	if p.Eval(`document.documentElement.lang`, &lang); lang != "en" {
		t.Errorf("%s does not speak English", name)
	}
	for _, v := range p.Axe() {
		t.Errorf("%s in English: %s", name, v)
	}
	p.Cookie("lantoa_ngon_ngu=; max-age=0")
}

// faults inspects the page at two widths, with all that unfolds in it unfolded.
func faults(t *testing.T, p *browser.Page, name string) {
	t.Helper()
	p.Eval(`document.querySelectorAll("main details").forEach((d) => { d.open = true })`, nil)
	for _, size := range [][2]int{{390, 844}, {1366, 768}} {
		p.Size(size[0], size[1])
		for _, el := range p.HorizontalOverflow() {
			t.Errorf("%s at %d pixels scrolls sideways: %s", name, size[0], el)
		}
		for _, v := range p.Axe() {
			t.Errorf("%s at %d pixels: %s", name, size[0], v)
		}
	}
}

// TestAxe_findsNothingOnTheAnswersToWhatDoesNotWork looks at what is said to
// people when a page is not theirs, is not there, was filled in wrongly, or has
// changed meanwhile.
func TestAxe_findsNothingOnTheAnswersToWhatDoesNotWork(t *testing.T) {
	t.Parallel()
	s := start(t)
	visitor, officer, admin := s.enter(t, ""), s.enter(t, s.cookie(t, "unit_officer")), s.enter(t, s.cookie(t, "admin"))
	for _, c := range []struct {
		name   string
		page   *browser.Page
		path   string
		click  string // the button that is clicked without filling anything in
		status int
	}{
		{"404", visitor, "/khong-co", "", 404}, {"404-signed-in", officer, "/quan-ly/ho-so/khong-co", "", 404}, {"403", officer, "/quan-ly/tai-khoan", "", 403},
		{"422-public", visitor, "/dang-nhap", "css=main .btn-primary", 422}, {"422", admin, "/quan-ly/to-chuc/moi", "css=main .btn-primary", 422},
		{"422-wrong", officer, "/quan-ly/dot-de-nghi/moi", "css=main .btn-primary", 422},
		{"409", admin, "/quan-ly/to-chuc/" + org.SeedID(world.Commune), "css=form[action$='/ten'] button[type=submit]", 409},
	} {
		c.page.Go(c.path)
		if c.click != "" {
			c.page.Eval(`document.querySelectorAll("main details").forEach((d) => { d.open = true }); document.querySelectorAll("input[name=version]").forEach((i) => { i.value = "999" });
				document.querySelectorAll("input[name=from_day]").forEach((i) => { i.value = "2026-11-24" })`, nil)
			c.page.Click(c.click)
		}
		c.page.ForgetConsoleErrors() // the browser logs the status
		if c.page.Status() != c.status {
			t.Errorf("%s: %s answers %d: %s", c.name, c.path, c.page.Status(), c.page.Text("main"))
		}
		faults(t, c.page, c.name)
	}
}
