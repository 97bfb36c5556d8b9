package exemplar

import (
	"context"

	"lantoa/internal/db"
	"lantoa/internal/errs"
)

// Reindex files the next exemplars for search anew, those after the id given, at
// most limit: of one unit, or of all with unitID "". It gives the last one's id,
// "" when none was left, and how many they were. For jobs: it asks no right.
func (s *Service) Reindex(ctx context.Context, tx *db.Tx, unitID, after string, limit int) (last string, n int, err error) {
	// Held before they are read: whoever changes one meanwhile files it after this.
	text, args := `select id from exemplar where id > $1 order by id limit $2`, []any{after, limit}
	if unitID != "" {
		text, args = `select id from exemplar where id > $1 and unit_id = $3 order by id limit $2`, append(args, unitID)
	}
	ids, err := db.Hold[string](ctx, tx, text, args...)
	if err != nil || len(ids) == 0 {
		return "", 0, err
	}
	rows, err := db.All[Exemplar](ctx, tx, `select `+columns+` from exemplar n where n.id = any($1) order by n.id`, ids)
	if err != nil {
		return "", 0, err
	}
	if err := addFields(ctx, tx, rows); err != nil {
		return "", 0, err
	}
	for _, e := range rows {
		if err := s.reindex(ctx, tx, e); err != nil {
			return "", 0, err
		}
	}
	return ids[len(ids)-1], len(ids), nil
}

// Count is how many exemplars there are.
func (s *Service) Count(ctx context.Context, r db.Reader) (int64, error) {
	return db.One[int64](ctx, r, `select count(*) from exemplar`)
}

// DrawPhoto draws the public photo in the widths that the portal shows, so that
// its first visitor need not wait for it. Nothing is done where none is public.
func (s *Service) DrawPhoto(ctx context.Context, id string, widths ...int) error {
	for _, width := range widths {
		f, err := s.PublicPhoto(ctx, id, width)
		if errs.Is(err, errs.NotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := f.Close(); err != nil {
			return err
		}
	}
	return nil
}
