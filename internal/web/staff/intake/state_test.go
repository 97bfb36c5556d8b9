package intake_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"lantoa/internal/access"
	"lantoa/internal/apptest"
	"lantoa/internal/apptest/client"
	"lantoa/internal/db"
)

// full are dossiers of the batch as rows with every column of the template.
func full(t *testing.T, s *client.Site, c *client.Client, list string) (heads []string, rows [][]any) {
	t.Helper()
	heads = read(t, c.Get(list+"/nhap/mau.xlsx").Want(http.StatusOK).Body)[0]
	made, err := db.All[struct {
		ID, Name, Title string
		BirthYear       int
	}](t.Context(), s.DB.Reader(), `select n.id, x.name, n.title, x.birth_year from nomination n join subject x on x.id = n.subject_id order by n.id`)
	if err != nil {
		t.Fatal(err)
	}
	for i, h := range heads {
		heads[i] = strings.TrimSuffix(h, " *")
	}
	for _, m := range made {
		row := make([]any, len(heads))
		for name, value := range map[string]any{"Loại": "Cá nhân", "Tên": m.Name, "Năm sinh": m.BirthYear, "Lĩnh vực chính": s.World.Fields[2].ID, titleHead: m.Title, "Mã trên hệ thống": m.ID} {
			row[slices.Index(heads, name)] = value
		}
		rows = append(rows, row)
	}
	return heads, rows
}

const titleHead = "Thành tích hoặc mô hình, trong một dòng"

func TestImport_ofWhatWasTakenAwaySaysThatNothingChangesAndLeadsBack(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	run(t, s)
	for kind, x := range samples(t, s) {
		t.Run(kind, func(t *testing.T) {
			c := s.As(x.person)
			confirm(t, c, settled(t, c, send(c, x.list, "a.xlsx", x.file).Location()))
			before := number(t, s, x.query)
			taken := c.Get(c.Open(x.list+"/nhap").Attr(`.import-steps .btn-quiet`, "href")).Want(http.StatusOK)
			page := settled(t, c, send(c, x.list, "xuat.xlsx", taken.Body).Want(http.StatusSeeOther).Location())
			if got := page.Texts(".tabs a"); len(got) != 2 || !strings.HasPrefix(got[1], "Giữ nguyên ") || page.Has(".flash") {
				t.Errorf("%q, %q: %q", got, page.Texts(".flash"), page.Texts(".import-faults li"))
			}
			if !strings.Contains(page.Text("#xac-nhan"), "Mọi dòng đều giống dữ liệu hiện có") || page.Has(`form[action$="/xac-nhan"]`) || page.Attr("#xac-nhan .btn-primary", "href") != x.list {
				t.Errorf("%q", page.Text("#xac-nhan"))
			}
			closed := page.Form(`form[action$="/bo"]`).Submit().Want(http.StatusSeeOther).Follow()
			if !strings.Contains(closed.Text("main"), "Lần nhập này đã được bỏ") || number(t, s, x.query) != before {
				t.Errorf("%q", closed.Text("main"))
			}
		})
	}
}

func TestImport_showsEachChangeBeforeAndAfter(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	run(t, s)
	x := samples(t, s)["nominations"]
	c := s.As(x.person)
	confirm(t, c, settled(t, c, send(c, x.list, "a.xlsx", x.file).Location()))
	heads, rows := full(t, s, c, x.list)
	rows[0][slices.Index(heads, titleHead)] = "Nuôi ong bạc hà, 40 hộ cùng làm"
	page := settled(t, c, send(c, x.list, "b.xlsx", table(t, values(heads), rows[0], rows[1])).Want(http.StatusSeeOther).Location())
	if got := page.Texts(`.tabs a`); strings.Join(got, "|") != "Tất cả 2|Thay đổi 1|Giữ nguyên 1" {
		t.Fatalf("%q: %q", got, page.Text("main"))
	}
	changed := page.Click(`.tabs a[href*="changed"]`)
	if got := changed.Texts(".import-facts li"); len(got) != 1 || got[0] != titleHead+": trước: Nuôi ong bạc hà → sau: Nuôi ong bạc hà, 40 hộ cùng làm" {
		t.Errorf("%q", got)
	}
	if href := changed.Attr(".import-row a", "href"); !strings.Contains(c.Open(href).Text("main"), "Nuôi ong bạc hà") {
		t.Errorf("the row leads to %q", href)
	}
	done := confirm(t, c, page)
	if got := done.Texts(".import-outcome li"); len(got) != 2 || got[0] != "1 dòng đã thay đổi bản ghi đã có." || got[1] != "1 dòng giống dữ liệu hiện có, được giữ nguyên." {
		t.Errorf("%q", got)
	}
}

