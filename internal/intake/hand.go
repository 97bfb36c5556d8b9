package intake

import (
	"context"
	"slices"
	"strconv"

	"lantoa/internal/access"
	"lantoa/internal/account"
	"lantoa/internal/audit"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
)

// handed is how many passwords are handed out at once: what a person can pass on
// before the page is lost.
const handed = 100

// Waiters are the accounts that an import made and that need a password: Next is
// the first of them, which whoever hands out must have seen.
type Waiters struct {
	Count int
	Next  string
}

// seen is an account as it stands: another password makes it another.
func seen(id string, version int64) string { return id + "." + strconv.FormatInt(version, 10) }

// lackOf is what accounts lack that have a password with which nobody has signed
// in, of lost, and of those that have none.
func lackOf(lost bool) account.Lack {
	if lost {
		return account.NotUsed
	}
	return account.NotHanded
}

// After is the first behind those that were handed out again, the zero Waiters
// where none is left.
func (s *Service) After(ctx context.Context, actor access.Actor, n Intake, last string) (Waiters, error) {
	if may, err := handing(actor, n); err != nil || !may {
		return Waiters{}, err
	}
	r := s.db.Reader()
	behind, err := placeOf(ctx, r, n.ID, last)
	if err != nil || behind == 0 {
		return Waiters{}, err
	}
	return waiters(ctx, r, n.ID, account.NotUsed, behind)
}

// Waiting are the accounts that the import made and that have no password yet, or,
// of lost, those that have one with which nobody has signed in yet.
func (s *Service) Waiting(ctx context.Context, actor access.Actor, n Intake, lost bool) (Waiters, error) {
	if may, err := handing(actor, n); err != nil || !may {
		return Waiters{}, err
	}
	return waiters(ctx, s.db.Reader(), n.ID, lackOf(lost), 0)
}

// handing reports whether the import is one whose accounts the person may give
// passwords: Denied where the person may give none at all.
func handing(actor access.Actor, n Intake) (bool, error) {
	if !access.May(actor, access.AccountManage) {
		return false, errs.New(errs.Denied, "error.denied")
	}
	return n.Kind == Accounts && n.AuthorID == actor.AccountID, nil
}

// Handout is an account with its password and the body at which it has its role.
type Handout struct {
	account.Handed
	Org string
}

// HandOut gives the next accounts that a finished import of the person made their
// first passwords, in the order of the file, and tells them once. Each must be
// changed at the first sign-in. next is the first that waits, as the person saw it:
// Conflict where it is another, so that the same click again hands out nothing. Of
// lost, those are given another password with which nobody has signed in yet.
func (s *Service) HandOut(ctx context.Context, actor access.Actor, id, next string, lost bool) ([]Handout, error) {
	n, err := own(ctx, s.db.Reader(), actor.AccountID, id)
	if err != nil {
		return nil, err
	}
	if n.Kind != Accounts || n.State != Done {
		return nil, errs.New(errs.Conflict, "error.stale")
	}
	all, err := s.without(ctx, s.db.Reader(), actor, n, lost)
	if err != nil {
		return nil, err
	}
	first := slices.IndexFunc(all, func(a account.Account) bool { return seen(a.ID, a.Version) == next })
	if first < 0 || first > 0 && !lost {
		return nil, errs.New(errs.Conflict, "error.stale")
	}
	initials, err := s.accounts.Initials(ctx, all[first:min(len(all), first+handed)])
	if err != nil {
		return nil, err
	}
	var out []account.Handed
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		if lost {
			if err := s.accounts.Again(ctx, tx, actor, initials); err != nil {
				return err
			}
		}
		if out, err = s.accounts.HandOutIn(ctx, tx, actor, initials); err != nil || len(out) == 0 {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{ActorID: actor.AccountID, Action: "intake.hand_out", Entity: "intake", EntityID: n.ID, Meta: struct {
			Accounts int  `json:"accounts"`
			Again    bool `json:"again,omitempty"`
		}{len(out), lost}})
	})
	if err != nil {
		return nil, err
	}
	return s.withBodies(ctx, out), nil
}

// withBodies names the bodies of what was handed out, which nobody may lose for a
// name that cannot be read.
func (s *Service) withBodies(ctx context.Context, handed []account.Handed) []Handout {
	ids := make([]string, len(handed))
	for i, h := range handed {
		ids[i] = h.OrgID
	}
	r := s.db.Reader()
	bodies, err := s.orgs.ByIDs(ctx, r, ids, civil.DayOf(r.Now()))
	out := make([]Handout, len(handed))
	for i, h := range handed {
		out[i].Handed = h
		if o, there := bodies[h.OrgID]; there && err == nil {
			out[i].Org = o.Full()
		}
	}
	return out
}

// without are the accounts that the import made and that have no password yet, or
// none that was used.
func (s *Service) without(ctx context.Context, r db.Reader, actor access.Actor, n Intake, lost bool) ([]account.Account, error) {
	if may, err := handing(actor, n); err != nil || !may {
		return nil, err
	}
	ids, err := madeIn(ctx, r, n.ID)
	if err != nil {
		return nil, err
	}
	return s.accounts.Lacking(ctx, r, actor, lackOf(lost), ids)
}
