// Package law keeps legal references and the figures that rules turn on as data
// with validity: a new decree is a row, not a release.
package law

import (
	"context"
	"slices"
	"unicode/utf8"

	"lantoa/internal/access"
	"lantoa/internal/audit"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/officialdoc"
)

// Reference is a legal text in force for a time.
type Reference struct {
	ID      string
	Area    string // Emulation, "documents", …
	Title   string
	Number  string
	Issued  civil.Day // "" where it is not known
	Issuer  string    // who issued it: "Chính phủ"; "" where it is not known
	FromDay civil.Day
	ToDay   civil.Day
	Note    string
}

// Cite is the text as a paper names it at first.
func (t Reference) Cite(rules officialdoc.Rules) string {
	return rules.Citation(t.Title, t.Number, t.Issued, t.Issuer)
}

// Areas of law; the words are in the catalogue under "law.area.". The program
// itself asks for the first two.
const (
	Emulation           = "emulation"        // the law on emulation and commendation
	EmulationDecree     = "emulation_decree" // its decree
	EmulationCircular   = "emulation_circular"
	Documents           = "documents"
	Signatures          = "signatures"
	InformationSecurity = "security"
	PersonalData        = "personal_data"
	Portals             = "portals"
	LocalGovernment     = "local_government" // what people's committees rest on
)

// Areas lists them as they are shown.
func Areas() []string {
	return []string{Emulation, EmulationDecree, EmulationCircular, LocalGovernment, Documents, Signatures, PersonalData, InformationSecurity, Portals}
}

// Service has the queries on law and settings.
type Service struct{ db *db.DB }

// New makes the service.
func New(d *db.DB) *Service { return &Service{db: d} }

const columns = `id, area, title, number, issued, issuer, from_day, to_day, note`

// InForce is the reference of an area in force on the day; Conflict where there
// is none, for then a person must enter it first.
func (s *Service) InForce(ctx context.Context, r db.Reader, area string, day civil.Day) (Reference, error) {
	rows, err := db.All[Reference](ctx, r, `select `+columns+` from legal_reference where area = $1 and from_day <= $2 and (to_day = '' or to_day > $2)
		order by from_day desc, id limit 1`, area, day)
	if err != nil {
		return Reference{}, err
	}
	if len(rows) == 0 {
		return Reference{}, errs.New(errs.Conflict, "law.none_in_force", day)
	}
	return rows[0], nil
}

// Get is the reference with the id.
func (s *Service) Get(ctx context.Context, r db.Reader, id string) (Reference, error) {
	return db.One[Reference](ctx, r, `select `+columns+` from legal_reference where id = $1`, id)
}

// All lists the references by area and time.
func (s *Service) All(ctx context.Context) ([]Reference, error) {
	return db.All[Reference](ctx, s.db.Reader(), `select `+columns+` from legal_reference order by area, from_day, id`)
}

// Enter adds the text that takes the place of its area's newest one on
// text.FromDay, which ends there. after is the id of that newest one as the
// person saw it, "" where the area had none. Invalid when the text would begin
// before it; Conflict when another is the newest by now. The same text again
// changes nothing.
func (s *Service) Enter(ctx context.Context, actor access.Actor, text Reference, after string) (string, error) {
	if !access.May(actor, access.SettingManage) {
		return "", errs.New(errs.Denied, "error.denied")
	}
	if err := text.clean().OrNil(); err != nil {
		return "", err
	}
	text.ID, text.ToDay = db.NewID(), ""
	err := s.db.Write(ctx, func(tx *db.Tx) error {
		before, err := db.All[Reference](ctx, tx, `select `+columns+` from legal_reference where area = $1 order by from_day desc, id limit 1`, text.Area)
		if err != nil {
			return err
		}
		newest := ""
		for _, b := range before {
			if b.is(text) {
				text.ID = b.ID
				return nil
			}
			newest = b.ID
		}
		if newest != after {
			return errs.New(errs.Conflict, "setting.stale")
		}
		for _, b := range before {
			if text.FromDay <= b.FromDay {
				return errs.New(errs.Invalid, "error.invalid").WithField("from_day", "setting.from_day", b.FromDay)
			}
			if b.ToDay == "" || b.ToDay > text.FromDay {
				n, err := tx.Exec(ctx, `update legal_reference set to_day = $2 where id = $1 and to_day = $3`, b.ID, text.FromDay, b.ToDay)
				if err != nil {
					return err
				}
				if n == 0 { // somebody was faster
					return errs.New(errs.Conflict, "setting.stale")
				}
			}
		}
		if _, err := insertReference(ctx, tx, text); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{ActorID: actor.AccountID, Action: "law.enter", Entity: "legal_reference", EntityID: text.ID, Version: 1,
			Meta: map[string]any{"before": before, "after": text}})
	})
	return text.ID, err
}