func TestRows_arePagedByFiftyAndFiltered(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	run(t, s)
	rows := [][]any{{"Tên đăng nhập", "Họ và tên", "Vai trò", "Cơ quan, đơn vị"}}
	for i := range 120 {
		role := "unit_officer"
		if i%2 == 1 {
			role = "không có"
		}
		rows = append(rows, []any{fmt.Sprintf("nguoi.%03d", i), fmt.Sprintf("Người %03d", i), role, s.World.As("unit_officer").Grants[0].OrgID})
	}
	c := s.As("admin")
	first := settled(t, c, send(c, accounts, "a.xlsx", table(t, rows...)).Location())
	names := func(a *client.Answer) []string { return a.Texts(".import-row > strong") }
	if got := names(first); len(got) != 50 || got[0] != "Người 000" || first.Text(".pager-count") != "120 dòng" || first.Has(`.pager a[rel="prev"]`) {
		t.Fatalf("%d rows, %q", len(got), first.Text(".pager"))
	}
	second := first.Click(`.pager a[rel="next"]`)
	third := second.Click(`.pager a[rel="next"]`)
	if got := names(third); len(got) != 20 || got[19] != "Người 119" || third.Has(`.pager a[rel="next"]`) {
		t.Errorf("%d rows on the third page", len(got))
	}
	if back := names(third.Click(`.pager a[rel="prev"]`)); strings.Join(back, "") != strings.Join(names(second), "") {
		t.Errorf("back leads to %q", back)
	}
	faulty := first.Click(`.tabs a[href*="ket-qua=error"]`)
	last := faulty.Click(`.pager a[rel="next"]`)
	if len(faulty.All("tbody tr")) != 50 || len(last.All("tbody tr")) != 10 || faulty.Text(".pager-count") != "60 dòng" {
		t.Errorf("%d and %d rows with faults", len(faulty.All("tbody tr")), len(last.All("tbody tr")))
	}
	if got := names(last.Click(`.pager a:first-of-type`)); len(got) != 50 || got[0] != "Người 001" {
		t.Errorf("the first of them: %q", got)
	}
	for _, query := range []string{"?ket-qua=la", "?sau=chu", "?sau=-4", "?ket-qua=error&sau=999999"} {
		c.Open(first.Path + query)
	}
}

func TestImport_thatWasStoppedSaysWhyAndCanBeReadAgainOrDropped(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	x := samples(t, s)["accounts"]
	c := s.As(x.person)
	stop := func(path string) *client.Answer {
		page := c.Open(path)
		task := page.Click(`main a[href^="/quan-ly/tac-vu/"]`)
		stopped := task.Form(`form[action$="/dung"]`).Submit().Want(http.StatusSeeOther).Follow()
		if before, after := task.Text("main"), stopped.Text("main"); !strings.Contains(before, "Việc kiểm tra không ghi gì") || !strings.Contains(after, "Không có gì được ghi") || strings.Contains(before+after, "giữ nguyên") {
			t.Errorf("the check of a file says %q, stopped %q", before, after)
		}
		return c.Open(path)
	}
	first := send(c, x.list, "a.xlsx", x.file).Location()
	page := stop(first)
	if text := page.Text("main"); !strings.Contains(text, "đã bị dừng theo yêu cầu") || page.Has("#tien-do") || !page.Has(`main a[href="`+x.list+`/nhap"]`) {
		t.Fatalf("%q", text)
	}
	if there, listed := page.Text(".page-head .badge"), c.Open(x.list+"/nhap").Text("tbody .badge"); there != "Bị gián đoạn" || listed != there {
		t.Errorf("its page says %q, the list of imports %q", there, listed)
	}
	drop := page.Form(`form[action$="/bo"]`)
	for range 2 {
		if text := drop.Submit().Want(http.StatusSeeOther).Follow().Text("main"); !strings.Contains(text, "Không có gì của tệp này được ghi") {
			t.Errorf("%q", text)
		}
	}
	page.Form(`form[action$="/lam-tiep"]`).Submit().Want(http.StatusConflict)

	second := send(c, x.list, "b.xlsx", x.file).Location()
	again := stop(second).Form(`form[action$="/lam-tiep"]`)
	moving := again.Submit().Want(http.StatusSeeOther).Follow()
	if !moving.Has("#tien-do") || !strings.Contains(moving.Text(".flash"), "được làm tiếp") {
		t.Errorf("%q", moving.Text("main"))
	}
	again.Submit().Want(http.StatusSeeOther)                                     // a second click
	c.Post(second+"/bo", url.Values{"version": {"2"}}).Want(http.StatusConflict) // a task is at work
	run(t, s)
	checked := settled(t, c, second)
	if !strings.Contains(checked.Text("#xac-nhan"), "2 dòng sẽ được thêm mới") {
		t.Errorf("%q", checked.Text("main"))
	}
}

