package subject

import (
	"time"

	"lantoa/internal/audit"
	"lantoa/internal/db"
)

// Made is a new identity with who entered it and the key of its audit entry: for
// filling a database.
type Made struct {
	Subject
	ActorID string
	EntryID string
}

// Fill gives the rows of new identities and their audit entries.
func Fill(all []Made) (db.Rows, []audit.Dated) {
	rows := db.NewRows("subject", allColumns)
	entries := make([]audit.Dated, len(all))
	for i, m := range all {
		rows.Add(m.values()...)
		entries[i] = audit.Dated{Entry: m.created(m.ActorID), ID: m.EntryID, At: m.CreatedAt}
	}
	return *rows, entries
}

// Given is an open consent with the key of its audit entry.
type Given struct {
	Consent
	EntryID string
}

// FillConsents gives the rows of open consents and their audit entries.
func FillConsents(all []Given) (db.Rows, []audit.Dated) {
	rows := db.NewRows("consent", consentColumns)
	entries := make([]audit.Dated, len(all))
	for i, c := range all {
		rows.Add(c.ID, c.SubjectID, string(c.Purpose), c.GivenDay, c.GivenBy, c.Relation, c.Hash, c.FileName, c.RecordedBy, c.RecordedAt, (*time.Time)(nil), "")
		entries[i] = audit.Dated{Entry: c.recorded(), ID: c.EntryID, At: c.RecordedAt}
	}
	return *rows, entries
}
