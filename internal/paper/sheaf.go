package paper

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"lantoa/internal/access"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/document"
	"lantoa/internal/errs"
	"lantoa/internal/law"
	"lantoa/internal/nomination"
	"lantoa/internal/officialdoc"
	"lantoa/internal/org"
	"lantoa/internal/plan"
	"lantoa/internal/subject"
)

// sheaf is all that a paper is made from.
type sheaf struct {
	sort     Sort
	day      civil.Day        // of the paper, today while it has none: names and rules are that day's
	batch    nomination.Batch // zero for a paper of ticked dossiers
	level    nomination.Level
	cases    []nomination.Case // by kind, people by given name
	issuer   org.Org
	parent   org.Org
	standing org.Org
	decider  org.Org
	orgs     map[string]org.Org
	leads    []org.Org // the agencies that the dossiers are meant for, in protocol order
	district org.Org   // through which the batch passes; zero without one
	fields   map[string]plan.Field
	plan     plan.Plan
	rules    officialdoc.Rules
	laws     map[string]law.Reference
	list     document.Document // the submission on which the dossiers are before the Chairman
	minutes  document.Document // of the unit's meeting, once they are signed
}

// resource is the paper as the policy sees it before it is kept: a batch entered
// on behalf of a unit belongs to whoever entered it as well.
func (d *sheaf) resource(p Paper) access.Resource {
	return access.Resource{KeeperID: p.KeeperID, HolderID: p.OrgID, AuthorID: d.batch.AuthorID}
}

// gather reads what the paper is made from, in the actor's sight, and says whose
// paper it is.
func (s *Service) gather(ctx context.Context, actor access.Actor, p *Paper, sort Sort) (*sheaf, error) {
	r := s.db.Reader()
	d := &sheaf{sort: sort, day: dayOf(p.Content, civil.DayOf(r.Now()))}
	var err error
	if p.BatchID != "" {
		if d.batch, err = s.noms.Batch(ctx, actor, p.BatchID); err != nil {
			return nil, err
		}
	}
	if d.cases, err = s.noms.Cases(ctx, actor, p.BatchID, p.items()); err != nil {
		return nil, err
	}
	if err := d.fits(); err != nil {
		return nil, err
	}
	d.order()
	if d.standing, err = s.orgs.Standing(ctx, r, d.day); err != nil {
		return nil, err
	}
	if d.decider, err = s.orgs.Decider(ctx, r, d.day); err != nil {
		return nil, err
	}
	if p.OrgID == "" {
		p.OrgID = d.whose()
		p.KeeperID = p.OrgID
		if sort.from == decider {
			p.KeeperID = d.standing.ID
		}
	}
	p.PlanID = d.planID()
	if p.Title == "" {
		p.Title = d.title()
	}
	return d, s.gatherNames(ctx, r, d, p)
}

// dayOf is the paper's day, today where it has none or one to come.
func dayOf(c Content, today civil.Day) civil.Day {
	if day, err := civil.ParseDay(c.Day); err == nil && !day.IsZero() && day < today {
		return day
	}
	return today
}

// fits refuses dossiers that no paper of the kind can carry.
func (d *sheaf) fits() error {
	d.level = d.batch.Level
	if d.batch.ID == "" && len(d.cases) == 0 {
		return errs.New(errs.Invalid, "act.nothing_ticked")
	}
	for _, c := range d.cases {
		if d.level == "" {
			d.level = c.Level
		}
		if c.Level != d.level || d.sort.from == lead && c.TargetID != d.cases[0].TargetID {
			return errs.New(errs.Invalid, "paper.mixed")
		}
		if c.LawID != d.cases[0].LawID {
			return errs.New(errs.Invalid, "paper.mixed_law")
		}
	}
	if !slices.Contains(d.sort.Levels, d.level) {
		return errs.New(errs.Invalid, "paper.no_kind")
	}
	return nil
}

// order sorts the dossiers as lists have them: by kind in the plan's order, then
// people by given name.
func (d *sheaf) order() {
	kinds := subject.Kinds()
	keys := make(map[string][]byte, len(d.cases))
	for _, c := range d.cases {
		keys[c.ID] = c.Subject.SortKey()
	}
	slices.SortStableFunc(d.cases, func(a, b nomination.Case) int {
		return cmp.Or(cmp.Compare(slices.Index(kinds, a.Kind), slices.Index(kinds, b.Kind)), slices.Compare(keys[a.ID], keys[b.ID]))
	})
}

