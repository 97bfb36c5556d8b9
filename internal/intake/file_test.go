package intake_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"lantoa/internal/apptest/sheets"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/intake"
)

func TestBegin_leavesTheFileOfATaskOfItsID(t *testing.T) {
	t.Parallel()
	k := open(t)
	id, made := db.NewID(), "what a task of somebody else made"
	if _, err := k.Files.Make(id, func(out io.Writer) error {
		_, err := io.WriteString(out, made)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	file := sheets.File(t, k.print, k.cols, k.some(3))
	if _, err := k.in.Begin(t.Context(), k.actor, id, intake.Nominations, k.batch.ID, "bang.xlsx", bytes.NewReader(file)); err != nil {
		t.Fatal(err)
	}
	k.until(id, intake.Checked)
	f, err := k.Files.Made(id)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	if got, err := io.ReadAll(f); err != nil || string(got) != made {
		t.Errorf("the task's file has become %d bytes, %v", len(got), err)
	}
}

func TestSweep_goesOnBehindAFileThatStays(t *testing.T) {
	t.Parallel()
	k := open(t)
	first, second := k.read(k.some(3)), k.read(k.some(3))
	stays := filepath.Join(k.Data, "files", "made", "intake-"+first.ID)
	if err := errors.Join(os.Remove(stays), os.MkdirAll(filepath.Join(stays, "full"), 0o750)); err != nil {
		t.Fatal(err)
	}
	if err := k.in.Sweep(t.Context(), k.DB.Now().Add(time.Hour)); err == nil {
		t.Error("that a file stays is not said")
	}
	if _, err := k.Files.Made("intake-" + second.ID); !errs.Is(err, errs.NotFound) || k.number(`select count(*) from intake`) != 0 {
		t.Errorf("the other is there: %v", err)
	}
}
