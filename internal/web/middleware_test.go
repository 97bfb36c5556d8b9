package web_test

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"lantoa/internal/access"
	"lantoa/internal/account"
	"lantoa/internal/app"
	"lantoa/internal/apptest/client"
	"lantoa/internal/apptest/world"
	"lantoa/internal/config"
	"lantoa/internal/i18n"
	"lantoa/internal/org"
	"lantoa/internal/web"
	"lantoa/internal/web/sheets"
)

// logged collects what the program logs.
type logged struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// site is the program under a public address with its log.
type site struct {
	http.Handler
	app *app.App
	log *logged
}

func start(t *testing.T, publicURL string) site {
	t.Helper()
	w := world.New(t)
	cheap := account.DefaultConfig()
	cheap.Cost = account.Cost{KiB: 8, Times: 1}
	l := &logged{}
	a, err := app.Start(t.Context(), app.Options{Serve: config.Serve{Database: config.Database{Data: w.Data}, PublicURL: publicURL}, Bare: true, Database: w.DB, Accounts: cheap,
		Log: slog.New(slog.NewTextHandler(l, nil))})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(a.Close)
	return site{a.Handler(), a, l}
}

// token signs in somebody with a role.
func (s site) token(t *testing.T, role access.Role) string {
	t.Helper()
	_, err := s.app.Accounts.Setup(t.Context(), account.Input{Username: "nguoi.thu", Name: "Vừ Mí Sính", Role: role, OrgID: org.SeedID("vpubnd")}, client.Password, false)
	if err != nil {
		t.Fatal(err)
	}
	token, _, err := s.app.Accounts.SignIn(t.Context(), "nguoi.thu", client.Password, account.Client{})
	if err != nil {
		t.Fatal(err)
	}
	return token
}

// send sends a request; headers are pairs.
func (s site) send(method, target string, body io.Reader, headers ...string) *http.Response {
	r := httptest.NewRequest(method, target, body)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w.Result()
}

func text(t *testing.T, r *http.Response, selector string) string {
	t.Helper()
	doc, err := html.Parse(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	n := cascadia.Query(doc, cascadia.MustCompile(selector))
	if n == nil {
		t.Fatalf("no %s", selector)
	}
	return client.Words(n)
}

const form = "application/x-www-form-urlencoded"

func TestOrigin_formsOfOtherSitesAreRefused(t *testing.T) {
	t.Parallel()
	s := start(t, "https://landt.example.gov.vn")
	token := s.token(t, access.Admin)
	send := func(headers ...string) int {
		return s.send("POST", "http://landt.example.gov.vn/quan-ly/phien/ket-thuc-khac", nil, append(headers, "Content-Type", form, "Cookie", "__Host-lantoa="+token)...).StatusCode
	}
	for name, headers := range map[string][]string{
		"another site":        {"Sec-Fetch-Site", "cross-site"},
		"another subdomain":   {"Sec-Fetch-Site", "same-site"},
		"another origin":      {"Origin", "https://evil.example"},
		"an origin of nobody": {"Origin", "null"},
	} {
		if got := send(headers...); got != http.StatusForbidden {
			t.Errorf("%s: %d", name, got)
		}
	}
	for name, headers := range map[string][]string{
		"its own page":       {"Sec-Fetch-Site", "same-origin"},
		"typed":              {"Sec-Fetch-Site", "none"},
		"the public address": {"Origin", "https://landt.example.gov.vn"},
	} {
		if got := send(headers...); got != http.StatusSeeOther {
			t.Errorf("%s: %d", name, got)
		}
	}
}

func TestHeaders_areThoseOfASiteThatTrustsNobody(t *testing.T) {
	t.Parallel()
	s := start(t, "https://landt.example.gov.vn")
	for _, path := range []string{"/dang-nhap", "/quan-ly/phien", "/khong-co", "/healthz", "/robots.txt"} {
		h := s.send("GET", path, nil).Header
		for name, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin", "Strict-Transport-Security": "max-age=31536000",
		} {
			if h.Get(name) != want {
				t.Errorf("%s: %s is %q", path, name, h.Get(name))
			}
		}
		policy := h.Get("Content-Security-Policy")
		for _, want := range []string{"default-src 'none'", "script-src 'self';", "style-src 'self';", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"} {
			if !strings.Contains(policy, want) {
				t.Errorf("%s: the policy lacks %q", path, want)
			}
		}
	}
	if h := start(t, "").send("GET", "/dang-nhap", nil).Header; h.Get("Strict-Transport-Security") != "" {
		t.Error("plain http promises https")
	}
}

