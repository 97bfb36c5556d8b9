package intake_test

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"lantoa/internal/apptest/browser"
	"lantoa/internal/apptest/client"
)

func TestPages_lookGoodAndAreAccessible(t *testing.T) {
	t.Parallel()
	browser.Built(t)
	s := client.Start(t)
	server := httptest.NewServer(s.Handler())
	t.Cleanup(server.Close)
	sit := func(person string) *browser.Page {
		p := browser.Start(t).Page(t, server.URL)
		p.Go("/dang-nhap")
		p.Cookie("lantoa=" + s.As(person).Cookie("lantoa"))
		return p
	}
	officer, admin, me := s.As("unit_officer"), s.As("admin"), sit("unit_officer")
	look := func(p *browser.Page, path, name string) {
		t.Helper()
		p.Go(path)
		p.Inspect("nhap/" + name)
	}
	all := samples(t, s)
	x := all["nominations"]
	look(me, x.list, "dot")
	look(me, x.list+"/nhap", "bat-dau")
	me.Click("css=.import-steps .btn-primary")
	me.ForgetConsoleErrors() // the browser logs the status 422
	me.Inspect("nhap/bat-dau-loi")
	reading := send(officer, x.list, "danh-sach-de-nghi-quy-1.xlsx", x.file).Location()
	look(me, reading, "dang-doc")
	officer.Open(reading).Click(`main a[href^="/quan-ly/tac-vu/"]`).Form(`form[action$="/dung"]`).Submit()
	look(me, reading, "bi-dung")
	checked, stored, same := "", "", ""
	runOnce(t, s, func() {
		checked = send(officer, x.list, "danh-sach-de-nghi-quy-2.xlsx", x.file).Location()
		stored = send(officer, x.list, "danh-sach-de-nghi-quy-3.xlsx", x.file).Location()
		confirm(t, officer, settled(t, officer, stored))
		heads, rows := full(t, s, officer, x.list)
		same = send(officer, x.list, "giu-nguyen.xlsx", table(t, append([][]any{values(heads)}, rows...)...)).Location()
		settled(t, officer, same)
		rows[0][len(rows[0])-1], rows[1][1] = "khong-co", "Vừ Mí Hai, thôn Lô Lô Chải"
		rows[1][2], rows[1][5] = 1981, "nữ"
		rows = append(rows, []any{"Cá nhân", "Vừ Mí Bốn", nil, 1790, nil, nil, nil, nil, "Lĩnh vực lạ", nil, strings.Repeat("Rất dài ", 60)})
		mixed := send(officer, x.list, "nhieu-loai-dong.xlsx", table(t, append([][]any{values(heads)}, rows...)...)).Location()
		settled(t, officer, mixed)
		look(me, mixed, "nhieu-loai-dong")
	})
	look(me, checked, "cho-xac-nhan")
	me.Click("css=#xac-nhan .btn-primary")
	me.ForgetConsoleErrors()
	me.Inspect("nhap/chua-danh-dau")
	look(me, stored, "da-nhap")
	look(me, same, "khong-co-gi")
	look(me, x.list+"/nhap", "cac-lan-truoc")
	officer.Open(checked).Form(`form[action$="/xac-nhan"]`).Set("skip", "1").Submit()
	look(me, checked, "dang-ghi")
	look(me, "/quan-ly/tac-vu", "viec-chay-nen")

	boss := sit("admin")
	look(boss, units, "to-chuc")
	look(boss, units+"/nhap", "to-chuc-bat-dau")
	look(boss, accounts+"/nhap", "tai-khoan-bat-dau")
	rows := [][]any{{"Tên đăng nhập", "Họ và tên", "Vai trò", "Cơ quan, đơn vị"}}
	for i := range 120 {
		rows = append(rows, []any{fmt.Sprintf("nguoi.%03d", i), fmt.Sprintf("Vừ Thị %03d", i), "unit_officer", s.World.As("unit_officer").Grants[0].OrgID})
	}
	many := ""
	runOnce(t, s, func() {
		many = send(admin, accounts, "tai-khoan.xlsx", table(t, rows...)).Location()
		settled(t, admin, many)
	})
	look(boss, many, "nhieu-tai-khoan")
	runOnce(t, s, func() {
		made := send(admin, accounts, "tai-khoan-moi.xlsx", all["accounts"].file).Location()
		confirm(t, admin, settled(t, admin, made))
		look(boss, made, "mat-khau-con-thieu")
	})
	boss.Click("css=#mat-khau .btn")
	boss.Inspect("nhap/mat-khau")
	dropped := admin.Open(many).Form(`form[action$="/bo"]`).Submit().Location()
	look(boss, dropped, "da-bo")
}

func TestProgress_staysWhereSomebodyReadsAndSaysThatNobodyAnswers(t *testing.T) {
	t.Parallel()
	browser.Built(t)
	s := client.Start(t)
	server := httptest.NewServer(s.Handler())
	t.Cleanup(server.Close)
	x := samples(t, s)["units"]
	officer := s.As(x.person)
	path := send(officer, x.list, "a.xlsx", x.file).Location()
	task := officer.Open(path).Attr(`main a[href^="/quan-ly/tac-vu/"]`, "href")
	p := browser.Start(t).Page(t, server.URL)
	p.Go("/dang-nhap")
	p.Cookie("lantoa=" + officer.Cookie("lantoa"))
	held := func() (is bool) {
		p.Eval(`!document.getElementById('tien-do').dispatchEvent(new CustomEvent('htmx:beforeRequest', {bubbles: true, cancelable: true}))`, &is)
		return is
	}
	p.Go(task)
	if held() {
		t.Error("the page does not follow its task")
	}
	p.Eval(`document.querySelector('#tien-do details').open = true`, nil)
	if !held() {
		t.Error("what somebody has opened is swapped away")
	}
	for _, page := range []string{path, task} {
		p.Go(page)
		shown := ""
		p.Eval(`(() => { const progress = document.getElementById('tien-do'), words = progress.querySelector('[data-silent]'), before = words.checkVisibility();
			progress.dispatchEvent(new CustomEvent('htmx:sendError', {bubbles: true})); return [before, words.checkVisibility(), words.innerText].join(' '); })()`, &shown)
		if !strings.HasPrefix(shown, "false true Không kết nối được với máy chủ") {
			t.Errorf("%s: %q", page, shown)
		}
	}
	p.Inspect("nhap/mat-ket-noi")
}
