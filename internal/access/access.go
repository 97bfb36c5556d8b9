// Package access says who may do what over which records. It is pure: one
// policy table (policy.go) from which buttons and guards (Scope.Allows) and
// list filters (Scope.Arms) are both drawn, so that they cannot disagree.
package access

import "slices"

// Role is a role of product.md §1; an account holds it at an organisation, for a time.
type Role string

// The roles.
const (
	UnitOfficer      Role = "unit_officer"
	UnitHead         Role = "unit_head"
	LeadOfficer      Role = "lead_officer"
	LeadHead         Role = "lead_head"
	Coordinator      Role = "coordinator"
	FrontOfficer     Role = "front_officer"
	StandingOfficer  Role = "standing_officer"
	StandingHead     Role = "standing_head"
	Clerk            Role = "clerk"
	CouncilMember    Role = "council_member"
	CouncilSecretary Role = "council_secretary"
	Chairman         Role = "chairman"
	Editor           Role = "editor"
	Inspector        Role = "inspector"
	Admin            Role = "admin"
)

// Roles lists all roles in the order of product.md §1.
func Roles() []Role {
	return []Role{UnitOfficer, UnitHead, LeadOfficer, LeadHead, Coordinator, FrontOfficer, StandingOfficer, StandingHead,
		Clerk, CouncilMember, CouncilSecretary, Chairman, Editor, Inspector, Admin}
}

// Over is how far a rule reaches from the organisation at which a role is held.
type Over string

// The reaches. Each but All and Shared is one equality on one column of a record.
const (
	Unit    Over = "unit"    // the body keeps the record
	Subtree Over = "subtree" // the record came up through the body (a district)
	Lead    Over = "lead"    // the body is lead agency of one of the record's fields, for this record
	Field   Over = "field"   // the body co-ordinates a field of the record
	Bloc    Over = "bloc"    // the record's keeper is in a bloc the body or person monitors
	Holder  Over = "holder"  // the record lies on the body's desk now
	Mine    Over = "mine"    // the person entered the record
	Shared  Over = "shared"  // every record that has left its unit
	All     Over = "all"     // every record, drafts too
)

// Grant is a role held at an organisation today, with what its duties reach.
type Grant struct {
	Role    Role
	OrgID   string
	OrgName string
	// Subtree is true where the organisation has units below it (a district).
	Subtree bool
	// FieldIDs are the fields that the organisation co-ordinates.
	FieldIDs []string
	// BlocUnitIDs are the members of the blocs that the grant monitors.
	BlocUnitIDs []string
}

// Actor is the signed-in person with the grants of the day.
type Actor struct {
	AccountID string
	Username  string
	Name      string
	Grants    []Grant
}

// Has reports whether the actor holds the role anywhere.
func (a Actor) Has(r Role) bool {
	return slices.ContainsFunc(a.Grants, func(g Grant) bool { return g.Role == r })
}

// OrgsWith lists the organisations at which the actor holds one of the roles.
func (a Actor) OrgsWith(roles ...Role) []string {
	var ids []string
	for _, g := range a.Grants {
		if slices.Contains(roles, g.Role) && !slices.Contains(ids, g.OrgID) {
			ids = append(ids, g.OrgID)
		}
	}
	return ids
}

// At reports whether the actor holds any role at the organisation.
func (a Actor) At(orgID string) bool {
	return slices.ContainsFunc(a.Grants, func(g Grant) bool { return g.OrgID == orgID })
}

// Resource is what a rule looks at in a record. Empty values match nothing.
type Resource struct {
	KeeperID string   // the unit that answers for it now
	AreaID   string   // the district through which it came
	LeadIDs  []string // lead agencies it was sent to
	FieldIDs []string
	HolderID string // the body on whose desk it lies
	AuthorID string // the account that entered it
	Shared   bool   // has left its unit
}

// Arm is one indexed condition of a scope.
type Arm struct {
	Over Over
	ID   string
}

// Scope is the union of its arms; without arms it is empty.
type Scope struct{ arms []Arm }

// Arms gives the scope's arms without repetition. An arm All stands alone.
func (s Scope) Arms() []Arm { return slices.Clone(s.arms) }

// Without is the scope without the arms of some reaches, for records that have
// no such column.
func (s Scope) Without(reaches ...Over) Scope {
	return Scope{arms: slices.DeleteFunc(slices.Clone(s.arms), func(a Arm) bool { return slices.Contains(reaches, a.Over) })}
}

// Empty reports a scope that reaches nothing.
func (s Scope) Empty() bool { return len(s.arms) == 0 }

// Allows reports whether the record lies in the scope.
func (s Scope) Allows(r Resource) bool {
	return slices.ContainsFunc(s.arms, func(a Arm) bool { return a.matches(r) })
}

func (a Arm) matches(r Resource) bool {
	switch a.Over {
	case All:
		return true
	case Shared:
		return r.Shared
	case Unit, Bloc:
		return a.ID != "" && r.KeeperID == a.ID && (a.Over == Unit || r.Shared)
	case Subtree:
		return a.ID != "" && r.AreaID == a.ID
	case Lead:
		return a.ID != "" && slices.Contains(r.LeadIDs, a.ID)
	case Field:
		return a.ID != "" && r.Shared && slices.Contains(r.FieldIDs, a.ID)
	case Holder:
		return a.ID != "" && r.HolderID == a.ID
	case Mine:
		return a.ID != "" && r.AuthorID == a.ID
	}
	return false
}

// ScopeOf is where the actor may do the action, by the policy table.
func ScopeOf(a Actor, action Action) Scope {
	var s Scope
	for _, rule := range policy[action] {
		for _, g := range a.Grants {
			if g.Role != rule.role {
				continue
			}
			for _, over := range rule.over {
				s.add(a, g, over)
			}
		}
	}
	if slices.Contains(s.arms, Arm{Over: All}) {
		return Scope{arms: []Arm{{Over: All}}}
	}
	return s
}

func (s *Scope) add(a Actor, g Grant, over Over) {
	ids := []string{g.OrgID}
	switch over {
	case All, Shared:
		ids = []string{""}
	case Subtree:
		if !g.Subtree {
			return
		}
	case Field:
		ids = g.FieldIDs
	case Bloc:
		ids = g.BlocUnitIDs
	case Mine:
		ids = []string{a.AccountID}
	}
	for _, id := range ids {
		if arm := (Arm{over, id}); !slices.Contains(s.arms, arm) {
			s.arms = append(s.arms, arm)
		}
	}
}

// DeskScope is what lies on the desks of the actor's bodies or was entered by the
// actor. It gives no right: what may be seen is another scope.
func DeskScope(a Actor) Scope {
	s := Scope{arms: []Arm{{Mine, a.AccountID}}}
	for _, g := range a.Grants {
		s.add(a, g, Holder)
	}
	return s
}

// Can reports whether the actor may do the action to the record.
func Can(a Actor, action Action, r Resource) bool { return ScopeOf(a, action).Allows(r) }

// May reports whether the actor may do the action to anything at all: the
// coarse check of routes and menus.
func May(a Actor, action Action) bool { return !ScopeOf(a, action).Empty() }

// Public is the right of routes that need no sign-in; SignedIn that of routes
// for anyone signed in.
const (
	Public   Action = "public"
	SignedIn Action = "signed_in"
)
