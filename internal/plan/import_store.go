package plan

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"lantoa/internal/access"
	"lantoa/internal/audit"
	"lantoa/internal/blob"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/org"
	"lantoa/internal/plan/parse"
	"lantoa/internal/plan/source"
)

// Imported says what an import did.
type Imported struct {
	PlanID    string
	Already   bool     // the same file was there; nothing was changed
	Unmatched []string // agencies named as leads or by name as co-ordinating that no one organisation has the name of
}

// Import stores a draft read from the source file, in force from its own date,
// keeps the file, and charges the agencies that it names. The same file again
// changes nothing. An actor without an account is the program itself (the command
// line). Denied to others than the standing office; Invalid for what is no text,
// and without fields, for nothing could be nominated under it; Conflict when
// another file of the same symbol and day is there.
func (s *Service) Import(ctx context.Context, actor access.Actor, d parse.Draft, source []byte, name string) (Imported, error) {
	var out Imported
	p, text, err := prepare(actor, d, source, name)
	if err != nil {
		return out, err
	}
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		there, err := already(ctx, tx, p)
		if err != nil || there != "" {
			out = Imported{PlanID: there, Already: true}
			return err
		}
		p.CreatedAt = tx.Now()
		if _, err := s.files.Put(ctx, tx, bytes.NewReader(source), p.SourceName, blob.Source); err != nil {
			return err
		}
		if err := insertPlan(ctx, tx, p, text); err != nil {
			return err
		}
		out = Imported{PlanID: p.ID}
		for i, no := range numbers(d.Fields) {
			lost, err := s.importField(ctx, tx, p, no, d.Fields[i])
			if err != nil {
				return err
			}
			out.Unmatched = append(out.Unmatched, lost...)
		}
		for _, m := range d.Milestones {
			_, err := tx.Exec(ctx, `insert into milestone (id, version_id, quarter, year, due, text) values ($1, $2, $3, $4, $5, $6)`,
				db.NewID(), p.VersionID, m.Quarter, m.Year, m.Due, m.Text)
			if err != nil {
				return err
			}
		}
		return audit.Write(ctx, tx, audit.Entry{ActorID: actor.AccountID, Action: "plan.import", Entity: "plan", EntityID: p.ID, Version: 1,
			Meta: map[string]any{"symbol": p.Symbol, "hash": p.SourceHash, "unmatched": out.Unmatched}})
	})
	return out, err
}

// Check says what Import would do and stores nothing: PlanID is that of the same
// file's plan, "" where it would be a new one.
func (s *Service) Check(ctx context.Context, actor access.Actor, d parse.Draft, source []byte, name string) (Imported, error) {
	p, _, err := prepare(actor, d, source, name)
	if err != nil {
		return Imported{}, err
	}
	r := s.db.Reader()
	there, err := already(ctx, r, p)
	if err != nil || there != "" {
		return Imported{PlanID: there, Already: there != ""}, err
	}
	var out Imported
	for _, f := range d.Fields {
		_, lost, err := s.agencies(ctx, r, p, f)
		if err != nil {
			return out, err
		}
		out.Unmatched = append(out.Unmatched, lost...)
	}
	return out, nil
}

// prepare is the plan that a draft makes, with the draft as it is stored.
func prepare(actor access.Actor, d parse.Draft, file []byte, name string) (Plan, string, error) {
	if actor.AccountID != "" && !access.May(actor, access.PlanManage) {
		return Plan{}, "", errs.New(errs.Denied, "error.denied")
	}
	name = i18n.Clean(name)
	switch {
	case len(file) > source.MaxSize:
		return Plan{}, "", errs.New(errs.Invalid, "plan.too_long", name, source.MaxSize>>20)
	case len(file) > parse.MaxText && source.Media(file) == source.PlainText:
		return Plan{}, "", errs.New(errs.Invalid, "plan.too_long", name, parse.MaxText>>20)
	case source.Media(file) == "":
		return Plan{}, "", errs.New(errs.Invalid, "plan.not_text", name)
	case len(d.Fields) == 0:
		return Plan{}, "", errs.New(errs.Invalid, "plan.no_fields", name)
	}
	text, err := json.Marshal(d)
	if err != nil {
		return Plan{}, "", fmt.Errorf("plan: %w", err)
	}
	sum := sha256.Sum256(file)
	return Plan{ID: db.NewID(), VersionID: db.NewID(), Number: d.Number, Symbol: d.Symbol, Issuer: d.Issuer, Place: d.Place, Day: civil.Day(d.Date),
		Title: d.Title, PeriodFrom: d.Period.From, PeriodTo: d.Period.To, Signer: d.Signer.Name, SourceName: name, SourceHash: hex.EncodeToString(sum[:])}, string(text), nil
}

