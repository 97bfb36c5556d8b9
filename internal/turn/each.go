package turn

import (
	"context"
	"sync"
	"time"
)

// Each are turns of which everybody has so many at once, however many others wait
// for theirs: nobody alone takes all that there are for everybody.
type Each struct {
	n    int
	wait time.Duration
	late string
	mu   sync.Mutex
	of   map[string]*share
}

// share is one person's turns, kept as long as somebody takes or waits for one.
type share struct {
	Turns
	users int
}

// NewEach gives everybody n turns; see New.
func NewEach(n int, wait time.Duration, late string) *Each {
	return &Each{n: n, wait: wait, late: late, of: map[string]*share{}}
}

// Take waits for one of who's turns, as Turns.Take does.
func (e *Each) Take(ctx context.Context, who string) (done func(), err error) {
	e.mu.Lock()
	s := e.of[who]
	if s == nil {
		s = &share{Turns: New(e.n, e.wait, e.late)}
		e.of[who] = s
	}
	s.users++
	e.mu.Unlock()
	release, err := s.Take(ctx)
	if err != nil {
		e.leave(who, s)
		return nil, err
	}
	return func() {
		release()
		e.leave(who, s)
	}, nil
}

func (e *Each) leave(who string, s *share) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if s.users--; s.users == 0 {
		delete(e.of, who)
	}
}
