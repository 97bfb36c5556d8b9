package paper_test

import (
	"bytes"
	"fmt"
	"os"
	"testing"
	"time"

	"lantoa/internal/apptest/world"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/nomination"
	"lantoa/internal/officialdoc"
	"lantoa/internal/officialdoc/check"
	"lantoa/internal/paper"
	"lantoa/internal/subject"
)

// rules are those in force on the world's day.
func rules(t *testing.T, w *world.World) officialdoc.Rules {
	t.Helper()
	r, err := w.Laws.DocumentRules(t.Context(), w.DB.Reader(), "2021-01-11")
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestWrite_everyPaperIsInOrder(t *testing.T) {
	t.Parallel()
	for _, day := range []time.Time{{}, time.Date(2024, 6, 3, 9, 0, 0, 0, civil.Zone()), time.Date(2026, 11, 25, 9, 0, 0, 0, civil.Zone())} {
		t.Run(day.Format(time.DateOnly), func(t *testing.T) {
			t.Parallel()
			w := world.New(t)
			if !day.IsZero() {
				w.Clock.Set(day)
			}
			everyPaper(t, w)
		})
	}
}

// everyPaper makes one of each kind and has each checked.
func everyPaper(t *testing.T, w *world.World) {
	t.Helper()
	sound := func(person string, p paper.Paper) {
		t.Helper()
		m := file(t, w, person, p)
		for _, f := range p.Kind.Formats() {
			var b bytes.Buffer
			if err := m.Write(&b, f); err != nil || b.Len() < 1000 {
				t.Errorf("%s as %s: %d bytes, %v", p.Kind, f, b.Len(), err)
			}
			if f != paper.DOCX {
				continue
			}
			found, err := check.Document(rules(t, w), b.Bytes(), string(p.Kind)+".docx")
			if err != nil {
				t.Fatal(p.Kind, err)
			}
			for _, d := range found {
				t.Errorf("%s: %s at %q: %s, expected %v, found %v", p.Kind, d.Component, d.Where, d.Key, d.Expected, d.Found)
			}
		}
	}
	b := w.Batch(nomination.LevelProvince)
	for i, name := range []string{"Giàng Mí Sử", "Bàn Văn An", "Vàng Thị Mỷ"} {
		in := w.Input(name, []subject.Kind{subject.Individual, subject.Household, subject.Individual}[i], 2)
		in.Subject.Ethnicity, in.Subject.Sex, in.Subject.Address = "Mông", "male", "thôn Lô Lô Chải"
		w.Draft(b, in)
	}
	n := w.Draft(b, w.Input("Thôn Lô Lô Chải", subject.Collective, 2))
	for _, s := range paper.ForBatch(b.Level) {
		sound("unit_officer", make1(t, w, "unit_officer", paper.Making{Kind: s.Kind, BatchID: b.ID}))
	}
	choose(w, n)
	w.Must("standing_officer", nomination.Appraise, "", n.ID)
	sound("standing_officer", make1(t, w, "standing_officer", paper.Making{Kind: paper.CouncilMinutes, Items: []string{n.ID}}))
	sound("standing_officer", make1(t, w, "standing_officer", paper.Making{Kind: paper.ListSubmission, Items: []string{n.ID}}))
	w.Must("standing_head", nomination.SubmitList, "01/TTr-BTĐKT", n.ID)
	sound("standing_officer", make1(t, w, "standing_officer", paper.Making{Kind: paper.ProvinceDecision, Items: []string{n.ID}}))
	sound("lead_officer", make1(t, w, "lead_officer", paper.Making{Kind: paper.FieldDecision, Items: []string{selected(w).ID}}))
	own := w.Batch(nomination.LevelUnit)
	w.Draft(own, w.Input("Lò Thị Nga", subject.Household, 2))
	for _, s := range paper.ForBatch(own.Level) {
		sound("unit_officer", make1(t, w, "unit_officer", paper.Making{Kind: s.Kind, BatchID: own.ID}))
	}
}

// TestWrite_makesThreeHundredSummariesAsOneFile is bounded far above what it takes
// (docs/performance.md), so that only a fault of another order shows.
func TestWrite_makesThreeHundredSummariesAsOneFile(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	b := w.Batch(nomination.LevelProvince)
	people := 30 // in the inner loop
	if os.Getenv("LANTOA_TEST_REQUIRE_ALL") == "1" {
		people = 300
	}
	for i := range people {
		n, err := w.Noms.Create(t.Context(), w.As("unit_officer"), b.ID, db.NewID(), w.Input(fmt.Sprintf("Bàn Văn Số %d", i), subject.Individual, 2))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Noms.Attach(t.Context(), w.As("unit_officer"), n.ID, "", "photo", world.PNG(), "anh.png"); err != nil {
			t.Fatal(err)
		}
	}
	p := make1(t, w, "unit_officer", paper.Making{Kind: paper.Summary, BatchID: b.ID})
	for _, f := range p.Kind.Formats() {
		begun := time.Now()
		var out bytes.Buffer
		if err := file(t, w, "unit_officer", p).Write(&out, f); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(begun); took > 20*time.Second {
			t.Errorf("%s took %s", f, took)
		}
	}
}

// BenchmarkWrite draws a batch's papers, read from the database anew each time.
func BenchmarkWrite(b *testing.B) {
	for _, n := range []int{10, 300} {
		w := world.New(b)
		batch := w.Batch(nomination.LevelProvince)
		for i := range n {
			w.Draft(batch, w.Input(fmt.Sprintf("Bàn Văn Số %d", i), subject.Individual, 2))
		}
		for _, s := range paper.ForBatch(batch.Level) {
			p, err := w.Papers.Make(b.Context(), w.As("unit_officer"), db.NewID(), paper.Making{Kind: s.Kind, BatchID: batch.ID})
			if err != nil {
				b.Fatal(err)
			}
			for _, f := range s.Kind.Formats() {
				b.Run(fmt.Sprintf("%s/%s/%d", s.Kind, f, n), func(b *testing.B) {
					for b.Loop() {
						m, err := w.Papers.File(b.Context(), w.As("unit_officer"), p, p.Content)
						if err != nil {
							b.Fatal(err)
						}
						if err := m.Write(new(bytes.Buffer), f); err != nil {
							b.Fatal(err)
						}
					}
				})
			}
		}
	}
}
