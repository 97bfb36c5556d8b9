package exemplar

import (
	"context"

	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/nomination"
	"lantoa/internal/subject"
)

// veil works out what follows for the public from a field that must stay
// unnamed: the unit that leads it is not shown either, nor its district.
func (s *Service) veil(ctx context.Context, r db.Reader, e *Exemplar, granted map[subject.Purpose]bool) error {
	e.PublicDiscreet, e.PublicUnit, e.PublicDistrict = false, "", ""
	if !e.Public {
		return nil
	}
	if !granted[subject.Field] {
		sensitive, err := s.sensitiveFields(ctx, r, *e)
		if err != nil {
			return err
		}
		e.PublicDiscreet = len(sensitive) > 0
		if tells, err := s.orgs.UnderLead(ctx, r, e.UnitID, sensitive); err != nil || tells {
			return err
		}
	}
	e.PublicUnit = e.UnitID
	district, _, err := s.orgs.DistrictOf(ctx, r, e.UnitID, civil.DayOf(e.CreatedAt))
	e.PublicDistrict = district.ID
	return err
}

// sensitiveFields are those of the exemplar's fields, the further ones too,
// whose names tell of poverty.
func (s *Service) sensitiveFields(ctx context.Context, r db.Reader, e Exemplar) ([]string, error) {
	var out []string
	for _, id := range append([]string{e.FieldID}, e.MoreFields...) {
		f, err := s.plans.Field(ctx, r, id)
		if err != nil {
			return nil, err
		}
		if f.Sensitive {
			out = append(out, id)
		}
	}
	return out, nil
}

// shows reports whether the public may read a recognition's number and body:
// those of a lead agency tell its field.
func (e Exemplar) shows(g Recognition) bool {
	return !e.PublicDiscreet || g.Level == nomination.LevelProvince || g.OrgID == e.PublicUnit
}

// readOccupation keeps the occupation as it is when an editor clears the
// exemplar: later changes to the identity are not public until they are read.
func readOccupation(ctx context.Context, r db.Reader, e *Exemplar) error {
	who, err := subject.Get(ctx, r, e.SubjectID)
	e.Occupation = who.Occupation
	return err
}
