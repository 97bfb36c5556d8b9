package account

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"time"

	"lantoa/internal/access"
	"lantoa/internal/audit"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/org"
)

// credentials is an account as sign-in needs it.
type credentials struct {
	Account
	PasswordHash string
}

const credentialColumns = columns + `, password_hash`

// Client is where a sign-in comes from.
type Client struct {
	Address string
	Agent   string
}

// SignIn checks name and password and opens a session; the token is shown to
// nobody else and only its hash is kept. Wrong name, wrong password and closed
// account are one error, and unknown names are locked like known ones and cost
// as much, so that names cannot be tried out.
func (s *Service) SignIn(ctx context.Context, username, password string, from Client) (token string, mustChange bool, err error) {
	rules, err := s.Rules(ctx, s.db.Reader())
	if err != nil {
		return "", false, err
	}
	c, known, err := s.credentials(ctx, username)
	if err != nil {
		return "", false, err
	}
	hash := s.decoy
	if known {
		hash = c.PasswordHash
	}
	done, err := s.hashing.Take(ctx) // before the try is counted: nobody is locked out by others' haste
	if err != nil {
		return "", false, err
	}
	defer done()
	tries, err := s.tryOnce(ctx, username, rules)
	for again := 0; errs.Is(err, errs.Conflict) && again < 5; again++ { // another try came in between
		tries, err = s.tryOnce(ctx, username, rules)
	}
	if err != nil {
		return "", false, err
	}
	ok := matches(hash, password)
	if !known || !ok || c.Disabled || rules.unused(c.Account, s.db.Now()) {
		if err := s.noteLock(ctx, username, tries, rules); err != nil {
			return "", false, err
		}
		return "", false, errs.New(errs.Invalid, "signin.wrong", rules.Tries, int(rules.Window/time.Minute))
	}
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		if err := forgive(ctx, tx, c.Account); err != nil {
			return err
		}
		token, err = s.open(ctx, tx, c.ID, from)
		return err
	})
	return token, c.MustChange, err
}

func (s *Service) credentials(ctx context.Context, username string) (credentials, bool, error) {
	rows, err := db.All[credentials](ctx, s.db.Reader(), `select `+credentialColumns+` from account where username = $1`, cleanUsername(username))
	if err != nil || len(rows) == 0 {
		return credentials{}, false, err
	}
	return rows[0], true, nil
}

// unused reports an account that nobody has used for so long that it is closed.
func (c Config) unused(a Account, now time.Time) bool { return now.Sub(a.ActiveAt) >= c.Unused }

// open makes a session and returns its token.
func (s *Service) open(ctx context.Context, tx *db.Tx, accountID string, from Client) (string, error) {
	raw := make([]byte, 32)
	rand.Read(raw)
	agent := i18n.Clean(from.Agent)
	if rs := []rune(agent); len(rs) > 200 {
		agent = string(rs[:200])
	}
	rules, err := s.Rules(ctx, tx)
	if err != nil {
		return "", err
	}
	id := db.NewID()
	_, err = tx.Exec(ctx, `insert into session (token_hash, id, account_id, created_at, seen_at, expires_at, address, agent, renew, revoked)
		values ($1, $2, $3, $4, $4, $5, $6, $7, false, false)`, tokenHash(raw), id, accountID, tx.Now(), tx.Now().Add(rules.Absolute), from.Address, agent)
	if err != nil {
		return "", err
	}
	return base64.RawURLEncoding.EncodeToString(raw), audit.Write(ctx, tx, audit.Entry{ActorID: accountID, Action: "session.open", Entity: "session", EntityID: id, Version: 1})
}

func tokenHash(raw []byte) []byte {
	sum := sha256.Sum256(raw)
	return sum[:]
}

const sessionColumns = `id, account_id, created_at, seen_at, expires_at, address, agent`

// Person is who a request comes from.
type Person struct {
	access.Actor
	Session    Session
	MustChange bool
	Renew      bool // the session's token must change, for the rights have (Service.Renew)
}

// Person is who the token's session belongs to, with the grants of today;
// Denied when there is no such session any more.
func (s *Service) Person(ctx context.Context, token string) (Person, error) {
	return s.person(ctx, token, true)
}

// Glance is Person for a page that asks again by itself: it does not count as a
// use of the session, which ends in its time though the page is left open.
func (s *Service) Glance(ctx context.Context, token string) (Person, error) {
	return s.person(ctx, token, false)
}

