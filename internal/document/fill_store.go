package document

import (
	"lantoa/internal/audit"
	"lantoa/internal/db"
)

// Kept is a registered paper with the key of its audit entry: for filling a database.
type Kept struct {
	Document
	EntryID string
}

// Fill gives the rows of papers and their audit entries.
func Fill(all []Kept) (db.Rows, []audit.Dated) {
	rows := db.NewRows("document", columns)
	entries := make([]audit.Dated, len(all))
	for i, d := range all {
		rows.Add(d.values()...)
		entries[i] = audit.Dated{Entry: d.recorded(), ID: d.EntryID, At: d.RecordedAt}
		entries[i].Version = 1
	}
	return *rows, entries
}
