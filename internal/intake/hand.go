package intake

import (
	"context"

	"lantoa/internal/access"
	"lantoa/internal/account"
	"lantoa/internal/audit"
	"lantoa/internal/db"
	"lantoa/internal/errs"
)

// handed is how many passwords are handed out at once: what a person can pass on
// before the page is lost.
const handed = 100

// Waiting is how many accounts that the import made have no password yet.
func (s *Service) Waiting(ctx context.Context, actor access.Actor, n Intake) (int, error) {
	all, err := s.without(ctx, s.db.Reader(), actor, n)
	return len(all), err
}

// HandOut gives the next accounts that a finished import of the person made their
// first passwords, in the order of the file, and tells them once. Each must be
// changed at the first sign-in. None where all have one.
func (s *Service) HandOut(ctx context.Context, actor access.Actor, id string) ([]account.Handed, error) {
	n, err := own(ctx, s.db.Reader(), actor.AccountID, id)
	if err != nil {
		return nil, err
	}
	if n.Kind != Accounts || n.State != Done {
		return nil, errs.New(errs.Conflict, "error.stale")
	}
	all, err := s.without(ctx, s.db.Reader(), actor, n)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	initials, err := s.accounts.Initials(ctx, all[:min(len(all), handed)])
	if err != nil {
		return nil, err
	}
	var out []account.Handed
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		if out, err = s.accounts.HandOutIn(ctx, tx, actor, initials); err != nil || len(out) == 0 {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{ActorID: actor.AccountID, Action: "intake.hand_out", Entity: "intake", EntityID: n.ID, Meta: struct {
			Accounts int `json:"accounts"`
		}{len(out)}})
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// without are the accounts that the import made and that have no password yet.
func (s *Service) without(ctx context.Context, r db.Reader, actor access.Actor, n Intake) ([]account.Account, error) {
	if !access.May(actor, access.AccountManage) {
		return nil, errs.New(errs.Denied, "error.denied")
	}
	if n.Kind != Accounts || n.AuthorID != actor.AccountID {
		return nil, nil
	}
	ids, err := madeIn(ctx, r, n.ID)
	if err != nil {
		return nil, err
	}
	return s.accounts.Unhanded(ctx, r, actor, ids)
}
