package account

import (
	"context"
	"strings"

	"lantoa/internal/access"
	"lantoa/internal/db"
	"lantoa/internal/errs"
)

// Handed is an account with the password that was made up for it, told once.
type Handed struct {
	ID       string
	Username string
	Name     string
	OrgID    string // where the account's first role is held
	Password string
}

// Initial is a password made up for an account and not yet given to it.
type Initial struct {
	account  Account
	password string
	hash     string
}

// Unhanded are those of the accounts for which nobody has a password yet, in the
// order given, for the administrator.
func (s *Service) Unhanded(ctx context.Context, r db.Reader, actor access.Actor, ids []string) ([]Account, error) {
	return s.among(ctx, r, actor, `handed = false`, ids)
}

// among are those of the accounts that are so, in the order given.
func (s *Service) among(ctx context.Context, r db.Reader, actor access.Actor, so string, ids []string) ([]Account, error) {
	if !access.May(actor, access.AccountManage) {
		return nil, errs.New(errs.Denied, "error.denied")
	}
	rows, err := db.All[Account](ctx, r, `select `+columns+` from account where id = any($1) and `+so, ids)
	if err != nil {
		return nil, err
	}
	byID := make(map[string]Account, len(rows))
	for _, a := range rows {
		byID[a.ID] = a
	}
	out := make([]Account, 0, len(rows))
	for _, id := range ids {
		if a, there := byID[id]; there {
			out = append(out, a)
			delete(byID, id)
		}
	}
	return out, nil
}

// Unused are those of the accounts that were given a password with which nobody has
// signed in yet, in the order given, for the administrator.
func (s *Service) Unused(ctx context.Context, r db.Reader, actor access.Actor, ids []string) ([]Account, error) {
	return s.among(ctx, r, actor, `handed = true and must_change = true and disabled = false and not exists (select 1 from session s where s.account_id = account.id)`, ids)
}

// Again lets accounts be handed out again that nobody has signed in to, in the
// caller's transaction: their passwords were lost before anybody used them.
func (s *Service) Again(ctx context.Context, tx *db.Tx, actor access.Actor, all []Initial) error {
	if !access.May(actor, access.AccountManage) {
		return errs.New(errs.Denied, "error.denied")
	}
	for _, in := range all {
		if _, err := tx.Exec(ctx, `update account set handed = false where id = $1 and must_change = true and version = $2
			and not exists (select 1 from session s where s.account_id = account.id)`,
			in.account.ID, in.account.Version); err != nil {
			return err
		}
	}
	return nil
}

// Initials makes up a password for each account and hashes them before any
// transaction waits for it. It takes a turn for each, so that others sign in
// between.
func (s *Service) Initials(ctx context.Context, all []Account) ([]Initial, error) {
	turns := s.hashing.Patient()
	out := make([]Initial, len(all))
	for i, a := range all {
		done, err := turns.Take(ctx)
		if err != nil {
			return nil, err
		}
		password := NewPassword()
		out[i] = Initial{a, password, s.config.Cost.hash(password)}
		done()
	}
	return out, nil
}

// HandOutIn gives the accounts their passwords in the caller's transaction as
// ResetPassword does, to be changed at the first sign-in. One that was given
// another meanwhile is left out.
func (s *Service) HandOutIn(ctx context.Context, tx *db.Tx, actor access.Actor, all []Initial) ([]Handed, error) {
	if !access.May(actor, access.AccountManage) {
		return nil, errs.New(errs.Denied, "error.denied")
	}
	var out []Handed
	for _, in := range all {
		n, err := tx.Exec(ctx, `update account set handed = true where id = $1 and handed = false`, in.account.ID)
		if err != nil {
			return nil, err
		}
		if n == 0 {
			continue
		}
		if err := setPassword(ctx, tx, actor.AccountID, in.account, in.hash, true); err != nil {
			return nil, err
		}
		at, err := db.All[string](ctx, tx, `select org_id from grant_role where account_id = $1 order by id limit 1`, in.account.ID)
		if err != nil {
			return nil, err
		}
		out = append(out, Handed{ID: in.account.ID, Username: in.account.Username, Name: in.account.Name, OrgID: strings.Join(at, ""), Password: in.password})
	}
	return out, nil
}
