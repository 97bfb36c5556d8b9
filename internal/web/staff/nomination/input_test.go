package nomination_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"lantoa/internal/apptest/client"
	"lantoa/internal/apptest/world"
	"lantoa/internal/db"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/subject"
)

// refused reports a form that came back with the fault said at the field and at
// the top, and with what was typed.
func refused(t *testing.T, a *client.Answer, field string) {
	t.Helper()
	a.Want(http.StatusUnprocessableEntity)
	if !a.Has(`.error-summary a[href="#f-`+field+`"]`) || !a.Has(`[id="f-`+field+`-error"]`) || !a.Has(`[id="f-`+field+`"]`) {
		t.Errorf("%s: the fault is not said at the field and at the top: %q", field, a.Texts(".error-summary"))
	}
}

func TestNewBatch_refusesBadInputAndKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	c := s.As("unit_officer")
	for name, x := range map[string]struct{ field, set, value string }{
		"no title":        {"title", "title", "  "},
		"long title":      {"title", "title", strings.Repeat("ấ", 301)},
		"no level":        {"level", "level", ""},
		"unknown level":   {"level", "level", "nation"},
		"no unit":         {"unit", "unit", ""},
		"a unit's rubble": {"unit", "unit", "x00715"},
		"long note":       {"note", "note", strings.Repeat("ấ", 4001)},
	} {
		f := c.Open(batches + "/moi").Form("main form.form")
		f.SetAll("level", "field", "title", "Đợt một", "note", "Ghi chú đã gõ", "unit", commune())
		a := f.Set(x.set, x.value).Submit()
		refused(t, a, x.field)
		if again := a.Form("main form.form").Values; x.set != "note" && again.Get("note") != "Ghi chú đã gõ" || x.set == "note" && again.Get("title") != "Đợt một" {
			t.Errorf("%s: what was typed is lost", name)
		}
	}
	f := c.Open(batches + "/moi").Form("main form.form")
	f.SetAll("level", "field", "title", "Đợt một").Set("unit", org.SeedID(world.OtherCommune)).Submit().Want(http.StatusForbidden)
	f.Set("unit", db.NewID()).Submit().Want(http.StatusForbidden)
}

func TestNewBatch_sentTwiceIsOneBatch(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	c := s.As("unit_officer")
	f := c.Open(batches+"/moi").Form("main form.form").SetAll("level", "field", "title", "Đợt một")
	first, second := f.Submit().Want(303).Location(), f.Submit().Want(303).Location()
	if first != second || len(c.Open(batches).All("tbody tr")) != 1 {
		t.Errorf("%s and %s", first, second)
	}
}

func TestDossierForm_refusesBadInputAndKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	c := s.As("unit_officer")
	batch := openBatch(t, c, nomination.LevelProvince)
	kept := addDossier(t, s, c, batch, "Lò Thị Mai", subject.Individual, ntm)
	for name, x := range map[string]struct{ field, set, value string }{
		"no name":            {"name", "name", ""},
		"long name":          {"name", "name", strings.Repeat("ấ", 201)},
		"unknown kind":       {"kind", "kind", "village"},
		"no field's id":      {"field", "field", "2"},
		"another field":      {"field", "field", db.NewID()},
		"lead of elsewhere":  {"field", "field", s.World.Fields[10].ID + "@" + org.SeedID(world.Commune)},
		"broken lead":        {"field", "field", s.World.Fields[10].ID + "@x"},
		"no criteria for it": {"field", "field", s.World.Fields[6].ID},
		"long title":         {"title", "title", strings.Repeat("ấ", 301)},
		"long summary":       {"summary", "summary", strings.Repeat("ấ", 4001)},
		"long figure":        {"figure_name", "figure_name", strings.Repeat("ấ", 121)},
		"a figure in words":  {"figure_before", "figure_before", "một nghìn"},
		"an English figure":  {"figure_after", "figure_after", "1,234.5"},
		"a year of nobody":   {"birth_year", "birth_year", "1700"},
		"no number":          {"birth_year", "birth_year", "năm 75"},
		"unknown sex":        {"sex", "sex", "x"},
		"long address":       {"address", "address", strings.Repeat("ấ", 301)},
		"unknown further":    {"more_fields", "more_fields", db.NewID()},
	} {
		for _, at := range []string{batch + "/ho-so/moi", kept + "/sua"} {
			f := fillDossier(t, s, c.Open(at).Form("main form.form"), "Vừ Mí Sính", subject.Individual, ntm)
			f.Set("occupation", "Nông dân đã gõ")
			a := f.Set(x.set, x.value).Submit()
			t.Log(name)
			refused(t, a, x.field)
			again := a.Form("main form.form")
			if again.Values.Get("occupation") != "Nông dân đã gõ" {
				t.Errorf("%s: what was typed is lost", name)
			}
			if !strings.Contains(a.Text("#f-photo-error"), "anh.png") {
				t.Errorf("%s: it does not say that the photo must be chosen again", name)
			}
		}
	}
}

