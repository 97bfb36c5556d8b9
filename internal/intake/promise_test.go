package intake_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"lantoa/internal/apptest/sheets"
	"lantoa/internal/db"
	"lantoa/internal/intake"
	"lantoa/internal/nomination"
	"lantoa/internal/sheet"
	"lantoa/internal/subject"
)

// anyLine is a dossier with some cells filled, whether they fit or not.
func (k kit) anyLine(r *rand.Rand, i int) nomination.Line {
	some := func(texts ...string) string { return texts[r.IntN(len(texts))] }
	field := func() string { return some("", k.Fields[1].ID, k.Fields[2].ID, k.Fields[5].ID) }
	l := nomination.Line{Input: nomination.Input{
		Subject: subject.Input{Kind: subject.Kinds()[r.IntN(4)], Name: fmt.Sprintf("  Vừ  Mí Sính %d ", i), Sex: some("", "", "female"), BirthYear: r.IntN(2) * 1975,
			Ethnicity: some("", "", "Mông"), Work: some("", "", "leader"), Occupation: some("", "Trưởng  thôn"), Address: some("", "Thôn Thèn Pả")},
		FieldID: field(), Title: some("", "Nuôi ong; bạc hà"), Summary: some("", "Dòng một\nDòng hai "), FigureName: some("", "Thu nhập"), FigureUnit: some("", "%"),
		FigureBefore: some("", "0", "12,50", "-3"), FigureAfter: some("", "1.250.000,125", "0,1")}}
	for range r.IntN(4) {
		if id := field(); id != "" {
			l.MoreFields = append(l.MoreFields, id)
		}
	}
	return l
}

// What the preview says of a new row is what is there once it is stored; and
// whatever a row has filled in is in the preview or is a fault.
func TestImport_storesWhatThePreviewPromisesAndDropsNothing(t *testing.T) {
	t.Parallel()
	k := open(t)
	r := rand.New(rand.NewPCG(7, 11))
	lines := make([]nomination.Line, 400)
	for i := range lines {
		lines[i] = k.anyLine(r, i)
	}
	n := k.read(lines)
	rows, err := k.in.Rows(t.Context(), n, intake.Filter{Limit: 1000})
	if err != nil || len(rows) != len(lines) {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	n = k.confirm(k.actor, n)
	for i, row := range rows {
		faulty := func(column string) bool {
			return slices.ContainsFunc(row.Faults, func(f intake.Fault) bool { return f.Column == column || f.Column == "" })
		}
		for _, c := range row.Cells {
			at := slices.IndexFunc(k.cols, func(col sheet.Column[nomination.Line]) bool { return col.Key == c.Column })
			if filled := k.cols[at].Cell(lines[i]).Filled(); filled && c.After == "" && !faulty(c.Column) {
				t.Errorf("row %d: %q is filled in and lost", row.No, c.Column)
			}
		}
		if row.Verdict == intake.Faulty {
			continue
		}
		stored, _, err := k.Noms.LineIn(t.Context(), k.DB.Reader(), k.actor, k.batch.ID, row.RecordID)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range row.Cells {
			at := slices.IndexFunc(k.cols, func(col sheet.Column[nomination.Line]) bool { return col.Key == c.Column })
			if got := k.cols[at].Cell(stored).Shown(k.print); got != c.After {
				t.Errorf("row %d: %q is promised as %q and stored as %q", row.No, c.Column, c.After, got)
			}
		}
	}
	if c := k.counts(n); c[intake.Made] < 50 || c[intake.Faulty] < 50 {
		t.Errorf("too little was tried: %v", c)
	}
}

func TestImport_refusesCellsThatTheRowsKindDoesNotHave(t *testing.T) {
	t.Parallel()
	k := open(t)
	place, house, twice, headless := k.line(1), k.line(2), k.line(3), k.line(4)
	place.Subject = subject.Input{Kind: subject.Collective, Name: "Chi hội phụ nữ thôn Thèn Pả", Sex: "female", BirthYear: 1975, Ethnicity: "Mông", Work: "leader"}
	house.Subject = subject.Input{Kind: subject.Household, Name: "Vừ Mí Pó", Sex: "male", BirthYear: 1975, Ethnicity: "Mông"}
	house.FieldID = ""
	twice.MoreFields = []string{k.Fields[2].ID, k.Fields[1].ID}
	headless.FieldID, headless.MoreFields = "", []string{k.Fields[2].ID}
	n := k.read([]nomination.Line{place, house, twice, headless})
	var got []string
	for _, f := range k.faults(n) {
		got = append(got, f.Cell+" "+f.Key)
	}
	want := []string{"C2 intake.stray", "D2 intake.stray", "E2 intake.stray", "F2 intake.stray", "J4 intake.field_twice", "J5 intake.main_field"}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestImport_refusesWhatItWouldNotKeepOfAnotherUnitsSubject(t *testing.T) {
	t.Parallel()
	k := open(t)
	theirs := k.Draft(k.Batch(nomination.LevelField), k.Input("Vừ Thị Dính", subject.Individual, 1))
	k.Must("unit_officer", nomination.Submit, "", theirs.ID)
	k.Must("unit_head", nomination.Endorse, "", theirs.ID)
	me := k.person("can-bo-2", "Lý Thị Dợ", k.As("unit_officer2").Grants[0])
	batch := k.BatchBy("unit_officer2", nomination.LevelField)
	in := k.Input("Vừ Thị Dính", subject.Individual, 1)
	in.SubjectID = theirs.SubjectID
	ours, err := k.Noms.Create(t.Context(), me, batch.ID, db.NewID(), in)
	if err != nil {
		t.Fatal(err)
	}
	line, _, err := k.Noms.LineIn(t.Context(), k.DB.Reader(), me, batch.ID, ours.ID)
	if err != nil {
		t.Fatal(err)
	}
	line.Subject.Ethnicity, line.Title = "Mông", "Nuôi ong"
	n := k.untilOf(me, k.send(me, intake.Nominations, batch.ID, sheets.File(t, k.print, k.cols, []nomination.Line{line})).ID, intake.Checked)
	if f := k.faults(n); len(f) != 1 || f[0].Cell != "E2" || f[0].Key != "intake.not_kept" {
		t.Errorf("%+v", f)
	}
}
