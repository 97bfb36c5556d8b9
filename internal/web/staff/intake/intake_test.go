package intake_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"lantoa/internal/apptest/client"
	"lantoa/internal/media"
	"lantoa/internal/sheet"
)

func TestImport_showsWhatItWouldDoAndStoresItWhenConfirmed(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	run(t, s)
	for kind, x := range samples(t, s) {
		t.Run(kind, func(t *testing.T) {
			c := s.As(x.person)
			before := number(t, s, x.query)
			if href := c.Open(x.list).Attr(`.page-head-actions a[href$="/nhap"]`, "href"); href != x.list+"/nhap" {
				t.Errorf("the list leads to %q", href)
			}
			page := settled(t, c, send(c, x.list, "danh-sach.xlsx", x.file).Want(http.StatusSeeOther).Location())
			if got := page.Texts("#xac-nhan .import-outcome li, #xac-nhan .notice-title"); len(got) != 2 || got[0] != "2 dòng sẽ được thêm mới." || got[1] != "1 dòng bị lỗi, không được nhập" {
				t.Fatalf("%q", got)
			}
			if n := number(t, s, x.query); n != before {
				t.Fatalf("%d stand before anybody confirmed", n-before)
			}
			if got := page.Texts(".tabs a"); strings.Join(got, "|") != "Tất cả 3|Thêm mới 2|Lỗi 1" || len(page.All("tbody tr")) != 3 {
				t.Errorf("%q and %d rows", got, len(page.All("tbody tr")))
			}
			faulty := page.Click(`.import-links a[href*="ket-qua=error"]`)
			if text := faulty.Text("tbody tr"); len(faulty.All("tbody tr")) != 1 || !strings.Contains(text, x.faulty+" · "+x.column+": ") || !strings.Contains(text, "“") {
				t.Errorf("the faulty row says %q", text)
			}
			refused := page.Form(`form[action$="/xac-nhan"]`).Submit().Want(http.StatusUnprocessableEntity)
			if refused.Attr(".error-summary a", "href") != "#f-skip" || !refused.Has("#f-skip-error") {
				t.Errorf("%q", refused.Texts(".error-summary li"))
			}
			form := page.Form(`form[action$="/xac-nhan"]`).Set("skip", "1")
			path := form.Submit().Want(http.StatusSeeOther).Location()
			form.Submit().Want(http.StatusSeeOther) // a second click
			done := settled(t, c, path)
			if got := done.Texts("#ket-qua .import-outcome li"); len(got) != 1 || got[0] != "2 dòng đã được thêm mới." || number(t, s, x.query) != before+2 {
				t.Fatalf("%q, %d made", got, number(t, s, x.query)-before)
			}
			form.Submit().Want(http.StatusSeeOther)
			if n := number(t, s, x.query); n != before+2 {
				t.Errorf("a late click makes %d", n-before)
			}
			if done.Has(`form[action$="/xac-nhan"], form[action$="/bo"]`) || done.Attr("#ket-qua .btn-primary", "href") != x.list {
				t.Error("what is done offers more than the way back")
			}
			if got := c.Open(x.list + "/nhap").Texts("tbody tr"); len(got) == 0 || !strings.Contains(got[0], "danh-sach.xlsx") || !strings.Contains(got[0], "Đã nhập xong") {
				t.Errorf("the earlier imports: %q", got)
			}
		})
	}
}

func TestReport_hasTheFaultyRowsAsTheyWereAndIsReadInCorrected(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	run(t, s)
	for kind, x := range samples(t, s) {
		t.Run(kind, func(t *testing.T) {
			c := s.As(x.person)
			page := settled(t, c, send(c, x.list, "danh-sach.xlsx", x.file).Location())
			file := c.Get(page.Attr(`.import-links a[download]`, "href")).Want(http.StatusOK)
			if file.Header.Get("Content-Type") != media.Sheet || !strings.HasPrefix(file.Header.Get("Content-Disposition"), "attachment") || !strings.Contains(file.Header.Get("Cache-Control"), "no-store") {
				t.Errorf("%v", file.Header)
			}
			rows := read(t, file.Body)
			if len(rows) != 2 || rows[0][len(rows[0])-1] != "Lỗi" {
				t.Fatalf("%q", rows)
			}
			given, last := read(t, x.file)[3], rows[1][len(rows[1])-1]
			for _, cell := range given[1:] {
				if !strings.Contains(strings.Join(rows[1], "|"), cell) && len(cell) < 30 {
					t.Errorf("%q is missing in %q", cell, rows[1])
				}
			}
			at := sheet.CellName(slices.IndexFunc(rows[0], func(title string) bool { return title == x.column }), 2) // of this file
			if !strings.HasPrefix(last, at+" · "+x.column+": “") {
				t.Errorf("what is wrong: %q", last)
			}
			fixed := map[string]string{"units": "Đơn vị thuộc sở", "accounts": "unit_officer", "nominations": "1975"}[kind]
			wrong := given[2]
			for i, cell := range rows[1] {
				if cell == wrong {
					rows[1][i] = fixed
				}
			}
			again := settled(t, c, send(c, x.list, "da-sua.xlsx", table(t, values(rows[0]), values(rows[1]))).Want(http.StatusSeeOther).Location())
			if got := again.Texts(".import-outcome li"); len(got) != 1 || got[0] != "1 dòng sẽ được thêm mới." || again.Has(".flash") {
				t.Errorf("%q, %q", got, again.Texts(".flash"))
			}
			c.Get(again.Path + "/loi.xlsx").Want(http.StatusNotFound) // no row has a fault
		})
	}
}

