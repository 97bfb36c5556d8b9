package exemplar_test

import (
	"maps"
	"testing"

	"lantoa/internal/access"
	"lantoa/internal/apptest/world"
	"lantoa/internal/db"
	"lantoa/internal/document"
	"lantoa/internal/exemplar"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/subject"
)

// decide walks a nomination of the commune to the decision of its level, with a
// paper under the number.
func decide(w *world.World, level nomination.Level, in nomination.Input, number string) {
	w.T.Helper()
	n := w.Draft(w.Batch(level), in)
	w.Must("unit_officer", nomination.Submit, "", n.ID)
	if level == nomination.LevelUnit {
		w.Must("unit_head", nomination.DecideUnit, number, n.ID)
		return
	}
	w.Must("unit_head", nomination.Endorse, "", n.ID)
	w.Must("district_officer", nomination.Forward, "", n.ID)
	w.Must("lead_officer", nomination.Receive, "", n.ID)
	w.Judge("lead_officer", n.ID)
	w.Must("lead_officer", nomination.Select, "", n.ID)
	if level == nomination.LevelField {
		w.Must("lead_head", nomination.DecideField, number, n.ID)
		return
	}
	w.Must("standing_officer", nomination.Appraise, "", n.ID)
	w.Must("standing_head", nomination.SubmitList, number+"-TTr", n.ID)
	w.Must("chairman", nomination.Approve, number, n.ID)
}

// made is a new exemplar of the commune in the field at the level.
func made(w *world.World, level nomination.Level, name string, field int) exemplar.Card {
	w.T.Helper()
	decide(w, level, w.Input(name, subject.Collective, field), db.NewID()[24:]+"/QĐ")
	return card(w, newest(w).ID)
}

// newest is the exemplar entered last.
func newest(w *world.World) exemplar.Exemplar {
	w.T.Helper()
	p, err := w.Exs.List(w.T.Context(), w.As("inspector"), exemplar.Filter{Page: page(1)})
	if err != nil || len(p.Rows) == 0 {
		w.T.Fatalf("no exemplar: %v", err)
	}
	return p.Rows[0]
}

// card is the exemplar as it stands now.
func card(w *world.World, id string) exemplar.Card {
	w.T.Helper()
	c, err := w.Exs.Card(w.T.Context(), w.As("standing_officer"), id)
	if err != nil {
		w.T.Fatal(err)
	}
	return c
}

// do takes a step on the exemplar as it stands, with everything any step asks for.
func do(w *world.World, person string, step exemplar.Step, id string) error {
	w.T.Helper()
	paper := world.Paper(db.NewID()[24:] + "/QĐ-UBND")
	if step != exemplar.Revoke {
		paper = document.Draft{}
	}
	return w.Exs.Do(w.T.Context(), w.As(person), exemplar.Change{ID: id, Version: card(w, id).Version, Step: step, Reason: "Lý do", Paper: paper})
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func agree(w *world.World, person, id string, purposes ...subject.Purpose) error {
	in := subject.ConsentInput{Purposes: purposes, GivenDay: "11/01/2021", GivenBy: "Vừ Mí Sính", Relation: "representative"}
	return w.Exs.RecordConsent(w.T.Context(), w.As(person), id, in, nil, "")
}

// people are the world's, but the council member follows a bloc to which the
// commune itself belongs.
func people(w *world.World) map[string]access.Actor {
	out := maps.Clone(w.People())
	member := out["council_member"]
	member.Grants = []access.Grant{{Role: access.CouncilMember, OrgID: org.SeedID(world.Monitor), BlocUnitIDs: []string{org.SeedID(world.Commune)}}}
	out["council_member"] = member
	return out
}
