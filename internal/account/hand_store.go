package account

import (
	"context"
	"runtime"
	"sync"

	"lantoa/internal/access"
	"lantoa/internal/db"
	"lantoa/internal/errs"
)

// Handed is an account with the password that was made up for it, told once.
type Handed struct {
	ID       string
	Username string
	Name     string
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
	if !access.May(actor, access.AccountManage) {
		return nil, errs.New(errs.Denied, "error.denied")
	}
	rows, err := db.All[Account](ctx, r, `select `+columns+` from account where id = any($1) and handed = false`, ids)
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

// Initials makes up a password for each account and hashes them, several at once:
// each takes some 50 ms, which no transaction should wait for.
func (s *Service) Initials(ctx context.Context, all []Account) ([]Initial, error) {
	out := make([]Initial, len(all))
	next := make(chan int)
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(all)) {
		group.Go(func() {
			for i := range next {
				password := NewPassword()
				out[i] = Initial{all[i], password, s.config.Cost.hash(password)}
			}
		})
	}
	for i := range all {
		if ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	group.Wait()
	return out, ctx.Err()
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
		out = append(out, Handed{ID: in.account.ID, Username: in.account.Username, Name: in.account.Name, Password: in.password})
	}
	return out, nil
}
