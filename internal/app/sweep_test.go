package app_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"lantoa/internal/apptest"
	"lantoa/internal/apptest/client"
	"lantoa/internal/apptest/sheets"
	"lantoa/internal/db"
	"lantoa/internal/intake"
	"lantoa/internal/jobs"
	"lantoa/internal/org"
	stafftask "lantoa/internal/web/staff/task"
)

func TestSweep_clearsFilesThatBelongToNothingAndNoOthers(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	dir := filepath.Join(s.World.Data, "files", "made")
	admin, err := s.Accounts.Actor(t.Context(), s.AccountID("admin"))
	if err != nil {
		t.Fatal(err)
	}
	task, imported := db.NewID(), db.NewID()
	if err := s.DB.Write(t.Context(), func(tx *db.Tx) error {
		_, err := s.Jobs.Begin(t.Context(), tx, jobs.NewTask{ID: task, Kind: stafftask.Reindex, AuthorID: admin.AccountID, About: "an export", Input: struct{}{}})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Intakes.Begin(t.Context(), admin, imported, intake.Units, "", "don-vi.xlsx", unitFile(t)); err != nil {
		t.Fatal(err)
	}
	young, stray, strayImport := db.NewID(), db.NewID(), "intake-"+db.NewID()
	for _, name := range []string{task, young, stray, strayImport} {
		if _, err := s.Files.Make(name, func(out io.Writer) error {
			_, err := io.WriteString(out, "made")
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	old := time.Now().Add(-25 * time.Hour)
	for _, name := range []string{task, "intake-" + imported, stray, strayImport} {
		if err := os.Chtimes(filepath.Join(dir, name), old, old); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Jobs.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Jobs.Stop(t.Context()) })
	there := func(name string) bool {
		_, err := os.Stat(filepath.Join(dir, name))
		return err == nil
	}
	apptest.Await(t, func() bool { return !there(stray) && !there(strayImport) })
	for _, name := range []string{task, "intake-" + imported, young} {
		if !there(name) {
			t.Errorf("%s is gone too", name)
		}
	}
}

// unitFile is a spreadsheet with a body.
func unitFile(t *testing.T) io.ReadSeeker {
	t.Helper()
	p := sheets.Printer(t)
	return bytes.NewReader(sheets.File(t, p, org.Columns(p, nil), []org.Line{{}}))
}
