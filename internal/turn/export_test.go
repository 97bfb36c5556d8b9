package turn

// Known is how many have turns or wait for one.
func (e *Each) Known() int {
	e.mu.Lock()
	defer e.mu.Unlock()
	return len(e.of)
}
