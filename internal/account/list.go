package account

import (
	"context"
	"slices"
	"strings"
	"time"

	"lantoa/internal/access"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
)

// State is how an account stands; its words are under "account.state.".
type State string

// The states. An account is locked for as long as too many wrong passwords count.
const (
	Active    State = "active"
	FirstTime State = "first" // has not yet changed the password that was handed over
	Locked    State = "locked"
	Unused    State = "unused" // closed because nobody signed in for too long
	Closed    State = "closed"
)

// States lists them.
func States() []State { return []State{Active, FirstTime, Locked, Unused, Closed} }

// Filter narrows the list of accounts.
type Filter struct {
	Query string // words of a name or user name, with or without accents
	Role  access.Role
	State State
	After string // id of the last account of the page before
	Back  string // or of the first of the page after
	Limit int
}

// Line is an account in the list, with its roles of the day.
type Line struct {
	Account
	State  State
	Grants []Grant
}

// Page is a part of the list.
type Page struct {
	Rows  []Line
	Next  string // the last row's id where more follow
	Back  string // the first row's id where more go before
	Count int
}

// List pages the accounts by given name, for the administrator. All of them are
// read in the order of their index and matched in Go: no engine folds
// Vietnamese, and accounts are thousands.
func (s *Service) List(ctx context.Context, actor access.Actor, f Filter) (Page, error) {
	if !access.May(actor, access.AccountManage) {
		return Page{}, errs.New(errs.Denied, "error.denied")
	}
	r := s.db.Reader()
	rules, err := s.Rules(ctx, r)
	if err != nil {
		return Page{}, err
	}
	failed, err := allTries(ctx, r)
	if err != nil {
		return Page{}, err
	}
	all, err := db.All[struct {
		Account
		Folded string
	}](ctx, r, `select `+columns+`, folded from account order by sort_key, id`)
	if err != nil {
		return Page{}, err
	}
	holders, err := s.holders(ctx, r, f.Role)
	if err != nil {
		return Page{}, err
	}
	words := i18n.Fold(f.Query)
	var rows []Line
	for _, a := range all {
		state := rules.state(a.Account, failed[string(nameHash(a.Username))], r.Now())
		if f.State != "" && state != f.State || f.Role != "" && !holders[a.ID] || !strings.Contains(a.Folded+" "+i18n.Fold(a.Username), words) {
			continue
		}
		rows = append(rows, Line{Account: a.Account, State: state})
	}
	p := cut(rows, f)
	return p, s.withGrants(ctx, r, p.Rows)
}

// cut takes the page out of all matching rows.
func cut(rows []Line, f Filter) Page {
	at := func(id string) int { return slices.IndexFunc(rows, func(l Line) bool { return l.ID == id }) }
	from := 0
	switch {
	case f.After != "":
		from = at(f.After) + 1
	case f.Back != "":
		from = max(at(f.Back)-f.Limit, 0)
	}
	to := min(from+f.Limit, len(rows))
	p := Page{Rows: rows[from:to], Count: len(rows)}
	if to < len(rows) && to > from {
		p.Next = rows[to-1].ID
	}
	if from > 0 && to > from {
		p.Back = rows[from].ID
	}
	return p
}

func (c Config) state(a Account, failed tries, now time.Time) State {
	switch {
	case a.Disabled:
		return Closed
	case c.unused(a, now):
		return Unused
	case c.locked(failed, now):
		return Locked
	case a.MustChange:
		return FirstTime
	}
	return Active
}

// holders are the accounts that hold the role today.
func (s *Service) holders(ctx context.Context, r db.Reader, role access.Role) (map[string]bool, error) {
	if role == "" {
		return nil, nil
	}
	ids, err := db.All[string](ctx, r, `select account_id from grant_role where role = $1 and from_day <= $2 and (to_day = '' or to_day > $2)`,
		string(role), civil.DayOf(r.Now()))
	out := map[string]bool{}
	for _, id := range ids {
		out[id] = true
	}
	return out, err
}

func (s *Service) withGrants(ctx context.Context, r db.Reader, rows []Line) error {
	ids := make([]string, len(rows))
	for i, l := range rows {
		ids[i] = l.ID
	}
	grants, err := db.All[Grant](ctx, r, `select id, account_id, role, org_id, from_day, to_day from grant_role
		where account_id = any($1) and from_day <= $2 and (to_day = '' or to_day > $2) order by id`, ids, civil.DayOf(r.Now()))
	if err != nil {
		return err
	}
	for i := range rows {
		for _, g := range grants {
			if g.AccountID == rows[i].ID {
				rows[i].Grants = append(rows[i].Grants, g)
			}
		}
	}
	return nil
}
