package load

import (
	"math/rand/v2"
	"strings"

	"lantoa/internal/access"
	"lantoa/internal/account"
	"lantoa/internal/org"
)

// named is somebody who is made up.
type named struct {
	name, sex, people string
}

// anybody is a name of one of the peoples of the province.
func (p people) anybody(r *rand.Rand) named {
	shares := make([]int, len(p.Peoples))
	for i, f := range p.Peoples {
		shares[i] = f.Share
	}
	f := p.Peoples[weighed(r, shares)]
	sex, middle, given := "male", f.Male, f.He
	if chance(r, 45) {
		sex, middle, given = "female", f.Female, f.She
	}
	name := of(r, strings.Fields(f.Family)) + " " + of(r, strings.Split(middle, "|")) + " " + of(r, strings.Fields(given))
	return named{name, sex, f.Name}
}

// hamlet is a hamlet's name.
func (p people) hamlet(r *rand.Rand) string {
	return of(r, strings.Fields(p.Hamlets.First)) + " " + of(r, strings.Fields(p.Hamlets.Last))
}

// staff are the accounts by body and role, with those that a person signs in with
// first.
type staff struct {
	inputs []account.Input
	at     []int // the body of each
}

func (s *staff) add(username, name string, role access.Role, orgID string, body int) {
	s.inputs = append(s.inputs, account.Input{Username: username, Name: name, Role: role, OrgID: orgID})
	s.at = append(s.at, body)
}

// roleOf is the officer's and the head's role at a body.
func roleOf(kind org.Kind, leads bool) (officer, head access.Role) {
	switch {
	case leads:
		return access.LeadOfficer, access.LeadHead
	case kind == org.Front || kind == org.Mass:
		return access.FrontOfficer, access.UnitHead
	}
	return access.UnitOfficer, access.UnitHead
}
