package law_test

import (
	"context"
	"encoding/json"
	"maps"
	"reflect"
	"strings"
	"testing"

	"lantoa/internal/access"
	"lantoa/internal/audit"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/law"
	"lantoa/internal/officialdoc"
)

// firstDay is when the decree that the program brings along came into force.
const firstDay = civil.Day("2020-03-05")

// larger are the seeded rules with a wider left margin, from a day on.
func larger(t *testing.T, s *law.Service, d *db.DB, from civil.Day) officialdoc.Rules {
	t.Helper()
	rules, err := s.DocumentRules(context.Background(), d.Reader(), from)
	if err != nil {
		t.Fatal(err)
	}
	rules.Decree, rules.FromDay, rules.Left.Use = "Nghị định mới", from, 32.5
	return rules
}

func TestSetDocumentRules_takesThePlaceOfTheRulesBefore(t *testing.T) {
	t.Parallel()
	s, d := seeded(t)
	ctx := context.Background()
	next := larger(t, s, d, "2027-01-01")
	if err := s.SetDocumentRules(ctx, office(), next, firstDay); err != nil {
		t.Fatal(err)
	}
	for day, want := range map[civil.Day]float64{"2019-01-01": 30, "2026-12-31": 30, "2027-01-01": 32.5, "2030-01-01": 32.5} {
		if got, err := s.DocumentRules(ctx, d.Reader(), day); err != nil || got.Left.Use != want {
			t.Errorf("on %s the margin is %v, %v; want %v", day, got.Left.Use, err, want)
		}
	}
	all, err := s.AllDocumentRules(ctx, d.Reader())
	if err != nil || len(all) != 2 || all[0].ToDay != "2027-01-01" || all[1].ToDay != "" {
		t.Fatalf("%d rules, %v", len(all), err)
	}
	next.ToDay = all[1].ToDay
	if !reflect.DeepEqual(all[1], next) {
		t.Errorf("kept %+v, want %+v", all[1], next)
	}
	entries, err := audit.Of(ctx, d.Reader(), "document_rule", "2027-01-01")
	if err != nil || len(entries) != 1 || entries[0].ActorID != "an-officer" || !strings.Contains(entries[0].Meta, "32.5") || !strings.Contains(entries[0].Meta, `"before"`) {
		t.Errorf("audit %+v, %v", entries, err)
	}
	if err := s.Seed(ctx); err != nil {
		t.Fatal(err)
	}
	if again, err := s.AllDocumentRules(ctx, d.Reader()); err != nil || !reflect.DeepEqual(again, all) {
		t.Errorf("seeding again changes them: %v", err)
	}
}

func TestSetDocumentRules_refusesWhatHoldsNoDocument(t *testing.T) {
	t.Parallel()
	s, d := seeded(t)
	for field, spoil := range map[string]func(r *officialdoc.Rules){
		"from_day":         func(r *officialdoc.Rules) { r.FromDay = "" },
		"font":             func(r *officialdoc.Rules) { r.Font = "" },
		"top":              func(r *officialdoc.Rules) { r.Top.Use = 40 },
		"left":             func(r *officialdoc.Rules) { r.Left.Min = 0 },
		"right":            func(r *officialdoc.Rules) { r.Right = officialdoc.Range{Min: 20, Max: 15, Use: 20} },
		"gap":              func(r *officialdoc.Rules) { r.Gap.Use = 1 },
		"line":             func(r *officialdoc.Rules) { r.Line = officialdoc.Range{Min: 1, Use: 9} },
		"rule":             func(r *officialdoc.Rules) { r.Rule.Use = 0.9 },
		"width":            func(r *officialdoc.Rules) { r.Width = 0 },
		"height":           func(r *officialdoc.Rules) { r.Height = 5000 },
		"table":            func(r *officialdoc.Rules) { r.Table = 0 },
		"indent":           func(r *officialdoc.Rules) { r.Indent = nil },
		"look.national":    func(r *officialdoc.Rules) { delete(r.Looks, officialdoc.National) },
		"look.page_number": func(r *officialdoc.Rules) { r.Looks[officialdoc.PageNumber] = officialdoc.Look{} },
	} {
		rules := larger(t, s, d, "2027-01-01")
		spoil(&rules)
		err := s.SetDocumentRules(context.Background(), office(), rules, firstDay)
		if e := errs.As(err); !errs.Is(err, errs.Invalid) || len(e.Fields) != 1 || e.Fields[0].Field != field {
			t.Errorf("%s: %v %+v", field, err, e)
		}
	}
	early := larger(t, s, d, firstDay)
	if err := s.SetDocumentRules(context.Background(), office(), early, firstDay); !errs.Is(err, errs.Invalid) || errs.As(err).Fields[0].Field != "from_day" {
		t.Errorf("rules that begin with those before: %v", err)
	}
}

func TestSetDocumentRules_isForTheStandingOfficeAndTheAdministrator(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	for _, role := range access.Roles() {
		actor := access.Actor{AccountID: "x", Grants: []access.Grant{{Role: role, OrgID: "o"}}}
		want := errs.Denied
		if role == access.StandingOfficer || role == access.Admin {
			want = errs.Invalid
		}
		if err := s.SetDocumentRules(context.Background(), actor, officialdoc.Rules{}, ""); errs.KindOf(err) != want {
			t.Errorf("%s: %v", role, err)
		}
	}
}

func TestSetDocumentRules_isAConflictAfterOthersAndHarmlessTwice(t *testing.T) {
	t.Parallel()
	s, d := seeded(t)
	ctx := context.Background()
	next := larger(t, s, d, "2027-01-01")
	for range 2 {
		if err := s.SetDocumentRules(ctx, office(), next, firstDay); err != nil {
			t.Fatal(err)
		}
	}
	later := larger(t, s, d, "2028-01-01")
	for _, after := range []civil.Day{firstDay, "", "2026-01-01"} {
		if err := s.SetDocumentRules(ctx, office(), later, after); !errs.Is(err, errs.Conflict) {
			t.Errorf("after %q: %v", after, err)
		}
	}
	if n, err := db.One[int](ctx, d.Reader(), `select count(*) from audit_entry where action = 'document_rule.change'`); err != nil || n != 1 {
		t.Errorf("%d audit entries, want 1 (%v)", n, err)
	}
}

func TestDocumentRules_haveWhatALaterVersionOfTheProgramAdds(t *testing.T) {
	t.Parallel()
	s, d := seeded(t)
	ctx := context.Background()
	next := larger(t, s, d, "2027-01-01")
	if err := s.SetDocumentRules(ctx, office(), next, firstDay); err != nil {
		t.Fatal(err)
	}
	want, err := s.AllDocumentRules(ctx, d.Reader())
	if err != nil {
		t.Fatal(err)
	}
	const key = "check.sign.tm"
	if want[0].Clauses[key] == "" {
		t.Fatalf("no clause for %s", key)
	}
	for i, r := range want { // as a version without them kept it
		old := r
		old.Looks, old.Clauses = maps.Clone(r.Looks), maps.Clone(r.Clauses)
		delete(old.Looks, officialdoc.Circulation)
		delete(old.Clauses, key)
		if i == 0 {
			old.Clauses = nil
		}
		raw, err := json.Marshal(old)
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Write(ctx, func(tx *db.Tx) error {
			_, err := tx.Exec(ctx, `update document_rule set rules = $2 where from_day = $1`, r.FromDay, string(raw))
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := s.AllDocumentRules(ctx, d.Reader()); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v; got %+v, want %+v", err, got, want)
	}
}
