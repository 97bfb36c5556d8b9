package bench

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// The goals.
const (
	readShare   = 0.3 // of its floor, at the most clients
	createShare = 0.8
	searchLimit = 15.0  // ms, 95 of 100 searches of one client
	startGoal   = 300.0 // ms
	idleLimit   = 60.0  // MB
	growthLimit = 1.3   // the median of one client, from the smallest to the largest database
)

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
		{Name: "cold start", Where: d.Where(), Limit: startGoal, Figure: d.ColdStart, Kept: d.ColdStart <= startGoal},
		{Name: "idle memory", Where: d.Where(), Limit: idleLimit, Figure: megabytes(d.Memory.Idle), Kept: megabytes(d.Memory.Idle) <= idleLimit},
	}
	for _, s := range d.Scenarios {
		if len(s.Rounds) == 0 {
			continue
		}
		most := slices.MaxFunc(s.Rounds, func(a, b Round) int { return cmp.Compare(a.Clients, b.Clients) })
		least := slices.MinFunc(s.Rounds, func(a, b Round) int { return cmp.Compare(a.Clients, b.Clients) })
		switch {
		case s.Name == createName:
			out = append(out, Goal{s.Name, d.Where(), createShare, most.Ratio, most.Ratio >= createShare})
		case strings.HasPrefix(s.Name, "search "):
			out = append(out, Goal{s.Name, d.Where(), searchLimit, least.Page.P95, least.Page.P95 <= searchLimit})
		case s.grows():
			out = append(out, Goal{s.Name, d.Where(), readShare, most.Ratio, most.Ratio >= readShare})
		}
	}
	return out
}

func (s Scenario) grows() bool {
	return s.Name == "detail" || strings.HasPrefix(s.Name, "list ") || strings.HasPrefix(s.Name, "search ")
}

// growth compares the median of the fewest clients.
func growth(small, large Database) []Goal {
	var out []Goal
	for _, s := range small.Scenarios {
		at := slices.IndexFunc(large.Scenarios, func(l Scenario) bool { return l.Name == s.Name })
		if at < 0 || !s.grows() || len(s.Rounds) == 0 || s.Rounds[0].Page.P50 == 0 {
			continue
		}
		times := large.Scenarios[at].Rounds[0].Page.P50 / s.Rounds[0].Page.P50
		out = append(out, Goal{"growth " + s.Name, fmt.Sprintf("%s %d → %d", small.Engine, small.Exemplars, large.Exemplars), growthLimit, times, times <= growthLimit})
	}
	return out
}

// sameFound compares what searches find on both engines.
func sameFound(a, b Database) []Goal {
	var out []Goal
	for _, s := range a.Scenarios {
		at := slices.IndexFunc(b.Scenarios, func(o Scenario) bool { return o.Name == s.Name })
		if at < 0 || !strings.HasPrefix(s.Name, "search ") {
			continue
		}
		same := 0.0
		if slices.Equal(s.IDs, b.Scenarios[at].IDs) {
			same = 1
		}
		out = append(out, Goal{"same " + s.Name, fmt.Sprintf("%s = %s %d", a.Engine, b.Engine, a.Exemplars), 1, same, same == 1})
	}
	return out
}

func megabytes(n int64) float64 { return float64(n) / 1e6 }
