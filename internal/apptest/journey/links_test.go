package journey_test

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"lantoa/internal/access"
	"lantoa/internal/account"
)

// maxPages bounds what one person opens: enough for every sort of page.
const maxPages = 200

// TestLinks_leadSomewhereForEveryRole follows the links of every page that a
// person can reach: none may end in an error, or offer what is then denied.
func TestLinks_leadSomewhereForEveryRole(t *testing.T) {
	t.Parallel()
	s := demonstrate(t)
	s.correct(t)
	for _, role := range append(access.Roles(), "") {
		t.Run("as "+string(role), func(t *testing.T) {
			pages := 0
			crawl(t, s.url, s.cookie(t, string(role)), func(path, from string, answer *http.Response) {
				pages++
				if answer.StatusCode >= 400 {
					t.Errorf("%s, linked from %s, answers %d", path, from, answer.StatusCode)
				}
			})
			if pages < 5 {
				t.Errorf("%d pages only", pages)
			}
		})
	}
}

// cookie is the session of a person who signs in; "" for nobody.
func (s *site) cookie(t *testing.T, username string) string {
	t.Helper()
	if username == "" {
		return ""
	}
	token, _, err := s.app.Accounts.SignIn(t.Context(), username, password, account.Client{Address: "127.0.0.1"})
	if err != nil {
		t.Fatal(err)
	}
	return "lantoa=" + token
}

// crawl opens pages breadth first from the front page and the home, and shows
// each with the page that links to it.
func crawl(t *testing.T, base, cookie string, see func(path, from string, answer *http.Response)) {
	t.Helper()
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	todo := []string{"/", "/quan-ly"}
	from := map[string]string{"/": "", "/quan-ly": ""}
	shapes := map[string]int{}
	opened := 0
	for len(todo) > 0 && opened < maxPages {
		path := todo[0]
		todo = todo[1:]
		// A few pages of each shape stand for the rest: lists hold hundreds of rows.
		if shape := shapeOf(path); shapes[shape] > 3 {
			continue
		} else {
			shapes[shape]++
		}
		opened++
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, base+path, nil)
		if err != nil {
			t.Fatalf("%s, linked from %s: %v", path, from[path], err)
		}
		if cookie != "" {
			r.Header.Set("Cookie", cookie)
		}
		answer, err := client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(answer.Body)
		_ = answer.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		see(path, from[path], answer)
		if answer.StatusCode >= 400 {
			continue
		}
		for _, link := range append(links(string(body)), answer.Header.Get("Location")) {
			link = local(path, link)
			if _, known := from[link]; link == "" || known {
				continue
			}
			from[link] = path
			todo = append(todo, link)
		}
	}
}

// shapeOf is a path with its keys and query values left out.
func shapeOf(path string) string {
	u, err := url.Parse(path)
	if err != nil {
		return path
	}
	parts := strings.Split(u.Path, "/")
	for i, p := range parts {
		if len(p) == 36 && strings.Count(p, "-") == 4 {
			parts[i] = "{id}"
		}
	}
	for name := range u.Query() {
		parts = append(parts, name)
	}
	return strings.Join(parts, "/")
}

// local is where a link of a page leads on this site, "" for elsewhere.
func local(page, link string) string {
	at, err := url.Parse(page)
	if err != nil || link == "" {
		return ""
	}
	u, err := at.Parse(link)
	if err != nil || u.Host != "" || u.Scheme != "" {
		return ""
	}
	u.Fragment = ""
	return u.String()
}

// links are where a page's links and pictures lead.
func links(body string) []string {
	var out []string
	z := html.NewTokenizer(strings.NewReader(body))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return out
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			for _, a := range t.Attr {
				if t.Data == "a" && a.Key == "href" || t.Data == "img" && a.Key == "src" {
					out = append(out, a.Val)
				}
			}
		}
	}
}
