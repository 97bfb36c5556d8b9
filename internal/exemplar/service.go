package exemplar

import (
	"context"
	"os"
	"unicode/utf8"

	"lantoa/internal/access"
	"lantoa/internal/blob"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/document"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/plan"
	"lantoa/internal/subject"
)

// Service has the commands and queries of the registry.
type Service struct {
	db    *db.DB
	noms  *nomination.Service
	orgs  *org.Service
	plans *plan.Service
	files *blob.Store
	// published is told of an exemplar whose public page has changed.
	published func(ctx context.Context, tx *db.Tx, id string) error
}

// WhenPublished says what follows, in the same transaction, when what the public
// sees of an exemplar has changed. For the wiring of the program.
func (s *Service) WhenPublished(do func(ctx context.Context, tx *db.Tx, id string) error) {
	s.published = do
}

// New makes the service.
func New(d *db.DB, noms *nomination.Service, orgs *org.Service, plans *plan.Service, files *blob.Store) *Service {
	return &Service{db: d, noms: noms, orgs: orgs, plans: plans, files: files}
}

// refresh works out anew what the public sees of e.
func (s *Service) refresh(ctx context.Context, r db.Reader, e *Exemplar) error {
	consents, err := subject.Consents(ctx, r, e.SubjectID)
	if err != nil {
		return err
	}
	sensitive, err := s.sensitive(ctx, r, *e)
	if err != nil {
		return err
	}
	e.show(subject.Granted(consents), sensitive)
	return s.locate(ctx, r, e, sensitive)
}

// sensitive are the fields of e whose name tells of poverty.
func (s *Service) sensitive(ctx context.Context, r db.Reader, e Exemplar) ([]string, error) {
	var out []string
	for _, id := range append([]string{e.FieldID}, e.MoreFields...) {
		f, err := s.plans.Field(ctx, r, id)
		if err != nil {
			return nil, err
		}
		if f.Sensitive {
			out = append(out, id)
		}
	}
	return out, nil
}

// locate works out which unit and district the public sees.
func (s *Service) locate(ctx context.Context, r db.Reader, e *Exemplar, sensitive []string) error {
	e.PublicUnit, e.PublicDistrict = "", ""
	if !e.Public {
		return nil
	}
	if e.PublicDiscreet {
		if tells, err := s.orgs.UnderLead(ctx, r, e.UnitID, sensitive); err != nil || tells {
			return err
		}
	}
	e.PublicUnit = e.UnitID
	district, _, err := s.orgs.DistrictOf(ctx, r, e.UnitID, civil.DayOf(e.CreatedAt))
	e.PublicDistrict = district.ID
	return err
}

func (s *Service) reindex(ctx context.Context, tx *db.Tx, e Exemplar) error {
	unit, err := s.orgs.Get(ctx, tx, e.UnitID, civil.DayOf(tx.Now()))
	if err != nil {
		return err
	}
	return index(ctx, tx, e, unit)
}

// Change is a step on one exemplar as a person gives it.
type Change struct {
	ID      string
	Version int64
	Step    Step
	Reason  string
	Paper   document.Draft
}

// Do takes a step of the table. Errors: NotFound, Denied, Conflict (state or
// stale version), Invalid with the fields reason and the paper's.
func (s *Service) Do(ctx context.Context, actor access.Actor, in Change) error {
	defer in.Paper.Ahead(ctx, s.files)()
	return s.db.Write(ctx, func(tx *db.Tx) error {
		e, err := get(ctx, tx, access.ScopeOf(actor, access.ExemplarView), in.ID)
		if err != nil {
			return err
		}
		row, ok := rowOf(in.Step, e)
		switch {
		case !ok:
			return errs.New(errs.Conflict, "exemplar.step_state")
		case !access.Can(actor, row.Right, e.Resource()):
			return errs.New(errs.Denied, "error.denied")
		case e.Version != in.Version:
			return errs.New(errs.Conflict, "error.stale")
		}
		v := Event{Step: in.Step, FromState: e.State, Reason: i18n.Clean(in.Reason)}
		if err := s.prepare(ctx, tx, actor, e, row, in, &v); err != nil {
			return err
		}
		switch in.Step {
		case Clear:
			e.Cleared = true
		case Unclear:
			e.Cleared = false
		case Revoke:
			e.Cleared, e.Reason = false, v.Reason
			if err := revokeRecognitions(ctx, tx, e.ID, v.DocumentID); err != nil {
				return err
			}
		}
		if row.Next != "" {
			e.State = row.Next
		}
		return s.store(ctx, tx, actor, e, v)
	})
}

