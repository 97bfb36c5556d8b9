package plan_test

import (
	"bytes"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"lantoa/internal/apptest/client"
	"lantoa/internal/apptest/world"
)

// adopt fills in the page on which the draft of a screen is adopted.
func adopt(c *client.Client, screen *client.Answer, pairs ...string) *client.Answer {
	return c.Open(adoptPath(screen)).Form("main form.form").SetAll(pairs...).Submit()
}

func TestAdopt_bringsACorrectedPlanIntoForce(t *testing.T) {
	t.Parallel()
	d := sitDown(t)
	d.site.World.Clock.Set(time.Date(2022, 2, 1, 5, 0, 0, 0, time.UTC))
	c := d.site.As("standing_officer")
	page := c.Open(adoptPath(c.Open(d.path)))
	if got := page.Text("main"); !strings.Contains(got, "10 lĩnh vực") || !strings.Contains(got, "lưu ý chưa xử lý") || page.Has("#f-reason") {
		t.Errorf("%q", got)
	}
	form := page.Form("main form.form")
	if form.Values.Get("from") != "09/01/2022" || form.Values.Get("province") != "1" {
		t.Errorf("%v", form.Values)
	}
	for from, says := range map[string]string{"": "Phải nhập", "khong-phai-ngay": "Ngày chưa đúng"} {
		wrong := page.Form("main form.form").SetAll("from", from).Submit().Want(http.StatusUnprocessableEntity)
		if !strings.Contains(wrong.Text(".error-summary"), says) || wrong.Form("main form.form").Values.Get("from") != from {
			t.Errorf("%q: %q", from, wrong.Text(".error-summary"))
		}
	}
	done := form.Submit().Want(http.StatusSeeOther).Follow().Want(http.StatusOK)
	if !strings.HasPrefix(done.Text(".plan-version"), "Phiên bản 1, áp dụng từ ngày 09/01/2022.") || !strings.Contains(done.Text(".flash"), "160/KH-UBND") {
		t.Errorf("%q, %q", done.Text(".plan-version"), done.Text(".flash"))
	}
	if got := c.Open(listPath).Texts("tbody .badge"); strings.Join(got, "; ") != "Đang áp dụng; Đã có kế hoạch mới" || c.Open(listPath).Has("#ban-doc") {
		t.Errorf("%q", got)
	}
	form.Submit().Want(http.StatusSeeOther)
	if n := plans(t, d.site.World); n != 2 {
		t.Errorf("adopted twice: %d plans", n)
	}
	source := c.Get(done.Path + "/tep").Want(http.StatusOK)
	if !bytes.Equal(source.Body, nextPlan(t)) || !strings.HasPrefix(source.Header.Get("Content-Type"), "text/plain") {
		t.Errorf("the original is %d bytes as %s", len(source.Body), source.Header.Get("Content-Type"))
	}
}

func TestAdopt_refusesAStaleDraftAndAFieldWithoutAName(t *testing.T) {
	t.Parallel()
	d := sitDown(t)
	form := d.Open(adoptPath(d.Open(d.path))).Form("main form.form")
	a := d.part("2. ")
	field := strings.TrimPrefix(mustQuery(t, a.Path).Get("phan"), "field:")
	d.press(a, "save", "name_"+field, "")
	stale := form.Submit().Want(http.StatusConflict)
	if !strings.Contains(stale.Text("main"), "chưa có tên lĩnh vực") {
		t.Errorf("%q", stale.Text("main"))
	}
	again := stale.Form("main form.form").Submit().Want(http.StatusUnprocessableEntity)
	if !strings.Contains(again.Text(".error-summary"), "thứ 2 chưa có tên") || plans(t, d.site.World) != 1 {
		t.Errorf("%q", again.Text(".error-summary"))
	}
}

func TestAdopt_ofAUnitsOwnPlanLeavesTheProvincesInForce(t *testing.T) {
	t.Parallel()
	d := sitDown(t)
	d.site.World.Clock.Set(time.Date(2022, 2, 1, 5, 0, 0, 0, time.UTC))
	c := d.site.As("standing_officer")
	c.Open(adoptPath(c.Open(d.path))).Form("main form.form").Set("province").Submit().Want(http.StatusSeeOther)
	if got := c.Open(listPath).Texts("tbody .badge"); strings.Join(got, "; ") != "Đang áp dụng; Kế hoạch riêng của đơn vị" {
		t.Errorf("%q", got)
	}
}