func TestStaffPages_areNeverKept(t *testing.T) {
	t.Parallel()
	s := start(t, "")
	cookie := "lantoa=" + s.token(t, access.Admin)
	for _, path := range []string{"/dang-nhap", "/quan-ly/phien", "/quan-ly/to-chuc", "/quan-ly/khong-co"} {
		h := s.send("GET", path, nil, "Cookie", cookie).Header
		if h.Get("Cache-Control") != "no-store" || !strings.Contains(h.Get("Vary"), "HX-Request") {
			t.Errorf("%s: %q, %q", path, h.Get("Cache-Control"), h.Get("Vary"))
		}
	}
}

func TestSession_cookieIsBoundAndRenewedWithTheRights(t *testing.T) {
	t.Parallel()
	s := start(t, "https://landt.example.gov.vn")
	s.token(t, access.Admin)
	values := url.Values{"username": {"nguoi.thu"}, "password": {client.Password}, "ve": {"/quan-ly/to-chuc?loai=commune"}}
	a := s.send("POST", "/dang-nhap", strings.NewReader(values.Encode()), "Content-Type", form)
	if a.StatusCode != http.StatusSeeOther || a.Header.Get("Location") != "/quan-ly/to-chuc?loai=commune" {
		t.Fatalf("%d to %q", a.StatusCode, a.Header.Get("Location"))
	}
	k := a.Cookies()[0]
	if k.Name != "__Host-lantoa" || !k.Secure || !k.HttpOnly || k.SameSite != http.SameSiteLaxMode || k.Path != "/" || k.Domain != "" || len(k.Value) < 40 {
		t.Errorf("cookie %+v", k)
	}
	p, err := s.app.Accounts.Person(t.Context(), k.Value)
	if err != nil {
		t.Fatal(err)
	}
	colleague := p.Actor
	colleague.AccountID = "another" // nobody gives roles to the own account
	if err := s.app.Accounts.Grant(t.Context(), colleague, p.AccountID, account.GrantInput{Role: access.Inspector, OrgID: org.SeedID("ttt")}); err != nil {
		t.Fatal(err)
	}
	fragment := s.send("GET", "/quan-ly/phien", nil, "Cookie", "__Host-lantoa="+k.Value, "HX-Request", "true")
	if len(fragment.Cookies()) != 0 || fragment.StatusCode != http.StatusOK {
		t.Errorf("a fragment: %d, %v", fragment.StatusCode, fragment.Cookies())
	}
	page := s.send("GET", "/quan-ly/phien", nil, "Cookie", "__Host-lantoa="+k.Value)
	if len(page.Cookies()) != 1 || page.Cookies()[0].Value == k.Value || page.StatusCode != http.StatusOK {
		t.Fatalf("a page: %d, %v", page.StatusCode, page.Cookies())
	}
	if old := s.send("GET", "/quan-ly/phien", nil, "Cookie", "__Host-lantoa="+k.Value); old.StatusCode != http.StatusSeeOther {
		t.Errorf("the old token answers %d", old.StatusCode)
	}
}

