package db

// KeptStatements is how many statements are kept.
const KeptStatements = keptStatements

// KeptReads is how many statements are kept for reading, 0 on PostgreSQL.
func KeptReads(d *DB) int { return d.reads.count() }

// KeptWrites is how many are kept for writing.
func KeptWrites(d *DB) int { return d.writes.count() }

// NextWrites counts those that the writer is still to prepare.
func NextWrites(d *DB) int {
	if d.writes == nil {
		return 0
	}
	d.writes.mu.Lock()
	defer d.writes.mu.Unlock()
	return len(d.writes.next)
}

// KeepsRead reports that the statement of a text is kept for reading.
func KeepsRead(d *DB, text string) bool {
	d.reads.mu.Lock()
	defer d.reads.mu.Unlock()
	return d.reads.kept[text] != nil
}

func (s *statements) count() int {
	if s == nil {
		return 0
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.kept)
}
