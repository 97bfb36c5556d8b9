package nomination_test

import (
	"net/http"
	"strings"
	"testing"

	"lantoa/internal/apptest/client"
	"lantoa/internal/nomination"
	"lantoa/internal/subject"
)

// What was selected at level lĩnh vực waits for the agency's decision: the list of
// batches says so as the dossier does, on the page and in its file.
func TestBatches_sayOfADossierWhatItSaysItself(t *testing.T) {
	t.Parallel()
	for level, want := range map[nomination.Level]string{nomination.LevelField: "Đã được lựa chọn (chờ quyết định)", nomination.LevelProvince: "Đã được lựa chọn (chờ thẩm định)"} {
		s := client.Start(t)
		n := s.World.Draft(s.World.Batch(level), s.World.Input("Vừ Mí Sính", subject.Individual, 2))
		s.World.Reach(nomination.Selected, n.ID)
		me := s.As("unit_officer")
		for _, path := range []string{"/quan-ly/ho-so/" + n.ID, "/quan-ly/dot-de-nghi"} {
			if got := me.Open(path).Text("main"); !strings.Contains(got, want) {
				t.Errorf("%s of level %s: no %q in %s", path, level, want, got)
			}
		}
		me.Get("/quan-ly/dot-de-nghi.xlsx").Want(http.StatusOK)
	}
}
