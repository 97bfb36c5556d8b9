package blob_test

import (
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"lantoa/internal/blob"
)

func TestUnmake_goesOnBehindAFileThatStays(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s, err := blob.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	before, err := s.MadeBefore(time.Now())
	if err != nil || len(before) != 0 {
		t.Errorf("before the first: %q, %v", before, err)
	}
	for _, id := range []string{"a", "c"} {
		if _, err := s.Make(id, func(out io.Writer) error {
			_, err := io.WriteString(out, "made")
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.MkdirAll(filepath.Join(dir, "made", "b", "full"), 0o750); err != nil {
		t.Fatal(err)
	}
	if all, err := s.MadeBefore(time.Now().Add(time.Hour)); err != nil || len(all) != 2 {
		t.Errorf("made are %q, %v", all, err)
	}
	if all, err := s.MadeBefore(time.Now().Add(-time.Hour)); err != nil || len(all) != 0 {
		t.Errorf("an hour ago %q, %v", all, err)
	}
	if err := s.Unmake("a", "b", "c", "never"); err == nil {
		t.Error("that one stays is not said")
	}
	for _, id := range []string{"a", "c"} {
		if f, err := s.Made(id); err == nil {
			_ = f.Close()
			t.Errorf("%s is there", id)
		}
	}
}

func TestOpen_passesOverWhatItCannotRemove(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "tmp", "process-1", "held"), 0o750); err != nil {
		t.Fatal(err)
	}
	s, err := blob.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Make("a", func(io.Writer) error { return nil }); err != nil {
		t.Error(err)
	}
}
