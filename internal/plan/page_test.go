package plan_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lantoa/internal/civil"
	"lantoa/internal/errs"
	"lantoa/internal/plan"
)

func TestPage_hasEveryClauseFieldSetAndMilestone(t *testing.T) {
	t.Parallel()
	s, _, d, p := imported(t)
	page, err := s.Page(context.Background(), d.Reader(), p.ID, day)
	if err != nil {
		t.Fatal(err)
	}
	if len(page.Draft.Purposes) != 3 || len(page.Draft.Contents) != 6 || len(page.Draft.Tasks) != 5 || len(page.Draft.Yearly) != 1 || len(page.Draft.Recipients) != 8 {
		t.Errorf("%d purposes, %d contents, %d tasks, %d yearly, %d recipients", len(page.Draft.Purposes), len(page.Draft.Contents), len(page.Draft.Tasks), len(page.Draft.Yearly), len(page.Draft.Recipients))
	}
	var due []civil.Day
	for _, m := range page.Milestones {
		due = append(due, m.Due)
	}
	if diff := cmp.Diff([]civil.Day{"2021-09-30", "2023-12-31", "2025-09-30"}, due); diff != "" {
		t.Error(diff)
	}
	sets := 0
	for i, f := range page.Fields {
		sets += len(f.Sets)
		if want := f.No == 1 || f.No == 6 || f.No == 9; f.Requested != want || f.No != i+1 {
			t.Errorf("field %d: requested %v", f.No, f.Requested)
		}
		if want := map[bool]int{false: 1, true: 3}[f.No == 10]; len(f.Leads) != want || len(f.LeadIDs) != want {
			t.Errorf("field %d has %d leads", f.No, len(f.Leads))
		}
		if (f.Scope != "") != (f.No == 10) || len(f.Coordinating) == 0 {
			t.Errorf("field %d: scope %q, co-ordinating %v", f.No, f.Scope, f.Coordinating)
		}
		for j, set := range f.Sets {
			if set.No != j+1 || set.FieldID != f.ID || len(set.Items) == 0 || set.Items[0].No != 1 {
				t.Errorf("field %d, set %d: %+v", f.No, j+1, set)
			}
		}
	}
	if len(page.Fields) != 10 || sets != 18 {
		t.Errorf("%d fields, %d sets", len(page.Fields), sets)
	}
	subjects := map[string][]string{"III.2b": page.Fields[1].Sets[1].Subjects, "III.6": page.Fields[5].Sets[0].Subjects, "III.9": page.Fields[8].Sets[0].Subjects}
	if diff := cmp.Diff(map[string][]string{"III.2b": {"individual", "household"}, "III.6": {"household"}, "III.9": {"individual"}}, subjects); diff != "" {
		t.Error(diff)
	}
}

func TestPage_showsAPlanThatIsNotInForceYetAndNoWrongID(t *testing.T) {
	t.Parallel()
	s, _, d, p := imported(t)
	ctx := context.Background()
	if page, err := s.Page(ctx, d.Reader(), p.ID, "2021-01-08"); err != nil || page.VersionNo != 1 || len(page.Fields[0].Leads) != 1 {
		t.Errorf("before its day: %+v, %v", page.Plan, err)
	}
	if _, err := s.Page(ctx, d.Reader(), "nothing", day); !errs.Is(err, errs.NotFound) {
		t.Errorf("a wrong id: %v", err)
	}
	if _, err := s.Current(ctx, d.Reader(), "2021-01-08"); !errs.Is(err, errs.NotFound) {
		t.Errorf("a plan in force before its day: %v", err)
	}
	if _, err := s.Field(ctx, d.Reader(), "nothing"); !errs.Is(err, errs.NotFound) {
		t.Errorf("a wrong field: %v", err)
	}
}

func TestCriteria_areThoseOfTheSetAndMarkTheCertificate(t *testing.T) {
	t.Parallel()
	s, _, d, p := imported(t)
	ctx := context.Background()
	fields, err := s.Fields(ctx, d.Reader(), p.ID)
	if err != nil {
		t.Fatal(err)
	}
	certificates := 0
	for _, f := range fields {
		one, err := s.Field(ctx, d.Reader(), f.ID)
		if err != nil || one != f {
			t.Errorf("%+v is %+v by id, %v", f, one, err)
		}
		sets, err := s.CriteriaSets(ctx, d.Reader(), p.VersionID, f.ID)
		if err != nil {
			t.Fatal(err)
		}
		if want := map[bool]int{false: 2, true: 1}[f.No == 6 || f.No == 9]; len(sets) != want {
			t.Errorf("field %d has %d sets", f.No, len(sets))
		}
		for _, set := range sets {
			items, err := s.Criteria(ctx, d.Reader(), set.ID)
			if err != nil || len(items) == 0 {
				t.Errorf("field %d set %d: %d items, %v", f.No, set.No, len(items), err)
			}
			certificates += certified(t, f, items)
		}
	}
	if certificates != 1 {
		t.Errorf("%d criteria ask for a certificate, want 1 (III.9)", certificates)
	}
	if sets, err := s.CriteriaSets(ctx, d.Reader(), "another version", fields[0].ID); err != nil || len(sets) != 0 {
		t.Errorf("%d sets of another version, %v", len(sets), err)
	}
}

func certified(t *testing.T, f plan.Field, items []plan.Criterion) (n int) {
	t.Helper()
	for _, c := range items {
		if c.Certificate {
			n++
			if f.No != 9 {
				t.Errorf("field %d asks for a certificate: %s", f.No, c.Text)
			}
		}
	}
	return n
}