// already is the plan made from the same file, "" where there is none.
func already(ctx context.Context, r db.Reader, p Plan) (string, error) {
	same, err := db.All[struct{ ID, SourceHash, SourceName string }](ctx, r, `select id, source_hash, source_name from plan
		where source_hash = $1 or symbol = $2 and symbol <> '' and day = $3`, p.SourceHash, p.Symbol, p.Day)
	for _, other := range same {
		if other.SourceHash == p.SourceHash {
			return other.ID, err
		}
	}
	if len(same) > 0 {
		return "", errs.New(errs.Conflict, "plan.other_file", p.Symbol, p.Day, same[0].SourceName)
	}
	return "", err
}

func insertPlan(ctx context.Context, tx *db.Tx, p Plan, draft string) error {
	_, err := tx.Exec(ctx, `insert into plan (id, number, symbol, issuer, place, day, title, period_from, period_to, signer, source_name, source_hash, created_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
		p.ID, p.Number, p.Symbol, p.Issuer, p.Place, p.Day, p.Title, p.PeriodFrom, p.PeriodTo, p.Signer, p.SourceName, p.SourceHash, p.CreatedAt)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `insert into plan_version (id, plan_id, no, reason, from_day, draft) values ($1, $2, 1, '', $3, $4)`, p.VersionID, p.ID, p.Day, draft)
	return err
}

// numbers are the fields' numbers as printed, or their places where the document
// does not number each of them once.
func numbers(fields []parse.Field) []int {
	out, seen := make([]int, len(fields)), map[int]bool{}
	for i, f := range fields {
		no, err := strconv.Atoi(f.No)
		if err != nil || no < 1 || seen[no] {
			for j := range out {
				out[j] = j + 1
			}
			return out
		}
		out[i], seen[no] = no, true
	}
	return out
}

// importField stores a field with its sets and charges its agencies; it returns
// the names that are no organisation's.
func (s *Service) importField(ctx context.Context, tx *db.Tx, p Plan, no int, f parse.Field) ([]string, error) {
	id := db.NewID()
	_, err := tx.Exec(ctx, `insert into field (id, plan_id, no, name, sensitive) values ($1, $2, $3, $4, $5)`, id, p.ID, no, f.Movement, sensitive(f.Movement))
	if err != nil {
		return nil, err
	}
	for i, c := range f.Criteria {
		set := db.NewID()
		_, err := tx.Exec(ctx, `insert into criteria_set (id, version_id, field_id, no, subjects) values ($1, $2, $3, $4, $5)`,
			set, p.VersionID, id, i+1, strings.Join(c.Subjects, ","))
		if err != nil {
			return nil, err
		}
		for j, text := range c.Items {
			_, err := tx.Exec(ctx, `insert into criterion (id, set_id, no, text, certificate) values ($1, $2, $3, $4, $5)`, db.NewID(), set, j+1, text, certificate(text))
			if err != nil {
				return nil, err
			}
		}
	}
	duties, lost, err := s.agencies(ctx, tx, p, f)
	for _, d := range duties {
		d.FieldID = id
		if err := s.orgs.AddDuty(ctx, tx, d); err != nil {
			return nil, err
		}
	}
	return lost, err
}

// agencies are the charges of the bodies that a field names, and the names that
// are no organisation's.
func (s *Service) agencies(ctx context.Context, r db.Reader, p Plan, f parse.Field) (duties []org.Duty, lost []string, err error) {
	for _, l := range f.Leads {
		found, err := s.called(ctx, r, p, l.Name)
		if err != nil {
			return nil, nil, err
		}
		if len(found) != 1 {
			lost = append(lost, l.Name)
			continue
		}
		duties = append(duties, org.Duty{OrgID: found[0].ID, Kind: org.Lead, Mode: string(l.Mode), Scope: l.Scope, FromDay: p.Day})
	}
	for _, name := range f.Coordinating {
		found, err := s.orgs.Group(ctx, r, name, chargeDay(r, p))
		if err != nil {
			return nil, nil, err
		}
		if len(found) == 0 {
			if found, err = s.called(ctx, r, p, name); err != nil {
				return nil, nil, err
			}
			if len(found) != 1 {
				if !open(name) {
					lost = append(lost, name)
				}
				continue
			}
		}
		for _, b := range found {
			duties = append(duties, org.Duty{OrgID: b.ID, Kind: org.Coordinate, Mode: string(parse.Assigned), FromDay: p.Day})
		}
	}
	return duties, lost, nil
}

// open reports a name that leaves to the lead agency who is meant: "các cơ quan,
// đơn vị liên quan".
func open(name string) bool {
	key := i18n.Fold(name)
	return strings.HasPrefix(key, "cac ") || strings.Contains(key, "lien quan")
}

// chargeDay is the day on whose names the plan calls bodies.
func chargeDay(r db.Reader, p Plan) civil.Day {
	if p.Day.IsZero() {
		return civil.DayOf(r.Now())
	}
	return p.Day
}

// called finds who bore the name when the plan was issued, or bears it now.
func (s *Service) called(ctx context.Context, r db.Reader, p Plan, name string) ([]org.Org, error) {
	found, err := s.orgs.Match(ctx, r, name, chargeDay(r, p))
	if err != nil || len(found) > 0 {
		return found, err
	}
	return s.orgs.Match(ctx, r, name, civil.DayOf(r.Now()))
}
