package journey_test

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"lantoa/internal/db"
	"lantoa/internal/intake"
)

// bodies is a spreadsheet of two new bodies and one of a kind that there is not.
func bodies(t *testing.T) []byte {
	t.Helper()
	x := excelize.NewFile()
	defer func() { _ = x.Close() }()
	for i, row := range [][]any{{"Tên", "Tên gọi tắt", "Loại", "Từ ngày"}, {"Trường Tiểu học Lũng Cú", "TH Lũng Cú", "Đơn vị sự nghiệp", "01/09/2021"},
		{"Trường Tiểu học Ma Lé", "TH Ma Lé", "Đơn vị sự nghiệp", "01/09/2021"}, {"Trường Tiểu học Lũng Táo", "TH Lũng Táo", "Trường học", "01/09/2021"}} {
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

// intake is the page of an import of the administrator that waits to be read.
func (s *site) intake(t *testing.T) string {
	t.Helper()
	n, err := s.app.Intakes.Begin(t.Context(), s.actor(t, "admin"), db.NewID(), intake.Units, "", "don-vi.xlsx", bytes.NewReader(bodies(t)))
	if err != nil {
		t.Fatal(err)
	}
	return "/quan-ly/nhap/" + n.ID
}

// TestJourney_fromASpreadsheetToItsRecords walks an import: the file is read while
// the page shows how far, the rows are seen before they are stored, what is wrong
// is left out knowingly, and the new bodies are found in the list.
func TestJourney_fromASpreadsheetToItsRecords(t *testing.T) {
	t.Parallel()
	s := start(t)
	if err := s.app.Jobs.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		_ = s.app.Jobs.Stop(ctx)
	})
	admin := s.as("admin")
	admin.Go("/quan-ly/to-chuc")
	admin.Click("Nhập từ bảng tính")
	admin.SetFile("Tệp bảng tính", s.file("don-vi.xlsx", bytes.NewReader(bodies(t))))
	admin.Click("Tải lên và kiểm tra")
	admin.WaitText("2 dòng sẽ được thêm mới.")
	admin.Inspect("nhap-don-vi")
	admin.Click("Xem các dòng lỗi")
	admin.WaitText("“Trường học” không có trong danh mục.")
	admin.Check("Bỏ qua 1 dòng lỗi, chỉ nhập các dòng còn lại")
	admin.Click("Xác nhận nhập 2 dòng")
	admin.WaitText("2 dòng đã được thêm mới.")
	admin.Inspect("nhap-don-vi-xong")
	admin.Click("Về danh sách cơ quan, đơn vị")
	admin.Go("/quan-ly/to-chuc?q=tieu+hoc")
	for _, name := range []string{"Trường Tiểu học Lũng Cú", "Trường Tiểu học Ma Lé"} {
		admin.WaitText(name)
	}
	if strings.Contains(admin.Text("main"), "Lũng Táo") {
		t.Error("a row with a fault was stored")
	}
}
