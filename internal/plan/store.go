package plan

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"lantoa/internal/access"
	"lantoa/internal/audit"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/org"
	"lantoa/internal/plan/parse"
)

// Service has the commands and queries on plans.
type Service struct {
	db   *db.DB
	orgs *org.Service
}

// New makes the service.
func New(d *db.DB, orgs *org.Service) *Service { return &Service{db: d, orgs: orgs} }

const columns = `p.id, p.number, p.symbol, p.issuer, p.place, p.day, p.title, p.period_from, p.period_to, p.signer, p.source_name, p.source_hash,
	p.created_at, v.id as version_id, v.no as version_no`

// inForce joins a plan to its version of the day $1.
const inForce = ` from plan p join plan_version v on v.plan_id = p.id and v.no =
	(select max(w.no) from plan_version w where w.plan_id = p.id and w.from_day <= $1) `

// Imported says what an import did.
type Imported struct {
	PlanID    string
	Already   bool     // the same file was there
	Unmatched []string // agencies that no organisation has the name of
}

// Import stores a draft read from the source file, in force from its own date.
// The same file again changes nothing. Invalid when it has no fields: nothing
// could be nominated under it.
func (s *Service) Import(ctx context.Context, actor access.Actor, d parse.Draft, source []byte, name string) (Imported, error) {
	var out Imported
	if len(d.Fields) == 0 {
		return out, errs.New(errs.Invalid, "plan.no_fields", name)
	}
	sum := sha256.Sum256(source)
	hash := hex.EncodeToString(sum[:])
	err := s.db.Write(ctx, func(tx *db.Tx) error {
		there, err := db.All[string](ctx, tx, `select id from plan where source_hash = $1`, hash)
		if err != nil {
			return err
		}
		if len(there) > 0 {
			out = Imported{PlanID: there[0], Already: true}
			return nil
		}
		p := Plan{ID: db.NewID(), VersionID: db.NewID(), Number: d.Number, Symbol: d.Symbol, Issuer: d.Issuer, Place: d.Place, Day: civil.Day(d.Date),
			Title: d.Title, PeriodFrom: d.Period.From, PeriodTo: d.Period.To, Signer: d.Signer.Name, SourceName: name, SourceHash: hash, CreatedAt: tx.Now()}
		out.PlanID = p.ID
		if err := insertPlan(ctx, tx, p, d); err != nil {
			return err
		}
		for _, f := range d.Fields {
			lost, err := s.importField(ctx, tx, p, f)
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
			Meta: map[string]string{"symbol": p.Symbol, "hash": hash}})
	})
	return out, err
}

