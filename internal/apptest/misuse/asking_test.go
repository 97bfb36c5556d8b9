package misuse_test

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

const (
	// quick is how long a senseless question may take on a machine that does other
	// things too: a page takes some ten milliseconds.
	quick = 3 * time.Second
	// questioned is the memory for a program that is asked senseless things one
	// after the other: some 60 MB idle, and a page or a form at a time.
	questioned = 200.0
)

// everywhere is who sees all that a list can hold; what is the administrator's alone
// says so.
const everywhere = "standing_officer"

// lists are the addresses whose answers have pages or filters.
func lists() []string {
	return []string{"/quan-ly/ho-so", "/quan-ly/dien-hinh", "/quan-ly/dot-de-nghi", "/quan-ly/van-ban", "/quan-ly/du-thao", "/quan-ly/to-chuc", "/quan-ly/cum-khoi",
		"/quan-ly/bao-cao", "/quan-ly/ke-hoach", "/quan-ly/tim-kiem", "/quan-ly/viec-cua-toi", "/quan-ly/tac-vu", "/quan-ly/phien", "/quan-ly/tai-khoan", "/quan-ly/hang-doi",
		"/dien-hinh", "/", "/dien-hinh.rss", "/sitemap.xml", "/dang-nhap", "/quan-ly/buoc", "/quan-ly/buoc/submit", "/quan-ly/van-ban/kiem-tra"}
}

// Whatever is asked, one after the other, of one program: it answers soon, in
// words, without an error of its own, and without filling the memory.
func TestProgram_answersSenselessQuestionsSoonAndInWords(t *testing.T) {
	t.Parallel()
	p := start(t, "")
	c := client(t)
	token := p.token(everywhere)
	t.Run("places in a list", func(t *testing.T) {
		last, first := "ffffffff-ffff-ffff-ffff-ffffffffffff", "00000000-0000-0000-0000-000000000000"
		places := []string{"truoc=" + last, "sau=" + last, "truoc=" + first, "sau=" + first + "&truoc=" + first, "trang=1000000&sau=1000000", "trang=-1&truoc=-1", "trang=abc&sau=abc",
			"trang=999999999999999999999999&sau=999999999999999999999999", "sau='+or+1=1+--", "truoc=%00&trang=%00", "sau=%ff%fe", "trang=" + strings.Repeat("9", 10_000)}
		for _, path := range lists() {
			for _, place := range places {
				p.fine(t, p.get(c, path+"?"+place, token), path+" "+place)
			}
		}
	})
	t.Run("filters and words", func(t *testing.T) {
		for _, path := range lists() {
			for _, query := range queries() {
				p.fine(t, p.get(c, path+"?"+query, token), path+" "+query)
			}
		}
	})
	t.Run("addresses without end", func(t *testing.T) {
		for _, path := range lists() {
			for name, query := range map[string]string{"10,000 values": strings.Repeat("&linh-vuc=x", 10_000)[1:], "100 kB": "q=" + strings.Repeat("a", 100_000),
				"10,000 names": names(10_000), "30,000 rows": "buoc=submit" + strings.Repeat("&n=1", 30_000)} {
				a := p.get(c, path+"?"+query, token)
				if a.status != http.StatusRequestURITooLong || !strings.Contains(a.words("main"), "Địa chỉ trang quá dài") || a.took > quick {
					t.Errorf("%s %s: %d %q after %v", path, name, a.status, a.words("main"), a.took)
				}
			}
		}
		// Beyond what is read of a head nobody listens any more: the server says so in its
		// own words and hangs up, which the sender may see first.
		if a, err := p.send(c, http.MethodGet, "/?q="+strings.Repeat("a", 1<<20), "", "", nil); err == nil && a.status != http.StatusRequestHeaderFieldsTooLarge {
			t.Errorf("1 MB: %d", a.status)
		}
	})
	p.within(questioned)
	p.tidy()
}

