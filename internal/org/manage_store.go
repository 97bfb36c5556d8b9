package org

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
)

// Input is what an administrator types about a body.
type Input struct {
	Kind     Kind
	Name     string
	Short    string
	Place    string
	Abbr     string
	ParentID string
	Assigned bool
	FromDay  civil.Day // since when the body, or its new name, stands
}

func (in *Input) clean() *errs.Error {
	bad := errs.New(errs.Invalid, "error.invalid")
	for _, f := range []struct {
		field string
		text  *string
		limit int
		need  bool
	}{{"name", &in.Name, 200, true}, {"short", &in.Short, 120, false}, {"place", &in.Place, 200, false}, {"abbr", &in.Abbr, 30, false}} {
		*f.text = i18n.Clean(*f.text)
		if f.need && *f.text == "" {
			bad.WithField(f.field, "field.required")
		}
		if utf8.RuneCountInString(*f.text) > f.limit {
			bad.WithField(f.field, "field.too_long", f.limit)
		}
	}
	if in.Short == "" {
		in.Short = in.Name
	}
	if in.FromDay.IsZero() {
		bad.WithField("from_day", "field.required")
	}
	return bad
}

// Create enters a body, for the administrator.
func (s *Service) Create(ctx context.Context, actor access.Actor, in Input) (id string, err error) {
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		id, err = s.CreateIn(ctx, tx, actor, in)
		return err
	})
	return id, err
}

// CreateIn is Create in the caller's transaction.
func (s *Service) CreateIn(ctx context.Context, tx *db.Tx, actor access.Actor, in Input) (string, error) {
	if !access.May(actor, access.OrgManage) {
		return "", errs.New(errs.Denied, "error.denied")
	}
	bad := in.clean()
	if !slices.Contains(Kinds(), in.Kind) {
		bad.WithField("kind", "field.required")
	}
	if err := bad.OrNil(); err != nil {
		return "", err
	}
	if in.ParentID != "" {
		if _, err := s.Get(ctx, tx, in.ParentID, civil.DayOf(tx.Now())); err != nil {
			return "", errs.New(errs.Invalid, "error.invalid").WithField("parent", "field.choice")
		}
	}
	o := Org{ID: db.NewID(), Kind: in.Kind, Assigned: in.Assigned, Founded: in.FromDay, Version: 1, Name: in.Name, Short: in.Short, Place: in.Place, Abbr: in.Abbr}
	if err := oneByOne(ctx, tx); err != nil {
		return "", err
	}
	if err := s.unused(ctx, tx, o, in.FromDay); err != nil {
		return "", err
	}
	var err error
	if o.Protocol, err = nextProtocol(ctx, tx, in.Kind); err != nil {
		return "", err
	}
	if err := insertOrg(ctx, tx, o, "", in.ParentID); err != nil {
		return "", err
	}
	return o.ID, audit.Write(ctx, tx, audit.Entry{ActorID: actor.AccountID, Action: "org.create", Entity: "org", EntityID: o.ID, Version: 1, Meta: in})
}

// Rename gives a body a new name from a day on; records of before keep the old
// one. Conflict when the version is stale.
func (s *Service) Rename(ctx context.Context, actor access.Actor, id string, version int64, in Input) error {
	return s.db.Write(ctx, func(tx *db.Tx) error { return s.RenameIn(ctx, tx, actor, id, version, in) })
}

