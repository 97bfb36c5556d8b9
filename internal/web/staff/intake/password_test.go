package intake_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"lantoa/internal/account"
	"lantoa/internal/apptest/client"
)

func TestPasswords_areGivenAHundredAtATimeAndShownOnce(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	run(t, s)
	rows := [][]any{{"Tên đăng nhập", "Họ và tên", "Vai trò", "Cơ quan, đơn vị"}}
	for i := range 103 {
		rows = append(rows, []any{fmt.Sprintf("nguoi.%03d", i), fmt.Sprintf("Vừ Thị %03d", i), "unit_officer", s.World.As("unit_officer").Grants[0].OrgID})
	}
	c := s.As("admin")
	checked := settled(t, c, send(c, accounts, "a.xlsx", table(t, rows...)).Location())
	c.Post(checked.Path+"/mat-khau", nil).Want(http.StatusConflict) // nothing is stored yet
	done := confirm(t, c, checked)
	if !strings.Contains(done.Text("#mat-khau"), "Còn 103 tài khoản chưa có mật khẩu ban đầu") {
		t.Fatalf("%q", done.Text("main"))
	}
	form := done.Form("#cap")
	first := form.Submit().Want(http.StatusOK)
	if !strings.Contains(first.Header.Get("Cache-Control"), "no-store") {
		t.Errorf("%v", first.Header)
	}
	shown := first.Texts("tbody tr")
	if len(shown) != 100 || !strings.HasPrefix(shown[0], "Vừ Thị 000 nguoi.000 ") || !strings.HasSuffix(shown[0], " Ủy ban nhân dân xã Lũng Cú, huyện Đồng Văn") || !first.Has(".actions [data-print]") || !strings.Contains(first.Text(".actions"), "còn 3 tài khoản") {
		t.Fatalf("%d, %q", len(shown), shown[:1])
	}
	password := first.Texts("tbody code")[7]
	if _, _, err := s.Accounts.SignIn(t.Context(), "nguoi.007", password, account.Client{Address: "192.0.2.9"}); err != nil {
		t.Errorf("the password does not open: %v", err)
	}
	given := "Mật khẩu đã được cấp và chỉ hiện một lần; nếu lỡ mất, hãy cấp lại."
	if twice := form.Submit().Want(http.StatusConflict); !strings.HasSuffix(twice.Text("main > .notice"), given) || twice.Has(".error-summary") || !twice.Has("#cap") { // the same click again loses nothing
		t.Errorf("%q", twice.Text("main"))
	}
	second := c.Open(done.Path).Form("#cap").Submit().Want(http.StatusOK)
	if got := second.Texts("tbody tr"); len(got) != 3 || !strings.HasPrefix(got[0], "Vừ Thị 100 ") {
		t.Errorf("%q", got)
	}
	rest := c.Open(done.Path)
	if rest.Has("#cap") || !strings.Contains(rest.Text("#cap-lai"), "Cấp lại cho 100 tài khoản chưa đăng nhập lần nào") {
		t.Errorf("%q", rest.Text("main"))
	}
	again := rest.Form("#cap-lai").Submit().Want(http.StatusOK)
	if got := again.Form("#cap-lai").Submit().Want(http.StatusOK).Texts("tbody tr"); len(got) != 2 {
		t.Errorf("%q", got)
	}
	if twice := rest.Form("#cap-lai").Submit().Want(http.StatusConflict); !strings.HasSuffix(twice.Text("main > .notice"), given) || twice.Has(".error-summary") {
		t.Errorf("%q", twice.Text("main"))
	}
	if n := number(t, s, `select count(*) from audit_entry where action = 'intake.hand_out'`); n != 4 {
		t.Errorf("%d entries", n)
	}
}

func TestPasswords_areForTheImportsAuthorAndForAccountsOnly(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	run(t, s)
	all := samples(t, s)
	c := s.As("admin")
	made := confirm(t, c, settled(t, c, send(c, accounts, "a.xlsx", all["accounts"].file).Location()))
	bodies := confirm(t, c, settled(t, c, send(c, units, "b.xlsx", all["units"].file).Location()))
	if bodies.Has("#mat-khau") {
		t.Error("bodies are offered passwords")
	}
	c.Post(bodies.Path+"/mat-khau", nil).Want(http.StatusNotFound)
	s.As("unit_officer").Post(made.Path+"/mat-khau", nil).Want(http.StatusForbidden)
	s.Visitor().Post(made.Path+"/mat-khau", nil).Want(http.StatusSeeOther)
	if !c.Open(made.Path).Has("#mat-khau") {
		t.Error("somebody took the passwords")
	}
	if href := made.Attr(`tbody tr:first-child .import-row a`, "href"); !strings.HasPrefix(href, accounts+"/") || c.Open(href).Text("h1") != "Giàng Thị Mỷ" {
		t.Errorf("the first row leads to %q", href)
	}
}