// is reports the same text entered again.
func (t Reference) is(other Reference) bool {
	t.ID, other.ID = "", ""
	return t == other
}

func (t *Reference) clean() *errs.Error {
	bad := errs.New(errs.Invalid, "error.invalid")
	for _, f := range []struct {
		field string
		text  *string
		limit int
		need  bool
	}{{"area", &t.Area, 40, true}, {"title", &t.Title, 400, true}, {"number", &t.Number, 60, true}, {"issuer", &t.Issuer, 200, false}, {"note", &t.Note, 1000, false}} {
		*f.text = i18n.Clean(*f.text)
		if f.need && *f.text == "" {
			bad.WithField(f.field, "field.required")
		}
		if utf8.RuneCountInString(*f.text) > f.limit {
			bad.WithField(f.field, "field.too_long", f.limit)
		}
	}
	if t.Area != "" && !slices.Contains(Areas(), t.Area) {
		bad.WithField("area", "field.choice")
	}
	if t.FromDay.IsZero() {
		bad.WithField("from_day", "field.required")
	}
	return bad
}

func insertReference(ctx context.Context, tx *db.Tx, v Reference) (int64, error) {
	return tx.Exec(ctx, `insert into legal_reference (`+columns+`) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (id) do nothing`,
		v.ID, v.Area, v.Title, v.Number, v.Issued, v.Issuer, v.FromDay, v.ToDay, v.Note)
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
// after is the day on which that one began, as the person saw it. NotFound for a
// key that no rule knows; Invalid when the figure would begin before that one;
// Conflict when another is the newest by now. The same figure again changes nothing.
func (s *Service) SetInt(ctx context.Context, actor access.Actor, key string, value int, from, after civil.Day) error {
	if !access.May(actor, access.SettingManage) || OfSecurity(key) && !access.May(actor, access.SecurityManage) {
		return errs.New(errs.Denied, "error.denied")
	}
	bad := errs.New(errs.Invalid, "error.invalid")
	if low, high := Bounds(key); value < low || value > high {
		bad.WithField("value", "field.range", low, high)
	}
	if from.IsZero() {
		bad.WithField("from_day", "field.required")
	}
	if err := bad.OrNil(); err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		last, err := db.One[Setting](ctx, tx, `select key, value, from_day, to_day from setting where key = $1 order by from_day desc limit 1`, key)
		switch {
		case err != nil:
			return err
		case last.Value == value && last.FromDay == from:
			return nil
		case last.FromDay != after:
			return errs.New(errs.Conflict, "setting.stale")
		case from <= last.FromDay:
			return errs.New(errs.Invalid, "error.invalid").WithField("from_day", "setting.from_day", last.FromDay)
		}
		n, err := tx.Exec(ctx, `update setting set to_day = $3 where key = $1 and from_day = $2 and to_day = $4`, key, last.FromDay, from, last.ToDay)
		if err != nil {
			return err
		}
		if n == 0 { // somebody was faster
			return errs.New(errs.Conflict, "setting.stale")
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
		var added int64
		for _, v := range seedReferences() {
			n, err := insertReference(ctx, tx, v)
			if err != nil {
				return err
			}
			added += n
		}
		for _, v := range seedSettings() {
			// One that was changed since begins on the same day and stays as it is.
			n, err := tx.Exec(ctx, `insert into setting (key, value, from_day, to_day) values ($1, $2, $3, '') on conflict (key, from_day) do nothing`,
				v.Key, v.Value, v.FromDay)
			if err != nil {
				return err
			}
			added += n
		}
		n, err := seedRules(ctx, tx)
		if added += n; err != nil || added == 0 {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "law.seed", Entity: "law_seed", EntityID: "program", Meta: map[string]int64{"rows": added}})
	})
}
