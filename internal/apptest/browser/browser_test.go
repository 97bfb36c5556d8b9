package browser_test

import (
	"fmt"
	"image/png"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lantoa/internal/apptest/browser"
)

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'"

const form = `<!doctype html><html lang="vi"><head><title>Đề nghị</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/style.css"></head>
<body><nav aria-label="Chính"><a href="/rows">Danh sách</a></nav><main><h1>Đề nghị</h1>%s
<form method="post" action="/send" enctype="multipart/form-data">
<p><label for="n">Họ và tên <span>*</span></label> <input id="n" name="name" value="cũ"></p>
<p><label for="d">Ngày</label> <input id="d" name="day" type="date"></p>
<p><label for="l">Cấp</label> <select id="l" name="level"><option value="">Chọn</option><option value="p">Cấp tỉnh</option></select></p>
<p><label><input type="checkbox" name="consent" value="1"> Đồng ý công khai</label></p>
<p><label for="f">Tệp kèm</label> <input id="f" type="file" name="file"></p>
<p><button>Gửi</button> <button type="button" id="more">Thêm dòng</button></p></form><p id="out" role="status"></p>
</main><script src="/app.js"></script></body></html>`

// site answers like the program: a form that comes back with 422, a redirect
// after success, a part fetched by script, and pages with faults.
func site(t *testing.T) string {
	t.Helper()
	mux := http.NewServeMux()
	html := func(w http.ResponseWriter, status int, body string) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Security-Policy", policy)
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
	text := func(kind, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", kind)
			_, _ = io.WriteString(w, body)
		}
	}
	page := func(title, body string) string {
		return `<!doctype html><html lang="vi"><head><title>` + title + `</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/style.css"></head><body><main><h1>` + title + `</h1>` + body + `</main></body></html>`
	}
	mux.HandleFunc("GET /form", func(w http.ResponseWriter, _ *http.Request) { html(w, 200, fmt.Sprintf(form, "")) })
	mux.HandleFunc("POST /send", func(w http.ResponseWriter, r *http.Request) {
		_ = r.ParseMultipartForm(1 << 20)
		if r.FormValue("name") == "" {
			html(w, 422, fmt.Sprintf(form, `<p role="alert">Cần họ và tên</p>`))
			return
		}
		file := ""
		if _, h, err := r.FormFile("file"); err == nil {
			file = h.Filename
		}
		http.SetCookie(w, &http.Cookie{Name: "last", Value: "1"})
		http.Redirect(w, r, "/done?"+strings.Join([]string{r.FormValue("name"), r.FormValue("day"), r.FormValue("level"), r.FormValue("consent"), file}, "/"), http.StatusSeeOther)
	})
	mux.HandleFunc("GET /done", func(w http.ResponseWriter, r *http.Request) {
		html(w, 200, page("Đã gửi", "<p>"+r.URL.RawQuery+"</p>"))
	})
	mux.HandleFunc("GET /who", func(w http.ResponseWriter, r *http.Request) {
		_, err := r.Cookie("last")
		html(w, 200, page("Ai", fmt.Sprintf("<p>known: %v</p>", err == nil)))
	})
	mux.HandleFunc("GET /part", text("text/html; charset=utf-8", "thêm từ máy chủ"))
	mux.HandleFunc("GET /rows", func(w http.ResponseWriter, _ *http.Request) {
		html(w, 200, page("Danh sách", `<table><tr><th>Tên</th><th>Việc</th></tr><tr><td>An</td><td><a href="/done?an">Xem</a></td></tr><tr><td>Bình</td><td><a href="/done?binh">Xem</a></td></tr></table>`))
	})
	mux.HandleFunc("GET /faulty", func(w http.ResponseWriter, _ *http.Request) {
		html(w, 200, page("Lỗi", `<p class="wide">rộng</p><img src="/none.png"><input name="x"><p class="pale">mờ</p><script src="/throw.js"></script><script>document.title = "chạy"</script>`))
	})
	mux.HandleFunc("GET /covered", func(w http.ResponseWriter, _ *http.Request) {
		html(w, 200, page("Che", `<button id="b">Gửi</button><div class="cover"></div><script src="/uncover.js"></script>`))
	})
	mux.HandleFunc("GET /style.css", text("text/css", ".wide{width:2000px}.pale{color:#ddd;background:#fff}.cover{position:fixed;inset:0;background:#fff}"))
	mux.HandleFunc("GET /app.js", text("text/javascript", `document.getElementById("more").onclick = () => fetch("/part").then((r) => r.text()).then((s) => { document.getElementById("out").textContent = s })`))
	mux.HandleFunc("GET /throw.js", text("text/javascript", `throw new Error("hỏng rồi")`))
	mux.HandleFunc("GET /uncover.js", text("text/javascript", `document.getElementById("b").onclick = (e) => { e.target.textContent = "Đã nhận" }; setTimeout(() => document.querySelector(".cover").remove(), 300)`))
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s.URL
}

func open(t *testing.T) *browser.Page {
	t.Helper()
	t.Parallel()
	return browser.Start(t).Page(t, site(t))
}

