package report

import (
	"slices"

	"lantoa/internal/civil"
	"lantoa/internal/nomination"
	"lantoa/internal/subject"
)

// Record says what a case is: a dossier or an entry of the registry.
type Record string

// The records that a report counts.
const (
	Dossier  Record = "nomination"
	Exemplar Record = "exemplar"
)

// Stage is where a case stands among the plan's four stages (bốn khâu, II.2), or
// outside them.
type Stage string

// The stages. A dossier that was approved is Admitted: its exemplar, a case of
// its own, stands for it in the four stages.
const (
	Discover  Stage = "discover"  // phát hiện: a dossier under consideration
	Nurture   Stage = "nurture"   // bồi dưỡng
	Review    Stage = "review"    // tổng kết: recognised by the province
	Replicate Stage = "replicate" // nhân rộng
	Revoked   Stage = "revoked"
	Admitted  Stage = "admitted"
	Closed    Stage = "closed" // not selected, not approved, or withdrawn
)

// Stages lists the four of the plan.
func Stages() []Stage { return []Stage{Discover, Nurture, Review, Replicate} }

// living are the stages in which an exemplar is one.
func living() []Stage { return []Stage{Nurture, Review, Replicate} }

// Case is a record that a report counts: what all its figures are counted from. Its
// stage, its state and its recognitions are those of the report's last day, its
// unit's name that of the day on which it became known. Of what leaves no event
// behind (name, sex, people, work, fields, title and figure, and a dossier's level)
// it has what the record says when it is read: at the latest when the report is
// issued, for then it keeps its cases.
type Case struct {
	Record     Record
	RecordID   string
	Ref        string
	SubjectID  string
	Name       string
	Kind       subject.Kind
	FieldID    string   // the main field: where the case is counted
	MoreFields []string `json:",omitempty"` // further ones (toàn diện)
	Leads      []string `json:",omitempty"` // the lead agency of each field, the main one's first; "" where there is none
	Level      nomination.Level
	Stage      Stage
	State      string // of the record's own workflow
	UnitID     string
	UnitName   string // of the day on which the case became known
	Sex        string
	Ethnicity  string // as typed
	People     string `json:",omitempty"` // the one that it names (subject.Peoples); "" where it names none
	Work       string
	Since      civil.Day // a dossier left its unit; an exemplar was recognised first
	Chosen     civil.Day `json:",omitempty"` // by its lead agency; "" where it was not
	Number     string    `json:",omitempty"` // of the highest recognition
	Day        civil.Day `json:",omitempty"`
	Title      string
	Figure     Figure
}

// Figure is what a case achieved; Before and After are numbers as the dossier
// keeps them ("1234.5").
type Figure struct{ Name, Unit, Before, After string }

// Person reports a case of which sex, ethnicity and work may be recorded: a
// person, or a household by its head.
func (c *Case) Person() bool { return c.Kind == subject.Individual || c.Kind == subject.Household }

// Alive reports an exemplar that is one: neither a dossier nor revoked.
func (c *Case) Alive() bool { return c.Stage == Nurture || c.Stage == Review || c.Stage == Replicate }

// minority reports one of the 53 peoples other than the Kinh. An ethnicity that
// names none of them ("Không rõ") is not recorded at all.
func (c *Case) minority() bool { return c.People != "" && c.People != subject.Kinh }

// ledBy reports that the body is lead agency of one of the case's fields, for
// this case: field 10 has three leads, each for its own force.
func (c *Case) ledBy(orgID string) bool { return slices.Contains(c.Leads, orgID) }

// Period is the days that a report is about, both among them.
type Period struct{ From, To civil.Day }

// Holds reports a day of the period.
func (p Period) Holds(day civil.Day) bool { return day != "" && p.From <= day && day <= p.To }
