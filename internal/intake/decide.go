package intake

import (
	"context"

	"lantoa/internal/access"
	"lantoa/internal/audit"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/jobs"
)

// Confirm begins to store what was checked, once: a second click changes nothing.
// Where rows have faults the person must have said that they are left out.
func (s *Service) Confirm(ctx context.Context, actor access.Actor, id string, version int64, skip bool) error {
	if err := s.may(ctx, actor, id); err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		n, err := held(ctx, tx, actor.AccountID, id)
		if err != nil || n.State == Storing || n.State == Done {
			return err
		}
		if n.State != Checked || n.Version != version {
			return errs.New(errs.Conflict, "error.stale")
		}
		counts, err := countsOf(ctx, tx, n.ID)
		if err != nil {
			return err
		}
		if counts[Faulty] > 0 && !skip {
			return errs.New(errs.Invalid, "error.invalid").WithField("skip", "intake.skip_missing", counts[Faulty])
		}
		n.Skip, n.State = skip, Storing
		if err := s.start(ctx, tx, n, counts); err != nil {
			return err
		}
		return note(ctx, tx, actor.AccountID, n, "confirm", counts)
	})
}

// may refuses whoever has no right to store the import, or none any more.
func (s *Service) may(ctx context.Context, actor access.Actor, id string) error {
	n, err := own(ctx, s.db.Reader(), actor.AccountID, id)
	if err != nil {
		return err
	}
	_, err = s.features[n.Kind].open(ctx, s.db.Reader(), actor, n, s.texts)
	return err
}

// start begins a task for an import in the state that it is in from now on.
func (s *Service) start(ctx context.Context, tx *db.Tx, n Intake, counts map[Verdict]int) error {
	kind, total := n.Kind.task(), int64(0)
	if n.State == Storing {
		kind, total = n.Kind.keeping(), int64(counts[Fresh]+counts[Changed])
	}
	id, err := s.jobs.Begin(ctx, tx, jobs.NewTask{Kind: kind, AuthorID: n.AuthorID, About: n.FileName, Input: order{n.ID}, Total: total})
	if err != nil {
		return err
	}
	n.TaskID = id
	return move(ctx, tx, n, n.State)
}

// working reports that a task is at work on the import.
func working(ctx context.Context, r db.Reader, n Intake) (bool, error) {
	t, err := jobs.TaskOf(ctx, r, n.AuthorID, n.TaskID)
	if errs.Is(err, errs.NotFound) { // forgotten
		return false, nil
	}
	return t.State.Open(), err
}

// Resume goes on with an import whose task failed or was stopped, behind what it
// has read or stored. While a task is at work it changes nothing.
func (s *Service) Resume(ctx context.Context, actor access.Actor, id string, version int64) error {
	if err := s.may(ctx, actor, id); err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		n, err := held(ctx, tx, actor.AccountID, id)
		if err != nil {
			return err
		}
		if n.State != Reading && n.State != Storing {
			return errs.New(errs.Conflict, "error.stale")
		}
		if busy, err := working(ctx, tx, n); err != nil || busy {
			return err
		}
		if n.Version != version {
			return errs.New(errs.Conflict, "error.stale")
		}
		counts, err := countsOf(ctx, tx, n.ID)
		if err != nil {
			return err
		}
		if err := s.start(ctx, tx, n, counts); err != nil {
			return err
		}
		return note(ctx, tx, actor.AccountID, n, "resume", counts)
	})
}

// Discard ends an import. One of which nothing was stored goes with its rows; one
// whose storing failed or was stopped is done with what it stored, and says of
// the rest that it was left. A second click changes nothing. Conflict while a task
// is at work.
func (s *Service) Discard(ctx context.Context, actor access.Actor, id string, version int64) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		n, err := held(ctx, tx, actor.AccountID, id)
		if err != nil || n.State == Discarded || n.State == Done && n.Version == version+1 {
			return err
		}
		if n.State == Done || n.Version != version {
			return errs.New(errs.Conflict, "error.stale")
		}
		if n.State != Checked {
			busy, err := working(ctx, tx, n)
			if err != nil {
				return err
			}
			if busy {
				return errs.New(errs.Conflict, "intake.busy")
			}
		}
		counts, err := countsOf(ctx, tx, n.ID)
		if err != nil {
			return err
		}
		to, end := Discarded, free
		if n.State == Storing {
			to, end = Done, leave
		}
		if err := move(ctx, tx, n, to); err != nil {
			return err
		}
		if err := end(ctx, tx, n.ID); err != nil {
			return err
		}
		return note(ctx, tx, actor.AccountID, n, "discard", counts)
	})
}

// finish ends an import whose rows are stored.
func (s *Service) finish(ctx context.Context, tx *db.Tx, n Intake) error {
	counts, err := countsOf(ctx, tx, n.ID)
	if err != nil {
		return err
	}
	if err := move(ctx, tx, n, Done); err != nil {
		return err
	}
	return note(ctx, tx, n.AuthorID, n, "store", counts)
}

// note writes what was done with an import into the audit log: how many rows came
// to what, never what they say or what the file is called.
func note(ctx context.Context, tx *db.Tx, actorID string, n Intake, action string, rows map[Verdict]int) error {
	return audit.Write(ctx, tx, audit.Entry{ActorID: actorID, Action: "intake." + action, Entity: "intake", EntityID: n.ID, Meta: struct {
		Kind  Kind            `json:"kind"`
		Batch string          `json:"batch,omitempty"`
		Task  string          `json:"task,omitempty"`
		Rows  map[Verdict]int `json:"rows,omitempty"`
	}{n.Kind, n.BatchID, n.TaskID, rows}})
}
