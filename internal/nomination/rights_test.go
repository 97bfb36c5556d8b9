package nomination_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"lantoa/internal/apptest/world"
	"lantoa/internal/civil"
	"lantoa/internal/errs"
	"lantoa/internal/nomination"
	"lantoa/internal/subject"
)

// who may take each step, by hand from product.md §1 and §3: the table of the
// program is held against it.
var who = []struct {
	step  nomination.Step
	from  nomination.State
	level nomination.Level
	may   string
}{
	{nomination.Submit, nomination.Draft, "province", "unit_officer"},
	{nomination.Submit, nomination.Returned, "province", "unit_officer"},
	{nomination.SendBack, nomination.AwaitingHead, "province", "unit_head"},
	{nomination.Endorse, nomination.AwaitingHead, "province", "unit_head unit_officer"},
	{nomination.Endorse, nomination.Draft, "field", "unit_officer"},
	{nomination.Endorse, nomination.Returned, "province", "unit_officer"},
	{nomination.DecideUnit, nomination.Draft, "unit", "unit_officer"},
	{nomination.DecideUnit, nomination.AwaitingHead, "unit", "unit_head unit_officer"},
	{nomination.RejectUnit, nomination.AwaitingHead, "unit", "unit_head"},
	{nomination.Recall, nomination.AwaitingHead, "field", "unit_officer"},
	{nomination.Recall, nomination.Sent, "province", "unit_officer"},
	{nomination.Withdraw, nomination.Draft, "unit", "unit_officer"},
	{nomination.Withdraw, nomination.AwaitingHead, "field", "unit_officer"},
	{nomination.Withdraw, nomination.Returned, "province", "unit_officer"},
	{nomination.Withdraw, nomination.Sent, "province", "unit_officer"},
	{nomination.Forward, nomination.Sent, "province", "district_officer district_head"},
	{nomination.Return, nomination.Sent, "field", "district_officer district_head"},
	{nomination.Hold, nomination.Sent, "province", "standing_officer"},
	{nomination.Receive, atLead, "province", "lead_officer"},
	{nomination.Return, atLead, "field", "lead_officer"},
	{nomination.Select, nomination.Received, "province", "lead_officer lead_head"},
	{nomination.Select, nomination.Received, "field", "lead_officer lead_head"},
	{nomination.NotSelect, nomination.Received, "province", "lead_officer lead_head"},
	{nomination.Return, nomination.Received, "province", "lead_officer"},
	{nomination.Hold, nomination.Received, "province", "lead_officer standing_officer"},
	{nomination.Resume, nomination.Held, "province", "lead_officer standing_officer"},
	{nomination.DecideField, nomination.Selected, "field", "lead_head lead_officer"},
	{nomination.RejectField, nomination.Selected, "field", "lead_head"},
	{nomination.Return, nomination.Selected, "field", "lead_head"},
	{nomination.Hold, nomination.Selected, "field", "lead_officer standing_officer"},
	{nomination.Appraise, nomination.Selected, "province", "standing_officer"},
	{nomination.Return, nomination.Selected, "province", "standing_officer"},
	{nomination.Hold, nomination.Selected, "province", "standing_officer"},
	{nomination.Appraise, nomination.Appraised, "province", "standing_officer"},
	{nomination.Return, nomination.Appraised, "province", "standing_officer"},
	{nomination.Hold, nomination.Appraised, "province", "standing_officer"},
	{nomination.Ineligible, unfit, "province", "standing_head"},
	{nomination.Consult, nomination.Appraised, "province+", "council_secretary standing_officer"},
	{nomination.Conclude, nomination.Consulted, "province+", "council_secretary standing_officer"},
	{nomination.Return, nomination.Consulted, "province+", "standing_officer"},
	{nomination.Hold, nomination.Consulted, "province+", "standing_officer"},
	{nomination.SubmitList, nomination.Concluded, "province+", "standing_head standing_officer"},
	{nomination.Return, nomination.Concluded, "province+", "standing_officer"},
	{nomination.Hold, nomination.Concluded, "province+", "standing_officer"},
	{nomination.SubmitList, nomination.Appraised, "province", "standing_head standing_officer"},
	{nomination.Approve, nomination.Submitted, "province", "chairman standing_officer clerk"},
	{nomination.NotApprove, nomination.Submitted, "province", "chairman standing_officer clerk"},
	{nomination.Reconsider, nomination.Submitted, "province", "chairman"},
	{nomination.Hold, nomination.Submitted, "province", "standing_officer"},
}

// Places on the path that are no states of their own.
const (
	atLead = nomination.State("sent, at the lead agency")
	unfit  = nomination.State("appraised, not eligible")
)

