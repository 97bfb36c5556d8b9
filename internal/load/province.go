package load

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"lantoa/internal/access"
	"lantoa/internal/account"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/law"
	"lantoa/internal/org"
	"lantoa/internal/plan"
)

// body is a body of the province with what it nominates.
type body struct {
	org.Org
	district int    // of the body's place, -1 for bodies of the province; a district is its own
	passes   bool   // its dossiers pass that district
	trade    string // of invented bodies: "edu", "med"
	commune  string // "xã Lũng Cú"
	near     string // "Lũng Cú"
	leads    bool
	weight   int // how much it nominates
	topics   []int
	weights  []int
	officer  *access.Actor
	head     *access.Actor // nil for those whose head never signs in
	signer   named
}

// field is a field of the plan.
type field struct {
	plan.Field
	leads []int // bodies
	sets  []set
}

type set struct {
	plan.Set
	criteria []plan.Criterion
}

// province is everything there is before the first dossier.
type province struct {
	*words
	bodies    []body
	nominate  []int // those that nominate
	fields    map[int]field
	plan      plan.Plan
	laws      []law.Reference
	standing  int
	decider   int
	secretary map[string]*access.Actor // the accounts to sign in with, by username
}

// at is where bodies are, by key.
func (p *province) at(id string) int {
	return slices.IndexFunc(p.bodies, func(b body) bool { return b.ID == id })
}

// survey reads bodies and plan.
func survey(ctx context.Context, r db.Reader, w *words, orgs *org.Service, plans *plan.Service) (*province, error) {
	p := &province{words: w, fields: map[int]field{}, secretary: map[string]*access.Actor{}}
	all, err := orgs.All(ctx, r, firstDay)
	if err != nil {
		return nil, err
	}
	index := map[string]int{}
	for i, o := range all {
		index[o.ID] = i
		p.bodies = append(p.bodies, body{Org: o, district: -1})
	}
	for i := range p.bodies {
		if err := p.place(ctx, r, orgs, i, index); err != nil {
			return nil, err
		}
	}
	standing, err := orgs.Standing(ctx, r, firstDay)
	if err != nil {
		return nil, err
	}
	decider, err := orgs.Decider(ctx, r, firstDay)
	if err != nil {
		return nil, err
	}
	p.standing, p.decider = index[standing.ID], index[decider.ID]
	return p, p.readPlan(ctx, r, orgs, plans, index)
}

func (p *province) place(ctx context.Context, r db.Reader, orgs *org.Service, i int, index map[string]int) error {
	b := &p.bodies[i]
	b.commune, _, _ = strings.Cut(b.Place, ", ")
	_, b.near, _ = strings.Cut(b.commune, " ")
	if b.Kind == org.District {
		b.district = i
		return nil
	}
	if b.Kind != org.Commune {
		return nil
	}
	parent, ok, err := orgs.Parent(ctx, r, b.ID, firstDay)
	if ok && parent.Kind == org.District {
		b.district, b.passes = index[parent.ID], true
	}
	return err
}

func (p *province) readPlan(ctx context.Context, r db.Reader, orgs *org.Service, plans *plan.Service, index map[string]int) error {
	var err error
	if p.plan, err = plans.Current(ctx, r, openDay); err != nil {
		return err
	}
	fields, err := plans.FieldsOf(ctx, r, p.plan.VersionID)
	if err != nil {
		return err
	}
	for _, f := range fields {
		v := field{Field: f}
		leads, err := orgs.Leads(ctx, r, f.ID, openDay)
		if err != nil {
			return err
		}
		for _, o := range leads {
			v.leads = append(v.leads, index[o.ID])
			p.bodies[index[o.ID]].leads = true
		}
		sets, err := plans.CriteriaSets(ctx, r, p.plan.VersionID, f.ID)
		if err != nil {
			return err
		}
		for _, s := range sets {
			criteria, err := plans.Criteria(ctx, r, s.ID)
			if err != nil {
				return err
			}
			v.sets = append(v.sets, set{s, criteria})
		}
		p.fields[f.No] = v
	}
	return nil
}

// invent adds bodies that are made up, so many at most: schools, clinics and
// co-operatives of the communes.
func (p *province) invent(most int, k *keys) []org.Under {
	var out []org.Under
	next := map[org.Kind]int{}
	for _, b := range p.bodies {
		next[b.Kind] = max(next[b.Kind], b.Protocol)
	}
	communes := slices.DeleteFunc(slices.Clone(p.bodies), func(b body) bool { return b.Kind != org.Commune || b.district < 0 })
	for _, t := range p.words.bodies {
		for _, c := range communes {
			if len(out) == most {
				return out
			}
			next[t.Kind]++
			o := org.Org{ID: org.SeedID("minh-hoa-" + t.Abbr + "-" + c.ID), Kind: t.Kind, Assigned: true, Protocol: next[t.Kind], Founded: "2021-01-01", Illustration: true,
				Name: fill(k.Rand, t.Name, slots{"ten": c.near}), Abbr: t.Abbr, Place: c.Place}
			o.Short = o.Name
			district := p.bodies[c.district]
			out = append(out, org.Under{Org: o, Above: []string{district.ID}})
			p.bodies = append(p.bodies, body{Org: o, district: c.district, passes: true, trade: t.Trade, commune: c.commune, near: c.near})
		}
	}
	return out
}

