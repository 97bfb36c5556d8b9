package intake_test

import (
	"bytes"
	"fmt"
	"net/http"
	"slices"
	"testing"
	"time"

	"lantoa/internal/apptest/client"
	"lantoa/internal/apptest/sheets"
	"lantoa/internal/db"
	"lantoa/internal/intake"
	"lantoa/internal/nomination"
	"lantoa/internal/subject"
)

// BenchmarkImport reads and stores 10,000 dossiers by the whole program, while
// somebody else asks for a list again and again: how long each half takes, and
// the page's 95th percentile without an import, while one is read and while one
// is stored.
func BenchmarkImport(b *testing.B) {
	const rows = 10_000
	s := client.Start(b)
	w := s.World
	if err := s.Jobs.Start(b.Context()); err != nil {
		b.Fatal(err)
	}
	defer func() { _ = s.Jobs.Stop(b.Context()) }()
	theirs := w.BatchBy("unit_officer2", nomination.LevelField)
	for i := range 100 {
		if _, err := w.Noms.Create(b.Context(), w.As("unit_officer2"), theirs.ID, db.NewID(), w.Input(fmt.Sprintf("Giàng Thị Mỷ %d", i), subject.Individual, 2)); err != nil {
			b.Fatal(err)
		}
	}
	other := s.As("unit_officer2")
	actor, err := s.Accounts.Actor(b.Context(), s.AccountID("unit_officer"))
	if err != nil {
		b.Fatal(err)
	}
	p := sheets.Printer(b)
	for range b.N {
		own := w.Batch(nomination.LevelField)
		fields, err := w.Plans.FieldsOf(b.Context(), w.DB.Reader(), own.VersionID)
		if err != nil {
			b.Fatal(err)
		}
		lines := make([]nomination.Line, rows)
		for i := range lines {
			lines[i].Input = w.Input(fmt.Sprintf("Vừ Mí Sính %d", i), subject.Individual, 1)
		}
		file := sheets.File(b, p, nomination.LineColumns(p, nomination.FieldChoices(p, fields)), lines)
		idle, _ := pages(b, other, 300, func() bool { return false })
		begun := time.Now()
		n, err := s.Intakes.Begin(b.Context(), actor, db.NewID(), intake.Nominations, own.ID, "ho-so.xlsx", bytes.NewReader(file))
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(time.Since(begun).Seconds(), "begin-s")
		in := func(state intake.State) func() bool {
			return func() bool {
				if n, err = s.Intakes.Get(b.Context(), actor, n.ID); err != nil {
					b.Fatal(err)
				}
				return n.State == state
			}
		}
		reading, took := pages(b, other, 0, in(intake.Checked))
		b.ReportMetric(took.Seconds(), "check-s")
		if err := s.Intakes.Confirm(b.Context(), actor, n.ID, n.Version, false); err != nil {
			b.Fatal(err)
		}
		storing, took := pages(b, other, 0, in(intake.Done))
		b.ReportMetric(took.Seconds(), "store-s")
		b.ReportMetric(idle.Seconds()*1000, "idle-p95-ms")
		b.ReportMetric(reading.Seconds()*1000, "reading-p95-ms")
		b.ReportMetric(storing.Seconds()*1000, "storing-p95-ms")
		if c, err := s.Intakes.Counts(b.Context(), n); err != nil || c[intake.Made] != rows {
			b.Fatalf("%v %v", c, err)
		}
	}
}

// pages asks for a list every 25 ms, some times or until it is so, and gives the
// 95th percentile of the answers and how long all took.
func pages(b *testing.B, as *client.Client, times int, so func() bool) (p95, took time.Duration) {
	b.Helper()
	begun := time.Now()
	tick := time.NewTicker(25 * time.Millisecond)
	defer tick.Stop()
	var all []time.Duration
	for (times == 0 || len(all) < times) && !so() {
		asked := time.Now()
		as.Get("/quan-ly/ho-so").Want(http.StatusOK)
		all = append(all, time.Since(asked))
		<-tick.C
	}
	took = time.Since(begun)
	slices.Sort(all)
	return all[len(all)*95/100], took
}
