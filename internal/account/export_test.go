package account

// Occupy takes all turns in which passwords are checked, until done.
func (s *Service) Occupy() (done func()) {
	for range cap(s.hashing) {
		s.hashing <- struct{}{}
	}
	return func() {
		for range cap(s.hashing) {
			<-s.hashing
		}
	}
}