func insertPlan(ctx context.Context, tx *db.Tx, p Plan, d parse.Draft) error {
	_, err := tx.Exec(ctx, `insert into plan (id, number, symbol, issuer, place, day, title, period_from, period_to, signer, source_name, source_hash, created_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
		p.ID, p.Number, p.Symbol, p.Issuer, p.Place, p.Day, p.Title, p.PeriodFrom, p.PeriodTo, p.Signer, p.SourceName, p.SourceHash, p.CreatedAt)
	if err != nil {
		return err
	}
	draft, err := json.Marshal(d)
	if err != nil {
		return fmt.Errorf("plan: %w", err)
	}
	_, err = tx.Exec(ctx, `insert into plan_version (id, plan_id, no, reason, from_day, draft) values ($1, $2, 1, '', $3, $4)`, p.VersionID, p.ID, p.Day, string(draft))
	return err
}

// importField stores a field with its sets and charges its agencies, as far as
// their names are those of organisations; it returns the names that are not.
func (s *Service) importField(ctx context.Context, tx *db.Tx, p Plan, f parse.Field) ([]string, error) {
	no, err := strconv.Atoi(f.No)
	if err != nil {
		return nil, errs.New(errs.Invalid, "plan.field_number", f.No)
	}
	id := db.NewID()
	_, err = tx.Exec(ctx, `insert into field (id, plan_id, no, name, sensitive) values ($1, $2, $3, $4, $5)`, id, p.ID, no, f.Movement, sensitive(f.Movement))
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
	var lost []string
	for _, l := range f.Leads {
		ok, err := s.charge(ctx, tx, p, l.Name, org.Duty{Kind: org.Lead, FieldID: id, Mode: string(l.Mode), Scope: l.Scope})
		if err != nil {
			return nil, err
		}
		if !ok {
			lost = append(lost, l.Name)
		}
	}
	for _, name := range f.Coordinating {
		// "các cơ quan, đơn vị liên quan" names nobody: the lead names them later.
		if _, err := s.charge(ctx, tx, p, name, org.Duty{Kind: org.Coordinate, FieldID: id, Mode: "assigned"}); err != nil {
			return nil, err
		}
	}
	return lost, nil
}

func (s *Service) charge(ctx context.Context, tx *db.Tx, p Plan, name string, d org.Duty) (bool, error) {
	found, err := s.orgs.Match(ctx, tx, name, civil.DayOf(tx.Now()))
	if err != nil || len(found) != 1 {
		return false, err
	}
	d.OrgID, d.FromDay = found[0].ID, p.Day
	return true, s.orgs.AddDuty(ctx, tx, d)
}

// Current is the plan to work under on the day: the newest issued by then.
func (s *Service) Current(ctx context.Context, r db.Reader, day civil.Day) (Plan, error) {
	return db.One[Plan](ctx, r, `select `+columns+inForce+`where p.day <= $1 order by p.day desc, p.id desc limit 1`, day)
}

// List lists the plans, newest first.
func (s *Service) List(ctx context.Context, r db.Reader, day civil.Day) ([]Plan, error) {
	return db.All[Plan](ctx, r, `select `+columns+inForce+`order by p.day desc, p.id desc`, day)
}

// Fields lists a plan's fields in its order.
func (s *Service) Fields(ctx context.Context, r db.Reader, planID string) ([]Field, error) {
	return db.All[Field](ctx, r, `select id, plan_id, no, name, sensitive from field where plan_id = $1 order by no`, planID)
}

// CriteriaSets lists the sets of a field in a version, in the plan's order.
func (s *Service) CriteriaSets(ctx context.Context, r db.Reader, versionID, fieldID string) ([]Set, error) {
	sets, err := db.All[Set](ctx, r, `select id, field_id, no, subjects from criteria_set where version_id = $1 and field_id = $2 order by no`, versionID, fieldID)
	split(sets)
	return sets, err
}

// AllSets lists the sets of a version by field.
func (s *Service) AllSets(ctx context.Context, r db.Reader, versionID string) ([]Set, error) {
	sets, err := db.All[Set](ctx, r, `select id, field_id, no, subjects from criteria_set where version_id = $1 order by field_id, no`, versionID)
	split(sets)
	return sets, err
}

func split(sets []Set) {
	for i := range sets {
		if sets[i].Joined != "" {
			sets[i].Subjects = strings.Split(sets[i].Joined, ",")
		}
	}
}

// Criteria lists the items of a set.
func (s *Service) Criteria(ctx context.Context, r db.Reader, setID string) ([]Criterion, error) {
	return db.All[Criterion](ctx, r, `select id, no, text, certificate from criterion where set_id = $1 order by no`, setID)
}

// Page is a plan's page: clauses, fields with criteria and agencies, milestones.
func (s *Service) Page(ctx context.Context, id string, day civil.Day) (Page, error) {
	r := s.db.Reader()
	var out Page
	p, err := db.One[Plan](ctx, r, `select `+columns+inForce+`where p.id = $2`, day, id)
	if err != nil {
		return out, err
	}
	out.Plan = p
	raw, err := db.One[string](ctx, r, `select draft from plan_version where id = $1`, p.VersionID)
	if err != nil {
		return out, err
	}
	if err := json.Unmarshal([]byte(raw), &out.Draft); err != nil {
		return out, fmt.Errorf("plan %s: %w", id, err)
	}
	if out.Milestones, err = db.All[Milestone](ctx, r, `select id, quarter, year, due, text from milestone where version_id = $1 order by due, id`, p.VersionID); err != nil {
		return out, err
	}
	fields, err := s.Fields(ctx, r, id)
	if err != nil {
		return out, err
	}
	for _, f := range fields {
		page, err := s.fieldPage(ctx, r, p, f, day, out.Draft)
		if err != nil {
			return out, err
		}
		out.Fields = append(out.Fields, page)
	}
	return out, nil
}

func (s *Service) fieldPage(ctx context.Context, r db.Reader, p Plan, f Field, day civil.Day, d parse.Draft) (FieldPage, error) {
	page := FieldPage{Field: f}
	sets, err := s.CriteriaSets(ctx, r, p.VersionID, f.ID)
	if err != nil {
		return page, err
	}
	for _, set := range sets {
		items, err := s.Criteria(ctx, r, set.ID)
		if err != nil {
			return page, err
		}
		page.Sets = append(page.Sets, SetPage{Set: set, Items: items})
	}
	leads, err := s.orgs.Leads(ctx, r, f.ID, day)
	for _, l := range leads {
		page.LeadIDs = append(page.LeadIDs, l.ID)
	}
	for _, df := range d.Fields {
		if df.No == strconv.Itoa(f.No) {
			page.Coordinating = df.Coordinating
			page.Requested = len(df.Leads) > 0 && df.Leads[0].Mode == parse.Requested
		}
	}
	return page, err
}
