package org_test

import (
	"testing"

	"lantoa/internal/apptest"
	"lantoa/internal/db"
	"lantoa/internal/org"
)

func TestTiles_placeEveryDistrictOnceAndOnlyWhereTheyAre(t *testing.T) {
	t.Parallel()
	d := apptest.DB(t, apptest.NewClock())
	s := org.New(d)
	if got, err := s.Tiles(t.Context(), d.Reader()); err != nil || len(got) != 0 {
		t.Errorf("a province without these districts has %d tiles, %v", len(got), err)
	}
	if _, err := s.Seed(t.Context()); err != nil {
		t.Fatal(err)
	}
	tiles, err := s.Tiles(t.Context(), d.Reader())
	if err != nil || len(tiles) != 11 {
		t.Fatalf("%d tiles, %v", len(tiles), err)
	}
	seen := map[[2]int]bool{}
	for _, tile := range tiles {
		o, err := s.Get(t.Context(), d.Reader(), tile.OrgID, "2021-02-01")
		if err != nil || o.Kind != org.District || seen[[2]int{tile.Row, tile.Col}] {
			t.Errorf("%+v: %+v, %v", tile, o, err)
		}
		seen[[2]int{tile.Row, tile.Col}] = true
	}
}

func TestDistrictOf_climbsToTheDistrict(t *testing.T) {
	t.Parallel()
	d := apptest.DB(t, apptest.NewClock())
	s := org.New(d)
	if _, err := s.Seed(t.Context()); err != nil {
		t.Fatal(err)
	}
	for from, want := range map[string]string{"x00715": "h026", "h026": "h026", "snv": "", "btdkt": ""} {
		o, ok, err := s.DistrictOf(t.Context(), d.Reader(), org.SeedID(from), "2021-02-01")
		if err != nil || ok != (want != "") || ok && o.ID != org.SeedID(want) {
			t.Errorf("%s lies in %s, %v, %v", from, o.Short, ok, err)
		}
	}
}

func TestUnderLead_findsTheLeadAgencyAndItsUnits(t *testing.T) {
	t.Parallel()
	d := apptest.DB(t, apptest.NewClock())
	s := org.New(d)
	if _, err := s.Seed(t.Context()); err != nil {
		t.Fatal(err)
	}
	charge(t, d, s, org.Duty{OrgID: org.SeedID("snv"), Kind: org.Lead, FieldID: "f", FromDay: "2021-01-01"})
	for id, want := range map[string]bool{"snv": true, "btdkt": true, "syt": false} {
		if got, err := s.UnderLead(t.Context(), d.Reader(), org.SeedID(id), []string{"f", "g"}); err != nil || got != want {
			t.Errorf("%s: %v, %v", id, got, err)
		}
	}
	if got, err := s.UnderLead(t.Context(), d.Reader(), org.SeedID("snv"), nil); err != nil || got {
		t.Errorf("of no field: %v, %v", got, err)
	}
}

func charge(t *testing.T, d *db.DB, s *org.Service, duty org.Duty) {
	t.Helper()
	if err := d.Write(t.Context(), func(tx *db.Tx) error { return s.AddDuty(t.Context(), tx, "", duty) }); err != nil {
		t.Fatal(err)
	}
}
