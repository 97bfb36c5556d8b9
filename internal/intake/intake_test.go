package intake_test

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"testing"
	"time"

	"lantoa/internal/access"
	"lantoa/internal/account"
	"lantoa/internal/apptest"
	"lantoa/internal/apptest/sheets"
	"lantoa/internal/apptest/world"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/intake"
	"lantoa/internal/jobs"
	"lantoa/internal/nomination"
	"lantoa/internal/sheet"
	"lantoa/internal/subject"
)

type kit struct {
	*world.World
	in    *intake.Service
	actor access.Actor
	batch nomination.Batch
	print *i18n.Printer
	cols  []sheet.Column[nomination.Line]
}

// open starts a province in which an officer of a commune has an account.
func open(t *testing.T) kit {
	t.Helper()
	w := world.New(t)
	accounts := account.New(w.DB, account.DefaultConfig())
	grant := w.As("unit_officer").Grants[0]
	a, err := accounts.Setup(t.Context(), account.Input{Username: "can-bo", Name: "Nguyễn Thị Mai", Role: grant.Role, OrgID: grant.OrgID}, "Mat-khau-dai-123", false)
	if err != nil {
		t.Fatal(err)
	}
	k := kit{World: w, print: sheets.Printer(t)}
	if k.actor, err = accounts.Actor(t.Context(), a.ID); err != nil {
		t.Fatal(err)
	}
	r := jobs.New(w.DB, jobs.Options{Poll: 10 * time.Millisecond, Attempts: 2})
	k.in = intake.New(w.DB, r, w.Files, accounts, w.Orgs, w.Plans, w.Noms, k.print)
	if err := r.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		_ = r.Stop(ctx)
	})
	k.batch, err = w.Noms.CreateBatch(t.Context(), k.actor, db.NewID(), nomination.BatchInput{UnitID: grant.OrgID, Level: nomination.LevelField, Title: "Đợt một"})
	if err != nil {
		t.Fatal(err)
	}
	fields, err := w.Plans.FieldsOf(t.Context(), w.DB.Reader(), k.batch.VersionID)
	if err != nil {
		t.Fatal(err)
	}
	var choices []sheet.Choice
	for _, f := range fields {
		choices = append(choices, sheet.Choice{Code: f.ID, Label: strconv.Itoa(f.No) + ". " + f.Name})
	}
	k.cols = nomination.LineColumns(k.print, choices)
	return k
}

func (k kit) line(i int) nomination.Line {
	return nomination.Line{Input: nomination.Input{Subject: subject.Input{Kind: subject.Individual, Name: fmt.Sprintf("Vừ Mí Sính %d", i), Sex: "male", BirthYear: 1975},
		FieldID: k.Fields[1].ID, Title: fmt.Sprintf("Nuôi ong bạc hà %d", i), Summary: "Dạy nghề cho cả thôn", FigureName: "Thu nhập", FigureUnit: "triệu đồng", FigureBefore: "12,5", FigureAfter: "1250"}}
}

func (k kit) read(lines []nomination.Line) intake.Intake {
	k.T.Helper()
	ctx := context.Background()
	w, err := sheet.Fill(ctx, k.print, sheet.About{}, k.cols, func(yield func(nomination.Line, error) bool) {
		for _, l := range lines {
			if !yield(l, nil) {
				return
			}
		}
	})
	if err != nil {
		k.T.Fatal(err)
	}
	defer func() { _ = w.Close() }()
	var file bytes.Buffer
	if err := w.Send(&file); err != nil {
		k.T.Fatal(err)
	}
	n, err := k.in.Begin(ctx, k.actor, db.NewID(), intake.Nominations, k.batch.ID, "ho-so.xlsx", bytes.NewReader(file.Bytes()))
	if err != nil {
		k.T.Fatal(err)
	}
	return k.until(n.ID, intake.Checked)
}

func (k kit) until(id string, want intake.State) (n intake.Intake) {
	k.T.Helper()
	apptest.Await(k.T, func() bool {
		var err error
		if n, err = k.in.Get(context.Background(), k.actor, id); err != nil {
			k.T.Fatal(err)
		}
		if n.State == want {
			return true
		}
		if task, err := jobs.TaskOf(context.Background(), k.DB.Reader(), k.actor.AccountID, n.TaskID); err != nil || task.State == jobs.Failed {
			k.T.Fatalf("%+v %v", task, err)
		}
		return false
	})
	return n
}

func (k kit) counts(n intake.Intake) map[intake.Verdict]int {
	k.T.Helper()
	c, err := k.in.Counts(context.Background(), n)
	if err != nil {
		k.T.Fatal(err)
	}
	return c
}

