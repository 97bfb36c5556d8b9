package nomination

import (
	"context"

	"lantoa/internal/db"
)

// Reindex files the next dossiers for search anew, those after the id given, at
// most limit: of one unit, or of all with unitID "". It gives the last one's id,
// "" when none was left, and how many they were. For jobs: it asks no right.
func (s *Service) Reindex(ctx context.Context, tx *db.Tx, unitID, after string, limit int) (last string, n int, err error) {
	// Held before they are read: whoever changes one meanwhile files it after this.
	text, args := `select id from nomination where id > $1 order by id limit $2`, []any{after, limit}
	if unitID != "" {
		text, args = `select id from nomination where id > $1 and unit_id = $3 order by id limit $2`, append(args, unitID)
	}
	ids, err := db.Hold[string](ctx, tx, text, args...)
	if err != nil || len(ids) == 0 {
		return "", 0, err
	}
	rows, err := db.All[Nomination](ctx, tx, `select `+columns+` from nomination n where n.id = any($1) order by n.id`, ids)
	if err != nil {
		return "", 0, err
	}
	if err := addFields(ctx, tx, rows); err != nil {
		return "", 0, err
	}
	for _, row := range rows {
		if err := s.reindex(ctx, tx, row); err != nil {
			return "", 0, err
		}
	}
	return ids[len(ids)-1], len(ids), nil
}

// Count is how many dossiers there are.
func (s *Service) Count(ctx context.Context, r db.Reader) (int64, error) {
	return db.One[int64](ctx, r, `select count(*) from nomination`)
}
