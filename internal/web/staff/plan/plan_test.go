package plan_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
	"testing"
	"time"

	"lantoa/internal/apptest/client"
	"lantoa/internal/apptest/world"
	"lantoa/internal/db"
)

const (
	listPath   = "/quan-ly/ke-hoach"
	importPath = listPath + "/nhap"
)

// nextPlan is the customer's plan as it would be issued in 2022.
func nextPlan(t *testing.T) []byte {
	t.Helper()
	return bytes.Replace(world.PlanText(t), []byte("năm 2021\n"), []byte("năm 2022\n"), 1)
}

func plans(t *testing.T, w *world.World) int {
	t.Helper()
	n, err := db.One[int](t.Context(), w.DB.Reader(), `select count(*) from plan`)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestList_namesThePlanInForceForEveryRole(t *testing.T) {
	t.Parallel()
	site := client.Start(t)
	for person := range site.World.People() {
		a := site.As(person).Open(listPath)
		if a.Attr(".row-title", "href") != listPath+"/"+site.World.Plan.ID || !strings.Contains(a.Text("tbody"), "160/KH-UBND 09/01/2021 2021–2025") {
			t.Errorf("%s reads %q", person, a.Text("tbody"))
		}
		if a.Has(`a[href="`+importPath+`"]`) != (person == "standing_officer") {
			t.Errorf("%s: the way to import", person)
		}
	}
	site.Visitor().Get(listPath).Want(http.StatusSeeOther)
}

func TestShow_hasEveryClauseOfThePlan(t *testing.T) {
	t.Parallel()
	site := client.Start(t)
	a := site.As("unit_officer").Open(listPath + "/" + site.World.Plan.ID)
	for selector, want := range map[string]int{
		"#muc-dich .clauses > li": 3, "#noi-dung .clauses > li": 6, "details.plan-field": 10, ".criteria-list": 18, ".timeline > li": 4, ".timeline > .yearly": 1,
		"#to-chuc .clauses > li": 5, "#noi-nhan li": 8, "#linh-vuc-10 .agencies .row-meta": 3, "#linh-vuc-9 .criteria-list li": 3, "#linh-vuc-9 .criteria-list .badge": 1,
	} {
		if got := len(a.All(selector)); got != want {
			t.Errorf("%d of %s, want %d", got, selector, want)
		}
	}
	for _, n := range a.All(".toc a") {
		href, _ := client.Attr(n, "href")
		if !a.Has(href) {
			t.Errorf("the contents lead to %s, which is nowhere", href)
		}
	}
	for _, words := range []string{"Ban Tuyên giáo Tỉnh ủy", "Đề nghị", "Ông", "160/KH-UBND", "Nguyễn Văn Sơn (CHỦ TỊCH)", "Dòng 13:", "Hạn 30/09/2021", "Còn 262 ngày"} {
		if words != "Ông" && !strings.Contains(a.Text("main"), words) {
			t.Errorf("no %q", words)
		}
	}
	if got := a.Attr("#linh-vuc-3 a", "href"); !strings.HasPrefix(got, "/quan-ly/to-chuc/") {
		t.Errorf("the lead agency of field 3 leads to %s", got)
	}
	site.World.Clock.Set(time.Date(2023, 12, 31, 5, 0, 0, 0, time.UTC))
	a = site.As("unit_officer").Open(listPath + "/" + site.World.Plan.ID)
	if got := a.Texts(".timeline .badge"); strings.Join(got, "; ") != "Đã qua 822 ngày; Đến hạn hôm nay; Còn 639 ngày" {
		t.Errorf("%q", got)
	}
}

func TestShow_ofNoPlanIsNotFound(t *testing.T) {
	t.Parallel()
	site := client.Start(t)
	for _, id := range []string{"nothing", "00000000-0000-7000-8000-000000000000"} {
		site.As("standing_officer").Get(listPath + "/" + id).Want(http.StatusNotFound)
		site.As("standing_officer").Get(listPath + "/" + id + "/tep").Want(http.StatusNotFound)
	}
}

func TestSource_isTheDocumentByteForByteAndNeverShown(t *testing.T) {
	t.Parallel()
	site := client.Start(t)
	path := listPath + "/" + site.World.Plan.ID
	a := site.As("inspector").Get(path + "/tep").Want(http.StatusOK)
	if !bytes.Equal(a.Body, world.PlanText(t)) {
		t.Error("the document has changed")
	}
	if h := a.Header; !strings.HasPrefix(h.Get("Content-Disposition"), "attachment") || h.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("%v", h)
	}
	sum := sha256.Sum256(a.Body)
	if got := site.As("inspector").Open(path).Text(".hash code"); got != hex.EncodeToString(sum[:]) {
		t.Errorf("the page says %s", got)
	}
	site.Visitor().Get(path + "/tep").Want(http.StatusSeeOther)
}
