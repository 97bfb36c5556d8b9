package reading_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lantoa/internal/errs"
	"lantoa/internal/plan/parse"
	"lantoa/internal/plan/reading"
)

// small is a plan with two clauses and a field of two sets.
func small() reading.Reading {
	return reading.From(parse.Draft{
		Symbol: "1/KH-UBND", Purposes: []parse.Numbered{{No: "1", Text: "Nâng cao nhận thức."}, {No: "2", Text: "Nhân rộng."}},
		Fields: []parse.Field{{No: "1", Movement: "Học tập", Leads: []parse.Lead{{Name: "Sở A", Mode: parse.Assigned}}, Coordinating: []string{"Sở B"},
			Criteria: []parse.CriteriaSet{
				{Subjects: []string{parse.Collective}, Items: []string{"đoàn kết; sáng tạo; hiệu quả", "được khen"}},
				{Subjects: []string{parse.Individual}, Items: []string{"gương mẫu"}},
			}}},
		Milestones: []parse.Milestone{{Year: 2026, Quarter: 1, Due: "2026-03-31", Text: "Xây dựng kế hoạch."}},
	}, "")
}

func criteria(r reading.Reading, set int) []string {
	var out []string
	for _, c := range r.Fields[0].Sets[set].Items {
		out = append(out, c.Text)
	}
	return out
}

func TestSplit_cutsAtTheLinesThatWereTypedElseAtSemicolons(t *testing.T) {
	t.Parallel()
	r := small()
	first := r.Fields[0].Sets[0].Items[0].ID
	if !r.Split(first) {
		t.Fatal("not split")
	}
	if diff := cmp.Diff([]string{"đoàn kết", "sáng tạo", "hiệu quả", "được khen"}, criteria(r, 0)); diff != "" {
		t.Error(diff)
	}
	if r.Fields[0].Sets[0].Items[0].ID != first || r.Fields[0].Sets[0].Items[1].ID == first {
		t.Error("the first keeps its ID, the others have their own")
	}
	r.Purposes[0].Text = "Một; hai\n\nba"
	if !r.Split(r.Purposes[0].ID) || len(r.Purposes) != 3 || r.Purposes[0].Text != "Một; hai" || r.Purposes[1].Text != "ba" {
		t.Errorf("%+v", r.Purposes)
	}
	for _, id := range []string{r.Purposes[1].ID, r.Fields[0].ID, r.Fields[0].Leads[0].ID, "a999", ""} {
		if r.Split(id) {
			t.Errorf("split %q", id)
		}
	}
}

func TestJoin_putsAnItemBehindTheOneBefore(t *testing.T) {
	t.Parallel()
	r := small()
	items := r.Fields[0].Sets[0].Items
	if !r.Join(items[1].ID) {
		t.Fatal("not joined")
	}
	if diff := cmp.Diff([]string{"đoàn kết; sáng tạo; hiệu quả được khen"}, criteria(r, 0)); diff != "" {
		t.Error(diff)
	}
	for _, id := range []string{r.Purposes[0].ID, r.Fields[0].Sets[1].ID, "nothing"} {
		if r.Join(id) {
			t.Errorf("joined %q", id)
		}
	}
}

func TestJoin_keepsWhatEntriesHaveBesidesTheirText(t *testing.T) {
	t.Parallel()
	r := small()
	id, _ := r.Add("milestone", "")
	r.Milestones[1].Text, r.Milestones[1].Due = "Tổng kết.", "2026-12-31"
	if r.Join(id) || len(r.Milestones) != 2 {
		t.Error("two days became one")
	}
	r.Milestones[0].Due = ""
	if !r.Join(id) || r.Milestones[0].Due != "2026-12-31" {
		t.Errorf("%+v", r.Milestones)
	}
	one, _ := r.Add("task", "")
	two, _ := r.Add("task", "")
	r.Tasks[0].Text, r.Tasks[0].Assignees = "Đôn đốc.", []string{"Sở A"}
	r.Tasks[1].Text, r.Tasks[1].Assignees = "Tổng hợp.", []string{"Sở A", "Sở B"}
	if r.Join(one) || !r.Join(two) || len(r.Tasks[0].Assignees) != 2 {
		t.Errorf("%+v", r.Tasks)
	}
	set := &r.Fields[0].Sets[0]
	set.Items[0].Audience, set.Items[1].Audience = "xã điểm", "xã khác"
	if r.Join(set.Items[1].ID) {
		t.Error("two audiences became one")
	}
	set.Items[0].Audience = ""
	if !r.Join(set.Items[1].ID) || set.Items[0].Audience != "xã khác" {
		t.Errorf("%+v", set.Items)
	}
}

