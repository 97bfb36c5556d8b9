// Package temp keeps the files of a process that are to be gone with it, however
// it ends: what one that was killed has left, the next one to start sweeps away.
package temp

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"lantoa/internal/flock"
)

// Folder holds a folder for each process that uses it. Several may at once, on
// several machines if they share the disk.
type Folder struct {
	dir  string
	mu   sync.Mutex
	own  string   // this process's, "" until it is needed
	held *os.File // locked as long as the process lives
	left error    // why something that was left is still there
	try  lock     // flock.Try
}

// lock takes a file for the process.
type lock func(*os.File) error

// prefix and heldName are the names of a process's folder and of the file in it that
// the process holds. Nothing else in the folder is touched.
const (
	prefix   = "process-"
	heldName = "held"
)

// Open removes what processes left that are no more. What cannot be removed stays,
// and keeps nobody from working; Left says why. The folder itself comes with the
// first file.
func Open(dir string) *Folder { return open(dir, flock.Try) }

func open(dir string, try lock) *Folder {
	f := &Folder{dir: dir, try: try}
	all, err := os.ReadDir(dir)
	if !errors.Is(err, os.ErrNotExist) {
		f.left = err
	}
	for _, e := range all {
		if e.IsDir() && strings.HasPrefix(e.Name(), prefix) {
			f.left = errors.Join(f.left, f.sweep(filepath.Join(dir, e.Name())))
		}
	}
	return f
}

// Left says why something that a process left is still there, nil where nothing is.
func (f *Folder) Left() error { return f.left }

// sweep removes a process's folder unless the process lives. On a disk without
// locks nobody knows whether it does: what others write there is not taken away.
func (f *Folder) sweep(dir string) error {
	held, err := os.OpenFile(filepath.Join(dir, heldName), os.O_RDWR, 0)
	switch {
	case errors.Is(err, os.ErrNotExist): // killed before it held it, or about to: it makes another then
		_ = os.Remove(dir)
		return nil
	case err != nil:
		return err
	}
	defer func() { _ = held.Close() }()
	switch err := f.try(held); {
	case errors.Is(err, flock.ErrHeld): // it lives, or another sweeps too
		return nil
	case err != nil:
		return fmt.Errorf("%s: %w", dir, err)
	}
	return empty(dir)
}

// empty removes a process's folder, its lock last: until then it can be swept by
// another, should this one be killed meanwhile.
func empty(dir string) error {
	all, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	for _, e := range all {
		if e.Name() != heldName {
			if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
				return err
			}
		}
	}
	return os.RemoveAll(dir)
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
	name := filepath.Join(own, heldName)
	held, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o640)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	switch err := f.try(held); {
	case errors.Is(err, flock.ErrHeld):
		return held.Close()
	case err != nil && !errors.Is(err, flock.ErrNone): // without locks nobody sweeps it either
		return errors.Join(err, held.Close())
	}
	if _, err := os.Stat(name); err != nil {
		return held.Close()
	}
	f.own, f.held = own, held
	return nil
}

// Close removes this process's folder with all that is in it.
func (f *Folder) Close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.own == "" {
		return nil
	}
	err := errors.Join(empty(f.own), f.held.Close())
	f.own, f.held = "", nil
	return err
}