func (k kit) number(query string) int {
	k.T.Helper()
	n, err := db.One[int](context.Background(), k.DB.Reader(), query)
	if err != nil {
		k.T.Fatal(err)
	}
	return n
}

func TestImport_storesNothingUntilConfirmedAndEachRowOnce(t *testing.T) {
	t.Parallel()
	k := open(t)
	bad := k.line(3)
	bad.Subject.BirthYear = 1200
	n := k.read([]nomination.Line{k.line(1), k.line(2), bad})
	if c := k.counts(n); c[intake.Fresh] != 2 || c[intake.Faulty] != 1 || k.number(`select count(*) from nomination`) != 0 || k.number(`select count(*) from subject`) != 0 {
		t.Fatalf("%v, %d dossiers stand", c, k.number(`select count(*) from nomination`))
	}
	rows, err := k.in.Rows(t.Context(), n, intake.Filter{Verdict: intake.Faulty, Limit: 50})
	if err != nil || len(rows) != 1 || len(rows[0].Faults) != 1 || rows[0].Faults[0].Cell != "D4" || rows[0].Faults[0].Key != "subject.birth_year" {
		t.Fatalf("%+v %v", rows, err)
	}
	if err := k.in.Confirm(t.Context(), k.actor, n.ID, n.Version, false); !errs.Is(err, errs.Invalid) {
		t.Errorf("faults are left out unasked: %v", err)
	}
	if err := k.in.Confirm(t.Context(), k.As("admin"), n.ID, n.Version, true); !errs.Is(err, errs.NotFound) {
		t.Errorf("another person confirms: %v", err)
	}
	for range 2 {
		if err := k.in.Confirm(t.Context(), k.actor, n.ID, n.Version, true); err != nil {
			t.Fatal(err)
		}
	}
	n = k.until(n.ID, intake.Done)
	if c := k.counts(n); c[intake.Made] != 2 || k.number(`select count(*) from nomination`) != 2 {
		t.Errorf("%v, %d dossiers", c, k.number(`select count(*) from nomination`))
	}
}

func TestImport_ofWhatWasTakenAwayChangesNothing(t *testing.T) {
	t.Parallel()
	k := open(t)
	var lines []nomination.Line
	for i := range 30 {
		n, err := k.Noms.Create(t.Context(), k.actor, k.batch.ID, db.NewID(), k.line(i).Input)
		if err != nil {
			t.Fatal(err)
		}
		line, _, err := k.Noms.LineIn(t.Context(), k.DB.Reader(), k.actor, k.batch.ID, n.ID)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, line)
	}
	entries := k.number(`select count(*) from audit_entry where entity <> 'intake'`)
	n := k.read(lines)
	if c := k.counts(n); c[intake.Same] != 30 {
		t.Fatalf("%v", c)
	}
	if err := k.in.Confirm(t.Context(), k.actor, n.ID, n.Version, false); err != nil {
		t.Fatal(err)
	}
	k.until(n.ID, intake.Done)
	if got := k.number(`select count(*) from audit_entry where entity <> 'intake'`); got != entries || k.number(`select max(version) from nomination`) != 1 {
		t.Errorf("%d entries became %d", entries, got)
	}
}

func TestImport_leavesOutARowThatSomebodyChangedMeanwhile(t *testing.T) {
	t.Parallel()
	k := open(t)
	made, err := k.Noms.Create(t.Context(), k.actor, k.batch.ID, db.NewID(), k.line(1).Input)
	if err != nil {
		t.Fatal(err)
	}
	line, _, err := k.Noms.LineIn(t.Context(), k.DB.Reader(), k.actor, k.batch.ID, made.ID)
	if err != nil {
		t.Fatal(err)
	}
	line.Title = "Từ bảng tính"
	foreign := k.line(5)
	foreign.ID = db.NewID()
	n := k.read([]nomination.Line{line, k.line(2), foreign})
	if c := k.counts(n); c[intake.Changed] != 1 || c[intake.Fresh] != 1 || c[intake.Faulty] != 1 {
		t.Fatalf("%v", c)
	}
	if _, err := k.Noms.Save(t.Context(), k.actor, nomination.Item{ID: made.ID, Version: 1}, k.line(7).Input); err != nil {
		t.Fatal(err)
	}
	if err := k.in.Confirm(t.Context(), k.actor, n.ID, n.Version, true); err != nil {
		t.Fatal(err)
	}
	n = k.until(n.ID, intake.Done)
	if c := k.counts(n); c[intake.Made] != 1 || c[intake.Faulty] != 2 {
		t.Errorf("%v", c)
	}
	if again, err := k.Noms.Get(t.Context(), k.actor, made.ID); err != nil || again.Title != k.line(7).Title {
		t.Errorf("%q %v", again.Title, err)
	}
}
