package account_test

import (
	"strings"
	"testing"
	"time"

	"lantoa/internal/access"
	"lantoa/internal/account"
	"lantoa/internal/audit"
	"lantoa/internal/errs"
	"lantoa/internal/org"
)

func TestSession_endsWhenIdleAndAfterTwelveHours(t *testing.T) {
	t.Parallel()
	o := open(t)
	token := o.token("can.bo")
	for range 3 { // use keeps it
		o.after(29 * time.Minute)
		if !o.holds(token) {
			t.Fatal("ended while in use")
		}
	}
	o.after(31 * time.Minute)
	if o.holds(token) {
		t.Error("holds after 31 idle minutes")
	}
	if list, err := o.Sessions(t.Context(), o.officer.ID); err != nil || len(list) != 0 {
		t.Errorf("still listed: %v, %v", list, err)
	}
	token = o.token("can.bo")
	for range 11 * 3 {
		o.after(20 * time.Minute)
		o.person(token)
	}
	o.after(20 * time.Minute)
	o.after(20 * time.Minute)
	o.after(20 * time.Minute)
	if o.holds(token) {
		t.Error("holds after twelve hours")
	}
}

func TestSession_writesItsLastUseAtMostEveryFiveMinutes(t *testing.T) {
	t.Parallel()
	o := open(t)
	token := o.token("can.bo")
	began := o.person(token).Session.SeenAt
	o.after(4 * time.Minute)
	o.person(token)
	if seen := o.person(token).Session.SeenAt; !seen.Equal(began) {
		t.Errorf("written after four minutes: %v", seen)
	}
	o.after(2 * time.Minute)
	o.person(token)
	if seen := o.person(token).Session.SeenAt; !seen.After(began) {
		t.Error("not written after six minutes")
	}
}

func TestPerson_ofNoToken(t *testing.T) {
	t.Parallel()
	o := open(t)
	for _, token := range []string{"", "x", "§", strings.Repeat("A", 43), strings.Repeat("A", 500)} {
		if o.holds(token) {
			t.Errorf("%q opens something", token)
		}
	}
}

func TestRevoke_isForOnesOwnAndTheAdministrator(t *testing.T) {
	t.Parallel()
	o := open(t)
	o.setup("nguoi.khac", "Vừ Mí Kẻ", access.UnitOfficer, "x00778")
	mine, theirs := o.token("can.bo"), o.token("nguoi.khac")
	me, them := o.person(mine), o.person(theirs)
	if err := o.Revoke(t.Context(), me.Actor, them.Session.ID); !errs.Is(err, errs.NotFound) || !o.holds(theirs) {
		t.Errorf("another's session: %v", err)
	}
	if err := o.Revoke(t.Context(), me.Actor, "00000000-0000-0000-0000-000000000000"); !errs.Is(err, errs.NotFound) {
		t.Errorf("no session: %v", err)
	}
	if err := o.Revoke(t.Context(), o.boss, them.Session.ID); err != nil || o.holds(theirs) {
		t.Errorf("the administrator: %v", err)
	}
	second, third := o.token("can.bo"), o.token("can.bo")
	if err := o.RevokeOthers(t.Context(), o.person(second)); err != nil || o.holds(mine) || o.holds(third) || !o.holds(second) {
		t.Errorf("all others: %v", err)
	}
	if err := o.SignOut(t.Context(), o.person(second)); err != nil || o.holds(second) {
		t.Errorf("signing out: %v", err)
	}
}

