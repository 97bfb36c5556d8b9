package nomination

import (
	"reflect"
	"runtime"
	"strings"
)

// Desk names the body on whose desk the row puts a dossier, for documentation.
func (t Transition) Desk() string {
	return [...]string{"", "the unit", "the district where the route passes it, else the lead agency", "the lead agency", "the standing office", "the People's Committee"}[t.desk]
}

// Guards names the row's conditions, for documentation.
func (t Transition) Guards() []string {
	var names []string
	for _, g := range t.guards {
		name := runtime.FuncForPC(reflect.ValueOf(g).Pointer()).Name()
		names = append(names, name[strings.LastIndex(name, ".")+1:])
	}
	return names
}

// EvidenceMissing counts the criteria that lack evidence at level tỉnh.
func EvidenceMissing(n Nomination, criteria []CriterionLine) int {
	n.Level = LevelProvince
	missing := 0
	for _, e := range complete(facts{n: n, criteria: criteria}) {
		if e.Key == "nomination.least.evidence" {
			missing++
		}
	}
	return missing
}