func TestDossierForm_namesAllFaultsAtOnceWithTheirFields(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	c := s.As("unit_officer")
	f := fillDossier(t, s, c.Open(openBatch(t, c, nomination.LevelField)+"/ho-so/moi").Form("main form.form"), "Vừ Mí Sính", subject.Individual, ntm)
	a := f.SetAll("summary", strings.Repeat("ấ", 5000), "birth_year", "31/02/2026", "figure_after", "1.2.3").Submit().Want(http.StatusUnprocessableEntity)
	for field, says := range map[string]string{"summary": "Kể trong một đoạn: Nội dung quá dài", "birth_year": "Năm sinh không hợp lý", "figure_after": "Sau: Phải nhập số"} {
		refused(t, a, field)
		if got := a.Text(`.error-summary a[href="#f-` + field + `"]`); !strings.HasPrefix(got, says) {
			t.Errorf("%s: %q", field, got)
		}
	}
}

func TestDossierForm_sentTwiceIsOneDossier(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	c := s.As("unit_officer")
	batch := openBatch(t, c, nomination.LevelField)
	f := fillDossier(t, s, c.Open(batch+"/ho-so/moi").Form("main form.form"), "Vừ Mí Sính", subject.Individual, ntm)
	first, second := f.Submit().Want(303).Location(), f.Submit().Want(303).Location()
	if first != second || len(c.Open(batch).All("tbody tr")) != 1 {
		t.Errorf("%s and %s", first, second)
	}
}

func TestDossierForm_asksWhetherANameThatIsKnownIsTheSame(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	c := s.As("unit_officer")
	batch := openBatch(t, c, nomination.LevelField)
	known := addDossier(t, s, c, batch, "Vừ Mí Sính", subject.Individual, ntm)
	ask := fillDossier(t, s, c.Open(batch+"/ho-so/moi").Form("main form.form"), "vu mi sinh", subject.Individual, ntm).Submit()
	refused(t, ask, "subject")
	n, err := s.World.Noms.Get(t.Context(), s.World.As("unit_officer"), idOf(known))
	if err != nil {
		t.Fatal(err)
	}
	ask.Form("main form.form").Set("subject", db.NewID()).Submit().Want(422)
	same := ask.Form("main form.form").Set("subject", n.SubjectID).Submit().Want(303).Location()
	if got, err := s.World.Noms.Get(t.Context(), s.World.As("unit_officer"), idOf(same)); err != nil || got.SubjectID != n.SubjectID {
		t.Errorf("it became %s, not %s: %v", got.SubjectID, n.SubjectID, err)
	}
}

func TestDossierForm_fieldTenNamesTheLeadAgency(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	c := s.As("unit_officer")
	dossier := addDossier(t, s, c, openBatch(t, c, nomination.LevelField), "Lò Thị Mai", subject.Individual, ntm)
	page := c.Open(dossier + "/sua")
	ten := s.World.Fields[10].ID
	offers := page.All(`#f-field option[value^="` + ten + `@"]`)
	if len(offers) != 3 || page.Has(`#f-field option[value="`+ten+`"]`) {
		t.Fatalf("%d choices for the field with three lead agencies", len(offers))
	}
	value, _ := client.Attr(offers[1], "value")
	page.Form("main form.form").Set("field", value).Set("kind", "collective").Submit().Want(303)
	if again := c.Open(dossier + "/sua").Form("main form.form").Values.Get("field"); again != value {
		t.Errorf("the form shows %q, not %q", again, value)
	}
}

func TestDossierForm_takesAModelOfSeveralFields(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	c := s.As("unit_officer")
	f := fillDossier(t, s, c.Open(openBatch(t, c, nomination.LevelField)+"/ho-so/moi").Form("main form.form"), "Bê tông hóa đường thôn", subject.Model, ntm)
	f.Set("more_fields", s.World.Fields[1].ID, s.World.Fields[6].ID)
	page := f.Submit().Want(303).Follow()
	if facts := page.Text("aside .facts"); !strings.Contains(facts, "6. ") || !strings.Contains(facts, "1. ") {
		t.Errorf("facts: %s", facts)
	}
}

func TestDossierForm_ofAStaleVersionKeepsWhatWasTypedAndShowsTheWayToCompare(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	c := s.As("unit_officer")
	dossier := addDossier(t, s, c, openBatch(t, c, nomination.LevelField), "Vừ Mí Sính", subject.Individual, ntm)
	old := c.Open(dossier + "/sua").Form("main form.form")
	c.Open(dossier+"/sua").Form("main form.form").Set("title", "Của người khác").Submit().Want(303)
	// A fault in a stale form does not make it fresh.
	field := old.Values.Get("field")
	bad := old.Set("field", "x").Set("title", "Của tôi").Submit().Want(422)
	stale := bad.Form("main form.form").Set("field", field).Submit().Want(http.StatusConflict)
	if stale.Attr("#f-title", "value") != "Của tôi" || stale.Attr(`.notice a[target="_blank"]`, "href") != dossier {
		t.Error("what was typed, or the way to the current version, is missing")
	}
	stale.Form("main form.form").Submit().Want(303)
	if got := c.Open(dossier).Text(".page-head .lead"); got != "Của tôi" {
		t.Errorf("saved again it is %q", got)
	}
	c.Post(dossier+"/sua", url.Values{"name": {"X"}, "kind": {"individual"}}).Want(http.StatusConflict)
}

