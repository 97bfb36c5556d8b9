package intake

import (
	"context"

	"lantoa/internal/access"
	"lantoa/internal/audit"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/jobs"
)

// Again takes up an import whose task failed or was stopped: what was read so far
// is read anew; what was stored so far stays, and the rest is stored. While a task
// is at work it changes nothing, so that a second click does no harm.
func (s *Service) Again(ctx context.Context, actor access.Actor, id string, version int64) error {
	n, err := s.Get(ctx, actor, id)
	if err != nil {
		return err
	}
	if _, err := s.desk(ctx, actor, n); err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		n, open, err := s.held(ctx, tx, actor, id)
		if err != nil || open {
			return err
		}
		if !n.State.Moving() || n.Version != version {
			return errs.New(errs.Conflict, "error.stale")
		}
		total := int64(0)
		if n.State == Reading {
			err = dropRows(ctx, tx, n.ID)
		} else {
			var counts map[Verdict]int
			counts, err = countsOf(ctx, tx, n.ID)
			total = int64(counts[Fresh] + counts[Changed])
		}
		if err != nil {
			return err
		}
		if n.TaskID, err = s.jobs.Begin(ctx, tx, jobs.NewTask{Kind: n.Kind.task(), AuthorID: actor.AccountID, About: n.FileName, Input: order{n.ID}, Total: total}); err != nil {
			return err
		}
		if err := move(ctx, tx, n, n.State); err != nil {
			return err
		}
		return register(ctx, tx, actor, n, "again")
	})
}

// Drop ends an import of which nothing is stored: one that was read, or whose
// reading failed or was stopped. Dropping it twice changes nothing more.
func (s *Service) Drop(ctx context.Context, actor access.Actor, id string, version int64) error {
	n, err := s.Get(ctx, actor, id)
	if err != nil || n.State == Discarded {
		return err
	}
	if n.State == Checked {
		return s.Discard(ctx, actor, id, version)
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		n, open, err := s.held(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		if open || n.State != Reading || n.Version != version {
			return errs.New(errs.Conflict, "error.stale")
		}
		if err := move(ctx, tx, n, Discarded); err != nil {
			return err
		}
		return register(ctx, tx, actor, n, "drop")
	})
}

// held is the person's import, and whether a task holds it.
func (s *Service) held(ctx context.Context, tx *db.Tx, actor access.Actor, id string) (n Intake, open bool, err error) {
	if n, err = own(ctx, tx, actor.AccountID, id); err != nil {
		return n, false, err
	}
	t, err := jobs.TaskOf(ctx, tx, actor.AccountID, n.TaskID)
	if errs.Is(err, errs.NotFound) {
		return n, false, nil
	}
	return n, t.State.Open(), err
}

func register(ctx context.Context, tx *db.Tx, actor access.Actor, n Intake, what string) error {
	return audit.Write(ctx, tx, audit.Entry{ActorID: actor.AccountID, Action: "intake." + what, Entity: "intake", EntityID: n.ID, Meta: struct {
		Kind  Kind  `json:"kind"`
		State State `json:"state"`
	}{n.Kind, n.State}})
}
