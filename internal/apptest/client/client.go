package client

import (
	"bytes"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// sessionCookie is the session's on plain http.
const sessionCookie = "lantoa"

// origin is where the site stands for the client.
const origin = "http://lantoa.test"

// Client is one browser: it keeps cookies, and names the page it came from.
type Client struct {
	t       testing.TB
	handler http.Handler
	cookies map[string]string
	at      string // the page last shown
}

// SetCookie puts a cookie in; an empty value takes it out.
func (c *Client) SetCookie(name, value string) {
	if value == "" {
		delete(c.cookies, name)
		return
	}
	c.cookies[name] = value
}

// Cookie is the value of a cookie, "" without one.
func (c *Client) Cookie(name string) string { return c.cookies[name] }

// Get asks for a path and follows no redirect.
func (c *Client) Get(path string) *Answer {
	c.t.Helper()
	return c.send(http.MethodGet, path, nil, "")
}

// Open asks for a page that has to be there, following redirects.
func (c *Client) Open(path string) *Answer {
	c.t.Helper()
	return c.Get(path).Follow().Want(http.StatusOK)
}

// Post sends values that no form of a page holds: what an attacker may send.
func (c *Client) Post(path string, values url.Values) *Answer {
	c.t.Helper()
	return c.send(http.MethodPost, path, strings.NewReader(values.Encode()), "application/x-www-form-urlencoded")
}

func (c *Client) send(method, path string, body io.Reader, kind string) *Answer {
	c.t.Helper()
	path, _, _ = strings.Cut(path, "#")
	r := httptest.NewRequest(method, origin+path, body)
	r = r.WithContext(c.t.Context())
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	if c.at != "" {
		r.Header.Set("Referer", origin+c.at)
	}
	for _, name := range slices.Sorted(maps.Keys(c.cookies)) {
		r.AddCookie(&http.Cookie{Name: name, Value: c.cookies[name]})
	}
	w := httptest.NewRecorder()
	c.handler.ServeHTTP(w, r)
	answer := w.Result()
	for _, k := range answer.Cookies() {
		if k.MaxAge < 0 {
			delete(c.cookies, k.Name)
			continue
		}
		c.cookies[k.Name] = k.Value
	}
	return c.read(path, answer)
}

func (c *Client) read(path string, r *http.Response) *Answer {
	c.t.Helper()
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	a := &Answer{Path: path, Status: r.StatusCode, Header: r.Header, Body: raw, client: c}
	if strings.HasPrefix(r.Header.Get("Content-Type"), "text/html") {
		if a.Doc, err = html.Parse(bytes.NewReader(raw)); err != nil {
			c.t.Fatal(err)
		}
		c.at = path
	}
	return a
}
