package account

import (
	"context"
	"runtime"
)

// Occupy takes all turns in which passwords are checked, until done.
func (s *Service) Occupy() (done func()) {
	var all []func()
	for range min(4, runtime.GOMAXPROCS(0)) {
		if give, err := s.hashing.Take(context.Background()); err == nil {
			all = append(all, give)
		}
	}
	return func() {
		for _, give := range all {
			give()
		}
	}
}

// InPairs does something n times, two at once.
func InPairs(n int, do func(i int) error) error { return inPairs(n, do) }