// employ says who works where, which bodies nominate what, and how much.
func (p *province) employ(k *keys) *staff {
	s := &staff{}
	for _, r := range p.people.Roles {
		s.add(r.Username, r.Name, r.Role, org.SeedID(r.At), p.at(org.SeedID(r.At)))
	}
	for i := range p.bodies {
		b := &p.bodies[i]
		b.signer = p.people.anybody(k.Rand)
		p.interest(b)
		b.weight = of(k.Rand, []int{1, 1, 2, 2, 3, 4, 6, 12}) * busy(*b)
		if len(b.topics) > 0 && i != p.standing && i != p.decider {
			p.nominate = append(p.nominate, i)
		}
		officer, head := roleOf(b.Kind, b.leads)
		if !s.has(i, officer) {
			s.add(fmt.Sprintf("canbo.%04d", i+1), p.people.anybody(k.Rand).name, officer, b.ID, i)
		}
		if !s.has(i, head) && (b.leads || b.Kind == org.District || chance(k.Rand, 45)) {
			s.add(fmt.Sprintf("lanhdao.%04d", i+1), b.signer.name, head, b.ID, i)
		}
	}
	return s
}

// busiest is the largest weight of a body.
const busiest = 12 * 4

// busy is how much more a body of the kind nominates than a school does.
func busy(b body) int {
	switch {
	case b.trade != "" || b.Illustration:
		return 1
	case b.Kind == org.Commune:
		return 4
	case b.Kind == org.District || b.leads:
		return 3
	}
	return 2
}

func (s *staff) has(body int, role access.Role) bool {
	for i, in := range s.inputs {
		if s.at[i] == body && in.Role == role {
			return true
		}
	}
	return false
}

// interest finds the topics of a body's kind.
func (p *province) interest(b *body) {
	for i, t := range p.topics {
		for at := range strings.FieldsSeq(t.At) {
			kind, trade, _ := strings.Cut(at, ":")
			if string(b.Kind) == kind && b.trade == trade {
				b.topics, b.weights = append(b.topics, i), append(b.weights, t.Weight)
				break
			}
		}
	}
}

// seat gives the bodies their people, once the accounts have their keys.
func (p *province) seat(s *staff, accounts []account.Account, renamed map[string]string) error {
	for i, in := range s.inputs {
		b := &p.bodies[s.at[i]]
		a := &access.Actor{AccountID: renamed[accounts[i].ID], Username: in.Username, Name: in.Name,
			Grants: []access.Grant{{Role: in.Role, OrgID: in.OrgID, OrgName: b.Short, Subtree: b.Kind == org.District}}}
		officer, head := roleOf(b.Kind, b.leads)
		switch {
		case in.Role == officer && b.officer == nil:
			b.officer = a
		case in.Role == head && b.head == nil:
			b.head, b.signer = a, named{name: in.Name}
		}
		p.secretary[in.Username] = a
	}
	for _, i := range p.nominate {
		if p.bodies[i].officer == nil {
			return errs.New(errs.Internal, "error.internal")
		}
	}
	return nil
}

// readLaws finds the laws in force in the period.
func (p *province) readLaws(ctx context.Context, r db.Reader, laws *law.Service) error {
	for day := openDay; day <= lastDay; day = day.AddDays(1) {
		ref, err := laws.InForce(ctx, r, "emulation", day)
		if err != nil {
			return err
		}
		if n := len(p.laws); n == 0 || p.laws[n-1].ID != ref.ID {
			ref.FromDay = day
			p.laws = append(p.laws, ref)
		}
	}
	return nil
}

// lawOn is the law in force on the day.
func (p *province) lawOn(day civil.Day) string {
	id := ""
	for _, l := range p.laws {
		if l.FromDay <= day {
			id = l.ID
		}
	}
	return id
}

// rename gives the plan the keys of the seed.
func rename(p *province, to map[string]string) {
	p.plan.ID, p.plan.VersionID = to[p.plan.ID], to[p.plan.VersionID]
	for no, f := range p.fields {
		f.ID = to[f.ID]
		for i := range f.sets {
			f.sets[i].ID = to[f.sets[i].ID]
			for j := range f.sets[i].criteria {
				f.sets[i].criteria[j].ID = to[f.sets[i].criteria[j].ID]
			}
		}
		p.fields[no] = f
	}
}
