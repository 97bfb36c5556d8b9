package exemplar_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"lantoa/internal/access"
	"lantoa/internal/apptest/world"
	"lantoa/internal/errs"
	"lantoa/internal/exemplar"
	"lantoa/internal/nomination"
	"lantoa/internal/subject"
)

// who may take each step, by hand from product.md §1 and §3.
var who = []struct {
	step  exemplar.Step
	level nomination.Level
	may   string
}{
	{exemplar.Launch, nomination.LevelProvince, "standing_head lead_head"},
	{exemplar.Clear, nomination.LevelUnit, "editor standing_officer"},
	{exemplar.Clear, nomination.LevelProvince, "editor standing_officer"},
	{exemplar.Unclear, nomination.LevelField, "editor standing_officer"},
	{exemplar.Revoke, nomination.LevelUnit, "standing_head unit_head"},
	{exemplar.Revoke, nomination.LevelField, "standing_head lead_head"},
	{exemplar.Revoke, nomination.LevelProvince, "standing_head chairman"},
}

func TestRights_ofEveryStepFromBothSides(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	for i, c := range who {
		e := made(w, c.level, fmt.Sprintf("Tập thể %d", i), 2)
		ready(t, w, c.step, e.ID)
		allowed := strings.Fields(c.may)
		for name, person := range people(w) {
			before := card(w, e.ID)
			if got := offers(w, person, e.ID, c.step); got != slices.Contains(allowed, name) {
				t.Errorf("%s at %s is offered to %s: %v", c.step, c.level, name, got)
			}
			if slices.Contains(allowed, name) {
				continue
			}
			err := w.Exs.Do(t.Context(), person, exemplar.Change{ID: e.ID, Version: before.Version, Step: c.step, Reason: "Lý do", Paper: world.Paper("61/QĐ")})
			if !errs.Is(err, errs.Denied) && !errs.Is(err, errs.NotFound) {
				t.Errorf("%s at %s by %s: %v", c.step, c.level, name, err)
			}
			if after := card(w, e.ID); after.Version != before.Version {
				t.Fatalf("%s by %s changed the exemplar", c.step, name)
			}
		}
		for j, name := range allowed {
			if j > 0 {
				e = made(w, c.level, fmt.Sprintf("Tập thể %d của %s", i, name), 2)
				ready(t, w, c.step, e.ID)
			}
			if err := do(w, name, c.step, e.ID); err != nil {
				t.Errorf("%s at %s by %s: %v", c.step, c.level, name, err)
			}
		}
	}
}

// ready brings an exemplar to where the step is possible.
func ready(t *testing.T, w *world.World, step exemplar.Step, id string) {
	t.Helper()
	if step == exemplar.Unclear {
		must(t, do(w, "editor", exemplar.Clear, id))
	}
}

func offers(w *world.World, person access.Actor, id string, step exemplar.Step) bool {
	c, err := w.Exs.Card(w.T.Context(), person, id)
	return err == nil && slices.ContainsFunc(c.Steps, func(t exemplar.Transition) bool { return t.Step == step })
}

func TestRights_coverEveryRowOfTheTable(t *testing.T) {
	t.Parallel()
	for _, row := range exemplar.Table() {
		if !slices.ContainsFunc(who, func(c struct {
			step  exemplar.Step
			level nomination.Level
			may   string
		}) bool {
			return c.step == row.Step
		}) {
			t.Errorf("no case for %s", row.Step)
		}
	}
}

func TestConsent_isRecordedByTheUnitTheLeadTheOfficeAndTheEditor(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	allowed := []string{"unit_officer", "lead_officer", "standing_officer", "editor"}
	c := made(w, nomination.LevelField, "Tập thể", 2)
	for name, person := range people(w) {
		in := subject.ConsentInput{Purposes: []subject.Purpose{subject.Publish}, GivenDay: "11/01/2021", GivenBy: "Vừ Mí Sính", Relation: "representative"}
		record := w.Exs.RecordConsent(t.Context(), person, c.ID, in, nil, "")
		withdraw := w.Exs.WithdrawConsent(t.Context(), person, c.ID, subject.Publish)
		for what, err := range map[string]error{"record": record, "withdraw": withdraw} {
			if slices.Contains(allowed, name) != (err == nil) {
				t.Errorf("%s by %s: %v", what, name, err)
			}
			if err != nil && !errs.Is(err, errs.Denied) && !errs.Is(err, errs.NotFound) {
				t.Errorf("%s by %s: %v", what, name, err)
			}
		}
	}
}

func TestDo_takesNoStepThatTheStateDoesNotAllow(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	nurturing := made(w, nomination.LevelField, "Đang bồi dưỡng", 2)
	revoked := made(w, nomination.LevelUnit, "Đã hủy", 2)
	must(t, do(w, "standing_head", exemplar.Revoke, revoked.ID))
	launched := made(w, nomination.LevelProvince, "Đang nhân rộng", 2)
	must(t, do(w, "standing_head", exemplar.Launch, launched.ID))
	for _, c := range []struct {
		person string
		step   exemplar.Step
		id     string
	}{
		{"standing_head", exemplar.Launch, nurturing.ID}, {"standing_head", exemplar.Launch, launched.ID}, {"editor", exemplar.Unclear, nurturing.ID},
		{"editor", exemplar.Clear, revoked.ID}, {"standing_head", exemplar.Revoke, revoked.ID}, {"standing_head", exemplar.Admit, nurturing.ID},
		{"standing_officer", exemplar.Consent, nurturing.ID}, {"editor", "no such step", nurturing.ID},
	} {
		if err := do(w, c.person, c.step, c.id); errs.As(err) == nil || errs.As(err).Key != "exemplar.step_state" {
			t.Errorf("%s from %s: %v", c.step, card(w, c.id).State, err)
		}
	}
	if card(w, launched.ID).State != exemplar.Replicating {
		t.Error("launched, it is not being replicated")
	}
}
