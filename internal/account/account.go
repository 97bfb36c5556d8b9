// Package account keeps the people who sign in: passwords, lock-out, sessions
// that are listed and revocable, and dated roles at organisations, from which
// the Actor of a request is made.
package account

import (
	"context"
	"runtime"
	"time"

	"lantoa/internal/access"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/law"
	"lantoa/internal/turn"
)

// Config is how sign-in works. The figures that the settings (package law) have
// in force take the place of those here.
type Config struct {
	Cost     Cost
	Tries    int           // wrong passwords before a lock-out
	Window   time.Duration // how long they count, and how long the lock-out lasts
	Idle     time.Duration // a session without requests ends
	Unused   time.Duration // an account without a sign-in is closed
	Length   int           // of a password, in characters, while there is no second factor
	Absolute time.Duration // any session ends
	SeenStep time.Duration // how often a session's last use is written
	Patience time.Duration // how long a sign-in waits for its turn to be checked
}

// DefaultConfig holds where no setting is in force: level 3 of information security.
func DefaultConfig() Config {
	return Config{Cost: DefaultCost(), Tries: 5, Window: 15 * time.Minute, Idle: 30 * time.Minute, Unused: 45 * day, Length: 14,
		Absolute: 12 * time.Hour, SeenStep: 5 * time.Minute, Patience: 10 * time.Second}
}

const day = 24 * time.Hour

// Service has the commands and queries on accounts.
type Service struct {
	db     *db.DB
	config Config
	laws   *law.Service
	// hashing bounds how many passwords are checked at once: each takes 19 MiB.
	hashing turn.Turns
	// decoy is checked for unknown names, so that they take as long as known ones.
	decoy string
	// sealed is the hash of accounts that have no password yet: of one that was made
	// up and forgotten, so that they too take as long as others.
	sealed string
}

// New makes the service.
func New(d *db.DB, c Config) *Service {
	return &Service{db: d, config: c, laws: law.New(d), hashing: turn.New(min(4, runtime.GOMAXPROCS(0)), c.Patience, "error.busy_signin"), decoy: c.Cost.hash("decoy"), sealed: c.Cost.hash(NewPassword())}
}

// Rules is the config with the figures in force today.
func (s *Service) Rules(ctx context.Context, r db.Reader) (Config, error) {
	c := s.config
	now, err := s.laws.Security(ctx, r, civil.DayOf(r.Now()))
	put := func(to *time.Duration, n int, unit time.Duration) {
		if n > 0 {
			*to = time.Duration(n) * unit
		}
	}
	put(&c.Window, now.Minutes, time.Minute)
	put(&c.Idle, now.IdleMinutes, time.Minute)
	put(&c.Absolute, now.SessionHours, time.Hour)
	put(&c.Unused, now.UnusedDays, day)
	if now.Tries > 0 {
		c.Tries = now.Tries
	}
	if now.PasswordLength > 0 {
		c.Length = now.PasswordLength
	}
	return c, err
}

// Account is a person who signs in.
type Account struct {
	ID         string
	Username   string
	Name       string
	MustChange bool
	Disabled   bool
	CreatedAt  time.Time
	ActiveAt   time.Time // the last sign-in; or when it was made, opened again or given a password
	Version    int64
}

// Grant is a role at an organisation for a time.
type Grant struct {
	ID        string
	AccountID string
	Role      access.Role
	OrgID     string
	FromDay   civil.Day
	ToDay     civil.Day
}

// Session is a sign-in.
type Session struct {
	ID        string
	AccountID string
	CreatedAt time.Time
	SeenAt    time.Time
	ExpiresAt time.Time
	Address   string
	Agent     string
}
