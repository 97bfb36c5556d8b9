package org_test

import (
	"context"
	"strings"
	"testing"

	"lantoa/internal/access"
	"lantoa/internal/audit"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/org"
)

func admin() access.Actor {
	return access.Actor{AccountID: "an-admin", Grants: []access.Grant{{Role: access.Admin}}}
}

func TestCreate_entersABodyBelowItsParentAndBehindItsKind(t *testing.T) {
	t.Parallel()
	s, d := seeded(t)
	ctx := context.Background()
	id, err := s.Create(ctx, admin(), org.Input{Kind: org.Commune, Name: "  Ủy ban nhân dân xã Mới ", Place: "xã Mới, huyện Đồng Văn", ParentID: org.SeedID("h026"), Assigned: true, FromDay: "2021-01-05"})
	if err != nil {
		t.Fatal(err)
	}
	o, err := s.Get(ctx, d.Reader(), id, day)
	if err != nil || o.Name != "Ủy ban nhân dân xã Mới" || o.Short != o.Name || o.Full() != "Ủy ban nhân dân xã Mới, huyện Đồng Văn" || o.Version != 1 {
		t.Errorf("%+v, %v", o, err)
	}
	if district, ok, err := s.District(ctx, d.Reader(), id, day); err != nil || !ok || district.ID != org.SeedID("h026") {
		t.Errorf("under %q, %v", district.Name, err)
	}
	last := org.Org{}
	for _, c := range all(t, s, d) {
		if c.Kind == org.Commune {
			last = c
		}
	}
	if last.ID != id {
		t.Errorf("the last commune by protocol is %s", last.Name)
	}
	if entries, err := audit.Of(ctx, d.Reader(), "org", id); err != nil || len(entries) != 1 || entries[0].ActorID != "an-admin" {
		t.Errorf("audit %+v, %v", entries, err)
	}
	below, err := s.Children(ctx, d.Reader(), org.SeedID("h026"), day)
	if err != nil || len(below) != 20 || below[19].ID != id {
		t.Errorf("%d below Đồng Văn, %v", len(below), err)
	}
}

