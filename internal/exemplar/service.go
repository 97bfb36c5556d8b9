package exemplar

import (
	"context"
	"io"
	"os"
	"slices"
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
}

// New makes the service.
func New(d *db.DB, noms *nomination.Service, orgs *org.Service, plans *plan.Service, files *blob.Store) *Service {
	return &Service{db: d, noms: noms, orgs: orgs, plans: plans, files: files}
}

// Approve takes a deciding step on nominations (the head's at level cơ sở, the
// lead agency's at level lĩnh vực, the Chairman's at level tỉnh) and enters each
// nominee into the registry with the recognition, in one transaction. Errors are
// nomination.Do's, and Conflict for a subject whose recognition was revoked.
func (s *Service) Approve(ctx context.Context, actor access.Actor, in nomination.Act) ([]Exemplar, error) {
	if !in.Step.Admits() {
		return nil, errs.New(errs.Internal, "error.internal")
	}
	var out []Exemplar
	err := s.db.Write(ctx, func(tx *db.Tx) error {
		acted, err := s.noms.DoTx(ctx, tx, actor, in)
		if err != nil {
			return err
		}
		for _, a := range acted {
			e, err := s.admit(ctx, tx, actor, a)
			if err != nil {
				return err
			}
			out = append(out, e)
		}
		return nil
	})
	return out, err
}

func (s *Service) admit(ctx context.Context, tx *db.Tx, actor access.Actor, a nomination.Acted) (Exemplar, error) {
	n := a.Nomination
	e, known, err := bySubject(ctx, tx, n.SubjectID)
	if err != nil {
		return e, err
	}
	if known && e.State == Revoked {
		return e, errs.New(errs.Conflict, "exemplar.revoked_subject", n.SubjectName)
	}
	before := e.State
	if !known {
		e = Exemplar{ID: db.NewID(), SubjectID: n.SubjectID, PlanID: n.PlanID, Kind: n.Kind, FieldID: n.FieldID, Level: n.Level, UnitID: n.UnitID,
			KeeperID: n.KeeperID, AreaID: n.AreaID, LeadID: n.LeadID, Shared: true, CreatedAt: tx.Now(), ChangedAt: tx.Now(), Version: 1}
		if e.Ref, err = nextRef(ctx, tx); err != nil {
			return e, err
		}
	}
	// The newest decision tells the story; the fields of all of them stay.
	e.Name, e.Title, e.Summary = n.SubjectName, n.Title, n.Summary
	// What an editor let onto the portal was the story before: this one must be read first.
	e.Cleared = false
	e.FigureName, e.FigureUnit, e.FigureBefore, e.FigureAfter = n.FigureName, n.FigureUnit, n.FigureBefore, n.FigureAfter
	e.Level, e.State = higher(e.Level, n.Level), admitted(before, n.Level)
	if e.PhotoHash, err = nomination.PhotoHash(ctx, tx, n); err != nil {
		return e, err
	}
	who, err := subject.Get(ctx, tx, n.SubjectID)
	if err != nil {
		return e, err
	}
	e.Occupation = who.Occupation
	e.addFields(n)
	if err := s.refresh(ctx, tx, &e); err != nil {
		return e, err
	}
	if known {
		e, err = updateExemplar(ctx, tx, e)
	} else {
		err = insertExemplar(ctx, tx, e)
	}
	if err != nil {
		return e, err
	}
	if err := putFields(ctx, tx, e); err != nil {
		return e, err
	}
	err = insertRecognition(ctx, tx, Recognition{ID: db.NewID(), ExemplarID: e.ID, NominationID: n.ID, Level: n.Level, OrgID: a.Document.OrgID,
		DocumentID: a.Document.ID, Number: a.Document.Number, Day: a.Document.Day})
	if err != nil {
		return e, err
	}
	if err := note(ctx, tx, actor, e, Event{Step: Admit, FromState: before, DocumentID: a.Document.ID}, map[string]string{"nomination": n.ID}); err != nil {
		return e, err
	}
	return e, s.reindex(ctx, tx, e)
}

// addFields adds the nomination's fields to those the exemplar has.
func (e *Exemplar) addFields(n nomination.Nomination) {
	add := func(field, lead string) {
		if field != "" && field != e.FieldID && !slices.Contains(e.MoreFields, field) {
			e.MoreFields, e.MoreLeads = append(e.MoreFields, field), append(e.MoreLeads, lead)
		}
	}
	add(n.FieldID, n.TargetID)
	for i, f := range n.MoreFields {
		lead := ""
		if i < len(n.MoreLeads) {
			lead = n.MoreLeads[i]
		}
		add(f, lead)
	}
}