func TestReopen_makesANextVersionWithItsReasonAndComparesThem(t *testing.T) {
	t.Parallel()
	site := client.Start(t)
	c := site.As("standing_officer")
	planPath := listPath + "/" + site.World.Plan.ID
	if alone := c.Open(planPath + "/phien-ban"); len(alone.All("tbody tr")) != 1 || alone.Has(`a[href$="/so-sanh"]`) {
		t.Error("one version is compared")
	}
	reopen := c.Open(planPath).Form(`form[action$="/ban-moi"]`)
	screen := reopen.Submit().Want(http.StatusSeeOther).Follow().Want(http.StatusOK)
	if again := reopen.Submit().Want(http.StatusSeeOther); again.Location() != screen.Path {
		t.Errorf("corrected twice at %s and %s", screen.Path, again.Location())
	}
	d := desk{t, site, c, screen.Path}
	a := d.part("Mục đích")
	one, two := item(a, 0), item(a, 1)
	words := texts(a)[0]
	a = d.press(a, "remove:"+two, "text_"+one, strings.Replace(words, "nâng cao nhận thức", "nâng tầm nhận thức", 1))
	d.press(a, "add:item:purposes")
	a = d.part("Mục đích")
	d.press(a, "save", "text_"+item(a, 2), "Bảo đảm tiết kiệm.")
	a = d.part("2. ")
	set := strings.TrimPrefix(first(t, a, ".reading-set"), "m-")
	for i, audience := range []string{"xã điểm", "xã khác"} {
		a = d.press(a, "save", "audience_"+item(a, i), audience, "choice_"+set, "oneof")
	}
	preview := c.Open(adoptPath(screen))
	if got := len(preview.All(".differences > li")); got < 5 {
		t.Errorf("%d changes", got)
	}
	for field, pairs := range map[string][]string{"reason": {"reason", "  "}, "from": {"from", "01/01/2020", "reason", "Vì"}} {
		wrong := adopt(c, screen, pairs...).Want(http.StatusUnprocessableEntity)
		if !wrong.Has("#f-" + field + "-error") {
			t.Errorf("nothing stands at %s: %q", field, wrong.Text(".error-summary"))
		}
	}
	done := adopt(c, screen, "from", "01/02/2021", "reason", "Theo Văn bản số 12/UBND").Want(http.StatusSeeOther).Follow()
	if done.Path != planPath || !strings.HasPrefix(done.Text(".plan-version"), "Phiên bản 1") || !strings.Contains(strings.Join(done.Texts("main .notice"), "; "), "Phiên bản 2, áp dụng từ ngày 01/02/2021") {
		t.Errorf("before its day: %q", done.Text("main"))
	}
	site.World.Clock.Set(time.Date(2021, 2, 2, 5, 0, 0, 0, time.UTC))
	reader := site.As("unit_officer")
	page := reader.Open(planPath)
	if got := page.Text(".plan-version"); !strings.HasPrefix(got, "Phiên bản 2, áp dụng từ ngày 01/02/2021 vì: Theo Văn bản số 12/UBND") {
		t.Errorf("%q", got)
	}
	if !strings.Contains(page.Text("#linh-vuc-2"), "Xã điểm:") || !strings.Contains(page.Text("#linh-vuc-2"), "Đạt tiêu chí của một trong các đối tượng") {
		t.Errorf("%q", page.Text("#linh-vuc-2"))
	}
	versions := reader.Open(planPath + "/phien-ban")
	if got := versions.Texts("tbody tr"); len(got) != 2 || !strings.Contains(got[0], "Người standing_officer") || !strings.Contains(got[0], "Đang áp dụng") || !strings.Contains(got[1], "Đã thay thế") {
		t.Errorf("%q", got)
	}
	compared := versions.Click("a.row-title")
	if compared.Path != planPath+"/so-sanh?den=2&tu=1" {
		t.Errorf("compared at %s", compared.Path)
	}
	if ins, del := strings.Join(compared.Texts("ins"), "|"), strings.Join(compared.Texts("del"), "|"); !strings.Contains(ins, "tầm") || !strings.Contains(ins, "Bảo đảm tiết kiệm.") || !strings.Contains(del, "cao") {
		t.Errorf("%q, %q", ins, del)
	}
	if got := compared.Texts("del .visually-hidden"); len(got) == 0 || got[0] != "[bỏ:" {
		t.Errorf("a screen reader hears %q", got)
	}
	if strings.Contains(compared.Text("main"), "oneof") || strings.Contains(compared.Text("main"), "collective") {
		t.Error("codes stand on the page")
	}
	back := compared.Form("form.compare-form").SetAll("tu", "2", "den", "2").Submit().Want(http.StatusOK)
	if !strings.Contains(back.Text("main"), "Không có gì khác nhau") {
		t.Errorf("%q", back.Text("main"))
	}
}