func TestImport_whoseFileIsGoneSaysSoAndCanOnlyBeDropped(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	x := samples(t, s)["units"]
	c := s.As(x.person)
	path := send(c, x.list, "a.xlsx", x.file).Location()
	if err := s.World.Files.Unmake("intake-" + strings.TrimPrefix(path, imports)); err != nil {
		t.Fatal(err)
	}
	run(t, s)
	page := settled(t, c, path)
	if text := page.Text("main"); !strings.Contains(text, "Tệp của lần nhập này không còn trên máy chủ") || !strings.Contains(text, "tải tệp lên lại") || page.Has(`form[action$="/lam-tiep"]`) {
		t.Fatalf("%q", text)
	}
	if dropped := page.Form(`form[action$="/bo"]`).Submit().Want(http.StatusSeeOther).Follow(); !strings.Contains(dropped.Text("main"), "đã được bỏ") {
		t.Errorf("%q", dropped.Text("main"))
	}
}

func TestImport_ofWhichStoringWasStoppedGoesOnWithTheRest(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	x := samples(t, s)["accounts"]
	c := s.As(x.person)
	path := send(c, x.list, "a.xlsx", x.file).Location()
	runOnce(t, s, func() { settled(t, c, path) })
	storing := c.Open(path).Form(`form[action$="/xac-nhan"]`).Set("skip", "1").Submit().Want(http.StatusSeeOther).Follow()
	if !storing.Has("#tien-do progress") || !strings.Contains(storing.Text("main"), "0/2") {
		t.Errorf("%q", storing.Text("main"))
	}
	storing.Click(`main a[href^="/quan-ly/tac-vu/"]`).Form(`form[action$="/dung"]`).Submit().Want(http.StatusSeeOther)
	stopped := c.Open(path)
	if !strings.Contains(stopped.Text("main"), "còn 2 dòng chưa ghi") || !strings.Contains(stopped.Text(`form[action$="/bo"]`), "Kết thúc, giữ phần đã ghi") {
		t.Errorf("%q", stopped.Text("main"))
	}
	stopped.Form(`form[action$="/lam-tiep"]`).Submit().Want(http.StatusSeeOther)
	runOnce(t, s, func() {
		if text := settled(t, c, path).Text("#ket-qua"); !strings.Contains(text, "2 dòng đã được thêm mới") || number(t, s, x.query) != 2 {
			t.Errorf("%q", text)
		}
	})
}

