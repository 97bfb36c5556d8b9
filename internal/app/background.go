package app

// background says what is worked outside requests: the handlers of jobs and
// tasks, and what is done again and again.
func (s *Services) background() {
}
