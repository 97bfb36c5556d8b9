package plan

import (
	"context"

	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/org"
)

// Provincial reports a plan that everybody in the province works under, by who
// issued it on the day: the province's own committee, not a district's, a
// commune's, a department's or another province's.
func (s *Service) Provincial(ctx context.Context, r db.Reader, issuer string, day civil.Day) (bool, error) {
	n, err := s.names(ctx, r, day)
	if err != nil {
		return false, err
	}
	found := n.called(issuer)
	return len(found) == 1 && found[0].Kind == org.Province, nil
}
