package misuse_test

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
)

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   []byte
	took   time.Duration
}

// client asks for whole answers over connections of its own.
func client(t *testing.T) *http.Client {
	t.Helper()
	transport := &http.Transport{MaxIdleConnsPerHost: 2000}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport, Timeout: 2 * time.Minute,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

// send sends a request with a session's token, "" for nobody's.
func (p *program) send(c *http.Client, method, path, token, kind string, body io.Reader) (answer, error) {
	r, err := http.NewRequestWithContext(p.t.Context(), method, "http://"+p.addr+path, body)
	if err != nil {
		return answer{}, err
	}
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	if token != "" {
		r.AddCookie(&http.Cookie{Name: "lantoa", Value: token})
	}
	began := time.Now()
	got, err := c.Do(r)
	if err != nil {
		return answer{}, err
	}
	defer func() { _ = got.Body.Close() }()
	all, err := io.ReadAll(got.Body)
	return answer{got.StatusCode, got.Header, all, time.Since(began)}, err
}

// get asks for a path.
func (p *program) get(c *http.Client, path, token string) answer {
	p.t.Helper()
	a, err := p.send(c, http.MethodGet, path, token, "", nil)
	if err != nil {
		p.t.Errorf("GET %.80s: %v", path, err)
	}
	return a
}

// words are the text of the first element that the selector finds, "" for none.
func (a answer) words(selector string) string {
	doc, err := html.Parse(bytes.NewReader(a.body))
	if err != nil {
		return ""
	}
	n := cascadia.Query(doc, cascadia.MustCompile(selector))
	if n == nil {
		return ""
	}
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// dial opens a connection and sends the head of a request.
func (p *program) dial(head string) (net.Conn, error) {
	c, err := (&net.Dialer{Timeout: 10 * time.Second}).DialContext(p.t.Context(), "tcp", p.addr)
	if err != nil {
		return nil, err
	}
	_, err = fmt.Fprint(c, head)
	return c, err
}

// begin is the start of a request for a path.
func (p *program) begin(method, path, token string) string {
	return fmt.Sprintf("%s %s HTTP/1.1\r\nHost: %s\r\nCookie: lantoa=%s\r\n", method, path, p.addr, token)
}

// ended waits until the server ends a connection, and says how long that took; what
// it still sends is read.
func ended(c net.Conn, most time.Duration) (time.Duration, error) {
	began := time.Now()
	_ = c.SetReadDeadline(began.Add(most))
	_, err := io.Copy(io.Discard, bufio.NewReader(c))
	if ne, ok := err.(net.Error); ok && ne.Timeout() {
		return 0, err
	}
	return time.Since(began), nil
}
