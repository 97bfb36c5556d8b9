package document_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"lantoa/internal/apptest/client"
	"lantoa/internal/apptest/world"
	"lantoa/internal/db"
	"lantoa/internal/document"
	"lantoa/internal/org"
)

func record(t *testing.T, w *world.World, body, number string, kind document.Kind) document.Document {
	t.Helper()
	d := world.Paper(number)
	d.Kind, d.OrgID = kind, org.SeedID(body)
	var out document.Document
	err := w.DB.Write(t.Context(), func(tx *db.Tx) (err error) {
		out, err = document.Record(t.Context(), tx, w.Files, w.As("clerk"), d)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestList_pagesThroughTheRegister(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	for i := range 55 {
		record(t, s.World, world.Commune, fmt.Sprintf("%d/TTr-UBND", i), document.Submission)
	}
	record(t, s.World, world.Chair, "99/QĐ-UBND", document.Decision)
	office := s.As("standing_officer")
	first := office.Open("/quan-ly/van-ban")
	if got := first.Texts("tbody strong"); len(got) != 50 || got[0] != "99/QĐ-UBND" || first.Text(".pager-count") != "56 dòng" {
		t.Fatalf("the first page has %d, %s", len(got), first.Text(".pager-count"))
	}
	if first.Has(".pager a[rel=prev]") {
		t.Error("the first page has one before it")
	}
	second := first.Click(".pager a[rel=next]")
	if got := second.Texts("tbody strong"); len(got) != 6 || got[5] != "0/TTr-UBND" || second.Has(".pager a[rel=next]") {
		t.Errorf("the second page has %v", got)
	}
	if back := second.Click(".pager a[rel=prev]"); len(back.All("tbody tr")) != 50 || back.Has(".pager a[rel=prev]") {
		t.Error("back is not where it began")
	}
	only := office.Open("/quan-ly/van-ban?loai=decision")
	if len(only.All("tbody tr")) != 1 || len(only.All(".chip")) != 1 || !strings.Contains(only.Text("tbody tr"), "Ủy ban nhân dân tỉnh Hà Giang") {
		t.Errorf("decisions: %s", only.Text("tbody"))
	}
	if got := len(office.Open("/quan-ly/van-ban?loai=x").All("tbody tr")); got != 50 {
		t.Errorf("%d rows for an unknown kind", got)
	}
}

func TestFile_isDownloadedByWhoMaySeeThePaper(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	d := record(t, s.World, world.Commune, "1/TTr-UBND", document.Submission)
	path := "/quan-ly/van-ban/" + d.ID + "/tep"
	for name, want := range map[string]int{"unit_officer": 200, "unit_head": 200, "inspector": 200, "chairman": 200, "unit_officer2": 404, "lead_officer": 404, "editor": 403, "admin": 403} {
		got := s.As(name).Get(path)
		if got.Status != want {
			t.Errorf("%s gets %d, want %d", name, got.Status, want)
		}
		if h := got.Header; want == 200 && (!strings.HasPrefix(h.Get("Content-Disposition"), "attachment") || h.Get("Content-Type") != "application/pdf" || h.Get("X-Content-Type-Options") != "nosniff") {
			t.Errorf("%s is shown it: %v", name, h)
		}
	}
	s.As("inspector").Get("/quan-ly/van-ban/" + db.NewID() + "/tep").Want(http.StatusNotFound)
	if empty := s.As("unit_officer2").Open("/quan-ly/van-ban"); empty.Has("table") || !empty.Has(".empty") {
		t.Error("an empty register does not say what it is for")
	}
}
