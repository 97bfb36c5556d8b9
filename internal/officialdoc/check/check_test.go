package check_test

import (
	"fmt"
	"testing"

	"lantoa/internal/officialdoc/check"
)

func shown(found []check.Deviation) string {
	s := ""
	for _, d := range found {
		s += fmt.Sprintf("%s %s %q expected %v found %v ×%d\n", d.Component, d.Key, d.Where, d.Expected, d.Found, d.Count)
	}
	return s
}

func TestDocument_findsNothingInWhatTheProgramWrites(t *testing.T) {
	t.Parallel()
	for name, f := range samples(t) {
		found, err := check.Document(rules(t), written(t, f), name)
		if err != nil || len(found) > 0 {
			t.Errorf("%s: %v\n%s", name, err, shown(found))
		}
	}
}
