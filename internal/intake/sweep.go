package intake

import (
	"context"
	"errors"
	"strings"
	"time"

	"lantoa/internal/db"
)

// swept is how many imports are looked for at once.
const swept = 100

// Sweep forgets imports that have stood where they stand since before the time
// given, with their rows and their files. What they stored stays. Each goes in a
// transaction of its own, for it may have many rows, and its file once that stands;
// a file that stays keeps no other import.
func (s *Service) Sweep(ctx context.Context, before time.Time) error {
	var stay []error
	for {
		ids, err := old(ctx, s.db.Reader(), before, swept)
		if err != nil {
			return errors.Join(append(stay, err)...)
		}
		for _, id := range ids {
			gone := false
			err := s.db.Write(ctx, func(tx *db.Tx) (err error) {
				gone, err = forget(ctx, tx, id, before)
				return err
			})
			if err != nil {
				return errors.Join(append(stay, err)...)
			}
			if gone {
				stay = append(stay, s.files.Unmake(fileOf(id)))
			}
		}
		if len(ids) < swept {
			return errors.Join(stay...)
		}
	}
}

// ofIntake begins the names of imports' files: a browser chooses the ids of imports
// and of tasks, and no import may take the place of what a task made.
const ofIntake = "intake-"

// fileOf names the file of an import among those that are kept for a while.
func fileOf(id string) string { return ofIntake + id }

// Files are those of the files kept for a while that belong to an import.
func (s *Service) Files(ctx context.Context, names []string) ([]string, error) {
	var ids []string
	for _, name := range names {
		if id, ours := strings.CutPrefix(name, ofIntake); ours {
			ids = append(ids, id)
		}
	}
	ids, err := among(ctx, s.db.Reader(), ids)
	for i := range ids {
		ids[i] = fileOf(ids[i])
	}
	return ids, err
}
