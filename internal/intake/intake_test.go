package intake_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"lantoa/internal/access"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/intake"
	"lantoa/internal/nomination"
)

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

func TestTemplate_saysOfEveryColumnHowItIsFilledIn(t *testing.T) {
	t.Parallel()
	k := open(t)
	for kind, actor := range map[intake.Kind]access.Actor{intake.Units: k.admin, intake.Accounts: k.admin, intake.Nominations: k.actor} {
		batch := ""
		if kind == intake.Nominations {
			batch = k.batch.ID
		}
		var file bytes.Buffer
		if err := k.in.Template(t.Context(), actor, kind, batch, &file); err != nil {
			t.Fatal(err)
		}
		x, err := excelize.OpenReader(&file)
		if err != nil {
			t.Fatal(err)
		}
		heads, err := k.in.Heads(t.Context(), actor, intake.Intake{Kind: kind, BatchID: batch})
		if err != nil {
			t.Fatal(err)
		}
		for i, h := range heads {
			if how, err := x.GetCellValue("Hướng dẫn", fmt.Sprint("D", i+2)); err != nil || len(how) < 20 || strings.HasPrefix(how, "import.") {
				t.Errorf("%s %s: %q %v", kind, h.Key, how, err)
			}
		}
		all, err := x.GetDataValidations("Danh sách")
		if err != nil || len(all) == 0 {
			t.Fatalf("%s: %v", kind, err)
		}
		for _, dv := range all {
			if !strings.HasSuffix(dv.Sqref, fmt.Sprint(intake.MaxRows+1)) {
				t.Errorf("%s: choices are offered in %s only", kind, dv.Sqref)
			}
		}
		for _, h := range heads {
			for _, c := range h.Choices {
				if _, name, ok := strings.Cut(c.Label, ". "); h.Key == "field" && (!ok || name != i18n.Sentence(name)) {
					t.Errorf("a field is called %q", c.Label)
				}
			}
		}
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	}
}
