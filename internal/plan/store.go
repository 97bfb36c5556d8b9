package plan

import (
	"context"
	"os"
	"strings"

	"lantoa/internal/blob"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/org"
)

// Service has the commands and queries on plans.
type Service struct {
	db    *db.DB
	orgs  *org.Service
	files *blob.Store
	// reading bounds how many documents are read at once: one can take seconds and
	// some hundred megabytes.
	reading chan struct{}
}

// New makes the service; files keeps the documents that plans were read from.
func New(d *db.DB, orgs *org.Service, files *blob.Store) *Service {
	return &Service{db: d, orgs: orgs, files: files, reading: make(chan struct{}, 2)}
}

const columns = `p.id, v.number, v.symbol, v.issuer, v.place, v.day, v.title, v.period_from, v.period_to, v.signer, p.source_name, p.source_hash,
	p.media, v.province, p.from_day, p.created_at, v.id as version_id, v.no as version_no`

// inForce joins a plan to its version of the day $1, or to its first where it is
// not in force yet.
const inForce = ` from plan p join plan_version v on v.plan_id = p.id and v.no =
	coalesce((select max(w.no) from plan_version w where w.plan_id = p.id and w.from_day <= $1), 1) `

// Current is the plan that everybody works under on the day: of the province's
// plans the one that came into force last.
func (s *Service) Current(ctx context.Context, r db.Reader, day civil.Day) (Plan, error) {
	return db.One[Plan](ctx, r, `select `+columns+inForce+`where v.province and p.from_day <= $1 order by p.from_day desc, v.day desc, p.id desc limit 1`, day)
}

// Get is the plan with the id in its version of the day.
func (s *Service) Get(ctx context.Context, r db.Reader, id string, day civil.Day) (Plan, error) {
	return db.One[Plan](ctx, r, `select `+columns+inForce+`where p.id = $2`, day, id)
}

// List lists the plans, the province's before the others', the newest first.
func (s *Service) List(ctx context.Context, r db.Reader, day civil.Day) ([]Plan, error) {
	return db.All[Plan](ctx, r, `select `+columns+inForce+`order by v.province desc, p.from_day desc, v.day desc, p.id desc`, day)
}

// fieldColumns have the name that the last version in force on the day $1 gives.
const fieldColumns = `f.id, f.plan_id, f.no, coalesce((select n.name from version_field n join plan_version v on v.id = n.version_id
	where n.field_id = f.id and v.from_day <= $1 order by v.no desc limit 1), f.name) as name, f.sensitive`

// Fields lists all fields that a plan has had in any version, in its order.
func (s *Service) Fields(ctx context.Context, r db.Reader, planID string) ([]Field, error) {
	return db.All[Field](ctx, r, `select `+fieldColumns+` from field f where f.plan_id = $2 order by f.no`, civil.DayOf(r.Now()), planID)
}

// FieldsOf lists the fields of a version in its order, with their names there.
func (s *Service) FieldsOf(ctx context.Context, r db.Reader, versionID string) ([]Field, error) {
	return db.All[Field](ctx, r, `select f.id, f.plan_id, v.no, v.name, f.sensitive from version_field v join field f on f.id = v.field_id
		where v.version_id = $1 order by v.no, f.id`, versionID)
}

// CurrentFields are all fields that the plan everybody works under on the day has
// had, for lists of what was nominated in them; none where there is no plan yet.
func (s *Service) CurrentFields(ctx context.Context, r db.Reader, day civil.Day) ([]Field, error) {
	current, err := s.Current(ctx, r, day)
	if errs.Is(err, errs.NotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return s.Fields(ctx, r, current.ID)
}

// Field is the field with the id; NotFound when there is none.
func (s *Service) Field(ctx context.Context, r db.Reader, id string) (Field, error) {
	return db.One[Field](ctx, r, `select `+fieldColumns+` from field f where f.id = $2`, civil.DayOf(r.Now()), id)
}

// Milestones lists what a version has due, by day.
func (s *Service) Milestones(ctx context.Context, r db.Reader, versionID string) ([]Milestone, error) {
	return db.All[Milestone](ctx, r, `select id, quarter, year, due, text from milestone where version_id = $1 order by due, id`, versionID)
}

// CriteriaSets lists the sets of a field in a version, in the plan's order.
func (s *Service) CriteriaSets(ctx context.Context, r db.Reader, versionID, fieldID string) ([]Set, error) {
	sets, err := db.All[Set](ctx, r, `select id, field_id, no, subjects, choice from criteria_set where version_id = $1 and field_id = $2 order by no`, versionID, fieldID)
	split(sets)
	return sets, err
}

// AllSets lists the sets of a version by field.
func (s *Service) AllSets(ctx context.Context, r db.Reader, versionID string) ([]Set, error) {
	sets, err := db.All[Set](ctx, r, `select id, field_id, no, subjects, choice from criteria_set where version_id = $1 order by field_id, no`, versionID)
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
	return db.All[Criterion](ctx, r, `select id, no, text, audience, certificate from criterion where set_id = $1 order by no`, setID)
}

// CriteriaOf lists the items of many sets, by set.
func (s *Service) CriteriaOf(ctx context.Context, r db.Reader, setIDs []string) (map[string][]Criterion, error) {
	rows, err := db.All[struct {
		SetID string
		Criterion
	}](ctx, r, `select set_id, id, no, text, audience, certificate from criterion where set_id = any($1) order by set_id, no`, setIDs)
	out := map[string][]Criterion{}
	for _, c := range rows {
		out[c.SetID] = append(out[c.SetID], c.Criterion)
	}
	return out, err
}

// Source is the document that a plan was read from, byte for byte; NotFound
// where there is no such plan.
func (s *Service) Source(ctx context.Context, id string) (Plan, *os.File, error) {
	p, err := db.One[Plan](ctx, s.db.Reader(), `select id, source_name, source_hash, media from plan where id = $1`, id)
	if err != nil {
		return p, nil, err
	}
	f, err := s.files.Open(p.SourceHash)
	return p, f, err
}
