package nomination_test

import (
	"net/url"
	"strings"
	"testing"

	"lantoa/internal/apptest/client"
	"lantoa/internal/db"
	"lantoa/internal/nomination"
	"lantoa/internal/subject"
)

// route is one route with who gets what.
type route struct {
	method, path string
	status       map[string]int // by person
}

func TestRoutes_answerEachPersonByTheirRight(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	officer := s.As("unit_officer")
	batch := openBatch(t, officer, nomination.LevelField)
	dossier := addDossier(t, s, officer, batch, "Vừ Mí Sính", subject.Individual, ntm)
	file := attachForm(t, officer, dossier).File("file", "a.pdf", scan(t, "a")).Submit().Want(303).Follow().Attr(".files a", "href")
	one := "?n=" + idOf(dossier)
	seen := map[string]int{"unit_officer": 200, "unit_head": 200, "unit_officer2": 404, "district_officer": 404, "lead_officer": 404,
		"standing_officer": 404, "chairman": 404, "inspector": 404, "front_officer": 404, "editor": 403, "admin": 403}
	written := map[string]int{"unit_officer": 200, "unit_head": 403, "unit_officer2": 404, "lead_officer": 404, "front_officer": 404,
		"chairman": 403, "inspector": 403, "editor": 403, "admin": 403}
	for _, r := range []route{
		{"GET", batches, map[string]int{"unit_officer": 200, "chairman": 200, "inspector": 200, "editor": 403, "admin": 403}},
		{"GET", batches + "/moi", map[string]int{"unit_officer": 200, "front_officer": 200, "lead_officer": 200, "standing_officer": 200,
			"unit_head": 403, "standing_head": 403, "chairman": 403, "inspector": 403, "editor": 403, "admin": 403}},
		{"GET", batch, seen},
		{"GET", batch + "/ho-so/moi", written},
		{"GET", list, map[string]int{"unit_officer": 200, "chairman": 200, "editor": 403, "admin": 403}},
		{"GET", dossier, seen},
		{"GET", dossier + "/sua", written},
		{"GET", dossier + "/anh", seen},
		{"GET", file, seen},
		{"GET", dossier + "/danh-gia", map[string]int{"lead_officer": 404, "unit_officer": 403, "unit_head": 403, "chairman": 403, "inspector": 403}},
		{"GET", steps + "submit" + one, map[string]int{"unit_officer": 200, "unit_head": 409, "unit_officer2": 404, "inspector": 404, "editor": 403}},
		{"POST", batches + "/moi", map[string]int{"unit_officer": 422, "unit_head": 403, "inspector": 403, "admin": 403}},
		{"POST", batch + "/sua", map[string]int{"unit_officer": 422, "unit_officer2": 404, "unit_head": 403, "inspector": 403}},
		{"POST", batch + "/ho-so/moi", map[string]int{"unit_officer": 422, "unit_officer2": 404, "unit_head": 403, "inspector": 403}},
		{"POST", dossier + "/sua", map[string]int{"unit_officer": 409, "unit_officer2": 404, "unit_head": 403, "inspector": 403}},
		{"POST", dossier + "/tep", map[string]int{"unit_officer": 422, "unit_officer2": 404, "unit_head": 403, "inspector": 403}},
		{"POST", dossier + "/danh-gia", map[string]int{"lead_officer": 404, "unit_officer": 403}},
	} {
		for person, want := range r.status {
			c := s.As(person)
			got := c.Get(r.path)
			if r.method == "POST" {
				got = c.Post(r.path, url.Values{"title": {""}})
			}
			if got.Status != want {
				t.Errorf("%s %s answers %s with %d, not %d", r.method, r.path, person, got.Status, want)
			}
		}
		visitor := s.Visitor()
		if r.method == "GET" {
			if a := visitor.Get(r.path).Want(303); !strings.HasPrefix(a.Location(), "/dang-nhap") {
				t.Errorf("a visitor of %s is sent to %s", r.path, a.Location())
			}
			continue
		}
		visitor.Post(r.path, url.Values{}).Want(401)
	}
}

func TestPages_whatIsNotThereAndWhatIsNotYoursReadTheSame(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	_, dossier := draft(t, s)
	stranger := s.As("unit_officer2")
	foreign, none := stranger.Get(dossier).Want(404), stranger.Get(list+"/"+db.NewID()).Want(404)
	if foreign.Text("main") != none.Text("main") {
		t.Errorf("%q, but %q", foreign.Text("main"), none.Text("main"))
	}
	if strings.Contains(string(foreign.Body), "Vừ Mí Sính") {
		t.Error("the name leaks")
	}
	f := stepForm(t, s.As("unit_officer"), dossier, nomination.Submit)
	stranger.Post(f.Action, f.Values).Want(404)
	wantState(t, s, dossier, nomination.Draft)
	for _, page := range []string{list, list + "?q=sinh", batches} {
		if strings.Contains(string(stranger.Open(page).Body), "Vừ Mí Sính") {
			t.Errorf("%s shows it to another unit", page)
		}
	}
}

func TestPages_nobodyTakesAStepThatIsAnothers(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	officer, head := s.As("unit_officer"), s.As("unit_head")
	_, dossier := draft(t, s)
	take(t, officer, dossier, nomination.Submit)
	f := stepForm(t, head, dossier, nomination.Endorse)
	s.As("inspector").Post(f.Action, f.Values).Want(404)
	// The officer may only record the signed paper: without one nothing happens.
	officer.Post(f.Action, f.Values).Want(422)
	wantState(t, s, dossier, nomination.AwaitingHead)
	f.Submit().Want(303)
	inspector := s.As("inspector").Open(dossier)
	if inspector.Has("main .actions a") || inspector.Has("main form") {
		t.Error("an inspector is offered something to do")
	}
	for _, step := range []nomination.Step{nomination.Forward, nomination.Return, nomination.Hold, nomination.Withdraw} {
		s.As("inspector").Get(steps + string(step) + "?n=" + idOf(dossier)).Want(409)
	}
}

func TestPages_theDistrictTheLeadAndTheStandingOfficeEnterOnBehalf(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	for person, offered := range map[string]int{"district_officer": 2, "standing_officer": 100, "lead_officer": 100} {
		c := s.As(person)
		page := c.Open(batches + "/moi")
		if got := len(page.All("#f-unit option")); got < offered {
			t.Errorf("%s is offered %d units", person, got)
		}
		f := page.Form("main form.form").SetAll("level", "field", "title", "Nhập thay", "unit", commune())
		batch := strings.TrimSuffix(f.Submit().Want(303).Location(), "/ho-so/moi")
		dossier := addDossier(t, s, c, batch, "Người của "+person, subject.Individual, ntm)
		if got := c.Open(batch).Text(".facts"); !strings.Contains(got, "nhập thay") || !strings.Contains(got, "xã Lũng Cú") {
			t.Errorf("the batch says %q", got)
		}
		// The unit has it on its desk and sees who entered it.
		if h := s.As("unit_officer").Open(dossier).Texts(".history-sentence"); !strings.Contains(strings.Join(h, " "), "Nhập thay đơn vị") {
			t.Errorf("history: %q", h)
		}
		paper(t, stepForm(t, c, dossier, nomination.Endorse), person+"/TTr-UBND").Submit().Want(303)
		wantState(t, s, dossier, nomination.Sent)
	}
	f := s.As("district_officer").Open(batches+"/moi").Form("main form.form").SetAll("level", "field", "title", "Của huyện khác")
	f.Values.Set("unit", otherCommune())
	f.Submit().Want(403)
}
