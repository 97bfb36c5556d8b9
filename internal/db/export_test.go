package db

// Kept says how many statements the reading and the writing pool of SQLite keep
// prepared, whether the text is one of the reader's, and the limit.
func (d *DB) Kept(text string) (readers, writers, limit int, there bool) {
	for _, s := range []*statements{d.reads, d.writes} {
		s.mu.RLock()
		defer s.mu.RUnlock()
	}
	return len(d.reads.kept), len(d.writes.kept), keptStatements, d.reads.kept[text] != nil
}

// Waiting says how many texts the next transaction prepares first.
func (d *DB) Waiting() int {
	d.writes.mu.RLock()
	defer d.writes.mu.RUnlock()
	return len(d.writes.next)
}
