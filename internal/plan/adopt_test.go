package plan_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/org"
	"lantoa/internal/plan"
	"lantoa/internal/plan/reading"
)

func adopt(t *testing.T, s *plan.Service, p plan.Paper, a plan.Adoption) plan.Adopted {
	t.Helper()
	out, err := s.Adopt(context.Background(), officer, p.ID, p.Version, a)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestAdopt_bringsAudiencesAndAlternativesIntoForceFromADay(t *testing.T) {
	t.Parallel()
	s, orgs, d, p := read(t)
	ctx := context.Background()
	// III.2a: three kinds of commune; who is one of them meets the set.
	p, err := s.Correct(ctx, officer, p.ID, p.Version, func(r *reading.Reading) error {
		set := &r.Fields[1].Sets[0]
		set.Choice = reading.OneOf
		set.Items[0].Audience = "xã điểm"
		r.Fields[7].Leads[0].Match, r.Fields[7].Leads[0].OrgID = reading.One, org.SeedID("snv")
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Adopt(ctx, officer, p.ID, p.Version, plan.Adoption{}); !errs.Is(err, errs.Invalid) || errs.As(err).Fields[0].Field != "from" {
		t.Errorf("without a day: %v", err)
	}
	out := adopt(t, s, p, plan.Adoption{From: "2021-02-01", Province: true})
	if _, err := s.Current(ctx, d.Reader(), "2021-01-31"); !errs.Is(err, errs.NotFound) {
		t.Errorf("the day before: %v", err)
	}
	current, err := s.Current(ctx, d.Reader(), "2021-02-01")
	if err != nil || current.ID != out.PlanID || current.VersionNo != 1 {
		t.Fatalf("%+v, %v", current, err)
	}
	fields, err := s.FieldsOf(ctx, d.Reader(), current.VersionID)
	if err != nil || len(fields) != 10 {
		t.Fatal(len(fields), err)
	}
	sets, err := s.CriteriaSets(ctx, d.Reader(), current.VersionID, fields[1].ID)
	if err != nil || sets[0].Choice != reading.OneOf || sets[1].Choice != reading.Each {
		t.Errorf("%+v, %v", sets, err)
	}
	items, err := s.Criteria(ctx, d.Reader(), sets[0].ID)
	if err != nil || items[0].Audience != "xã điểm" || items[1].Audience != "" {
		t.Errorf("%+v, %v", items, err)
	}
	leads, err := orgs.Leads(ctx, d.Reader(), fields[7].ID, "2021-02-01")
	if err != nil || len(leads) != 1 || leads[0].ID != org.SeedID("snv") {
		t.Errorf("field 8 is led by %+v, %v", leads, err)
	}
}

func TestAdopt_ofAUnitsPlanLeavesTheProvincesInForce(t *testing.T) {
	t.Parallel()
	s, _, d, p := imported(t)
	other := []byte(strings.Replace(string(source(t)), "năm 2021\n", "năm 2022\n", 1))
	paper, _, err := s.Read(context.Background(), officer, other, "xa.txt")
	if err != nil {
		t.Fatal(err)
	}
	adopt(t, s, paper, plan.Adoption{From: "2022-02-01"})
	if current, err := s.Current(context.Background(), d.Reader(), "2022-03-01"); err != nil || current.ID != p.ID {
		t.Errorf("%+v, %v", current, err)
	}
	if all, err := s.List(context.Background(), d.Reader(), "2022-03-01"); err != nil || len(all) != 2 || all[0].ID != p.ID {
		t.Errorf("%d plans, %v", len(all), err)
	}
}

func TestAdopt_ofANextVersionAsksWhyAndKeepsTheOneBefore(t *testing.T) {
	t.Parallel()
	s, orgs, d, p := imported(t)
	ctx := context.Background()
	paper, err := s.Reopen(ctx, officer, p.ID)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := s.Reopen(ctx, officer, p.ID); err != nil || again.ID != paper.ID {
		t.Errorf("reopened twice: %v, %v", again.ID, err)
	}
	paper, err = s.Correct(ctx, officer, paper.ID, paper.Version, func(r *reading.Reading) error {
		r.Fields[8].Sets[0].Items[0].Text = "Lao động giỏi nhiều năm liền."
		r.Fields[7].Leads[0].Match, r.Fields[7].Leads[0].OrgID = reading.One, org.SeedID("snv")
		r.Remove(r.Fields[9].ID)
		id, _ := r.Add("field", "")
		i, _ := r.Field(id)
		r.Fields[i].Name = "Chuyển đổi số"
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, a := range map[string]plan.Adoption{"from": {From: "2020-12-31", Reason: "x"}, "reason": {From: "2023-01-01", Reason: "  "}} {
		if _, err := s.Adopt(ctx, officer, paper.ID, paper.Version, a); !errs.Is(err, errs.Invalid) || errs.As(err).Fields[0].Field != name {
			t.Errorf("%s: %v", name, err)
		}
	}
	changes, err := s.Preview(ctx, officer, paper.ID, spell)
	if err != nil || len(changes) == 0 {
		t.Errorf("%+v, %v", changes, err)
	}
	out := adopt(t, s, paper, plan.Adoption{From: "2023-01-01", Reason: "Theo Kế hoạch số 15/KH-UBND", Province: true})
	if out.PlanID != p.ID || out.Version != 2 {
		t.Fatalf("%+v", out)
	}
	old, now := versionOn(t, s, d, "2022-12-31"), versionOn(t, s, d, "2023-01-01")
	if old.VersionID != p.VersionID || now.VersionNo != 2 {
		t.Errorf("%+v then %+v", old, now)
	}
	before, after := fieldNames(t, s, d, old.VersionID), fieldNames(t, s, d, now.VersionID)
	if len(before) != 10 || len(after) != 10 || before[8].ID != after[8].ID || after[9].Name != "Chuyển đổi số" || after[9].ID == before[9].ID {
		t.Errorf("%+v then %+v", before, after)
	}
	for on, want := range map[civil.Day]string{"2022-12-31": "syt", "2023-01-01": "snv"} {
		leads, err := orgs.Leads(ctx, d.Reader(), before[7].ID, on)
		if err != nil || len(leads) != 1 || leads[0].ID != org.SeedID(want) {
			t.Errorf("on %s field 8 is led by %+v, %v", on, leads, err)
		}
	}
	sets, err := s.CriteriaSets(ctx, d.Reader(), old.VersionID, before[8].ID)
	if err != nil {
		t.Fatal(err)
	}
	if items, err := s.Criteria(ctx, d.Reader(), sets[0].ID); err != nil || strings.HasPrefix(items[0].Text, "Lao động giỏi") {
		t.Errorf("the version before has %+v, %v", items, err)
	}
	diff, err := s.Compare(ctx, p.ID, 1, 2, spell)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(diff, changes); d != "" {
		t.Errorf("the preview said something else: %s", d)
	}
	kinds := map[string]int{}
	for _, c := range diff {
		kinds[c.What+" "+string(c.Kind)]++
	}
	if kinds["criterion changed"] != 1 || kinds["field removed"] != 1 || kinds["field added"] != 1 || kinds["lead removed"] != 3 {
		t.Errorf("%v", kinds)
	}
	if all, err := s.Versions(ctx, p.ID); err != nil || len(all) != 2 || all[0].No != 2 || all[0].Reason == "" || all[0].AdoptedBy != "x" {
		t.Errorf("%+v, %v", all, err)
	}
	if _, err := s.Compare(ctx, p.ID, 1, 3, spell); !errs.Is(err, errs.NotFound) {
		t.Errorf("a version that is not there: %v", err)
	}
}

func versionOn(t *testing.T, s *plan.Service, d *db.DB, on civil.Day) plan.Plan {
	t.Helper()
	p, err := s.Current(context.Background(), d.Reader(), on)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func fieldNames(t *testing.T, s *plan.Service, d *db.DB, version string) []plan.Field {
	t.Helper()
	all, err := s.FieldsOf(context.Background(), d.Reader(), version)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestAdopt_numbersFieldsByPlaceWhereTheDocumentDoesNot(t *testing.T) {
	t.Parallel()
	for name, labels := range map[string][2]string{"letters": {"a", "b"}, "twice": {"1", "1"}, "none": {"", ""}, "odd": {"0", "-3"}} {
		s, _, d, p := read(t)
		p, err := s.Correct(context.Background(), officer, p.ID, p.Version, func(r *reading.Reading) error {
			r.Fields = r.Fields[:2]
			r.Fields[0].No, r.Fields[1].No = labels[0], labels[1]
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		adopt(t, s, p, plan.Adoption{From: day, Province: true})
		if fields := fieldNames(t, s, d, versionOn(t, s, d, day).VersionID); len(fields) != 2 || fields[0].No != 1 || fields[1].No != 2 {
			t.Errorf("%s: %+v", name, fields)
		}
	}
}

func TestOwed_tellsForEachBodyInProtocolOrderWhatThePlanAsks(t *testing.T) {
	t.Parallel()
	s, _, d, p := imported(t)
	all, err := s.Owed(context.Background(), d.Reader(), p.ID, day)
	if err != nil {
		t.Fatal(err)
	}
	last := 0
	general := false
	found := map[string]plan.Owing{}
	for _, o := range all {
		if o.Org.ID == "" {
			general = true
		} else if general || o.Org.Protocol < last {
			t.Errorf("%s is out of order", o.Name)
		}
		last = o.Org.Protocol
		found[o.Name] = o
	}
	home, farmers := found["Sở Nội vụ"], found["Hội Nông dân tỉnh"]
	if len(home.Leads) != 2 || home.Requested || len(home.Tasks) != 1 || len(home.Due) != 3 {
		t.Errorf("%+v", home)
	}
	if len(farmers.Leads) != 1 || !farmers.Requested {
		t.Errorf("%+v", farmers)
	}
	// V.2 names it beside a charged department; it can only be asked.
	if party := found["Ban Tuyên giáo Tỉnh ủy"]; len(party.Tasks) != 1 || !party.Requested {
		t.Errorf("%+v", party)
	}
	if !general {
		t.Error("nobody is named in general")
	}
}

// Who stays is charged once, who is dropped is released, and the scopes of one
// body are told apart.
func TestAdopt_ofANextVersionTouchesOnlyTheChargesThatChange(t *testing.T) {
	t.Parallel()
	s, orgs, d, p := imported(t)
	ctx := context.Background()
	next := func(from civil.Day, change func(*reading.Reading)) {
		t.Helper()
		paper, err := s.Reopen(ctx, officer, p.ID)
		if err != nil {
			t.Fatal(err)
		}
		if paper, err = s.Correct(ctx, officer, paper.ID, paper.Version, func(r *reading.Reading) error { change(r); return nil }); err != nil {
			t.Fatal(err)
		}
		adopt(t, s, paper, plan.Adoption{From: from, Reason: "sửa", Province: true})
	}
	next("2022-01-01", func(r *reading.Reading) {
		f := &r.Fields[7]
		again := f.Leads[0]
		again.ID, again.Scope = r.NewID(), "tuyến xã"
		f.Leads = append(f.Leads, again)
	})
	next("2023-01-01", func(r *reading.Reading) { r.Fields[7].Leads = r.Fields[7].Leads[1:] })
	fields := fieldNames(t, s, d, versionOn(t, s, d, "2023-01-01").VersionID)
	for on, want := range map[civil.Day][]string{"2021-06-01": {""}, "2022-06-01": {"", "tuyến xã"}, "2023-06-01": {"tuyến xã"}} {
		duties, err := orgs.FieldDuties(ctx, d.Reader(), fields[7].ID, on)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, duty := range duties {
			if duty.Kind == org.Lead {
				got = append(got, duty.Scope)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("on %s: %s", on, diff)
		}
	}
}

// What a version says of the plan and its fields holds from its day on.
func TestAdopt_ofAFutureVersionChangesNothingBeforeItsDay(t *testing.T) {
	t.Parallel()
	s, _, d, p := imported(t)
	ctx := context.Background()
	today := civil.DayOf(d.Now())
	paper, err := s.Reopen(ctx, officer, p.ID)
	if err != nil {
		t.Fatal(err)
	}
	paper, err = s.Correct(ctx, officer, paper.ID, paper.Version, func(r *reading.Reading) error {
		r.Title, r.Fields[2].Name = "Tên mới", "Chung tay vì cộng đồng"
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	adopt(t, s, paper, plan.Adoption{From: today.AddDays(30), Reason: "sửa"})
	current, err := s.Current(ctx, d.Reader(), today)
	if err != nil || current.Title == "Tên mới" || current.VersionNo != 1 {
		t.Errorf("%+v, %v", current, err)
	}
	fields, err := s.Fields(ctx, d.Reader(), p.ID)
	if err != nil || fields[2].Name == "Chung tay vì cộng đồng" || !fields[2].Sensitive {
		t.Errorf("%+v, %v", fields[2], err)
	}
	then, err := s.Get(ctx, d.Reader(), p.ID, today.AddDays(30))
	if err != nil || then.Title != "Tên mới" || then.Province {
		t.Errorf("%+v, %v", then, err)
	}
}
