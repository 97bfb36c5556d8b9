package paper_test

import (
	"testing"

	"lantoa/internal/apptest/world"
	"lantoa/internal/paper"
)

func TestCheckTemplate_acceptsTheProgramsOwnAndRefusesATableInsideALine(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	for _, s := range paper.Sorts() {
		if s.Sheet {
			continue
		}
		form, err := paper.BuiltIn(s.Kind)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Papers.CheckTemplate(s.Kind, &form).OrNil(); err != nil {
			t.Errorf("%s: %v", s.Kind, err)
		}
		for _, n := range paper.NamesOf(s.Kind) {
			if !n.Insert {
				continue
			}
			form.Text = "Xem {" + n.Name + "} dưới đây."
			if bad := w.Papers.CheckTemplate(s.Kind, &form); len(bad.Fields) != 1 || bad.Fields[0].Field != "text" || bad.Fields[0].Key != "paper.insert_alone" {
				t.Errorf("%s, %s: %v", s.Kind, n.Name, bad.OrNil())
			}
		}
	}
}
