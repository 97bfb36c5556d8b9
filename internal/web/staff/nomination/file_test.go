package nomination_test

import (
	"bytes"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"lantoa/internal/apptest/client"
	"lantoa/internal/blob"
	"lantoa/internal/db"
	"lantoa/internal/nomination"
	"lantoa/internal/subject"
)

// attachForm is the form that adds a file on a dossier's page.
func attachForm(t *testing.T, c *client.Client, dossier string) *client.Form {
	t.Helper()
	return c.Open(dossier).Form(`form[action$="/tep"]`)
}

// draft is a dossier of the commune with its officer.
func draft(t *testing.T, s *client.Site) (*client.Client, string) {
	t.Helper()
	c := s.As("unit_officer")
	return c, addDossier(t, s, c, openBatch(t, c, nomination.LevelField), "Vừ Mí Sính", subject.Individual, ntm)
}

func TestFile_isOnlyEverDownloaded(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	c, dossier := draft(t, s)
	page := attachForm(t, c, dossier).File("file", "../../Biên bản.pdf", scan(t, "biên bản")).Submit().Want(303).Follow()
	href := page.Attr(".files a", "href")
	a := c.Get(href).Want(200)
	for name, want := range map[string]string{"Content-Type": "application/pdf", "X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"} {
		if got := a.Header.Get(name); got != want {
			t.Errorf("%s is %q, not %q", name, got, want)
		}
	}
	if got := a.Header.Get("Content-Disposition"); !strings.HasPrefix(got, "attachment;") || strings.Contains(got, "..") {
		t.Errorf("the disposition is %q", got)
	}
	if !bytes.Equal(a.Body, scan(t, "biên bản")) {
		t.Error("another content")
	}
	if got := c.Get(dossier + "/anh").Want(200).Header.Get("Content-Type"); got != "image/jpeg" {
		t.Errorf("the photo is %q", got)
	}
	c.Get(dossier + "/tep/" + db.NewID()).Want(404)
	c.Get(dossier + "/van-ban/" + db.NewID()).Want(404)
}

func TestFile_isRefusedInWordsForWhatItIs(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	c, dossier := draft(t, s)
	for name, content := range map[string][]byte{
		"trong.pdf":    {},
		"trang.html":   []byte("<!doctype html><script>alert(1)</script>"),
		"anh.png":      []byte("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
		"chay.exe":     append([]byte("MZ"), make([]byte, 200)...),
		"script.pdf":   []byte("%PDF-1.4\n1 0 obj<</S/JavaScript/JS(app.alert(1))>>endobj\n%%EOF"),
		"qua-lon.txt":  bytes.Repeat([]byte("a"), blob.MaxSize+1),
		"hinh-bom.png": pictureBomb(),
	} {
		a := attachForm(t, c, dossier).File("file", name, content).Submit()
		refused(t, a, "file")
		if len(c.Open(dossier).All(".files li")) != 0 {
			t.Errorf("%s was kept", name)
		}
	}
	refused(t, attachForm(t, c, dossier).Submit(), "file")
	// A photo that is none is refused on the dossier that is kept.
	page := c.Open(dossier+"/sua").Form("main form.form").File("photo", "anh.jpg", []byte("not a photo")).Submit().Want(303).Follow()
	if !strings.Contains(flash(page), "chưa nhận được ảnh") {
		t.Errorf("it says %q", flash(page))
	}
}

// pictureBomb is the head of a PNG that claims to be 60,000 pixels wide and high.
func pictureBomb() []byte {
	return []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\xea\x60\x00\x00\xea\x60\x08\x06\x00\x00\x00\x00\x00\x00\x00")
}

func TestFile_aFormThatIsTooLargeAsAWholeIs413(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	c, dossier := draft(t, s)
	f := attachForm(t, c, dossier)
	for range 4 {
		f.File("file", "lon.txt", bytes.Repeat([]byte("a"), 17<<20))
	}
	f.Submit().Want(http.StatusRequestEntityTooLarge)
}

func TestFile_isTakenOutByTheUnitAlone(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	c, dossier := draft(t, s)
	page := attachForm(t, c, dossier).File("file", "a.pdf", scan(t, "a")).Submit().Want(303).Follow()
	href := page.Attr(".files a", "href")
	s.As("unit_officer2").Post(href+"/go", url.Values{}).Want(404)
	s.As("unit_head").Post(href+"/go", url.Values{}).Want(403)
	c.Get(href).Want(200)
	c.Open(dossier).Form(`form[action$="/go"]`).Submit().Want(303)
	c.Get(href).Want(404)
	c.Post(href+"/go", url.Values{}).Want(404)
}

func TestFile_isEvidenceOnlyForACriterionOfTheDossier(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	c, dossier := draft(t, s)
	refused(t, attachForm(t, c, dossier).Set("for", db.NewID()).File("file", "a.pdf", scan(t, "a")).Submit(), "for")
	page := c.Open(dossier)
	options := page.All("#f-for option")
	value, _ := client.Attr(options[1], "value")
	after := attachForm(t, c, dossier).Set("for", value).File("file", "a.pdf", scan(t, "a")).Submit().Want(303).Follow()
	if !after.Has(".criteria a[download]") {
		t.Error("the file does not stand under its criterion")
	}
}
