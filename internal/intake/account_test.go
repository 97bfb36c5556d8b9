package intake_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"lantoa/internal/access"
	"lantoa/internal/account"
	"lantoa/internal/apptest/sheets"
	"lantoa/internal/apptest/world"
	"lantoa/internal/audit"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/intake"
	"lantoa/internal/org"
)

func TestImport_ofAccountsMakesThemWithoutAPasswordThatAnybodyKnows(t *testing.T) {
	t.Parallel()
	k := open(t)
	at := k.actor.Grants[0]
	lines := []account.Row{
		{Username: "moi", Name: "Lý Thị Dợ", Role: at.Role, OrgID: at.OrgID},
		{Username: "quan-tri", Name: "Lý Thị Dợ", Role: at.Role, OrgID: at.OrgID},
		{ID: k.admin.AccountID, Username: "quan-tri", Name: "Trần Văn Bình", Role: access.Admin, OrgID: k.admin.Grants[0].OrgID},
	}
	file := sheets.File(t, k.print, account.Columns(k.print, org.Choices(k.bodies())), lines)
	if _, err := k.in.Begin(t.Context(), k.actor, db.NewID(), intake.Accounts, "", "a.xlsx", bytes.NewReader(file)); !errs.Is(err, errs.Denied) {
		t.Errorf("an officer reads accounts in: %v", err)
	}
	n := k.people(lines...)
	if c := k.counts(n); c[intake.Fresh] != 1 || c[intake.Faulty] != 1 || c[intake.Same] != 1 {
		t.Fatalf("%v %+v", c, k.faults(n))
	}
	k.confirm(k.admin, n)
	if got := k.number(`select count(*) from account where username = 'moi' and must_change = true and password_hash <> '' and handed = false`); got != 1 {
		t.Errorf("%d accounts made", got)
	}
}

func TestImport_ofAccountsRefusesARoleAtABodyThatCannotHoldIt(t *testing.T) {
	t.Parallel()
	k := open(t)
	bound := map[access.Role]string{access.Chairman: world.Chair, access.StandingOfficer: world.Standing, access.StandingHead: world.Standing, access.CouncilSecretary: world.Standing,
		access.LeadOfficer: world.Lead, access.LeadHead: world.OtherLead}
	var lines []account.Row
	wrong := 0
	for i, role := range access.Roles() {
		right, is := bound[role]
		if is {
			lines = append(lines, account.Row{Username: fmt.Sprint("dung-", i), Name: "Lý Thị Dợ", Role: role, OrgID: org.SeedID(right)})
			// From long before there were bodies, or any had a name, as little.
			lines = append(lines, account.Row{Username: fmt.Sprint("xua-", i), Name: "Lý Thị Dợ", Role: role, OrgID: org.SeedID(world.Commune), FromDay: "1990-01-01"})
			wrong += 2
		}
		lines = append(lines, account.Row{Username: fmt.Sprint("xa-", i), Name: "Lý Thị Dợ", Role: role, OrgID: org.SeedID(world.Commune)})
	}
	n := k.people(lines...)
	if c := k.counts(n); c[intake.Faulty] != wrong || c[intake.Fresh] != len(lines)-wrong {
		t.Fatalf("%v %+v", c, k.faults(n))
	}
	for _, f := range k.faults(n) {
		if f.Column != "org" || f.Key != "account.seat" && f.Key != "account.seat_lead" {
			t.Errorf("%+v", f)
		}
	}
}

func TestImport_ofARoleSaysThatThoseThatAnAccountHasStay(t *testing.T) {
	t.Parallel()
	k := open(t)
	at := k.actor.Grants[0].OrgID
	n := k.people(
		account.Row{ID: k.actor.AccountID, Username: k.actor.Username, Name: k.actor.Name, Role: access.UnitHead, OrgID: at},
		account.Row{Username: k.actor.Username, Name: k.actor.Name, Role: access.Clerk, OrgID: at})
	rows, err := k.in.Rows(t.Context(), n, intake.Filter{Verdict: intake.Changed, Limit: 10})
	if err != nil || len(rows) != 1 {
		t.Fatalf("%+v, %v", rows, err)
	}
	for _, c := range rows[0].Cells {
		if want := k.print.T("role.unit_officer") + " (" + k.nameOf(world.Commune) + ")"; c.Column == "role" && (!c.Stays || c.Before != want || c.After != k.print.T("role.unit_head")) {
			t.Errorf("%+v, want %q before", c, want)
		}
	}
	f := k.faults(n)
	if len(f) != 1 || f[0].Cell != "G3" || f[0].Key != "intake.account_there" || !strings.Contains(f[0].Text(k.print), k.actor.AccountID) {
		t.Errorf("%+v", f)
	}
	k.confirm(k.admin, n)
	if got := k.number(`select count(*) from grant_role where account_id = $1`, k.actor.AccountID); got != 2 {
		t.Errorf("the account has %d roles", got)
	}
}

