package account_test

import (
	"fmt"
	"slices"
	"testing"

	"lantoa/internal/access"
	"lantoa/internal/account"
)

func usernames(p account.Page) []string {
	var out []string
	for _, l := range p.Rows {
		out = append(out, l.Username)
	}
	return out
}

func TestList_filtersByWordsRoleAndState(t *testing.T) {
	t.Parallel()
	o := open(t)
	closed := o.setup("da.nghi", "Đỗ Đình Hoà", access.Clerk, "vpubnd")
	if err := o.SetDisabled(t.Context(), o.boss, closed.ID, true); err != nil {
		t.Fatal(err)
	}
	for range 5 {
		o.try("can.bo", "sai")
	}
	for name, c := range map[string]struct {
		filter account.Filter
		want   []string
	}{
		"all, by given name":     {account.Filter{}, []string{"da.nghi", "can.bo", "quan.tri"}},
		"without accents":        {account.Filter{Query: "do dinh hoa"}, []string{"da.nghi"}},
		"tone on another letter": {account.Filter{Query: "Hòa"}, []string{"da.nghi"}},
		"user name":              {account.Filter{Query: "quan.tri"}, []string{"quan.tri"}},
		"nobody":                 {account.Filter{Query: "xyz"}, nil},
		"role":                   {account.Filter{Role: access.Admin}, []string{"quan.tri"}},
		"locked":                 {account.Filter{State: account.Locked}, []string{"can.bo"}},
		"closed":                 {account.Filter{State: account.Closed}, []string{"da.nghi"}},
		"role and state":         {account.Filter{Role: access.Admin, State: account.Closed}, nil},
	} {
		c.filter.Limit = 10
		if p, err := o.List(t.Context(), o.boss, c.filter); err != nil || !slices.Equal(usernames(p), c.want) || p.Count != len(c.want) {
			t.Errorf("%s: %v (%d), %v; want %v", name, usernames(p), p.Count, err, c.want)
		}
	}
}

func TestList_pagesThereAndBack(t *testing.T) {
	t.Parallel()
	o := open(t)
	for i := range 9 {
		o.setup(fmt.Sprintf("nguoi-%d", i), fmt.Sprintf("Sùng A %c", 'A'+i), access.UnitOfficer, "x00715")
	}
	all, err := o.List(t.Context(), o.boss, account.Filter{Limit: 100})
	if err != nil || len(all.Rows) != 11 || all.Next != "" || all.Back != "" {
		t.Fatalf("%d, %q, %q, %v", len(all.Rows), all.Next, all.Back, err)
	}
	var there []string
	f := account.Filter{Limit: 4}
	var pages []account.Page
	for {
		p, err := o.List(t.Context(), o.boss, f)
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, p)
		there = append(there, usernames(p)...)
		if p.Next == "" {
			break
		}
		f.After = p.Next
	}
	if !slices.Equal(there, usernames(all)) || len(pages) != 3 {
		t.Errorf("%d pages: %v, want %v", len(pages), there, usernames(all))
	}
	back, err := o.List(t.Context(), o.boss, account.Filter{Limit: 4, Back: pages[2].Back})
	if err != nil || !slices.Equal(usernames(back), usernames(pages[1])) {
		t.Errorf("back: %v, %v; want %v", usernames(back), err, usernames(pages[1]))
	}
	for _, id := range []string{"x", "00000000-0000-0000-0000-000000000000"} {
		if _, err := o.List(t.Context(), o.boss, account.Filter{Limit: 4, After: id}); err != nil {
			t.Errorf("after nobody: %v", err)
		}
		if _, err := o.List(t.Context(), o.boss, account.Filter{Limit: 4, Back: id}); err != nil {
			t.Errorf("before nobody: %v", err)
		}
	}
}
