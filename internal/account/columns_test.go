package account_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"lantoa/internal/access"
	"lantoa/internal/account"
	"lantoa/internal/apptest/sheets"
	"lantoa/internal/sheet"
)

func TestColumns_readBackWhatWasTakenAway(t *testing.T) {
	t.Parallel()
	p := sheets.Printer(t)
	columns := account.Columns(p, []sheet.Choice{{Code: "a", Label: "Sở Nội vụ"}, {Code: "b", Label: "Ủy ban nhân dân xã Lũng Cú, huyện Đồng Văn"}})
	var rows []account.Row
	for _, role := range access.Roles() {
		rows = append(rows, account.Row{ID: "x", Username: "hoa.nt", Name: "Nguyễn Thị Hoa", Role: role, OrgID: "b", FromDay: "2021-01-05", ToDay: "2025-12-31"})
	}
	rows = append(rows, account.Row{Username: "0912", Name: "Vừ Mí Sính", Role: access.UnitHead, OrgID: "a"})
	for i, row := range sheets.Back(t, p, columns, rows) {
		if diff := cmp.Diff(rows[i], account.RowOf(row)); diff != "" || len(row.Faults) > 0 {
			t.Errorf("%s %+v", diff, row.Faults)
		}
	}
}