func TestImport_ofWhichStoringWasStoppedEndsWithWhatWasStored(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	x := samples(t, s)["units"]
	c := s.As(x.person)
	path := send(c, x.list, "a.xlsx", x.file).Location()
	runOnce(t, s, func() { settled(t, c, path) })
	storing := c.Open(path).Form(`form[action$="/xac-nhan"]`).Set("skip", "1").Submit().Want(http.StatusSeeOther).Follow()
	early := storing.Click(`main a[href^="/quan-ly/tac-vu/"]`)
	busy := c.Post(path+"/bo", url.Values{"version": {"3"}}).Want(http.StatusConflict)
	if !strings.Contains(busy.Text(".error-summary"), "đang xử lý bảng tính này") {
		t.Errorf("%q", busy.Text(".error-summary"))
	}
	early.Form(`form[action$="/dung"]`).Submit().Want(http.StatusSeeOther)
	done := c.Open(path).Form(`form[action$="/bo"]`).Submit().Want(http.StatusSeeOther).Follow()
	if !strings.Contains(done.Text("#ket-qua"), "3 dòng bị lỗi, không được nhập") || len(done.All(".import-faults li")) != 3 || number(t, s, x.query) != 0 {
		t.Errorf("%q", done.Text("main"))
	}
}

func TestImport_ofSomebodyWhoLostTheRightSaysSo(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	x := samples(t, s)["nominations"]
	c := s.As(x.person)
	path := send(c, x.list, "a.xlsx", x.file).Location()
	runOnce(t, s, func() { settled(t, c, path) })
	page := c.Open(path)
	admin := s.As("admin")
	account := admin.Open(accounts + "/" + s.AccountID(x.person))
	account.Form(`form[action*="/vai-tro/"][action$="/ket-thuc"]`).Submit().Want(http.StatusSeeOther)
	for _, a := range []*client.Answer{c.Get(path), c.Get(path + "/loi.xlsx"), page.Form(`form[action$="/xac-nhan"]`).Set("skip", "1").Submit()} {
		if a.Status != http.StatusForbidden && a.Status != http.StatusNotFound && a.Status != http.StatusSeeOther {
			t.Errorf("%s answers %d", a.Path, a.Status)
		}
	}
	if n := number(t, s, x.query) + number(t, s, `select count(*) from task where state = 'waiting'`); n != 0 {
		t.Errorf("%d dossiers and tasks", n)
	}
}

func TestConfirm_ofAStalePageIsAConflictThatKeepsTheTick(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	run(t, s)
	x := samples(t, s)["units"]
	c := s.As(x.person)
	page := settled(t, c, send(c, x.list, "a.xlsx", x.file).Location())
	stale := page.Form(`form[action$="/xac-nhan"]`).SetAll("skip", "1", "version", "99").Submit().Want(http.StatusConflict)
	if !stale.Has(`input[name="skip"][checked]`) || !stale.Has(".error-summary") || stale.Attr(`form[action$="/xac-nhan"] input[name="version"]`, "value") != page.Attr(`form[action$="/xac-nhan"] input[name="version"]`, "value") {
		t.Errorf("%q", stale.Text("main"))
	}
	page.Form(`form[action$="/bo"]`).Submit().Want(http.StatusSeeOther)
	gone := page.Form(`form[action$="/xac-nhan"]`).Set("skip", "1").Submit().Want(http.StatusConflict)
	if !strings.Contains(gone.Text("main"), "Lần nhập này đã được bỏ") || strings.Contains(gone.Text("main"), "vừa nhập vẫn còn") || number(t, s, x.query) != 0 {
		t.Errorf("%q", gone.Text("main"))
	}
	page.Form(`form[action$="/lam-tiep"], form[action$="/bo"]`).Submit().Want(http.StatusSeeOther)
}

func TestImports_areTheirAuthorsAlone(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	run(t, s)
	x := samples(t, s)["nominations"]
	me := s.As(x.person)
	page := settled(t, me, send(me, x.list, "a.xlsx", x.file).Location())
	for _, person := range []string{"unit_head", "unit_officer2", "admin", "standing_officer"} {
		other := s.As(person)
		for _, path := range []string{page.Path, page.Path + "/loi.xlsx", imports + absent, imports + "khong-phai-ma", imports + absent + "/loi.xlsx"} {
			other.Get(path).Want(http.StatusNotFound)
		}
		for _, act := range []string{"/xac-nhan", "/bo", "/lam-tiep"} {
			other.Post(page.Path+act, url.Values{"version": {"2"}, "skip": {"1"}}).Want(http.StatusNotFound)
			other.Post(imports+absent+act, nil).Want(http.StatusNotFound)
		}
	}
	if n := number(t, s, x.query); n != 0 {
		t.Errorf("%d dossiers stand", n)
	}
}