// refresh works out anew what the public sees of e.
func (s *Service) refresh(ctx context.Context, r db.Reader, e *Exemplar) error {
	consents, err := subject.Consents(ctx, r, e.SubjectID)
	if err != nil {
		return err
	}
	var sensitive []string
	for _, id := range append([]string{e.FieldID}, e.MoreFields...) {
		f, err := s.plans.Field(ctx, r, id)
		if err != nil {
			return err
		}
		if f.Sensitive {
			sensitive = append(sensitive, id)
		}
	}
	e.show(subject.Granted(consents), sensitive)
	return s.locate(ctx, r, e, sensitive)
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
	return s.db.Write(ctx, func(tx *db.Tx) error {
		e, err := get(ctx, tx, access.ScopeOf(actor, access.ExemplarView), in.ID)
		if err != nil {
			return err
		}
		row, ok := rowOf(in.Step, e.State)
		switch {
		case !ok:
			return errs.New(errs.Conflict, "exemplar.step_state")
		case !access.Can(actor, row.Right, e.Resource()):
			return errs.New(errs.Denied, "error.denied")
		case e.Version != in.Version:
			return errs.New(errs.Conflict, "error.stale")
		}
		v := Event{Step: in.Step, FromState: e.State, Reason: i18n.Clean(in.Reason)}
		if err := s.prepare(ctx, tx, actor, row, in, &v); err != nil {
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
func (s *Service) prepare(ctx context.Context, tx *db.Tx, actor access.Actor, row Transition, in Change, v *Event) error {
	bad := errs.New(errs.Invalid, "error.invalid")
	if row.Reason && v.Reason == "" {
		bad.WithField("reason", "act.reason_missing")
	}
	if utf8.RuneCountInString(v.Reason) > 2000 {
		bad.WithField("reason", "field.too_long", 2000)
	}
	if err := bad.OrNil(); err != nil || !row.Paper {
		return err
	}
	body, err := s.orgs.Decider(ctx, tx, civil.DayOf(tx.Now()))
	if err != nil {
		return err
	}
	in.Paper.Kind, in.Paper.OrgID = document.Decision, body.ID
	paper, err := document.Record(ctx, tx, s.files, actor, in.Paper)
	v.DocumentID = paper.ID
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
	return s.reindex(ctx, tx, e)
}

// RecordConsent keeps a consent to publication, with the signed form if there
// is one, and shows or hides what follows from it.
func (s *Service) RecordConsent(ctx context.Context, actor access.Actor, id string, in subject.ConsentInput, form io.Reader, formName string) error {
	return s.consent(ctx, actor, id, Consent, func(tx *db.Tx, subjectID string) error {
		if form != nil {
			f, err := s.files.Put(ctx, tx, form, formName, blob.Scan)
			if err != nil {
				return err
			}
			in.Form = f
		}
		return subject.RecordConsent(ctx, tx, actor.AccountID, subjectID, in)
	})
}

// WithdrawConsent takes a consent back; the public page goes at once.
func (s *Service) WithdrawConsent(ctx context.Context, actor access.Actor, id string, p subject.Purpose) error {
	return s.consent(ctx, actor, id, Refuse, func(tx *db.Tx, subjectID string) error {
		return subject.WithdrawConsent(ctx, tx, actor.AccountID, subjectID, p)
	})
}

func (s *Service) consent(ctx context.Context, actor access.Actor, id string, step Step, change func(*db.Tx, string) error) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		e, err := get(ctx, tx, access.ScopeOf(actor, access.ExemplarView), id)
		if err != nil {
			return err
		}
		if !access.Can(actor, access.ExemplarConsent, e.Resource()) {
			return errs.New(errs.Denied, "error.denied")
		}
		if err := change(tx, e.SubjectID); err != nil {
			return err
		}
		return s.store(ctx, tx, actor, e, Event{Step: step, FromState: e.State})
	})
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
	return s.files.Picture(e.PhotoHash, width)
}

// Document is a paper of the exemplar's recognitions or history, and ConsentForm
// the scan of a consent, for whoever may see the exemplar.
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

// ConsentForm opens the scan of a consent of the exemplar's subject.
func (s *Service) ConsentForm(ctx context.Context, actor access.Actor, id, consentID string) (subject.Consent, *os.File, error) {
	c, err := s.Card(ctx, actor, id)
	if err != nil {
		return subject.Consent{}, nil, err
	}
	for _, v := range c.Consents {
		if v.ID == consentID && v.Hash != "" {
			f, err := s.files.Open(v.Hash)
			return v, f, err
		}
	}
	return subject.Consent{}, nil, errs.New(errs.NotFound, "error.not_found")
}
