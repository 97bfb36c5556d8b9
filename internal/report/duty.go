package report

import "lantoa/internal/civil"

// Duty is what a lead agency had chosen by a milestone (IV.1: "lựa chọn, xây
// dựng điển hình trên lĩnh vực").
type Duty struct {
	Milestone Milestone
	Count     int
	Due       bool // the day is over on the report's last day
	Late      bool // over, charged (giao), and nothing chosen
	Filter    Filter
}

// Duties are a body's by the frame's milestones that have a day. Bodies that are
// asked (đề nghị) are never late.
func (f Frame) Duties(b Body, cases []Case, p Period) []Duty {
	var out []Duty
	for _, m := range f.Milestones {
		if m.Due == "" {
			continue
		}
		by := min(m.Due, p.To)
		d := Duty{Milestone: m, Due: m.Due <= p.To, Filter: Filter{LeadID: b.OrgID, By: by}}
		d.Count = d.Filter.Count(cases, p)
		d.Late = d.Due && !b.Requested && d.Count == 0
		out = append(out, d)
	}
	return out
}

// LateBodies are the charged bodies that are late at the last milestone that is
// over, in protocol order.
func (f Frame) LateBodies(cases []Case, p Period) []Body {
	var out []Body
	for _, b := range f.Bodies {
		late := false
		for _, d := range f.Duties(b, cases, p) {
			if d.Due {
				late = d.Late
			}
		}
		if late {
			out = append(out, b)
		}
	}
	return out
}

// LastDue is the last milestone that is over on the day; false where none is.
func (f Frame) LastDue(day civil.Day) (Milestone, bool) {
	var last Milestone
	found := false
	for _, m := range f.Milestones {
		if m.Due != "" && m.Due <= day {
			last, found = m, true
		}
	}
	return last, found
}
