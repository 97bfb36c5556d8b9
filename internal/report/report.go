// Package report is the report of clause V.5: the standing office compiles the
// results of a plan over some days for the Chairman. It reads records of every
// feature and writes only its own. While a report is a draft its figures are
// live; issued, it is counted for ever from the cases that it keeps, so that
// every figure leads to the records as they were.
package report

import (
	"context"
	"time"

	"lantoa/internal/civil"
	"lantoa/internal/db"
)

// State is where a report stands.
type State string

// The states. A report that another replaces stays issued and names it.
const (
	Draft     State = "draft"
	Issued    State = "issued"
	Discarded State = "discarded"
)

// Report is a report over a plan.
type Report struct {
	ID           string
	PlanID       string
	Period       Period `db:"-"`
	State        State
	Text         string
	Named        []string `db:"-"` // records of the exemplars that it names
	Head         Head     `db:"-"`
	DocumentID   string   // the signed paper; "" where there is none
	ReplacesID   string
	ReplacedByID string
	CreatedBy    string
	CreatedName  string
	CreatedAt    time.Time
	ChangedBy    string
	ChangedName  string
	ChangedAt    time.Time
	IssuedBy     string
	IssuedName   string
	IssuedAt     *time.Time
	Version      int64
}

// Replaced reports an issued report that another stands for.
func (r Report) Replaced() bool { return r.ReplacedByID != "" }

// Input is what a person changes of a draft.
type Input struct {
	Text  string
	Named []string
	Head  Head
}

// Begin is what a new report is about.
type Begin struct {
	PlanID     string
	From, To   civil.Day
	ReplacesID string // the issued report that it will stand for
}

// Template gives the text that a new report begins with.
type Template func(ctx context.Context, r db.Reader) (string, error)

// Page is a report with everything that its figures come from.
type Page struct {
	Report
	Frame      Frame
	Cases      []Case
	Replaces   *Report // the report that it stands for
	ReplacedBy *Report
}

// Content is what the report's text is filled in from.
func (p Page) Content() Content {
	return Content{Head: p.Head, Frame: p.Frame, Period: p.Period, Cases: p.Cases, Named: p.Named}
}
