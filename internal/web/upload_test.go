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
	"time"

	"lantoa/internal/apptest"
	"lantoa/internal/apptest/client"
	"lantoa/internal/web"
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

// uploads is a server with limits of its own, to which a person's forms with files
// are sent: send gives the answer and its page.
func uploads(t *testing.T, change func(*web.Limits)) (send func(person string, body io.Reader) (*http.Response, string)) {
	t.Helper()
	limits := web.DefaultLimits()
	limits.Wait = time.Millisecond
	change(&limits)
	s := client.StartWith(t, limits)
	server := httptest.NewServer(s.Handler())
	t.Cleanup(server.Close)
	cookies := map[string]string{}
	for _, person := range []string{"unit_officer", "unit_officer2"} {
		cookies[person] = "lantoa=" + s.As(person).Cookie("lantoa")
	}
	return func(person string, body io.Reader) (*http.Response, string) {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL+"/quan-ly/van-ban/kiem-tra", body)
		if err != nil {
			t.Error(err)
			return nil, ""
		}
		r.Header.Set("Content-Type", "multipart/form-data; boundary=x")
		r.Header.Set("Cookie", cookies[person])
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Error(err)
			return nil, ""
		}
		defer func() { _ = answer.Body.Close() }()
		page, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Error(err)
		}
		return answer, string(page)
	}
}

// busy reports an answer that tells to come back.
func busy(answer *http.Response, page string) bool {
	return answer.StatusCode == http.StatusServiceUnavailable && answer.Header.Get("Retry-After") != "" && strings.Contains(page, "Đang có nhiều người cùng gửi tệp")
}

const noFile = "--x--\r\n"

// One form with files is received at a time: another is told to come back, and is
// taken once the first has gone.
func TestUpload_tooManyAtOnceAreToldToComeBack(t *testing.T) {
	t.Parallel()
	send := uploads(t, func(l *web.Limits) { l.Uploads = 1 })
	slow, more := io.Pipe()
	first := make(chan int)
	go func() {
		answer, _ := send("unit_officer", slow)
		first <- answer.StatusCode
	}()
	apptest.Await(t, func() bool { return busy(send("unit_officer", strings.NewReader(noFile))) })
	if _, err := io.WriteString(more, noFile); err != nil || more.Close() != nil {
		t.Fatal(err)
	}
	if status := <-first; status != http.StatusUnprocessableEntity {
		t.Errorf("the first: %d", status)
	}
	if answer, _ := send("unit_officer", strings.NewReader(noFile)); answer.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("after the first: %d", answer.StatusCode)
	}
}

// One account takes two turns of many: its third form is told to come back, another
// account's is received meanwhile.
func TestUpload_oneAccountTakesNotAllTurns(t *testing.T) {
	t.Parallel()
	send := uploads(t, func(l *web.Limits) { l.Own = 2 })
	ended := make(chan int, 2)
	var rest []*io.PipeWriter
	for range 2 {
		slow, more := io.Pipe()
		rest = append(rest, more)
		go func() {
			answer, _ := send("unit_officer", slow)
			ended <- answer.StatusCode
		}()
	}
	apptest.Await(t, func() bool { return busy(send("unit_officer", strings.NewReader(noFile))) })
	if answer, _ := send("unit_officer2", strings.NewReader(noFile)); answer.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("another account's: %d", answer.StatusCode)
	}
	for _, more := range rest {
		if _, err := io.WriteString(more, noFile); err != nil || more.Close() != nil {
			t.Fatal(err)
		}
		if status := <-ended; status != http.StatusUnprocessableEntity {
			t.Errorf("one of the two: %d", status)
		}
	}
	if answer, _ := send("unit_officer", strings.NewReader(noFile)); answer.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("after them: %d", answer.StatusCode)
	}
}
