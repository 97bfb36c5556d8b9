package paper_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lantoa/internal/apptest/printed"
	"lantoa/internal/apptest/world"
	"lantoa/internal/db"
	"lantoa/internal/nomination"
	"lantoa/internal/officialdoc"
	"lantoa/internal/paper"
	"lantoa/internal/subject"
)

// TestWrite_printsTheSamePaperFromWordAsPDF prints every kind of paper and holds
// the pages against the decree, and its letters against those of the PDF that the
// program makes itself.
func TestWrite_printsTheSamePaperFromWordAsPDF(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	docs, own, files := map[string][]byte{}, map[string]string{}, map[string]officialdoc.File{}
	dir := t.TempDir()
	keep := func(person string, p paper.Paper) {
		m := file(t, w, person, p)
		var word, pdf bytes.Buffer
		if err := m.Write(&word, paper.DOCX); err != nil {
			t.Fatal(p.Kind, err)
		}
		if err := m.Write(&pdf, paper.PDF); err != nil {
			t.Fatal(p.Kind, err)
		}
		files[string(p.Kind)] = m.File
		docs[string(p.Kind)], own[string(p.Kind)] = word.Bytes(), filepath.Join(dir, string(p.Kind)+".pdf")
		if err := os.WriteFile(own[string(p.Kind)], pdf.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	b := w.Batch(nomination.LevelProvince)
	var last nomination.Nomination
	for i, name := range []string{"Giàng Mí Sử", "Bàn Văn An", "Thôn Lô Lô Chải"} {
		last = w.Draft(b, w.Input(name, []subject.Kind{subject.Individual, subject.Household, subject.Collective}[i], 2))
	}
	for _, s := range paper.ForBatch(b.Level) {
		keep("unit_officer", make1(t, w, "unit_officer", paper.Making{Kind: s.Kind, BatchID: b.ID}))
	}
	unit := w.Batch(nomination.LevelUnit)
	w.Draft(unit, w.Input("Lò Thị Nga", subject.Household, 2))
	for _, k := range []paper.Kind{paper.OwnSubmission, paper.UnitDecision} {
		keep("unit_officer", make1(t, w, "unit_officer", paper.Making{Kind: k, BatchID: unit.ID}))
	}
	keep("lead_officer", make1(t, w, "lead_officer", paper.Making{Kind: paper.FieldDecision, Items: []string{selected(w).ID}}))
	w.Reach(nomination.Appraised, last.ID)
	keep("standing_officer", make1(t, w, "standing_officer", paper.Making{Kind: paper.CouncilMinutes, Items: []string{last.ID}}))
	keep("standing_officer", make1(t, w, "standing_officer", paper.Making{Kind: paper.ListSubmission, Items: []string{last.ID}}))
	w.Must("standing_head", nomination.SubmitList, "01/TTr-BTĐKT", last.ID)
	keep("standing_officer", make1(t, w, "standing_officer", paper.Making{Kind: paper.ProvinceDecision, Items: []string{last.ID}}))
	for kind, pdf := range printed.Files(t, docs) {
		t.Run(kind, func(t *testing.T) {
			fromWord, ours := printed.Pages(t, pdf), printed.Pages(t, own[kind])
			for _, pages := range [][]printed.Page{fromWord, ours} {
				printed.InMargins(t, rules(t, w), pages)
			}
			printed.OnlyTimes(t, pdf)
			printed.OnlyTimes(t, own[kind])
			printed.Same(t, files[kind], pdf, own[kind])
			// A sheet of its own, and each report, begins anew; the rest is few pages.
			if kind == string(paper.Summary) && len(ours) != 3 {
				t.Errorf("%d pages for 3 nominees", len(ours))
			}
		})
	}
}

// TestWrite_givesEveryNomineeOnePage prints summaries of the fullest dossiers.
func TestWrite_givesEveryNomineeOnePage(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	b := w.Batch(nomination.LevelProvince)
	long := strings.Repeat("Vận động bà con hiến đất, góp công làm đường bê tông vào thôn, kè bờ suối và dời chuồng trại ra xa nhà ở. ", 36)
	many := strings.Repeat("Làm được một việc nữa.\n", 60)
	n := 0
	for field := 1; field <= 10; field++ {
		for _, kind := range subject.Kinds() {
			in := w.Input(fmt.Sprintf("Nguyễn Thị Hoàng Phương Số %d", n), kind, field)
			in.Summary, in.Title = []string{long, many}[n%2], strings.Repeat("Dời chuồng trại ra xa nhà ", 11)
			in.Subject.Address, in.Subject.Occupation = "Thôn Lô Lô Chải, xã Lũng Cú, huyện Đồng Văn", "Bí thư chi bộ, trưởng thôn, người có uy tín trong đồng bào dân tộc thiểu số"
			if _, err := w.Noms.Create(t.Context(), w.As("unit_officer"), b.ID, db.NewID(), in); err != nil {
				continue // the field has no criteria for the kind
			}
			n++
		}
	}
	cases, err := w.Noms.Cases(t.Context(), w.As("unit_officer"), b.ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range cases {
		in := w.Input(c.SubjectName, c.Kind, 1)
		in.SubjectID, in.FieldID, in.Title, in.Summary = c.SubjectID, c.FieldID, c.Title, c.Summary
		in.Subject.Address, in.Subject.Occupation = c.Subject.Address, c.Subject.Occupation
		in.Evidence = map[string]string{}
		for _, line := range c.Criteria {
			in.Evidence[line.ID] = strings.Repeat("Biên bản nghiệm thu của Ủy ban nhân dân xã. ", 1+i%12)
		}
		if _, err := w.Noms.Save(t.Context(), w.As("unit_officer"), w.Item(c.ID), in); err != nil {
			t.Fatal(err)
		}
		if i%3 > 0 {
			if _, err := w.Noms.Attach(t.Context(), w.As("unit_officer"), c.ID, "", "photo", world.PNG(), "anh.png"); err != nil {
				t.Fatal(err)
			}
		}
	}
	m := file(t, w, "unit_officer", make1(t, w, "unit_officer", paper.Making{Kind: paper.Summary, BatchID: b.ID}))
	var word, pdf bytes.Buffer
	if err := m.Write(&word, paper.DOCX); err != nil {
		t.Fatal(err)
	}
	if err := m.Write(&pdf, paper.PDF); err != nil {
		t.Fatal(err)
	}
	own := filepath.Join(t.TempDir(), "tom-tat.pdf")
	if err := os.WriteFile(own, pdf.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	for what, name := range map[string]string{"PDF": own, "Word": printed.Files(t, map[string][]byte{"tom-tat": word.Bytes()})["tom-tat"]} {
		if got := len(printed.Pages(t, name)); n < 15 || got != n {
			t.Errorf("%s: %d pages for %d nominees", what, got, n)
		}
	}
}
