// Package account keeps the people who sign in: passwords, lock-out, sessions
// that are listed and revocable, and dated roles at organisations, from which
// the Actor of a request is made.
package account

import (
	"time"

	"lantoa/internal/access"
	"lantoa/internal/civil"
	"lantoa/internal/db"
)

// Config is how sign-in works.
type Config struct {
	Cost     Cost
	Tries    int           // wrong passwords before a lock-out
	Window   time.Duration // how long they count, and how long the lock-out lasts
	Idle     time.Duration // a session without requests ends
	Absolute time.Duration // any session ends
	SeenStep time.Duration // how often a session's last use is written
}

// DefaultConfig is level 3's (law.md).
func DefaultConfig() Config {
	return Config{Cost: DefaultCost(), Tries: 5, Window: 15 * time.Minute, Idle: 30 * time.Minute, Absolute: 12 * time.Hour, SeenStep: 5 * time.Minute}
}

// Service has the commands and queries on accounts.
type Service struct {
	db     *db.DB
	config Config
	// hashing bounds how many passwords are checked at once: each takes 19 MiB.
	hashing chan struct{}
	// decoy is checked for unknown names, so that they take as long as known ones.
	decoy string
	// unknown locks names that nobody has, as known ones are locked.
	unknown *strangers
}

// New makes the service.
func New(d *db.DB, c Config) *Service {
	return &Service{db: d, config: c, hashing: make(chan struct{}, 4), decoy: c.Cost.hash("decoy"), unknown: newStrangers()}
}

// Account is a person who signs in.
type Account struct {
	ID         string
	Username   string
	Name       string
	MustChange bool
	Disabled   bool
	CreatedAt  time.Time
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
