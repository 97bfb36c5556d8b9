package intake_test

import (
	"bytes"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"lantoa/internal/apptest/client"
)

func TestImport_saysWhatReallyHappenedToAPageThatIsOld(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	run(t, s)
	x := samples(t, s)["units"]
	c := s.As(x.person)
	old := settled(t, c, send(c, x.list, "a.xlsx", x.file).Location())
	for _, act := range []string{"/xac-nhan", "/bo", "/lam-tiep", "/mat-khau"} {
		if back := c.Get(old.Path + act).Want(http.StatusSeeOther); back.Location() != old.Path {
			t.Errorf("GET %s leads to %q", act, back.Location())
		}
	}
	s.As("unit_officer").Get(old.Path + "/xac-nhan").Want(http.StatusNotFound)
	confirm(t, c, old)
	if got := old.Form(`form[action$="/xac-nhan"]`).Set("skip", "1").Submit().Want(http.StatusSeeOther).Follow().Text(".flash"); !strings.Contains(got, "đã xong từ trước") {
		t.Errorf("confirmed once more: %q", got)
	}
	if got := old.Form(`form[action$="/bo"]`).Submit().Want(http.StatusConflict).Texts(".notice-title"); !slices.Contains(got, "Lần nhập này đã xong") {
		t.Errorf("discarded when done: %q", got)
	}
	names := strings.Join(c.Open("/quan-ly/tac-vu").Texts("tbody th"), "|")
	if !strings.Contains(names, "Kiểm tra bảng tính tổ chức") || !strings.Contains(names, "Ghi tổ chức từ bảng tính vào hệ thống") {
		t.Errorf("the tasks of an import are called %q", names)
	}
	idle := settled(t, c, send(c, x.list, "b.xlsx", x.file).Location())
	if got := idle.Text(".page-head .badge"); got != "Không có gì để ghi" {
		t.Errorf("what has nothing to store is %q", got)
	}
	if got := c.Open(x.list + "/nhap").Texts("tbody .badge"); !slices.Equal(got, []string{"Không có gì để ghi", "Đã nhập xong"}) {
		t.Errorf("%q", got)
	}
	idle.Form(`form[action$="/bo"]`).Submit().Want(http.StatusSeeOther)
	if got := idle.Form(`form[action$="/bo"]`).Submit().Want(http.StatusSeeOther).Follow().Text(".flash"); !strings.Contains(got, "đã được bỏ từ trước") {
		t.Errorf("discarded once more: %q", got)
	}
}

func TestReport_namesItsOwnCellsAndSaysWhatItIs(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	run(t, s)
	c := s.As("admin")
	x := excelize.NewFile()
	defer func() { _ = x.Close() }()
	for i, row := range [][]any{{"Loại", "Tên", "Từ ngày"}, {"Đơn vị thuộc sở", "Phòng Một", "02/01/2021"}, {"Loại lạ", "Phòng Hai", "02/01/2021"}, {"Đơn vị thuộc sở", nil, "02/01/2021"}} {
		at, err := excelize.CoordinatesToCellName(1, i+1)
		if err == nil {
			err = x.SetSheetRow("Sheet1", at, &row)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := x.SetCellFormula("Sheet1", "B4", "B3&1"); err != nil {
		t.Fatal(err)
	}
	var raw bytes.Buffer
	if err := x.Write(&raw); err != nil {
		t.Fatal(err)
	}
	page := settled(t, c, send(c, units, "a.xlsx", raw.Bytes()).Location())
	file := c.Get(page.Attr(`.import-links a[download]`, "href")).Want(http.StatusOK)
	rows := read(t, file.Body)
	if len(rows) != 3 {
		t.Fatalf("%q", rows)
	}
	for i, want := range []string{"C2 · Loại: “Loại lạ”", "A3 · Tên: Ô này có công thức"} {
		if got := rows[i+1][len(rows[i+1])-1]; !strings.HasPrefix(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if rows[2][0] != "=B3&1" {
		t.Errorf("the formula is lost: %q", rows[2])
	}
	about, err := excelize.OpenReader(bytes.NewReader(file.Body))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = about.Close() }()
	lines, err := about.GetRows("Thông tin")
	if err != nil || lines[0][1] != "Các dòng lỗi của a.xlsx" || lines[1][0] != "Nội dung" || !strings.HasPrefix(lines[1][1], "Chỉ gồm các dòng bị lỗi") {
		t.Errorf("%q, %v", lines, err)
	}
}
