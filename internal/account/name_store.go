package account

import (
	"context"

	"lantoa/internal/db"
)

// Names are the names of people by their accounts, for a page that says who did
// something. An account that is not there, the program's own "" among them, has none.
func (s *Service) Names(ctx context.Context, r db.Reader, ids []string) (map[string]string, error) {
	rows, err := db.All[struct{ ID, Name string }](ctx, r, `select id, name from account where id = any($1)`, ids)
	if err != nil {
		return nil, err
	}
	out := make(map[string]string, len(rows))
	for _, row := range rows {
		out[row.ID] = row.Name
	}
	return out, nil
}
