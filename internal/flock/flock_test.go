package flock_test

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"lantoa/internal/flock"
)

func TestTry_takesAFileOnce(t *testing.T) {
	t.Parallel()
	name := filepath.Join(t.TempDir(), "held")
	open := func() *os.File {
		f, err := os.OpenFile(name, os.O_CREATE|os.O_RDWR, 0o600)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = f.Close() })
		return f
	}
	first := open()
	if err := flock.Try(first); err != nil {
		t.Fatal(err)
	}
	if err := flock.Try(open()); !errors.Is(err, flock.ErrHeld) {
		t.Errorf("a second: %v", err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if err := flock.Try(open()); err != nil {
		t.Errorf("when it is free: %v", err)
	}
}

func TestReason_tellsADiskWithoutLocksFromAFileThatIsHeld(t *testing.T) {
	t.Parallel()
	for errno, want := range map[syscall.Errno]error{
		syscall.EWOULDBLOCK: flock.ErrHeld,
		syscall.ENOLCK:      flock.ErrNone,
		syscall.ENOTSUP:     flock.ErrNone,
		syscall.ENOSYS:      flock.ErrNone,
		syscall.EIO:         syscall.EIO,
	} {
		err := flock.Reason(errno)
		for _, e := range []error{flock.ErrHeld, flock.ErrNone} {
			if errors.Is(err, e) != (e == want) {
				t.Errorf("%v is %v", errno, err)
			}
		}
		if !errors.Is(err, errno) {
			t.Errorf("%v has gone from %v", errno, err)
		}
	}
	if err := flock.Reason(nil); err != nil {
		t.Error(err)
	}
}
