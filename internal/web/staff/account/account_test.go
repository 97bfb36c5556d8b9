package account_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"lantoa/internal/apptest/client"
	"lantoa/internal/apptest/world"
	"lantoa/internal/org"
)

const (
	list     = "/quan-ly/tai-khoan"
	password = "/quan-ly/doi-mat-khau"
	sessions = "/quan-ly/phien"
	own      = "Cao-nguyên-đá-1509m"
)

// create makes an account through the pages and gives its page and password.
func create(t *testing.T, admin *client.Client, username string) (page, once string) {
	t.Helper()
	done := admin.Open(list+"/moi").Form("main form").SetAll("name", "Lò Thị Mai", "username", username, "role", "unit_officer", "org", org.SeedID(world.OtherCommune)).Submit().Want(http.StatusOK)
	return done.Attr("main .btn-primary", "href"), done.Text("[data-password]")
}

func signIn(t *testing.T, c *client.Client, username, secret string) *client.Answer {
	t.Helper()
	return c.Open("/dang-nhap").Form("main form").SetAll("username", username, "password", secret).Submit()
}

func TestAccount_fromItsMakingToItsClosing(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	admin := s.As("admin")
	page, once := create(t, admin, "lo.thi.mai")
	if got := admin.Open(page).Text("main .badge"); got != "Chưa đổi mật khẩu được cấp" {
		t.Errorf("at first %q", got)
	}

	mai := s.Visitor()
	if a := signIn(t, mai, "Lo.Thi.Mai", once).Want(http.StatusSeeOther); a.Location() != password {
		t.Fatalf("led to %s", a.Location())
	}
	for _, path := range []string{"/quan-ly/to-chuc", sessions, list} { // nothing else is open
		if a := mai.Get(path); a.Location() != password {
			t.Errorf("%s: %d to %q", path, a.Status, a.Location())
		}
	}
	change := func(current, next, again string) *client.Answer {
		return mai.Open(password).Form(`main form[action="`+password+`"]`).SetAll("password", current, "new_password", next, "again", again).Submit()
	}
	for want, typed := range map[string][3]string{"#f-password": {"sai", own, own}, "#f-new_password": {once, "ngan", "ngan"}, "#f-again": {once, own, own + "x"}} {
		a := change(typed[0], typed[1], typed[2]).Want(http.StatusUnprocessableEntity)
		if !strings.HasSuffix(a.Attr(".error-summary a", "href"), want) {
			t.Errorf("%v: the summary leads to %s", typed, a.Attr(".error-summary a", "href"))
		}
		if strings.Contains(string(a.Body), typed[1]) {
			t.Error("a password comes back in the page")
		}
	}
	before := mai.Cookie("lantoa")
	if a := change(once, own, own).Want(http.StatusSeeOther); a.Location() != "/quan-ly/viec-cua-toi" || mai.Cookie("lantoa") == before {
		t.Errorf("after the change to %s, the same token: %v", a.Location(), mai.Cookie("lantoa") == before)
	}
	mai.Open("/quan-ly/to-chuc")
	if got := admin.Open(page).Text("main .badge"); got != "Đang dùng" {
		t.Errorf("then %q", got)
	}

	admin.Open(page).Form(`form[action$="/khoa"]`).Submit().Want(http.StatusSeeOther)
	if got := admin.Open(page); got.Text("main .page-head .badge") != "Đã khóa" || !got.Has(`form[action$="/mo"]`) || got.Has(`form[action$="/khoa"]`) {
		t.Errorf("closed: %s", got.Text("main"))
	}
	if a := mai.Get("/quan-ly/to-chuc"); a.Status != http.StatusSeeOther {
		t.Errorf("a closed account's session answers %d", a.Status)
	}
	refused := signIn(t, mai, "lo.thi.mai", own).Want(http.StatusUnprocessableEntity)
	stranger := signIn(t, s.Visitor(), "khong.co", own).Want(http.StatusUnprocessableEntity)
	if refused.Text(".error-summary") != stranger.Text(".error-summary") {
		t.Errorf("a closed account is told %q, nobody %q", refused.Text(".error-summary"), stranger.Text(".error-summary"))
	}
	admin.Open(page).Form(`form[action$="/mo"]`).Submit().Want(http.StatusSeeOther)
	signIn(t, mai, "lo.thi.mai", own).Want(http.StatusSeeOther)
}

