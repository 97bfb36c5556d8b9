package org

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"lantoa/internal/audit"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
)

// Service has the commands and queries on organisations.
type Service struct {
	db    *db.DB
	names *directory
	// renamed is told of a body that has another name from a day on.
	renamed func(ctx context.Context, tx *db.Tx, id string, from civil.Day) error
}

// WhenRenamed says what follows, in the same transaction, when a body was given a
// name. For the wiring of the program.
func (s *Service) WhenRenamed(do func(ctx context.Context, tx *db.Tx, id string, from civil.Day) error) {
	s.renamed = do
}

// New makes the service.
func New(d *db.DB) *Service { return &Service{db: d, names: &directory{}} }

const columns = `o.id, o.kind, o.assigned, o.protocol, o.founded, o.dissolved, o.illustration, o.version, n.name, n.short, n.place, n.abbr`

// onDay joins a body to its name of the day $1.
const onDay = ` from org o join org_name n on n.org_id = o.id and n.from_day <= $1 and (n.to_day = '' or n.to_day > $1) `

// Get is the body under its name of the day.
func (s *Service) Get(ctx context.Context, r db.Reader, id string, day civil.Day) (Org, error) {
	return db.One[Org](ctx, r, `select `+columns+onDay+`where o.id = $2`, day, id)
}

// ByIDs gives bodies under their names of the day.
func (s *Service) ByIDs(ctx context.Context, r db.Reader, ids []string, day civil.Day) (map[string]Org, error) {
	all, err := db.All[Org](ctx, r, `select `+columns+onDay+`where o.id = any($2)`, day, ids)
	out := make(map[string]Org, len(all))
	for _, o := range all {
		out[o.ID] = o
	}
	return out, err
}

// All lists the bodies of a day in protocol order.
func (s *Service) All(ctx context.Context, r db.Reader, day civil.Day) ([]Org, error) {
	return db.All[Org](ctx, r, `select `+columns+onDay+`where o.dissolved = '' or o.dissolved > $1 order by o.protocol, o.id`, day)
}

// Filter narrows the list of bodies.
type Filter struct {
	Kind  Kind   // "" for all
	Query string // part of a name, with or without accents
	After string // the last body of the page before; "" for the first page
	Limit int    // 50 when 0
}

// List pages the bodies of a day in protocol order; more reports a next page.
// NotFound when After is no body.
func (s *Service) List(ctx context.Context, r db.Reader, day civil.Day, f Filter) (rows []Org, more bool, err error) {
	if f.Limit <= 0 {
		f.Limit = 50
	}
	words := i18n.Fold(f.Query)
	if words != "" && f.Kind == "" && f.After == "" {
		if rows, err = s.names.named(ctx, r, day, words); len(rows) > f.Limit {
			return rows[:f.Limit], true, err
		}
		return rows, false, err
	}
	last := 0
	if f.After != "" {
		if last, err = db.One[int](ctx, r, `select protocol from org where id = $1`, f.After); err != nil {
			return nil, false, err
		}
	}
	text, args := listQuery(day, f, last)
	rows, err = db.All[Org](ctx, r, text, args...)
	if words != "" {
		rows = slices.DeleteFunc(rows, func(o Org) bool { return !strings.Contains(i18n.Fold(o.Full()+" "+o.Short+" "+o.Abbr), words) })
	}
	if len(rows) > f.Limit {
		return rows[:f.Limit], true, err
	}
	return rows, false, err
}

// listQuery reads on to the end where names are searched: a province has some
// 1,500 bodies, so that an index of parts of names would cost more than it saves.
func listQuery(day civil.Day, f Filter, last int) (string, []any) {
	text, args := `select `+columns+onDay+`where (o.dissolved = '' or o.dissolved > $1)`, []any{day}
	if f.Kind != "" {
		args = append(args, string(f.Kind))
		text += fmt.Sprintf(` and o.kind = $%d`, len(args))
	}
	if f.After != "" {
		args = append(args, last, f.After)
		text += fmt.Sprintf(` and (o.protocol, o.id) > ($%d, $%d)`, len(args)-1, len(args))
	}
	text += ` order by o.protocol, o.id`
	if i18n.Fold(f.Query) == "" {
		text += fmt.Sprintf(` limit %d`, f.Limit+1)
	}
	return text, args
}

