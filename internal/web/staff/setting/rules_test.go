package setting_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"lantoa/internal/apptest/browser"
	"lantoa/internal/apptest/client"
	"lantoa/internal/officialdoc"
)

const rulesPath = path + "/the-thuc"

func rulesForm(c *client.Client) *client.Form { return c.Open(rulesPath).Form("form.rules-form") }

func TestRules_areForTheStandingOfficeAndTheAdministrator(t *testing.T) {
	t.Parallel()
	site := client.Start(t)
	for person := range site.World.People() {
		want := http.StatusForbidden
		if person == "standing_officer" || person == "admin" {
			want = http.StatusOK
		}
		c := site.As(person)
		c.Get(rulesPath).Want(want)
		if want == http.StatusForbidden {
			c.Post(rulesPath, url.Values{"from_day": {"01/01/2027"}}).Want(want)
		}
	}
}

func TestRules_showsTheValuesInForce(t *testing.T) {
	t.Parallel()
	site := client.Start(t)
	a := site.As("standing_officer").Open(path)
	rows := a.Texts("#the-thuc tbody tr")
	for _, want := range []string{
		"Nghị định số 30/2020/NĐ-CP 05/03/2020 Chưa định Đang áp dụng", "Khổ giấy 210 × 297 mm", "Phông chữ Times New Roman", "Lề trái (mm) 30 – 35 30", "Thụt đầu dòng (mm) 12,7; 10 12,7",
		"Khoảng cách giữa các đoạn (pt) 6 trở lên 6", "Quốc hiệu 12 – 13 12 in hoa, đứng, đậm Phụ lục I, Phần I, mục II.1.a", "Số, ký hiệu 13 13 in thường, đứng Phụ lục I, Phần I, mục II.3.c",
	} {
		if !slices.Contains(rows, want) {
			t.Errorf("no row %q in %q", want, rows)
		}
	}
	if !a.Has(`#the-thuc a[href="` + rulesPath + `"]`) {
		t.Error("no way to the form")
	}
}

func TestRules_takesNewValuesFromADayOn(t *testing.T) {
	t.Parallel()
	site := client.Start(t)
	c := site.As("standing_officer")
	form := rulesForm(c)
	if got := form.Values; got.Get("left") != "30" || got.Get("indent") != "12,7; 10" || got.Get("gap.max") != "" || got.Get("look.national.caps") != "1" || got.Get("from_day") != "" {
		t.Errorf("the form does not begin with the newest values: %v", got)
	}
	form.SetAll("decree", "Nghị định mới", "from_day", "01/01/2027", "left", "32,5", "look.body", "13,5", "indent", "10; 12,7", "look.signer.italic", "1")
	done := form.Submit().Want(http.StatusSeeOther).Follow()
	if rows := strings.Join(done.Texts("#the-thuc tbody tr"), "; "); done.Text(".flash") == "" || !strings.Contains(rows, "05/03/2020 31/12/2026") || !strings.Contains(rows, "Nghị định mới 01/01/2027 Chưa định Sắp áp dụng") {
		t.Errorf("%q", rows)
	}
	before, err := site.Laws.DocumentRules(t.Context(), site.DB.Reader(), "2026-12-31")
	if err != nil || before.Left.Use != 30 {
		t.Errorf("before %+v, %v", before.Left, err)
	}
	got, err := site.Laws.DocumentRules(t.Context(), site.DB.Reader(), "2027-01-01")
	if err != nil {
		t.Fatal(err)
	}
	if got.Left.Use != 32.5 || got.Look(officialdoc.Body).Size.Use != 13.5 || !slices.Equal(got.Indent, []float64{10, 12.7}) || !got.Look(officialdoc.Signer).Italic || got.Gap.Max != 0 {
		t.Errorf("kept %+v", got)
	}
	if national := got.Look(officialdoc.National); !national.Caps || national.Align != officialdoc.Center || national.Clause == "" || got.PadMonth != 3 || got.End != "./." {
		t.Errorf("what the form does not ask is lost: %+v", got)
	}
	form.Submit().Want(http.StatusSeeOther)
	if again := rulesForm(c).Values.Get("left"); again != "32,5" {
		t.Errorf("the next form begins with %q", again)
	}
}

