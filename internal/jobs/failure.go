package jobs

import (
	"context"
	"errors"
	"log/slog"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"lantoa/internal/db"
	"lantoa/internal/errs"
)

// verdict tells River which errors trying again does not mend, and the log all of
// them. What is made again and again is never given up: nobody would notice that
// it is missing.
func (r *Runner) verdict(ctx context.Context, job *rivertype.JobRow, err error) error {
	if stopped(ctx) && !lasting(err) {
		return err // River makes it available again, and does not count the try
	}
	regular := r.regular[job.Kind]
	given := lasting(err) && !regular
	r.log(ctx, job, err, given || job.Attempt >= job.MaxAttempts)
	if regular && job.MaxAttempts == 1 {
		r.forgetFailures(ctx, job)
	}
	if given {
		return river.JobCancel(err)
	}
	return err
}

// stopped reports a job that was told to end before its time.
func stopped(ctx context.Context) bool { return errors.Is(ctx.Err(), context.Canceled) }

func lasting(err error) bool {
	return errs.Is(err, errs.Invalid) || errs.Is(err, errs.Denied) || errs.Is(err, errs.NotFound)
}

// log writes a failure: as an error when the job is not tried again, as a warning
// when it is. The arguments of an error's text are left out: they may name people.
func (r *Runner) log(ctx context.Context, job *rivertype.JobRow, err error, last bool) {
	level := slog.LevelWarn
	if last {
		level = slog.LevelError
	}
	attrs := []slog.Attr{slog.String("kind", job.Kind), slog.Int64("id", job.ID), slog.Int("attempt", job.Attempt), slog.Int("of", job.MaxAttempts)}
	if e := errs.As(err); e != nil {
		attrs = append(attrs, slog.String("problem", e.Key))
		err = e.Unwrap()
	}
	if err != nil {
		attrs = append(attrs, slog.Any("cause", err))
	}
	r.o.Log.LogAttrs(ctx, level, "job failed", attrs...)
}

// forgetFailures keeps one failed job of a kind that is made every minute, not a
// thousand a day: the one that fails now stays.
func (r *Runner) forgetFailures(ctx context.Context, job *rivertype.JobRow) {
	err := r.db.Write(context.WithoutCancel(ctx), func(tx *db.Tx) error { return forgetFailures(ctx, tx, job.Kind, job.ID) })
	if err != nil {
		r.o.Log.Error("old failures of a job were not forgotten", "kind", job.Kind, "error", err)
	}
}

// panics logs jobs that broke off in the middle of the program's own code.
type panics struct{ r *Runner }

// HandleError implements river.ErrorHandler; verdict has logged it.
func (panics) HandleError(context.Context, *rivertype.JobRow, error) *river.ErrorHandlerResult {
	return nil
}

// HandlePanic implements river.ErrorHandler.
func (p panics) HandlePanic(ctx context.Context, job *rivertype.JobRow, value any, trace string) *river.ErrorHandlerResult {
	p.r.o.Log.LogAttrs(ctx, slog.LevelError, "job panicked", slog.String("kind", job.Kind), slog.Int64("id", job.ID), slog.Int("attempt", job.Attempt),
		slog.Any("panic", value), slog.String("trace", trace))
	return nil
}