func TestSignIn_leadsBackToThisSiteOnly(t *testing.T) {
	t.Parallel()
	s := start(t, "")
	s.token(t, access.Admin)
	for back, want := range map[string]string{
		"/quan-ly/to-chuc?q=a%20b": "/quan-ly/to-chuc?q=a%20b", "": "/quan-ly/viec-cua-toi", "https://evil.example/": "/quan-ly/viec-cua-toi", "//evil.example": "/quan-ly/viec-cua-toi",
		`/\evil.example`: "/quan-ly/viec-cua-toi", "javascript:alert(1)": "/quan-ly/viec-cua-toi", "/\nSet-Cookie: a=b": "/quan-ly/viec-cua-toi",
	} {
		values := url.Values{"username": {"nguoi.thu"}, "password": {client.Password}, "ve": {back}}
		if a := s.send("POST", "/dang-nhap", strings.NewReader(values.Encode()), "Content-Type", form); a.Header.Get("Location") != want {
			t.Errorf("%q leads to %q", back, a.Header.Get("Location"))
		}
	}
}

func TestSignedOut_fragmentsLoadTheSignInPage(t *testing.T) {
	t.Parallel()
	s := start(t, "")
	a := s.send("GET", "/quan-ly/to-chuc?q=x", nil, "HX-Request", "true", "Referer", "http://example.com/quan-ly/to-chuc")
	if a.StatusCode != http.StatusNoContent || a.Header.Get("HX-Redirect") != "/dang-nhap?ve=%2Fquan-ly%2Fto-chuc" {
		t.Errorf("%d, %q", a.StatusCode, a.Header.Get("HX-Redirect"))
	}
	a = s.send("POST", "/quan-ly/phien/ket-thuc-khac", nil, "Content-Type", form, "Referer", "http://example.com/quan-ly/phien")
	if a.Header.Get("Location") != "/dang-nhap?ve=%2Fquan-ly%2Fphien" {
		t.Errorf("a form leads to %q", a.Header.Get("Location"))
	}
	a = s.send("POST", "/quan-ly/phien/ket-thuc-khac", nil, "Content-Type", form, "Referer", "http://evil.example/quan-ly/phien")
	if a.Header.Get("Location") != "/dang-nhap" {
		t.Errorf("a form of another site leads to %q", a.Header.Get("Location"))
	}
}

func TestLog_hasTheRouteAndNoPersonalData(t *testing.T) {
	t.Parallel()
	s := start(t, "")
	cookie := "lantoa=" + s.token(t, access.Admin)
	s.send("GET", "/quan-ly/tai-khoan?q=V%E1%BB%AB+M%C3%AD+S%C3%ADnh", nil, "Cookie", cookie)
	s.send("GET", "/quan-ly/tai-khoan/"+nobody, nil, "Cookie", cookie)
	s.send("POST", "/dang-nhap", strings.NewReader("username=nguoi.thu&password=mat-khau-bi-mat"), "Content-Type", form)
	s.send("GET", "/khong-co/nguoi.thu", nil)
	got := s.log.String()
	for _, want := range []string{`route="GET /quan-ly/tai-khoan"`, `route="GET /quan-ly/tai-khoan/{id}"`, "status=404", `route="POST /dang-nhap"`, "status=422", "took="} {
		if !strings.Contains(got, want) {
			t.Errorf("the log lacks %q", want)
		}
	}
	for _, personal := range []string{"nguoi.thu", "Sính", "S%C3%ADnh", "mat-khau-bi-mat", nobody, "192.0.2.1", strings.TrimPrefix(cookie, "lantoa=")} {
		if strings.Contains(got, personal) {
			t.Errorf("the log says %q", personal)
		}
	}
}

func TestBody_tooLargeIsAnsweredInWords(t *testing.T) {
	t.Parallel()
	s := start(t, "")
	big := "username=" + strings.Repeat("a", 2<<20)
	told := s.send("POST", "/dang-nhap", strings.NewReader(big), "Content-Type", form)
	if told.StatusCode != http.StatusRequestEntityTooLarge || !strings.Contains(text(t, told, "main"), "1 MB") {
		t.Errorf("a body of a known length: %d", told.StatusCode)
	}
	untold := s.send("POST", "/dang-nhap", io.MultiReader(strings.NewReader(big)), "Content-Type", form)
	if untold.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("a body of an unknown length: %d", untold.StatusCode)
	}
}

