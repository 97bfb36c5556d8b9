package org_test

import (
	"context"
	"strings"
	"testing"

	"lantoa/internal/apptest"
	"lantoa/internal/audit"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/org"
)

const day = civil.Day("2021-03-01")

// seeded is a database with Hà Giang's bodies of 2021.
func seeded(t *testing.T) (*org.Service, *db.DB) {
	t.Helper()
	d := apptest.DB(t, apptest.NewClock())
	s := org.New(d)
	if _, err := s.Seed(context.Background()); err != nil {
		t.Fatal(err)
	}
	return s, d
}

func all(t *testing.T, s *org.Service, d *db.DB) []org.Org {
	t.Helper()
	rows, err := s.All(context.Background(), d.Reader(), day)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestSeed_hasTheProvinceWithItsDistrictsAndCommunesInOrder(t *testing.T) {
	t.Parallel()
	s, d := seeded(t)
	rows := all(t, s, d)
	count := map[org.Kind]int{}
	for i, o := range rows {
		count[o.Kind]++
		if i > 0 && rows[i-1].Protocol >= o.Protocol {
			t.Errorf("%s does not follow %s", o.Name, rows[i-1].Name)
		}
		if requested := o.Kind == org.Party || o.Kind == org.Front || o.Kind == org.Mass; requested == o.Assigned && requested {
			t.Errorf("%s (%s) can only be requested (đề nghị)", o.Name, o.Kind)
		}
		if place := o.Kind == org.Department || o.Kind == org.District || o.Kind == org.Commune || o.Kind == org.Armed; place && !o.Assigned {
			t.Errorf("%s is under the People's Committee: giao", o.Name)
		}
	}
	for kind, want := range map[org.Kind]int{org.Province: 1, org.District: 11, org.Commune: 193, org.Armed: 3, org.Front: 1} {
		if count[kind] != want {
			t.Errorf("%d of kind %s, want %d", count[kind], kind, want)
		}
	}
	for _, kind := range []org.Kind{org.Party, org.Mass, org.Department, org.Enterprise} {
		if count[kind] < 5 {
			t.Errorf("only %d of kind %s", count[kind], kind)
		}
	}
	if rows[0].Name != "Ủy ban nhân dân tỉnh Hà Giang" {
		t.Errorf("first by protocol is %q", rows[0].Name)
	}
}

func TestSeed_addsNothingTheSecondTime(t *testing.T) {
	t.Parallel()
	s, d := seeded(t)
	before := counts(t, d)
	added, err := s.Seed(context.Background())
	if err != nil || added != 0 {
		t.Fatalf("added %d, %v", added, err)
	}
	if after := counts(t, d); after != before {
		t.Errorf("rows were %v, are %v", before, after)
	}
	entries, err := audit.Of(context.Background(), d.Reader(), "org_seed", "ha-giang-2021")
	if err != nil || len(entries) != 1 {
		t.Errorf("%d audit entries of the seed, want 1 (%v)", len(entries), err)
	}
}

func counts(t *testing.T, d *db.DB) (n [5]int) {
	t.Helper()
	for i, table := range []string{"org", "org_name", "org_duty", "bloc_member", "org_closure"} {
		v, err := db.One[int](context.Background(), d.Reader(), `select count(*) from `+table)
		if err != nil {
			t.Fatal(err)
		}
		n[i] = v
	}
	return n
}

func TestSeed_putsEveryCommuneUnderADistrictAndEveryDistrictUnderTheProvince(t *testing.T) {
	t.Parallel()
	s, d := seeded(t)
	communes := map[string]int{}
	for _, o := range all(t, s, d) {
		switch o.Kind {
		case org.Commune:
			district, ok, err := s.District(context.Background(), d.Reader(), o.ID, day)
			if err != nil || !ok {
				t.Fatalf("%s has no district (%v)", o.Name, err)
			}
			if !strings.HasSuffix(o.Full(), district.Place) {
				t.Errorf("%s stands under %s", o.Full(), district.Name)
			}
			communes[district.Name]++
		case org.District:
			if _, ok, _ := s.District(context.Background(), d.Reader(), o.ID, day); ok {
				t.Errorf("a district stands above %s", o.Name)
			}
			if p, ok, err := s.Parent(context.Background(), d.Reader(), o.ID, day); err != nil || !ok || p.Kind != org.Province {
				t.Errorf("above %s stands %q (%v)", o.Name, p.Name, err)
			}
		}
	}
	// As the administration's list has them.
	for name, want := range map[string]int{"Ủy ban nhân dân thành phố Hà Giang": 8, "Ủy ban nhân dân huyện Đồng Văn": 19, "Ủy ban nhân dân huyện Mèo Vạc": 18} {
		if communes[name] != want {
			t.Errorf("%s has %d communes, want %d", name, communes[name], want)
		}
	}
	below, err := db.One[int](context.Background(), d.Reader(), `select count(*) from org_closure where ancestor_id = $1 and depth = 2`, org.SeedID("ubnd-tinh"))
	if err != nil || below != 193 {
		t.Errorf("%d communes two steps below the province (%v)", below, err)
	}
}

func TestSeed_tellsTheTwoTaLungApart(t *testing.T) {
	t.Parallel()
	s, d := seeded(t)
	found, err := s.Match(context.Background(), d.Reader(), "UBND xã Tả Lủng", day)
	if err != nil {
		t.Fatal(err)
	}
	if len(found) != 0 {
		t.Fatalf("a short name that two bodies share is nobody's, got %d", len(found))
	}
	if found, err = s.Match(context.Background(), d.Reader(), "Ủy ban nhân dân xã Tả Lủng", day); err != nil || len(found) != 2 {
		t.Fatalf("%d suggestions, want 2 (%v)", len(found), err)
	}
	if found[0].Full() == found[1].Full() || found[0].Short == found[1].Short {
		t.Errorf("both are shown as %q, %q", found[0].Full(), found[0].Short)
	}
}

func TestSeed_blocsHaveOneHeadAmongTheirMembersAndAMonitor(t *testing.T) {
	t.Parallel()
	s, d := seeded(t)
	blocs, err := s.Blocs(context.Background(), d.Reader(), day)
	if err != nil {
		t.Fatal(err)
	}
	known := 0
	members := map[string]string{}
	for _, b := range blocs {
		if !b.Illustration {
			known++
		}
		head := false
		for _, id := range b.MemberIDs {
			head = head || id == b.HeadID
			if other, twice := members[id]; twice {
				t.Errorf("a body is in %q and %q", other, b.Name)
			}
			members[id] = b.Name
		}
		if !head || b.MonitorID == "" || b.MonitorID == b.HeadID {
			t.Errorf("%s: head %q, monitor %q", b.Name, b.HeadID, b.MonitorID)
		}
	}
	if known != 1 {
		t.Errorf("%d blocs that are no illustration; only one is known", known)
	}
	for _, o := range all(t, s, d) {
		if o.Kind == org.District && members[o.ID] == "" {
			t.Errorf("%s is in no bloc", o.Name)
		}
	}
	if before, err := s.Blocs(context.Background(), d.Reader(), "2020-12-31"); err != nil || len(before) != 0 {
		t.Errorf("%d blocs before the first day (%v)", len(before), err)
	}
}

func TestSeed_knowsTheStandingOfficeAndTheDecider(t *testing.T) {
	t.Parallel()
	s, d := seeded(t)
	r := d.Reader()
	for _, c := range []struct {
		name string
		ask  func(context.Context, db.Reader, civil.Day) (org.Org, error)
		want string
	}{{"standing", s.Standing, "Ban Thi đua - Khen thưởng"}, {"decider", s.Decider, "Ủy ban nhân dân tỉnh Hà Giang"}} {
		o, err := c.ask(context.Background(), r, day)
		if err != nil || o.Name != c.want {
			t.Errorf("%s: %q, %v", c.name, o.Name, err)
		}
		if _, err := c.ask(context.Background(), r, "2020-01-01"); err == nil {
			t.Errorf("%s: there was one before the first day", c.name)
		}
	}
	standing, err := s.Standing(context.Background(), r, day)
	if err != nil {
		t.Fatal(err)
	}
	if p, ok, err := s.Parent(context.Background(), r, standing.ID, day); err != nil || !ok || p.Name != "Sở Nội vụ" {
		t.Errorf("the standing office is part of %q (%v)", p.Name, err)
	}
}
