package blob

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"time"

	"lantoa/internal/errs"
)

// Make keeps a file for a while that the program made, such as an export, under
// an id; what was there under it is replaced. The file appears whole or not at all.
func (s *Store) Make(id string, write func(io.Writer) error) (size int64, err error) {
	name := s.made(id)
	if err := os.MkdirAll(filepath.Dir(name), 0o750); err != nil {
		return 0, errs.Wrap(err, errs.Internal, "error.internal")
	}
	f, err := s.newTemp()
	if err != nil {
		return 0, errs.Wrap(err, errs.Internal, "error.internal")
	}
	defer func() {
		_ = f.Close()
		_ = os.Remove(f.Name()) // nothing where the file took its place
	}()
	if err := write(f); err != nil {
		return 0, err
	}
	if size, err = f.Seek(0, io.SeekEnd); err != nil {
		return 0, errs.Wrap(err, errs.Internal, "error.internal")
	}
	if err := f.Sync(); err != nil {
		return 0, errs.Wrap(err, errs.Internal, "error.internal")
	}
	if err := os.Rename(f.Name(), name); err != nil {
		return 0, errs.Wrap(err, errs.Internal, "error.internal")
	}
	return size, nil
}

// Made opens such a file; NotFound when it is gone.
func (s *Store) Made(id string) (*os.File, error) {
	f, err := os.Open(s.made(id))
	if err != nil {
		return nil, errs.Wrap(err, errs.NotFound, "error.not_found")
	}
	return f, nil
}

// Unmake removes such files. One that stays keeps none of the others.
func (s *Store) Unmake(ids ...string) error {
	var all []error
	for _, id := range ids {
		if err := os.Remove(s.made(id)); err != nil && !os.IsNotExist(err) {
			all = append(all, errs.Wrap(err, errs.Internal, "error.internal"))
		}
	}
	return errors.Join(all...)
}

// MadeBefore are the ids of such files that were written before a time.
func (s *Store) MadeBefore(t time.Time) ([]string, error) {
	all, err := os.ReadDir(s.madeDir())
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, errs.Wrap(err, errs.Internal, "error.internal")
	}
	var ids []string
	for _, e := range all {
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() && info.ModTime().Before(t) { // else it has just gone
			ids = append(ids, e.Name())
		}
	}
	return ids, nil
}

func (s *Store) made(id string) string { return filepath.Join(s.madeDir(), filepath.Base(id)) }

func (s *Store) madeDir() string { return filepath.Join(s.dir, "made") }
