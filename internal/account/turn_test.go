package account_test

import (
	"testing"
	"time"

	"lantoa/internal/account"
	"lantoa/internal/errs"
)

// Who was told to come back has not tried: others' haste locks nobody out.
func TestSignIn_saysThatItIsBusyAndCountsNoTry(t *testing.T) {
	t.Parallel()
	o := open(t)
	hurried := account.DefaultConfig()
	hurried.Cost, hurried.Patience = account.Cost{KiB: 8, Times: 1}, time.Millisecond
	s := account.New(o.db, hurried)
	p := o.person(o.token("can.bo"))
	done := s.Occupy()
	for range 2 * hurried.Tries {
		if _, _, err := s.SignIn(t.Context(), "can.bo", "sai", account.Client{}); !errs.Is(err, errs.Busy) || errs.As(err).Key != "error.busy_signin" {
			t.Fatalf("signing in: %v", err)
		}
		if _, err := s.ChangePassword(t.Context(), p, "sai", other, other, account.Client{}); !errs.Is(err, errs.Busy) {
			t.Fatalf("changing the password: %v", err)
		}
	}
	done()
	if _, refusal := o.try("can.bo", password); refusal != "" {
		t.Errorf("afterwards: %s", refusal)
	}
}
