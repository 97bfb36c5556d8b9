package account

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"

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

// Lack says which accounts somebody has to give a password, as a condition on
// account: as they are asked for together with what other tables say of them.
type Lack string

// The accounts for which nobody has a password yet, and those that were given one
// with which nobody has signed in yet.
const (
	NotHanded Lack = `account.handed = false`
	NotUsed   Lack = `account.handed = true and account.must_change = true and account.disabled = false and not exists (select 1 from session s where s.account_id = account.id)`
)

// Lacking are those of the accounts that lack a password so, in the order given,
// for the administrator.
func (s *Service) Lacking(ctx context.Context, r db.Reader, actor access.Actor, so Lack, ids []string) ([]Account, error) {
	if !access.May(actor, access.AccountManage) {
		return nil, errs.New(errs.Denied, "error.denied")
	}
	rows, err := db.All[Account](ctx, r, `select `+columns+` from account where id = any($1) and `+string(so), ids)
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
// transaction waits for it: two at a time, each in a turn, so that others sign in
// between.
func (s *Service) Initials(ctx context.Context, all []Account) ([]Initial, error) {
	turns := s.hashing.Patient()
	out := make([]Initial, len(all))
	return out, inPairs(len(all), func(i int) error {
		done, err := turns.Take(ctx)
		if err != nil {
			return err
		}
		defer done()
		password := NewPassword()
		out[i] = Initial{all[i], password, s.config.Cost.hash(password)}
		return nil
	})
}

// inPairs does something n times, two at once, until one fails.
func inPairs(n int, do func(i int) error) error {
	var (
		two    sync.WaitGroup
		next   atomic.Int64
		failed [2]error
	)
	for worker := range failed {
		two.Go(func() {
			for failed[worker] == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				if failed[worker] = do(i); failed[worker] != nil {
					next.Add(int64(n)) // and none for the other
				}
			}
		})
	}
	two.Wait()
	return errors.Join(failed[:]...)
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
