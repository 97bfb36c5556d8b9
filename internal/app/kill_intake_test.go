package app_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"lantoa/internal/access"
	"lantoa/internal/account"
	"lantoa/internal/app"
	"lantoa/internal/apptest"
	"lantoa/internal/apptest/pgtest"
	"lantoa/internal/apptest/sheets"
	"lantoa/internal/apptest/world"
	"lantoa/internal/audit"
	"lantoa/internal/config"
	"lantoa/internal/db"
	"lantoa/internal/intake"
	"lantoa/internal/jobs"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/plan"
	"lantoa/internal/subject"
)

// imported is how many dossiers the killed import has.
const imported = 600

// importing is a province in a folder over which programs are started and killed.
type importing struct {
	killing
	s     *app.Services
	actor access.Actor
	id    string
}

// importBegun is an import whose reading waits, and no program to do it.
func importBegun(t *testing.T) *importing {
	t.Helper()
	k := &importing{killing: killing{t: t, dir: t.TempDir()}}
	if os.Getenv("LANTOA_TEST_POSTGRES") == "1" {
		k.url = pgtest.Collated(t, "C")
	}
	ctx := t.Context()
	var err error
	if k.s, err = app.Open(ctx, app.Options{Serve: config.Serve{Database: config.Database{Data: k.dir, DatabaseURL: k.url}}}); err != nil {
		t.Fatal(err)
	}
	k.db = k.s.DB
	t.Cleanup(k.db.Close)
	if _, err := k.s.Orgs.Seed(ctx); err != nil {
		t.Fatal(err)
	}
	doc, err := plan.Open(ctx, world.PlanText(t), "ke-hoach-160-kh-ubnd.txt")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := k.s.Plans.Import(ctx, doc); err != nil {
		t.Fatal(err)
	}
	unit := org.SeedID(world.Commune)
	a, err := k.s.Accounts.Setup(ctx, account.Input{Username: "mai", Name: "Nguyễn Thị Mai", Role: access.UnitOfficer, OrgID: unit}, "Mat-khau-dai-123", false)
	if err != nil {
		t.Fatal(err)
	}
	if k.actor, err = k.s.Accounts.Actor(ctx, a.ID); err != nil {
		t.Fatal(err)
	}
	b, err := k.s.Nominations.CreateBatch(ctx, k.actor, db.NewID(), nomination.BatchInput{UnitID: unit, Level: nomination.LevelField, Title: "Đợt một"})
	if err != nil {
		t.Fatal(err)
	}
	fields, err := k.s.Plans.FieldsOf(ctx, k.db.Reader(), b.VersionID)
	if err != nil {
		t.Fatal(err)
	}
	p := sheets.Printer(t)
	lines := make([]nomination.Line, imported)
	for i := range lines {
		lines[i].Input = nomination.Input{Subject: subject.Input{Kind: subject.Individual, Name: fmt.Sprintf("Vừ Mí Sính %d", i), BirthYear: 1975}, FieldID: fields[1].ID, Title: "Nuôi ong bạc hà"}
	}
	file := sheets.File(t, p, nomination.LineColumns(p, nomination.FieldChoices(p, fields)), lines)
	n, err := k.s.Intakes.Begin(ctx, k.actor, db.NewID(), intake.Nominations, b.ID, "ho-so.xlsx", bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	k.id = n.ID
	return k
}

func (k *importing) now() intake.Intake {
	k.t.Helper()
	n, err := k.s.Intakes.Get(k.t.Context(), k.actor, k.id)
	if err != nil {
		k.t.Fatal(err)
	}
	return n
}

// killedAt kills a program once the task has come past some rows, and starts the
// next one.
func (k *importing) killedAt(rows int64, program *exec.Cmd) *exec.Cmd {
	k.t.Helper()
	n := k.now()
	state := n.State
	apptest.Await(k.t, func() bool {
		task, err := jobs.TaskOf(k.t.Context(), k.db.Reader(), k.actor.AccountID, n.TaskID)
		return err == nil && task.Done >= rows
	})
	kill(program)
	if n = k.now(); n.State != state {
		k.t.Fatalf("the import was %s before the program was killed", n.State)
	}
	return k.start()
}

func (k *importing) until(want intake.State) intake.Intake {
	k.t.Helper()
	apptest.Await(k.t, func() bool { return k.now().State == want })
	return k.now()
}

func (k *importing) count(query string) int {
	k.t.Helper()
	n, err := db.One[int](k.t.Context(), k.db.Reader(), query)
	if err != nil {
		k.t.Fatal(err)
	}
	return n
}

// A program killed while it reads or stores a spreadsheet: the next one goes on,
// and every row is stored once.
func TestKill_storesEveryRowOfAnImportOnce(t *testing.T) {
	t.Parallel()
	k := importBegun(t)
	program := k.killedAt(100, k.start())
	n := k.until(intake.Checked)
	if counts, err := k.s.Intakes.Counts(t.Context(), n); err != nil || counts[intake.Fresh] != imported || len(counts) != 1 {
		t.Fatalf("%v %v", counts, err)
	}
	if got := k.count(`select count(*) from nomination`); got != 0 {
		t.Fatalf("%d dossiers stand before they are confirmed", got)
	}
	if err := k.s.Intakes.Confirm(t.Context(), k.actor, n.ID, n.Version, false); err != nil {
		t.Fatal(err)
	}
	program = k.killedAt(100, program)
	if got := k.count(`select count(*) from nomination`); got < 100 || got >= imported {
		t.Errorf("%d dossiers stood when the program was killed", got)
	}
	n = k.until(intake.Done)
	kill(program)
	counts, err := k.s.Intakes.Counts(t.Context(), n)
	if err != nil || counts[intake.Made] != imported || len(counts) != 1 {
		t.Errorf("%v %v", counts, err)
	}
	for what, query := range map[string]string{"dossiers": `select count(*) from nomination`, "people": `select count(distinct name) from subject`, "people's records": `select count(*) from subject`,
		"numbers": `select count(distinct ref) from nomination`, "entries": `select count(distinct entity_id) from audit_entry where action = 'nomination.create'`} {
		if got := k.count(query); got != imported {
			t.Errorf("%d %s of %d rows", got, what, imported)
		}
	}
	key, err := audit.ReadKey(filepath.Join(k.dir, "audit.key"))
	if err != nil {
		t.Fatal(err)
	}
	report, err := audit.Verify(t.Context(), k.db.Reader(), key, audit.Anchors{File: filepath.Join(k.dir, "audit-anchors.log")})
	if err != nil || !report.InOrder() {
		t.Errorf("the audit log: %+v, %v", report, err)
	}
}