func (s *Service) person(ctx context.Context, token string, used bool) (Person, error) {
	raw, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil || len(raw) != 32 {
		return Person{}, errs.New(errs.Denied, "signin.needed")
	}
	r := s.db.Reader()
	rows, err := db.All[struct {
		Session
		Username   string
		Name       string
		MustChange bool
		Renew      bool
	}](ctx, r, `select s.id, s.account_id, s.created_at, s.seen_at, s.expires_at, s.address, s.agent, a.username, a.name, a.must_change, s.renew
		from session s join account a on a.id = s.account_id where s.token_hash = $1 and s.revoked = false and a.disabled = false`, tokenHash(raw))
	if err != nil {
		return Person{}, err
	}
	rules, err := s.Rules(ctx, r)
	if err != nil {
		return Person{}, err
	}
	now := s.db.Now()
	if len(rows) == 0 || !now.Before(rows[0].ExpiresAt) || now.Sub(rows[0].SeenAt) > rules.Idle {
		return Person{}, errs.New(errs.Denied, "signin.needed")
	}
	row := rows[0]
	if used && now.Sub(row.SeenAt) >= s.config.SeenStep {
		err := s.db.Write(ctx, func(tx *db.Tx) error {
			_, err := tx.Exec(ctx, `update session set seen_at = $2 where id = $1`, row.Session.ID, tx.Now())
			return err
		})
		if err != nil {
			return Person{}, err
		}
	}
	actor, err := s.actor(ctx, r, row.AccountID, row.Username, row.Name)
	return Person{Actor: actor, Session: row.Session, MustChange: row.MustChange, Renew: row.Renew}, err
}

// Actor is the account with the grants of today, for work that goes on without
// its person. Denied when the account is closed: what it began ends there, as its
// sessions do.
func (s *Service) Actor(ctx context.Context, accountID string) (access.Actor, error) {
	r := s.db.Reader()
	a, err := s.get(ctx, r, accountID)
	if err != nil {
		return access.Actor{}, err
	}
	if a.Disabled {
		return access.Actor{}, errs.New(errs.Denied, "error.denied")
	}
	return s.actor(ctx, r, a.ID, a.Username, a.Name)
}

func (s *Service) actor(ctx context.Context, r db.Reader, id, username, name string) (access.Actor, error) {
	actor := access.Actor{AccountID: id, Username: username, Name: name}
	today := civil.DayOf(r.Now())
	grants, err := db.All[struct {
		Role  access.Role
		OrgID string
		Short string
		Kind  org.Kind
	}](ctx, r, `select g.role, g.org_id, n.short, o.kind from grant_role g join org o on o.id = g.org_id
		join org_name n on n.org_id = o.id and n.from_day <= $2 and (n.to_day = '' or n.to_day > $2)
		where g.account_id = $1 and g.from_day <= $2 and (g.to_day = '' or g.to_day > $2) order by g.id`, id, today)
	if err != nil {
		return actor, err
	}
	for _, g := range grants {
		grant := access.Grant{Role: g.Role, OrgID: g.OrgID, OrgName: g.Short, Subtree: g.Kind == org.District}
		switch g.Role {
		case access.Coordinator:
			grant.FieldIDs, err = db.All[string](ctx, r, `select field_id from org_duty where org_id = $1 and kind = 'coordinate' and from_day <= $2 and (to_day = '' or to_day > $2)`, g.OrgID, today)
		case access.CouncilMember:
			grant.BlocUnitIDs, err = db.All[string](ctx, r, `select m.org_id from bloc_monitor b join bloc_member m on m.bloc_id = b.bloc_id
				and m.from_day <= $2 and (m.to_day = '' or m.to_day > $2) where b.org_id = $1 and b.from_day <= $2 and (b.to_day = '' or b.to_day > $2)`, g.OrgID, today)
		}
		if err != nil {
			return actor, err
		}
		actor.Grants = append(actor.Grants, grant)
	}
	return actor, nil
}

// SignOut ends the session.
func (s *Service) SignOut(ctx context.Context, p Person) error {
	return s.Revoke(ctx, p.Actor, p.Session.ID)
}

// Sessions lists an account's sessions that still hold, newest first.
func (s *Service) Sessions(ctx context.Context, accountID string) ([]Session, error) {
	r := s.db.Reader()
	rules, err := s.Rules(ctx, r)
	if err != nil {
		return nil, err
	}
	return db.All[Session](ctx, r, `select `+sessionColumns+` from session where account_id = $1 and revoked = false
		and expires_at > $2 and seen_at > $3 order by id desc`, accountID, r.Now(), r.Now().Add(-rules.Idle))
}

// Revoke ends a session: one's own, or anyone's for the administrator; others'
// are not found.
func (s *Service) Revoke(ctx context.Context, actor access.Actor, sessionID string) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		owner, err := db.One[string](ctx, tx, `select account_id from session where id = $1`, sessionID)
		if err != nil {
			return err
		}
		if owner != actor.AccountID && !access.May(actor, access.AccountManage) {
			return errs.New(errs.NotFound, "error.not_found")
		}
		if _, err := tx.Exec(ctx, `update session set revoked = true where id = $1`, sessionID); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{ActorID: actor.AccountID, Action: "session.revoke", Entity: "session", EntityID: sessionID})
	})
}
