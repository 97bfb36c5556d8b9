package intake_test

import (
	"bytes"
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"lantoa/internal/access"
	"lantoa/internal/account"
	"lantoa/internal/apptest"
	"lantoa/internal/apptest/sheets"
	"lantoa/internal/apptest/world"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/i18n"
	"lantoa/internal/intake"
	"lantoa/internal/jobs"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/sheet"
	"lantoa/internal/subject"
)

type kit struct {
	*world.World
	accounts *account.Service
	run      *jobs.Runner
	in       *intake.Service
	admin    access.Actor
	actor    access.Actor // an officer of a commune
	batch    nomination.Batch
	print    *i18n.Printer
	cols     []sheet.Column[nomination.Line]
}

// open starts a province in which an administrator and an officer of a commune
// have accounts.
func open(t testing.TB) kit {
	t.Helper()
	k := prepared(t)
	k.start()
	return k
}

// prepared is open before any task is worked.
func prepared(t testing.TB) kit {
	t.Helper()
	w := world.New(t)
	cheap := account.DefaultConfig()
	cheap.Cost = account.Cost{KiB: 8, Times: 1}
	k := kit{World: w, accounts: account.New(w.DB, cheap), print: sheets.Printer(t)}
	k.actor = k.person("can-bo", "Nguyễn Thị Mai", w.As("unit_officer").Grants[0])
	k.admin = k.person("quan-tri", "Trần Văn Bình", w.As("admin").Grants[0])
	k.run = jobs.New(w.DB, jobs.Options{Poll: 10 * time.Millisecond, Attempts: 2})
	k.in = intake.New(w.DB, k.run, w.Files, k.accounts, w.Orgs, w.Plans, w.Noms, k.print)
	k.batch = k.newBatch("Đợt một")
	fields, err := w.Plans.FieldsOf(context.Background(), w.DB.Reader(), k.batch.VersionID)
	if err != nil {
		t.Fatal(err)
	}
	k.cols = nomination.LineColumns(k.print, nomination.FieldChoices(k.print, fields))
	return k
}

func (k kit) person(username, name string, g access.Grant) access.Actor {
	k.T.Helper()
	a, err := k.accounts.Setup(context.Background(), account.Input{Username: username, Name: name, Role: g.Role, OrgID: g.OrgID}, "Mat-khau-dai-123", false)
	if err != nil {
		k.T.Fatal(err)
	}
	actor, err := k.accounts.Actor(context.Background(), a.ID)
	if err != nil {
		k.T.Fatal(err)
	}
	return actor
}

func (k kit) newBatch(title string) nomination.Batch {
	k.T.Helper()
	b, err := k.Noms.CreateBatch(context.Background(), k.actor, db.NewID(), nomination.BatchInput{UnitID: k.actor.Grants[0].OrgID, Level: nomination.LevelField, Title: title})
	if err != nil {
		k.T.Fatal(err)
	}
	return b
}

func (k kit) start() {
	k.T.Helper()
	if err := k.run.Start(context.Background()); err != nil {
		k.T.Fatal(err)
	}
	k.T.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		_ = k.run.Stop(ctx)
	})
}

func (k kit) line(i int) nomination.Line {
	return nomination.Line{Input: nomination.Input{Subject: subject.Input{Kind: subject.Individual, Name: fmt.Sprintf("Vừ Mí Sính %d", i), Sex: "male", BirthYear: 1975},
		FieldID: k.Fields[1].ID, Title: fmt.Sprintf("Nuôi ong bạc hà %d", i), Summary: "Dạy nghề cho cả thôn", FigureName: "Thu nhập", FigureUnit: "triệu đồng", FigureBefore: "12,5", FigureAfter: "1250"}}
}

func (k kit) some(n int) []nomination.Line {
	out := make([]nomination.Line, n)
	for i := range out {
		out[i] = k.line(i)
	}
	return out
}

// begin sends dossiers for the batch.
func (k kit) begin(lines []nomination.Line) intake.Intake {
	k.T.Helper()
	return k.send(k.actor, intake.Nominations, k.batch.ID, sheets.File(k.T, k.print, k.cols, lines))
}

func (k kit) send(actor access.Actor, kind intake.Kind, batchID string, file []byte) intake.Intake {
	k.T.Helper()
	n, err := k.in.Begin(context.Background(), actor, db.NewID(), kind, batchID, "bang.xlsx", bytes.NewReader(file))
	if err != nil {
		k.T.Fatal(err)
	}
	return n
}

