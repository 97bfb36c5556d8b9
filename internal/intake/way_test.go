package intake_test

import (
	"bytes"
	"fmt"
	"io"
	"testing"
	"time"

	"lantoa/internal/account"
	"lantoa/internal/apptest"
	"lantoa/internal/apptest/sheets"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/intake"
	"lantoa/internal/jobs"
)

func TestImport_whoseReadingWasStoppedCanBeGoneOnWithOrDiscarded(t *testing.T) {
	t.Parallel()
	k := prepared(t)
	n, other := k.begin(k.some(30)), k.begin(k.some(5))
	if err := k.in.Discard(t.Context(), k.actor, n.ID, n.Version); !errs.Is(err, errs.Conflict) {
		t.Errorf("discarded while it is read: %v", err)
	}
	if err := k.in.Resume(t.Context(), k.actor, n.ID, n.Version); err != nil {
		t.Errorf("going on with what goes on: %v", err)
	}
	if again, err := k.in.Get(t.Context(), k.actor, n.ID); err != nil || again.TaskID != n.TaskID {
		t.Errorf("a second task for what goes on: %v", err)
	}
	k.stop(n)
	k.stop(other)
	if err := k.in.Resume(t.Context(), k.admin, n.ID, n.Version); !errs.Is(err, errs.NotFound) {
		t.Errorf("another person goes on: %v", err)
	}
	if err := k.in.Resume(t.Context(), k.actor, n.ID, n.Version+1); !errs.Is(err, errs.Conflict) {
		t.Errorf("gone on with what was seen otherwise: %v", err)
	}
	for range 2 {
		if err := k.in.Resume(t.Context(), k.actor, n.ID, n.Version); err != nil {
			t.Fatal(err)
		}
		if err := k.in.Discard(t.Context(), k.actor, other.ID, other.Version); err != nil {
			t.Fatal(err)
		}
	}
	k.start()
	n = k.until(n.ID, intake.Checked)
	if c := k.counts(n); c[intake.Fresh] != 30 {
		t.Errorf("%v", c)
	}
	if gone, err := k.in.Get(t.Context(), k.actor, other.ID); err != nil || gone.State != intake.Discarded {
		t.Errorf("%+v %v", gone, err)
	}
	if err := k.in.Discard(t.Context(), k.actor, n.ID, n.Version); err != nil {
		t.Fatal(err)
	}
	if k.number(`select count(*) from intake_row`)+k.number(`select count(*) from intake_claim`) != 0 {
		t.Error("a discarded import keeps its rows")
	}
	for _, action := range []string{"begin", "resume", "discard"} {
		if k.number(`select count(*) from audit_entry where action = $1 and actor_id = $2`, "intake."+action, k.actor.AccountID) == 0 {
			t.Errorf("%s left no entry", action)
		}
	}
}

// halfway is an import of which some rows are stored when its task is stopped.
func (k kit) halfway() intake.Intake {
	k.T.Helper()
	n := k.read(k.some(400))
	if err := k.in.Confirm(k.T.Context(), k.actor, n.ID, n.Version, false); err != nil {
		k.T.Fatal(err)
	}
	n, err := k.in.Get(k.T.Context(), k.actor, n.ID)
	if err != nil {
		k.T.Fatal(err)
	}
	apptest.Await(k.T, func() bool { return k.task(n).Done > 0 })
	k.stop(n)
	if task := k.task(n); task.State != jobs.Cancelled || n.State != intake.Storing {
		k.T.Fatalf("%s was not stopped: %+v", n.State, task)
	}
	return n
}

func TestImport_whoseStoringWasStoppedGoesOnWithTheRest(t *testing.T) {
	t.Parallel()
	k := open(t)
	n := k.halfway()
	stored := k.number(`select count(*) from nomination`)
	if err := k.in.Resume(t.Context(), k.actor, n.ID, n.Version); err != nil {
		t.Fatal(err)
	}
	n = k.until(n.ID, intake.Done)
	if c := k.counts(n); stored == 0 || stored == 400 || c[intake.Made] != 400 || k.number(`select count(*) from nomination`) != 400 {
		t.Errorf("%d stood, then %v, %d dossiers", stored, c, k.number(`select count(*) from nomination`))
	}
}

