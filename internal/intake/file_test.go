package intake_test

import (
	"bytes"
	"io"
	"testing"

	"lantoa/internal/apptest/sheets"
	"lantoa/internal/db"
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
