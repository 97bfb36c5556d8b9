package plan

import (
	"context"
	"strings"

	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/i18n"
	"lantoa/internal/org"
)

// provinceIssuer begins the name of who issues a province's plan, folded.
const provinceIssuer = "uy ban nhan dan tinh"

// Provincial reports a plan that everybody in the province works under, by who
// issued it on the day: the province's own committee, not a district's, a
// commune's or a department's.
func (s *Service) Provincial(ctx context.Context, r db.Reader, issuer string, day civil.Day) (bool, error) {
	found, err := s.called(ctx, r, issuer, day)
	if err != nil {
		return false, err
	}
	if len(found) == 1 {
		return found[0].Kind == org.Province, nil
	}
	return strings.HasPrefix(i18n.Fold(issuer), provinceIssuer), nil
}