func TestImport_whoseStoringWasStoppedCanBeEnded(t *testing.T) {
	t.Parallel()
	k := open(t)
	n := k.halfway()
	if err := k.in.Discard(t.Context(), k.actor, n.ID, n.Version); err != nil {
		t.Fatal(err)
	}
	n, err := k.in.Get(t.Context(), k.actor, n.ID)
	c := k.counts(n)
	if err != nil || n.State != intake.Done || c[intake.Made] != k.number(`select count(*) from nomination`) || c[intake.Faulty]+c[intake.Made] != 400 {
		t.Errorf("%+v %v %v", n, c, err)
	}
	if f := k.faults(n); len(f) == 0 || f[0].Key != "intake.left" {
		t.Errorf("%+v", f)
	}
	if err := k.in.Resume(t.Context(), k.actor, n.ID, n.Version); !errs.Is(err, errs.Conflict) {
		t.Errorf("gone on with what is done: %v", err)
	}
}

func TestImport_ofAnAuthorWhoLostTheRightEndsAndSaysSo(t *testing.T) {
	t.Parallel()
	k := open(t)
	n := k.read(k.some(3))
	grants, err := k.accounts.Grants(t.Context(), k.actor.AccountID)
	if err != nil {
		t.Fatal(err)
	}
	if err := k.accounts.EndGrant(t.Context(), k.admin, k.actor.AccountID, grants[0].ID); err != nil {
		t.Fatal(err)
	}
	now, err := k.accounts.Actor(t.Context(), k.actor.AccountID)
	if err != nil {
		t.Fatal(err)
	}
	if err := k.in.Confirm(t.Context(), now, n.ID, n.Version, true); !errs.Is(err, errs.NotFound) && !errs.Is(err, errs.Denied) {
		t.Errorf("confirmed without the right: %v", err)
	}
	// Whose page was asked for before the right was lost.
	if err := k.in.Confirm(t.Context(), k.actor, n.ID, n.Version, true); err != nil {
		t.Fatal(err)
	}
	n, err = k.in.Get(t.Context(), k.actor, n.ID)
	if err != nil {
		t.Fatal(err)
	}
	apptest.Await(t, func() bool { return k.task(n).State == jobs.Failed })
	if why := k.task(n).Trouble(); why == nil || why.Key != "intake.right_lost" || k.number(`select count(*) from nomination`) != 0 {
		t.Fatalf("%v", why)
	}
	if err := k.accounts.Grant(t.Context(), k.admin, k.actor.AccountID, grantOf(grants[0])); err != nil {
		t.Fatal(err)
	}
	if err := k.in.Resume(t.Context(), k.actor, n.ID, n.Version); err != nil {
		t.Fatal(err)
	}
	k.until(n.ID, intake.Done)
	// The old task, tried again, has not done what the new one did.
	job := k.number(`select id from river_job where args ->> 'task_id' = $1`, n.TaskID)
	apptest.Await(t, func() bool { // River notes a little later that it has ended
		return k.number(`select count(*) from river_job where id = $1 and state = 'cancelled'`, job) == 1
	})
	if err := k.run.Retry(t.Context(), k.admin, int64(job)); err != nil {
		t.Fatal(err)
	}
	apptest.Await(t, func() bool {
		why := k.task(n).Trouble()
		return why != nil && why.Key == "intake.replaced"
	})
	if old := k.task(n); old.State != jobs.Failed {
		t.Errorf("%+v", old)
	}
	if got := k.number(`select count(*) from nomination`); got != 3 {
		t.Errorf("%d dossiers", got)
	}
}

func grantOf(g account.Grant) account.GrantInput {
	return account.GrantInput{Role: g.Role, OrgID: g.OrgID}
}

// onlySeeker is a file that is read in one place at a time.
type onlySeeker struct{ io.ReadSeeker }