func TestStep_onAStaleVersionChangesNothingAndKeepsTheReason(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	c := s.As("unit_officer")
	dossier := addDossier(t, s, c, openBatch(t, c, nomination.LevelField), "Vừ Mí Sính", subject.Individual, ntm)
	f := stepForm(t, c, dossier, nomination.Withdraw).Set("reason", "Lý do đã gõ")
	c.Open(dossier+"/sua").Form("main form.form").Set("title", "Khác").Submit().Want(303)
	stale := f.Submit().Want(http.StatusConflict)
	if got := stale.Form(".confirm form").Values.Get("reason"); got != "Lý do đã gõ" {
		t.Errorf("the reason is %q", got)
	}
	if stale.Attr(".stale-link", "href") != dossier {
		t.Error("no way to the dossier")
	}
	wantState(t, s, dossier, nomination.Draft)
	stale.Form(".confirm form").Submit().Want(303)
	wantState(t, s, dossier, nomination.Withdrawn)
}

func TestStep_sentTwiceIsTakenOnce(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	c := s.As("unit_officer")
	dossier := addDossier(t, s, c, openBatch(t, c, nomination.LevelField), "Vừ Mí Sính", subject.Individual, ntm)
	f := stepForm(t, c, dossier, nomination.Submit)
	first := f.Submit().Want(303)
	if again := f.Submit().Want(303); again.Location() != first.Location() {
		t.Errorf("%s, then %s", first.Location(), again.Location())
	}
	wantState(t, s, dossier, nomination.AwaitingHead)
	submitted := 0
	for _, h := range c.Open(dossier).Texts(".history-sentence") {
		if strings.Contains(h, "đã trình lãnh đạo đơn vị") {
			submitted++
		}
	}
	if submitted != 1 {
		t.Errorf("%d times in the history", submitted)
	}
	take(t, c, dossier, nomination.Recall)
	f.Submit().Want(http.StatusConflict) // an old form after another step is no double click
	wantState(t, s, dossier, nomination.Draft)
}

func TestStep_refusesWhatNoFormHolds(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	c := s.As("unit_officer")
	dossier := addDossier(t, s, c, openBatch(t, c, nomination.LevelField), "Vừ Mí Sính", subject.Individual, ntm)
	id := idOf(dossier)
	for name, x := range map[string]struct {
		path   string
		values url.Values
		want   int
	}{
		"a step of no table":  {steps + "destroy", url.Values{"item": {id + ":1"}}, 404},
		"no rows":             {steps + "submit", url.Values{}, 422},
		"rubble for a row":    {steps + "submit", url.Values{"item": {"1 or 1=1"}}, 404},
		"a row of nobody":     {steps + "submit", url.Values{"item": {db.NewID() + ":1"}}, 404},
		"another's step":      {steps + "approve", url.Values{"item": {id + ":2"}}, 409},
		"a step by its right": {steps + "decide-field", url.Values{"item": {id + ":2"}}, 409},
	} {
		if a := c.Post(x.path, x.values); a.Status != x.want {
			t.Errorf("%s: %d, not %d", name, a.Status, x.want)
		}
	}
	c.Get(steps + "submit").Want(409)
	c.Get(steps + "destroy?n=" + id).Want(404)
	c.Get(steps + "submit?n=" + db.NewID()).Want(404)
	c.Get("/quan-ly/buoc?buoc=destroy&n=" + id).Want(404)
	if a := c.Get("/quan-ly/buoc?buoc=submit&ve=//evil.example/").Want(303); a.Location() != list {
		t.Errorf("it leads to %s", a.Location())
	}
	wantState(t, s, dossier, nomination.Draft)
}

func TestForm_sentAfterTheSessionEndedIsKeptAndSentAgain(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	c := s.As("unit_officer")
	batch := openBatch(t, c, nomination.LevelField)
	f := fillDossier(t, s, c.Open(batch+"/ho-so/moi").Form("main form.form"), "Vừ Mí Sính", subject.Individual, ntm)
	token := c.Cookie("lantoa")
	c.SetCookie("lantoa", "")
	kept := f.Submit().Want(http.StatusUnauthorized)
	if !strings.Contains(kept.Text("main"), "anh.png") {
		t.Error("it does not say that the photo is lost")
	}
	again := kept.Form("main form.form")
	c.SetCookie("lantoa", token)
	page := again.Submit().Want(303).Follow()
	if page.Text("h1") != "Vừ Mí Sính" || !strings.Contains(page.Text(".task-list"), "Còn thiếu") {
		t.Errorf("after signing in again: %q", page.Text("main"))
	}
	c.SetCookie("lantoa", "")
	c.Post("/quan-ly/doi-mat-khau", url.Values{"current": {"bí mật"}}).Want(http.StatusSeeOther)
}
