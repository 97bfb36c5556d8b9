// Package flock takes a file for one process at a time. The kernel lets go of it
// when the process ends, however it ends.
package flock

import (
	"errors"
	"os"
	"slices"
	"syscall"
)

// What Try finds where the file is not taken.
var (
	ErrHeld = errors.New("flock: another has the file")
	ErrNone = errors.New("flock: this disk has no locks") // some shares
)

// Try takes a file until it is closed: ErrHeld where another has it, ErrNone where
// nobody can say who has.
func Try(f *os.File) error {
	for {
		err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if !errors.Is(err, syscall.EINTR) {
			return Reason(err)
		}
	}
}

// Reason is what an error of the system says.
func Reason(err error) error {
	switch none := []error{syscall.ENOLCK, syscall.ENOTSUP, syscall.EOPNOTSUPP, syscall.ENOSYS}; {
	case errors.Is(err, syscall.EWOULDBLOCK):
		return errors.Join(ErrHeld, err)
	case slices.ContainsFunc(none, func(e error) bool { return errors.Is(err, e) }):
		return errors.Join(ErrNone, err)
	}
	return err
}
