package plan

import (
	"cmp"
	"context"
	"slices"

	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/org"
	"lantoa/internal/plan/parse"
)

// Owing is what a plan asks of a body.
type Owing struct {
	Org       org.Org // zero where the plan names nobody that is an organisation
	Name      string  // as the organisation is called on the day, or as the plan names it
	Requested bool    // asked (đề nghị), not charged (giao): never late, never ranked
	Leads     []Field
	With      []Field // where it co-ordinates
	Tasks     []parse.Task
	Due       []Milestone // of who leads a field: each of the plan's milestones
}

// Owed lists what each body owes under a plan on a day, in protocol order; whom
// the plan names only in general ("thủ trưởng các cơ quan, đơn vị") after them.
func (s *Service) Owed(ctx context.Context, r db.Reader, planID string, day civil.Day) ([]Owing, error) {
	page, err := s.Page(ctx, r, planID, day)
	if err != nil {
		return nil, err
	}
	l := ledger{byOrg: map[string]int{}, assigned: map[string]bool{}}
	day = later(day, page.FromDay)
	for _, f := range page.Fields {
		if err := s.owedFor(ctx, r, &l, f, day); err != nil {
			return nil, err
		}
	}
	for i := range l.rows {
		if len(l.rows[i].Leads) > 0 {
			l.rows[i].Due = page.Milestones
		}
	}
	n, err := s.names(ctx, r, page.Day)
	if err != nil {
		return nil, err
	}
	for _, t := range page.Draft.Tasks {
		l.task(t, n)
	}
	slices.SortStableFunc(l.rows, func(a, b Owing) int {
		return cmp.Or(cmp.Compare(general(a), general(b)), cmp.Compare(a.Org.Protocol, b.Org.Protocol))
	})
	return l.rows, nil
}

// general is 1 for a row of no organisation, which stands after the others.
func general(o Owing) int {
	if o.Org.ID == "" {
		return 1
	}
	return 0
}

// ledger has one row per body.
type ledger struct {
	rows     []Owing
	byOrg    map[string]int
	assigned map[string]bool // bodies with a charge: they can be late
}

// mode notes how a body is named: one charge among requests makes it charged,
// but no body that the province can only ask (of the Party, the Front) is.
func (l *ledger) mode(row *Owing, requested bool) {
	l.assigned[row.Org.ID] = l.assigned[row.Org.ID] || !requested
	row.Requested = !row.Org.Assigned || !l.assigned[row.Org.ID]
}

func (l *ledger) of(o org.Org) *Owing {
	i, ok := l.byOrg[o.ID]
	if !ok {
		i = len(l.rows)
		l.byOrg[o.ID] = i
		l.rows = append(l.rows, Owing{Org: o, Name: o.Name, Requested: !o.Assigned})
	}
	return &l.rows[i]
}

func (s *Service) owedFor(ctx context.Context, r db.Reader, l *ledger, f FieldPage, day civil.Day) error {
	modes, err := s.orgs.FieldDuties(ctx, r, f.ID, day)
	if err != nil {
		return err
	}
	for _, o := range f.Leads {
		row := l.of(o)
		row.Leads = append(row.Leads, f.Field)
		for _, d := range modes {
			if d.OrgID == o.ID && d.Kind == org.Lead {
				l.mode(row, d.Mode == string(parse.Requested))
			}
		}
	}
	with, err := s.orgs.Coordinators(ctx, r, f.ID, day)
	for _, o := range with {
		row := l.of(o)
		row.With = append(row.With, f.Field)
	}
	return err
}

// task gives a task to each whom it names.
func (l *ledger) task(t parse.Task, n names) {
	for _, name := range t.Assignees {
		found := n.called(name)
		if len(found) != 1 {
			l.rows = append(l.rows, Owing{Name: name, Requested: t.Mode == parse.Requested, Tasks: []parse.Task{t}})
			continue
		}
		row := l.of(found[0])
		row.Tasks = append(row.Tasks, t)
		l.mode(row, t.Mode == parse.Requested)
	}
}
