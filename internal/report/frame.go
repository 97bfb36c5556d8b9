package report

import (
	"strconv"

	"lantoa/internal/civil"
	"lantoa/internal/officialdoc"
)

// Frame is what a report says of the plan and of the bodies under it. An issued
// report keeps it beside its cases.
type Frame struct {
	PlanSymbol string // "160/KH-UBND"
	PlanDay    civil.Day
	PlanTitle  string
	PlanIssuer string
	PeriodFrom int
	PeriodTo   int
	Province   string // "tỉnh Hà Giang"
	Fields     []Field
	Milestones []Milestone
	Bodies     []Body
}

// Field is a field of the plan.
type Field struct {
	ID   string
	No   int
	Name string
}

// Milestone is a day of the plan (IV).
type Milestone struct {
	Due     civil.Day
	Quarter int
	Year    int
	Text    string
}

// Short names the milestone in a column's head: "Quý III/2021".
func (m Milestone) Short() string {
	if m.Quarter >= 1 && m.Quarter <= 4 {
		return "Quý " + officialdoc.Roman(m.Quarter) + "/" + strconv.Itoa(m.Year)
	}
	return "Đến ngày " + m.Due.Vietnamese()
}

// Body is a lead agency with the fields that it leads, in protocol order.
type Body struct {
	OrgID     string
	Name      string
	Requested bool // đề nghị: never late
	FieldNos  []int
}