func TestRights_ofEveryStepFromBothSides(t *testing.T) {
	t.Parallel()
	plain, full := world.New(t), world.New(t)
	full.Clock.Set(time.Date(2025, 8, 1, 5, 0, 0, 0, time.UTC))
	route := nomination.Route{Level: nomination.LevelProvince, ViaDistrict: true, Consultation: true, Council: true, FromDay: civil.Day("2025-07-02")}
	before, _, err := full.Noms.RouteToday(t.Context(), nomination.LevelProvince)
	if err != nil {
		t.Fatal(err)
	}
	if err := full.Noms.ChangeRoute(t.Context(), full.As("standing_officer"), route, before.ID); err != nil {
		t.Fatal(err)
	}
	for i, c := range who {
		name := fmt.Sprintf("%s from %s at %s", c.step, c.from, c.level)
		w := plain
		if strings.HasSuffix(string(c.level), "+") {
			w = full
		}
		level := nomination.Level(strings.TrimSuffix(string(c.level), "+"))
		n := w.Draft(w.Batch(level), w.Input(fmt.Sprintf("Tập thể số %d", i), subject.Collective, 2))
		bring(w, n.ID, c.from)
		before := w.State(n.ID)
		allowed := strings.Fields(c.may)
		for person := range w.People() {
			if slices.Contains(allowed, person) {
				continue
			}
			err := w.Do(person, c.step, fmt.Sprintf("%d/X", i), n.ID)
			if !errs.Is(err, errs.Denied) && !errs.Is(err, errs.NotFound) {
				t.Errorf("%s: %s was not denied: %v", name, person, err)
			}
			if w.State(n.ID) != before {
				t.Fatalf("%s: %s changed the state", name, person)
			}
		}
		for j, person := range allowed {
			if j > 0 { // the next one on a dossier of their own
				n = w.Draft(w.Batch(level), w.Input(fmt.Sprintf("Tập thể số %d của %s", i, person), subject.Collective, 2))
				bring(w, n.ID, c.from)
			}
			if err := w.Do(person, c.step, fmt.Sprintf("%d-%d/TT", i, j), n.ID); err != nil {
				t.Errorf("%s: %s was refused: %v", name, person, err)
			}
		}
	}
}

// TestRights_coverEveryRowOfTheTable fails for a row that no case above walks.
func TestRights_coverEveryRowOfTheTable(t *testing.T) {
	t.Parallel()
	for _, row := range nomination.NewWorkflow().Rows() {
		for _, from := range row.From {
			levels := row.Levels
			if levels == nil {
				levels = []nomination.Level{""}
			}
			for _, level := range levels {
				found := false
				for _, c := range who {
					state := c.from
					switch state {
					case atLead:
						state = nomination.Sent
					case unfit:
						state = nomination.Appraised
					}
					found = found || c.step == row.Step && state == from && (level == "" || strings.TrimSuffix(string(c.level), "+") == string(level))
				}
				// Variants of one row that differ only in level or in an optional step before them.
				optional := row.Step == nomination.Endorse || row.Step == nomination.SubmitList && from == nomination.Consulted || row.Step == nomination.Conclude && from == nomination.Appraised
				if !found && !optional {
					t.Errorf("no case for %s from %s at level %q", row.Step, from, level)
				}
			}
		}
	}
}

// bring walks a draft of the commune to a state with the people whose work it is.
func bring(w *world.World, id string, to nomination.State) {
	d, err := w.Noms.Dossier(w.T.Context(), w.As("unit_officer"), id)
	if err != nil {
		w.T.Fatal(err)
	}
	number := func(s string) string { return id[len(id)-8:] + s }
	steps := []struct {
		person, paper string
		step          nomination.Step
		gives         nomination.State
	}{
		{"unit_officer", "", nomination.Submit, nomination.AwaitingHead}, {"unit_head", "", nomination.Endorse, nomination.Sent},
		{"district_officer", "", nomination.Forward, atLead}, {"lead_officer", "", nomination.Receive, nomination.Received},
		{"lead_officer", "", nomination.Select, nomination.Selected}, {"standing_officer", "", nomination.Appraise, nomination.Appraised},
		{"council_secretary", number("/CV"), nomination.Consult, nomination.Consulted}, {"council_secretary", number("/BB"), nomination.Conclude, nomination.Concluded},
		{"standing_head", number("/TTr"), nomination.SubmitList, nomination.Submitted},
	}
	aim := to
	switch to {
	case nomination.Draft:
		return
	case nomination.Returned, nomination.Held:
		aim = nomination.Received
	case unfit:
		aim = nomination.Selected
	}
	route, _, err := w.Noms.RouteToday(w.T.Context(), d.Level)
	if err != nil {
		w.T.Fatal(err)
	}
	for _, s := range steps {
		if (s.step == nomination.Consult || s.step == nomination.Conclude) && !route.Council {
			continue
		}
		if s.step == nomination.Select {
			w.Judge("lead_officer", id)
		}
		w.Must(s.person, s.step, s.paper, id)
		if s.gives == aim {
			break
		}
	}
	switch to {
	case nomination.Received:
		w.Judge("lead_officer", id)
	case nomination.Returned:
		w.Must("lead_officer", nomination.Return, "", id)
	case nomination.Held:
		w.Must("lead_officer", nomination.Hold, "", id)
	case unfit:
		a := w.Act(nomination.Appraise, id)
		a.Eligible = "no"
		if _, err := w.Noms.Do(w.T.Context(), w.As("standing_officer"), a); err != nil {
			w.T.Fatal(err)
		}
	}
}
