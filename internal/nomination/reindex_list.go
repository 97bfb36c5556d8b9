package nomination

import (
	"context"

	"lantoa/internal/db"
)

// Reindex files the next dossiers for search anew, those after the id given, at
// most limit: of one unit, or of all with unitID "". It gives the last one's id,
// "" when none was left, and how many they were. For jobs: it asks no right.
func (s *Service) Reindex(ctx context.Context, tx *db.Tx, unitID, after string, limit int) (last string, n int, err error) {
	text, args := `select `+columns+` from nomination n where n.id > $1 order by n.id limit $2`, []any{after, limit}
	if unitID != "" {
		text, args = `select `+columns+` from nomination n where n.id > $1 and n.unit_id = $3 order by n.id limit $2`, append(args, unitID)
	}
	rows, err := db.All[Nomination](ctx, tx, text, args...)
	if err != nil || len(rows) == 0 {
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
	return rows[len(rows)-1].ID, len(rows), nil
}

// Count is how many dossiers there are.
func (s *Service) Count(ctx context.Context, r db.Reader) (int64, error) {
	return db.One[int64](ctx, r, `select count(*) from nomination`)
}