func TestNew_keepsWhatWasTypedAndNamesWhatIsWrong(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	admin := s.As("admin")
	a := admin.Open(list+"/moi").Form("main form").SetAll("name", "Lò Thị <Mai>", "username", "Lò Mai", "role", "clerk").Submit().Want(http.StatusUnprocessableEntity)
	if got := a.Texts(".error-summary li"); len(got) != 2 || !strings.HasPrefix(got[0], "Tên đăng nhập chưa đúng") || got[1] != "Cơ quan, đơn vị: Phải nhập mục này." {
		t.Errorf("%q", got)
	}
	f := a.Form("main form")
	if f.Values.Get("name") != "Lò Thị <Mai>" || f.Values.Get("username") != "Lò Mai" || f.Values.Get("role") != "clerk" {
		t.Errorf("typed was lost: %v", f.Values)
	}
	create(t, admin, "lo.thi.mai")
	again := admin.Open(list+"/moi").Form("main form").SetAll("name", "Lò Thị Mai", "username", "lo.thi.mai", "role", "clerk", "org", org.SeedID(world.Commune)).Submit()
	if got := again.Want(http.StatusUnprocessableEntity).Text(".error-summary li"); !strings.Contains(got, "lo.thi.mai đã có người dùng") {
		t.Errorf("sent twice: %q", got)
	}
}

func TestRoles_areRefusedAtABodyThatCannotHoldThem(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	admin := s.As("admin")
	fill := func(role, at string) *client.Form {
		return admin.Open(list+"/moi").Form("main form").SetAll("name", "Lò Thị Mai", "username", "lo.thi.mai", "role", role, "org", org.SeedID(at))
	}
	refused := fill("chairman", world.Commune).Submit().Want(http.StatusUnprocessableEntity)
	if got := refused.Text(".error-summary li"); !strings.Contains(got, "Ủy ban nhân dân tỉnh") || refused.Attr(".error-summary a", "href") != "#f-org" {
		t.Errorf("%q", got)
	}
	page := list + "/" + s.AccountID("unit_officer")
	give := func(role, at string) *client.Answer {
		return admin.Open(page).Form(`form[action$="/vai-tro"]`).SetAll("role", role, "org", org.SeedID(at)).Submit()
	}
	if again := give("lead_head", world.Commune).Want(http.StatusUnprocessableEntity); again.Attr(".error-summary a", "href") != "#f-org" {
		t.Errorf("%q", again.Texts(".error-summary li"))
	}
	fill("chairman", world.Chair).Submit().Want(http.StatusOK)
	give("lead_head", world.Lead).Want(http.StatusSeeOther)
}

func TestRoles_areGivenForATimeAndEnded(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	admin := s.As("admin")
	page := list + "/" + s.AccountID("unit_officer")
	give := func(pairs ...string) *client.Answer {
		return admin.Open(page).Form(`form[action$="/vai-tro"]`).SetAll(append([]string{"role", "clerk", "org", org.SeedID(world.Commune)}, pairs...)...).Submit()
	}
	a := give("from_day", "01/02/2021", "to_day", "31/01/2021").Want(http.StatusUnprocessableEntity)
	if f := a.Form(`form[action$="/vai-tro"]`); f.Values.Get("to_day") != "31/01/2021" || f.Values.Get("role") != "clerk" {
		t.Errorf("typed was lost: %v", f.Values)
	}
	give("from_day", "31/02/2021").Want(http.StatusUnprocessableEntity)
	give("from_day", "01/02/2021", "to_day", "01/03/2021").Want(http.StatusSeeOther)
	give("from_day", "01/02/2021", "to_day", "01/03/2021").Want(http.StatusConflict)
	if got := admin.Open(page).Texts("#vai-tro tbody tr"); len(got) != 2 || !strings.HasPrefix(got[1], "Văn thư Ủy ban nhân dân xã Lũng Cú 01/02/2021 01/03/2021") {
		t.Errorf("%q", got)
	}
	ends := admin.Open(page).All(`#vai-tro form[action$="/ket-thuc"]`)
	action, _ := client.Attr(ends[0], "action")
	admin.Post(action, url.Values{}).Want(http.StatusSeeOther)
	if got := admin.Open(page).Follow().Texts("#vai-tro tbody tr")[0]; !strings.Contains(got, "11/01/2021") {
		t.Errorf("ended: %q", got)
	}
	s.As("unit_officer").Get("/quan-ly/to-chuc").Want(http.StatusForbidden) // no role is left today
	mine := admin.Open(list + "/" + s.AccountID("admin"))
	if mine.Has(`form[action$="/khoa"]`) {
		t.Error("the administrator is offered to close the own account")
	}
	action, _ = client.Attr(mine.One(`#vai-tro form[action$="/ket-thuc"]`), "action")
	if got := admin.Post(action, url.Values{}).Want(http.StatusConflict).Text(".error-summary"); !strings.Contains(got, "quản trị khác") {
		t.Errorf("%q", got)
	}
}

