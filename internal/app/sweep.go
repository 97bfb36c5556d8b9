package app

import (
	"context"
	"errors"
	"slices"
	"time"

	"lantoa/internal/db"
	"lantoa/internal/jobs"
)

// How long what background work leaves is kept.
const (
	keepTasks   = 30 * 24 * time.Hour
	keepIntakes = 90 * 24 * time.Hour
	keepStrays  = 24 * time.Hour // files that belong to nothing
)

// sweepTasks forgets old tasks and imports and their files.
type sweepTasks struct{}

// Kind implements jobs.Args.
func (sweepTasks) Kind() string { return "sweep_tasks" }

// sweep forgets tasks that ended a month ago, and imports at which nothing has
// happened for three. Their files go once the records are gone for certain; those
// that stay all the same go with the strays of another day.
func (s *Services) sweep(ctx context.Context, _ sweepTasks) error {
	return errors.Join(s.Intakes.Sweep(ctx, s.DB.Now().Add(-keepIntakes)), s.forgetTasks(ctx), s.clearStrays(ctx))
}

// forgetTasks asks in the same transaction for what one part leaves.
func (s *Services) forgetTasks(ctx context.Context) error {
	var files []string
	err := s.DB.Write(ctx, func(tx *db.Tx) error {
		ids, more, err := jobs.Sweep(ctx, tx, tx.Now().Add(-keepTasks))
		files = ids
		if err != nil || !more {
			return err
		}
		return s.Jobs.Enqueue(ctx, tx, sweepTasks{})
	})
	if err != nil {
		return err
	}
	return s.Files.Unmake(files...)
}

// clearStrays removes files that no task and no import has: a crash between a
// record's end and its file's leaves them, and one before a record's beginning.
func (s *Services) clearStrays(ctx context.Context) error {
	names, err := s.Files.MadeBefore(time.Now().Add(-keepStrays)) // by the disk's clock
	if err != nil {
		return err
	}
	for some := range slices.Chunk(names, 500) {
		ofTasks, err := jobs.Known(ctx, s.DB.Reader(), some)
		if err != nil {
			return err
		}
		ofIntakes, err := s.Intakes.Files(ctx, some)
		if err != nil {
			return err
		}
		strays := slices.DeleteFunc(some, func(name string) bool {
			return slices.Contains(ofTasks, name) || slices.Contains(ofIntakes, name)
		})
		if err := s.Files.Unmake(strays...); err != nil {
			return err
		}
	}
	return nil
}
