package subject

import (
	"context"

	"lantoa/internal/audit"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
)

const columns = `id, kind, name, sex, birth_year, ethnicity, work, occupation, address, unit_id, created_at, version`

// Create keeps a new identity under the unit in the caller's transaction. The
// input must have been checked.
func Create(ctx context.Context, tx *db.Tx, actorID, unitID string, in Input) (Subject, error) {
	s := Subject{ID: db.NewID(), Kind: in.Kind, Name: in.Name, Sex: in.Sex, BirthYear: in.BirthYear, Ethnicity: in.Ethnicity, Work: in.Work,
		Occupation: in.Occupation, Address: in.Address, UnitID: unitID, CreatedAt: tx.Now(), Version: 1}
	_, err := tx.Exec(ctx, `insert into subject (`+allColumns+`) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`, s.values()...)
	if err != nil {
		return Subject{}, err
	}
	return s, audit.Write(ctx, tx, s.created(actorID))
}

const allColumns = `id, kind, name, folded, sort_key, sex, birth_year, ethnicity, work, occupation, address, unit_id, created_at, version`

func (s Subject) values() []any {
	return []any{s.ID, string(s.Kind), s.Name, i18n.Fold(s.Name), s.SortKey(), s.Sex, s.BirthYear, s.Ethnicity, s.Work, s.Occupation, s.Address, s.UnitID,
		s.CreatedAt, s.Version}
}

func (s Subject) created(actorID string) audit.Entry {
	return audit.Entry{ActorID: actorID, Action: "subject.create", Entity: "subject", EntityID: s.ID, Version: 1, Detail: s}
}

// Update changes an identity in the caller's transaction.
func Update(ctx context.Context, tx *db.Tx, actorID string, before Subject, in Input) error {
	after := before
	after.Kind, after.Name, after.Sex, after.BirthYear = in.Kind, in.Name, in.Sex, in.BirthYear
	after.Ethnicity, after.Work, after.Occupation, after.Address = in.Ethnicity, in.Work, in.Occupation, in.Address
	if after == before {
		return nil
	}
	n, err := tx.Exec(ctx, `update subject set kind = $3, name = $4, folded = $5, sort_key = $6, sex = $7, birth_year = $8, ethnicity = $9,
		work = $10, occupation = $11, address = $12, version = version + 1 where id = $1 and version = $2`,
		before.ID, before.Version, string(after.Kind), after.Name, i18n.Fold(after.Name), after.SortKey(), after.Sex, after.BirthYear, after.Ethnicity,
		after.Work, after.Occupation, after.Address)
	if err != nil {
		return err
	}
	if n == 0 {
		return errs.New(errs.Conflict, "error.stale")
	}
	return audit.Write(ctx, tx, audit.Entry{ActorID: actorID, Action: "subject.update", Entity: "subject", EntityID: before.ID,
		Version: before.Version + 1, Detail: map[string]Subject{"before": before, "after": after}})
}

// SortKey orders people by given name, anything else by its name (product.md §3).
func (s Subject) SortKey() []byte {
	if s.Kind == Individual || s.Kind == Household {
		return i18n.SortKey(s.Name)
	}
	return i18n.TextKey(s.Name)
}

// Get is the identity with the id; the dossier that names it decides who may see it.
func Get(ctx context.Context, r db.Reader, id string) (Subject, error) {
	return db.One[Subject](ctx, r, `select `+columns+` from subject where id = $1`, id)
}

// Similar lists at most ten identities of the kind whose folded name is the
// same and that are not excepted: possible duplicates, for a person to judge.
func Similar(ctx context.Context, r db.Reader, kind Kind, name, exceptID string) ([]Subject, error) {
	folded := i18n.Fold(name)
	if folded == "" {
		return nil, nil
	}
	return db.All[Subject](ctx, r, `select `+columns+` from subject where folded = $1 and kind = $2 and id <> $3 order by id limit 10`,
		folded, string(kind), exceptID)
}

// ByIDs gives the identities of a set of ids.
func ByIDs(ctx context.Context, r db.Reader, ids []string) (map[string]Subject, error) {
	all, err := db.All[Subject](ctx, r, `select `+columns+` from subject where id = any($1)`, ids)
	out := make(map[string]Subject, len(all))
	for _, s := range all {
		out[s.ID] = s
	}
	return out, err
}
