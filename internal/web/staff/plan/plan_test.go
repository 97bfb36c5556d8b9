package plan_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"lantoa/internal/access"
	"lantoa/internal/apptest/client"
	"lantoa/internal/apptest/world"
	"lantoa/internal/db"
	"lantoa/internal/plan/parse"
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

func TestImport_showsWhatWasFoundAndStoresItOnlyWhenConfirmed(t *testing.T) {
	t.Parallel()
	site := client.Start(t)
	w := site.World
	w.Clock.Set(time.Date(2022, 2, 1, 5, 0, 0, 0, time.UTC))
	c := site.As("standing_officer")
	text := bytes.Replace(nextPlan(t), []byte("Giao Sở Y tế chủ trì"), []byte("Giao Sở Phép thuật chủ trì"), 1)
	found := c.Open(importPath).Form("main form").File("file", `C:\ho so\ke-hoach.txt`, text).Submit().Want(http.StatusOK)
	if n := plans(t, w); n != 1 {
		t.Fatalf("%d plans before anybody confirmed", n)
	}
	if got := found.Text("main"); !strings.Contains(got, "Sở Phép thuật") || !strings.Contains(got, "160/KH-UBND") || !strings.Contains(got, "10 lĩnh vực") || len(found.All("tbody tr")) != 10 {
		t.Errorf("%s", got)
	}
	done := found.Form("main form").Submit().Want(http.StatusSeeOther)
	page := done.Follow()
	if !strings.Contains(page.Text(".flash"), "Sở Phép thuật") || page.Text(".kicker") != "Kế hoạch số 160/KH-UBND" || plans(t, w) != 2 {
		t.Errorf("%q", page.Texts(".flash"))
	}
	if got := c.Get(done.Location() + "/tep").Want(http.StatusOK); !bytes.Equal(got.Body, text) || !strings.Contains(got.Header.Get("Content-Disposition"), "ke-hoach.txt") || strings.Contains(got.Header.Get("Content-Disposition"), "ho so") {
		t.Errorf("%d bytes, %s", len(got.Body), got.Header.Get("Content-Disposition"))
	}
	again := found.Form("main form").Submit().Want(http.StatusSeeOther).Follow()
	if plans(t, w) != 2 || !strings.Contains(again.Text(".flash"), "Không có gì thay đổi") {
		t.Errorf("confirmed twice: %d plans, %q", plans(t, w), again.Texts(".flash"))
	}
	if got := c.Open(listPath).Texts("tbody .badge"); strings.Join(got, "; ") != "Đang áp dụng; Đã có kế hoạch mới" {
		t.Errorf("%q", got)
	}
}

func TestImport_refusesWhatIsNoPlanAndSaysWhy(t *testing.T) {
	t.Parallel()
	site := client.Start(t)
	c := site.As("standing_officer")
	other := bytes.Replace(world.PlanText(t), []byte("Sở Y tế"), []byte("Sở Tài chính"), 1)
	for name, f := range map[string]struct {
		text   []byte
		status int
		says   string
	}{
		"a letter":    {[]byte("Kính gửi: Sở Nội vụ\n\nĐề nghị báo cáo.\n"), http.StatusUnprocessableEntity, "không có lĩnh vực nào"},
		"binary":      {[]byte("PK\x03\x04\x00\x00\xff\xfe"), http.StatusUnprocessableEntity, "không phải văn bản chữ"},
		"UTF-16":      {[]byte("\xff\xfeK\x00\xbf\x1e"), http.StatusUnprocessableEntity, "không có lĩnh vực nào"},
		"with a NUL":  {bytes.Replace(nextPlan(t), []byte("rõ ràng"), []byte("rõ\x00ràng"), 1), http.StatusUnprocessableEntity, "không phải văn bản chữ"},
		"empty":       {nil, http.StatusUnprocessableEntity, "file.empty"},
		"too large":   {bytes.Repeat([]byte("a\n"), parse.MaxText/2+1), http.StatusUnprocessableEntity, "lớn hơn 2 MB"},
		"another one": {other, http.StatusConflict, "đã được nhập từ một tệp khác"},
	} {
		a := c.Open(importPath).Form("main form").File("file", "tep.txt", f.text).Submit().Want(f.status)
		// The words of an empty file are another area's.
		if got := a.Text(".error-summary li"); f.says != "file.empty" && !strings.Contains(got, f.says) {
			t.Errorf("%s: %q", name, got)
		}
		if a.Attr(".error-summary a", "href") != "#f-file" || !a.Has("#f-file-error") {
			t.Errorf("%s: the fault does not stand at the field", name)
		}
	}
	if a := c.Open(importPath).Form("main form").Submit().Want(http.StatusUnprocessableEntity); a.Text(".error-summary li") != "Chưa chọn tệp văn bản kế hoạch." {
		t.Errorf("no file: %q", a.Texts(".error-summary li"))
	}
	same := c.Open(importPath).Form("main form").File("file", "tep.txt", world.PlanText(t)).Submit().Want(http.StatusSeeOther)
	if same.Location() != listPath+"/"+site.World.Plan.ID || !strings.Contains(same.Follow().Text(".flash"), "chính tệp này") {
		t.Errorf("the same file leads to %s", same.Location())
	}
	for name, source := range map[string]string{"no base64": "%%%", "no plan": "aGVsbG8="} {
		if got := c.Post(importPath, url.Values{"source": {source}, "name": {"x"}}).Want(http.StatusUnprocessableEntity); !got.Has(".error-summary") {
			t.Errorf("%s: nothing is said", name)
		}
	}
	if n := plans(t, site.World); n != 1 {
		t.Errorf("%d plans", n)
	}
}

func TestImport_ofAPlanDatedAheadComesIntoForceOnItsDay(t *testing.T) {
	t.Parallel()
	site := client.Start(t)
	c := site.As("standing_officer")
	found := c.Open(importPath).Form("main form").File("file", "moi.txt", nextPlan(t)).Submit().Want(http.StatusOK)
	if !strings.Contains(found.Text("main"), "Văn bản ghi ngày 09/01/2022, sau hôm nay") {
		t.Error("nothing says that the plan is dated ahead")
	}
	done := found.Form("main form").Submit().Want(http.StatusSeeOther)
	if done.Location() != listPath || len(done.Follow().All("tbody tr")) != 1 {
		t.Errorf("leads to %s", done.Location())
	}
	site.World.Clock.Set(time.Date(2022, 1, 9, 5, 0, 0, 0, time.UTC))
	if got := len(site.As("standing_officer").Open(listPath).All("tbody tr")); got != 2 {
		t.Errorf("%d plans on its day", got)
	}
}

func TestImport_isTheStandingOffices(t *testing.T) {
	t.Parallel()
	site := client.Start(t)
	for person, actor := range site.World.People() {
		want := http.StatusForbidden
		if access.May(actor, access.PlanManage) {
			want = http.StatusOK
		}
		if (person == "standing_officer") != (want == http.StatusOK) {
			t.Errorf("%s may import: %d", person, want)
		}
		c := site.As(person)
		c.Get(importPath).Want(want)
		if want == http.StatusForbidden {
			c.Post(importPath, url.Values{"source": {"aGVsbG8="}}).Want(want)
		}
	}
}