func TestImport_refusesAtOnceAFileFromWhichNothingCanBeRead(t *testing.T) {
	t.Parallel()
	k := prepared(t)
	good := sheets.File(t, k.print, k.cols, k.some(1))
	for name, c := range map[string]struct {
		raw []byte
		key string
	}{
		"nothing":            {nil, "file.empty"},
		"no spreadsheet":     {[]byte("họ tên;đơn vị\n"), "sheet.not_xlsx"},
		"an old or a locked": {append([]byte{0xd0, 0xcf, 0x11, 0xe0}, make([]byte, 600)...), "sheet.old_or_locked"},
		"half a file":        {good[:len(good)/2], "sheet.not_xlsx"},
		"no rows":            {sheets.File(t, k.print, k.cols, nil), "intake.no_rows"},
		"no column of names": {sheets.File(t, k.print, k.cols[2:], k.some(1)), "sheet.missing"},
		"other columns":      {sheets.File(t, k.print, k.cols[:0], nil), "sheet.no_head"},
		"too big":            {make([]byte, 21<<20), "file.too_large"},
	} {
		_, err := k.in.Begin(t.Context(), k.actor, db.NewID(), intake.Nominations, k.batch.ID, "a.xlsx", bytes.NewReader(c.raw))
		e := errs.As(err)
		if e == nil || e.Kind != errs.Invalid || len(e.Fields) != 1 || e.Fields[0].Field != "file" || e.Fields[0].Key != c.key {
			t.Errorf("%s: want %s, have %+v", name, c.key, err)
		}
	}
	id := db.NewID()
	for range 2 { // sent twice
		if _, err := k.in.Begin(t.Context(), k.actor, id, intake.Nominations, k.batch.ID, "a.xlsx", onlySeeker{bytes.NewReader(good)}); err != nil {
			t.Fatal(err)
		}
	}
	if k.number(`select count(*) from intake`) != 1 || k.number(`select count(*) from task`) != 1 || k.number(`select count(*) from audit_entry where action = 'intake.begin'`) != 1 {
		t.Error("a file that was sent twice is read in twice")
	}
	for who, want := range map[string]errs.Kind{"unit_officer2": errs.NotFound, "unit_head": errs.Denied} {
		if _, err := k.in.Begin(t.Context(), k.As(who), db.NewID(), intake.Nominations, k.batch.ID, "a.xlsx", bytes.NewReader(good)); !errs.Is(err, want) {
			t.Errorf("%s reads dossiers in: %v", who, err)
		}
	}
}

