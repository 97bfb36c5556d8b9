package web_test

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"lantoa/internal/apptest/client"
)

// A real server, for net/http sweeps up temporary files only after requests of
// its own making. TMPDIR is the process's, so this test is alone with it.
func TestUpload_leavesNothingInTheTemporaryFolder(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	s := client.Start(t)
	server := httptest.NewServer(s.Handler())
	t.Cleanup(server.Close)
	b := s.World.Batch("field")
	signedIn := "lantoa=" + s.As("unit_officer").Cookie("lantoa")
	for name, c := range map[string]struct {
		cookie string
		want   int
	}{"signed out": {"", http.StatusUnauthorized}, "signed in": {signedIn, http.StatusUnprocessableEntity}} {
		var body bytes.Buffer
		form := multipart.NewWriter(&body)
		if err := form.WriteField("summary", "Đoạn kể đã nhập"); err != nil {
			t.Fatal(err)
		}
		file, err := form.CreateFormFile("photo", "anh.jpg")
		if err == nil {
			_, err = io.Copy(file, strings.NewReader(strings.Repeat("x", 30<<20)))
		}
		if err == nil {
			err = form.Close()
		}
		if err != nil {
			t.Fatal(err)
		}
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL+"/quan-ly/dot-de-nghi/"+b.ID+"/ho-so/moi", &body)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", form.FormDataContentType())
		r.Header.Set("Cookie", c.cookie)
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		page, err := io.ReadAll(answer.Body)
		_ = answer.Body.Close()
		if err != nil || answer.StatusCode != c.want || !strings.Contains(string(page), "Đoạn kể đã nhập") {
			t.Errorf("%s: %d, %v", name, answer.StatusCode, err)
		}
		left, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range left {
			if strings.HasPrefix(f.Name(), "multipart-") {
				t.Errorf("%s leaves %s", name, f.Name())
			}
		}
	}
}
