package access_test

import (
	"slices"
	"testing"

	"lantoa/internal/access"
)

func actor(role access.Role, org string) access.Actor {
	return access.Actor{AccountID: "me", Grants: []access.Grant{{Role: role, OrgID: org, Subtree: org == "district", FieldIDs: []string{"f5"}, BlocUnitIDs: []string{"member"}}}}
}

func TestCan_seesADossierWhereItIsAndWas(t *testing.T) {
	t.Parallel()
	draft := access.Resource{KeeperID: "commune", HolderID: "commune", AuthorID: "writer", FieldIDs: []string{"f5"}}
	sent := draft
	sent.AreaID, sent.HolderID, sent.Shared = "district", "district", true
	received := sent
	received.LeadIDs, received.HolderID = []string{"lead"}, "lead"
	for _, c := range []struct {
		role   access.Role
		org    string
		record access.Resource
		want   bool
	}{
		{access.UnitOfficer, "commune", draft, true}, {access.UnitOfficer, "neighbour", draft, false}, {access.UnitOfficer, "district", draft, false},
		{access.UnitOfficer, "district", sent, true}, {access.UnitOfficer, "district", received, true},
		{access.LeadOfficer, "lead", sent, false}, {access.LeadOfficer, "lead", received, true}, {access.LeadOfficer, "other", received, false},
		{access.StandingOfficer, "ban", draft, false}, {access.StandingOfficer, "ban", sent, true},
		{access.Coordinator, "association", draft, false}, {access.Coordinator, "association", received, true},
		{access.CouncilMember, "council", received, false}, {access.Admin, "any", received, false}, {access.Editor, "press", received, false},
		{access.Inspector, "ttt", received, true}, {access.Inspector, "ttt", draft, false},
	} {
		if got := access.Can(actor(c.role, c.org), access.NominationView, c.record); got != c.want {
			t.Errorf("%s at %s sees %+v: %v, want %v", c.role, c.org, c.record, got, c.want)
		}
	}
}

func TestPolicy_givesTheAdministratorNoDossierAndTheInspectorNoChange(t *testing.T) {
	t.Parallel()
	changes := []access.Action{access.OrgManage, access.AccountManage, access.SettingManage, access.SecurityManage, access.JobManage}
	for _, a := range access.Actions() {
		if access.May(actor(access.Admin, "x"), a) && !slices.Contains(append(changes, access.OrgView, access.PlanView), a) {
			t.Errorf("the administrator may %s", a)
		}
		reads := slices.Contains([]access.Action{access.NominationView, access.ExemplarView, access.ReportView, access.DocumentView, access.PlanView, access.OrgView}, a)
		if access.May(actor(access.Inspector, "x"), a) != reads {
			t.Errorf("the inspector and %s", a)
		}
	}
}

func TestScope_ofNobodyIsEmpty(t *testing.T) {
	t.Parallel()
	for _, a := range access.Actions() {
		if s := access.ScopeOf(access.Actor{AccountID: "me"}, a); !s.Empty() || s.Allows(access.Resource{}) {
			t.Errorf("%s reaches something without a role: %+v", a, s.Arms())
		}
	}
}

func TestAllows_emptyValuesMatchNothing(t *testing.T) {
	t.Parallel()
	if access.Can(access.Actor{Grants: []access.Grant{{Role: access.UnitOfficer}}}, access.NominationView, access.Resource{}) {
		t.Error("an empty organisation matched an empty keeper")
	}
}
