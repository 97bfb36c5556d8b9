package org_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"

	"lantoa/internal/apptest/client"
	"lantoa/internal/apptest/world"
	"lantoa/internal/org"
)

const list = "/quan-ly/to-chuc"

func TestList_isInProtocolOrderAndNarrows(t *testing.T) {
	t.Parallel()
	c := client.Start(t).As("unit_officer")
	all := c.Open(list)
	if got := all.Texts("tbody .row-title"); got[0] != "Ủy ban nhân dân tỉnh Hà Giang" || len(got) != 30 {
		t.Errorf("%d rows, first %q", len(got), got[0])
	}
	if all.Has(`a[href="` + list + `/moi"]`) {
		t.Error("an officer is offered to enter a body")
	}
	for query, want := range map[string][]string{
		"?q=lung+cu":                {"Ủy ban nhân dân xã Lũng Cú"},
		"?q=L%C5%A9ng+C%C3%BA":      {"Ủy ban nhân dân xã Lũng Cú"},
		"?loai=front":               {"Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"},
		"?loai=district&q=dong+van": {"Ủy ban nhân dân huyện Đồng Văn"},
		"?loai=khong-co&q=lung+cu":  {"Ủy ban nhân dân xã Lũng Cú"},
	} {
		if got := c.Open(list + query).Texts("tbody .row-title"); !slices.Equal(got, want) {
			t.Errorf("%s: %q", query, got)
		}
	}
	if got := c.Open(list + "?q=khong+co"); got.Has("table") || !got.Has(`main a[href="`+list+`"]`) {
		t.Errorf("empty: %s", got.Text("main"))
	}
	for _, odd := range []string{"?sau=x", "?truoc=x", "?q=" + strings.Repeat("a", 500)} {
		c.Open(list + odd)
	}
}

func TestList_pagesThroughEveryBodyOnce(t *testing.T) {
	t.Parallel()
	c := client.Start(t).As("unit_officer")
	seen := map[string]bool{}
	path := list
	for range 20 {
		page := c.Open(path)
		for _, n := range page.All("tbody .row-title") {
			href, _ := client.Attr(n, "href")
			if seen[href] {
				t.Errorf("%s comes twice", href)
			}
			seen[href] = true
		}
		next := page.All(`.pager a[href*="sau="]`)
		if len(next) == 0 {
			break
		}
		path, _ = client.Attr(next[0], "href")
	}
	if len(seen) != 294 {
		t.Errorf("%d bodies", len(seen))
	}
}

func TestPage_showsPlaceDutiesBlocsAndChildren(t *testing.T) {
	t.Parallel()
	c := client.Start(t).As("unit_officer")
	district := c.Open(list + "/" + org.SeedID(world.District))
	if got := district.Text("h1"); got != "Ủy ban nhân dân huyện Đồng Văn" {
		t.Errorf("%q", got)
	}
	body := district.Text("main")
	for _, want := range []string{"UBND cấp huyện", "Ủy ban nhân dân tỉnh Hà Giang", "Phối hợp trong lĩnh vực: ", "Trưởng cụm", "Đơn vị trực thuộc (19)", "Ủy ban nhân dân xã Lũng Cú"} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q in %s", want, body)
		}
	}
	if got := c.Open(list + "/" + org.SeedID(world.Lead)).Text("main"); !strings.Contains(got, "Chủ trì lĩnh vực: ") {
		t.Errorf("the lead agency: %s", got)
	}
	for _, id := range []string{"khong-co", "00000000-0000-0000-0000-000000000000", "%00", "..%2f.."} {
		c.Get(list + "/" + id).Want(http.StatusNotFound)
	}
	blocs := c.Open("/quan-ly/cum-khoi")
	for _, card := range blocs.All(".bloc-grid .card") {
		name, text := client.Words(cascadia.Query(card, cascadia.MustCompile("h2"))), client.Words(card)
		head, other := "Trưởng khối", "Trưởng cụm"
		if strings.HasPrefix(name, "Cụm") {
			head, other = other, head
		}
		if !strings.Contains(text, head) || strings.Contains(text, other) {
			t.Errorf("%s: %s", name, text)
		}
	}
	if len(blocs.All(".bloc-grid .card")) != 7 || !strings.Contains(blocs.Text("main"), "Cơ quan theo dõi: Sở Nội vụ") {
		t.Errorf("%s", blocs.Text("main"))
	}
}

