package law_test

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"

	"lantoa/internal/access"
	"lantoa/internal/apptest"
	"lantoa/internal/audit"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/law"
)

func seeded(t *testing.T) (*law.Service, *db.DB) {
	t.Helper()
	d := apptest.DB(t, apptest.NewClock())
	s := law.New(d)
	if err := s.Seed(context.Background()); err != nil {
		t.Fatal(err)
	}
	return s, d
}

func office() access.Actor {
	return access.Actor{AccountID: "an-officer", Grants: []access.Grant{{Role: access.StandingOfficer, OrgID: "btdkt"}}}
}

func TestInForce_isTheTextOfTheDay(t *testing.T) {
	t.Parallel()
	s, d := seeded(t)
	for _, c := range []struct {
		area string
		day  civil.Day
		want string
	}{
		{law.Emulation, "2021-01-09", "emulation-2003"}, {law.Emulation, "2023-12-31", "emulation-2003"}, {law.Emulation, "2024-01-01", "emulation-2022"},
		{law.Emulation, "2026-09-30", "emulation-2022"}, {law.Emulation, "2026-10-01", "emulation-2026"},
		{law.EmulationDecree, "2021-01-09", "emulation-decree-2017"}, {law.EmulationDecree, "2025-06-30", "emulation-decree-2023"}, {law.EmulationDecree, "2025-07-01", "emulation-decree-2025"},
		{"documents", "2026-11-24", "documents-2020"}, {"signatures", "2021-01-09", "signatures-2018"},
	} {
		got, err := s.InForce(context.Background(), d.Reader(), c.area, c.day)
		if err != nil || got.ID != c.want {
			t.Errorf("%s on %s: %q, %v; want %q", c.area, c.day, got.ID, err, c.want)
		}
	}
	for _, c := range []struct {
		area string
		day  civil.Day
	}{{"personal_data", "2021-01-09"}, {"witchcraft", "2021-01-09"}} {
		if got, err := s.InForce(context.Background(), d.Reader(), c.area, c.day); !errs.Is(err, errs.Conflict) {
			t.Errorf("%s on %s: %q, %v", c.area, c.day, got.ID, err)
		}
	}
}

func TestSeed_leavesNoDayWithTwoTextsOfAnArea(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	if err := s.Seed(context.Background()); err != nil {
		t.Fatal(err)
	}
	rows, err := s.All(context.Background())
	if err != nil || len(rows) < 15 {
		t.Fatalf("%d references, %v", len(rows), err)
	}
	for i := 1; i < len(rows); i++ {
		a, b := rows[i-1], rows[i]
		if a.Area == b.Area && a.ToDay != b.FromDay {
			t.Errorf("%s ends %q, %s begins %q", a.ID, a.ToDay, b.ID, b.FromDay)
		}
		if a.Area != b.Area && a.ToDay != "" {
			t.Errorf("nothing follows %s", a.ID)
		}
	}
}

