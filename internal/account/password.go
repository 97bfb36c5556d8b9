package account

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"

	"lantoa/internal/errs"
	"lantoa/internal/i18n"
)

// Cost is argon2id's work for one password.
type Cost struct {
	KiB   uint32
	Times uint32
}

// DefaultCost is OWASP's: 19 MiB, two passes.
func DefaultCost() Cost { return Cost{KiB: 19 * 1024, Times: 2} }

func (c Cost) hash(password string) string {
	salt := make([]byte, 16)
	rand.Read(salt)
	key := argon2.IDKey([]byte(password), salt, c.Times, c.KiB, 1, 32)
	enc := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=19$m=%d,t=%d,p=1$%s$%s", c.KiB, c.Times, enc.EncodeToString(salt), enc.EncodeToString(key))
}

// matches checks a password against a stored hash in constant time.
func matches(hash, password string) bool {
	parts := strings.Split(hash, "$")
	if len(parts) != 6 || len(password) > maxPassword*4 {
		return false
	}
	var c Cost
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=1", &c.KiB, &c.Times); err != nil {
		return false
	}
	enc := base64.RawStdEncoding
	salt, err1 := enc.DecodeString(parts[4])
	want, err2 := enc.DecodeString(parts[5])
	if err1 != nil || err2 != nil {
		return false
	}
	got := argon2.IDKey([]byte(password), salt, c.Times, c.KiB, 1, uint32(len(want)))
	return subtle.ConstantTimeCompare(got, want) == 1
}

const maxPassword = 200

// CheckPassword says what is wrong with a new password: it needs c.Length
// characters of at least three of the four classes, without the user name.
func (c Config) CheckPassword(username, password string) error {
	bad := errs.New(errs.Invalid, "error.invalid")
	var lower, upper, digit, other int
	for _, r := range password {
		switch {
		case unicode.IsLower(r):
			lower = 1
		case unicode.IsUpper(r):
			upper = 1
		case unicode.IsDigit(r):
			digit = 1
		default:
			other = 1
		}
	}
	n := utf8.RuneCountInString(password)
	switch {
	case n < c.Length:
		bad.WithField("new_password", "password.short", c.Length)
	case n > maxPassword:
		bad.WithField("new_password", "field.too_long", maxPassword)
	case lower+upper+digit+other < 3:
		bad.WithField("new_password", "password.simple")
	case username != "" && strings.Contains(i18n.Fold(password), i18n.Fold(username)):
		bad.WithField("new_password", "password.username")
	}
	return bad.OrNil()
}

// NewPassword makes a password to hand over once: mixed, without letters that
// look alike.
func NewPassword() string {
	const letters = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
	for {
		raw := make([]byte, 18)
		rand.Read(raw)
		for i, b := range raw {
			raw[i] = letters[int(b)%len(letters)]
		}
		if s := string(raw[:6]) + "-" + string(raw[6:12]) + "-" + string(raw[12:]); DefaultConfig().CheckPassword("", s) == nil {
			return s
		}
	}
}