// prepare checks the reason and records the paper that the step rests on.
func (s *Service) prepare(ctx context.Context, tx *db.Tx, actor access.Actor, e Exemplar, row Transition, in Change, v *Event) error {
	bad := errs.New(errs.Invalid, "error.invalid")
	if row.Reason && v.Reason == "" {
		bad.WithField("reason", "exemplar.reason_missing")
	}
	if utf8.RuneCountInString(v.Reason) > 2000 {
		bad.WithField("reason", "field.too_long", 2000)
	}
	if !row.Paper {
		return bad.OrNil()
	}
	body, err := s.recogniser(ctx, tx, e)
	if err != nil {
		return err
	}
	in.Paper.Kind, in.Paper.OrgID = document.Decision, body
	paper, err := document.Record(ctx, tx, s.files, actor, in.Paper)
	if err := collect(bad, err); err != nil {
		return err
	}
	v.DocumentID = paper.ID
	return bad.OrNil()
}

// recogniser is the body that decides at the exemplar's level.
func (s *Service) recogniser(ctx context.Context, r db.Reader, e Exemplar) (string, error) {
	switch e.Level {
	case nomination.LevelUnit:
		return e.KeeperID, nil
	case nomination.LevelField:
		return e.LeadID, nil
	}
	body, err := s.orgs.Decider(ctx, r, civil.DayOf(r.Now()))
	return body.ID, err
}

// collect takes the faults of fields out of err, so that those of all parts of a
// form are told together. It returns an error that has none.
func collect(bad *errs.Error, err error) error {
	if e := errs.As(err); e != nil && e.Kind == errs.Invalid && len(e.Fields) > 0 {
		bad.Fields = append(bad.Fields, e.Fields...)
		return nil
	}
	return err
}

func (s *Service) store(ctx context.Context, tx *db.Tx, actor access.Actor, e Exemplar, v Event) error {
	if err := s.refresh(ctx, tx, &e); err != nil {
		return err
	}
	e, err := updateExemplar(ctx, tx, e)
	if err != nil {
		return err
	}
	if err := note(ctx, tx, actor, e, v, nil); err != nil {
		return err
	}
	if s.published != nil && e.Public && e.PublicPhoto {
		if err := s.published(ctx, tx, e.ID); err != nil {
			return err
		}
	}
	return s.reindex(ctx, tx, e)
}

// Photo is the photo of an exemplar that the actor may see, drawn anew.
func (s *Service) Photo(ctx context.Context, actor access.Actor, id string, width int) (*os.File, error) {
	e, err := get(ctx, s.db.Reader(), access.ScopeOf(actor, access.ExemplarView), id)
	if err != nil {
		return nil, err
	}
	if e.PhotoHash == "" {
		return nil, errs.New(errs.NotFound, "error.not_found")
	}
	return s.files.Picture(ctx, e.PhotoHash, width)
}

// Document is a paper of the exemplar's recognitions or history, for whoever may
// see the exemplar.
func (s *Service) Document(ctx context.Context, actor access.Actor, id, documentID string) (document.Document, error) {
	c, err := s.Card(ctx, actor, id)
	if err != nil {
		return document.Document{}, err
	}
	d, ok := c.Documents[documentID]
	if !ok {
		return d, errs.New(errs.NotFound, "error.not_found")
	}
	return d, nil
}
