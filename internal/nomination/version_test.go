package nomination_test

import (
	"slices"
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

// III.2a is for three kinds of commune: evidence is asked of the kind that one is.
func TestEvidence_isAskedForTheAudienceThatOneBelongsTo(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	office := w.As("standing_officer")
	paper, err := w.Plans.Reopen(t.Context(), office, w.Plan.ID)
	if err != nil {
		t.Fatal(err)
	}
	paper, err = w.Plans.Correct(t.Context(), office, paper.ID, paper.Version, func(r *reading.Reading) error {
		set := &r.Fields[1].Sets[0]
		set.Choice = reading.OneOf
		set.Items[0].Audience, set.Items[1].Audience = "Xã điểm", "Xã hoàn thành"
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Plans.Adopt(t.Context(), office, paper.ID, paper.Version, plan.Adoption{From: civil.DayOf(w.DB.Now()), Reason: "đối tượng", Province: true}); err != nil {
		t.Fatal(err)
	}
	in := w.Input("Xã Lũng Cú", subject.Collective, 2)
	n := w.Draft(w.Batch(nomination.LevelUnit), in)
	d, err := w.Noms.Dossier(t.Context(), w.As("unit_officer"), n.ID)
	if err != nil || len(d.Criteria) != 3 {
		t.Fatal(len(d.Criteria), err)
	}
	for name, c := range map[string]struct {
		shown   []int
		missing int
	}{"nothing": {nil, 3}, "own audience": {[]int{0}, 1}, "own audience and what holds for all": {[]int{1, 2}, 0}, "what holds for all": {[]int{2}, 2}} {
		lines := slices.Clone(d.Criteria)
		for i := range lines {
			lines[i].Evidence = ""
		}
		for _, i := range c.shown {
			lines[i].Evidence = "Báo cáo số 1"
		}
		if got := nomination.EvidenceMissing(d.Nomination, lines); got != c.missing {
			t.Errorf("%s: %d are missing, want %d", name, got, c.missing)
		}
	}
}
