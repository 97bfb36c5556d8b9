package load_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/load"
)

// data are all tables as text, without what chance makes: salts, and the routes
// and laws that are there before a load.
func (p *place) data() map[string][]string {
	p.t.Helper()
	tables, err := db.Tables()
	if err != nil {
		p.t.Fatal(err)
	}
	out := map[string][]string{}
	for _, table := range tables {
		var without []string
		switch table {
		case "audit_entry":
			without = []string{"salt", "detail_hash"}
		case "account":
			without = []string{"password_hash"}
		case "search_doc":
			without = []string{"head", "body"}
		case "route", "audit_pending", "session":
			continue
		}
		out[table] = p.table(table, without...)
	}
	out["audit_entry"] = slices.DeleteFunc(out["audit_entry"], func(row string) bool {
		return strings.Contains(row, "entity=route ") || strings.Contains(row, "entity=setting ") || strings.Contains(row, "entity=law")
	})
	return out
}

func same(t *testing.T, a, b *place) {
	t.Helper()
	one, two := a.data(), b.data()
	for table := range one {
		differ(t, table, one[table], two[table])
	}
}

func TestLoad_givesTheSameDataForTheSameNumberAndSeed(t *testing.T) {
	t.Parallel()
	a, b := empty(t), emptySQLite(t) // under PostgreSQL: of both engines
	a.load(60, 7)
	b.load(60, 7)
	same(t, a, b)
}

func TestLoad_givesOtherDataForAnotherSeed(t *testing.T) {
	t.Parallel()
	a, b := emptySQLite(t), emptySQLite(t)
	a.load(20, 1)
	b.load(20, 2)
	if slices.Equal(a.data()["nomination"], b.data()["nomination"]) {
		t.Error("the dossiers are the same")
	}
}

func TestLoad_makesAsManyExemplarsAsAreAskedFor(t *testing.T) {
	t.Parallel()
	for _, n := range []int{1, 20, 150} {
		p := emptySQLite(t)
		out := p.load(n, 3)
		kept, err := db.Count(t.Context(), p.DB.Reader(), "exemplar")
		if err != nil || kept != n || out.Exemplars != n {
			t.Errorf("%d exemplars instead of %d: %v", kept, n, err)
		}
	}
}

func TestLoad_refusesADatabaseThatIsNotEmptyAndOneHalfFilled(t *testing.T) {
	t.Parallel()
	refused := func(p *place, want string) {
		t.Helper()
		_, err := load.Load(t.Context(), p.Target, options(5, 1))
		if e := errs.As(err); e == nil || e.Key != want {
			t.Errorf("%v instead of %s", err, want)
		}
	}
	p := empty(t)
	p.load(5, 1)
	refused(p, "load.not_empty")
	p = empty(t)
	if _, err := p.orgs.Seed(t.Context()); err != nil {
		t.Fatal(err)
	}
	refused(p, "load.in_use")
	p = empty(t)
	if err := p.Found(t.Context(), options(5, 1)); err != nil {
		t.Fatal(err)
	}
	refused(p, "load.incomplete")
	_, err := load.Load(t.Context(), empty(t).Target, options(0, 1))
	if e := errs.As(err); e == nil || e.Key != "load.exemplars" {
		t.Error(err)
	}
}

func TestLoad_saysThatItWasStoppedAndWhatToDo(t *testing.T) {
	t.Parallel()
	p := empty(t)
	ctx, stop := context.WithCancel(t.Context())
	o := options(5, 1)
	o.Progress = func(load.Progress) { stop() }
	_, err := load.Load(ctx, p.Target, o)
	if e := errs.As(err); e == nil || e.Key != "load.stopped" {
		t.Errorf("%v", err)
	}
	_, err = load.Load(t.Context(), p.Target, options(5, 1))
	if e := errs.As(err); e == nil || e.Key != "load.incomplete" {
		t.Errorf("again: %v", err)
	}
}
