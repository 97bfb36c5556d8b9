package account_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"lantoa/internal/access"
	"lantoa/internal/account"
	"lantoa/internal/apptest/browser"
	"lantoa/internal/apptest/client"
	"lantoa/internal/org"
)

// typeIn signs in through the form of a browser.
func typeIn(p *browser.Page, username, password string) {
	p.Go("/dang-nhap")
	p.Fill("Tên đăng nhập", username)
	p.Fill("Mật khẩu", password)
	p.Click("css=main .btn-primary")
}

func TestPages_lookGoodAndAreAccessible(t *testing.T) {
	browser.Built(t)
	s := client.Start(t)
	server := httptest.NewServer(s.Handler())
	t.Cleanup(server.Close)
	for person := range s.World.People() {
		s.AccountID(person)
	}
	me := browser.Start(t).Page(t, server.URL)
	me.Go("/dang-nhap?ve=%2Fquan-ly%2Ftai-khoan")
	me.Inspect("tai-khoan/dang-nhap")
	typeIn(me, "admin", "sai")
	me.ForgetConsoleErrors()
	me.Inspect("tai-khoan/dang-nhap-sai")
	typeIn(me, "admin", client.Password)
	s.As("admin")
	for path, name := range map[string]string{
		"/quan-ly/phien": "phien", "/quan-ly/doi-mat-khau": "doi-mat-khau", "/quan-ly/tai-khoan": "danh-sach", "/quan-ly/tai-khoan?q=nguoi&vai_tro=unit_officer": "danh-sach-loc",
		"/quan-ly/tai-khoan?q=khong+co": "danh-sach-trong", "/quan-ly/tai-khoan/moi": "moi", "/quan-ly/tai-khoan/" + s.AccountID("unit_officer"): "trang", "/quan-ly/tai-khoan/" + s.AccountID("admin"): "trang-minh",
		"/quan-ly/khong-co": "khong-tim-thay",
	} {
		me.Go(path)
		me.ForgetConsoleErrors()
		me.Inspect("tai-khoan/" + name)
	}
	me.Go("/quan-ly/tai-khoan/moi")
	me.Click("css=main .btn-primary")
	me.ForgetConsoleErrors()
	me.Inspect("tai-khoan/moi-loi")

	_, password, err := s.Accounts.Create(t.Context(), s.World.As("admin"), account.Input{Username: "lo.thi.mai", Name: "Lò Thị Mai", Role: access.UnitOfficer, OrgID: org.SeedID("x00778")})
	if err != nil {
		t.Fatal(err)
	}
	first := browser.Start(t).Page(t, server.URL)
	typeIn(first, "lo.thi.mai", password)
	first.Inspect("tai-khoan/lan-dau")
	first.Fill("Mật khẩu hiện nay", password)
	first.Fill("Mật khẩu mới", "ngan")
	first.Fill("Nhập lại mật khẩu mới", "ngan")
	first.Click("css=main .btn-primary")
	first.ForgetConsoleErrors()
	first.Inspect("tai-khoan/lan-dau-loi")
	if !strings.Contains(first.Text("css=.error-summary"), "14") {
		t.Errorf("the rule is not said: %s", first.Text("css=.error-summary"))
	}
}
