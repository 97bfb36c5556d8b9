package nomination_test

import (
	"sync"
	"testing"

	"lantoa/internal/access"
	"lantoa/internal/apptest/world"
	"lantoa/internal/errs"
	"lantoa/internal/nomination"
)

// atOnce runs f several times at the same time and gives the errors.
func atOnce(n int, f func(i int) error) []error {
	out := make([]error, n)
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() { out[i] = f(i) })
	}
	all.Wait()
	return out
}

func TestRoutes_areEnteredOnceHoweverManyNodesStart(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	for _, err := range atOnce(6, func(int) error { return w.Noms.SeedRoutes(t.Context()) }) {
		if err != nil {
			t.Error(err)
		}
	}
	if all, err := w.Noms.Routes(t.Context()); err != nil || len(all) != len(nomination.DefaultRoutes()) {
		t.Errorf("%d routes, %v", len(all), err)
	}
}

func TestChangeRoute_byTwoAtOnceLeavesOneOpen(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	office := access.Actor{AccountID: "an-officer", Grants: []access.Grant{{Role: access.StandingOfficer, OrgID: "o"}}}
	all, err := w.Noms.Routes(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	after := ""
	for _, v := range all {
		if v.Level == nomination.LevelField && v.ToDay == "" {
			after = v.ID
		}
	}
	won := 0
	for _, err := range atOnce(6, func(i int) error {
		// Each wants another route, so that none is the same one again.
		return w.Noms.ChangeRoute(t.Context(), office, nomination.Route{Level: nomination.LevelField, FromDay: "2027-01-01", Note: string(rune('a' + i))}, after)
	}) {
		switch {
		case err == nil:
			won++
		case !errs.Is(err, errs.Conflict):
			t.Error(err)
		}
	}
	if all, err = w.Noms.Routes(t.Context()); err != nil {
		t.Fatal(err)
	}
	open := 0
	for _, v := range all {
		if v.Level == nomination.LevelField && v.ToDay == "" {
			open++
		}
	}
	if won != 1 || open != 1 {
		t.Errorf("%d changes were taken, %d routes are open", won, open)
	}
}
