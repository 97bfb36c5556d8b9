package plan_test

import (
	"bytes"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"lantoa/internal/access"
	"lantoa/internal/apptest/client"
	"lantoa/internal/apptest/world"
)

// upload sends a document to be read.
func upload(c *client.Client, name string, text []byte) *client.Answer {
	return c.Open(importPath).Form("main form").File("file", name, text).Submit()
}

func TestImport_keepsWhatWasReadAsADraftAndChangesNoPlan(t *testing.T) {
	t.Parallel()
	site := client.Start(t)
	c := site.As("standing_officer")
	text := nextPlan(t)
	screen := upload(c, `C:\ho so\ke-hoach.txt`, text).Want(http.StatusSeeOther).Follow().Want(http.StatusOK)
	if got := screen.Text(".kicker"); got != "Đọc từ tệp ke-hoach.txt" {
		t.Errorf("%q", got)
	}
	if n := plans(t, site.World); n != 1 {
		t.Errorf("%d plans before anybody adopted", n)
	}
	file := c.Get(strings.TrimSuffix(screen.Path, "/sua") + "/tep").Want(http.StatusOK)
	if !bytes.Equal(file.Body, text) || !strings.HasPrefix(file.Header.Get("Content-Type"), "text/plain") || !strings.HasPrefix(file.Header.Get("Content-Disposition"), "attachment") {
		t.Errorf("%d bytes as %v", len(file.Body), file.Header)
	}
	again := upload(c, "ten-khac.txt", text).Want(http.StatusSeeOther)
	if again.Location() != screen.Path || !strings.Contains(again.Follow().Text(".flash"), "đang được hiệu chỉnh") {
		t.Errorf("the same file again leads to %s", again.Location())
	}
	list := c.Open(listPath)
	if list.Attr("#ban-doc .work-title a", "href") != screen.Path || !strings.Contains(list.Text("#ban-doc"), "Người standing_officer") {
		t.Errorf("%q", list.Texts("#ban-doc"))
	}
	for _, person := range []string{"unit_officer", "chairman", "standing_head"} {
		if site.As(person).Open(listPath).Has("#ban-doc") {
			t.Errorf("%s sees drafts", person)
		}
	}
}

func TestImport_refusesWhatCannotBeReadAndSaysWhy(t *testing.T) {
	t.Parallel()
	site := client.Start(t)
	c := site.As("standing_officer")
	for name, text := range map[string][]byte{
		"binary": []byte("\x7fELF\x02\x01\x01\x00\xff\xfe"), "empty": nil, "a broken archive": []byte("PK\x03\x04\x00\x00\xff\xfe"), "a broken PDF": []byte("%PDF-1.7\n\x00\x01"),
		"too large": bytes.Repeat([]byte("a\n"), 11<<20),
	} {
		a := upload(c, "tep.txt", text).Want(http.StatusUnprocessableEntity)
		if len(a.Texts(".error-summary li")) != 1 || a.Attr(".error-summary a", "href") != "#f-file" || !a.Has("#f-file-error") {
			t.Errorf("%s: %q", name, a.Texts(".error-summary li"))
		}
	}
	if a := c.Open(importPath).Form("main form").Submit().Want(http.StatusUnprocessableEntity); a.Text(".error-summary li") != "Chưa chọn tệp văn bản kế hoạch." {
		t.Errorf("no file: %q", a.Texts(".error-summary li"))
	}
	same := upload(c, "tep.txt", world.PlanText(t)).Want(http.StatusSeeOther)
	if same.Location() != listPath+"/"+site.World.Plan.ID || !strings.Contains(same.Follow().Text(".flash"), "đã được nhập") {
		t.Errorf("the file of a plan leads to %s", same.Location())
	}
	if c.Open(listPath).Has("#ban-doc") {
		t.Error("something was kept")
	}
}