// Parent is the body above on the day.
func (s *Service) Parent(ctx context.Context, r db.Reader, id string, day civil.Day) (Org, bool, error) {
	rows, err := db.All[Org](ctx, r, `select `+columns+onDay+`join org_parent p on p.parent_id = o.id and p.from_day <= $1 and (p.to_day = '' or p.to_day > $1)
		where p.org_id = $2`, day, id)
	if err != nil || len(rows) == 0 {
		return Org{}, false, err
	}
	return rows[0], true, nil
}

// Children lists the bodies directly below on the day, in protocol order.
func (s *Service) Children(ctx context.Context, r db.Reader, id string, day civil.Day) ([]Org, error) {
	return db.All[Org](ctx, r, `select `+columns+onDay+`join org_parent p on p.org_id = o.id and p.from_day <= $1 and (p.to_day = '' or p.to_day > $1)
		where p.parent_id = $2 order by o.protocol, o.id`, day, id)
}

// District is the district directly above a commune on the day; false where
// there is none.
func (s *Service) District(ctx context.Context, r db.Reader, id string, day civil.Day) (Org, bool, error) {
	p, ok, err := s.Parent(ctx, r, id, day)
	return p, ok && p.Kind == District, err
}

func (s *Service) withDuty(ctx context.Context, r db.Reader, kind DutyKind, fieldID string, day civil.Day) ([]Org, error) {
	return db.All[Org](ctx, r, `select `+columns+onDay+`join org_duty d on d.org_id = o.id and d.from_day <= $1 and (d.to_day = '' or d.to_day > $1)
		where d.kind = $2 and d.field_id = $3 order by o.protocol, o.id`, day, string(kind), fieldID)
}

// Standing is the standing office of the council on the day (V.5).
func (s *Service) Standing(ctx context.Context, r db.Reader, day civil.Day) (Org, error) {
	return s.only(ctx, r, Standing, day, "org.no_standing")
}

// Decider is the People's Committee whose Chairman decides on the day.
func (s *Service) Decider(ctx context.Context, r db.Reader, day civil.Day) (Org, error) {
	return s.only(ctx, r, Decide, day, "org.no_decider")
}

func (s *Service) only(ctx context.Context, r db.Reader, kind DutyKind, day civil.Day, key string) (Org, error) {
	rows, err := s.withDuty(ctx, r, kind, "", day)
	if err != nil {
		return Org{}, err
	}
	if len(rows) == 0 {
		return Org{}, errs.New(errs.Conflict, key, day)
	}
	return rows[0], nil
}

// Leads lists the lead agencies of a field on the day, in protocol order.
func (s *Service) Leads(ctx context.Context, r db.Reader, fieldID string, day civil.Day) ([]Org, error) {
	return s.withDuty(ctx, r, Lead, fieldID, day)
}

// Coordinators lists the co-ordinating agencies of a field on the day.
func (s *Service) Coordinators(ctx context.Context, r db.Reader, fieldID string, day civil.Day) ([]Org, error) {
	return s.withDuty(ctx, r, Coordinate, fieldID, day)
}

const dutyColumns = `id, org_id, kind, field_id, mode, scope, from_day, to_day`

// Duties lists what a body is charged with on the day.
func (s *Service) Duties(ctx context.Context, r db.Reader, orgID string, day civil.Day) ([]Duty, error) {
	return db.All[Duty](ctx, r, `select `+dutyColumns+` from org_duty where org_id = $1 and from_day <= $2 and (to_day = '' or to_day > $2) order by kind, field_id`, orgID, day)
}