func TestEnter_takesThePlaceOfTheTextBefore(t *testing.T) {
	t.Parallel()
	s, d := seeded(t)
	ctx := context.Background()
	id, err := s.Enter(ctx, office(), law.Reference{Area: law.EmulationDecree, Title: " Nghị định mới ", Number: "1/2027/NĐ-CP", FromDay: "2027-01-01"}, "emulation-decree-2025")
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[civil.Day]string{"2026-12-31": "152/2025/NĐ-CP", "2027-01-01": "1/2027/NĐ-CP"} {
		if got, err := s.InForce(ctx, d.Reader(), law.EmulationDecree, day); err != nil || got.Number != want {
			t.Errorf("on %s %q, %v", day, got.Number, err)
		}
	}
	if got, err := s.Get(ctx, d.Reader(), id); err != nil || got.Title != "Nghị định mới" {
		t.Errorf("%+v, %v", got, err)
	}
	if entries, err := audit.Of(ctx, d.Reader(), "legal_reference", id); err != nil || len(entries) != 1 || entries[0].ActorID != "an-officer" {
		t.Errorf("audit %+v, %v", entries, err)
	}
	for name, bad := range map[string]law.Reference{
		"no title":     {Area: law.Emulation, Number: "1", FromDay: "2028-01-01"},
		"no day":       {Area: law.Emulation, Title: "A", Number: "1"},
		"older":        {Area: law.EmulationDecree, Title: "A", Number: "1", FromDay: "2027-01-01"},
		"no such area": {Area: "witchcraft", Title: "A", Number: "1", FromDay: "2028-01-01"},
		"long note":    {Area: law.Emulation, Title: "A", Number: "1", FromDay: "2028-01-01", Note: strings.Repeat("a", 1001)},
	} {
		if _, err := s.Enter(ctx, office(), bad, map[string]string{law.EmulationDecree: id, law.Emulation: "emulation-2026"}[bad.Area]); !errs.Is(err, errs.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestSetInt_changesAFigureFromADayOnAndSaysWhoDid(t *testing.T) {
	t.Parallel()
	s, d := seeded(t)
	ctx := context.Background()
	if err := s.SetInt(ctx, office(), law.ReturnDays, 7, "2022-01-01", "2021-01-01"); err != nil {
		t.Fatal(err)
	}
	for day, want := range map[civil.Day]int{"2021-12-31": 10, "2022-01-01": 7} {
		if got, err := s.Int(ctx, d.Reader(), law.ReturnDays, day); err != nil || got != want {
			t.Errorf("on %s %d, %v; want %d", day, got, err, want)
		}
	}
	if _, err := s.Int(ctx, d.Reader(), law.ReturnDays, "2020-12-31"); !errs.Is(err, errs.NotFound) {
		t.Errorf("before the first day: %v", err)
	}
	entries, err := audit.Of(ctx, d.Reader(), "setting", law.ReturnDays)
	if err != nil || len(entries) != 1 || !strings.Contains(entries[0].Meta, `"before":10`) || entries[0].ActorID != "an-officer" {
		t.Errorf("audit %+v, %v", entries, err)
	}
	before, err := s.Settings(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Seed(ctx); err != nil {
		t.Fatal(err)
	}
	if after, err := s.Settings(ctx); err != nil || !slices.Equal(after, before) {
		t.Errorf("a second seed left %v, %v", after, err)
	}
}

func TestSetInt_refusesWhatIsNoFigureOrTooEarly(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	for name, c := range map[string]struct {
		key   string
		value int
		from  civil.Day
		want  errs.Kind
	}{
		"zero": {law.ReturnDays, 0, "2022-01-01", errs.Invalid}, "huge": {law.ReturnDays, 10001, "2022-01-01", errs.Invalid},
		"too early": {law.ReturnDays, 4, "2021-01-01", errs.Invalid}, "no day": {law.ReturnDays, 4, "", errs.Invalid}, "no such key": {"colour", 4, "2022-01-01", errs.NotFound},
	} {
		if err := s.SetInt(context.Background(), office(), c.key, c.value, c.from, "2021-01-01"); err == nil || errs.KindOf(err) != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestSecurity_isTheFiguresOfTheDay(t *testing.T) {
	t.Parallel()
	s, d := seeded(t)
	ctx := context.Background()
	if err := s.SetInt(ctx, access.Actor{AccountID: "an-admin", Grants: []access.Grant{{Role: access.Admin, OrgID: "o"}}}, law.SignInTries, 3, "2024-01-01", "2021-01-01"); err != nil {
		t.Fatal(err)
	}
	for day, want := range map[civil.Day]law.Security{
		"2020-12-31": {},
		"2023-12-31": {Tries: 5, Minutes: 15, IdleMinutes: 30, SessionHours: 12, UnusedDays: 45, PasswordLength: 14},
		"2024-01-01": {Tries: 3, Minutes: 15, IdleMinutes: 30, SessionHours: 12, UnusedDays: 45, PasswordLength: 14},
	} {
		if got, err := s.Security(ctx, d.Reader(), day); err != nil || got != want {
			t.Errorf("on %s %+v, %v; want %+v", day, got, err, want)
		}
	}
}

func TestManage_isForTheStandingOfficeAndTheAdministrator(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	for _, role := range access.Roles() {
		actor := access.Actor{AccountID: "x", Grants: []access.Grant{{Role: role, OrgID: "o"}}}
		_, enter := s.Enter(context.Background(), actor, law.Reference{}, "")
		set := s.SetInt(context.Background(), actor, law.ReturnDays, 0, "", "")
		want := errs.Denied
		if role == access.StandingOfficer || role == access.Admin {
			want = errs.Invalid
		}
		if errs.KindOf(enter) != want || errs.KindOf(set) != want {
			t.Errorf("%s: %v, %v", role, enter, set)
		}
	}
}

func TestChange_isRefusedWhenAnotherCameInBetweenAndHarmlessTwice(t *testing.T) {
	t.Parallel()
	s, d := seeded(t)
	ctx := context.Background()
	for range 2 {
		if err := s.SetInt(ctx, office(), law.ReturnDays, 7, "2022-01-01", "2021-01-01"); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.SetInt(ctx, office(), law.ReturnDays, 8, "2023-01-01", "2021-01-01"); !errs.Is(err, errs.Conflict) {
		t.Errorf("a figure after one that has gone: %v", err)
	}
	next := law.Reference{Area: law.EmulationDecree, Title: "Nghị định mới", Number: "1/2027/NĐ-CP", FromDay: "2027-01-01"}
	first, err := s.Enter(ctx, office(), next, "emulation-decree-2025")
	if err != nil {
		t.Fatal(err)
	}
	if again, err := s.Enter(ctx, office(), next, "emulation-decree-2025"); err != nil || again != first {
		t.Errorf("entered again: %q, %v; want %q", again, err, first)
	}
	next.Number = "2/2028/NĐ-CP"
	next.FromDay = "2028-01-01"
	for _, after := range []string{"emulation-decree-2025", ""} {
		if _, err := s.Enter(ctx, office(), next, after); !errs.Is(err, errs.Conflict) {
			t.Errorf("a text after %q: %v", after, err)
		}
	}
	if all, err := s.Settings(ctx); err != nil || len(slices.DeleteFunc(all, func(v law.Setting) bool { return v.Key != law.ReturnDays })) != 2 {
		t.Errorf("%v, %v", all, err)
	}
	if n, err := db.One[int](ctx, d.Reader(), `select count(*) from audit_entry where action in ('law.enter', 'setting.change')`); err != nil || n != 2 {
		t.Errorf("%d audit entries, want 2 (%v)", n, err)
	}
}

func TestSetInt_keepsTheFiguresOfSignInWithTheAdministratorAndWithinBounds(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	ctx := context.Background()
	admin := access.Actor{AccountID: "an-admin", Grants: []access.Grant{{Role: access.Admin, OrgID: "o"}}}
	for _, c := range []struct {
		actor access.Actor
		key   string
		value int
		want  errs.Kind
	}{
		{office(), law.PasswordLength, 16, errs.Denied}, {office(), law.IdleMinutes, 60, errs.Denied},
		{admin, law.PasswordLength, 8, errs.Invalid}, {admin, law.PasswordLength, 300, errs.Invalid}, {admin, law.IdleMinutes, 1, errs.Invalid}, {admin, law.SignInTries, 1, errs.Invalid},
	} {
		if err := s.SetInt(ctx, c.actor, c.key, c.value, "2022-01-01", "2021-01-01"); errs.KindOf(err) != c.want || err == nil {
			t.Errorf("%s %d: %v", c.key, c.value, err)
		}
	}
	if err := s.SetInt(ctx, admin, law.PasswordLength, 16, "2022-01-01", "2021-01-01"); err != nil {
		t.Error(err)
	}
}

func TestSetInt_byTwoAtOnceTakesOne(t *testing.T) {
	t.Parallel()
	s, d := seeded(t)
	ctx := context.Background()
	results := make([]error, 6)
	var all sync.WaitGroup
	for i := range results {
		all.Go(func() { results[i] = s.SetInt(ctx, office(), law.ReturnDays, 5+i, "2022-01-01", "2021-01-01") })
	}
	all.Wait()
	won := 0
	for _, err := range results {
		if err == nil {
			won++
		} else if !errs.Is(err, errs.Conflict) {
			t.Error(err)
		}
	}
	if n, err := db.One[int](ctx, d.Reader(), `select count(*) from setting where key = $1 and to_day = ''`, law.ReturnDays); err != nil || n != 1 || won != 1 {
		t.Errorf("%d open, %d taken, %v", n, won, err)
	}
}
