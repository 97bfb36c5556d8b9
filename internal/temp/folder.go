// Package temp keeps the files of a process that are to be gone with it, however
// it ends: what one that was killed has left, the next one to start sweeps away.
package temp

import (
	"errors"
	"os"
	"path/filepath"
	"sync"
	"syscall"
)

// Folder holds a folder for each process that uses it. Several may at once, on
// several machines if they share the disk.
type Folder struct {
	dir  string
	mu   sync.Mutex
	own  string   // this process's, "" until it is needed
	hold *os.File // locked as long as the process lives
}

// prefix and lock are the names of a process's folder and of the file in it that
// the process holds. Nothing else in the folder is touched.
const (
	prefix = "process-"
	lock   = "held"
)

// Open removes what processes left that are no more. The folder itself comes with
// the first file.
func Open(dir string) (*Folder, error) {
	all, err := filepath.Glob(filepath.Join(dir, prefix+"*"))
	if err != nil {
		return nil, err
	}
	for _, left := range all {
		if err := sweep(left); err != nil {
			return nil, err
		}
	}
	return &Folder{dir: dir}, nil
}

// sweep removes a process's folder unless the process lives.
func sweep(dir string) error {
	held, err := hold(filepath.Join(dir, lock), 0)
	switch {
	case errors.Is(err, os.ErrNotExist): // killed before it held it, or about to: it makes another then
		_ = os.Remove(dir)
		return nil
	case errors.Is(err, syscall.EWOULDBLOCK): // it lives, or another sweeps too
		return nil
	case err != nil:
		return err
	}
	return errors.Join(empty(dir), held.Close())
}

// empty removes a process's folder, its lock last: until then it can be swept by
// another, should this one be killed meanwhile.
func empty(dir string) error {
	all, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	for _, e := range all {
		if e.Name() != lock {
			if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
				return err
			}
		}
	}
	return os.RemoveAll(dir)
}

// hold takes the lock of a process's folder.
func hold(name string, flags int) (*os.File, error) {
	f, err := os.OpenFile(name, os.O_RDWR|flags, 0o640)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// Path is this process's folder, which is made when it is first asked for.
func (f *Folder) Path() (string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for f.own == "" {
		if err := f.take(); err != nil {
			return "", err
		}
	}
	return f.own, nil
}

// take makes a folder and holds it, unless a sweep has just taken it for one that
// was left: then there is none yet.
func (f *Folder) take() error {
	if err := os.MkdirAll(f.dir, 0o750); err != nil {
		return err
	}
	own, err := os.MkdirTemp(f.dir, prefix)
	if err != nil {
		return err
	}
	name := filepath.Join(own, lock)
	held, err := hold(name, os.O_CREATE|os.O_EXCL)
	if errors.Is(err, syscall.EWOULDBLOCK) || errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if _, err := os.Stat(name); err != nil {
		return held.Close()
	}
	f.own, f.hold = own, held
	return nil
}

// Close removes this process's folder with all that is in it.
func (f *Folder) Close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.own == "" {
		return nil
	}
	err := errors.Join(empty(f.own), f.hold.Close())
	f.own, f.hold = "", nil
	return err
}
