package account_test

import (
	"strings"
	"testing"

	"lantoa/internal/account"
)

func TestCheckPassword(t *testing.T) {
	t.Parallel()
	rules := account.DefaultConfig()
	for name, c := range map[string]struct{ password, want string }{
		"three classes":              {"Hoa-ban-no-trang-rung", ""},
		"digits for the third":       {"hoabannotrang-12", ""},
		"Vietnamese letters":         {"Núi đá tai mèo cao", ""},
		"14 characters, not bytes":   {"Đồng Văn đá 1 ", ""},
		"13 characters":              {"Đồng Văn đá 1", "password.short"},
		"empty":                      {"", "password.short"},
		"one class":                  {"hoabannotrangrung", "password.simple"},
		"two classes":                {"hoabannotrangrung2021", "password.simple"},
		"long enough but blank":      {strings.Repeat(" ", 20), "password.simple"},
		"200 characters":             {strings.Repeat("aB1-", 50), ""},
		"201 characters":             {strings.Repeat("aB1-", 50) + "a", "field.too_long"},
		"the user name":              {"Xin-chao-can.bo-2021", "password.username"},
		"the user name with accents": {"Xin-chào-CÁN.BỘ-2021", "password.username"},
	} {
		if got := field(rules.CheckPassword("can.bo", c.password), "new_password"); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestNewPassword_keepsTheRulesAndNeverRepeats(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for range 200 {
		p := account.NewPassword()
		if err := account.DefaultConfig().CheckPassword("can.bo", p); err != nil || seen[p] || strings.ContainsAny(p, "0O1lI") {
			t.Fatalf("%q: %v", p, err)
		}
		seen[p] = true
	}
}

func TestChangePassword(t *testing.T) {
	t.Parallel()
	o := open(t)
	for name, c := range map[string]struct{ current, next, again, field, want string }{
		"wrong present one": {"sai", other, other, "password", "password.wrong"},
		"too short":         {password, "Ngan-1", "Ngan-1", "new_password", "password.short"},
		"the same":          {password, password, password, "new_password", "password.same"},
		"typed differently": {password, other, other + "x", "again", "password.again"},
	} {
		p := o.person(o.token("can.bo"))
		if _, err := o.ChangePassword(t.Context(), p, c.current, c.next, c.again, account.Client{}); field(err, c.field) != c.want {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
	here, elsewhere := o.token("can.bo"), o.token("can.bo")
	next, err := o.ChangePassword(t.Context(), o.person(here), password, other, other, account.Client{})
	if err != nil {
		t.Fatal(err)
	}
	if o.holds(here) || o.holds(elsewhere) || !o.holds(next) {
		t.Error("the sessions of before hold, or the new one does not")
	}
	if _, refusal := o.try("can.bo", password); refusal != "signin.wrong" {
		t.Errorf("the old password: %q", refusal)
	}
	if _, refusal := o.try("can.bo", other); refusal != "" {
		t.Errorf("the new password: %q", refusal)
	}
}

func TestChangePassword_countsWrongTriesLikeSigningIn(t *testing.T) {
	t.Parallel()
	o := open(t)
	p := o.person(o.token("can.bo"))
	for range 5 {
		if _, err := o.ChangePassword(t.Context(), p, "sai", other, other, account.Client{}); field(err, "password") != "password.wrong" {
			t.Fatal(err)
		}
	}
	if _, err := o.ChangePassword(t.Context(), p, password, other, other, account.Client{}); field(err, "password") != "signin.locked" {
		t.Errorf("the sixth try: %v", err)
	}
	if _, refusal := o.try("can.bo", password); refusal != "signin.locked" {
		t.Errorf("signing in meanwhile: %q", refusal)
	}
}

func TestCreate_handsOverAPasswordThatMustBeChanged(t *testing.T) {
	t.Parallel()
	o := open(t)
	a, once, err := o.Create(t.Context(), o.boss, account.Input{Username: " Nguyen.Van.An ", Name: " Nguyễn  Văn An ", Role: "unit_head", OrgID: o.boss.Grants[0].OrgID})
	if err != nil || a.Username != "nguyen.van.an" || a.Name != "Nguyễn Văn An" {
		t.Fatalf("%+v, %v", a, err)
	}
	token, must, err := o.SignIn(t.Context(), "NGUYEN.VAN.AN", once, account.Client{})
	if err != nil || !must || !o.person(token).MustChange {
		t.Fatalf("must change: %v, %v", must, err)
	}
	next, err := o.ChangePassword(t.Context(), o.person(token), once, other, other, account.Client{})
	if err != nil || o.person(next).MustChange {
		t.Errorf("after the change: %v", err)
	}
	again, err := o.ResetPassword(t.Context(), o.boss, a.ID)
	if err != nil || o.holds(next) {
		t.Errorf("a reset leaves the session, or %v", err)
	}
	if _, must, err := o.SignIn(t.Context(), a.Username, again, account.Client{}); err != nil || !must {
		t.Errorf("after a reset: %v, %v", must, err)
	}
}

func TestCreate_refuses(t *testing.T) {
	t.Parallel()
	o := open(t)
	good := account.Input{Username: "moi", Name: "Mới", Role: "unit_head", OrgID: o.boss.Grants[0].OrgID}
	for name, c := range map[string]struct {
		change      func(*account.Input)
		field, want string
	}{
		"no name":          {func(in *account.Input) { in.Name = "  " }, "name", "field.required"},
		"long name":        {func(in *account.Input) { in.Name = strings.Repeat("a", 121) }, "name", "field.too_long"},
		"short user name":  {func(in *account.Input) { in.Username = "ab" }, "username", "account.username_form"},
		"accents":          {func(in *account.Input) { in.Username = "cán.bộ" }, "username", "account.username_form"},
		"spaces":           {func(in *account.Input) { in.Username = "can bo" }, "username", "account.username_form"},
		"taken":            {func(in *account.Input) { in.Username = "CAN.BO" }, "username", "account.username_taken"},
		"no role":          {func(in *account.Input) { in.Role = "" }, "role", "field.required"},
		"unknown role":     {func(in *account.Input) { in.Role = "root" }, "role", "field.required"},
		"no organisation":  {func(in *account.Input) { in.OrgID = "" }, "org", "field.required"},
		"no such body":     {func(in *account.Input) { in.OrgID = "00000000-0000-0000-0000-000000000000" }, "org", "field.choice"},
		"a control letter": {func(in *account.Input) { in.Username = "can\x00bo" }, "username", "account.username_form"},
	} {
		in := good
		c.change(&in)
		if _, _, err := o.Create(t.Context(), o.boss, in); field(err, c.field) != c.want {
			t.Errorf("%s: %v, want %s of %s", name, err, c.want, c.field)
		}
	}
	if _, _, err := o.Create(t.Context(), o.boss, good); err != nil {
		t.Error(err)
	}
}