func TestNew_entersABodyOnceAndKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	admin := s.As("admin")
	form := func() *client.Form { return admin.Open(list + "/moi").Form("main form") }
	bad := form().SetAll("name", "", "from_day", "32/01/2021", "short", "UBND <xã>").Submit().Want(http.StatusUnprocessableEntity)
	if f := bad.Form("main form"); f.Values.Get("short") != "UBND <xã>" || f.Values.Get("from_day") != "32/01/2021" {
		t.Errorf("typed was lost: %v", f.Values)
	}
	if got := bad.Texts(".error-summary li"); len(got) != 3 || !slices.Contains(got, "Tên đầy đủ: Phải nhập mục này.") || !slices.Contains(got, "Loại: Phải nhập mục này.") {
		t.Errorf("%q", got)
	}
	fill := func() *client.Form {
		return form().SetAll("kind", "commune", "name", "Ủy ban nhân dân xã Thử Nghiệm", "short", "UBND xã Thử Nghiệm", "place", "xã Thử Nghiệm, huyện Đồng Văn", "from_day", "10/1/2021", "parent", org.SeedID(world.District), "mode", "assigned")
	}
	made := fill().Submit().Want(http.StatusSeeOther)
	if got := made.Follow().Text("h1"); got != "Ủy ban nhân dân xã Thử Nghiệm" {
		t.Errorf("%q", got)
	}
	if got := fill().Submit().Want(http.StatusUnprocessableEntity).Text(".error-summary li"); !strings.Contains(got, "Đã có đơn vị tên") {
		t.Errorf("sent twice: %q", got)
	}
	if got := admin.Open(list + "/" + org.SeedID(world.District)).Text("main"); !strings.Contains(got, "Đơn vị trực thuộc (20)") {
		t.Error("the new body is not below its parent")
	}
	forged := url.Values{"kind": {"empire"}, "name": {"Lạ"}, "from_day": {"10/01/2021"}, "parent": {"00000000-0000-0000-0000-000000000000"}, "mode": {"x"}}
	admin.Post(list+"/moi", forged).Want(http.StatusUnprocessableEntity)
	s.As("standing_officer").Post(list+"/moi", forged).Want(http.StatusForbidden)
}

func TestRename_keepsTheOldNameAndRefusesAStaleOne(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	admin := s.As("admin")
	page := list + "/" + org.SeedID(world.Commune)
	form := func() *client.Form { return admin.Open(page).Form(`form[action$="/ten"]`) }
	stale := form()
	form().SetAll("name", "Ủy ban nhân dân xã Lũng Cú mới", "from_day", "11/01/2021").Submit().Want(http.StatusSeeOther)
	shown := admin.Open(page)
	if got := shown.Text("h1"); got != "Ủy ban nhân dân xã Lũng Cú mới" {
		t.Errorf("%q", got)
	}
	if got := shown.Text("main"); !strings.Contains(got, "Ủy ban nhân dân xã Lũng Cú 01/01/2021 11/01/2021") {
		t.Errorf("the old name is gone: %s", got)
	}
	late := stale.SetAll("name", "Ủy ban nhân dân xã Khác", "from_day", "12/01/2021").Submit().Want(http.StatusConflict)
	if f := late.Form(`form[action$="/ten"]`); f.Values.Get("name") != "Ủy ban nhân dân xã Khác" {
		t.Errorf("typed was lost: %v", f.Values)
	}
	if got := form().SetAll("name", "Ủy ban nhân dân xã Khác", "from_day", "01/01/2020").Submit().Want(http.StatusUnprocessableEntity).Text(".error-summary"); !strings.Contains(got, "11/01/2021") {
		t.Errorf("%q", got)
	}
	admin.Post(list+"/00000000-0000-0000-0000-000000000000/ten", url.Values{"name": {"A"}, "from_day": {"01/01/2022"}, "version": {"1"}}).Want(http.StatusNotFound)
	s.As("unit_officer").Post(page+"/ten", url.Values{"name": {"A"}, "from_day": {"01/01/2022"}, "version": {"2"}}).Want(http.StatusForbidden)
}