func TestSessions_areListedAndEnded(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	here, there, third := s.As("unit_officer"), s.As("unit_officer"), s.As("unit_officer")
	rows := here.Open(sessions).Texts("main tbody tr")
	if len(rows) != 3 || strings.Count(strings.Join(rows, " "), "Phiên này") != 1 {
		t.Fatalf("%q", rows)
	}
	id := ""
	for _, n := range there.Open(sessions).All(`main tbody tr:has(.badge) form`) {
		id, _ = client.Attr(n, "action")
	}
	here.Post(id, url.Values{"ve": {"https://evil.example"}}).Want(http.StatusSeeOther)
	if a := there.Get(sessions); a.Status != http.StatusSeeOther {
		t.Errorf("an ended session answers %d", a.Status)
	}
	s.As("unit_officer2").Post(id, url.Values{}).Want(http.StatusNotFound)
	here.Open(sessions).Form(`form[action$="/ket-thuc-khac"]`).Submit().Want(http.StatusSeeOther)
	if a := third.Get(sessions); a.Status != http.StatusSeeOther {
		t.Errorf("another session answers %d", a.Status)
	}
	if got := here.Open(sessions); len(got.All("main tbody tr")) != 1 || got.Has(`form[action$="/ket-thuc-khac"]`) {
		t.Errorf("left: %q", got.Texts("main tbody tr"))
	}
	kept := here.Cookie("lantoa")
	here.Open(sessions).Form(`form[action="/dang-xuat"]`).Submit().Want(http.StatusSeeOther)
	if here.Cookie("lantoa") != "" {
		t.Error("the cookie stays after signing out")
	}
	here.SetCookie("lantoa", kept)
	if a := here.Get(sessions); a.Status != http.StatusSeeOther {
		t.Errorf("the token of before answers %d", a.Status)
	}
}

func TestSignIn_returnsToTheDeepLinkAndLocks(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	s.AccountID("unit_officer")
	c := s.Visitor()
	asked := c.Get("/quan-ly/to-chuc?loai=commune&q=lung").Follow().Want(http.StatusOK)
	wrong := asked.Form("main form").SetAll("username", "unit_officer", "password", "sai").Submit().Want(http.StatusUnprocessableEntity)
	if f := wrong.Form("main form"); f.Values.Get("username") != "unit_officer" || f.Values.Get("password") != "" || f.Values.Get("ve") != "/quan-ly/to-chuc?loai=commune&q=lung" {
		t.Errorf("%v", f.Values)
	}
	a := wrong.Form("main form").SetAll("password", client.Password).Submit().Want(http.StatusSeeOther)
	if a.Location() != "/quan-ly/to-chuc?loai=commune&q=lung" {
		t.Errorf("led to %q", a.Location())
	}
	if a := c.Get("/dang-nhap?ve=%2Fquan-ly%2Fphien"); a.Location() != sessions {
		t.Errorf("signed in already: %d to %q", a.Status, a.Location())
	}
	other := s.Visitor()
	for range 5 {
		signIn(t, other, "unit_officer", "sai").Want(http.StatusUnprocessableEntity)
	}
	if got := signIn(t, other, "unit_officer", client.Password).Want(http.StatusUnprocessableEntity).Text(".error-summary"); !strings.Contains(got, "15 phút") {
		t.Errorf("%q", got)
	}
	s.World.Clock.Set(s.World.Clock.Now().Add(15 * time.Minute))
	signIn(t, other, "unit_officer", client.Password).Want(http.StatusSeeOther)
}

func TestList_narrowsByLinkAndKeepsItsFilterOverPages(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	admin := s.As("admin")
	for _, name := range "abcdefghijklmnopqrstuvwxyz" {
		create(t, admin, "nguoi-"+string(name))
	}
	s.AccountID("clerk")
	first := admin.Open(list + "?vai_tro=unit_officer&q=lo+thi")
	if n := len(first.All("tbody tr")); n != 25 || first.Text(".pager-count") != "26 dòng" {
		t.Errorf("%d rows, %s", n, first.Text(".pager-count"))
	}
	hrefs := func(a *client.Answer, selector string) []string {
		var out []string
		for _, n := range a.All(selector) {
			h, _ := client.Attr(n, "href")
			out = append(out, h)
		}
		return out
	}
	next := hrefs(first, `.pager a[href*="sau="]`)
	if len(next) != 1 || !strings.Contains(next[0], "vai_tro=unit_officer") || !strings.Contains(next[0], "q=lo+thi") {
		t.Fatalf("%q", next)
	}
	second := admin.Open(next[0])
	back := hrefs(second, `.pager a[href*="truoc="]`)
	if len(second.All("tbody tr")) != 1 || len(back) != 1 || !slices.Equal(admin.Open(back[0]).Texts("tbody th"), first.Texts("tbody th")) {
		t.Errorf("back does not lead where it came from: %q", back)
	}
	for _, odd := range []string{"?vai_tro=root", "?trang_thai=x", "?sau=x", "?truoc=x", "?q=" + strings.Repeat("a", 500)} {
		admin.Open(list + odd)
	}
	if got := admin.Open(list + "?q=khong+ai"); !got.Has(`main a[href="`+list+`"]`) || got.Has("table") {
		t.Errorf("empty: %s", got.Text("main"))
	}
	admin.Get(list + "/khong-co").Want(http.StatusNotFound)
}