func values(texts []string) []any {
	out := make([]any, len(texts))
	for i, x := range texts {
		out[i] = x
	}
	return out
}

func TestUpload_refusesWhatIsNoSpreadsheetAndSaysWhy(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	for kind, x := range samples(t, s) {
		c := s.As(x.person)
		for name, file := range map[string][]byte{
			"empty": nil, "a picture": []byte("\x89PNG\r\n\x1a\n\x00\x00"), "a text": []byte("Tên;Loại"), "half a file": x.file[:len(x.file)/2],
			"an old one": append([]byte{0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1}, make([]byte, 600)...), "macros": macros(t, x.file), "too large": make([]byte, 21<<20),
			"no head": table(t, []any{"Một", "Hai"}, []any{1, 2}), "a column missing": table(t, []any{"Năm sinh", "Từ ngày"}, []any{1975, "02/01/2021"}),
		} {
			a := send(c, x.list, "tep.xlsx", file).Want(http.StatusUnprocessableEntity)
			if len(a.Texts(".error-summary li")) != 1 || a.Attr(".error-summary a", "href") != "#f-file" || !a.Has("#f-file-error") || strings.Contains(a.Text(".error-summary"), "sheet.") {
				t.Errorf("%s, %s: %q", kind, name, a.Texts(".error-summary li"))
			}
		}
		a := c.Open(x.list + "/nhap").Form("main form[enctype]").Submit().Want(http.StatusUnprocessableEntity)
		if !strings.Contains(a.Text(".error-summary li"), "Chưa chọn tệp bảng tính") {
			t.Errorf("%s, no file: %q", kind, a.Texts(".error-summary li"))
		}
	}
	if n := number(t, s, `select count(*) from intake`) + number(t, s, `select count(*) from task`); n != 0 {
		t.Errorf("%d imports and tasks were begun", n)
	}
}

func TestUpload_sentTwiceBeginsOneImportAndNamesWhatIsNotRead(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	c := s.As("admin")
	file := table(t, []any{"Tên", "Loại", "Từ ngày", "Điện thoại"}, []any{"Phòng Một", "Đơn vị thuộc sở", "02/01/2021", "0219"})
	form := c.Open(units+"/nhap").Form("main form[enctype]").File("file", "mot.xlsx", file)
	first := form.Submit().Want(http.StatusSeeOther)
	if second := form.Submit().Want(http.StatusSeeOther); second.Location() != first.Location() || number(t, s, `select count(*) from intake`) != 1 {
		t.Errorf("%s and %s", first.Location(), second.Location())
	}
	page := first.Follow()
	if got := page.Texts("main > .notice"); len(got) != 1 || !strings.Contains(got[0], "“Điện thoại”") {
		t.Errorf("%q", got)
	}
	if !page.Has("#tien-do[hx-get]") || page.Has("table") || !page.Has(`main a[href^="/quan-ly/tac-vu/"]`) {
		t.Error("an import that is read shows no progress")
	}
}

func TestUpload_refusesASixthTaskInWords(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	c := s.As("admin")
	x := samples(t, s)["units"]
	for range 5 {
		send(c, units, "a.xlsx", x.file).Want(http.StatusSeeOther)
	}
	a := send(c, units, "a.xlsx", x.file).Want(http.StatusUnprocessableEntity)
	if !strings.Contains(a.Text(".error-summary"), "đang có 5 việc chạy nền chưa xong") {
		t.Errorf("%q", a.Text(".error-summary"))
	}
}

func TestImport_keepsSayingWhichColumnsAreNotRead(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	run(t, s)
	c := s.As("admin")
	file := table(t, []any{"Tên", "Loại", "Ghi chú riêng", "Từ ngày", "Cột lạ"}, []any{"Phòng Thi đua", "Đơn vị thuộc sở", "x", "02/01/2021", "y"})
	page := settled(t, c, send(c, units, "bang.xlsx", file).Want(http.StatusSeeOther).Location())
	for range 2 { // it is no message that is seen once
		page = c.Open(page.Path)
		if got := strings.Join(page.Texts("main .notice"), " "); !strings.Contains(got, "“Ghi chú riêng”, “Cột lạ”") {
			t.Errorf("%q", got)
		}
	}
	if done := confirm(t, c, page); !strings.Contains(strings.Join(done.Texts("main .notice"), " "), "“Cột lạ”") {
		t.Error("what was stored does not say it any more")
	}
}
