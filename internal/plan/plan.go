// Package plan keeps the plan that everything else works under: its fields with
// criteria and agencies, its milestones and clauses, in versions, so that a
// dossier keeps the criteria it was written under.
package plan

import (
	"strings"
	"time"

	"lantoa/internal/civil"
	"lantoa/internal/i18n"
	"lantoa/internal/plan/reading"
)

// Plan is a plan with its version in force.
type Plan struct {
	ID         string
	Number     string
	Symbol     string
	Issuer     string
	Place      string
	Day        civil.Day
	Title      string
	PeriodFrom int
	PeriodTo   int
	Signer     string
	SourceName string
	SourceHash string
	Media      string // of the source
	Province   bool   // everybody works under it, not only the unit that issued it
	FromDay    civil.Day
	CreatedAt  time.Time
	VersionID  string
	VersionNo  int
}

// Field is a field of the plan (lĩnh vực, phong trào thi đua).
type Field struct {
	ID        string
	PlanID    string
	No        int
	Name      string
	Sensitive bool // naming it of a person or household tells of poverty
}

// Set is the criteria for some kinds of subject in a field.
type Set struct {
	ID       string
	FieldID  string
	No       int
	Subjects []string       `db:"-"`
	Joined   string         `db:"subjects"`
	Choice   reading.Choice // how the audiences in it stand to each other
}

// Criterion is one item of a set.
type Criterion struct {
	ID          string
	No          int
	Text        string
	Audience    string // for whom within the set, "" for everyone
	Certificate bool   // asks for a title or certificate that was awarded: a scan is required
}

// Milestone is something due by a day.
type Milestone struct {
	ID      string
	Quarter int
	Year    int
	Due     civil.Day
	Text    string
}

// sensitive reports a movement whose name tells that those in it are poor ("vì
// người nghèo", "giảm nghèo"): naming it beside a household needs its consent.
func sensitive(movement string) bool {
	return strings.Contains(" "+i18n.Fold(movement)+" ", " ngheo ")
}

// certificate reports a criterion that can only be shown by a paper: a title
// that a body has awarded ("Được … tặng Bằng …").
func certificate(text string) bool {
	f := " " + i18n.Fold(text) + " "
	return strings.Contains(f, " tang bang ") || strings.Contains(f, " cap chung nhan ")
}
