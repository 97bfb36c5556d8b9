package document_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lantoa/internal/apptest/browser"
	"lantoa/internal/apptest/client"
	"lantoa/internal/officialdoc"
	"lantoa/internal/officialdoc/check"
	"lantoa/internal/officialdoc/docx"
	"lantoa/internal/web/staff/document"
)

const checkPath = "/quan-ly/van-ban/kiem-tra"

// draft is a letter as the program writes it.
func draft(t *testing.T, number string) []byte {
	t.Helper()
	all, err := officialdoc.Decrees()
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	err = docx.Write(&b, officialdoc.On(all, "2026-11-25"), officialdoc.Of("Công văn", officialdoc.Document{
		Type: officialdoc.Letter, Issuer: "Ủy ban nhân dân\nxã Lũng Cú", Number: number, Symbol: "UBND-VX", Place: "Lũng Cú", Day: "2026-02-09", Summary: "giới thiệu điển hình tiên tiến",
		To: []string{"Sở Nội vụ"}, Body: []officialdoc.Block{officialdoc.Text(officialdoc.ParagraphBlock, "Ủy ban nhân dân xã Lũng Cú trân trọng giới thiệu.")},
		Signatures: []officialdoc.Signature{{Authority: []string{"Chủ tịch"}, Name: "ThS. Sùng Mí Chá"}}, Recipients: []string{"Như trên", "Lưu: VT"},
	}))
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// edited is a Word file with a text of its body replaced.
func edited(t *testing.T, data []byte, old, text string) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range in.File {
		part, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		var raw bytes.Buffer
		if _, err := raw.ReadFrom(part); err != nil {
			t.Fatal(err)
		}
		w, err := out.Create(f.Name)
		if err == nil {
			_, err = w.Write(bytes.ReplaceAll(raw.Bytes(), []byte(old), []byte(text)))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// kept counts the files of the program but for the database's.
func kept(t *testing.T, dir string) int {
	t.Helper()
	n := 0
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !strings.Contains(d.Name(), ".db") {
			n++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestCheck_isForWhoeverSeesTheRegister(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	for name, want := range map[string]int{"unit_officer": 200, "unit_head": 200, "lead_officer": 200, "standing_officer": 200, "clerk": 200, "inspector": 200, "chairman": 200, "editor": 403, "admin": 403} {
		if got := s.As(name).Get(checkPath); got.Status != want {
			t.Errorf("%s gets %d, want %d", name, got.Status, want)
		}
		if got := s.As(name).Post(checkPath, nil); got.Status != want && !(want == 200 && got.Status == 422) {
			t.Errorf("%s sends and gets %d", name, got.Status)
		}
	}
	s.Visitor().Get(checkPath).Want(http.StatusSeeOther)
	if page := s.As("clerk").Open("/quan-ly/van-ban"); page.Click(`a[href="`+checkPath+`"]`).Text("h1") != "Kiểm tra thể thức" {
		t.Error("the register does not lead to the check")
	}
}

func TestCheck_explainsEachDeviationByItsComponent(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	data := edited(t, draft(t, "5"), "Số: 05/", "Số: 5/")
	before := kept(t, s.World.Data)
	page := s.As("clerk").Open(checkPath).Form(`form[action="`+checkPath+`"]`).File("file", "du-thao.docx", data).Submit().Want(http.StatusOK)
	if got := page.Texts(".deviations h3"); strings.Join(got, ", ") != "Số, ký hiệu, Họ tên của người ký" {
		t.Fatalf("components %q", got)
	}
	if got := page.Texts(".deviation dd"); strings.Join(got[:4], " | ") != "Số: 5/UBND-VX | 5 | 05 | Phụ lục I, Phần I, mục II.3.c" {
		t.Errorf("facts %q", got)
	}
	if got := page.Text(".check-result .notice"); !strings.Contains(got, "Tệp du-thao.docx có 2 lỗi thể thức, ở 2 chỗ.") {
		t.Error(got)
	}
	if now := kept(t, s.World.Data); now != before {
		t.Errorf("%d files were kept", now-before)
	}
	fine := s.As("clerk").Open(checkPath).Form(`form[action="`+checkPath+`"]`).File("file", "a.docx", edited(t, draft(t, "5"), "ThS. ", "")).Submit().Want(http.StatusOK)
	if fine.Text(".empty h2") != "Không thấy sai thể thức" || fine.Has(".deviation") || !strings.Contains(fine.Text("main"), "Chương trình không kiểm tra được") {
		t.Errorf("a sound draft: %s", fine.Text("main"))
	}
}

func TestCheck_answersEveryOtherFileInASentence(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	clerk := s.As("clerk")
	sound := draft(t, "5")
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"trống.docx":  {[]byte{}, "không có chữ nào"},
		"cu.doc":      {[]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1W\x00o\x00r\x00d\x00D\x00o\x00c\x00u\x00m\x00e\x00n\x00t\x00"), "Word kiểu cũ"},
		"khoa.docx":   {[]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"), "mật khẩu"},
		"quet.pdf":    {[]byte("%PDF-1.7 rác"), "không phải văn bản Word"},
		"anh.docx":    {[]byte("\xff\xd8\xff\xe0\x00\x10JFIF"), "không phải văn bản Word"},
		"nua.docx":    {sound[:len(sound)/2], "bị hỏng"},
		"thuc.docx":   {edited(t, sound, "<w:body>", `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:body>&x;`), "bị hỏng"},
		"sau.docx":    {edited(t, sound, "<w:body>", strings.Repeat("<w:body>", 1000)), "bị hỏng"},
		"bom.docx":    {edited(t, sound, "<w:body>", "<w:body>"+strings.Repeat(" ", 40<<20)), "bị hỏng"},
		"rat-to.docx": {make([]byte, check.MaxSize+1), "lớn hơn 20 MB"},
	} {
		page := clerk.Open(checkPath).Form(`form[action="`+checkPath+`"]`).File("file", name, c.data).Submit().Want(http.StatusUnprocessableEntity)
		if got := page.Text(".error-summary"); !strings.Contains(got, c.want) || !strings.Contains(got, name) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	if got := clerk.Post(checkPath, nil).Want(http.StatusUnprocessableEntity).Text(".error-summary"); !strings.Contains(got, "Hãy chọn một tệp .docx") {
		t.Error(got)
	}
	macro := edited(t, sound, "wordprocessingml.document.main+xml", "nothing")
	macro = edited(t, macro, "application/vnd.openxmlformats-officedocument.nothing", "application/vnd.ms-word.document.macroEnabled.main+xml")
	if page := clerk.Open(checkPath).Form(`form[action="`+checkPath+`"]`).File("file", "macro.docm", macro).Submit(); page.Status != http.StatusOK || len(page.All(".deviation")) != 1 {
		t.Errorf("macros: %d", page.Status)
	}
}

func TestCheck_waitsForItsTurnAsLongAsSomebodyWaitsForIt(t *testing.T) {
	t.Parallel()
	ctx, leave := context.WithCancel(context.Background())
	leave()
	if err := document.New(nil, nil, nil, nil).CheckWhileBusy(ctx); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestCheck_looksWellWithAndWithoutDeviations(t *testing.T) {
	t.Parallel()
	chromium := browser.Built(t)
	s := client.Start(t)
	server := httptest.NewServer(s.Handler())
	t.Cleanup(server.Close)
	p := chromium.Page(t, server.URL)
	p.Go("/dang-nhap")
	p.Cookie("lantoa=" + s.As("clerk").Cookie("lantoa"))
	dir := t.TempDir()
	for name, data := range map[string][]byte{"du-thao.docx": edited(t, edited(t, draft(t, "5"), "Số: 05/", "Số: 5/"), "Lưu: VT.", "Lưu VP"), "dung.docx": edited(t, draft(t, "5"), "ThS. ", "")} {
		if err := os.WriteFile(dir+"/"+name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p.Go(checkPath)
	p.Inspect("the-thuc/trong")
	p.Click("css=main .btn-primary")
	p.ForgetConsoleErrors() // the browser logs the status 422
	p.Inspect("the-thuc/loi")
	for _, name := range []string{"du-thao", "dung"} {
		p.Go(checkPath)
		p.SetFile("Tệp dự thảo", dir+"/"+name+".docx")
		p.Click("css=main .btn-primary")
		p.Settle()
		p.Inspect("the-thuc/" + name)
	}
}
