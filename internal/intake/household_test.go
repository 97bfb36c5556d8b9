package intake_test

import (
	"fmt"
	"testing"

	"lantoa/internal/db"
	"lantoa/internal/intake"
	"lantoa/internal/nomination"
	"lantoa/internal/subject"
)

func TestImport_findsTheSameHouseholdHoweverItsHeadIsCalled(t *testing.T) {
	t.Parallel()
	k := open(t)
	household := func(name string) nomination.Line {
		l := k.line(1)
		l.Subject.Kind, l.Subject.Name, l.FieldID = subject.Household, name, ""
		return l
	}
	made, err := k.Noms.Create(t.Context(), k.actor, k.batch.ID, db.NewID(), household("Hộ ông/bà Giàng Thị Mỷ").Input)
	if err != nil {
		t.Fatal(err)
	}
	person := household("Giàng Thị Mỷ")
	person.Subject.Kind = subject.Individual
	n := k.read([]nomination.Line{household("giàng thị mỷ"), household("Hộ bà Giàng Thị Mỷ"), household("Hồ Văn Páo"), household("Hộ ông Hồ Văn Páo"), household("Văn Páo"), person})
	faults := k.faults(n)
	if c := k.counts(n); c[intake.Fresh] != 3 || len(faults) != 3 {
		t.Fatalf("%v %+v", c, faults)
	}
	for i, want := range []string{"B2 intake.there [" + made.Ref + "]", "B3 intake.there [" + made.Ref + "]", "B5 intake.twice [4]"} {
		if got := fmt.Sprint(faults[i].Cell, " ", faults[i].Key, " ", faults[i].Args); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
