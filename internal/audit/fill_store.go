package audit

import (
	"time"

	"lantoa/internal/db"
)

// Dated is an entry of which the time, the key and the version are known: for
// filling a database with what happened on earlier days.
type Dated struct {
	Entry
	ID string
	At time.Time
}

// Fill gives the rows of new entries, each pending as those of Write are.
func Fill(entries []Dated) ([]db.Rows, error) {
	all := db.NewRows("audit_entry", columns)
	pending := db.NewRows("audit_pending", "entry_id")
	for _, e := range entries {
		row, err := e.row(e.ID, e.At)
		if err != nil {
			return nil, err
		}
		all.Values = append(all.Values, row)
		pending.Add(e.ID)
	}
	return []db.Rows{*all, *pending}, nil
}
