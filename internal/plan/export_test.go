package plan

// Occupy takes every turn to read a document until the function it returns is called.
func (s *Service) Occupy() func() {
	for range cap(s.reading) {
		s.reading <- struct{}{}
	}
	return func() {
		for range cap(s.reading) {
			<-s.reading
		}
	}
}