// LeadDuties lists the lead duties of all fields on the day.
func (s *Service) LeadDuties(ctx context.Context, r db.Reader, day civil.Day) ([]Duty, error) {
	return db.All[Duty](ctx, r, `select `+dutyColumns+` from org_duty where kind in ('lead', 'coordinate') and from_day <= $1 and (to_day = '' or to_day > $1) order by id`, day)
}

// FieldDuties lists who is charged with a field on the day.
func (s *Service) FieldDuties(ctx context.Context, r db.Reader, fieldID string, day civil.Day) ([]Duty, error) {
	return db.All[Duty](ctx, r, `select `+dutyColumns+` from org_duty where field_id = $1 and from_day <= $2 and (to_day = '' or to_day > $2) order by id`, fieldID, day)
}

// AddDuty charges a body with something, in the caller's transaction. One that is
// there already stays as it is.
func (s *Service) AddDuty(ctx context.Context, tx *db.Tx, actorID string, d Duty) error {
	if d.ID == "" {
		d.ID = db.NewID()
	}
	n, err := tx.Exec(ctx, `insert into org_duty (`+dutyColumns+`) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing`,
		d.ID, d.OrgID, string(d.Kind), d.FieldID, d.Mode, d.Scope, d.FromDay, d.ToDay)
	if err != nil || n == 0 {
		return err
	}
	return audit.Write(ctx, tx, audit.Entry{ActorID: actorID, Action: "duty.add", Entity: "org_duty", EntityID: d.ID, Version: 1, Meta: d})
}

// EndDuty ends a charge from the day on, in the caller's transaction.
func (s *Service) EndDuty(ctx context.Context, tx *db.Tx, actorID, id string, day civil.Day) error {
	n, err := tx.Exec(ctx, `update org_duty set to_day = $1 where id = $2 and (to_day = '' or to_day > $1)`, day, id)
	if err != nil || n == 0 {
		return err
	}
	return audit.Write(ctx, tx, audit.Entry{ActorID: actorID, Action: "duty.end", Entity: "org_duty", EntityID: id, Meta: map[string]civil.Day{"to": day}})
}

// Names lists a body's names, oldest first, with the days they held.
func (s *Service) Names(ctx context.Context, r db.Reader, id string) ([]DatedName, error) {
	return db.All[DatedName](ctx, r, `select name, short, place, abbr, from_day, to_day from org_name where org_id = $1 order by from_day`, id)
}

// DatedName is a name with its validity.
type DatedName struct {
	Name    string
	Short   string
	Place   string
	Abbr    string
	FromDay civil.Day
	ToDay   civil.Day
}

// Blocs lists the blocs of a day with members, head and monitor.
func (s *Service) Blocs(ctx context.Context, r db.Reader, day civil.Day) ([]Bloc, error) {
	blocs, err := db.All[Bloc](ctx, r, `select id, name, illustration from bloc where from_day <= $1 and (to_day = '' or to_day > $1) order by name, id`, day)
	if err != nil {
		return nil, err
	}
	members, err := db.All[struct {
		BlocID, OrgID string
		Head          bool
	}](ctx, r, `select m.bloc_id, m.org_id, m.head from bloc_member m join org o on o.id = m.org_id
		where m.from_day <= $1 and (m.to_day = '' or m.to_day > $1) order by o.protocol, o.id`, day)
	if err != nil {
		return nil, err
	}
	monitors, err := db.All[struct{ BlocID, OrgID string }](ctx, r, `select bloc_id, org_id from bloc_monitor where from_day <= $1 and (to_day = '' or to_day > $1) order by bloc_id, org_id`, day)
	for i := range blocs {
		for _, m := range members {
			if m.BlocID == blocs[i].ID {
				blocs[i].MemberIDs = append(blocs[i].MemberIDs, m.OrgID)
				if m.Head {
					blocs[i].HeadID = m.OrgID
				}
			}
		}
		for _, m := range monitors {
			if m.BlocID == blocs[i].ID {
				blocs[i].MonitorID = m.OrgID
			}
		}
	}
	return blocs, err
}
