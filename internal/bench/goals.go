package bench

import (
	"cmp"
	"fmt"
	"slices"
)

// The goals. What one client meets is judged of a round of one client, and only
// where there is one: rounds of several wait for each other too.
const (
	readShare   = 0.3 // of its floor, at the most clients
	createShare = 0.8
	searchLimit = 15.0  // ms, 95 of 100 searches of one client
	startGoal   = 300.0 // ms
	idleLimit   = 60.0  // MB
	growthLimit = 1.3   // the median of one client, from the smallest to the largest database
)

// Unit is what a goal counts.
type Unit string

// The units.
const (
	Milliseconds Unit = "ms"
	Megabytes    Unit = "MB"
	Times        Unit = "times" // of the floor, or of the smaller database
	YesNo        Unit = "yes_no"
)

// atMost is a goal whose figure must not be above its limit.
func atMost(name Name, where string, unit Unit, limit, figure float64) Goal {
	return Goal{Name: name, Where: where, Unit: unit, Limit: limit, Figure: figure, Kept: figure <= limit}
}

// atLeast is one whose figure must not be below it.
func atLeast(name Name, where string, unit Unit, limit, figure float64) Goal {
	return Goal{Name: name, Where: where, Unit: unit, AtLeast: true, Limit: limit, Figure: figure, Kept: figure >= limit}
}

// judge holds what was measured against the goals. The size of a database is its
// number of exemplars: measuring enters dossiers.
func judge(all []Database) []Goal {
	var out []Goal
	for _, d := range all {
		out = append(out, goalsOf(d)...)
	}
	for _, d := range all {
		for _, other := range all {
			if d.Engine == other.Engine && d.Exemplars < other.Exemplars && largest(all, other) && smallest(all, d) {
				out = append(out, growth(d, other)...)
			}
			if d.Engine < other.Engine && d.Exemplars == other.Exemplars {
				out = append(out, sameFound(d, other)...)
			}
		}
	}
	return out
}

func largest(all []Database, d Database) bool {
	return !slices.ContainsFunc(all, func(o Database) bool { return o.Engine == d.Engine && o.Exemplars > d.Exemplars })
}

func smallest(all []Database, d Database) bool {
	return !slices.ContainsFunc(all, func(o Database) bool { return o.Engine == d.Engine && o.Exemplars < d.Exemplars })
}

// Where names a database in the report.
func (d Database) Where() string { return fmt.Sprintf("%s %d", d.Engine, d.Exemplars) }

func goalsOf(d Database) []Goal {
	out := []Goal{
		atMost(coldStartName, d.Where(), Milliseconds, startGoal, d.ColdStart),
		atMost(idleName, d.Where(), Megabytes, idleLimit, megabytes(d.Memory.Idle)),
	}
	for _, s := range d.Scenarios {
		if len(s.Rounds) == 0 {
			continue
		}
		most := slices.MaxFunc(s.Rounds, func(a, b Round) int { return cmp.Compare(a.Clients, b.Clients) })
		switch {
		case s.Name == createName:
			out = append(out, atLeast(s.Name, d.Where(), Times, createShare, most.Ratio))
		case s.Name.isSearch():
			if alone, measured := s.alone(); measured {
				out = append(out, atMost(s.Name, d.Where(), Milliseconds, searchLimit, alone.Page.P95))
			}
		case s.grows():
			out = append(out, atLeast(s.Name, d.Where(), Times, readShare, most.Ratio))
		}
	}
	return out
}

// alone is the round of one client.
func (s Scenario) alone() (_ Round, measured bool) {
	at := slices.IndexFunc(s.Rounds, func(r Round) bool { return r.Clients == 1 })
	if at < 0 {
		return Round{}, false
	}
	return s.Rounds[at], true
}

func (s Scenario) grows() bool {
	return s.Name == detailName || s.Name.isList() || s.Name.isSearch()
}

// growth compares the medians of one client over the two.
func growth(small, large Database) []Goal {
	var out []Goal
	where := fmt.Sprintf("%s %d → %d", small.Engine, small.Exemplars, large.Exemplars)
	for _, s := range small.Scenarios {
		at := slices.IndexFunc(large.Scenarios, func(l Scenario) bool { return l.Name == s.Name })
		if at < 0 || !s.grows() {
			continue
		}
		before, measured := s.alone()
		after, again := large.Scenarios[at].alone()
		if measured && again && before.Page.P50 > 0 {
			out = append(out, atMost(growthName+s.Name, where, Times, growthLimit, after.Page.P50/before.Page.P50))
		}
	}
	return out
}

// sameFound compares what searches find on both engines.
func sameFound(a, b Database) []Goal {
	var out []Goal
	for _, s := range a.Scenarios {
		at := slices.IndexFunc(b.Scenarios, func(o Scenario) bool { return o.Name == s.Name })
		if at < 0 || !s.Name.isSearch() {
			continue
		}
		same := 0.0
		if slices.Equal(s.IDs, b.Scenarios[at].IDs) {
			same = 1
		}
		out = append(out, atLeast(sameName+s.Name, fmt.Sprintf("%s = %s %d", a.Engine, b.Engine, a.Exemplars), YesNo, 1, same))
	}
	return out
}

func megabytes(n int64) float64 { return float64(n) / 1e6 }