// RenameIn is Rename in the caller's transaction.
func (s *Service) RenameIn(ctx context.Context, tx *db.Tx, actor access.Actor, id string, version int64, in Input) error {
	if !access.May(actor, access.OrgManage) {
		return errs.New(errs.Denied, "error.denied")
	}
	bad := in.clean()
	if err := bad.OrNil(); err != nil {
		return err
	}
	names, err := s.Names(ctx, tx, id)
	if err != nil {
		return err
	}
	if len(names) == 0 {
		return errs.New(errs.NotFound, "error.not_found")
	}
	last := names[len(names)-1]
	if in.FromDay <= last.FromDay {
		return bad.WithField("from_day", "org.name_day", last.FromDay)
	}
	o := Org{ID: id, Name: in.Name, Short: in.Short, Place: in.Place, Abbr: in.Abbr}
	if err := s.unused(ctx, tx, o, in.FromDay); err != nil {
		return err
	}
	n, err := tx.Exec(ctx, `update org set version = version + 1 where id = $1 and version = $2`, id, version)
	if err != nil {
		return err
	}
	if n == 0 {
		return errs.New(errs.Conflict, "error.stale")
	}
	if _, err := tx.Exec(ctx, `update org_name set to_day = $3 where org_id = $1 and from_day = $2`, id, last.FromDay, in.FromDay); err != nil {
		return err
	}
	if err := insertName(ctx, tx, o, in.FromDay); err != nil {
		return err
	}
	if s.renamed != nil {
		if err := s.renamed(ctx, tx, id, in.FromDay); err != nil {
			return err
		}
	}
	return audit.Write(ctx, tx, audit.Entry{ActorID: actor.AccountID, Action: "org.rename", Entity: "org", EntityID: id, Version: version + 1,
		Meta: map[string]any{"before": last, "after": in}})
}

// unused checks that no other body of the day has the whole name: a second
// click, or a body entered twice.
func (s *Service) unused(ctx context.Context, r db.Reader, o Org, day civil.Day) error {
	same, err := db.All[Org](ctx, r, `select `+columns+onDay+`where n.folded = $2 and o.id <> $3`, day, i18n.Fold(o.Name), o.ID)
	for _, other := range same {
		if i18n.Fold(other.Full()) == i18n.Fold(o.Full()) {
			return errs.New(errs.Invalid, "error.invalid").WithField("name", "org.name_taken", other.Full())
		}
	}
	return err
}

// nextProtocol is the place behind the last body of the kind. The hundreds are
// the seed's.
func nextProtocol(ctx context.Context, r db.Reader, kind Kind) (int, error) {
	first := map[Kind]int{Province: 1000, Party: 2000, Front: 3000, Mass: 3100, Department: 4000, Unit: 4900, Justice: 5000, Armed: 5100,
		Central: 5200, Association: 5300, PublicUnit: 5400, District: 7000, Commune: 8000, Enterprise: 9000}
	return db.One[int](ctx, r, `select coalesce(max(protocol), $2) + 5 from org where kind = $1`, string(kind), first[kind])
}

func insertOrg(ctx context.Context, tx *db.Tx, o Org, code, parentID string) error {
	_, err := tx.Exec(ctx, `insert into org (id, kind, assigned, protocol, founded, dissolved, illustration, version) values ($1, $2, $3, $4, $5, '', $6, $7)`,
		o.ID, string(o.Kind), o.Assigned, o.Protocol, o.Founded, o.Illustration, o.Version)
	if err != nil {
		return err
	}
	if err := insertName(ctx, tx, o, o.Founded); err != nil {
		return err
	}
	if code != "" {
		if _, err := tx.Exec(ctx, `insert into org_code (org_id, code, from_day, to_day) values ($1, $2, $3, '')`, o.ID, code, o.Founded); err != nil {
			return err
		}
	}
	if _, err := tx.Exec(ctx, `insert into org_closure (ancestor_id, descendant_id, depth) values ($1, $1, 0)`, o.ID); err != nil || parentID == "" {
		return err
	}
	if _, err := tx.Exec(ctx, `insert into org_parent (org_id, parent_id, from_day, to_day) values ($1, $2, $3, '')`, o.ID, parentID, o.Founded); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `insert into org_closure (ancestor_id, descendant_id, depth) select ancestor_id, $1, depth + 1 from org_closure where descendant_id = $2`, o.ID, parentID)
	return err
}

func insertName(ctx context.Context, tx *db.Tx, o Org, from civil.Day) error {
	_, err := tx.Exec(ctx, `insert into org_name (org_id, name, short, place, abbr, folded, from_day, to_day) values ($1, $2, $3, $4, $5, $6, $7, '')`,
		o.ID, o.Name, o.Short, o.Place, o.Abbr, i18n.Fold(o.Name), from)
	return err
}

// oneByOne lets one body be entered at a time: whether a name is taken can only
// be told when nobody else is entering it.
func oneByOne(ctx context.Context, tx *db.Tx) error {
	_, err := tx.Exec(ctx, `update org set version = version where kind = $1`, string(Province))
	return err
}
