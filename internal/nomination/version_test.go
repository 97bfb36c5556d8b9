package nomination_test

import (
	"strings"
	"testing"

	"lantoa/internal/apptest/world"
	"lantoa/internal/civil"
	"lantoa/internal/nomination"
	"lantoa/internal/plan"
	"lantoa/internal/plan/reading"
	"lantoa/internal/subject"
)

func TestVersion_isKeptByADossierAndTakenUpByTheNextBatch(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	before := w.Batch(nomination.LevelUnit)
	old := w.Draft(before, w.Input("Tổ sản xuất một", subject.Collective, 10))
	office := w.As("standing_officer")
	paper, err := w.Plans.Reopen(t.Context(), office, w.Plan.ID)
	if err != nil {
		t.Fatal(err)
	}
	paper, err = w.Plans.Correct(t.Context(), office, paper.ID, paper.Version, func(r *reading.Reading) error {
		c := &r.Fields[9].Sets[0].Items[0]
		c.Text, c.Audience = "Tiêu chí mới của phiên bản hai", "Đơn vị chủ lực"
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	today := civil.DayOf(w.DB.Now())
	if _, err := w.Plans.Adopt(t.Context(), office, paper.ID, paper.Version, plan.Adoption{From: today, Reason: "Theo văn bản sửa đổi", Province: true}); err != nil {
		t.Fatal(err)
	}
	next := w.Draft(w.Batch(nomination.LevelUnit), w.Input("Tổ sản xuất hai", subject.Collective, 10))
	late := w.Draft(before, w.Input("Tổ sản xuất ba", subject.Collective, 10))
	if old.VersionID != w.Plan.VersionID || late.VersionID != old.VersionID || next.VersionID == old.VersionID {
		t.Errorf("versions %s, %s in the same batch, %s in the next", old.VersionID, late.VersionID, next.VersionID)
	}
	for id, isNew := range map[string]bool{old.ID: false, late.ID: false, next.ID: true} {
		d, err := w.Noms.Dossier(t.Context(), w.As("unit_officer"), id)
		if err != nil || len(d.Criteria) == 0 {
			t.Fatal(len(d.Criteria), err)
		}
		first := d.Criteria[0]
		if strings.HasPrefix(first.Text, "Tiêu chí mới") != isNew || (first.Audience != "") != isNew {
			t.Errorf("%s: %+v", d.SubjectName, first.Criterion)
		}
	}
}
