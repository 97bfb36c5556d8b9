package nomination_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"lantoa/internal/apptest/sheets"
	"lantoa/internal/nomination"
	"lantoa/internal/sheet"
	"lantoa/internal/subject"
)

func TestLineColumns_readBackWhatWasTakenAway(t *testing.T) {
	t.Parallel()
	p := sheets.Printer(t)
	fields := []sheet.Choice{{Code: "a", Label: "1. Xây dựng nông thôn mới"}, {Code: "b", Label: "2. Giảm nghèo; an sinh"}, {Code: "c", Label: "3. Chuyển đổi số"}}
	columns := nomination.LineColumns(p, fields)
	lines := []nomination.Line{{ID: "x", Input: nomination.Input{Subject: subject.Input{Kind: subject.Individual, Name: "Vừ Mí Sính", Sex: "male", BirthYear: 1975, Ethnicity: "Mông", Work: "direct",
		Occupation: "Trưởng thôn", Address: "Thôn Thèn Pả"}, FieldID: "a", MoreFields: []string{"b", "a", "c"}, Title: "=Nuôi ong", Summary: "Dòng một\nDòng hai", FigureName: "Thu nhập", FigureUnit: "triệu đồng",
		FigureBefore: "12,5", FigureAfter: "1250"}}, {Input: nomination.Input{Subject: subject.Input{Kind: subject.Model, Name: "Mô hình"}}}}
	for i, row := range sheets.Back(t, p, columns, lines) {
		if diff := cmp.Diff(lines[i], nomination.LineOf(row)); diff != "" || len(row.Faults) > 0 {
			t.Errorf("%s %+v", diff, row.Faults)
		}
	}
	same := lines[0]
	same.FigureBefore, same.FigureAfter = "12,50", "1.250"
	if changed := sheet.Changed(p, columns, lines[0], same); len(changed) > 0 {
		t.Errorf("the same figures in another form change %v", changed)
	}
}
