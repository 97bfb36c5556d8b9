// Package law keeps legal references and the figures that rules turn on as data
// with validity: a new decree is a row, not a release.
package law

import (
	"context"

	"lantoa/internal/access"
	"lantoa/internal/audit"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
)

// Reference is a legal text in force for a time.
type Reference struct {
	ID      string
	Area    string // "emulation", "documents", …
	Title   string
	Number  string
	FromDay civil.Day
	ToDay   civil.Day
	Note    string
}

// Service has the queries on law and settings.
type Service struct{ db *db.DB }

// New makes the service.
func New(d *db.DB) *Service { return &Service{db: d} }

const columns = `id, area, title, number, from_day, to_day, note`

// InForce is the reference of an area in force on the day.
func (s *Service) InForce(ctx context.Context, r db.Reader, area string, day civil.Day) (Reference, error) {
	return db.One[Reference](ctx, r, `select `+columns+` from legal_reference where area = $1 and from_day <= $2 and (to_day = '' or to_day > $2)
		order by from_day desc limit 1`, area, day)
}

// Get is the reference with the id.
func (s *Service) Get(ctx context.Context, r db.Reader, id string) (Reference, error) {
	return db.One[Reference](ctx, r, `select `+columns+` from legal_reference where id = $1`, id)
}

// All lists the references by area and time.
func (s *Service) All(ctx context.Context) ([]Reference, error) {
	return db.All[Reference](ctx, s.db.Reader(), `select `+columns+` from legal_reference order by area, from_day, id`)
}

// Settings that rules turn on.
const (
	ReturnDays = "return_days" // calendar days that a return gives when no deadline is typed
)

// Setting is a figure in force for a time.
type Setting struct {
	Key     string
	Value   int
	FromDay civil.Day
	ToDay   civil.Day
}

// Int is the figure of a setting on the day; NotFound where none is in force.
func (s *Service) Int(ctx context.Context, r db.Reader, key string, day civil.Day) (int, error) {
	return db.One[int](ctx, r, `select value from setting where key = $1 and from_day <= $2 and (to_day = '' or to_day > $2) order by from_day desc limit 1`, key, day)
}

// Settings lists the figures by key and time.
func (s *Service) Settings(ctx context.Context) ([]Setting, error) {
	return db.All[Setting](ctx, s.db.Reader(), `select key, value, from_day, to_day from setting order by key, from_day`)
}

// SetInt gives a setting a new figure from a day on; the one before ends there.
func (s *Service) SetInt(ctx context.Context, actor access.Actor, key string, value int, from civil.Day) error {
	if !access.May(actor, access.SettingManage) {
		return errs.New(errs.Denied, "error.denied")
	}
	if value < 1 || value > 10000 {
		return errs.New(errs.Invalid, "error.invalid").WithField("value", "field.number")
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		last, err := db.One[Setting](ctx, tx, `select key, value, from_day, to_day from setting where key = $1 order by from_day desc limit 1`, key)
		if err != nil {
			return err
		}
		if from <= last.FromDay {
			return errs.New(errs.Invalid, "error.invalid").WithField("from_day", "setting.from_day", last.FromDay)
		}
		if _, err := tx.Exec(ctx, `update setting set to_day = $3 where key = $1 and from_day = $2`, key, last.FromDay, from); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `insert into setting (key, value, from_day, to_day) values ($1, $2, $3, '')`, key, value, from); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{ActorID: actor.AccountID, Action: "setting.change", Entity: "setting", EntityID: key,
			Meta: map[string]any{"before": last.Value, "after": value, "from": from}})
	})
}

// Seed enters the references and figures of the day on which this was written;
// what is there stays.
func (s *Service) Seed(ctx context.Context) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		for _, v := range seedReferences() {
			if _, err := tx.Exec(ctx, `insert into legal_reference (`+columns+`) values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing`,
				v.ID, v.Area, v.Title, v.Number, v.FromDay, v.ToDay, v.Note); err != nil {
				return err
			}
		}
		_, err := tx.Exec(ctx, `insert into setting (key, value, from_day, to_day) values ($1, 10, '2021-01-01', '') on conflict (key, from_day) do nothing`, ReturnDays)
		return err
	})
}
