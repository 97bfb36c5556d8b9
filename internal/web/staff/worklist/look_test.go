package worklist_test

import (
	"net/http/httptest"
	"testing"

	"lantoa/internal/apptest/browser"
	"lantoa/internal/apptest/client"
	"lantoa/internal/nomination"
	"lantoa/internal/subject"
)

// look opens pages as a person in a real browser and inspects each as it is
// named; act, if any, comes before the picture.
func look(t *testing.T, site *client.Site, person string, pages map[string]string) {
	t.Helper()
	server := httptest.NewServer(site.Handler())
	t.Cleanup(server.Close)
	p := browser.Start(t).Page(t, server.URL)
	p.Go("/dang-nhap")
	var set bool
	p.Eval(`document.cookie = "lantoa=`+site.As(person).Cookie("lantoa")+`"; true`, &set)
	for name, path := range pages {
		p.Go(path)
		var opened bool
		p.Eval(`document.querySelectorAll("main details").forEach((d, i) => { if (i < 2) d.open = true }); true`, &opened)
		p.Inspect(name)
	}
}

func TestPages_areSoundAndGoodToLookAtForEachRole(t *testing.T) {
	t.Parallel()
	browser.Built(t)
	site := client.Start(t)
	w := site.World
	b := w.Batch(nomination.LevelProvince)
	sent := w.Draft(b, w.Input("Vừ Mí Sính", subject.Individual, 2))
	w.Reach(nomination.Received, sent.ID)
	w.Draft(w.Batch(nomination.LevelField), w.Input("Sùng Thị Mua", subject.Individual, 2))
	back := w.Draft(b, w.Input("Hợp tác xã Lũng Cú", subject.Collective, 2))
	w.Must("unit_officer", nomination.Submit, "", back.ID)
	for _, name := range []string{"Thôn Thèn Pả", "Thôn Lô Lô Chải"} {
		w.Reach(nomination.Approved, w.Draft(b, w.Input(name, subject.Collective, 2)).ID)
	}
	w.Reach(nomination.Submitted, w.Draft(b, w.Input("Lò Mí Pó", subject.Household, 2)).ID)
	w.Reach(nomination.Selected, w.Draft(b, w.Input("Giàng Mí Lử", subject.Individual, 2)).ID)
	plan := "/quan-ly/ke-hoach/" + w.Plan.ID
	for person, pages := range map[string]map[string]string{
		"unit_officer":     {"home-unit_officer": "/quan-ly", "plan-show": plan},
		"lead_officer":     {"home-lead_officer": "/quan-ly", "plan-list": "/quan-ly/ke-hoach"},
		"standing_officer": {"home-standing_officer": "/quan-ly", "plan-import": "/quan-ly/ke-hoach/nhap", "settings": "/quan-ly/thiet-lap"},
		"chairman":         {"home-chairman": "/quan-ly", "plan-chairman": plan},
		"editor":           {"home-editor": "/quan-ly"},
		"inspector":        {"home-inspector": "/quan-ly"},
		"admin":            {"home-admin": "/quan-ly"},
	} {
		look(t, site, person, pages)
	}
}