func TestImport_ofOneNewAccountInTwoRowsGivesItTwoRoles(t *testing.T) {
	t.Parallel()
	k := open(t)
	at, other := k.actor.Grants[0].OrgID, k.As("lead_officer").Grants[0].OrgID
	n := k.people(
		account.Row{Username: "Moi ", Name: "Lý Thị Dợ", Role: access.UnitOfficer, OrgID: at},
		account.Row{Username: "moi", Name: "lý thị dợ", Role: access.LeadOfficer, OrgID: other, FromDay: "2021-02-01"},
		account.Row{Username: "moi", Name: "Lý Thị Dợ", Role: access.UnitOfficer, OrgID: at, FromDay: "2021-03-01"},
		account.Row{Username: "moi", Name: "Giàng Mí Pó", Role: access.UnitHead, OrgID: at},
		account.Row{Username: "hai", Name: "Sùng Thị Mua", Role: access.UnitHead, OrgID: at, ToDay: "2020-01-01"},
	)
	faults := k.faults(n)
	if c := k.counts(n); c[intake.Fresh] != 2 || c[intake.Faulty] != 3 || len(faults) != 3 {
		t.Fatalf("%v %+v", c, faults)
	}
	for i, want := range []string{"A4 intake.twice [2]", "A5 intake.other_person [2]", "F6 account.grant_days []"} {
		if got := fmt.Sprint(faults[i].Cell, " ", faults[i].Key, " ", faults[i].Args); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	k.confirm(k.admin, n)
	if k.number(`select count(*) from account where username = 'moi'`) != 1 {
		t.Error("the account was not made once")
	}
	today, later := `g.from_day = '2021-01-11' and g.role = 'unit_officer'`, `g.from_day = '2021-02-01' and g.role = 'lead_officer'`
	for _, which := range []string{today, later} {
		if k.number(`select count(*) from grant_role g join account a on a.id = g.account_id where a.username = 'moi' and `+which) != 1 {
			t.Errorf("no role with %s", which)
		}
	}
	if waiting, err := k.in.Waiting(t.Context(), k.admin, n, false); err != nil || waiting.Count != 1 {
		t.Errorf("%+v accounts wait for a password: %v", waiting, err)
	}
}

func TestImport_ofARoleForAnAccountThatChangedMeanwhileLeavesTheRowOut(t *testing.T) {
	t.Parallel()
	k := open(t)
	row := account.Row{ID: k.actor.AccountID, Username: k.actor.Username, Name: k.actor.Name, Role: access.UnitHead, OrgID: k.actor.Grants[0].OrgID}
	n := k.people(row)
	if _, err := k.accounts.ResetPassword(t.Context(), k.admin, k.actor.AccountID); err != nil {
		t.Fatal(err)
	}
	n = k.confirm(k.admin, n)
	if f := k.faults(n); len(f) != 1 || f[0].Key != "intake.stale" || k.number(`select count(*) from grant_role where role = 'unit_head'`) != 0 {
		t.Fatalf("%+v", f)
	}
	n = k.confirm(k.admin, k.people(row))
	if c := k.counts(n); c[intake.Altered] != 1 || k.number(`select count(*) from grant_role where role = 'unit_head' and from_day = '2021-01-11'`) != 1 {
		t.Errorf("%v", c)
	}
}

func TestImport_namesTheCellOfARowThatIsRefusedWhenItIsStored(t *testing.T) {
	t.Parallel()
	k := open(t)
	at := k.actor.Grants[0]
	n := k.people(account.Row{Username: "mot", Name: "Lý Thị Dợ", Role: at.Role, OrgID: at.OrgID}, account.Row{Username: "hai", Name: "Sùng Thị Mua", Role: at.Role, OrgID: at.OrgID})
	k.person("hai", "Người khác", at)
	n = k.confirm(k.admin, n)
	if f := k.faults(n); len(f) != 1 || f[0].Cell != "A3" || f[0].Column != "username" || f[0].Key != "account.username_taken" {
		t.Errorf("%+v", f)
	}
}

func TestHandOut_tellsEachNewAccountsPasswordOnce(t *testing.T) {
	t.Parallel()
	k := open(t)
	at := k.actor.Grants[0]
	var lines []account.Row
	for i := range 120 {
		lines = append(lines, account.Row{Username: fmt.Sprintf("nguoi-%03d", i), Name: "Lý Thị Dợ", Role: at.Role, OrgID: at.OrgID})
	}
	n := k.people(lines...)
	if _, err := k.in.HandOut(t.Context(), k.admin, n.ID, "", false); !errs.Is(err, errs.Conflict) {
		t.Errorf("passwords of accounts that are not there: %v", err)
	}
	n = k.confirm(k.admin, n)
	second := k.person("quan-tri-2", "Người khác", k.admin.Grants[0])
	if _, err := k.in.HandOut(t.Context(), second, n.ID, "", false); !errs.Is(err, errs.NotFound) {
		t.Errorf("another administrator: %v", err)
	}
	if _, err := k.in.Waiting(t.Context(), k.actor, n, false); !errs.Is(err, errs.Denied) {
		t.Errorf("an officer: %v", err)
	}
	lost := k.admin
	lost.Grants = nil
	if _, err := k.in.HandOut(t.Context(), lost, n.ID, "", false); !errs.Is(err, errs.Denied) {
		t.Errorf("an administrator who is none any more: %v", err)
	}
	if _, err := k.accounts.ResetPassword(t.Context(), k.admin, k.idOf("nguoi-001")); err != nil {
		t.Fatal(err)
	}
	var passwords []string
	for round, want := range []int{100, 19} {
		waiting, err := k.in.Waiting(t.Context(), k.admin, n, false)
		if err != nil || waiting.Count != []int{119, 19}[round] {
			t.Errorf("%+v wait: %v", waiting, err)
		}
		all, err := k.in.HandOut(t.Context(), k.admin, n.ID, waiting.Next, false)
		if _, err := k.in.HandOut(t.Context(), k.admin, n.ID, waiting.Next, false); !errs.Is(err, errs.Conflict) {
			t.Errorf("the same click again: %v", err)
		}
		if err != nil || len(all) != want {
			t.Fatalf("%d handed out, want %d: %v", len(all), want, err)
		}
		if round == 0 && (all[0].Username != "nguoi-000" || all[1].Username != "nguoi-002" || all[99].Username != "nguoi-100") {
			t.Errorf("not in the order of the file: %v", all)
		}
		for _, h := range all {
			passwords = append(passwords, h.Password)
		}
		if round == 0 {
			_, change, err := k.accounts.SignIn(t.Context(), all[0].Username, all[0].Password, account.Client{})
			if err != nil || !change {
				t.Errorf("sign in with what was handed out: %v, must change %v", err, change)
			}
		}
	}
	k.handOutAgain(n)
	entries, err := audit.Recent(t.Context(), k.DB.Reader(), "", 1000)
	if err != nil {
		t.Fatal(err)
	}
	handed := 0
	for _, e := range entries {
		if e.Action == "intake.hand_out" {
			handed++
		}
		for _, p := range passwords {
			if strings.Contains(e.Meta+e.Detail, p) {
				t.Fatalf("a password stands in the audit log: %+v", e)
			}
		}
		if e.Entity == "intake" && (strings.Contains(e.Meta+e.Detail, "Dợ") || strings.Contains(e.Meta+e.Detail, "bang")) {
			t.Errorf("personal data in %+v", e)
		}
	}
	if got := k.number(`select count(*) from audit_entry where action = 'account.password'`); handed != 3 || got != 220 {
		t.Errorf("%d entries of handing out, %d of passwords", handed, got)
	}
}

// handOutAgain gives others to accounts whose passwords were lost with the answer:
// to all 119 but the one that was used.
func (k kit) handOutAgain(n intake.Intake) {
	k.T.Helper()
	unused, err := k.in.Waiting(k.T.Context(), k.admin, n, true)
	if err != nil || unused.Count != 119 {
		k.T.Fatalf("%+v, %v", unused, err)
	}
	again, err := k.in.HandOut(k.T.Context(), k.admin, n.ID, unused.Next, true)
	if err != nil || len(again) != 100 || again[0].Username != "nguoi-001" {
		k.T.Fatalf("%d, %v", len(again), err)
	}
	if _, err := k.in.HandOut(k.T.Context(), k.admin, n.ID, unused.Next, true); !errs.Is(err, errs.Conflict) {
		k.T.Errorf("the same click again: %v", err)
	}
	if rest, err := k.in.After(k.T.Context(), k.admin, n, again[99].ID); err != nil || rest.Count != 19 {
		k.T.Errorf("%+v, %v", rest, err)
	}
}

func (k kit) idOf(username string) string {
	k.T.Helper()
	id, err := db.One[string](k.T.Context(), k.DB.Reader(), `select id from account where username = $1`, username)
	if err != nil {
		k.T.Fatal(err)
	}
	return id
}
