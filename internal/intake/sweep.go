package intake

import (
	"context"
	"time"

	"lantoa/internal/db"
)

// swept is how many imports are looked for at once.
const swept = 100

// Sweep forgets imports that have stood where they stand since before the time
// given, with their rows and their files. What they stored stays. Each goes in a
// transaction of its own, for it may have many rows, and its file once that stands.
func (s *Service) Sweep(ctx context.Context, before time.Time) error {
	for {
		ids, err := old(ctx, s.db.Reader(), before, swept)
		if err != nil {
			return err
		}
		for _, id := range ids {
			gone := false
			err := s.db.Write(ctx, func(tx *db.Tx) (err error) {
				gone, err = forget(ctx, tx, id, before)
				return err
			})
			if err == nil && gone {
				err = s.files.Unmake(fileOf(id))
			}
			if err != nil {
				return err
			}
		}
		if len(ids) < swept {
			return nil
		}
	}
}

// ofIntake begins the names of imports' files: a browser chooses the ids of imports
// and of tasks, and no import may take the place of what a task made.
const ofIntake = "intake-"

// fileOf names the file of an import among those that are kept for a while.
func fileOf(id string) string { return ofIntake + id }
