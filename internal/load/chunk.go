package load

import (
	"lantoa/internal/audit"
	"lantoa/internal/db"
	"lantoa/internal/document"
	"lantoa/internal/exemplar"
	"lantoa/internal/nomination"
	"lantoa/internal/search"
	"lantoa/internal/subject"
)

// chunk is what some batches bring into the database, in one transaction.
type chunk struct {
	dossiers  int
	subjects  []subject.Made
	consents  []subject.Given
	papers    []document.Kept
	filling   nomination.Filling
	exemplars exemplar.Filling
	docs      []search.Doc

	rows     []db.Rows // once prepared
	prepared []search.Prepared
}

// prepare makes the rows, the hashes and the terms.
func (c *chunk) prepare() error {
	subjects, entries := subject.Fill(c.subjects)
	c.rows = append(c.rows, subjects)
	add := func(rows []db.Rows, more []audit.Dated) {
		c.rows, entries = append(c.rows, rows...), append(entries, more...)
	}
	papers, more := document.Fill(c.papers)
	add([]db.Rows{papers}, more)
	add(c.filling.Rows())
	consents, more := subject.FillConsents(c.consents)
	add([]db.Rows{consents}, more)
	add(c.exemplars.Rows())
	trail, err := audit.Fill(entries)
	c.rows = append(c.rows, trail...)
	for _, d := range c.docs {
		c.prepared = append(c.prepared, search.Prepare(d))
	}
	c.subjects, c.consents, c.papers, c.docs = nil, nil, nil, nil
	c.filling, c.exemplars = nomination.Filling{}, exemplar.Filling{}
	return err
}
