package org_test

import (
	"context"
	"testing"

	"lantoa/internal/access"
	"lantoa/internal/apptest"
	"lantoa/internal/civil"
	"lantoa/internal/errs"
	"lantoa/internal/org"
)

const day = "2021-02-01"

func seeded(t *testing.T) (*org.Service, func() context.Context) {
	t.Helper()
	s := org.New(apptest.DB(t, apptest.NewClock()))
	if n, err := s.Seed(t.Context()); err != nil || n != 294 {
		t.Fatalf("seeded %d, %v; want 294 bodies", n, err)
	}
	return s, t.Context
}

func TestSeed_addsNothingTheSecondTime(t *testing.T) {
	t.Parallel()
	s, ctx := seeded(t)
	if n, err := s.Seed(ctx()); err != nil || n != 0 {
		t.Errorf("second seed added %d, %v", n, err)
	}
}

func TestSeed_holdsHaGiangOf2021(t *testing.T) {
	t.Parallel()
	clock := apptest.NewClock()
	d := apptest.DB(t, clock)
	s := org.New(d)
	if _, err := s.Seed(t.Context()); err != nil {
		t.Fatal(err)
	}
	all, err := s.All(t.Context(), d.Reader(), day)
	if err != nil {
		t.Fatal(err)
	}
	counts := map[org.Kind]int{}
	for i, o := range all {
		counts[o.Kind]++
		if i > 0 && all[i-1].Protocol > o.Protocol {
			t.Errorf("%s stands before %s against protocol", all[i-1].Name, o.Name)
		}
		if (o.Kind == org.Party || o.Kind == org.Front || o.Kind == org.Mass) && o.Assigned {
			t.Errorf("%s can only be requested", o.Name)
		}
	}
	if counts[org.Province] != 1 || counts[org.District] != 11 || counts[org.Commune] != 193 {
		t.Errorf("counts %v", counts)
	}
	district, ok, err := s.District(t.Context(), d.Reader(), org.SeedID("x00715"), day)
	if err != nil || !ok || district.Short != "UBND huyện Đồng Văn" {
		t.Errorf("the district above Lũng Cú is %q, %v, %v", district.Short, ok, err)
	}
	for name, want := range map[string]string{
		"Sở giáo dục và Đào tạo tỉnh": "Sở Giáo dục và Đào tạo", "Văn phòng điều phối chương trình xây dựng nông thôn mới tỉnh": "Văn phòng Điều phối Chương trình xây dựng nông thôn mới tỉnh",
		"Bộ Chỉ huy quân sự tỉnh": "Bộ Chỉ huy Quân sự tỉnh", "Ban Tuyên giáo Tỉnh ủy": "Ban Tuyên giáo Tỉnh ủy", "Hiệp hội doanh nghiệp tỉnh": "Hiệp hội Doanh nghiệp tỉnh",
	} {
		got, err := s.Match(t.Context(), d.Reader(), name, day)
		if err != nil || len(got) != 1 || got[0].Name != want {
			t.Errorf("Match(%q) = %v, %v", name, got, err)
		}
	}
	blocs, err := s.Blocs(t.Context(), d.Reader(), day)
	if err != nil || len(blocs) != 7 || blocs[0].HeadID == "" || blocs[0].MonitorID == "" {
		t.Errorf("blocs %+v, %v", blocs, err)
	}
}

func TestRename_keepsTheOldNameForItsDays(t *testing.T) {
	t.Parallel()
	clock := apptest.NewClock()
	d := apptest.DB(t, clock)
	s := org.New(d)
	if _, err := s.Seed(t.Context()); err != nil {
		t.Fatal(err)
	}
	admin := access.Actor{AccountID: "a", Grants: []access.Grant{{Role: access.Admin}}}
	id := org.SeedID("btdkt")
	in := org.Input{Name: "Phòng Thi đua - Khen thưởng", FromDay: "2025-03-01"}
	if err := s.Rename(t.Context(), access.Actor{Grants: []access.Grant{{Role: access.UnitOfficer}}}, id, 1, in); !errs.Is(err, errs.Denied) {
		t.Errorf("an officer renamed a body: %v", err)
	}
	if err := s.Rename(t.Context(), admin, id, 1, in); err != nil {
		t.Fatal(err)
	}
	if err := s.Rename(t.Context(), admin, id, 1, org.Input{Name: "X", FromDay: "2026-03-01"}); !errs.Is(err, errs.Conflict) {
		t.Errorf("a stale version renamed: %v", err)
	}
	for on, want := range map[string]string{"2025-02-28": "Ban Thi đua - Khen thưởng", "2025-03-01": "Phòng Thi đua - Khen thưởng"} {
		o, err := s.Get(t.Context(), d.Reader(), id, civil.Day(on))
		if err != nil || o.Name != want {
			t.Errorf("on %s it was %q, %v", on, o.Name, err)
		}
	}
}