func (d *sheaf) whose() string {
	switch d.sort.from {
	case lead:
		return d.cases[0].TargetID
	case standing:
		return d.standing.ID
	case decider:
		return d.decider.ID
	}
	return d.batch.KeeperID
}

func (d *sheaf) planID() string {
	if d.batch.ID != "" {
		return d.batch.PlanID
	}
	return d.cases[0].PlanID
}

// title is how lists name the paper: its batch, or its first dossier.
func (d *sheaf) title() string {
	if d.batch.ID != "" {
		return d.batch.Title
	}
	if more := len(d.cases) - 1; more > 0 {
		return fmt.Sprintf("%s và %d trường hợp khác", d.cases[0].SubjectName, more)
	}
	return d.cases[0].SubjectName
}

func (s *Service) gatherNames(ctx context.Context, r db.Reader, d *sheaf, p *Paper) error {
	ids := []string{p.OrgID}
	for _, c := range d.cases {
		ids = append(ids, c.UnitID, c.TargetID, c.AreaID)
	}
	var err error
	if d.orgs, err = s.orgs.ByIDs(ctx, r, ids, d.day); err != nil {
		return err
	}
	if d.issuer, err = s.orgs.Get(ctx, r, p.OrgID, d.day); err != nil {
		return err
	}
	if d.parent, _, err = s.orgs.Parent(ctx, r, p.OrgID, d.day); err != nil {
		return err
	}
	if d.district, err = s.passes(ctx, d); err != nil {
		return err
	}
	for _, c := range d.cases {
		if o, ok := d.orgs[c.TargetID]; ok && !slices.ContainsFunc(d.leads, func(l org.Org) bool { return l.ID == o.ID }) {
			d.leads = append(d.leads, o)
		}
	}
	slices.SortFunc(d.leads, byProtocol)
	if d.plan, err = s.plans.Get(ctx, r, p.PlanID, d.day); err != nil {
		return err
	}
	fields, err := s.plans.Fields(ctx, r, p.PlanID)
	if err != nil {
		return err
	}
	d.fields = map[string]plan.Field{}
	for _, f := range fields {
		d.fields[f.ID] = f
	}
	if d.rules, err = s.laws.DocumentRules(ctx, r, d.day); err != nil {
		return err
	}
	if err := s.gatherLaws(ctx, r, d); err != nil {
		return err
	}
	if err := s.meeting(ctx, r, d); err != nil {
		return err
	}
	return s.submission(ctx, r, d)
}

// meeting is the batch's signed minutes.
func (s *Service) meeting(ctx context.Context, r db.Reader, d *sheaf) error {
	if d.batch.ID == "" {
		return nil
	}
	p, ok, err := latest(ctx, r, d.batch.ID, Minutes)
	if err != nil || !ok || p.SignedID == "" {
		return err
	}
	d.minutes, err = document.Get(ctx, r, p.SignedID)
	return err
}

// gatherLaws reads what the paper is based on: the law under which the dossiers were
// written, and the other texts of its day.
func (s *Service) gatherLaws(ctx context.Context, r db.Reader, d *sheaf) error {
	d.laws = map[string]law.Reference{}
	for _, area := range []string{law.EmulationDecree, law.LocalGovernment} {
		ref, err := s.laws.InForce(ctx, r, area, d.day)
		if err != nil && !errs.Is(err, errs.Conflict) {
			return err
		}
		d.laws[area] = ref
	}
	id := d.batch.LawID
	if len(d.cases) > 0 {
		id = d.cases[0].LawID
	}
	ref, err := s.laws.Get(ctx, r, id)
	d.laws[law.Emulation] = ref
	return err
}

// passes is the district through which the batch goes to its lead agencies.
func (s *Service) passes(ctx context.Context, d *sheaf) (org.Org, error) {
	if d.batch.ID == "" || len(d.cases) == 0 || d.level == nomination.LevelUnit {
		return org.Org{}, nil
	}
	id, _, err := s.noms.Passes(ctx, d.cases[0].Nomination)
	if err != nil || id == "" {
		return org.Org{}, err
	}
	return s.orgs.Get(ctx, s.db.Reader(), id, d.day)
}

// submission is the list on which dossiers lie before the Chairman.
func (s *Service) submission(ctx context.Context, r db.Reader, d *sheaf) error {
	if d.sort.Kind != ProvinceDecision || len(d.cases) == 0 || d.cases[0].ListID == "" {
		return nil
	}
	var err error
	d.list, err = document.Get(ctx, r, d.cases[0].ListID)
	return err
}
