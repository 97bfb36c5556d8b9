package blob

import (
	"context"
	"io"
	"os"
	"path/filepath"

	"lantoa/internal/errs"
)

// ahead is a file that was read, checked and written before the transaction that
// keeps it: SQLite has one writer, and nobody's change waits for another's file.
type ahead struct {
	io.Reader
	use  Use
	file File
	temp string // where the content lies
	err  error  // why it may not come in
}

// Ahead reads and checks a file for Put, which then only enters it. What is wrong
// with the file, Put says when it comes to it: after who may do this at all. done
// must be called when the transaction has ended. nil stays nil.
func (s *Store) Ahead(ctx context.Context, r io.Reader, name string, use Use) (_ io.Reader, done func()) {
	if r == nil {
		return nil, func() {}
	}
	a := &ahead{Reader: r, use: use}
	var data []byte
	if a.file, data, a.err = s.read(ctx, r, name, use); a.err == nil {
		if a.temp, a.err = s.writeTemp(data); a.err != nil {
			a.err = errs.Wrap(a.err, errs.Internal, "error.internal")
		}
	}
	return a, func() { _ = os.Remove(a.temp) } // nothing where it took its place
}

// keep puts the file into its place.
func (a *ahead) keep(s *Store) error {
	target := s.path(a.file.Hash)
	if _, err := os.Stat(target); err == nil {
		return nil
	}
	return a.move(target)
}

func (a *ahead) move(target string) error {
	if err := os.MkdirAll(filepath.Dir(target), 0o750); err != nil {
		return err
	}
	return os.Rename(a.temp, target)
}

// Found is what Ahead has read, or what is wrong with it, as Put says it.
func Found(r io.Reader) (File, error) {
	a, ok := r.(*ahead)
	if !ok {
		return File{}, refuse("file.empty")
	}
	return a.file, a.err
}

// Keep keeps what Ahead has found for a while, under an id of its own as Make does:
// nobody else's file is the same one.
func (s *Store) Keep(r io.Reader, id string) error {
	if _, err := Found(r); err != nil {
		return err
	}
	if err := r.(*ahead).move(s.made(id)); err != nil {
		return errs.Wrap(err, errs.Internal, "error.internal")
	}
	return nil
}
