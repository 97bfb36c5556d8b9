package nomination

import (
	"context"
	"unicode/utf8"

	"lantoa/internal/access"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
)

// SeedRoutes enters the customer's routes where there are none.
func (s *Service) SeedRoutes(ctx context.Context) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		have, err := allRoutes(ctx, tx)
		if err != nil || len(have) > 0 {
			return err
		}
		for _, v := range DefaultRoutes() {
			v.ID = db.NewID()
			if err := insertRoute(ctx, tx, "", v); err != nil {
				return err
			}
		}
		return nil
	})
}

// Routes lists all routes by level and time.
func (s *Service) Routes(ctx context.Context) ([]Route, error) {
	return allRoutes(ctx, s.db.Reader())
}

// RouteToday is the route in force today for the level.
func (s *Service) RouteToday(ctx context.Context, level Level) (Route, bool, error) {
	r := s.db.Reader()
	all, err := allRoutes(ctx, r)
	if err != nil {
		return Route{}, false, err
	}
	v, ok := routeOn(all, level, civil.DayOf(r.Now()))
	return v, ok, nil
}

// ChangeRoute gives a level a new route from a day on; the one before ends
// there. Invalid names from_day (not after the last route's beginning) and note.
func (s *Service) ChangeRoute(ctx context.Context, actor access.Actor, v Route) error {
	if !access.May(actor, access.SettingManage) {
		return errs.New(errs.Denied, "error.denied")
	}
	bad := errs.New(errs.Invalid, "error.invalid")
	v.Note = i18n.Clean(v.Note)
	if !v.Level.Valid() {
		bad.WithField("level", "field.required")
	}
	if v.FromDay.IsZero() {
		bad.WithField("from_day", "field.required")
	}
	if utf8.RuneCountInString(v.Note) > titleLimit {
		bad.WithField("note", "field.too_long", titleLimit)
	}
	if err := bad.OrNil(); err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		all, err := allRoutes(ctx, tx)
		if err != nil {
			return err
		}
		for _, have := range all {
			if have.Level != v.Level || have.ToDay != "" {
				continue
			}
			if v.FromDay <= have.FromDay {
				return bad.WithField("from_day", "route.from_day", have.FromDay)
			}
			if err := closeRoute(ctx, tx, actor.AccountID, have.ID, v.FromDay); err != nil {
				return err
			}
		}
		v.ID, v.ToDay = db.NewID(), ""
		return insertRoute(ctx, tx, actor.AccountID, v)
	})
}