// queries are what a list may be asked and should not be.
func queries() []string {
	words := []string{strings.Repeat("a", 10_000), strings.Repeat("ế", 2_500), strings.Repeat("mo hinh ", 1_250), `"`, `"a`, `a*`, `* NOT * OR *`, `NEAR(a b, 5)`, `head:a`, `(`, `^a`, `a AND`, `-a`, `{a b}: c`,
		`a' or '1'='1`, `a & b | !c <-> d:*`, `\\`, `%_%`, strings.Repeat(`"a" OR `, 1_000), strings.Repeat("(", 5_000), "\x00", "\xff", strings.Repeat("🏔", 2_000), "s0all"}
	var out []string
	for _, w := range words {
		out = append(out, url.Values{"q": {w}, "linh-vuc": {w[:min(len(w), 1_000)]}, "don-vi": {w[:min(len(w), 1_000)]}}.Encode())
	}
	return append(out, strings.Repeat("&n=x", 5_000)[1:], "buoc=submit"+strings.Repeat("&n=", 5_000), strings.Repeat("&", 20_000), strings.Repeat("q;", 5_000), "%zz=%zz", names(2_000),
		"thu-tu=cu&"+strings.Repeat("&trang-thai=draft", 1_000))
}

// names is a query of so many names.
func names(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "&x%d=1", i)
	}
	return b.String()[1:]
}

// fine fails for an error of the program's own, an answer that took too long and a
// refusal without words.
func (p *program) fine(t *testing.T, a answer, what string) {
	t.Helper()
	allowed := []int{http.StatusOK, http.StatusSeeOther, http.StatusForbidden, http.StatusNotFound, http.StatusConflict, http.StatusUnprocessableEntity, http.StatusRequestURITooLong}
	if !slices.Contains(allowed, a.status) {
		t.Errorf("%.90q: %d", what, a.status)
	}
	if a.took > quick {
		t.Errorf("%.90q took %v", what, a.took)
	}
	if a.status >= 400 && a.words("main") == "" {
		t.Errorf("%.90q: %d without words", what, a.status)
	}
}

// Forms of 10 MB are refused by a page, whatever they are made of, and whoever sends
// them: the connection is not cut off while the browser still sends.
func TestProgram_refusesFormsOfTenMegabytes(t *testing.T) {
	t.Parallel()
	p := start(t, "")
	c := client(t)
	token := p.token("unit_officer")
	const urlencoded = "application/x-www-form-urlencoded"
	long := strings.Repeat("a", 10<<20)
	many, kind := parts(t, 100_000, strings.Repeat("x", 60))
	one, oneKind := parts(t, 1, long)
	few, fewKind := parts(t, 2_000, "x")
	for name, x := range map[string]struct{ kind, body string }{
		"one field":                {urlencoded, "name=" + long},
		"100,000 fields":           {urlencoded, strings.Repeat("&field=0123456789"+strings.Repeat("x", 80), 100_000)},
		"100,000 fields in 400 kB": {urlencoded, strings.Repeat("&a=1", 100_000)},
		"one field in parts":       {oneKind, one},
		"100,000 fields in parts":  {kind, many},
		"2,000 fields in 200 kB":   {fewKind, few},
	} {
		for _, path := range []string{"/dang-nhap", "/ngon-ngu", "/quan-ly/doi-mat-khau", "/quan-ly/dot-de-nghi/moi", "/quan-ly/van-ban/kiem-tra", "/quan-ly/buoc/submit"} {
			for _, who := range []string{token, ""} {
				// A body whose length is said, and one whose end nobody knows.
				for _, body := range []io.Reader{strings.NewReader(x.body), io.MultiReader(strings.NewReader(x.body))} {
					a, err := p.send(c, http.MethodPost, path, who, x.kind, body)
					if err != nil {
						t.Fatalf("%s to %s: %v", name, path, err)
					}
					if who == "" && a.status == http.StatusSeeOther { // sign in first
						continue
					}
					if a.status != http.StatusRequestEntityTooLarge || !strings.Contains(a.words("main"), "MB") {
						t.Errorf("%s to %s, signed in %v: %d %.100q", name, path, who != "", a.status, a.words("main"))
					}
				}
			}
		}
	}
	p.within(formed)
	p.tidy()
}

// formed is the memory for forms of 10 MB sent one after the other: of each at most
// 1 MB of text is read, which takes some ten times as much in fields.
const formed = 200.0

// parts is a form in parts with so many fields.
func parts(t *testing.T, n int, value string) (body, kind string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for i := range n {
		if err := w.WriteField(fmt.Sprintf("field%d", i), value); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String(), w.FormDataContentType()
}