func TestCreate_refusesBadInputAndNamesTheField(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	good := org.Input{Kind: org.Enterprise, Name: "Công ty Mới", FromDay: "2021-01-05"}
	for name, c := range map[string]struct {
		change func(*org.Input)
		field  string
	}{
		"no name":        {func(in *org.Input) { in.Name = " \t" }, "name"},
		"long name":      {func(in *org.Input) { in.Name = strings.Repeat("a", 201) }, "name"},
		"taken name":     {func(in *org.Input) { in.Name = "SỞ Y TẾ" }, "name"},
		"no day":         {func(in *org.Input) { in.FromDay = "" }, "from_day"},
		"no such kind":   {func(in *org.Input) { in.Kind = "kingdom" }, "kind"},
		"no such parent": {func(in *org.Input) { in.ParentID = "nobody" }, "parent"},
	} {
		in := good
		c.change(&in)
		_, err := s.Create(context.Background(), admin(), in)
		e := errs.As(err)
		if e == nil || e.Kind != errs.Invalid || len(e.Fields) != 1 || e.Fields[0].Field != c.field {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestCreate_takesADoubleSubmitOnce(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	in := org.Input{Kind: org.Enterprise, Name: "Công ty Mới", FromDay: "2021-01-05"}
	if _, err := s.Create(context.Background(), admin(), in); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Create(context.Background(), admin(), in); !errs.Is(err, errs.Invalid) {
		t.Errorf("the second click: %v", err)
	}
}

func TestRename_keepsTheOldNameForItsDays(t *testing.T) {
	t.Parallel()
	s, d := seeded(t)
	ctx := context.Background()
	id := org.SeedID("btdkt")
	if err := s.Rename(ctx, admin(), id, 0, org.Input{Name: "Phòng Thi đua - Khen thưởng", Abbr: "PTĐKT", FromDay: "2025-03-01"}); err != nil {
		t.Fatal(err)
	}
	for on, want := range map[civil.Day]string{"2025-02-28": "Ban Thi đua - Khen thưởng", "2025-03-01": "Phòng Thi đua - Khen thưởng"} {
		o, err := s.Get(ctx, d.Reader(), id, on)
		if err != nil || o.Name != want || o.Version != 1 {
			t.Errorf("on %s it was %q, version %d, %v", on, o.Name, o.Version, err)
		}
		if found, err := s.Match(ctx, d.Reader(), want, on); err != nil || len(found) != 1 {
			t.Errorf("on %s %q is the name of %d bodies, %v", on, want, len(found), err)
		}
	}
	names, err := s.Names(ctx, d.Reader(), id)
	if err != nil || len(names) != 2 || names[0].ToDay != names[1].FromDay || names[1].ToDay != "" {
		t.Errorf("names %+v, %v", names, err)
	}
	entries, err := audit.Of(ctx, d.Reader(), "org", id)
	if err != nil || len(entries) != 1 || entries[0].EntityVersion != 1 || !strings.Contains(entries[0].Meta, "Ban Thi đua - Khen thưởng") {
		t.Errorf("audit %+v, %v", entries, err)
	}
}

func TestRename_refusesWhatIsStaleOlderTakenOrUnknown(t *testing.T) {
	t.Parallel()
	s, d := seeded(t)
	id := org.SeedID("snv")
	for name, c := range map[string]struct {
		id      string
		version int64
		in      org.Input
		want    errs.Kind
	}{
		"stale":   {id, 7, org.Input{Name: "Sở Mới", FromDay: "2025-03-01"}, errs.Conflict},
		"older":   {id, 0, org.Input{Name: "Sở Mới", FromDay: "2021-01-01"}, errs.Invalid},
		"taken":   {id, 0, org.Input{Name: "Sở Y tế", FromDay: "2025-03-01"}, errs.Invalid},
		"no name": {id, 0, org.Input{FromDay: "2025-03-01"}, errs.Invalid},
		"unknown": {"nobody", 0, org.Input{Name: "Sở Mới", FromDay: "2025-03-01"}, errs.NotFound},
	} {
		if err := s.Rename(context.Background(), admin(), c.id, c.version, c.in); errs.KindOf(err) != c.want || err == nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if names, err := s.Names(context.Background(), d.Reader(), id); err != nil || len(names) != 1 || names[0].ToDay != "" {
		t.Errorf("a refusal left %+v (%v)", names, err)
	}
}

func TestManage_isTheAdministratorsAlone(t *testing.T) {
	t.Parallel()
	s, d := seeded(t)
	before := counts(t, d)
	for _, role := range access.Roles() {
		actor := access.Actor{AccountID: "x", Grants: []access.Grant{{Role: role, OrgID: org.SeedID("snv")}}}
		in := org.Input{Kind: org.Enterprise, Name: "Công ty " + string(role), FromDay: "2021-01-05"}
		_, createErr := s.Create(context.Background(), actor, in)
		renameErr := s.Rename(context.Background(), actor, org.SeedID("syt"), 0, in)
		if role == access.Admin {
			if createErr != nil || errs.Is(renameErr, errs.Denied) {
				t.Errorf("the administrator: %v, %v", createErr, renameErr)
			}
			continue
		}
		if !errs.Is(createErr, errs.Denied) || !errs.Is(renameErr, errs.Denied) {
			t.Errorf("%s: %v, %v", role, createErr, renameErr)
		}
	}
	if after := counts(t, d); after[0] != before[0]+1 {
		t.Errorf("%d bodies, were %d", after[0], before[0])
	}
}

func TestAddDuty_holdsFromItsDayToItsEnd(t *testing.T) {
	t.Parallel()
	s, d := seeded(t)
	ctx := context.Background()
	err := d.Write(ctx, func(tx *db.Tx) error {
		for _, duty := range []org.Duty{
			{OrgID: org.SeedID("cat"), Kind: org.Lead, FieldID: "f", Mode: "assigned", FromDay: "2021-02-01", ToDay: "2021-06-01"},
			{OrgID: org.SeedID("syt"), Kind: org.Lead, FieldID: "f", Mode: "assigned", FromDay: "2021-06-01"},
			{OrgID: org.SeedID("snv"), Kind: org.Coordinate, FieldID: "f", Mode: "assigned", FromDay: "2021-02-01"},
		} {
			if err := s.AddDuty(ctx, tx, "", duty); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for on, want := range map[civil.Day]string{"2021-01-31": "", "2021-02-01": "Công an tỉnh", "2021-05-31": "Công an tỉnh", "2021-06-01": "Sở Y tế"} {
		leads, err := s.Leads(ctx, d.Reader(), "f", on)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, l := range leads {
			got += l.Name
		}
		if got != want {
			t.Errorf("on %s %q leads, want %q", on, got, want)
		}
	}
	if others, err := s.Coordinators(ctx, d.Reader(), "f", day); err != nil || len(others) != 1 || others[0].Name != "Sở Nội vụ" {
		t.Errorf("coordinators %v, %v", others, err)
	}
	if duties, err := s.Duties(ctx, d.Reader(), org.SeedID("cat"), "2021-06-01"); err != nil || len(duties) != 0 {
		t.Errorf("duties after the last day %v, %v", duties, err)
	}
	if duties, err := s.LeadDuties(ctx, d.Reader(), day); err != nil || len(duties) != 2 {
		t.Errorf("%d duties of all fields, %v", len(duties), err)
	}
}
