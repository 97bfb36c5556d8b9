package law

import (
	"context"

	"lantoa/internal/civil"
	"lantoa/internal/db"
)

// Settings of sign-in, at level 3 of information security.
const (
	SignInTries    = "signin_tries"    // wrong passwords before an account is locked
	SignInMinutes  = "signin_minutes"  // how long they count, and how long the lock lasts
	IdleMinutes    = "idle_minutes"    // without a request, until a session ends
	SessionHours   = "session_hours"   // until a session ends, however much it is used
	UnusedDays     = "unused_days"     // without a sign-in, until an account is closed
	PasswordLength = "password_length" // characters, while there is no second factor
)

// OfSecurity reports a setting of sign-in: the administrator's to change.
func OfSecurity(key string) bool {
	switch key {
	case SignInTries, SignInMinutes, IdleMinutes, SessionHours, UnusedDays, PasswordLength:
		return true
	}
	return false
}

// Bounds are the least and the greatest figure that a setting can have. They
// are what level 3 of information security leaves room for, and what the program
// can work with.
func Bounds(key string) (low, high int) {
	switch key {
	case SignInTries:
		return 3, 20
	case SignInMinutes:
		return 5, 1440
	case IdleMinutes:
		return 10, 480
	case SessionHours:
		return 1, 24
	case UnusedDays:
		return 30, 365
	case PasswordLength:
		return 14, 64
	}
	return 1, 365
}

// Security is the figures of sign-in; 0 where none is in force.
type Security struct {
	Tries, Minutes, IdleMinutes, SessionHours, UnusedDays, PasswordLength int
}

// Security gives the figures of sign-in in force on the day.
func (s *Service) Security(ctx context.Context, r db.Reader, day civil.Day) (Security, error) {
	rows, err := db.All[Setting](ctx, r, `select key, value, from_day, to_day from setting where key = any($1) and from_day <= $2 and (to_day = '' or to_day > $2)
		order by from_day`, []string{SignInTries, SignInMinutes, IdleMinutes, SessionHours, UnusedDays, PasswordLength}, day)
	var out Security
	for _, row := range rows {
		switch row.Key {
		case SignInTries:
			out.Tries = row.Value
		case SignInMinutes:
			out.Minutes = row.Value
		case IdleMinutes:
			out.IdleMinutes = row.Value
		case SessionHours:
			out.SessionHours = row.Value
		case UnusedDays:
			out.UnusedDays = row.Value
		case PasswordLength:
			out.PasswordLength = row.Value
		}
	}
	return out, err
}
