package db

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"

	"lantoa/internal/errs"
)

// Alone takes the embedded database for one serving program until release is
// called or the process ends, however it ends. Commands beside it may read and
// write; a second serving program is refused, for it would take the first one's
// work for abandoned. On PostgreSQL several nodes serve: nothing is taken.
func (d *DB) Alone() (release func(), err error) {
	if d.engine == PostgreSQL {
		return func() {}, nil
	}
	dir := filepath.Dir(d.file)
	f, err := os.OpenFile(filepath.Join(dir, "lantoa.lock"), os.O_CREATE|os.O_RDWR, 0o640)
	if err != nil {
		return nil, errs.Wrap(err, errs.Invalid, "start.folder", dir)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		_ = f.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, errs.Wrap(err, errs.Invalid, "start.folder_in_use", dir)
		}
		return nil, errs.Wrap(err, errs.Invalid, "start.folder", dir)
	}
	return func() { _ = f.Close() }, nil
}
