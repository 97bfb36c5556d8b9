package search_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"lantoa/internal/apptest/client"
	"lantoa/internal/nomination"
	"lantoa/internal/subject"
)

func find(c *client.Client, words string) *client.Answer {
	return c.Open("/quan-ly/tim-kiem?q=" + url.QueryEscape(words))
}

func TestSearch_findsWhatEachPersonMaySeeAndNothingElse(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	w := s.World
	n := w.Draft(w.Batch(nomination.LevelUnit), w.Input("Vàng Thị Mỷ", subject.Individual, 2))
	w.Must("unit_officer", nomination.Submit, "", n.ID)
	w.Must("unit_head", nomination.DecideUnit, "1/QĐ", n.ID)
	draft := w.Draft(w.Batch(nomination.LevelField), w.Input("Vàng Thị Mỷ em", subject.Individual, 2))
	for _, c := range []struct {
		person, words string
		groups        []string // with the number of results
	}{
		{"unit_officer", "vang thi my", []string{"dien-hinh 1", "ho-so 2"}},
		{"unit_officer", "VÀNG THỊ MỶ", []string{"dien-hinh 1", "ho-so 2"}},
		{"unit_officer", draft.Ref, []string{"ho-so 1"}},
		{"standing_officer", "vang thi my", []string{"dien-hinh 1", "ho-so 1"}}, // a draft is the unit's own
		{"editor", "vang thi my", []string{"dien-hinh 1"}},
		{"unit_officer2", "vang thi my", nil},
		{"admin", "vang thi my", nil},
		{"admin", "lung cu", []string{"don-vi 1"}},
		{"unit_officer2", "Lũng Cú", []string{"don-vi 1"}},
		{"unit_officer", "khong co gi ca", nil},
		{"unit_officer", "' or \"1\" * -", nil},
		{"unit_officer", "<script>", nil},
	} {
		page := find(s.As(c.person), c.words)
		var got []string
		for _, id := range []string{"dien-hinh", "ho-so", "don-vi"} {
			if rows := page.All("#" + id + " .work-item"); len(rows) > 0 {
				got = append(got, fmt.Sprintf("%s %d", id, len(rows)))
			}
		}
		if !slices.Equal(got, c.groups) {
			t.Errorf("%s finds %v for %q, want %v", c.person, got, c.words, c.groups)
		}
		if len(c.groups) == 0 && !page.Has(".empty") {
			t.Errorf("%s is not told that nothing was found", c.person)
		}
		if page.Attr("#topsearch", "value") != c.words {
			t.Errorf("the words are lost: %q", page.Attr("#topsearch", "value"))
		}
	}
}

func TestSearch_leadsToEachResultAndToTheWholeList(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	w := s.World
	b := w.Batch(nomination.LevelField)
	for i := range 21 {
		w.Draft(b, w.Input(fmt.Sprintf("Tổ hợp tác %d", i), subject.Collective, 2))
	}
	officer := s.As("unit_officer")
	page := find(officer, "to hop tac")
	if got := len(page.All("#ho-so .work-item")); got != 20 {
		t.Errorf("%d shown of 21", got)
	}
	hrefs := page.All("#ho-so a")
	more, _ := client.Attr(hrefs[len(hrefs)-1], "href")
	if more != "/quan-ly/ho-so?q=to+hop+tac" {
		t.Errorf("the whole list is at %q", more)
	}
	if first, _ := client.Attr(hrefs[0], "href"); !strings.HasPrefix(first, "/quan-ly/ho-so/") {
		t.Errorf("the first result leads to %q", first)
	}
	if !officer.Open("/quan-ly/tim-kiem").Has(".empty") || !find(officer, strings.Repeat("xyz ", 200)).Has(".empty") {
		t.Error("without words, or with too many, the page says nothing")
	}
}
