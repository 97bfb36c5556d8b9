package intake_test

import (
	"archive/zip"
	"bytes"
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"lantoa/internal/apptest"
	"lantoa/internal/apptest/client"
	"lantoa/internal/db"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
)

const (
	units    = "/quan-ly/to-chuc"
	accounts = "/quan-ly/tai-khoan"
	imports  = "/quan-ly/nhap/"
	absent   = "0190b5a0-0000-7000-8000-000000000000"
)

// run works the site's jobs until the test ends.
func run(t *testing.T, s *client.Site) {
	t.Helper()
	if err := s.Jobs.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		_ = s.Jobs.Stop(ctx)
	})
}

// batchPath opens a batch of the commune's officer.
func batchPath(t *testing.T, s *client.Site) string {
	t.Helper()
	unit := s.World.As("unit_officer").Grants[0].OrgID
	me := s.As("unit_officer")
	form := me.Open("/quan-ly/dot-de-nghi/moi").Form("main form.form").SetAll("title", "Đợt nhập", "level", string(nomination.LevelField))
	if form.Values.Get("unit") != unit {
		t.Fatalf("the form offers %q", form.Values.Get("unit"))
	}
	return strings.TrimSuffix(form.Submit().Want(http.StatusSeeOther).Location(), "/ho-so/moi")
}

// table is a spreadsheet of rows as texts.
func table(t testing.TB, rows ...[]any) []byte {
	t.Helper()
	x := excelize.NewFile()
	defer func() { _ = x.Close() }()
	for i, row := range rows {
		at, err := excelize.CoordinatesToCellName(1, i+1)
		if err == nil {
			err = x.SetSheetRow("Sheet1", at, &row)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := x.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// read are the texts of a spreadsheet's first sheet, row by row.
func read(t testing.TB, file []byte) [][]string {
	t.Helper()
	x, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = x.Close() }()
	rows, err := x.GetRows(x.GetSheetList()[0])
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// send sends a spreadsheet at the way in of a list.
func send(c *client.Client, list, name string, file []byte) *client.Answer {
	return c.Open(list+"/nhap").Form(`main form[enctype]`).File("file", name, file).Submit()
}

// settled is the page of an import whose task has done its part.
func settled(t testing.TB, c *client.Client, path string) *client.Answer {
	t.Helper()
	var page *client.Answer
	apptest.Await(t, func() bool {
		page = c.Open(path)
		return !page.Has("#tien-do")
	})
	return page
}

// confirm stores what a page shows.
func confirm(t testing.TB, c *client.Client, page *client.Answer) *client.Answer {
	t.Helper()
	form := page.Form(`form[action$="/xac-nhan"]`)
	if page.Has(`input[name="skip"]`) {
		form.Set("skip", "1")
	}
	return settled(t, c, form.Submit().Want(http.StatusSeeOther).Location())
}

func number(t testing.TB, s *client.Site, query string, args ...any) int {
	t.Helper()
	n, err := db.One[int](t.Context(), s.DB.Reader(), query, args...)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// sample is a kind of import as the tests use it: who may, where, and rows.
type sample struct {
	person string
	list   string
	file   []byte // two new rows and one with a fault
	faulty string // cell of the fault
	column string // its title
	query  string // counts what the two rows make
}

func samples(t *testing.T, s *client.Site) map[string]sample {
	t.Helper()
	commune, above, field := s.World.As("unit_officer").Grants[0].OrgID, org.SeedID("snv"), s.World.Fields[2].ID
	return map[string]sample{
		"units": {"admin", units, table(t, []any{"Tên", "Tên gọi tắt", "Loại", "Cơ quan cấp trên trực tiếp", "Từ ngày"},
			[]any{"Phòng Thi đua Một", "PTĐ Một", "Đơn vị thuộc sở", above, "02/01/2021"},
			[]any{"Phòng Thi đua Hai", "PTĐ Hai", "Đơn vị thuộc sở", above, "02/01/2021"},
			[]any{"Phòng Thi đua Ba", "PTĐ Ba", "Loại lạ", above, "02/01/2021"}), "C4", "Loại", `select count(*) from org_name where name like 'Phòng Thi đua %'`},
		"accounts": {"admin", accounts, table(t, []any{"Tên đăng nhập", "Họ và tên", "Vai trò", "Cơ quan, đơn vị"},
			[]any{"nguoi.mot", "Giàng Thị Mỷ", "unit_officer", commune},
			[]any{"nguoi.hai", "Vừ Mí Pó", "unit_officer", commune},
			[]any{"nguoi.ba", "Lò Thị Say", "Vai trò lạ", commune}), "C4", "Vai trò", `select count(*) from account where username like 'nguoi.%'`},
		"nominations": {"unit_officer", batchPath(t, s), table(t, []any{"Loại", "Tên", "Năm sinh", "Lĩnh vực chính", "Thành tích hoặc mô hình, trong một dòng"},
			[]any{"Cá nhân", "Vừ Mí Một", 1975, field, "Nuôi ong bạc hà"},
			[]any{"Cá nhân", "Vừ Mí Hai", 1980, field, "Trồng lê"},
			[]any{"Cá nhân", "Vừ Mí Ba", "năm bảy lăm", field, "Dệt lanh"}), "C4", "Năm sinh", `select count(*) from nomination`},
	}
}

// macros is a spreadsheet with a part for macros.
func macros(t testing.TB, file []byte) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range in.File {
		if err := out.Copy(f); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := out.Create("xl/vbaProject.bin"); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// runOnce works the site's jobs while something is done.
func runOnce(t *testing.T, s *client.Site, do func()) {
	t.Helper()
	if err := s.Jobs.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	do()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if err := s.Jobs.Stop(ctx); err != nil {
		t.Fatal(err)
	}
}
