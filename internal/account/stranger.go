package account

import (
	"sync"
	"time"

	"lantoa/internal/errs"
)

// strangers counts sign-ins under names that nobody has. It is of this process
// only and forgets everything when it is full: it protects no account.
type strangers struct {
	mu    sync.Mutex
	tries map[string]stranger
}

type stranger struct {
	failed int
	at     time.Time
}

const maxStrangers = 10_000

func newStrangers() *strangers { return &strangers{tries: map[string]stranger{}} }

// try counts one and is Invalid when the name counts as locked.
func (x *strangers) try(name string, now time.Time, c Config) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	t := x.tries[name]
	if now.Sub(t.at) >= c.Window {
		t = stranger{}
	}
	if t.failed >= c.Tries {
		return errs.New(errs.Invalid, "signin.locked", int(c.Window/time.Minute))
	}
	if len(x.tries) >= maxStrangers {
		clear(x.tries)
	}
	x.tries[name] = stranger{failed: t.failed + 1, at: now}
	return nil
}