func TestGrant_takesEffectAtOnceAndAsksForANewToken(t *testing.T) {
	t.Parallel()
	o := open(t)
	token := o.token("can.bo")
	if o.person(token).Renew {
		t.Error("a new session asks for a new token")
	}
	if err := o.Grant(t.Context(), o.boss, o.officer.ID, account.GrantInput{Role: access.Clerk, OrgID: org.SeedID("x00715")}); err != nil {
		t.Fatal(err)
	}
	p := o.person(token)
	if !p.Has(access.Clerk) || !p.Renew {
		t.Errorf("roles %v, renew %v", p.Actor.Grants, p.Renew)
	}
	next, err := o.Renew(t.Context(), token)
	if err != nil || next == "" || o.holds(token) || !o.holds(next) || o.person(next).Renew || o.person(next).Session.ID != p.Session.ID {
		t.Errorf("renewed %q, %v", next, err)
	}
	if again, err := o.Renew(t.Context(), next); err != nil || again != "" {
		t.Errorf("renewed for nothing: %q, %v", again, err)
	}
	grants, err := o.Grants(t.Context(), o.officer.ID)
	if err != nil || len(grants) != 2 {
		t.Fatal(grants, err)
	}
	if err := o.EndGrant(t.Context(), o.boss, o.officer.ID, grants[1].ID); err != nil {
		t.Fatal(err)
	}
	if p := o.person(next); p.Has(access.Clerk) || !p.Has(access.UnitOfficer) || !p.Renew {
		t.Errorf("after the end: %v, renew %v", p.Actor.Grants, p.Renew)
	}
}