func TestRules_refusesBadInputAndKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	site := client.Start(t)
	c := site.As("standing_officer")
	for name, f := range map[string]struct {
		values []string
		field  string
	}{
		"no day":          {[]string{"from_day", ""}, "from_day"},
		"an earlier day":  {[]string{"from_day", "04/03/2020"}, "from_day"},
		"no decree":       {[]string{"decree", " "}, "decree"},
		"no font":         {[]string{"font", ""}, "font"},
		"words":           {[]string{"left", "ba mươi"}, "left"},
		"outside":         {[]string{"left", "36"}, "left"},
		"no lower end":    {[]string{"left.min", ""}, "left"},
		"words below":     {[]string{"left.min", "x"}, "left_min"},
		"a size too big":  {[]string{"look.body", "15"}, "look_body"},
		"no paper":        {[]string{"width", ""}, "width"},
		"words to indent": {[]string{"indent", "12,7 và 10"}, "indent"},
	} {
		a := rulesForm(c).SetAll("from_day", "01/01/2027").SetAll(f.values...).Submit()
		if a.Status != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d", name, a.Status)
			continue
		}
		id := a.Attr(".error-summary a", "href")
		if strings.NewReplacer("-", "_", ".", "_").Replace(id) != "#f_"+f.field {
			t.Errorf("%s: the summary leads to %s", name, id)
		}
		if f.field == "look_body" && !strings.HasPrefix(a.Text(".error-summary a"), "Nội dung văn bản: ") {
			t.Errorf("the summary does not say whose fault it is: %q", a.Text(".error-summary a"))
		}
		if !a.Has(id+"-error") || a.Form("form.rules-form").Values.Get(f.values[0]) != f.values[1] {
			t.Errorf("%s: the fault does not stand at its field with what was typed", name)
		}
	}
	if all, err := site.Laws.AllDocumentRules(t.Context(), site.DB.Reader()); err != nil || len(all) != 1 {
		t.Errorf("%d rules, %v", len(all), err)
	}
}

func TestRules_isAConflictWhenSomebodyElseWasFaster(t *testing.T) {
	t.Parallel()
	site := client.Start(t)
	slow := rulesForm(site.As("admin")).SetAll("from_day", "01/01/2028", "left", "33")
	rulesForm(site.As("standing_officer")).SetAll("from_day", "01/01/2027").Submit().Want(http.StatusSeeOther)
	a := slow.Submit().Want(http.StatusConflict)
	if !strings.Contains(a.Text(".error-summary"), "vừa được thay đổi ở nơi khác") {
		t.Errorf("%q", a.Texts(".error-summary"))
	}
	again := a.Form("form.rules-form")
	if again.Values.Get("left") != "33" {
		t.Error("what was typed was lost")
	}
	again.Submit().Want(http.StatusSeeOther)
}

func TestRules_lookGood(t *testing.T) {
	me := browser.Built(t)
	s := client.Start(t)
	server := httptest.NewServer(s.Handler())
	t.Cleanup(server.Close)
	p := me.Page(t, server.URL)
	p.Go("/dang-nhap")
	p.Cookie("lantoa=" + s.As("standing_officer").Cookie("lantoa"))
	p.Go(path)
	p.Click("css=#the-thuc-gia-tri > summary")
	p.Inspect("thiet-lap/the-thuc-gia-tri")
	p.Go(rulesPath)
	p.Inspect("thiet-lap/the-thuc")
	p.Fill("css=#f-left", "90")
	p.Click("css=main .btn-primary")
	p.ForgetConsoleErrors()
	p.Inspect("thiet-lap/the-thuc-loi")
}
