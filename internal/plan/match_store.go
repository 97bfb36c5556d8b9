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

// names looks up whom the plan's names mean: who bore them when it was issued, or
// bears them now.
type names struct{ then, now org.Directory }

// names reads the bodies of the day of issue and of today.
func (s *Service) names(ctx context.Context, r db.Reader, issued civil.Day) (names, error) {
	var n names
	var err error
	day, today := chargeDay(r, issued), civil.DayOf(r.Now())
	if n.then, err = s.orgs.Directory(ctx, r, day); err != nil || day == today {
		n.now = n.then
		return n, err
	}
	n.now, err = s.orgs.Directory(ctx, r, today)
	return n, err
}

func (n names) called(name string) []org.Org {
	if found := n.then.Match(name); len(found) > 0 {
		return found
	}
	return n.now.Match(name)
}

// match finds the organisations of the bodies of which nobody has said yet what
// they are.
func (s *Service) match(ctx context.Context, r db.Reader, doc *reading.Reading) error {
	if len(doc.Unmatched()) == 0 {
		return nil
	}
	n, err := s.names(ctx, r, civil.Day(doc.Date))
	if err != nil {
		return err
	}
	for i := range doc.Fields {
		f := &doc.Fields[i]
		for _, all := range [][]reading.Body{f.Leads, f.Coordinating} {
			for j := range all {
				n.match(&all[j])
			}
		}
	}
	return nil
}

func (n names) match(b *reading.Body) {
	if b.Match != reading.Open || b.Name == "" {
		return
	}
	found := n.called(b.Name)
	switch {
	case len(found) == 1:
		b.Match, b.OrgID = reading.One, found[0].ID
	case len(n.then.Group(b.Name)) > 0:
		b.Match = reading.Group
	case leavesOpen(b.Name):
		b.Match = reading.Undefined
	}
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

// duties are the charges that a field of the reading gives, those of a group one
// by one as it is in the directory.
func duties(f reading.Field, dir org.Directory) []org.Duty {
	var out []org.Duty
	add := func(b reading.Body, kind org.DutyKind) {
		d := org.Duty{Kind: kind, FieldID: f.StoredID, Mode: string(b.Mode), Scope: b.Scope}
		switch b.Match {
		case reading.One:
			d.OrgID = b.OrgID
			out = append(out, d)
		case reading.Group:
			for _, o := range dir.Group(b.Name) {
				d.OrgID = o.ID
				out = append(out, d)
			}
		}
	}
	for _, b := range f.Leads {
		add(b, org.Lead)
	}
	for _, b := range f.Coordinating {
		add(b, org.Coordinate)
	}
	return out
}

// charge charges who is new to the field from the day on and releases who is in
// it no more. Who stays is not touched: a resolution may since have passed the
// charge on to a successor. The charges of a field that the version drops stay
// too, for dossiers in it are still on their way.
func (w *adoption) charge(ctx context.Context, f reading.Field) error {
	now := duties(f, w.then)
	before := map[org.Duty]bool{}
	for _, old := range w.before.Fields {
		if old.StoredID != f.StoredID {
			continue
		}
		for _, d := range duties(old, w.former) { // a group as it was then: its new members are new to the field
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
			if err := w.orgs.EndDuty(ctx, w.tx, w.by, d.ID, w.From); err != nil {
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
		if err := w.orgs.AddDuty(ctx, w.tx, w.by, d); err != nil {
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
