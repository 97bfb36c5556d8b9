package org_test

import (
	"testing"

	"lantoa/internal/apptest"
	"lantoa/internal/civil"
	"lantoa/internal/org"
)

// What is kept of names must never outlive a change, whoever made it.
func TestList_findsANewNameAtOnce(t *testing.T) {
	t.Parallel()
	d := apptest.DB(t, apptest.NewClock())
	here, there := org.New(d), org.New(d) // two nodes on one database
	if _, err := here.Seed(t.Context()); err != nil {
		t.Fatal(err)
	}
	found := func(s *org.Service, day civil.Day, words string) int {
		rows, _, err := s.List(t.Context(), d.Reader(), day, org.Filter{Query: words, Limit: 10})
		if err != nil {
			t.Fatal(err)
		}
		return len(rows)
	}
	const before, after = civil.Day("2021-05-01"), civil.Day("2021-07-01")
	for _, s := range []*org.Service{here, there} {
		if found(s, after, "lung cu moi") != 0 || found(s, after, "Lũng Cú") != 1 || found(s, before, "lung cu") != 1 {
			t.Fatal("before the change")
		}
	}
	body, err := here.Get(t.Context(), d.Reader(), org.SeedID("x00715"), before)
	if err != nil {
		t.Fatal(err)
	}
	in := org.Input{Name: "Ủy ban nhân dân xã Lũng Cú Mới", Short: "UBND xã Lũng Cú Mới", Place: body.Place, Abbr: body.Abbr, FromDay: "2021-06-01"}
	if err := here.Rename(t.Context(), admin(), body.ID, body.Version, in); err != nil {
		t.Fatal(err)
	}
	for name, s := range map[string]*org.Service{"the node of the change": here, "another node": there} {
		if found(s, after, "lung cu moi") != 1 || found(s, before, "lung cu moi") != 0 || found(s, before, "lung cu") != 1 {
			t.Errorf("%s does not know the name", name)
		}
	}
}
