package kit_test

import (
	"bytes"
	"encoding/base64"
	"math"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"lantoa/internal/civil"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/web/kit"
)

// posted is a request with a form, in Vietnamese.
func posted(t *testing.T, values url.Values) *http.Request {
	t.Helper()
	r := httptest.NewRequest("POST", "/x", strings.NewReader(values.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return vietnamese(t, r)
}

func vietnamese(t *testing.T, r *http.Request) *http.Request {
	t.Helper()
	c, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	return r.WithContext(i18n.WithPrinter(kit.With(r.Context(), &kit.Request{}), c.Printer(i18n.Vietnamese)))
}

func form(t *testing.T, pairs ...string) *kit.Form {
	t.Helper()
	v := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Add(pairs[i], pairs[i+1])
	}
	f, err := kit.ReadForm(posted(t, v))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestDecimal(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]float64{
		"": 0, "0": 0, "7": 7, "3,5": 3.5, "3.5": 3.5, "0,25": 0.25, "1.234": 1234, "1.234,5": 1234.5, "1.234.567,89": 1234567.89, " 1 234,5 ": 1234.5, "1\u00a0234": 1234,
		"-2,5": -2.5, "12.34": 12.34, "1234": 1234, "1234567,8": 1234567.8,
		"x": math.NaN(), "1,2,3": math.NaN(), "1.23.4": math.NaN(), "1.2345": math.NaN(), "1e5": math.NaN(), "1,234.5": math.NaN(), ",5": math.NaN(), "5,": math.NaN(), "NaN": math.NaN(), "Inf": math.NaN(),
		"٣": math.NaN(), "9999999999999999999": math.NaN(), "0x10": math.NaN(),
	} {
		f := form(t, "n", typed)
		got := f.Decimal("n")
		if math.IsNaN(want) {
			if f.OK() || got != 0 {
				t.Errorf("%q is taken for %v", typed, got)
			}
			continue
		}
		if got != want || !f.OK() {
			t.Errorf("%q is %v (%s), want %v", typed, got, f.Fault("n"), want)
		}
	}
}

func TestInt(t *testing.T) {
	t.Parallel()
	for typed, c := range map[string]struct {
		want int
		ok   bool
	}{
		"": {0, true}, "5": {5, true}, "1.234": {1234, true}, " 1 000 ": {1000, true}, "0": {0, false}, "2001": {2001, false}, "x": {0, false}, "1,5": {0, false}, "99999999999999999999": {0, false}, "-1": {-1, false},
	} {
		f := form(t, "n", typed)
		if got := f.Int("n", 1, 2000); got != c.want || f.OK() != c.ok {
			t.Errorf("%q is %d, %v; want %d, %v", typed, got, f.OK(), c.want, c.ok)
		}
	}
}

func TestDay(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]civil.Day{"": "", "15/07/2021": "2021-07-15", "5/7/2021": "2021-07-05", "2021-07-15": "2021-07-15", " 15-07-2021 ": "2021-07-15", "15.07.2021": "2021-07-15", "29/02/2024": "2024-02-29"} {
		f := form(t, "d", typed)
		if got := f.Day("d"); got != want || !f.OK() {
			t.Errorf("%q is %q (%s)", typed, got, f.Fault("d"))
		}
	}
	for _, typed := range []string{"29/02/2023", "31/04/2021", "07/15/2021", "2021", "hôm nay", "0000-00-00", "15/07/21", "15/07/9999", "1/1/1", "' or 1=1"} {
		f := form(t, "d", typed)
		if got := f.Day("d"); got != "" || f.OK() {
			t.Errorf("%q is taken for %q", typed, got)
		}
		if f.Value("d") != typed {
			t.Errorf("%q is lost", typed)
		}
	}
}

