package intake

import (
	"context"
	"io"

	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/jobs"
	"lantoa/internal/sheet"
	"lantoa/internal/turn"
)

// bounds are what a file may make the program do.
func bounds() sheet.Limits { return sheet.Limits{Rows: MaxRows, Columns: 200} }

// table finds the rows of a file once it is its turn, and ends the turn when use has
// ended: no file is unpacked but by it.
func (s *Service) table(ctx context.Context, turns turn.Turns, open func() (io.ReaderAt, int64, error), d desk, use func(*sheet.Table) error) error {
	done, err := turns.Take(ctx)
	if err != nil {
		return err
	}
	defer done()
	f, size, err := open()
	if err != nil {
		return err
	}
	if c, ok := f.(io.Closer); ok {
		defer func() { _ = c.Close() }()
	}
	b, err := sheet.Open(f, size, bounds())
	if err != nil {
		return err
	}
	t, err := b.Table(d.heads(), append([]*i18n.Printer{s.texts}, s.others...)...)
	if err != nil {
		return err
	}
	return use(t)
}

// fileGone is said where the file of an import is not there any more.
const fileGone = "intake.file_gone"

// FileGone reports a task that ended because its file is not there any more: it
// cannot be gone on with.
func FileGone(t jobs.Task) bool {
	e := t.Trouble()
	return e != nil && t.State == jobs.Failed && e.Key == fileGone
}

// kept is table of an import's file; NotFound where that is gone.
func (s *Service) kept(ctx context.Context, turns turn.Turns, n Intake, d desk, use func(*sheet.Table) error) error {
	return s.table(ctx, turns, func() (io.ReaderAt, int64, error) {
		f, err := s.files.Made(fileOf(n.ID))
		if errs.Is(err, errs.NotFound) { // one of an earlier edition, which kept it by its content
			f, err = s.files.Open(n.Hash)
		}
		if errs.Is(err, errs.NotFound) {
			err = errs.Wrap(err, errs.NotFound, fileGone)
		}
		if err != nil {
			return nil, 0, err
		}
		info, err := f.Stat()
		if err != nil {
			_ = f.Close()
			return nil, 0, err
		}
		return f, info.Size(), nil
	}, d, use)
}
