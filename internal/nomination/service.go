package nomination

import (
	"context"

	"lantoa/internal/access"
	"lantoa/internal/blob"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/document"
	"lantoa/internal/errs"
	"lantoa/internal/law"
	"lantoa/internal/org"
	"lantoa/internal/plan"
	"lantoa/internal/subject"
)

// Service has the commands and queries of the first stage.
type Service struct {
	db    *db.DB
	orgs  *org.Service
	plans *plan.Service
	laws  *law.Service
	files *blob.Store
	flow  *Workflow
}

// New makes the service.
func New(d *db.DB, orgs *org.Service, plans *plan.Service, laws *law.Service, files *blob.Store) *Service {
	return &Service{db: d, orgs: orgs, plans: plans, laws: laws, files: files, flow: NewWorkflow()}
}

// Files is where scans and photos are kept.
func (s *Service) Files() *blob.Store { return s.files }

// facts gathers what guards look at.
func (s *Service) facts(ctx context.Context, r db.Reader, actor access.Actor, n Nomination) (facts, error) {
	f := facts{actor: actor, n: n}
	today := civil.DayOf(r.Now())
	routes, err := allRoutes(ctx, r)
	if err != nil {
		return f, err
	}
	f.route, f.hasRoute = routeOn(routes, n.Level, today)
	if f.route.ViaDistrict {
		if district, ok, err := s.orgs.District(ctx, r, n.KeeperID, today); err != nil {
			return f, err
		} else if ok && district.ID != n.KeeperID {
			f.districtID = district.ID
		}
	}
	f.criteria, err = s.criteria(ctx, r, n)
	return f, err
}

// NewEvent begins a line of history for the actor, at the body for which they act.
func NewEvent(actor access.Actor, n Nomination, step Step, from State) Event {
	e := Event{ActorID: actor.AccountID, ActorName: actor.Name, Step: step, FromState: from}
	for _, g := range actor.Grants {
		if e.OrgID == "" || g.OrgID == n.HolderID {
			e.OrgID = g.OrgID
		}
	}
	e.OnBehalf = !actor.At(n.KeeperID) && (step == "create" || step == "edit" || from == Draft || from == Returned || from == AwaitingHead)
	return e
}

// reindex files the nomination for search under its unit's name of the day.
func (s *Service) reindex(ctx context.Context, tx *db.Tx, n Nomination) error {
	unit, err := s.orgs.Get(ctx, tx, n.UnitID, civil.DayOf(tx.Now()))
	if err != nil {
		return err
	}
	return index(ctx, tx, n, unit.Name)
}

// CriterionLine is a criterion of the plan with the unit's evidence and the
// lead agency's judgement.
type CriterionLine struct {
	plan.Criterion
	Evidence  string
	Judgement Judgement
	Note      string
	JudgedBy  string
	Files     int // pieces of evidence attached to it
}

// criteria are the lines of the nomination's set, in the plan's order.
func (s *Service) criteria(ctx context.Context, r db.Reader, n Nomination) ([]CriterionLine, error) {
	if n.SetID == "" {
		return nil, nil
	}
	items, err := s.plans.Criteria(ctx, r, n.SetID)
	if err != nil {
		return nil, err
	}
	kept, err := keptCriteria(ctx, r, n.ID)
	if err != nil {
		return nil, err
	}
	files, err := attachments(ctx, r, n.ID)
	if err != nil {
		return nil, err
	}
	byID := make(map[string]keptCriterion, len(kept))
	for _, k := range kept {
		byID[k.CriterionID] = k
	}
	out := lines(items, byID)
	for i, c := range out {
		for _, a := range files {
			if a.CriterionID == c.ID {
				out[i].Files++
			}
		}
	}
	return out, nil
}

// Dossier is everything on one page about one nomination.
type Dossier struct {
	Nomination
	Batch     Batch
	Subject   subject.Subject
	Criteria  []CriterionLine
	Files     []Attachment
	History   []Event
	Documents map[string]document.Document
	Offers    []Offer
	CanEdit   bool
	CanAssess bool
	// SameDepartment marks that one department both selects and appraises
	// (fields 4 and 5): the sheet says so.
	SameDepartment bool
	// Missing is what the dossier still lacks before it can be sent, while it is
	// the unit's; its fields are the entry form's.
	Missing []errs.FieldError
}

// Dossier is the whole page of a nomination that the actor may see.
func (s *Service) Dossier(ctx context.Context, actor access.Actor, id string) (Dossier, error) {
	r := s.db.Reader()
	n, err := s.Get(ctx, actor, id)
	if err != nil {
		return Dossier{}, err
	}
	d := Dossier{Nomination: n, Offers: s.Offers(actor, n), CanEdit: n.State.Editable() && access.Can(actor, access.NominationWrite, n.Resource()),
		CanAssess: n.State == Received && access.Can(actor, access.NominationAssess, n.Resource())}
	if d.Batch, err = batchOf(ctx, r, n); err != nil {
		return d, err
	}
	if d.Subject, err = subject.Get(ctx, r, n.SubjectID); err != nil {
		return d, err
	}
	if d.Subject.UnitID != n.UnitID && !actor.At(d.Subject.UnitID) {
		d.Subject = d.Subject.Bare()
	}
	if d.Criteria, err = s.criteria(ctx, r, n); err != nil {
		return d, err
	}
	if d.Missing, err = s.missing(ctx, r, actor, n); err != nil {
		return d, err
	}
	if d.Files, err = attachments(ctx, r, n.ID); err != nil {
		return d, err
	}
	if d.History, err = events(ctx, r, n.ID); err != nil {
		return d, err
	}
	var papers []string
	for _, e := range d.History {
		if e.DocumentID != "" {
			papers = append(papers, e.DocumentID)
		}
	}
	if d.Documents, err = document.ByIDs(ctx, r, papers); err != nil {
		return d, err
	}
	standing, err := s.orgs.Standing(ctx, r, civil.DayOf(r.Now()))
	if err != nil {
		return d, err
	}
	parent, ok, err := s.orgs.Parent(ctx, r, standing.ID, civil.DayOf(r.Now()))
	d.SameDepartment = n.Level == LevelProvince && n.TargetID != "" && (n.TargetID == standing.ID || ok && parent.ID == n.TargetID)
	return d, err
}

func (s *Service) missing(ctx context.Context, r db.Reader, actor access.Actor, n Nomination) ([]errs.FieldError, error) {
	if !n.State.Editable() && n.State != AwaitingHead {
		return nil, nil
	}
	f, err := s.facts(ctx, r, actor, n)
	if err != nil {
		return nil, err
	}
	return append(complete(f), openRoute(f)...), nil
}

// Passes is the district through which the nomination goes, or went, "" for
// none: by the route of today until it has been sent.
func (s *Service) Passes(ctx context.Context, n Nomination) (districtID string, route Route, err error) {
	f, err := s.facts(ctx, s.db.Reader(), access.Actor{}, n)
	if n.Shared {
		return n.AreaID, f.route, err
	}
	return f.districtID, f.route, err
}

// Document is a paper on which a step of the nomination rests, for whoever may
// see the nomination.
func (s *Service) Document(ctx context.Context, actor access.Actor, nominationID, documentID string) (document.Document, error) {
	if _, err := s.Get(ctx, actor, nominationID); err != nil {
		return document.Document{}, err
	}
	r := s.db.Reader()
	there, err := restsOn(ctx, r, nominationID, documentID)
	if err != nil {
		return document.Document{}, err
	}
	if !there {
		return document.Document{}, errs.New(errs.NotFound, "error.not_found")
	}
	return document.Get(ctx, r, documentID)
}