func TestImport_findsTheSamePersonTwiceInAFile(t *testing.T) {
	t.Parallel()
	k := open(t)
	made, err := k.Noms.Create(t.Context(), k.actor, k.batch.ID, db.NewID(), k.line(50).Input)
	if err != nil {
		t.Fatal(err)
	}
	there, _, err := k.Noms.LineIn(t.Context(), k.DB.Reader(), k.actor, k.batch.ID, made.ID)
	if err != nil {
		t.Fatal(err)
	}
	lines := k.some(30)
	again, older, elsewhere, village := k.line(3), k.line(3), k.line(50), k.line(3)
	again.Subject.Name = "VỪ MÍ  SÍNH 3"
	older.Subject.BirthYear = 1950
	village.Subject.BirthYear, village.Subject.Address = 0, "Thôn Thèn Pả"
	wrong, right := k.line(60), k.line(60)
	wrong.Subject.Ethnicity, wrong.FigureUnit = "Mông", "đơn vị tính dài hơn bốn mươi ký tự thì không lưu được"
	lines = append(lines, again, older, village, there, elsewhere, there, wrong, right)
	n := k.read(lines)
	faults := k.faults(n)
	if c := k.counts(n); c[intake.Fresh] != 33 || c[intake.Same] != 1 || c[intake.Faulty] != 4 || len(faults) != 4 {
		t.Fatalf("%v %+v", c, faults)
	}
	for i, want := range []string{"B32 intake.twice [5]", "B36 intake.there [" + made.Ref + "]", "Q37 intake.twice [35]", "N38 field.too_long [40]"} {
		if got := fmt.Sprint(faults[i].Cell, " ", faults[i].Key, " ", faults[i].Args); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

func TestImport_ofAFileThatWasStoredAlreadyMakesNothingTwice(t *testing.T) {
	t.Parallel()
	k := open(t)
	lines := k.some(12)
	for i := range lines[:6] {
		lines[i].Subject.BirthYear, lines[i].Subject.Name, lines[i].Subject.Address = 0, "Vừ Mí Sính", fmt.Sprintf("Thôn %d", i)
	}
	first, second := k.read(lines), k.read(lines)
	first = k.confirm(k.actor, first)
	second = k.confirm(k.actor, second)
	if a, b := k.counts(first), k.counts(second); a[intake.Made] != 12 || b[intake.Faulty] != 12 || k.number(`select count(*) from nomination`) != 12 {
		t.Errorf("%v, then %v, %d dossiers", a, b, k.number(`select count(*) from nomination`))
	}
	n := k.read(append(lines, k.line(40)))
	faults := k.faults(n)
	if c := k.counts(n); c[intake.Faulty] != 12 || c[intake.Fresh] != 1 || faults[0].Key != "intake.there" || faults[0].Cell != "B2" {
		t.Errorf("%v %+v", c, faults)
	}
	n = k.send(k.actor, intake.Nominations, k.newBatch("Đợt hai").ID, sheets.File(t, k.print, k.cols, lines))
	if c := k.counts(k.until(n.ID, intake.Checked)); c[intake.Fresh] != 12 {
		t.Errorf("in another batch: %v", c)
	}
}

func TestImports_ofTheSameRowsAtOnceStoreEachOnce(t *testing.T) {
	t.Parallel()
	k := open(t)
	const rows = 120
	file := sheets.File(t, k.print, k.cols, k.some(rows))
	var all [2]intake.Intake
	for i := range all {
		all[i] = k.until(k.send(k.actor, intake.Nominations, k.batch.ID, file).ID, intake.Checked)
	}
	for _, n := range all {
		if err := k.in.Confirm(t.Context(), k.actor, n.ID, n.Version, false); err != nil {
			t.Fatal(err)
		}
	}
	made, left := 0, 0
	for _, n := range all {
		c := k.counts(k.until(n.ID, intake.Done))
		made, left = made+c[intake.Made], left+c[intake.Faulty]
		for _, f := range k.faults(n) {
			if f.Key != "intake.there" {
				t.Fatalf("%+v", f)
			}
		}
	}
	if got := k.number(`select count(*) from nomination`); got != rows || made != rows || left != rows {
		t.Errorf("%d dossiers, %d made, %d left out", got, made, left)
	}
}

func TestImports_ofTwoFilesAtOnceStoreTheirOwnRows(t *testing.T) {
	t.Parallel()
	k := open(t)
	second := k.newBatch("Đợt hai")
	a := k.begin(k.some(60))
	b := k.send(k.actor, intake.Nominations, second.ID, sheets.File(t, k.print, k.cols, k.some(70)))
	a, b = k.until(a.ID, intake.Checked), k.until(b.ID, intake.Checked)
	for _, n := range []intake.Intake{a, b} {
		if err := k.in.Confirm(t.Context(), k.actor, n.ID, n.Version, false); err != nil {
			t.Fatal(err)
		}
	}
	k.until(a.ID, intake.Done)
	k.until(b.ID, intake.Done)
	if x, y := k.number(`select count(*) from nomination where batch_id = $1`, k.batch.ID), k.number(`select count(*) from nomination where batch_id = $1`, second.ID); x != 60 || y != 70 {
		t.Errorf("%d and %d dossiers", x, y)
	}
	if k.number(`select count(distinct ref) from nomination`) != 130 {
		t.Error("two dossiers have one number")
	}
}

func TestSweep_forgetsImportsAtWhichNothingHappensAnyMore(t *testing.T) {
	t.Parallel()
	k := open(t)
	file := sheets.File(t, k.print, k.cols, k.some(3))
	send := func() intake.Intake {
		return k.until(k.send(k.actor, intake.Nominations, k.batch.ID, file).ID, intake.Checked)
	}
	old := k.confirm(k.actor, send())
	k.Clock.Set(k.Clock.Now().Add(60 * 24 * time.Hour))
	young := send()
	if err := k.in.Sweep(t.Context(), k.DB.Now().Add(-50*24*time.Hour)); err != nil {
		t.Fatal(err)
	}
	for id, kept := range map[string]bool{old.ID: false, young.ID: true} {
		f, err := k.Files.Made("intake-" + id)
		if kept != (err == nil) || !kept && !errs.Is(err, errs.NotFound) {
			t.Errorf("the file of %s: %v", id, err)
		}
		if err == nil {
			_ = f.Close()
		}
	}
	if _, err := k.in.Get(t.Context(), k.actor, old.ID); !errs.Is(err, errs.NotFound) {
		t.Errorf("the old one is there: %v", err)
	}
	if k.number(`select count(*) from intake`) != 1 || k.number(`select count(*) from intake_row`) != 3 || k.number(`select count(*) from nomination`) != 3 {
		t.Error("the wrong rows were forgotten")
	}
}