func TestForm_brokenOnesAreAnsweredInWords(t *testing.T) {
	t.Parallel()
	s := start(t, "")
	for name, c := range map[string][2]string{"bad escapes": {form, "username=%zz"}, "no boundary": {"multipart/form-data", "x"}, "cut off": {"multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx"}} {
		if a := s.send("POST", "/dang-nhap", strings.NewReader(c[1]), "Content-Type", c[0]); a.StatusCode != http.StatusUnprocessableEntity || text(t, a, "h1") == "" {
			t.Errorf("%s: %d", name, a.StatusCode)
		}
	}
}

func TestPaths_unknownOnesAndOtherMethods(t *testing.T) {
	t.Parallel()
	s := start(t, "")
	for name, c := range map[string]struct {
		method, path string
		want         int
	}{
		"unknown path":            {"GET", "/khong-co", 404},
		"a path of a form":        {"GET", "/dang-xuat", 404},
		"posting to a page":       {"POST", "/healthz", 404},
		"another method":          {"DELETE", "/dang-nhap", 404},
		"an unknown method":       {"BREW", "/dang-nhap", 404},
		"HEAD":                    {"HEAD", "/dang-nhap", 200},
		"HEAD of an unknown path": {"HEAD", "/khong-co", 404},
		"a path that climbs":      {"GET", "/tai-san/../../etc/passwd", 307},
		"a signed-out staff path": {"GET", "/quan-ly/khong-co", 404},
		"a path that is no text":  {"GET", "/dang-nhap%00", 404},
		"a query that is no text": {"GET", "/dang-nhap?ve=%ff", 200},
		"a query with a zero":     {"GET", "/dang-nhap?ve=%00", 200},
	} {
		if a := s.send(c.method, c.path, nil); a.StatusCode != c.want {
			t.Errorf("%s: %d, want %d", name, a.StatusCode, c.want)
		}
	}
}

func TestPanic_isAPageWithAReferenceThatTheLogHas(t *testing.T) {
	t.Parallel()
	texts, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	l := &logged{}
	h, err := web.New(web.Options{Texts: texts, Pages: web.Pages{Sheets: sheets.New(nil)}, Log: slog.New(slog.NewTextHandler(l, nil))}) // without accounts the first cookie is fatal
	if err != nil {
		t.Fatal(err)
	}
	a := site{Handler: h}.send("POST", "/ngon-ngu", nil, "Content-Type", form, "Cookie", "lantoa="+strings.Repeat("A", 43))
	if a.StatusCode != http.StatusInternalServerError {
		t.Fatalf("%d", a.StatusCode)
	}
	page := text(t, a, "body")
	_, reference, _ := strings.Cut(page, "Mã lỗi: ")
	reference, _, _ = strings.Cut(reference, " ")
	if len(reference) != 12 || !strings.Contains(l.String(), "id="+reference) || !strings.Contains(l.String(), "nil pointer") {
		t.Errorf("reference %q, log %s", reference, l)
	}
	if strings.Contains(page, "panic") || strings.Contains(page, "nil pointer") || strings.Contains(page, ".go:") {
		t.Errorf("the page says how it is made: %s", page)
	}
}

func TestLanguage_isChosenByAFormAndKept(t *testing.T) {
	t.Parallel()
	s := start(t, "")
	if got := text(t, s.send("GET", "/dang-nhap", nil), "h1"); got != "Đăng nhập" {
		t.Errorf("at first %q", got)
	}
	a := s.send("POST", "/ngon-ngu", strings.NewReader("locale=en&back=%2Fdang-nhap"), "Content-Type", form)
	if a.Header.Get("Location") != "/dang-nhap" || len(a.Cookies()) != 1 {
		t.Fatalf("%q, %v", a.Header.Get("Location"), a.Cookies())
	}
	if got := text(t, s.send("GET", "/dang-nhap", nil, "Cookie", a.Cookies()[0].String()), "h1"); got != "Sign in" {
		t.Errorf("then %q", got)
	}
}