func TestMove_goesOnlyToAListOfItsKind(t *testing.T) {
	t.Parallel()
	r := small()
	f := r.Fields[0]
	moves := []struct {
		id, to string
		want   bool
	}{
		{f.Sets[0].Items[1].ID, f.Sets[1].ID, true}, {f.Sets[0].Items[0].ID, f.Sets[0].ID, false}, {f.Leads[0].ID, "with:" + f.ID, true},
		{r.Purposes[1].ID, string(reading.Contents), true}, {r.Purposes[0].ID, f.Sets[0].ID, false}, {f.Sets[1].Items[0].ID, "recipients", false},
		{f.ID, "contents", false}, {"a0", "contents", false}, {r.Purposes[0].ID, "nowhere", false}, {f.Coordinating[0].ID, "leads:a0", false},
	}
	for _, m := range moves {
		if got := r.Move(m.id, m.to); got != m.want {
			t.Errorf("%s to %s: %v", m.id, m.to, got)
		}
	}
	if len(r.Contents) != 1 || len(r.Purposes) != 1 || len(r.Fields[0].Leads) != 0 || len(r.Fields[0].Coordinating) != 2 || len(r.Fields[0].Sets[1].Items) != 2 {
		t.Errorf("%+v", r)
	}
}

func TestTidy_leavesOutWhatWasAddedAndNeverWritten(t *testing.T) {
	t.Parallel()
	want := small()
	r := small()
	f := r.Fields[0]
	for what, to := range map[string]string{"item": "contents", "milestone": "", "task": "", "lead": f.ID, "with": f.ID, "set": f.ID, "criterion": f.Sets[0].ID} {
		if _, ok := r.Add(what, to); !ok {
			t.Errorf("no %s was added", what)
		}
	}
	for what, to := range map[string]string{"item": "fields", "lead": "a0", "set": "", "criterion": f.ID, "nothing": ""} {
		if _, ok := r.Add(what, to); ok {
			t.Errorf("%s was added to %q", what, to)
		}
	}
	r.Tidy()
	r.Next = want.Next
	if diff := cmp.Diff(want.Draft(), r.Draft()); diff != "" {
		t.Error(diff)
	}
}

// Whatever is done in whatever order, no ID appears twice and no word is lost
// unless something was removed.
func TestEdits_neverLoseAWordOrUseAnIDTwice(t *testing.T) {
	t.Parallel()
	for seed := range uint64(40) {
		r, _ := customers(t)
		random := rand.New(rand.NewPCG(seed, 1))
		before := wordsOf(r)
		for step := range 60 {
			ids := r.IDs()
			id, other := ids[random.IntN(len(ids))], ids[random.IntN(len(ids))]
			switch random.IntN(6) {
			case 0:
				r.Split(id)
			case 1:
				r.Join(id)
			case 2:
				r.Up(id)
			case 3:
				r.Down(id)
			case 4:
				r.Move(id, []string{other, "contents", "recipients", "with:" + other, "leads:" + other}[random.IntN(5)])
			case 5:
				r.Add([]string{"item", "field", "set", "criterion", "lead", "milestone"}[random.IntN(6)], []string{other, "yearly"}[random.IntN(2)])
			}
			all := r.IDs()
			slices.Sort(all)
			if n := len(slices.Compact(all)); n != len(r.IDs()) {
				t.Fatalf("seed %d, step %d: an ID is there twice", seed, step)
			}
		}
		if diff := cmp.Diff(before, wordsOf(r)); diff != "" {
			t.Fatalf("seed %d: %s", seed, diff)
		}
	}
}

// wordsOf are the words of all texts, sorted; a ";" between items is none.
func wordsOf(r reading.Reading) []string {
	text := fmt.Sprintf("%+v", r.Texts())
	out := strings.FieldsFunc(text, func(c rune) bool { return c == ' ' || c == ';' || c == '\n' || c == '[' || c == ']' })
	slices.Sort(out)
	return out
}

func TestCheck_refusesWhatIsTooLongOrTooMuch(t *testing.T) {
	t.Parallel()
	long := func(edit func(*reading.Reading)) error {
		r := small()
		edit(&r)
		return r.Check()
	}
	for name, edit := range map[string]func(*reading.Reading){
		"text": func(r *reading.Reading) { r.Purposes[0].Text = strings.Repeat("ă", reading.MaxText+1) },
		"name": func(r *reading.Reading) { r.Fields[0].Name = strings.Repeat("ă", reading.MaxName+1) },
		"body": func(r *reading.Reading) { r.Fields[0].Leads[0].Name = strings.Repeat("ă", reading.MaxName+1) },
		"audience": func(r *reading.Reading) {
			r.Fields[0].Sets[0].Items[0].Audience = strings.Repeat("ă", reading.MaxName+1)
		},
		"title": func(r *reading.Reading) { r.Title = strings.Repeat("ă", 2*reading.MaxName+1) },
		"items": func(r *reading.Reading) {
			for range reading.MaxItems {
				r.Add("milestone", "")
			}
		},
	} {
		if err := long(edit); !errs.Is(err, errs.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := small().Check(); err != nil {
		t.Error(err)
	}
}

func TestUnmatched_leavesOutBodiesWithoutAName(t *testing.T) {
	t.Parallel()
	r := small()
	r.Add("lead", r.Fields[0].ID)
	if got := r.Unmatched(); len(got) != 2 || got[0].Name != "Sở A" || got[1].Name != "Sở B" {
		t.Errorf("%+v", got)
	}
}