func TestImport_ofALetterGivesADraftThatCannotBeAdopted(t *testing.T) {
	t.Parallel()
	site := client.Start(t)
	c := site.As("standing_officer")
	screen := upload(c, "thu.txt", []byte("Kính gửi: Sở Nội vụ\n\nĐề nghị báo cáo.\n")).Want(http.StatusSeeOther).Follow()
	if screen.Text("h1") != "Hiệu chỉnh kế hoạch" || len(screen.All(".warning-list li")) == 0 {
		t.Errorf("%q", screen.Text("main"))
	}
	adopt := c.Open(adoptPath(screen))
	if !strings.Contains(adopt.Text("main"), "Kế hoạch chưa có lĩnh vực nào") {
		t.Error("nothing says what is missing")
	}
	got := adopt.Form("main form.form").Set("from", "01/02/2021").Submit().Want(http.StatusUnprocessableEntity)
	if !strings.Contains(got.Text(".error-summary"), "lĩnh vực") || plans(t, site.World) != 1 {
		t.Errorf("%q", got.Text(".error-summary"))
	}
}

func TestDrafts_areTheStandingOffices(t *testing.T) {
	t.Parallel()
	site := client.Start(t)
	screen := upload(site.As("standing_officer"), "ke-hoach.txt", nextPlan(t)).Follow()
	base := strings.TrimSuffix(screen.Path, "/sua")
	planPath := listPath + "/" + site.World.Plan.ID
	for person, actor := range site.World.People() {
		c := site.As(person)
		want := http.StatusForbidden
		if access.May(actor, access.PlanManage) {
			want = http.StatusOK
		}
		if (person == "standing_officer") != (want == http.StatusOK) {
			t.Errorf("%s may manage plans: %d", person, want)
		}
		for _, path := range []string{importPath, screen.Path, base + "/tep", base + "/ap-dung"} {
			c.Get(path).Want(want)
		}
		if want == http.StatusForbidden {
			for _, path := range []string{importPath, screen.Path, base + "/bo", base + "/ap-dung", planPath + "/ban-moi"} {
				c.Post(path, url.Values{"version": {"1"}, "from": {"01/02/2021"}}).Want(want)
			}
			if c.Open(planPath).Has(`form[action$="/ban-moi"]`) {
				t.Errorf("%s is offered to correct", person)
			}
		}
		for _, path := range []string{planPath + "/phien-ban", planPath + "/so-sanh", planPath + "/trach-nhiem"} {
			c.Get(path).Want(http.StatusOK)
		}
	}
	for _, path := range []string{screen.Path, base + "/tep", base + "/ap-dung", planPath + "/phien-ban", planPath + "/so-sanh", planPath + "/trach-nhiem"} {
		site.Visitor().Get(path).Want(http.StatusSeeOther)
	}
	if plans(t, site.World) != 1 || !site.As("standing_officer").Open(listPath).Has("#ban-doc") {
		t.Error("somebody changed something")
	}
}

func TestDrafts_thatAreNotThereAreNotFound(t *testing.T) {
	t.Parallel()
	site := client.Start(t)
	c := site.As("standing_officer")
	for _, id := range []string{"x", "00000000-0000-7000-8000-000000000000", site.World.Plan.ID} {
		base := listPath + "/ban-doc/" + id
		for _, path := range []string{base + "/sua", base + "/tep", base + "/ap-dung"} {
			c.Get(path).Want(http.StatusNotFound)
		}
		for _, path := range []string{base + "/sua", base + "/bo", base + "/ap-dung"} {
			c.Post(path, url.Values{"version": {"1"}, "from": {"01/02/2021"}}).Want(http.StatusNotFound)
		}
	}
	for _, end := range []string{"/phien-ban", "/so-sanh", "/trach-nhiem"} {
		c.Get(listPath + "/khong-co" + end).Want(http.StatusNotFound)
	}
	for _, query := range []string{"?tu=9", "?den=0", "?tu=mot", "?tu=-1&den=1"} {
		c.Get(listPath + "/" + site.World.Plan.ID + "/so-sanh" + query).Want(http.StatusNotFound)
	}
	c.Post(listPath+"/khong-co/ban-moi", nil).Want(http.StatusNotFound)
}

// adoptPath is the page on which the draft of a screen is adopted.
func adoptPath(screen *client.Answer) string {
	path, _, _ := strings.Cut(screen.Path, "?")
	return strings.TrimSuffix(path, "/sua") + "/ap-dung"
}
