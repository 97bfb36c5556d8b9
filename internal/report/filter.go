package report

import (
	"net/url"

	"lantoa/internal/civil"
	"lantoa/internal/nomination"
	"lantoa/internal/subject"
)

// Group is which records a figure counts.
type Group string

// The groups; "" is every case.
const (
	Exemplars Group = "exemplars" // in one of the three stages of an exemplar
	Dossiers  Group = "dossiers"  // that have left their unit
	Staged    Group = "staged"    // in one of the four stages
)

// Mark is a property that a figure counts.
type Mark string

// The marks. Known ones count of whom the property is recorded at all.
const (
	Women         Mark = "women"
	SexKnown      Mark = "sex"
	Minority      Mark = "minority"
	EthnicKnown   Mark = "ethnicity"
	Direct        Mark = "direct"
	Leaders       Mark = "leaders"
	WorkKnown     Mark = "work"
	Comprehensive Mark = "comprehensive"
)

// Filter chooses cases. Every figure of a report is the number of cases that a
// filter chooses, so that the list behind a figure has exactly what it counts.
type Filter struct {
	Group   Group
	Stage   Stage
	FieldID string
	Kind    subject.Kind
	Level   nomination.Level
	Mark    Mark
	New     bool      // known since the period's first day, or recognised in it
	LeadID  string    // chosen by this lead agency …
	By      civil.Day // … at the latest on this day
	Units   bool      // the first case of each unit: to count units
}

// matches reports a case that the filter chooses, but for its being the first of
// its subject or unit. Cases go by pointer here: a page counts a hundred thousand
// of them a few hundred times.
func (f Filter) matches(c *Case, p Period) bool {
	switch {
	case !f.Group.has(c),
		f.Stage != "" && f.Stage != c.Stage,
		f.FieldID != "" && f.FieldID != c.FieldID,
		f.Kind != "" && f.Kind != c.Kind,
		f.Level != "" && f.Level != c.Level,
		f.New && !p.Holds(c.Since) && !p.Holds(c.Day),
		f.LeadID != "" && (c.Chosen == "" || c.Chosen > f.By || !c.ledBy(f.LeadID)):
		return false
	}
	return f.Mark.on(c)
}

func (g Group) has(c *Case) bool {
	switch g {
	case Exemplars:
		return c.Alive()
	case Dossiers:
		return c.Record == Dossier
	case Staged:
		return c.Alive() || c.Stage == Discover
	}
	return g == ""
}

func (m Mark) on(c *Case) bool {
	switch m {
	case Women:
		return c.Person() && c.Sex == "female"
	case SexKnown:
		return c.Person() && c.Sex != ""
	case Minority:
		return c.Person() && c.minority()
	case EthnicKnown:
		return c.Person() && c.People != ""
	case Direct:
		return c.Person() && c.Work == "direct"
	case Leaders:
		return c.Person() && c.Work == "leader"
	case WorkKnown:
		return c.Person() && c.Work != ""
	case Comprehensive:
		return len(c.MoreFields) > 0
	}
	return m == ""
}

// Select gives the cases that the filter chooses, in their order. Of one
// subject that a lead agency has chosen more than once (a dossier, and the
// exemplar that came of it), it gives one, and so of a unit where units count.
func (f Filter) Select(cases []Case, p Period) []Case {
	var out []Case
	f.each(cases, p, func(c *Case) { out = append(out, *c) })
	return out
}

// Count is how many cases the filter chooses.
func (f Filter) Count(cases []Case, p Period) int {
	n := 0
	f.each(cases, p, func(*Case) { n++ })
	return n
}

func (f Filter) each(cases []Case, p Period, do func(*Case)) {
	var seen map[string]bool
	once := f.LeadID != "" || f.Units
	for i := range cases {
		c := &cases[i]
		if !f.matches(c, p) {
			continue
		}
		if once {
			of := c.SubjectID
			if f.Units {
				of = c.UnitID
			}
			if seen[of] {
				continue
			}
			if seen == nil {
				seen = map[string]bool{}
			}
			seen[of] = true
		}
		do(c)
	}
}

// The names of a filter's parts in an address.
const (
	groupName = "nhom"
	stageName = "khau"
	fieldName = "linh-vuc"
	kindName  = "doi-tuong"
	levelName = "cap"
	markName  = "dac-diem"
	newName   = "trong-ky"
	leadName  = "co-quan"
	byName    = "den-moc"
	unitsName = "don-vi"
)

// Query is the filter as an address has it.
func (f Filter) Query() url.Values {
	q := url.Values{}
	for name, value := range map[string]string{groupName: string(f.Group), stageName: string(f.Stage), fieldName: f.FieldID, kindName: string(f.Kind),
		levelName: string(f.Level), markName: string(f.Mark), leadName: f.LeadID, byName: string(f.By)} {
		if value != "" {
			q.Set(name, value)
		}
	}
	if f.New {
		q.Set(newName, "1")
	}
	if f.Units {
		q.Set(unitsName, "1")
	}
	return q
}

// ParseFilter reads a filter from an address; what it does not know chooses
// nothing rather than everything.
func ParseFilter(q url.Values) Filter {
	return Filter{Group: Group(q.Get(groupName)), Stage: Stage(q.Get(stageName)), FieldID: q.Get(fieldName), Kind: subject.Kind(q.Get(kindName)),
		Level: nomination.Level(q.Get(levelName)), Mark: Mark(q.Get(markName)), New: q.Get(newName) != "", LeadID: q.Get(leadName), By: civil.Day(q.Get(byName)),
		Units: q.Get(unitsName) != ""}
}
