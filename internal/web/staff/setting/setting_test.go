package setting_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"lantoa/internal/apptest/client"
	"lantoa/internal/civil"
	"lantoa/internal/law"
	"lantoa/internal/nomination"
)

const path = "/quan-ly/thiet-lap"

// form is the form for the next value of a setting.
func form(c *client.Client, id string) *client.Form {
	return c.Open(path).Form("#" + id + " form")
}

func TestSettings_areForTheStandingOfficeAndTheAdministrator(t *testing.T) {
	t.Parallel()
	site := client.Start(t)
	for person := range site.World.People() {
		want := http.StatusForbidden
		if person == "standing_officer" || person == "admin" {
			want = http.StatusOK
		}
		c := site.As(person)
		c.Get(path).Want(want)
		if want == http.StatusForbidden {
			c.Post(path, url.Values{"sort": {"figure"}, "of": {law.ReturnDays}, "value": {"5"}, "from_day": {"01/01/2022"}, "after": {"2021-01-01"}}).Want(want)
		}
		if home := c.Open("/quan-ly/viec-cua-toi"); home.Has(`nav a[href="`+path+`"]`) != (want == http.StatusOK) {
			t.Errorf("%s: the navigation's entry", person)
		}
	}
	if got, err := site.Laws.Int(t.Context(), site.DB.Reader(), law.ReturnDays, "2023-01-01"); err != nil || got != 10 {
		t.Errorf("%d days, %v", got, err)
	}
}

func TestShow_hasEveryValueWithItsDays(t *testing.T) {
	t.Parallel()
	site := client.Start(t)
	a := site.As("admin").Open(path)
	for _, want := range []string{"10 ngày", "5 lần", "14 ký tự", "30 phút", "45 ngày"} {
		want += " 01/01/2021 Chưa định Đang áp dụng"
		if got := a.Texts("#con-so tbody tr"); !slices.ContainsFunc(got, func(row string) bool { return strings.HasPrefix(row, want) }) {
			t.Errorf("no row %q in %q", want, got)
		}
	}
	routes := a.Texts("#lo-trinh tbody tr")
	if len(routes) != 6 || !strings.Contains(routes[4], "UBND huyện Cơ quan chủ trì Cơ quan thường trực Chủ tịch UBND tỉnh 01/01/2021 30/06/2025") || strings.Contains(routes[5], "huyện") {
		t.Errorf("%q", routes)
	}
	if got := len(a.All("#phap-luat .dated")); got != len(law.Areas()) {
		t.Errorf("%d areas of law", got)
	}
	all, err := site.Laws.All(t.Context())
	if err != nil || len(a.All("#phap-luat tbody tr")) != len(all) {
		t.Errorf("%d of %d texts, %v", len(a.All("#phap-luat tbody tr")), len(all), err)
	}
}

func TestChange_entersTheNextValueOfEachSort(t *testing.T) {
	t.Parallel()
	site := client.Start(t)
	c, ctx, r := site.As("standing_officer"), t.Context(), site.DB.Reader()
	done := form(c, "figure-return_days").SetAll("value", "15", "from_day", "1/7/2021").Submit().Want(http.StatusSeeOther).Follow()
	rows := strings.Join(done.Texts("#con-so tbody tr"), "; ")
	if done.Text(".flash") == "" || !strings.Contains(rows, "10 ngày 01/01/2021 30/06/2021") || !strings.Contains(rows, "15 ngày 01/07/2021 Chưa định") {
		t.Errorf("%q", rows)
	}
	for day, want := range map[civil.Day]int{"2021-06-30": 10, "2021-07-01": 15} {
		if got, err := site.Laws.Int(ctx, r, law.ReturnDays, day); err != nil || got != want {
			t.Errorf("on %s %d days, %v", day, got, err)
		}
	}
	form(c, "law-emulation_decree").SetAll("title", "Nghị định mới", "number", "1/2027/NĐ-CP", "from_day", "01/01/2027", "note", "").Submit().Want(http.StatusSeeOther)
	if got, err := site.Laws.InForce(ctx, r, law.EmulationDecree, "2027-01-01"); err != nil || got.Number != "1/2027/NĐ-CP" {
		t.Errorf("%+v, %v", got, err)
	}
	form(c, "route-province").SetAll("council", "1", "from_day", "01/01/2026", "note", "QĐ số 5").Submit().Want(http.StatusSeeOther)
	all, err := site.Nominations.Routes(ctx)
	if err != nil {
		t.Fatal(err)
	}
	var last nomination.Route
	for _, v := range all {
		if v.Level == nomination.LevelProvince && v.ToDay == "" {
			last = v
		}
	}
	if again := form(c, "route-province"); again.Values.Get("council") != "1" || again.Values.Get("via_district") != "" {
		t.Errorf("the next change does not begin with what holds: %v", again.Values)
	}
	if last.FromDay != "2026-01-01" || !last.Council || last.Consultation || last.ViaDistrict || last.Note != "QĐ số 5" {
		t.Errorf("%+v", last)
	}
}

