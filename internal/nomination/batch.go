package nomination

import (
	"context"
	"unicode/utf8"

	"lantoa/internal/access"
	"lantoa/internal/audit"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
)

// BatchInput is what a person types to open a batch.
type BatchInput struct {
	UnitID string
	Level  Level
	Title  string
	Note   string
}

func (in *BatchInput) clean() *errs.Error {
	bad := errs.New(errs.Invalid, "error.invalid")
	in.Title, in.Note = i18n.Clean(in.Title), i18n.Clean(in.Note)
	if in.Title == "" {
		bad.WithField("title", "batch.title_missing")
	}
	if utf8.RuneCountInString(in.Title) > titleLimit {
		bad.WithField("title", "field.too_long", titleLimit)
	}
	if utf8.RuneCountInString(in.Note) > summaryLimit {
		bad.WithField("note", "field.too_long", summaryLimit)
	}
	return bad
}

// CreateBatch opens a batch for the actor's own unit, or for another body on its
// behalf ("Nhập thay"). id makes a double click harmless.
func (s *Service) CreateBatch(ctx context.Context, actor access.Actor, id string, in BatchInput) (Batch, error) {
	bad := in.clean()
	if !in.Level.Valid() {
		bad.WithField("level", "field.required")
	}
	if in.UnitID == "" {
		bad.WithField("unit", "field.required")
	}
	if err := bad.OrNil(); err != nil {
		return Batch{}, err
	}
	var out Batch
	err := s.db.Write(ctx, func(tx *db.Tx) error {
		again, err := getBatch(ctx, tx, actor, id)
		if err == nil {
			out = again
		}
		if !errs.Is(err, errs.NotFound) {
			return err
		}
		b, err := s.newBatch(ctx, tx, actor, id, in)
		if err != nil {
			return err
		}
		if b.Ref, err = NextRef(ctx, tx, "ĐN", 4); err != nil {
			return err
		}
		made, err := insertBatch(ctx, tx, b)
		if err != nil {
			return err
		}
		if !made {
			return errs.New(errs.Conflict, "error.conflict")
		}
		out = b
		return audit.Write(ctx, tx, b.Opened(in))
	})
	return out, err
}

func (s *Service) newBatch(ctx context.Context, tx *db.Tx, actor access.Actor, id string, in BatchInput) (Batch, error) {
	today := civil.DayOf(tx.Now())
	b := Batch{ID: id, UnitID: in.UnitID, KeeperID: in.UnitID, Level: in.Level, Title: in.Title, Note: in.Note, AuthorID: actor.AccountID,
		CreatedAt: tx.Now(), Version: 1}
	if !access.Can(actor, access.NominationWrite, access.Resource{KeeperID: in.UnitID}) {
		// Another's unit: the district for its communes, the lead and the standing office for any.
		area := ""
		if d, ok, err := s.orgs.District(ctx, tx, in.UnitID, today); err != nil {
			return b, err
		} else if ok {
			area = d.ID
		}
		if !access.Can(actor, access.NominationOnBehalf, access.Resource{KeeperID: in.UnitID, AreaID: area}) {
			return b, errs.New(errs.Denied, "batch.not_your_unit")
		}
		b.OnBehalf = true
	}
	_, err := s.orgs.Get(ctx, tx, in.UnitID, today)
	if errs.Is(err, errs.NotFound) {
		return b, errs.New(errs.Invalid, "error.invalid").WithField("unit", "field.choice")
	}
	if err != nil {
		return b, err
	}
	p, err := s.plans.Current(ctx, tx, today)
	if errs.Is(err, errs.NotFound) {
		return b, errs.Wrap(err, errs.Conflict, "batch.no_plan")
	}
	if err != nil {
		return b, err
	}
	b.PlanID, b.VersionID = p.ID, p.VersionID
	ref, err := s.laws.InForce(ctx, tx, "emulation", today)
	if err != nil {
		return b, err
	}
	b.LawID = ref.ID
	return b, nil
}

// SaveBatch changes a batch's title and note while nothing of it has left the unit.
func (s *Service) SaveBatch(ctx context.Context, actor access.Actor, item Item, in BatchInput) error {
	if err := in.clean().OrNil(); err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		b, err := getBatch(ctx, tx, actor, item.ID)
		switch {
		case err != nil:
			return err
		case !access.Can(actor, access.NominationWrite, b.Resource()):
			return errs.New(errs.Denied, "error.denied")
		case b.Shared:
			return errs.New(errs.Conflict, "batch.already_sent", b.Ref)
		}
		b.Version, b.Title, b.Note = item.Version, in.Title, in.Note
		if err := updateBatch(ctx, tx, b); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{ActorID: actor.AccountID, Action: "batch.edit", Entity: "batch", EntityID: b.ID, Detail: in})
	})
}
