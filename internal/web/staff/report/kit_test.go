package report_test

import (
	"strings"
	"testing"

	"lantoa/internal/apptest/client"
	"lantoa/internal/apptest/world"
	"lantoa/internal/exemplar"
	"lantoa/internal/nomination"
	"lantoa/internal/subject"
)

const listPath = "/quan-ly/bao-cao"

// start is a site with four dossiers on their way: one approved by the Chairman,
// one selected, one received, one with its unit still.
func start(t *testing.T) *client.Site {
	t.Helper()
	s := client.Start(t)
	w := s.World
	for _, one := range []struct {
		name  string
		kind  subject.Kind
		sex   string
		state nomination.State
	}{
		{"Vừ Mí Sính", subject.Individual, "male", nomination.Approved},
		{"Sùng Thị Mỷ", subject.Individual, "female", nomination.Selected},
		{"Thôn Lô Lô Chải", subject.Collective, "", nomination.Received},
		{"Giàng Thị Vá", subject.Individual, "female", nomination.AwaitingHead},
	} {
		in := w.Input(one.name, one.kind, 2)
		in.Subject.Sex = one.sex
		n := w.Draft(w.Batch(nomination.LevelProvince), in)
		w.Reach(one.state, n.ID)
	}
	return s
}

// draft makes a draft by the form and gives its path.
func draft(t *testing.T, s *client.Site) string {
	t.Helper()
	a := s.As("standing_officer").Open(listPath + "/moi").Form("main form[action='" + listPath + "/moi']").Submit().Want(303)
	return a.Location()
}

// whole puts a text without open places into a draft.
func whole(t *testing.T, s *client.Site, path string) {
	t.Helper()
	f := s.As("standing_officer").Open(path + "/sua").Form("main form")
	f.SetAll("text", "I. KẾT QUẢ\n1. Kết quả chung\nTổng số điển hình là {tổng số điển hình}.\n{bảng theo lĩnh vực}\n{biểu đồ theo khâu}\n{bảng trách nhiệm theo mốc}\n{điển hình nêu tên}").Submit().Want(303)
}

// issue issues a draft as the head of the standing office.
func issue(t *testing.T, s *client.Site, path string) {
	t.Helper()
	whole(t, s, path)
	s.As("standing_head").Open(path + "/phat-hanh").Form("main form").Submit().Want(303)
}

// revoke takes the recognition of the one exemplar back.
func revoke(t *testing.T, s *client.Site) {
	t.Helper()
	w := s.World
	page, err := w.Exs.List(t.Context(), w.As("standing_head"), exemplar.Filter{})
	if err != nil || len(page.Rows) != 1 {
		t.Fatalf("%d exemplars, %v", len(page.Rows), err)
	}
	e := page.Rows[0]
	paper := world.Paper("77/QĐ-UBND")
	if err := w.Exs.Do(t.Context(), w.As("standing_head"), exemplar.Change{ID: e.ID, Version: e.Version, Step: exemplar.Revoke, Reason: "Khai không đúng thành tích.", Paper: paper}); err != nil {
		t.Fatal(err)
	}
}

func has(all []string, part string) bool {
	for _, s := range all {
		if strings.Contains(s, part) {
			return true
		}
	}
	return false
}
