package plan

import (
	"context"
	"strings"

	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/i18n"
	"lantoa/internal/org"
	"lantoa/internal/plan/reading"
)

// match finds the organisations of the bodies of which nobody has said yet what
// they are.
func (s *Service) match(ctx context.Context, r db.Reader, doc *reading.Reading) error {
	day := chargeDay(r, civil.Day(doc.Date))
	for i := range doc.Fields {
		f := &doc.Fields[i]
		for _, all := range [][]reading.Body{f.Leads, f.Coordinating} {
			for j := range all {
				if err := s.matchBody(ctx, r, &all[j], day); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (s *Service) matchBody(ctx context.Context, r db.Reader, b *reading.Body, day civil.Day) error {
	if b.Match != reading.Open || b.Name == "" {
		return nil
	}
	group, err := s.orgs.Group(ctx, r, b.Name, day)
	if err != nil {
		return err
	}
	found, err := s.called(ctx, r, b.Name, day)
	switch {
	case err != nil:
		return err
	case len(found) == 1:
		b.Match, b.OrgID = reading.One, found[0].ID
	case len(group) > 0:
		b.Match = reading.Group
	case leavesOpen(b.Name):
		b.Match = reading.Undefined
	}
	return nil
}

// leavesOpen reports a name that leaves to the lead agency who is meant: "các cơ
// quan, đơn vị liên quan".
func leavesOpen(name string) bool {
	key := i18n.Fold(name)
	return strings.HasPrefix(key, "cac ") || strings.Contains(key, "lien quan")
}

// chargeDay is the day on whose names the plan calls bodies.
func chargeDay(r db.Reader, issued civil.Day) civil.Day {
	if issued.IsZero() {
		return civil.DayOf(r.Now())
	}
	return issued
}

// called finds who bore the name when the plan was issued, or bears it now.
func (s *Service) called(ctx context.Context, r db.Reader, name string, day civil.Day) ([]org.Org, error) {
	found, err := s.orgs.Match(ctx, r, name, day)
	if err != nil || len(found) > 0 {
		return found, err
	}
	return s.orgs.Match(ctx, r, name, civil.DayOf(r.Now()))
}

// duties are the charges that a field of the reading gives, those of a group one
// by one.
func (s *Service) duties(ctx context.Context, r db.Reader, f reading.Field, day civil.Day) ([]org.Duty, error) {
	var out []org.Duty
	add := func(b reading.Body, kind org.DutyKind) error {
		d := org.Duty{Kind: kind, FieldID: f.StoredID, Mode: string(b.Mode), Scope: b.Scope}
		switch b.Match {
		case reading.One:
			d.OrgID = b.OrgID
			out = append(out, d)
		case reading.Group:
			members, err := s.orgs.Group(ctx, r, b.Name, day)
			if err != nil {
				return err
			}
			for _, o := range members {
				d.OrgID = o.ID
				out = append(out, d)
			}
		}
		return nil
	}
	for _, b := range f.Leads {
		if err := add(b, org.Lead); err != nil {
			return nil, err
		}
	}
	for _, b := range f.Coordinating {
		if err := add(b, org.Coordinate); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// charge charges who is new to the field from the day on and releases who is in
// it no more. Who stays is not touched: a resolution may since have passed the
// charge on to a successor. The charges of a field that the version drops stay
// too, for dossiers in it are still on their way.
func (w *adoption) charge(ctx context.Context, f reading.Field) error {
	now, err := w.duties(ctx, w.tx, f, w.From)
	if err != nil {
		return err
	}
	before := map[org.Duty]bool{}
	for _, old := range w.before.Fields {
		if old.StoredID != f.StoredID {
			continue
		}
		was, err := w.duties(ctx, w.tx, old, w.last) // a group as it was then: its new members are new to the field
		if err != nil {
			return err
		}
		for _, d := range was {
			before[d] = true
		}
	}
	live, err := w.orgs.FieldDuties(ctx, w.tx, f.StoredID, w.From)
	if err != nil {
		return err
	}
	wanted := map[org.Duty]bool{}
	for _, d := range now {
		wanted[d] = true
	}
	for _, d := range live {
		key := keyOf(d)
		if before[key] && !wanted[key] {
			if err := w.orgs.EndDuty(ctx, w.tx, d.ID, w.From); err != nil {
				return err
			}
		}
		before[key] = true // it is charged already
	}
	for _, d := range now {
		if before[d] {
			continue
		}
		before[d] = true
		d.FromDay = w.From
		if err := w.orgs.AddDuty(ctx, w.tx, d); err != nil {
			return err
		}
	}
	return nil
}

// keyOf is a charge without its ID and its days.
func keyOf(d org.Duty) org.Duty {
	d.ID, d.FromDay, d.ToDay = "", "", ""
	return d
}
