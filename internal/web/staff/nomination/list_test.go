package nomination_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"lantoa/internal/apptest/client"
	"lantoa/internal/apptest/world"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/subject"
)

func otherCommune() string { return org.SeedID(world.OtherCommune) }

// many makes dossiers of the commune past the pages.
func many(t *testing.T, s *client.Site, n int) nomination.Batch {
	t.Helper()
	w := s.World
	b := w.Batch(nomination.LevelField)
	for i := range n {
		kind, field := subject.Individual, 2
		if i%2 == 1 {
			kind, field = subject.Collective, 1
		}
		if _, err := w.Noms.Create(t.Context(), w.As("unit_officer"), b.ID, newID(), w.Input(fmt.Sprintf("Vừ Mí Sính %03d", i), kind, field)); err != nil {
			t.Fatal(err)
		}
	}
	return b
}

func names(a *client.Answer) []string { return a.Texts("tbody .row-title") }

func TestList_pagesByKeyBothWays(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	many(t, s, 110)
	c := s.As("unit_officer")
	first := c.Open(list)
	if got := first.Text(".pager-count"); got != "110 dòng" {
		t.Errorf("the count is %q", got)
	}
	if first.Has(`.pager a[rel="prev"]`) {
		t.Error("the first page leads back")
	}
	second := first.Click(`.pager a[rel="next"]`)
	third := second.Click(`.pager a[rel="next"]`)
	if third.Has(`.pager a[rel="next"]`) {
		t.Error("the last page leads on")
	}
	if a, b, d := len(names(first)), len(names(second)), len(names(third)); a != 50 || b != 50 || d != 10 {
		t.Errorf("%d, %d and %d rows", a, b, d)
	}
	if got := names(first)[0]; got != "Vừ Mí Sính 109" {
		t.Errorf("the newest is %q", got)
	}
	back := third.Click(`.pager a[rel="prev"]`)
	if !slices.Equal(names(back), names(second)) {
		t.Errorf("back are %q, not %q", names(back), names(second))
	}
	if got := back.Click(`.pager a[rel="prev"]`); !slices.Equal(names(got), names(first)) || got.Has(`.pager a[rel="prev"]`) {
		t.Errorf("at the start are %q", names(got))
	}
	oldest := first.Click("th a.sort")
	if got := names(oldest)[0]; got != "Vừ Mí Sính 000" || oldest.Attr("th[aria-sort]", "aria-sort") != "ascending" {
		t.Errorf("the oldest is %q", got)
	}
	if got := names(oldest.Click(`.pager a[rel="next"]`))[0]; got != "Vừ Mí Sính 050" {
		t.Errorf("after fifty comes %q", got)
	}
}

func TestList_filtersWithChipsThatCanBeTakenOff(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	many(t, s, 6)
	c := s.As("unit_officer")
	f := c.Open(list).Form(".filter-form").SetAll("q", "vu mi sinh", "loai", "collective", "trang-thai", "draft", "cap", "field")
	page := f.Set("linh-vuc", s.World.Fields[1].ID).Submit().Want(200)
	if got := names(page); len(got) != 3 {
		t.Errorf("found %q", got)
	}
	chips := page.Texts(".chip")
	if len(chips) != 5 || !strings.Contains(strings.Join(chips, " "), "vu mi sinh") {
		t.Errorf("chips: %q", chips)
	}
	if again := page.Form(".filter-form").Values; again.Get("loai") != "collective" || again.Get("q") != "vu mi sinh" {
		t.Errorf("the filter shows %v", again)
	}
	for _, chip := range page.All(".chip") {
		href, _ := client.Attr(chip, "href")
		if got := len(c.Open(href).All(".chip")); got != 4 {
			t.Errorf("%s leaves %d chips", href, got)
		}
	}
	if got := len(names(page.Click(".chip-clear"))); got != 6 {
		t.Errorf("without filters %d rows", got)
	}
}

func TestList_searchesWithoutAccentsByNameUnitAndReference(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	many(t, s, 3)
	c := s.As("unit_officer")
	for query, want := range map[string]int{"SINH 001": 1, "sính 001": 1, "lung cu": 3, "HS.2021.00002": 1, "không có ai": 0} {
		if got := len(c.Open(list + "?q=" + escape(query)).All("tbody tr")); got != want {
			t.Errorf("%q finds %d, not %d", query, got, want)
		}
	}
	if text := c.Open(list + "?q=zzz").Text(".empty"); !strings.Contains(text, "Không có hồ sơ nào khớp") {
		t.Errorf("nothing found says %q", text)
	}
}

func TestList_takesRubbishInTheAddressForNothing(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	b := many(t, s, 2)
	c := s.As("unit_officer")
	for _, q := range []string{"trang-thai=x", "cap=x", "loai=x", "linh-vuc=x", "don-vi=x", "danh-sach='", "sau=x", "truoc=%00", "thu-tu=x", "q=%FF%00"} {
		if a := c.Open(list + "?" + q); len(a.All("tbody tr")) != 2 && !strings.HasPrefix(q, "q=") {
			t.Errorf("%s shows %d rows", q, len(a.All("tbody tr")))
		}
		c.Open(batches + "?" + q)
		c.Open(batches + "/" + b.ID + "?" + q)
	}
}

func TestBatches_pageBothWaysAndFilterByLevel(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	for i := range 33 {
		level := nomination.LevelField
		if i == 0 {
			level = nomination.LevelProvince
		}
		s.World.Batch(level)
	}
	c := s.As("unit_officer")
	first := c.Open(batches)
	second := first.Click(`.pager a[rel="next"]`)
	if a, b := len(first.All("tbody tr")), len(second.All("tbody tr")); a != 30 || b != 3 {
		t.Errorf("%d and %d rows", a, b)
	}
	if back := second.Click(`.pager a[rel="prev"]`); len(back.All("tbody tr")) != 30 || back.Has(`.pager a[rel="prev"]`) {
		t.Error("the way back is not the first page")
	}
	only := first.Form(".filter-form").Set("cap", "province").Submit().Want(200)
	if len(only.All("tbody tr")) != 1 || len(only.All(".chip")) != 1 {
		t.Errorf("%d rows of the level", len(only.All("tbody tr")))
	}
}
