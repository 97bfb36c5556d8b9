package account

import (
	"context"

	"lantoa/internal/access"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
)

// CreateIn enters an account with its first role in the caller's transaction, for
// the administrator. Nobody knows its password: it opens once the administrator
// has given it one (HandOutIn, ResetPassword).
func (s *Service) CreateIn(ctx context.Context, tx *db.Tx, actor access.Actor, in Input, from, to civil.Day) (Account, error) {
	if !access.May(actor, access.AccountManage) {
		return Account{}, errs.New(errs.Denied, "error.denied")
	}
	bad := in.clean()
	first := GrantInput{Role: in.Role, OrgID: in.OrgID, FromDay: from, ToDay: to}
	if first.FromDay == "" {
		first.FromDay = civil.DayOf(tx.Now())
	}
	first.checkDays(bad)
	if err := bad.OrNil(); err != nil {
		return Account{}, err
	}
	a, err := s.insert(ctx, tx, actor.AccountID, in, s.sealed, true, first)
	if err != nil {
		return a, err
	}
	_, err = tx.Exec(ctx, `update account set handed = false where id = $1`, a.ID)
	return a, err
}

func (in GrantInput) checkDays(bad *errs.Error) {
	if in.FromDay != "" && in.ToDay != "" && in.ToDay <= in.FromDay {
		bad.WithField("to_day", "account.grant_days")
	}
}

// GrantIn is Grant in the caller's transaction. Conflict where the account is not
// as it was at the version; 0 takes it as it is.
func (s *Service) GrantIn(ctx context.Context, tx *db.Tx, actor access.Actor, accountID string, version int64, in GrantInput) error {
	if !access.May(actor, access.AccountManage) {
		return errs.New(errs.Denied, "error.denied")
	}
	a, err := s.get(ctx, tx, accountID)
	if err != nil {
		return err
	}
	if in.FromDay == "" {
		in.FromDay = civil.DayOf(tx.Now())
	}
	bad := errs.New(errs.Invalid, "error.invalid")
	checkGrant(bad, in.Role, in.OrgID)
	in.checkDays(bad)
	if accountID == actor.AccountID && in.Role != access.Admin {
		bad.WithField("role", "account.own_role") // who administers decides on no dossier
	}
	if err := bad.OrNil(); err != nil {
		return err
	}
	if version == 0 {
		version = a.Version
	}
	// Two at once wait for each other here.
	n, err := tx.Exec(ctx, `update account set version = version where id = $1 and version = $2`, accountID, version)
	if err != nil {
		return err
	}
	if n == 0 {
		return errs.New(errs.Conflict, "error.stale")
	}
	held, err := db.One[int](ctx, tx, `select count(*) from grant_role where account_id = $1 and role = $2 and org_id = $3 and (to_day = '' or to_day > $4)`,
		accountID, string(in.Role), in.OrgID, in.FromDay)
	if err != nil {
		return err
	}
	if held > 0 {
		return errs.New(errs.Conflict, "account.grant_held").WithField("role", "account.grant_held")
	}
	return s.grant(ctx, tx, actor.AccountID, accountID, in)
}

// Called is the id of the account with a user name, "" where there is none.
func (s *Service) Called(ctx context.Context, r db.Reader, actor access.Actor, username string) (string, error) {
	if !access.May(actor, access.AccountManage) {
		return "", errs.New(errs.Denied, "error.denied")
	}
	ids, err := db.All[string](ctx, r, `select id from account where username = $1`, cleanUsername(username))
	if err != nil || len(ids) == 0 {
		return "", err
	}
	return ids[0], nil
}

// WithGrants is an account with all its roles, ended ones too, for the
// administrator.
func (s *Service) WithGrants(ctx context.Context, r db.Reader, actor access.Actor, id string) (Account, []Grant, error) {
	if !access.May(actor, access.AccountManage) {
		return Account{}, nil, errs.New(errs.Denied, "error.denied")
	}
	a, err := s.get(ctx, r, id)
	if err != nil {
		return a, nil, err
	}
	grants, err := db.All[Grant](ctx, r, `select id, account_id, role, org_id, from_day, to_day from grant_role where account_id = $1 order by id`, id)
	return a, grants, err
}