func TestChange_refusesBadInputAndKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	site := client.Start(t)
	c := site.As("standing_officer")
	for name, f := range map[string]struct {
		id     string
		values []string
		field  string
	}{
		"no day":            {"figure-return_days", []string{"value", "7", "from_day", ""}, "from_day"},
		"no such day":       {"figure-return_days", []string{"value", "7", "from_day", "31/02/2022"}, "from_day"},
		"words for a day":   {"figure-return_days", []string{"value", "7", "from_day", "mai"}, "from_day"},
		"overlapping":       {"figure-return_days", []string{"value", "7", "from_day", "01/01/2021"}, "from_day"},
		"no figure":         {"figure-return_days", []string{"value", "", "from_day", "01/01/2022"}, "value"},
		"words":             {"figure-return_days", []string{"value", "mười", "from_day", "01/01/2022"}, "value"},
		"zero":              {"figure-return_days", []string{"value", "0", "from_day", "01/01/2022"}, "value"},
		"huge":              {"figure-return_days", []string{"value", "10.001", "from_day", "01/01/2022"}, "value"},
		"an earlier route":  {"route-field", []string{"from_day", "30/06/2025"}, "from_day"},
		"a route, no day":   {"route-field", []string{"from_day", ""}, "from_day"},
		"a long note":       {"route-field", []string{"from_day", "01/01/2026", "note", strings.Repeat("a", 201)}, "note"},
		"a text, no title":  {"law-documents", []string{"title", "", "number", "1", "from_day", "01/01/2027"}, "title"},
		"a text, no number": {"law-documents", []string{"title", "A", "number", " ", "from_day", "01/01/2027"}, "number"},
		"an earlier text":   {"law-documents", []string{"title", "A", "number", "1", "from_day", "05/03/2020"}, "from_day"},
	} {
		a := form(c, f.id).SetAll(f.values...).Submit()
		if a.Status != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d", name, a.Status)
			continue
		}
		if got := a.Attr(".error-summary a", "href"); got != "#f-"+f.id+"-"+f.field {
			t.Errorf("%s: the summary leads to %s", name, got)
		}
		if !a.Has("#f-"+f.id+"-"+f.field+"-error") || !a.Has("#"+f.id+"[open]") {
			t.Errorf("%s: the fault does not stand in its form, open", name)
		}
		kept := a.Form("#" + f.id + " form").Values
		for i := 0; i < len(f.values); i += 2 {
			if kept.Get(f.values[i]) != f.values[i+1] {
				t.Errorf("%s: %s was lost", name, f.values[i])
			}
		}
	}
	for name, v := range map[string]url.Values{"no sort": {"of": {"x"}}, "no such figure": {"sort": {"figure"}, "of": {"colour"}, "value": {"7"}, "from_day": {"01/01/2022"}}} {
		if got := c.Post(path, v); got.Status != http.StatusNotFound {
			t.Errorf("%s: %d", name, got.Status)
		}
	}
	c.Post(path, url.Values{"sort": {"route"}, "of": {"galaxy"}, "from_day": {"01/01/2026"}}).Want(http.StatusUnprocessableEntity)
	c.Post(path, url.Values{"sort": {"law"}, "of": {"witchcraft"}, "title": {"A"}, "number": {"1"}, "from_day": {"01/01/2026"}}).Want(http.StatusUnprocessableEntity)
}

func TestChange_isAConflictWhenSomebodyElseWasFasterAndHarmlessTwice(t *testing.T) {
	t.Parallel()
	site := client.Start(t)
	slow, quick := site.As("standing_officer"), site.As("admin")
	for id, values := range map[string][2][]string{
		"figure-return_days": {{"value", "5", "from_day", "01/01/2022"}, {"value", "6", "from_day", "01/01/2023"}},
		"route-province":     {{"from_day", "01/01/2026"}, {"council", "1", "from_day", "01/01/2027"}},
		"law-documents":      {{"title", "A", "number", "1", "from_day", "01/01/2027"}, {"title", "B", "number", "2", "from_day", "01/01/2028"}},
	} {
		stale := form(slow, id).SetAll(values[1]...)
		first := form(quick, id).SetAll(values[0]...)
		first.Submit().Want(http.StatusSeeOther)
		first.Submit().Want(http.StatusSeeOther)
		a := stale.Submit().Want(http.StatusConflict)
		if !strings.Contains(a.Text(".error-summary"), "vừa được thay đổi ở nơi khác") {
			t.Errorf("%s: %q", id, a.Texts(".error-summary"))
		}
		// What was typed is still there, and can be saved over what is there now.
		again := a.Form("#" + id + " form")
		if again.Values.Get("from_day") != values[1][len(values[1])-1] {
			t.Errorf("%s: what was typed was lost", id)
		}
		again.Submit().Want(http.StatusSeeOther)
	}
}
