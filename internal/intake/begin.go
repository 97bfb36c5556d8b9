package intake

import (
	"context"
	"io"
	"strings"
	"time"

	"lantoa/internal/access"
	"lantoa/internal/blob"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/jobs"
	"lantoa/internal/sheet"
)

// Begin keeps a file and begins to read it; nothing stands before Confirm. A file
// from which nothing can be read is refused at once: Invalid with the field
// "file". The same id again finds the import that it began.
func (s *Service) Begin(ctx context.Context, actor access.Actor, id string, kind Kind, batchID, name string, content io.ReadSeeker) (Intake, error) {
	n := Intake{ID: id, Kind: kind, BatchID: batchID, AuthorID: actor.AccountID, State: Reading, Version: 1}
	f, known := s.features[kind]
	if !known {
		return n, errs.New(errs.NotFound, "error.not_found")
	}
	d, err := f.open(ctx, s.db.Reader(), actor, n, s.texts)
	if err != nil {
		return n, err
	}
	if again, err := own(ctx, s.db.Reader(), actor.AccountID, id); err == nil {
		return again, nil
	}
	if n.Unread, err = s.readable(ctx, d, content); err != nil {
		return n, err
	}
	file, done := s.files.Ahead(ctx, content, name, blob.Evidence)
	defer done()
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		found, err := blob.Found(file)
		if err != nil {
			return err
		}
		n.Hash, n.FileName, n.CreatedAt, n.MovedAt = found.Hash, found.Name, tx.Now(), tx.Now()
		// Of two clicks at once the second waits here for the first's import.
		first, err := insert(ctx, tx, n)
		if err == nil && !first {
			n, err = own(ctx, tx, actor.AccountID, id)
			return err
		}
		if err != nil {
			return err
		}
		if n.TaskID, err = s.jobs.Begin(ctx, tx, jobs.NewTask{Kind: kind.task(), AuthorID: actor.AccountID, About: n.FileName, Input: order{n.ID}}); err != nil {
			return err
		}
		if err := give(ctx, tx, n); err != nil {
			return err
		}
		if err := note(ctx, tx, actor.AccountID, n, "begin", nil); err != nil {
			return err
		}
		return s.files.Keep(file, fileOf(n.ID))
	})
	return n, err
}

// readable looks through a file before it is taken in, and leaves it at its start.
// It gives the columns that are not going to be read.
func (s *Service) readable(ctx context.Context, d desk, content io.ReadSeeker) (unread string, err error) {
	size, err := content.Seek(0, io.SeekEnd)
	if err != nil {
		return "", err
	}
	if size > 0 && size <= blob.MaxSize { // else the store refuses it
		if unread, err = s.filled(ctx, d, content, size); err != nil {
			return "", err
		}
	}
	_, err = content.Seek(0, io.SeekStart)
	return unread, err
}

// unread names the columns of a file that nobody asked for. A list that was taken
// away has some to be looked at, of which there is nothing to say.
func unread(t *sheet.Table) string {
	if t.Has(sheet.KeyName) {
		return ""
	}
	titles := make([]string, len(t.Unknown))
	for i, f := range t.Unknown {
		titles[i] = f.Title
	}
	return strings.Join(titles, "\n")
}

// looked is how long a file is looked through while its sender waits: one of the
// largest that a person makes takes some seconds.
const looked = 20 * time.Second

// filled refuses a file without rows, and one that cannot be read to its end in
// good time.
func (s *Service) filled(ctx context.Context, d desk, content io.ReadSeeker, size int64) (columns string, err error) {
	at, ok := content.(io.ReaderAt)
	if !ok {
		at = seeking{content}
	}
	within, cancel := ctx, func() {}
	defer func() { cancel() }()
	err = s.table(ctx, s.turns, func() (io.ReaderAt, int64, error) {
		within, cancel = context.WithTimeout(ctx, looked) // the wait for a turn is not the file's fault
		return timed{within, at}, size, nil
	}, d, func(t *sheet.Table) error {
		columns = unread(t)
		return some(within, t)
	})
	switch {
	case err == nil:
		return columns, nil
	case ctx.Err() != nil:
		return "", ctx.Err()
	case within.Err() != nil:
		return "", refused(errs.Wrap(within.Err(), errs.Invalid, "intake.slow_file", int(looked/time.Second)))
	}
	return "", refused(err)
}

// some refuses a file without rows.
func some(ctx context.Context, t *sheet.Table) error {
	rows := 0
	for _, err := range t.Rows(ctx) {
		if err != nil {
			return err
		}
		rows++
	}
	if rows == 0 {
		return errs.New(errs.Invalid, "intake.no_rows")
	}
	return nil
}

// timed is a file that cannot be read any more once its time is over.
type timed struct {
	ctx context.Context
	io.ReaderAt
}

// ReadAt implements io.ReaderAt.
func (t timed) ReadAt(p []byte, off int64) (int, error) {
	if err := t.ctx.Err(); err != nil {
		return 0, err
	}
	return t.ReaderAt.ReadAt(p, off)
}

// refused puts what is wrong with a file at the field in which it was chosen.
func refused(err error) error {
	if e := errs.As(err); e != nil && e.Kind == errs.Invalid {
		return errs.New(errs.Invalid, "error.invalid").WithField("file", e.Key, e.Args...)
	}
	return err
}

// seeking reads a file at places one after the other.
type seeking struct{ io.ReadSeeker }

// ReadAt implements io.ReaderAt.
func (s seeking) ReadAt(p []byte, off int64) (int, error) {
	if _, err := s.Seek(off, io.SeekStart); err != nil {
		return 0, err
	}
	n, err := io.ReadFull(s, p)
	if err == io.ErrUnexpectedEOF {
		err = io.EOF
	}
	return n, err
}

// Get is the person's own import; another's is NotFound.
func (s *Service) Get(ctx context.Context, actor access.Actor, id string) (Intake, error) {
	return own(ctx, s.db.Reader(), actor.AccountID, id)
}

// Rows are rows of the person's own import, in the order of the file.
func (s *Service) Rows(ctx context.Context, n Intake, f Filter) ([]Row, error) {
	return rowsOf(ctx, s.db.Reader(), n.ID, f)
}

// Counts are the rows of an import by verdict.
func (s *Service) Counts(ctx context.Context, n Intake) (map[Verdict]int, error) {
	return countsOf(ctx, s.db.Reader(), n.ID)
}
