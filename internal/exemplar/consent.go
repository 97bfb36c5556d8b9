package exemplar

import (
	"context"
	"io"
	"os"
	"strings"

	"lantoa/internal/access"
	"lantoa/internal/blob"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/subject"
)

// RecordConsent keeps a consent to publication, with the signed form if there
// is one, and shows or hides what follows from it. The same consent sent twice
// is kept once. Errors: NotFound, Denied, Conflict for a revoked exemplar,
// Invalid with the fields of subject.ConsentInput.Check and file.
func (s *Service) RecordConsent(ctx context.Context, actor access.Actor, id string, in subject.ConsentInput, form io.Reader, formName string) error {
	form, done := s.files.Ahead(ctx, form, formName, blob.Scan)
	defer done()
	return s.consent(ctx, actor, id, Consent, func(tx *db.Tx, e Exemplar) ([]subject.Purpose, error) {
		if e.State == Revoked {
			return nil, errs.New(errs.Conflict, "exemplar.step_state")
		}
		bad := errs.New(errs.Invalid, "error.invalid")
		if _, err := in.Check(civil.DayOf(tx.Now())); collect(bad, err) != nil {
			return nil, err
		}
		if form != nil {
			f, err := s.files.Put(ctx, tx, form, formName, blob.Scan)
			if collect(bad, err) != nil {
				return nil, err
			}
			in.Form = f
		}
		if err := bad.OrNil(); err != nil {
			return nil, err
		}
		return subject.RecordConsent(ctx, tx, actor.AccountID, e.SubjectID, in)
	})
}

// WithdrawConsent takes a consent back; the public page goes at once. It is
// possible in every state: who gave it may always take it back.
func (s *Service) WithdrawConsent(ctx context.Context, actor access.Actor, id string, p subject.Purpose) error {
	return s.consent(ctx, actor, id, Refuse, func(tx *db.Tx, e Exemplar) ([]subject.Purpose, error) {
		return subject.WithdrawConsent(ctx, tx, actor.AccountID, e.SubjectID, p)
	})
}

func (s *Service) consent(ctx context.Context, actor access.Actor, id string, step Step, change func(*db.Tx, Exemplar) ([]subject.Purpose, error)) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		e, err := get(ctx, tx, access.ScopeOf(actor, access.ExemplarView), id)
		if err != nil {
			return err
		}
		if !access.Can(actor, access.ExemplarConsent, e.Resource()) {
			return errs.New(errs.Denied, "error.denied")
		}
		changed, err := change(tx, e)
		if err != nil || len(changed) == 0 {
			return err // nothing changed: no line of history
		}
		words := make([]string, len(changed))
		for i, p := range changed {
			words[i] = string(p)
		}
		return s.store(ctx, tx, actor, e, Event{Step: step, FromState: e.State, Detail: strings.Join(words, ",")})
	})
}

// ConsentForm opens the scan of a consent of the exemplar's subject, for whoever
// may see the exemplar.
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
