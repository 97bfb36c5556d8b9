package nomination

import (
	"context"

	"lantoa/internal/db"
	"lantoa/internal/i18n"
	"lantoa/internal/subject"
)

// Twin is the number of a dossier of the batch that nominates the same person,
// household, body or model already, "" where none does: of the same kind and name (a
// household's without "Hộ ông/bà"), and of the same year of birth or, without one, of the same address. Withdrawn
// ones do not count. Until the transaction ends nobody else makes a dossier, so that
// of two who ask for the same at once the second finds what the first has made.
func (s *Service) Twin(ctx context.Context, tx *db.Tx, batchID string, in subject.Input) (ref string, err error) {
	if err := holdRefs(ctx, tx, dossierRef); err != nil {
		return "", err
	}
	in = in.Clean()
	// The batch is no way in: it may have thousands of dossiers, a name has few.
	found, err := db.All[struct {
		Ref       string
		Name      string
		BirthYear int
		Address   string
	}](ctx, tx, `select n.ref, s.name, s.birth_year, s.address from subject s join nomination n on n.subject_id = s.id
		where s.folded = any($1) and s.kind = $2 and n.batch_id || '' = $3 and n.state <> $4 order by n.id`, in.Kind.Keys(in.Name), string(in.Kind), batchID, string(Withdrawn))
	for _, f := range found {
		if in.Kind.Key(f.Name) == in.Kind.Key(in.Name) && f.BirthYear == in.BirthYear && (f.BirthYear > 0 || i18n.Fold(f.Address) == i18n.Fold(in.Address)) {
			return f.Ref, err
		}
	}
	return "", err
}
