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
// there. after is the id of that one as the person saw it. Invalid names from_day
// (not after the last route's beginning), level and note; Conflict when another is
// the newest by now. The same route again changes nothing.
func (s *Service) ChangeRoute(ctx context.Context, actor access.Actor, v Route, after string) error {
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
	v.ID, v.ToDay = "", ""
	return s.db.Write(ctx, func(tx *db.Tx) error {
		all, err := allRoutes(ctx, tx)
		if err != nil {
			return err
		}
		last := newest(all, v.Level)
		switch id := last.ID; {
		case last.is(v):
			return nil
		case id != after:
			return errs.New(errs.Conflict, "setting.stale")
		case id != "" && v.FromDay <= last.FromDay:
			return bad.WithField("from_day", "route.from_day", last.FromDay)
		case id != "":
			if err := closeRoute(ctx, tx, actor.AccountID, id, v.FromDay); err != nil {
				return err
			}
		}
		v.ID = db.NewID()
		return insertRoute(ctx, tx, actor.AccountID, v)
	})
}

// newest is the route of the level that no other follows, the zero Route where
// there is none.
func newest(all []Route, level Level) Route {
	var last Route
	for _, r := range all {
		if r.Level == level && r.FromDay >= last.FromDay {
			last = r
		}
	}
	return last
}

// is reports the same route entered again.
func (r Route) is(other Route) bool {
	r.ID, other.ID = "", ""
	return r == other
}
