package intake_test

import (
	"fmt"
	"testing"

	"lantoa/internal/access"
	"lantoa/internal/account"
	"lantoa/internal/intake"
)

// newcomers is an import that has made n accounts, the first with two roles: its
// second row stands at the end.
func (k kit) newcomers(prefix string, n int) intake.Intake {
	k.T.Helper()
	at := k.actor.Grants[0]
	lines := make([]account.Row, n+1)
	for i := range lines {
		lines[i] = account.Row{Username: fmt.Sprintf("%s-%03d", prefix, i%n), Name: "Lý Thị Dợ", Role: access.UnitOfficer, OrgID: at.OrgID}
	}
	lines[n].Role = access.UnitHead
	return k.confirm(k.admin, k.people(lines...))
}

func TestWaiting_countsEachAccountOnceAndBeginsWithTheFirstOfTheFile(t *testing.T) {
	t.Parallel()
	k := open(t)
	n := k.newcomers("moi", 3)
	waiting := func(lost bool) intake.Waiters {
		w, err := k.in.Waiting(t.Context(), k.admin, n, lost)
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	first := waiting(false)
	if want := k.idOf("moi-000") + ".1"; first.Count != 3 || first.Next != want {
		t.Errorf("%+v, want %s first", first, want)
	}
	if w := waiting(true); w != (intake.Waiters{}) {
		t.Errorf("lost are %+v", w)
	}
	handed, err := k.in.HandOut(t.Context(), k.admin, n.ID, first.Next, false)
	if err != nil || len(handed) != 3 || handed[0].Username != "moi-000" {
		t.Fatalf("%+v, %v", handed, err)
	}
	if w := waiting(false); w != (intake.Waiters{}) {
		t.Errorf("%+v wait", w)
	}
	if w := waiting(true); w.Count != 3 {
		t.Errorf("lost are %+v", w)
	}
	for i, h := range handed {
		rest, err := k.in.After(t.Context(), k.admin, n, h.ID)
		if err != nil || rest.Count != 2-i {
			t.Errorf("behind %s: %+v, %v", h.Username, rest, err)
		}
	}
	if rest, err := k.in.After(t.Context(), k.admin, n, k.actor.AccountID); err != nil || rest.Count != 0 {
		t.Errorf("behind somebody else: %+v, %v", rest, err)
	}
}

func TestWaiting_readsNoMoreOfManyAccountsThanOfFew(t *testing.T) { // alone, as what it takes is counted
	k := open(t)
	taken := func(n intake.Intake) float64 {
		return testing.AllocsPerRun(5, func() {
			for _, lost := range []bool{false, true} {
				if _, err := k.in.Waiting(t.Context(), k.admin, n, lost); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
	few, many := k.newcomers("it", 4), k.newcomers("nhieu", 150)
	if a, b := taken(few), taken(many); b > 2*a {
		t.Errorf("of few %v, of many %v", a, b)
	}
}
