package client_test

import (
	"net/http"
	"strings"
	"testing"

	"lantoa/internal/apptest/client"
)

func TestClient_signsInThroughTheFormAndKeepsTheSession(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	s.AccountID("admin")
	c := s.Visitor()
	if a := c.Get("/quan-ly/tai-khoan"); a.Status != http.StatusSeeOther || !strings.HasPrefix(a.Location(), "/dang-nhap") {
		t.Fatalf("a visitor gets %d to %q", a.Status, a.Location())
	}
	form := c.Open("/dang-nhap?ve=%2Fquan-ly%2Ftai-khoan").Form("main form")
	list := form.SetAll("username", "admin", "password", client.Password).Submit().Want(http.StatusSeeOther).Follow().Want(http.StatusOK)
	if list.Path != "/quan-ly/tai-khoan" || !list.Has("table") {
		t.Errorf("after signing in at %s", list.Path)
	}
	s.As("unit_officer").Get("/quan-ly/tai-khoan").Want(http.StatusForbidden)
}