func TestText_isCleanedAndBounded(t *testing.T) {
	t.Parallel()
	f := form(t, "line", " Vừ\x00  Mí\tSi\u0301nh\r\n\u202e", "text", "Một\r\n\r\nHai\x07 ", "long", strings.Repeat("ă", 11), "fits", strings.Repeat("ă", 10))
	if got := f.String("line", 20); got != "Vừ Mí Sính" {
		t.Errorf("%q", got)
	}
	if got := f.Text("text", 20); got != "Một\n\nHai" {
		t.Errorf("%q", got)
	}
	f.String("fits", 10)
	if !f.OK() {
		t.Errorf("ten characters of ten: %v", f.Errors())
	}
	f.String("long", 10)
	if !strings.Contains(f.Fault("long"), "10") {
		t.Errorf("eleven characters of ten: %q", f.Fault("long"))
	}
	if got := form(t, "p", " Mật khẩu\t").Secret("p"); got != " Mật khẩu\t" {
		t.Errorf("a password becomes %q", got)
	}
	for _, bad := range []string{"a\x00b", "a\xffb", strings.Repeat("a", 1001)} {
		if f := form(t, "p", bad); f.Secret("p") != "" || f.OK() {
			t.Errorf("the password %q is taken", bad[:3])
		}
	}
}

func TestChoicesAndKeys_areThoseOffered(t *testing.T) {
	t.Parallel()
	const id, id2 = "01890000-0000-7000-8000-000000000001", "01890000-0000-7000-8000-000000000002"
	f := form(t, "choice", "a", "id", " "+id+" ", "ids", id, "ids", id2, "ids", id, "none", "")
	if f.Choice("choice", "a", "b") != "a" || f.Choice("none", "a") != "" || f.ID("id") != id || f.ID("none") != "" || !slices.Equal(f.IDs("ids"), []string{id, id2}) || !f.OK() {
		t.Errorf("%v", f.Errors())
	}
	for name, f := range map[string]*kit.Form{"choice": form(t, "x", "c"), "id": form(t, "x", "1; drop table account"), "ids": form(t, "x", id, "x", "' or 1=1")} {
		got := map[string]func() bool{
			"choice": func() bool { return f.Choice("x", "a", "b") == "" }, "id": func() bool { return f.ID("x") == "" }, "ids": func() bool { return f.IDs("x") == nil },
		}[name]()
		if !got || f.OK() {
			t.Errorf("%s takes what was not offered", name)
		}
	}
	for typed, want := range map[string]int64{"": 0, "3": 3, "x": 0, "-1": -1, "99999999999999999999": 0} {
		if got := form(t, "version", typed).Version(); got != want {
			t.Errorf("version %q is %d", typed, got)
		}
	}
}

func TestRefused_keepsWhatWasTypedAndSaysItsStatus(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		err  error
		want int
		text string
	}{
		"nothing wrong": {nil, 0, ""},
		"a field":       {errs.New(errs.Invalid, "error.invalid").WithField("name", "field.required"), 422, "Phải nhập mục này."},
		"the whole":     {errs.New(errs.Invalid, "signin.wrong", 5, 15), 422, "Tên đăng nhập hoặc mật khẩu chưa đúng. Sau 5 lần sai, tài khoản tạm khóa 15 phút."},
		"stale":         {errs.New(errs.Conflict, "error.conflict"), 409, "Nội dung này vừa được thay đổi"},
		"not found":     {errs.New(errs.NotFound, "error.not_found"), 0, ""},
		"denied":        {errs.New(errs.Denied, "error.denied"), 0, ""},
		"a fault":       {http.ErrBodyNotAllowed, 0, ""},
	} {
		f := form(t, "name", "Vừ")
		if got := f.Refused(c.err); got != c.want || f.Value("name") != "Vừ" {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
		said := ""
		for _, i := range f.Errors().Items {
			said += i.Text
		}
		if !strings.HasPrefix(said, c.text) || c.text == "" && said != "" {
			t.Errorf("%s: %q, want %q", name, said, c.text)
		}
	}
	f := form(t).Labelled("name", "account.name", "password", "password.new")
	f.Required("name")
	f.Add("name", "field.choice") // the first stands
	f.Add("password", "password.short", 14)
	items := f.Errors().Items
	if len(items) != 2 || items[0].Text != "Họ và tên: Phải nhập mục này." || !strings.HasPrefix(items[1].Text, "Mật khẩu mới quá ngắn") || f.Fault("name") != "Phải nhập mục này." {
		t.Errorf("%+v, %q", items, f.Fault("name"))
	}
}