func TestPage_fillsAndSendsAFormAsAPersonDoes(t *testing.T) {
	p := open(t)
	file := filepath.Join(t.TempDir(), "anh.txt")
	if err := os.WriteFile(file, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.Go("/form")
	p.Fill("Họ và tên", "Lan")
	p.Fill("Ngày", "2021-01-11")
	p.Select("Cấp", "Cấp tỉnh")
	p.Check("Đồng ý công khai")
	p.SetFile("Tệp kèm", file)
	p.Click("Gửi")
	if got := p.Path(); got != "/done?Lan/2021-01-11/p/1/anh.txt" {
		t.Errorf("sent %s", got)
	}
	if p.Title() != "Đã gửi" || p.Status() != 200 {
		t.Errorf("title %q, status %d", p.Title(), p.Status())
	}
	p.Back()
	if p.Path() != "/form" {
		t.Errorf("back at %s", p.Path())
	}
}

func TestPage_aRefusedFormIsAPageLikeAnyOther(t *testing.T) {
	p := open(t)
	p.Go("/form")
	p.Fill("name", "")
	p.Check("consent")
	p.Uncheck("consent")
	if p.Checked("consent") || p.Value("Họ và tên") != "" {
		t.Error("fields were not cleared")
	}
	p.Click("Gửi")
	if p.Status() != 422 || p.Text("[role=alert]") != "Cần họ và tên" {
		t.Errorf("status %d, page %q", p.Status(), p.Text("body"))
	}
	if errs := p.ConsoleErrors(); len(errs) != 0 {
		t.Errorf("a refusal counts as an error: %v", errs)
	}
}

func TestPage_waitsForWhatAScriptFetches(t *testing.T) {
	p := open(t)
	p.Go("/form")
	p.Click("Thêm dòng")
	if got := p.Text("#out"); got != "thêm từ máy chủ" {
		t.Errorf("after the click %q", got)
	}
	p.WaitText("thêm từ máy chủ")
	p.WaitGone("không có")
}

func TestPage_clickWaitsUntilNothingCoversTheButton(t *testing.T) {
	p := open(t)
	p.Go("/covered")
	p.Click("Gửi")
	if !p.Offers("Đã nhận") || p.Offers("Gửi") {
		t.Error("the button was not clicked")
	}
}

func TestInWith_narrowsToTheRowWithTheWords(t *testing.T) {
	p := open(t)
	p.Go("/rows")
	row := p.InWith("tr", "Bình")
	if got := row.Texts("td"); len(got) != 2 || got[0] != "Bình" || p.Count("td") != 4 || row.Has("An") {
		t.Errorf("row %q", got)
	}
	row.Click("Xem")
	if p.Path() != "/done?binh" {
		t.Errorf("went to %s", p.Path())
	}
}

func TestPage_keyboardAloneSendsTheForm(t *testing.T) {
	p := open(t)
	p.Go("/form")
	p.Press("Tab", "Tab")
	if p.Focused() != "Họ và tên *" {
		t.Fatalf("focus on %q", p.Focused())
	}
	p.Press("Enter")
	if !strings.HasPrefix(p.Path(), "/done?") {
		t.Errorf("at %s", p.Path())
	}
}

func TestBrowser_pagesOfTwoPeopleShareNoCookies(t *testing.T) {
	t.Parallel()
	address, b := site(t), browser.Start(t)
	one, two := b.Page(t, address), b.Page(t, address)
	one.Go("/form")
	one.Click("Gửi")
	one.Go("/who")
	two.Go("/who")
	if !one.Has("known: true") || !two.Has("known: false") {
		t.Errorf("%q, %q", one.Text("main"), two.Text("main"))
	}
}

func TestConsoleErrors_scriptPolicyAndMissingPicture(t *testing.T) {
	p := open(t)
	p.Go("/faulty")
	all := strings.Join(p.ForgetConsoleErrors(), "\n")
	for _, want := range []string{"hỏng rồi", "404 for", "/none.png", "Content Security Policy"} {
		if !strings.Contains(all, want) {
			t.Errorf("no %q in:\n%s", want, all)
		}
	}
	if p.Title() != "Lỗi" {
		t.Error("the policy let an inline script run")
	}
}

func TestAxe_findsFaultsUnderAStrictPolicyAndNoneOnASoundPage(t *testing.T) {
	p := open(t)
	p.Go("/faulty")
	p.ForgetConsoleErrors()
	ids := map[string]bool{}
	for _, v := range p.Axe() {
		ids[v.ID] = true
		if len(v.Nodes) == 0 || v.Help == "" {
			t.Errorf("%s says too little", v)
		}
	}
	for _, want := range []string{"image-alt", "label", "color-contrast"} {
		if !ids[want] {
			t.Errorf("axe does not find %s among %v", want, ids)
		}
	}
	p.Go("/form")
	if found := p.Axe(); len(found) != 0 {
		t.Errorf("on the sound page: %v", found)
	}
}

func TestHorizontalOverflow_namesWhatSticksOut(t *testing.T) {
	p := open(t)
	p.Go("/faulty")
	p.ForgetConsoleErrors()
	if out := p.HorizontalOverflow(); len(out) != 1 || !strings.Contains(out[0], "wide") {
		t.Errorf("found %v", out)
	}
	p.Go("/form")
	p.Size(390, 844)
	if out := p.HorizontalOverflow(); len(out) != 0 {
		t.Errorf("on the sound page: %v", out)
	}
}

func TestScreenshot_isTheWholePageAsPNG(t *testing.T) {
	p := open(t)
	p.Go("/form")
	p.Size(390, 300)
	file := filepath.Join(t.TempDir(), "a", "form.png")
	p.Screenshot(file)
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	size, err := png.DecodeConfig(f)
	if err != nil {
		t.Fatal(err)
	}
	if size.Width != 390 || size.Height <= 300 {
		t.Errorf("%d × %d", size.Width, size.Height)
	}
}
