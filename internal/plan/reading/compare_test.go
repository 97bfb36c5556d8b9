package reading_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"lantoa/internal/plan/reading"
)

func code(_, value string) string { return value }

func TestCompare_findsNothingBetweenTheSame(t *testing.T) {
	t.Parallel()
	r, _ := customers(t)
	if diff := reading.Compare(r, r, code); len(diff) > 0 {
		t.Errorf("%+v", diff)
	}
}

func TestCompare_tellsAddedRemovedChangedAndMovedApart(t *testing.T) {
	t.Parallel()
	before, after := small(), small()
	f := &after.Fields[0]
	after.Purposes[0].Text = "Nâng cao rõ rệt nhận thức."
	after.Remove(after.Purposes[1].ID)
	after.Move(f.Sets[0].Items[1].ID, f.Sets[1].ID)
	id, _ := after.Add("milestone", "")
	after.Milestones[1].Text, after.Milestones[1].Due = "Tổng kết.", "2026-12-31"
	f.Sets[0].Choice = reading.OneOf
	got := reading.Compare(before, after, code)
	want := []reading.Difference{
		{Part: reading.Purposes, What: "item", Kind: reading.Changed, Before: "1. Nâng cao nhận thức.", After: "1. Nâng cao rõ rệt nhận thức.",
			Words: []reading.Word{{Text: "1. Nâng cao"}, {Text: "rõ rệt", Kind: reading.Added}, {Text: "nhận thức."}}},
		{Part: reading.Purposes, What: "item", Kind: reading.Removed, Before: "2. Nhân rộng."},
		{Part: reading.Part("field:" + f.ID), Field: "Học tập", What: "set", Kind: reading.Changed, Before: "collective", After: "collective · oneof",
			Words: []reading.Word{{Text: "collective"}, {Text: "· oneof", Kind: reading.Added}}},
		{Part: reading.Part("field:" + f.ID), Field: "Học tập", What: "criterion", Kind: reading.Moved, Before: "được khen", After: "được khen"},
		{Part: reading.Milestones, What: "milestone", Kind: reading.Added, After: "2026-12-31 · Tổng kết."},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (the new milestone is %s)", diff, id)
	}
}
