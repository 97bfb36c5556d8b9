package exemplar

import (
	"context"
	"slices"
	"time"

	"lantoa/internal/access"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/nomination"
	"lantoa/internal/subject"
)

// Approve takes a deciding step on nominations (the head's at level cơ sở, the
// lead agency's at level lĩnh vực, the Chairman's at level tỉnh) and enters each
// nominee into the registry with the recognition, in one transaction. Errors are
// nomination.Do's, and Conflict for a subject whose recognition was revoked.
func (s *Service) Approve(ctx context.Context, actor access.Actor, in nomination.Act) ([]Exemplar, error) {
	if !in.Step.Admits() {
		return nil, errs.New(errs.Internal, "error.internal")
	}
	var out []Exemplar
	defer in.Paper.Ahead(ctx, s.files)()
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
	if !known {
		e = Begin(n, db.NewID(), tx.Now())
		if e.Ref, err = nomination.NextRef(ctx, tx, "ĐH", 5); err != nil {
			return e, err
		}
	}
	photo, err := nomination.PhotoHash(ctx, tx, n)
	if err != nil {
		return e, err
	}
	who, err := subject.Get(ctx, tx, n.SubjectID)
	if err != nil {
		return e, err
	}
	event := e.Take(n, who.Occupation, photo)
	event.DocumentID = a.Document.ID
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
	if err := note(ctx, tx, actor, e, event, admission(n)); err != nil {
		return e, err
	}
	return e, s.reindex(ctx, tx, e)
}

// admission is what the audit trail says of one.
func admission(n nomination.Nomination) map[string]string {
	return map[string]string{"nomination": n.ID}
}

// Begin is a new exemplar of the nomination's subject, before Take.
func Begin(n nomination.Nomination, id string, at time.Time) Exemplar {
	return Exemplar{ID: id, SubjectID: n.SubjectID, PlanID: n.PlanID, Kind: n.Kind, FieldID: n.FieldID, Level: n.Level, UnitID: n.UnitID,
		KeeperID: n.KeeperID, AreaID: n.AreaID, LeadID: n.LeadID, Shared: true, CreatedAt: at, ChangedAt: at, Version: 1}
}

// Take brings a decision on the nomination into the exemplar: level and state,
// its story and its fields; what the public sees is to be worked out after it. It
// asks nothing and stores nothing. The event says so.
func (e *Exemplar) Take(n nomination.Nomination, occupation, photo string) Event {
	event := Event{Step: Admit, FromState: e.State}
	retells := e.State == "" || e.retoldBy(n)
	e.Level, e.State = higher(e.Level, n.Level), admitted(e.State, n.Level)
	if retells && e.tell(n, occupation, photo) {
		event.Detail = Reread
	}
	e.charge(n)
	return event
}

// retoldBy reports whether a decision on the nomination may tell the exemplar's
// story anew. One of a lower level, or of a unit that does not keep the
// exemplar, adds its recognition and leaves the story as it is.
func (e Exemplar) retoldBy(n nomination.Nomination) bool {
	if higher(e.Level, n.Level) != n.Level {
		return false
	}
	return n.Level != nomination.LevelUnit || n.KeeperID == e.KeeperID
}

// tell takes the nomination's story: the newest decision's stands. It reports that
// a clearance for the portal ended with the story that it was for.
func (e *Exemplar) tell(n nomination.Nomination, occupation, photo string) bool {
	before := e.story()
	e.Occupation, e.Name, e.Title, e.Summary, e.PhotoHash = occupation, n.SubjectName, n.Title, n.Summary, photo
	e.FigureName, e.FigureUnit, e.FigureBefore, e.FigureAfter = n.FigureName, n.FigureUnit, n.FigureBefore, n.FigureAfter
	ended := e.Cleared && e.story() != before
	e.Cleared = e.Cleared && !ended
	return ended
}

// story is what an editor reads before clearing the exemplar for the portal.
func (e Exemplar) story() [9]string {
	return [...]string{e.Occupation, e.Name, e.Title, e.Summary, e.FigureName, e.FigureUnit, e.FigureBefore, e.FigureAfter, e.PhotoHash}
}

// charge adds the nomination's fields to those the exemplar has, each with the
// lead agency that decided last: a unit may leave the agency open (field 10 has
// three), and an agency must see the exemplar that it recognises.
func (e *Exemplar) charge(n nomination.Nomination) {
	if e.AreaID == "" {
		e.AreaID = n.AreaID
	}
	add := func(field, lead string) {
		at := slices.Index(e.MoreFields, field)
		switch {
		case field == "":
		case field == e.FieldID && lead != "":
			e.LeadID = lead
		case field == e.FieldID:
		case at < 0:
			e.MoreFields, e.MoreLeads = append(e.MoreFields, field), append(e.MoreLeads, lead)
		case lead != "":
			e.MoreLeads[at] = lead
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
