package exemplar_test

import (
	"fmt"
	"net/http/httptest"
	"testing"

	"lantoa/internal/account"
	"lantoa/internal/app"
	"lantoa/internal/apptest/browser"
	"lantoa/internal/apptest/client"
	"lantoa/internal/apptest/world"
	"lantoa/internal/config"
	"lantoa/internal/exemplar"
	"lantoa/internal/nomination"
	"lantoa/internal/subject"
)

// TestPages_lookRight looks at every page of the registry, the documents and the
// search as pictures, and lets axe-core look at them too.
func TestPages_lookRight(t *testing.T) {
	t.Parallel()
	chromium := browser.Built(t)
	w := world.New(t)
	page := func(name string) *browser.Page {
		return signedIn(t, w, chromium, name)
	}
	household, village := entered(t, w)
	office, head := page("standing_officer"), page("standing_head")
	look := func(p *browser.Page, path, name string) {
		t.Helper()
		p.Go(path)
		p.Inspect("registry/" + name)
	}
	look(office, "/quan-ly/dien-hinh", "list")
	look(office, "/quan-ly/dien-hinh?cap=province&cong=off&don-vi=lung+cu&q=tuyet", "list-none")
	look(office, "/quan-ly/dien-hinh/"+household, "show")
	office.Click("Ghi nhận sự đồng ý")
	office.Click("Lưu sự đồng ý")
	office.Inspect("registry/consent-faults")
	look(head, "/quan-ly/dien-hinh/"+village, "show-public")
	look(head, "/quan-ly/dien-hinh/"+village+"/buoc/revoke", "revoke")
	head.Click("css=main button[type=submit]")
	head.Inspect("registry/revoke-faults")
	look(office, "/quan-ly/dien-hinh/"+household+"/buoc/clear", "clear")
	look(office, "/quan-ly/dien-hinh/"+village+"/dong-y/publish/rut", "withdraw")
	must(t, w.Exs.Do(t.Context(), w.As("standing_head"), exemplar.Change{ID: village, Version: version(t, w, village), Step: exemplar.Revoke,
		Reason: "Số liệu trong hồ sơ không đúng thực tế.", Paper: world.Paper("45/QĐ-UBND")}))
	look(head, "/quan-ly/dien-hinh/"+village, "show-revoked")
	look(office, "/quan-ly/van-ban", "documents")
	look(office, "/quan-ly/van-ban?loai=notice", "documents-none")
	look(office, "/quan-ly/tim-kiem?q=lung+cu", "search")
	look(office, "/quan-ly/tim-kiem?q=khong+co+gi", "search-none")
	look(office, "/quan-ly/tim-kiem", "search-begin")
	look(page("editor"), "/quan-ly/dien-hinh/"+household, "show-editor")
}

// signedIn is a browser's page in which the person has signed in to a program
// with its styles and scripts.
func signedIn(t *testing.T, w *world.World, b *browser.Browser, name string) *browser.Page {
	t.Helper()
	cheap := account.DefaultConfig()
	cheap.Cost = account.Cost{KiB: 8, Times: 1}
	a, err := app.Start(t.Context(), app.Options{Serve: config.Serve{Database: config.Database{Data: w.Data}, Addr: "127.0.0.1:0"}, Database: w.DB, Accounts: cheap})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(a.Close)
	server := httptest.NewServer(a.Handler())
	t.Cleanup(server.Close)
	who := w.As(name)
	if _, err := a.Accounts.Setup(t.Context(), account.Input{Username: name, Name: who.Name, Role: who.Grants[0].Role, OrgID: who.Grants[0].OrgID}, client.Password, false); err != nil {
		t.Fatal(err)
	}
	p := b.Page(t, server.URL)
	p.Go("/dang-nhap")
	p.Fill("css=main input[name=username]", name)
	p.Fill("css=main input[name=password]", client.Password)
	p.Click("css=main button[type=submit]")
	return p
}

// entered makes a household of field 3 at unit level, and a village of field 2
// that is recognised by the province and public.
func entered(t *testing.T, w *world.World) (household, village string) {
	t.Helper()
	in := w.Input("Vàng Thị Mỷ", subject.Household, 3)
	in.Title, in.Summary = "Thoát nghèo nhờ chè Shan tuyết", "Năm 2018 gia đình vay vốn trồng 2 ha chè.\nNăm 2020 đã có thu, giúp ba hộ trong thôn cùng làm."
	in.FigureName, in.FigureUnit, in.FigureBefore, in.FigureAfter = "Thu nhập mỗi năm", "triệu đồng", "18", "96,5"
	n := w.Draft(w.Batch(nomination.LevelUnit), in)
	w.Must("unit_officer", nomination.Submit, "", n.ID)
	w.Must("unit_head", nomination.DecideUnit, "15/QĐ-UBND", n.ID)
	household = exemplarOf(t, w, n.SubjectID)
	wide := w.Input("Thôn Lô Lô Chải", subject.Collective, 2)
	wide.MoreFields = []string{w.Fields[4].ID}
	n = w.Draft(w.Batch(nomination.LevelProvince), wide)
	w.Reach(nomination.Approved, n.ID)
	village = exemplarOf(t, w, n.SubjectID)
	in2 := subject.ConsentInput{Purposes: []subject.Purpose{subject.Publish, subject.Photo}, GivenDay: "10/01/2021", GivenBy: "Vừ Mí Sính", Relation: "representative"}
	must(t, w.Exs.RecordConsent(t.Context(), w.As("unit_officer"), village, in2, world.PDF("giấy"), "giay-dong-y.pdf"))
	must(t, w.Exs.Do(t.Context(), w.As("editor"), exemplar.Change{ID: village, Version: version(t, w, village), Step: exemplar.Clear}))
	for i := range 4 {
		n := w.Draft(w.Batch(nomination.LevelUnit), w.Input(fmt.Sprintf("Tổ hợp tác số %d", i+1), subject.Model, 2))
		w.Must("unit_officer", nomination.Submit, "", n.ID)
		w.Must("unit_head", nomination.DecideUnit, fmt.Sprintf("2%d/QĐ-UBND", i), n.ID)
	}
	return household, village
}

func exemplarOf(t *testing.T, w *world.World, subjectID string) string {
	t.Helper()
	p, err := w.Exs.List(t.Context(), w.As("inspector"), exemplar.Filter{})
	must(t, err)
	for _, e := range p.Rows {
		if e.SubjectID == subjectID {
			return e.ID
		}
	}
	t.Fatal("the exemplar is missing")
	return ""
}

func version(t *testing.T, w *world.World, id string) int64 {
	t.Helper()
	c, err := w.Exs.Card(t.Context(), w.As("inspector"), id)
	must(t, err)
	return c.Version
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
