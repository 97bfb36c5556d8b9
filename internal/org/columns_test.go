package org_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"lantoa/internal/apptest/sheets"
	"lantoa/internal/org"
	"lantoa/internal/sheet"
)

func TestColumns_readBackWhatWasTakenAway(t *testing.T) {
	t.Parallel()
	p := sheets.Printer(t)
	columns := org.Columns(p, []sheet.Choice{{Code: "a", Label: "Ủy ban nhân dân huyện Đồng Văn"}, {Code: "b", Label: "Ủy ban nhân dân huyện Mèo Vạc"}})
	lines := []org.Line{{ID: "x", Input: org.Input{Kind: org.Kinds()[0], Name: "Ủy ban nhân dân xã Lũng Cú", Short: "UBND xã Lũng Cú", Place: "xã Lũng Cú, huyện Đồng Văn", Abbr: "UBND", ParentID: "a", Assigned: true, FromDay: "2004-01-01"}},
		{Input: org.Input{Kind: org.Kinds()[1], Name: "Sở Nội vụ", FromDay: "1991-10-01"}}}
	for i, row := range sheets.Back(t, p, columns, lines) {
		if diff := cmp.Diff(lines[i], org.LineOf(row)); diff != "" || len(row.Faults) > 0 {
			t.Errorf("%s %+v", diff, row.Faults)
		}
		if changed := sheet.Changed(p, columns, lines[i], org.LineOf(row)); len(changed) > 0 {
			t.Errorf("changed are %v", changed)
		}
	}
	other := lines[0]
	other.ParentID = "b"
	if changed := sheet.Changed(p, columns, lines[0], other); !cmp.Equal(changed, []string{"parent"}) {
		t.Errorf("another parent changes %v", changed)
	}
}
