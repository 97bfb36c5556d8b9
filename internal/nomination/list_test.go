package nomination_test

import (
	"fmt"
	"slices"
	"testing"

	"lantoa/internal/access"
	"lantoa/internal/apptest/world"
	"lantoa/internal/errs"
	"lantoa/internal/nomination"
	"lantoa/internal/subject"
)

func TestList_showsEachPersonExactlyWhatThePolicyAllows(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	b := w.Batch(nomination.LevelProvince)
	in := w.Input("Bản văn hóa", subject.Collective, 2)
	in.MoreFields = []string{w.Fields[3].ID} // toàn diện: the other lead reads along
	wide := w.Draft(b, in)
	var all []nomination.Nomination
	own := w.BatchBy("district_officer", nomination.LevelField) // the bloc has the district, not its communes, as a member
	for i, name := range []string{"Huyện soạn", "Huyện gửi"} {
		n := w.DraftBy("district_officer", own, w.Input(name, subject.Collective, 4))
		if i == 1 {
			w.Must("district_officer", nomination.Submit, "", n.ID)
			w.Must("district_head", nomination.Endorse, "", n.ID)
		}
		all = append(all, n)
	}
	for i, s := range []nomination.State{nomination.Draft, nomination.AwaitingHead, nomination.Sent, nomination.Received, nomination.Appraised} {
		n := w.Draft(b, w.Input(fmt.Sprintf("Tập thể %d", i), subject.Collective, 2))
		w.Reach(s, n.ID)
		all = append(all, n)
	}
	w.Reach(nomination.Sent, wide.ID)
	all = append(all, wide)
	for name, person := range w.People() {
		page, err := w.Noms.List(t.Context(), person, nomination.Filter{})
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range all {
			owner := "unit_officer"
			if n.BatchID == own.ID {
				owner = "district_officer"
			}
			d, err := w.Noms.Dossier(t.Context(), w.As(owner), n.ID)
			if err != nil {
				t.Fatal(err)
			}
			want := access.Can(person, access.NominationView, d.Resource())
			listed := slices.ContainsFunc(page.Rows, func(x nomination.Nomination) bool { return x.ID == n.ID })
			_, err = w.Noms.Get(t.Context(), person, n.ID)
			if listed != want || (err == nil) != want {
				t.Errorf("%s and %s in %s: listed %v, opened %v, allowed %v", name, n.SubjectName, d.State, listed, err, want)
			}
			if err != nil && !errs.Is(err, errs.NotFound) {
				t.Errorf("%s: what may not be seen must look as if it were not there: %v", name, err)
			}
		}
	}
	for person, want := range map[string]int{"coordinator": 4, "council_member": 1} { // what has left its unit: of field 2; of the bloc's members
		if page, err := w.Noms.List(t.Context(), w.As(person), nomination.Filter{}); err != nil || len(page.Rows) != want {
			t.Errorf("%s sees %d, want %d: %v", person, len(page.Rows), want, err)
		}
	}
	if page, err := w.Noms.List(t.Context(), w.As("lead_officer2"), nomination.Filter{FieldID: w.Fields[3].ID}); err != nil || len(page.Rows) != 1 {
		t.Errorf("the lead of the further field sees %d, %v", len(page.Rows), err)
	}
}

func TestList_pagesForwardAndBackWithoutLossOrRepetition(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	b := w.Batch(nomination.LevelField)
	var want []string
	for i := range 7 {
		n := w.Draft(b, w.Input(fmt.Sprintf("Cá nhân %d", i), subject.Individual, 2))
		want = append([]string{n.ID}, want...)
	}
	var got []string
	cursor := ""
	var pages []nomination.Page
	for {
		p, err := w.Noms.List(t.Context(), w.As("unit_officer"), nomination.Filter{Limit: 3, Cursor: cursor})
		if err != nil {
			t.Fatal(err)
		}
		if p.Count != 7 {
			t.Errorf("count %d", p.Count)
		}
		pages = append(pages, p)
		for _, n := range p.Rows {
			got = append(got, n.ID)
		}
		if cursor = p.Next; cursor == "" {
			break
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("forward %v, want %v", got, want)
	}
	back, err := w.Noms.List(t.Context(), w.As("unit_officer"), nomination.Filter{Limit: 3, Cursor: pages[2].Previous, Back: true})
	if err != nil || !slices.EqualFunc(back.Rows, pages[1].Rows, func(a, b nomination.Nomination) bool { return a.ID == b.ID }) {
		t.Errorf("back %+v, %v", back.Rows, err)
	}
	first, err := w.Noms.List(t.Context(), w.As("unit_officer"), nomination.Filter{Limit: 3, Cursor: back.Previous, Back: true})
	if err != nil || first.Previous != "" || first.Next == "" || len(first.Rows) != 3 {
		t.Errorf("the first page has one before it: %+v, %v", first, err)
	}
}

func TestList_findsByWordsWithoutAccentsWithinTheScope(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	n := w.Draft(w.Batch(nomination.LevelField), w.Input("Vàng Thị Mỷ", subject.Individual, 2))
	for _, c := range []struct {
		person, query string
		want          int
	}{{"unit_officer", "vang thi my", 1}, {"unit_officer", "Mỷ", 1}, {"unit_officer", "lung cu", 1}, {"unit_officer", "khong co", 0}, {"unit_officer2", "vang thi my", 0}, {"lead_officer", "vang thi my", 0}} {
		p, err := w.Noms.List(t.Context(), w.As(c.person), nomination.Filter{Query: c.query})
		if err != nil || len(p.Rows) != c.want {
			t.Errorf("%s looks for %q: %d, %v", c.person, c.query, len(p.Rows), err)
		}
	}
	w.Reach(nomination.Received, n.ID)
	if p, err := w.Noms.List(t.Context(), w.As("lead_officer"), nomination.Filter{Query: "vang thi my"}); err != nil || len(p.Rows) != 1 {
		t.Errorf("received, it is found: %d, %v", len(p.Rows), err)
	}
}

func TestWaiting_showsEachTheirOwnDesk(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	b := w.Batch(nomination.LevelProvince)
	a, c := w.Draft(b, w.Input("A", subject.Collective, 2)), w.Draft(b, w.Input("C", subject.Collective, 2))
	w.Reach(nomination.Received, a.ID)
	w.Reach(nomination.Received, c.ID)
	got, err := w.Noms.Waiting(t.Context(), w.As("lead_officer"))
	if err != nil || len(got) != 1 || got[0].Count != 2 || got[0].Step != nomination.Select || got[0].Title != b.Title {
		t.Errorf("%+v, %v", got, err)
	}
	for _, name := range []string{"unit_officer", "standing_officer", "chairman", "inspector", "unit_officer2"} {
		if got, err := w.Noms.Waiting(t.Context(), w.As(name)); err != nil || len(got) != 0 {
			t.Errorf("nothing waits for %s: %+v, %v", name, got, err)
		}
	}
}
