package intake_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"lantoa/internal/apptest/sheets"
	"lantoa/internal/db"
	"lantoa/internal/intake"
)

// What is kept of a row with faults is bounded, however long its cells are; the
// report of its faults has them whole.
func TestCheck_keepsLittleOfLongCellsThatHaveFaults(t *testing.T) {
	t.Parallel()
	k := open(t)
	lines := k.some(3)
	for i := range lines {
		lines[i].Subject.Name = strings.Repeat("ở", 30_000)
		lines[i].Summary = strings.Repeat("ự", 30_000)
	}
	n := k.until(k.send(k.actor, intake.Nominations, k.batch.ID, sheets.File(t, k.print, k.cols, lines)).ID, intake.Checked)
	if c := k.counts(n); c[intake.Faulty] != 3 {
		t.Fatal(c)
	}
	kept, err := db.One[int](t.Context(), k.DB.Reader(), `select max(length(cells) + length(line) + length(faults)) from intake_row where intake_id = $1`, n.ID)
	if err != nil || kept > 8_000 {
		t.Errorf("%d letters are kept of a row, %v", kept, err)
	}
	var out bytes.Buffer
	if err := k.in.Report(t.Context(), k.actor, n.ID, &out); err != nil {
		t.Fatal(err)
	}
	x, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = x.Close() }()
	rows, err := x.GetRows(x.GetSheetName(0))
	if err != nil || len(rows) != 4 || !slices.Contains(rows[1], strings.Repeat("ự", 30_000)) {
		t.Errorf("the report has not the text whole: %d rows, %v", len(rows), err)
	}
}