func TestGrant_holdsOnItsDaysOnly(t *testing.T) {
	t.Parallel()
	o := open(t)
	at := org.SeedID("x00715")
	if err := o.Grant(t.Context(), o.boss, o.officer.ID, account.GrantInput{Role: access.UnitHead, OrgID: at, FromDay: "2021-01-13", ToDay: "2021-01-15"}); err != nil {
		t.Fatal(err)
	}
	for day, want := range map[int]bool{12: false, 13: true, 14: true, 15: false} {
		for _, hour := range []int{0, 23} { // of Vietnam's day
			o.clock.Set(time.Date(2021, 1, day, hour, 30, 0, 0, time.FixedZone("", 7*3600)))
			actor, err := o.Actor(t.Context(), o.officer.ID)
			if err != nil || actor.Has(access.UnitHead) != want {
				t.Errorf("on the %dth at %d: %v, %v", day, hour, actor.Has(access.UnitHead), err)
			}
		}
	}
	for name, in := range map[string]account.GrantInput{
		"backwards":  {Role: access.Clerk, OrgID: at, FromDay: "2021-02-01", ToDay: "2021-01-01"},
		"no day":     {Role: access.Clerk, OrgID: at, FromDay: "2021-02-01", ToDay: "2021-02-01"},
		"no role":    {OrgID: at},
		"no body":    {Role: access.Clerk},
		"wrong body": {Role: access.Clerk, OrgID: "00000000-0000-0000-0000-000000000000"},
	} {
		if err := o.Grant(t.Context(), o.boss, o.officer.ID, in); !errs.Is(err, errs.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := o.Grant(t.Context(), o.boss, o.officer.ID, account.GrantInput{Role: access.UnitOfficer, OrgID: at}); !errs.Is(err, errs.Conflict) {
		t.Errorf("held already: %v", err)
	}
	// Who administers decides on no dossier: a colleague would have to say so.
	err := o.Grant(t.Context(), o.boss, o.boss.AccountID, account.GrantInput{Role: access.Chairman, OrgID: at})
	if e := errs.As(err); e == nil || len(e.Fields) != 1 || e.Fields[0].Key != "account.own_role" {
		t.Errorf("a role for the own account: %v", err)
	}
}

func TestManage_isForTheAdministratorAlone(t *testing.T) {
	t.Parallel()
	o := open(t)
	for _, role := range access.Roles() {
		who := access.Actor{AccountID: o.officer.ID, Grants: []access.Grant{{Role: role, OrgID: org.SeedID("vpubnd")}}}
		_, list := o.List(t.Context(), who, account.Filter{Limit: 10})
		_, _, get := o.Get(t.Context(), who, o.admin.ID)
		_, _, create := o.Create(t.Context(), who, account.Input{})
		_, reset := o.ResetPassword(t.Context(), who, "00000000-0000-0000-0000-000000000000")
		grant := o.Grant(t.Context(), who, "00000000-0000-0000-0000-000000000000", account.GrantInput{Role: role, OrgID: "x"})
		end := o.EndGrant(t.Context(), who, "00000000-0000-0000-0000-000000000000", "x")
		disable := o.SetDisabled(t.Context(), who, "00000000-0000-0000-0000-000000000000", true)
		for name, err := range map[string]error{"list": list, "get": get, "create": create, "reset": reset, "grant": grant, "end": end, "disable": disable} {
			if denied := errs.Is(err, errs.Denied); denied == (role == access.Admin) {
				t.Errorf("%s as %s: %v", name, role, err)
			}
		}
	}
}

// Every action on accounts leaves an entry, and none says a password or a token.
func TestAudit_saysWhoDidWhatAndNoSecret(t *testing.T) {
	t.Parallel()
	o := open(t)
	ctx := t.Context()
	a, once, err := o.Create(ctx, o.boss, account.Input{Username: "moi.den", Name: "Giàng A Pháo", Role: access.Clerk, OrgID: org.SeedID("x00715")})
	if err != nil {
		t.Fatal(err)
	}
	first, _, err := o.SignIn(ctx, a.Username, once, account.Client{Address: "192.0.2.9", Agent: "Chrome/140"})
	if err != nil {
		t.Fatal(err)
	}
	second, err := o.ChangePassword(ctx, o.person(first), once, other, other, account.Client{})
	if err != nil {
		t.Fatal(err)
	}
	for range 5 {
		o.try(a.Username, "mat-khau-sai-1")
	}
	reset, err := o.ResetPassword(ctx, o.boss, a.ID)
	if err != nil {
		t.Fatal(err)
	}
	steps := []error{
		o.Grant(ctx, o.boss, a.ID, account.GrantInput{Role: access.Editor, OrgID: org.SeedID("x00715")}),
		o.SetDisabled(ctx, o.boss, a.ID, true), o.SetDisabled(ctx, o.boss, a.ID, false),
	}
	token, _, err := o.SignIn(ctx, a.Username, reset, account.Client{})
	if err != nil {
		t.Fatal(err)
	}
	grants, err := o.Grants(ctx, a.ID)
	if err != nil {
		t.Fatal(err)
	}
	steps = append(steps, o.EndGrant(ctx, o.boss, a.ID, grants[0].ID), o.SignOut(ctx, o.person(token)))
	for i, err := range steps {
		if err != nil {
			t.Fatalf("step %d: %v", i, err)
		}
	}
	count := map[string]int{}
	versions := map[string]int64{}
	for _, e := range o.entries() {
		count[e.Action]++
		for what, secret := range map[string]string{"the first password": once, "the own password": other, "the reset password": reset, "a wrong password": "mat-khau-sai", "a token": second, "another token": token, "a hash": "argon2"} {
			if strings.Contains(e.Meta+e.Detail+e.EntityID+e.Action, secret) {
				t.Errorf("%s says %s", e.Action, what)
			}
		}
		versions[e.Entity+" "+e.EntityID] = max(versions[e.Entity+" "+e.EntityID], e.EntityVersion)
	}
	for action, want := range map[string]int{"account.create": 3, "grant.open": 4, "session.open": 3, "account.password": 2, "account.lock": 1, "account.disable": 2, "grant.end": 1, "session.revoke": 1} {
		if count[action] != want {
			t.Errorf("%d entries of %s, want %d", count[action], action, want)
		}
	}
	for key, last := range versions {
		entity, id, _ := strings.Cut(key, " ")
		if all, err := audit.Of(ctx, o.db.Reader(), entity, id); err != nil || int64(len(all)) != last {
			t.Errorf("%s: %d entries up to version %d, %v", key, len(all), last, err)
		}
	}
}