func TestWaysIn_areForThoseWhoMayChangeTheList(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	batch := batchPath(t, s)
	for person, actor := range s.World.People() {
		c := s.As(person)
		for list, right := range map[string]access.Action{units: access.OrgManage, accounts: access.AccountManage} {
			want := http.StatusForbidden
			if access.May(actor, right) {
				want = http.StatusOK
			}
			c.Get(list + "/nhap").Want(want)
			c.Get(list + "/nhap/mau.xlsx").Want(want)
			if want == http.StatusForbidden {
				c.Post(list+"/nhap", nil).Want(want)
			}
			if page := c.Get(list); page.Status == http.StatusOK && page.Has(`main a[href="`+list+`/nhap"]`) != (want == http.StatusOK) {
				t.Errorf("%s and the button of %s", person, list)
			}
		}
		want := http.StatusOK
		switch {
		case person == "unit_officer":
		case !access.May(actor, access.NominationWrite):
			want = http.StatusForbidden
		default:
			want = http.StatusNotFound
		}
		for _, path := range []string{batch + "/nhap", batch + "/nhap/mau.xlsx"} {
			c.Get(path).Want(want)
		}
		if want != http.StatusOK {
			c.Post(batch+"/nhap", nil).Want(want)
			if page := c.Get(batch); page.Status == http.StatusOK && page.Has(`main a[href$="/nhap"]`) {
				t.Errorf("%s is offered to import into the batch", person)
			}
		}
	}
	s.As("unit_officer").Get("/quan-ly/dot-de-nghi/" + absent + "/nhap").Want(http.StatusNotFound)
}

func TestTemplate_offersTheColumnsAndSaysThatItIsEmpty(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	for kind, x := range samples(t, s) {
		t.Run(kind, func(t *testing.T) {
			c := s.As(x.person)
			file := c.Get(c.Open(x.list+"/nhap").Attr(`a[href$="/mau.xlsx"]`, "href")).Want(http.StatusOK)
			heads := read(t, file.Body)
			if len(heads) != 1 || !strings.Contains(strings.Join(heads[0], "|"), " *") || heads[0][len(heads[0])-1] != "Mã trên hệ thống" {
				t.Errorf("%q", heads)
			}
			empty := send(c, x.list, "trong.xlsx", file.Body).Want(http.StatusUnprocessableEntity)
			if !strings.Contains(empty.Text(".error-summary"), "chưa có dòng dữ liệu nào") {
				t.Errorf("%q", empty.Text(".error-summary"))
			}
		})
	}
}

func TestTask_leadsToItsImport(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	x := samples(t, s)["units"]
	c := s.As(x.person)
	path := send(c, x.list, "a.xlsx", x.file).Location()
	task := c.Open(path).Click(`main a[href^="/quan-ly/tac-vu/"]`)
	if !task.Has(`#tien-do a[href="` + path + `"]`) {
		t.Error("the waiting task does not lead to its import")
	}
	run(t, s)
	apptest.Await(t, func() bool { return !c.Open(task.Path).Has("#tien-do") })
	if !c.Open(task.Path).Has(`main a.btn-primary[href="`+path+`"]`) || !c.Open("/quan-ly/tac-vu").Has(`tbody a[href="`+path+`"]`) {
		t.Error("the finished task does not lead to its import")
	}
}

func TestImport_showsTheSameInEnglish(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	run(t, s)
	x := samples(t, s)["nominations"]
	c := s.As(x.person)
	c.SetCookie("lantoa_ngon_ngu", "en")
	start := c.Open(x.list + "/nhap")
	if got := start.Texts(".import-steps h2"); strings.Join(got, "|") != "Prepare the spreadsheet|Send the spreadsheet|Look at the preview and confirm" {
		t.Errorf("%q", got)
	}
	page := settled(t, c, send(c, x.list, "a.xlsx", x.file).Location())
	if got := page.Texts(".import-outcome li"); len(got) != 1 || got[0] != "2 rows will be added." {
		t.Errorf("%q", got)
	}
	if text := page.Text("main"); strings.Contains(text, "import.") {
		t.Errorf("%q", text)
	}
}