func TestOwed_namesWhatEachBodyHasToDo(t *testing.T) {
	t.Parallel()
	site := client.Start(t)
	a := site.As("lead_officer").Open(listPath + "/" + site.World.Plan.ID).Click(`a[href$="/trach-nhiem"]`)
	found := map[string]string{}
	for i, n := range a.Texts(".owing h2") {
		found[n] = a.Texts(".owing")[i]
	}
	if got := found["Sở Y tế"]; !strings.Contains(got, "8. Bảo vệ, chăm sóc sức khỏe") || !strings.Contains(got, "Quý III/2021") || !strings.Contains(got, "Giao") {
		t.Errorf("%q", got)
	}
	for name, row := range found {
		if strings.Contains(name, "Nông dân") && !strings.Contains(row, "Đề nghị") {
			t.Errorf("%q", row)
		}
	}
}

// The world has the customer's plan from another file already.
func TestAdopt_refusesASecondPlanOfTheSameNumberAndDay(t *testing.T) {
	t.Parallel()
	site := client.Start(t)
	c := site.As("standing_officer")
	other := append(world.PlanText(t), "\n"...)
	screen := c.Open(importPath).Form("main form").File("file", "khac.txt", other).Submit().Want(http.StatusSeeOther).Follow().Want(http.StatusOK)
	page := c.Open(adoptPath(screen))
	if got := page.Text("main .notice.tone-info"); !strings.Contains(got, "Kế hoạch đang áp dụng chung là số 160/KH-UBND") {
		t.Errorf("%q", got)
	}
	refused := page.Form("main form.form").Submit().Want(http.StatusConflict)
	if got := refused.Text("main"); !strings.Contains(got, "đã được nhập từ một tệp khác (ke-hoach-160-kh-ubnd.txt)") || strings.Contains(got, "sửa ở nơi khác") {
		t.Errorf("%q", got)
	}
	if n := plans(t, site.World); n != 1 {
		t.Errorf("%d plans", n)
	}
}

// Another province's plan does not offer to take the place of this one's.
func TestAdopt_offersNoPlanOfAnotherProvinceToEverybody(t *testing.T) {
	t.Parallel()
	site := client.Start(t)
	c := site.As("standing_officer")
	other, err := os.ReadFile("../../../plan/parse/testdata/dong-co-nhan.txt")
	if err != nil {
		t.Fatal(err)
	}
	screen := c.Open(importPath).Form("main form").File("file", "tinh-khac.txt", other).Submit().Want(http.StatusSeeOther).Follow().Want(http.StatusOK)
	if form := c.Open(adoptPath(screen)).Form("main form.form"); form.Values.Get("province") != "" {
		t.Errorf("%v", form.Values)
	}
}

// A second tab, or the way back, leads from an adopted draft to its plan.
func TestAdopt_leadsALateTabToThePlanAndMakesNoSecond(t *testing.T) {
	t.Parallel()
	d := sitDown(t)
	d.site.World.Clock.Set(time.Date(2022, 2, 1, 5, 0, 0, 0, time.UTC))
	c := d.site.As("standing_officer")
	screen := c.Open(d.path)
	late, save := c.Open(adoptPath(screen)).Form("main form.form"), screen.Form("form.reading-form")
	done := adopt(c, screen).Want(http.StatusSeeOther).Location()
	for name, answer := range map[string]*client.Answer{"adopting": late.Submit(), "saving": save.Submit(), "the screen": c.Get(d.path), "the question": c.Get(adoptPath(screen))} {
		if answer.Want(http.StatusSeeOther).Location() != done {
			t.Errorf("%s leads to %s, the plan is %s", name, answer.Location(), done)
		}
	}
	if n := plans(t, d.site.World); n != 2 {
		t.Errorf("%d plans", n)
	}
	d.site.As("unit_officer").Get(d.path).Want(http.StatusForbidden)
}