func TestReadForm_filesNeverBringTheirOwnType(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	_ = w.WriteField("name", "Vừ")
	for _, name := range []string{"../../a.pdf", ""} {
		p, err := w.CreateFormFile("file", name)
		if err != nil {
			t.Fatal(err)
		}
		if name != "" {
			_, _ = p.Write([]byte("%PDF-1.4"))
		}
	}
	_ = w.Close()
	r := httptest.NewRequest("POST", "/x", &b)
	r.Header.Set("Content-Type", w.FormDataContentType())
	f, err := kit.ReadForm(vietnamese(t, r))
	if err != nil {
		t.Fatal(err)
	}
	up := f.File("file")
	if up == nil || up.Name != "a.pdf" || up.Size != 8 || f.Value("name") != "Vừ" || len(f.Files("file")) != 1 || f.File("other") != nil {
		t.Errorf("%+v", up)
	}
}

func TestLocalPath(t *testing.T) {
	t.Parallel()
	for p, want := range map[string]string{
		"/": "/", "/quan-ly/ho-so?q=a&b=%2F#c": "/quan-ly/ho-so?q=a&b=%2F#c", "": "-", "quan-ly": "-", "//evil.example": "-", "///evil.example": "-", `/\evil.example`: "-", `\\evil.example`: "-",
		"https://evil.example/": "-", "javascript:alert(1)": "-", "/a\r\nSet-Cookie: b": "-", "/\tevil.example": "-", "/a\x00": "-", "/%": "-", "/" + strings.Repeat("a", 1000): "-",
	} {
		if got := kit.LocalPath(p, "-"); got != want {
			t.Errorf("%q: %q, want %q", p, got, want)
		}
	}
}

func TestFlash_saysOnlyWhatTheCatalogueHas(t *testing.T) {
	t.Parallel()
	known := func(key string) bool { return key == "session.ended" || key == "file.added" }
	w := httptest.NewRecorder()
	kit.Flash(w, vietnamese(t, httptest.NewRequest("GET", "/", nil)), "file.added", "<b>ảnh.jpg</b>")
	kept := w.Result().Cookies()[0]
	if !kept.HttpOnly || kept.SameSite != http.SameSiteLaxMode || kept.MaxAge <= 0 {
		t.Errorf("%+v", kept)
	}
	take := func(value string) (*kit.Message, *httptest.ResponseRecorder, *http.Request) {
		r := httptest.NewRequest("GET", "/", nil)
		r.AddCookie(&http.Cookie{Name: kept.Name, Value: value})
		r = vietnamese(t, r)
		w := httptest.NewRecorder()
		return kit.TakeFlash(w, r, known), w, r
	}
	m, w, r := take(kept.Value)
	if m == nil || m.Tone != kit.Success || m.Text(r) != "Đã thêm tệp <b>ảnh.jpg</b>." || w.Result().Cookies()[0].MaxAge >= 0 {
		t.Fatalf("%+v", m)
	}
	for name, forged := range map[string]string{
		"another key": `{"t":"success","k":"signin.title"}`, "words of its own": `{"t":"success","k":"Tài khoản bị khóa, gọi 0123"}`, "another tone": `{"t":"danger","k":"session.ended"}`,
		"no JSON": "x", "empty": "", "too long": `{"t":"success","k":"session.ended","a":["` + strings.Repeat("a", 5000) + `"]}`,
	} {
		if m, _, _ := take(base64.RawURLEncoding.EncodeToString([]byte(forged))); m != nil {
			t.Errorf("%s is shown: %+v", name, m)
		}
	}
	if m, _, _ := take("§§§"); m != nil {
		t.Errorf("no base64 is shown: %+v", m)
	}
}

func TestDownload_isNeverShownByTheBrowser(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{"biên bản.pdf": "attachment; filename*=utf-8''bi%C3%AAn%20b%E1%BA%A3n.pdf", `a"b.pdf`: `attachment; filename="a\"b.pdf"`, "plain.pdf": "attachment; filename=plain.pdf"} {
		f := scratch(t)
		w := httptest.NewRecorder()
		if err := kit.Download(w, httptest.NewRequest("GET", "/", nil), f, name, "application/pdf"); err != nil {
			t.Fatal(err)
		}
		h := w.Result().Header
		if h.Get("Content-Disposition") != want || h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Cache-Control") != "private, no-store" || h.Get("Content-Type") != "application/pdf" {
			t.Errorf("%q: %v", name, h)
		}
	}
}