// read is begin to its end.
func (k kit) read(lines []nomination.Line) intake.Intake {
	k.T.Helper()
	return k.until(k.begin(lines).ID, intake.Checked)
}

func (k kit) until(id string, want intake.State) intake.Intake {
	k.T.Helper()
	return k.untilOf(k.actor, id, want)
}

func (k kit) untilOf(actor access.Actor, id string, want intake.State) intake.Intake {
	k.T.Helper()
	return arrived(k.T, k.in, k.DB, actor, id, want)
}

// arrived waits for an import, and fails with its task.
func arrived(t testing.TB, in *intake.Service, d *db.DB, actor access.Actor, id string, want intake.State) (n intake.Intake) {
	t.Helper()
	apptest.Await(t, func() bool {
		var err error
		if n, err = in.Get(context.Background(), actor, id); err != nil {
			t.Fatal(err)
		}
		if n.State == want {
			return true
		}
		task, err := jobs.TaskOf(context.Background(), d.Reader(), actor.AccountID, n.TaskID)
		if err != nil || task.State == jobs.Failed {
			t.Fatalf("%+v %v", task, err)
		}
		return false
	})
	return n
}

func (k kit) task(n intake.Intake) jobs.Task {
	k.T.Helper()
	task, err := jobs.TaskOf(context.Background(), k.DB.Reader(), n.AuthorID, n.TaskID)
	if err != nil {
		k.T.Fatal(err)
	}
	return task
}

func (k kit) stop(n intake.Intake) {
	k.T.Helper()
	if err := k.run.Cancel(context.Background(), n.AuthorID, n.TaskID); err != nil {
		k.T.Fatal(err)
	}
}

func (k kit) counts(n intake.Intake) map[intake.Verdict]int {
	k.T.Helper()
	c, err := k.in.Counts(context.Background(), n)
	if err != nil {
		k.T.Fatal(err)
	}
	return c
}

// faults are those of an import's rows, one after the other.
func (k kit) faults(n intake.Intake) (out []intake.Fault) {
	k.T.Helper()
	rows, err := k.in.Rows(context.Background(), n, intake.Filter{Verdict: intake.Faulty, Limit: 100})
	if err != nil {
		k.T.Fatal(err)
	}
	for _, r := range rows {
		out = append(out, r.Faults...)
	}
	return out
}

func (k kit) number(query string, args ...any) int {
	k.T.Helper()
	n, err := db.One[int](context.Background(), k.DB.Reader(), query, args...)
	if err != nil {
		k.T.Fatal(err)
	}
	return n
}

// bodies are the choices of today.
func (k kit) bodies() []org.Org {
	k.T.Helper()
	all, err := k.Orgs.All(context.Background(), k.DB.Reader(), civil.DayOf(k.DB.Now()))
	if err != nil {
		k.T.Fatal(err)
	}
	return all
}

// people sends accounts as the administrator and waits for their check.
func (k kit) people(rows ...account.Row) intake.Intake {
	k.T.Helper()
	file := sheets.File(k.T, k.print, account.Columns(k.print, org.Choices(k.bodies())), rows)
	return k.untilOf(k.admin, k.send(k.admin, intake.Accounts, "", file).ID, intake.Checked)
}

// units sends bodies as the administrator and waits for their check.
func (k kit) units(rows ...org.Line) intake.Intake {
	k.T.Helper()
	file := sheets.File(k.T, k.print, org.Columns(k.print, org.Choices(k.bodies())), rows)
	return k.untilOf(k.admin, k.send(k.admin, intake.Units, "", file).ID, intake.Checked)
}

// confirm stores what was checked, without what has faults.
func (k kit) confirm(actor access.Actor, n intake.Intake) intake.Intake {
	k.T.Helper()
	if err := k.in.Confirm(context.Background(), actor, n.ID, n.Version, true); err != nil {
		k.T.Fatal(err)
	}
	return k.untilOf(actor, n.ID, intake.Done)
}

// nameOf is the full name of a body of the seed.
func (k kit) nameOf(seed string) string {
	k.T.Helper()
	for _, o := range k.bodies() {
		if o.ID == org.SeedID(seed) {
			return o.Full()
		}
	}
	k.T.Fatalf("no body %q", seed)
	return ""
}

// texts is a spreadsheet as a person types it.
func texts(t testing.TB, rows ...[]string) []byte {
	t.Helper()
	x := excelize.NewFile()
	defer func() { _ = x.Close() }()
	for i, row := range rows {
		if err := x.SetSheetRow("Sheet1", fmt.Sprint("A", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := x.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
