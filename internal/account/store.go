package account

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"lantoa/internal/access"
	"lantoa/internal/audit"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
)

const columns = `id, username, name, must_change, disabled, created_at, active_at, version`

var usernameForm = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{2,39}$`)

func cleanUsername(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

func (s *Service) get(ctx context.Context, r db.Reader, id string) (Account, error) {
	return db.One[Account](ctx, r, `select `+columns+` from account where id = $1`, id)
}

// Get is the account with the id and how it stands, for the administrator.
func (s *Service) Get(ctx context.Context, actor access.Actor, id string) (Account, State, error) {
	if !access.May(actor, access.AccountManage) {
		return Account{}, "", errs.New(errs.Denied, "error.denied")
	}
	rules, err := s.Rules(ctx, s.db.Reader())
	if err != nil {
		return Account{}, "", err
	}
	failed, err := allTries(ctx, s.db.Reader())
	if err != nil {
		return Account{}, "", err
	}
	a, err := s.get(ctx, s.db.Reader(), id)
	return a, rules.state(a, failed[string(nameHash(a.Username))], s.db.Now()), err
}

// Input is what an administrator types about a new account.
type Input struct {
	Username string
	Name     string
	Role     access.Role
	OrgID    string
}

// Create makes an account with its first role; the password is returned once
// and must be changed at the first sign-in.
func (s *Service) Create(ctx context.Context, actor access.Actor, in Input) (Account, string, error) {
	if !access.May(actor, access.AccountManage) {
		return Account{}, "", errs.New(errs.Denied, "error.denied")
	}
	password := NewPassword()
	a, err := s.create(ctx, actor.AccountID, in, password, true)
	return a, password, err
}

// Setup makes an account from the command line or the demonstration, without an
// actor.
func (s *Service) Setup(ctx context.Context, in Input, password string, mustChange bool) (Account, error) {
	return s.create(ctx, "", in, password, mustChange)
}

// SetupMany is Setup of accounts that share a password, which is hashed once: for
// filling a database with people that are made up.
func (s *Service) SetupMany(ctx context.Context, all []Input, password string) ([]Account, error) {
	hash, out := s.config.Cost.hash(password), make([]Account, len(all))
	for i, in := range all {
		var err error
		if out[i], err = s.enter(ctx, "", in, func() string { return hash }, false); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (s *Service) create(ctx context.Context, actorID string, in Input, password string, mustChange bool) (Account, error) {
	return s.enter(ctx, actorID, in, func() string { return s.config.Cost.hash(password) }, mustChange)
}

// enter stores an account with its first role in a transaction of its own; hashed
// is asked only where the input is in order.
func (s *Service) enter(ctx context.Context, actorID string, in Input, hashed func() string, mustChange bool) (Account, error) {
	if err := in.clean().OrNil(); err != nil {
		return Account{}, err
	}
	hash := hashed()
	var a Account
	err := s.db.Write(ctx, func(tx *db.Tx) (err error) {
		a, err = s.insert(ctx, tx, actorID, in, hash, mustChange, GrantInput{Role: in.Role, OrgID: in.OrgID, FromDay: civil.DayOf(tx.Now())})
		return err
	})
	return a, err
}

func (in *Input) clean() *errs.Error {
	in.Username, in.Name = cleanUsername(in.Username), strings.Join(strings.Fields(i18n.Clean(in.Name)), " ")
	bad := errs.New(errs.Invalid, "error.invalid")
	if !usernameForm.MatchString(in.Username) {
		bad.WithField("username", "account.username_form")
	}
	if in.Name == "" {
		bad.WithField("name", "field.required")
	}
	if utf8.RuneCountInString(in.Name) > 120 {
		bad.WithField("name", "field.too_long", 120)
	}
	checkGrant(bad, in.Role, in.OrgID)
	return bad
}

// insert stores an account whose input is in order, with its first role.
func (s *Service) insert(ctx context.Context, tx *db.Tx, actorID string, in Input, hash string, mustChange bool, first GrantInput) (Account, error) {
	a := Account{ID: db.NewID(), Username: in.Username, Name: in.Name, MustChange: mustChange, CreatedAt: tx.Now(), Version: 1}
	n, err := tx.Exec(ctx, `insert into account (id, username, name, sort_key, folded, password_hash, must_change, disabled, created_at, active_at, version)
		values ($1, $2, $3, $4, $5, $6, $7, false, $8, $8, 1) on conflict (username) do nothing`,
		a.ID, a.Username, a.Name, i18n.SortKey(a.Name), i18n.Fold(a.Name), hash, mustChange, a.CreatedAt)
	if err != nil {
		return a, err
	}
	if n == 0 {
		return a, errs.New(errs.Invalid, "error.invalid").WithField("username", "account.username_taken", a.Username)
	}
	if err := audit.Write(ctx, tx, audit.Entry{ActorID: actorID, Action: "account.create", Entity: "account", EntityID: a.ID, Version: 1}); err != nil {
		return a, err
	}
	return a, s.grant(ctx, tx, actorID, a.ID, first)
}

func checkGrant(bad *errs.Error, role access.Role, orgID string) {
	if !slices.Contains(access.Roles(), role) {
		bad.WithField("role", "field.required")
	}
	if orgID == "" {
		bad.WithField("org", "field.required")
	}
}

func (s *Service) grant(ctx context.Context, tx *db.Tx, actorID, accountID string, in GrantInput) error {
	there, err := db.One[int](ctx, tx, `select count(*) from org where id = $1`, in.OrgID)
	if err != nil {
		return err
	}
	if there == 0 {
		return errs.New(errs.Invalid, "error.invalid").WithField("org", "field.choice")
	}
	if err := seated(ctx, tx, in); err != nil {
		return err
	}
	id := db.NewID()
	_, err = tx.Exec(ctx, `insert into grant_role (id, account_id, role, org_id, from_day, to_day) values ($1, $2, $3, $4, $5, $6)`,
		id, accountID, string(in.Role), in.OrgID, in.FromDay, in.ToDay)
	if err != nil {
		return err
	}
	if err := renewSessions(ctx, tx, accountID); err != nil {
		return err
	}
	return audit.Write(ctx, tx, audit.Entry{ActorID: actorID, Action: "grant.open", Entity: "grant_role", EntityID: id, Version: 1,
		Meta: map[string]string{"account": accountID, "role": string(in.Role), "org": in.OrgID, "from": string(in.FromDay), "to": string(in.ToDay)}})
}

// Grants lists an account's roles, ended ones too.
func (s *Service) Grants(ctx context.Context, accountID string) ([]Grant, error) {
	return db.All[Grant](ctx, s.db.Reader(), `select id, account_id, role, org_id, from_day, to_day from grant_role where account_id = $1 order by id`, accountID)
}

// GrantInput is what an administrator types about a role.
type GrantInput struct {
	Role    access.Role
	OrgID   string
	FromDay civil.Day // today when empty
	ToDay   civil.Day // the first day on which it no longer holds; open when empty
}

// Grant gives a role at an organisation for a time, for the administrator.
// Conflict when the account holds it then already.
func (s *Service) Grant(ctx context.Context, actor access.Actor, accountID string, in GrantInput) error {
	return s.db.Write(ctx, func(tx *db.Tx) error { return s.GrantIn(ctx, tx, actor, accountID, 0, in) })
}

// EndGrant ends a role today. An administrator cannot end the own right to
// administer: somebody else must, so that nobody is left without one.
func (s *Service) EndGrant(ctx context.Context, actor access.Actor, accountID, grantID string) error {
	return s.change(ctx, actor, accountID, func(tx *db.Tx, _ Account) error {
		g, err := db.One[Grant](ctx, tx, `select id, account_id, role, org_id, from_day, to_day from grant_role where id = $1 and account_id = $2`, grantID, accountID)
		if err != nil {
			return err
		}
		if g.Role == access.Admin && accountID == actor.AccountID {
			return errs.New(errs.Conflict, "account.own_admin")
		}
		if _, err := tx.Exec(ctx, `update grant_role set to_day = $2 where id = $1 and (to_day = '' or to_day > $2)`, grantID, civil.DayOf(tx.Now())); err != nil {
			return err
		}
		if err := renewSessions(ctx, tx, accountID); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{ActorID: actor.AccountID, Action: "grant.end", Entity: "grant_role", EntityID: grantID})
	})
}

// change runs fn for an account in one transaction, for the administrator.
func (s *Service) change(ctx context.Context, actor access.Actor, accountID string, fn func(*db.Tx, Account) error) error {
	if !access.May(actor, access.AccountManage) {
		return errs.New(errs.Denied, "error.denied")
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		a, err := s.get(ctx, tx, accountID)
		if err != nil {
			return err
		}
		return fn(tx, a)
	})
}

// SetDisabled closes or opens an account; closing ends its sessions.
func (s *Service) SetDisabled(ctx context.Context, actor access.Actor, accountID string, disabled bool) error {
	if disabled && accountID == actor.AccountID {
		return errs.New(errs.Conflict, "account.own_disable")
	}
	return s.change(ctx, actor, accountID, func(tx *db.Tx, a Account) error {
		if _, err := tx.Exec(ctx, `update account set disabled = $2, active_at = $3, version = version + 1 where id = $1`, a.ID, disabled, tx.Now()); err != nil {
			return err
		}
		if disabled {
			if err := endSessions(ctx, tx, a.ID); err != nil {
				return err
			}
		}
		return audit.Write(ctx, tx, audit.Entry{ActorID: actor.AccountID, Action: "account.disable", Entity: "account", EntityID: a.ID, Meta: map[string]bool{"disabled": disabled}})
	})
}

// ResetPassword gives an account a new password to hand over, to be changed at
// the next sign-in; its sessions end.
func (s *Service) ResetPassword(ctx context.Context, actor access.Actor, accountID string) (string, error) {
	password := NewPassword()
	hash := s.config.Cost.hash(password)
	err := s.change(ctx, actor, accountID, func(tx *db.Tx, a Account) error {
		return setPassword(ctx, tx, actor.AccountID, a, hash, true)
	})
	return password, err
}

// ResetByName is ResetPassword from the command line.
func (s *Service) ResetByName(ctx context.Context, username string) (string, error) {
	c, known, err := s.credentials(ctx, username)
	if err != nil {
		return "", err
	}
	if !known {
		return "", errs.New(errs.NotFound, "account.not_found", username)
	}
	password := NewPassword()
	hash := s.config.Cost.hash(password)
	err = s.db.Write(ctx, func(tx *db.Tx) error { return setPassword(ctx, tx, "", c.Account, hash, true) })
	return password, err
}

func setPassword(ctx context.Context, tx *db.Tx, actorID string, a Account, hash string, mustChange bool) error {
	if err := forgive(ctx, tx, a); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `update account set password_hash = $2, must_change = $3, handed = true, version = version + 1 where id = $1`, a.ID, hash, mustChange)
	if err != nil {
		return err
	}
	if err := endSessions(ctx, tx, a.ID); err != nil {
		return err
	}
	return audit.Write(ctx, tx, audit.Entry{ActorID: actorID, Action: "account.password", Entity: "account", EntityID: a.ID})
}

func endSessions(ctx context.Context, tx *db.Tx, accountID string) error {
	_, err := tx.Exec(ctx, `update session set revoked = true where account_id = $1 and revoked = false`, accountID)
	return err
}

// KeepPassword makes sure that an account has a password and is open, for the
// demonstration.
func (s *Service) KeepPassword(ctx context.Context, username, password string) error {
	c, known, err := s.credentials(ctx, username)
	if err != nil {
		return err
	}
	if !known {
		return errs.New(errs.NotFound, "account.not_found", username)
	}
	if matches(c.PasswordHash, password) {
		return s.db.Write(ctx, func(tx *db.Tx) error { return forgive(ctx, tx, c.Account) })
	}
	hash := s.config.Cost.hash(password)
	return s.db.Write(ctx, func(tx *db.Tx) error { return setPassword(ctx, tx, "", c.Account, hash, false) })
}

// ChangePassword changes one's own password; all sessions end and a new one
// begins, whose token is returned.
func (s *Service) ChangePassword(ctx context.Context, p Person, current, next, again string, from Client) (string, error) {
	rules, err := s.Rules(ctx, s.db.Reader())
	if err != nil {
		return "", err
	}
	c, _, err := s.credentials(ctx, p.Username)
	if err != nil {
		return "", err
	}
	done, err := s.hashing.Take(ctx)
	if err != nil {
		return "", err
	}
	defer done()
	tries, err := s.tryOnce(ctx, c.Username, rules)
	if err != nil {
		if e := errs.As(err); e != nil {
			return "", errs.New(errs.Invalid, "error.invalid").WithField("password", e.Key, e.Args...)
		}
		return "", err
	}
	if !matches(c.PasswordHash, current) {
		if err := s.noteLock(ctx, c.Username, tries, rules); err != nil {
			return "", err
		}
		return "", errs.New(errs.Invalid, "error.invalid").WithField("password", "password.wrong")
	}
	if err := s.db.Write(ctx, func(tx *db.Tx) error { return forgive(ctx, tx, c.Account) }); err != nil {
		return "", err
	}
	if err := rules.CheckPassword(p.Username, next); err != nil {
		return "", err
	}
	if next == current {
		return "", errs.New(errs.Invalid, "error.invalid").WithField("new_password", "password.same")
	}
	if next != again {
		return "", errs.New(errs.Invalid, "error.invalid").WithField("again", "password.again")
	}
	hash := s.config.Cost.hash(next)
	var token string
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		if err := setPassword(ctx, tx, p.AccountID, c.Account, hash, false); err != nil {
			return err
		}
		token, err = s.open(ctx, tx, p.AccountID, from)
		return err
	})
	return token, err
}

// Any reports whether there is any account at all.
func (s *Service) Any(ctx context.Context) (bool, error) {
	n, err := db.One[int](ctx, s.db.Reader(), `select count(*) from account`)
	return n > 0, err
}
