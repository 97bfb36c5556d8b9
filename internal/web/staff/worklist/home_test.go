package worklist_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"lantoa/internal/apptest/client"
	"lantoa/internal/apptest/world"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/subject"
)

const home = "/quan-ly/viec-cua-toi"

// actions are the titles of what waits with where the action leads.
func actions(a *client.Answer) map[string]string {
	out := map[string]string{}
	titles, links := a.Texts(".work-title"), a.All(".work-act a")
	for i := range titles {
		out[titles[i]], _ = client.Attr(links[i], "href")
	}
	return out
}

func TestStart_leadsHomeAndAsksForSignIn(t *testing.T) {
	t.Parallel()
	site := client.Start(t)
	if got := site.As("unit_officer").Get("/quan-ly").Want(http.StatusSeeOther).Location(); got != home {
		t.Errorf("/quan-ly leads to %s", got)
	}
	if got := site.Visitor().Get(home).Want(http.StatusSeeOther).Location(); !strings.HasPrefix(got, "/dang-nhap?ve=") {
		t.Errorf("without a session the home page leads to %s", got)
	}
}

func TestHome_isThereForEveryRoleAndSaysHowToBegin(t *testing.T) {
	t.Parallel()
	site := client.Start(t)
	for person := range site.World.People() {
		a := site.As(person).Open(home)
		if !a.Has(".empty h2") || a.Has(".work-item") {
			t.Errorf("%s: nothing waits, and nothing is said", person)
		}
		if a.Has(".home-tile") != (person == "admin" || person == "front_officer" || strings.HasSuffix(strings.TrimSuffix(person, "2"), "_officer") && (strings.HasPrefix(person, "unit") || strings.HasPrefix(person, "district"))) {
			t.Errorf("%s: tiles %v", person, a.Texts(".home-tile"))
		}
	}
	a := site.As("unit_officer").Open(home)
	var paths []string
	for _, n := range a.All(".home-tile") {
		href, _ := client.Attr(n, "href")
		paths = append(paths, strings.Split(href, "?")[0])
	}
	if got := strings.Join(paths, " "); got != "/quan-ly/dot-de-nghi/moi /quan-ly/ho-so /quan-ly/dien-hinh /quan-ly/du-thao" {
		t.Errorf("the tiles lead to %s", got)
	}
}

func TestHome_showsEachThingWithTheActionThatEndsIt(t *testing.T) {
	t.Parallel()
	site := client.Start(t)
	w := site.World
	b := w.Batch(nomination.LevelProvince)
	draft := w.Draft(b, w.Input("Lò Mí Pó", subject.Individual, 2))
	received := w.Draft(b, w.Input("Vừ Mí Sính", subject.Household, 2))
	w.Reach(nomination.Received, received.ID)
	submitted := w.Draft(b, w.Input("Thôn Thèn Pả", subject.Collective, 2))
	w.Reach(nomination.Submitted, submitted.ID)
	list := w.Act(nomination.Approve, submitted.ID)
	n, err := w.Noms.Get(t.Context(), w.As("chairman"), submitted.ID)
	if err != nil || n.ListID == "" || len(list.Items) != 1 {
		t.Fatal(n, err)
	}
	back := url.QueryEscape(home)
	for person, want := range map[string]string{
		"unit_officer": "/quan-ly/dot-de-nghi/" + b.ID,
		"lead_officer": "/quan-ly/ho-so/" + received.ID + "/danh-gia",
		"chairman":     "/quan-ly/buoc/approve?danh-sach=" + n.ListID + "&ve=" + back,
	} {
		got := actions(site.As(person).Open(home))
		if len(got) != 1 {
			t.Errorf("%s: %v", person, got)
		}
		for title, href := range got {
			if href != want {
				t.Errorf("%s: %q leads to %s, want %s", person, title, href, want)
			}
		}
	}
	w.Must("unit_officer", nomination.Submit, "", draft.ID)
	if got := actions(site.As("unit_head").Open(home)); got["Lò Mí Pó"] != "/quan-ly/buoc/endorse?n="+draft.ID+"&ve="+back {
		t.Errorf("unit_head: %v", got)
	}
	if a := site.As("unit_officer2").Open(home); strings.Contains(string(a.Body), "Lò Mí Pó") || a.Has(".work-item") {
		t.Error("another unit's officer reads the dossier's name")
	}
}

func TestHome_namesWhatIsOverdue(t *testing.T) {
	t.Parallel()
	site := client.Start(t)
	w := site.World
	n := w.Draft(w.Batch(nomination.LevelProvince), w.Input("Lò Mí Pó", subject.Individual, 2))
	w.Must("unit_officer", nomination.Submit, "", n.ID)
	w.Must("unit_head", nomination.Endorse, "", n.ID)
	act := w.Act(nomination.Return, n.ID)
	act.Deadline = "20/01/2021"
	if _, err := w.Noms.Do(t.Context(), w.As("district_officer"), act); err != nil {
		t.Fatal(err)
	}
	if a := site.As("unit_officer").Open(home); a.Has(".work-deadline.late") || a.Text(".work-deadline") != "Hạn 20/01/2021 (còn 9 ngày)" {
		t.Errorf("in time: %q", a.Texts(".work-deadline"))
	}
	w.Clock.Set(time.Date(2021, 1, 23, 5, 0, 0, 0, time.UTC))
	a := site.As("unit_officer").Open(home)
	if a.Text(".work-deadline.late") != "Quá hạn 3 ngày (20/01/2021)" || !strings.Contains(a.Text(".lead"), "1 việc quá hạn") {
		t.Errorf("late: %q, %q", a.Texts(".work-deadline"), a.Text(".lead"))
	}
	if href := a.Attr(".work-act a", "href"); href != "/quan-ly/ho-so/"+n.ID+"/sua" {
		t.Errorf("a returned dossier is amended at %s", href)
	}
}

func TestHome_eachNumberLeadsToItsRows(t *testing.T) {
	t.Parallel()
	site := client.Start(t)
	w := site.World
	w.Reach(nomination.Received, w.Draft(w.Batch(nomination.LevelProvince), w.Input("Vừ Mí Sính", subject.Individual, 2)).ID)
	for person, want := range map[string]string{
		"unit_officer":     "/quan-ly/ho-so?don-vi=" + org.SeedID(world.Commune) + "&trang-thai=received",
		"lead_officer":     "/quan-ly/ho-so?linh-vuc=" + w.Fields[2].ID + "&trang-thai=received",
		"standing_officer": "/quan-ly/ho-so?trang-thai=received",
	} {
		a := site.As(person).Open(home)
		if got := a.Attr(".tally li a", "href"); got != want || a.Text(".tally li .num") != "1" || a.Text(".tally .progress-count strong") != "0/1" {
			t.Errorf("%s: %s of %s", person, a.Texts(".tally li a"), got)
		}
	}
	if a := site.As("admin").Open(home); a.Has(".tally") {
		t.Error("the administrator answers for dossiers")
	}
}
