package app

import (
	"context"
	"strings"
	"time"

	"lantoa/internal/audit"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/intake"
	"lantoa/internal/jobs"
	"lantoa/internal/search"
	portalexemplar "lantoa/internal/web/portal/exemplar"
	staffintake "lantoa/internal/web/staff/intake"
	stafftask "lantoa/internal/web/staff/task"
)

// indexChunk is how many records are filed per transaction: some 50 ms of SQLite's
// one writer.
const indexChunk = 100

// unitRenamed files the dossiers and exemplars of a body under its new name.
type unitRenamed struct {
	OrgID string `json:"org_id"` // "" for all bodies
	Of    string `json:"of"`     // dossiers, then exemplars
	After string `json:"after"`  // the last one filed
}

// Kind implements jobs.Args.
func (unitRenamed) Kind() string { return "unit_renamed" }

// photoPublished draws a public photo in the portal's widths.
type photoPublished struct {
	ExemplarID string `json:"exemplar_id"`
}

// Kind implements jobs.Args.
func (photoPublished) Kind() string { return "photo_published" }

// sealAudit seals the entries of the audit log that wait for it.
type sealAudit struct{}

// Kind implements jobs.Args.
func (sealAudit) Kind() string { return "audit_seal" }

// endLost ends tasks at which nothing is at work any more.
type endLost struct{}

// Kind implements jobs.Args.
func (endLost) Kind() string { return "tasks_lost" }

// renewSearch asks for the search index to be filed anew where it must be.
type renewSearch struct{}

// Kind implements jobs.Args.
func (renewSearch) Kind() string { return "search_renew" }

// settle puts in order what the day has left in the database.
type settle struct{}

// Kind implements jobs.Args.
func (settle) Kind() string { return "settle" }

// settleMissed asks for settle where the night did not: the machine was off.
type settleMissed struct{}

// Kind implements jobs.Args.
func (settleMissed) Kind() string { return "settle_missed" }

// settledWithin is how long ago settle may have been: a night and the day after it.
const settledWithin = 36 * time.Hour

// background says what is worked outside requests: the handlers of jobs and
// tasks, what makes them, and what is done again and again.
func (s *Services) background() {
	jobs.Handle(s.Jobs, jobs.Quick, s.fileRenamed)
	jobs.Handle(s.Jobs, jobs.Quick, func(ctx context.Context, a photoPublished) error {
		return s.Exemplars.DrawPhoto(ctx, a.ExemplarID, portalexemplar.Widths()...)
	})
	jobs.Handle(s.Jobs, jobs.Quick, s.sweep)
	s.Jobs.Every(24*time.Hour, sweepTasks{})
	jobs.Handle(s.Jobs, jobs.Quick, func(ctx context.Context, _ endLost) error {
		return s.DB.Write(ctx, func(tx *db.Tx) error { return jobs.FailLost(ctx, tx) })
	})
	s.Jobs.Every(time.Minute, endLost{})
	jobs.Handle(s.Jobs, jobs.Quick, s.renewSearch)
	s.Jobs.Every(24*time.Hour, renewSearch{})
	jobs.Handle(s.Jobs, jobs.Slow, func(ctx context.Context, _ settle) error { return s.settle(ctx) })
	s.Jobs.Nightly(settle{})
	jobs.Handle(s.Jobs, jobs.Quick, s.settleMissed)
	s.Jobs.Every(24*time.Hour, settleMissed{})
	jobs.Handle(s.Jobs, jobs.Quick, func(ctx context.Context, _ sealAudit) error {
		_, err := audit.Seal(ctx, s.DB, s.Sealing.Key, s.Sealing.Anchors)
		return err
	})
	s.Jobs.Every(time.Minute, sealAudit{})
	s.Jobs.HandleTask(stafftask.Reindex, s.reindex)

	s.Orgs.WhenRenamed(func(ctx context.Context, tx *db.Tx, id string, from civil.Day) error {
		return s.Jobs.EnqueueAt(ctx, tx, unitRenamed{OrgID: id, Of: dossiers}, from.Midnight())
	})
	s.Exemplars.WhenPublished(func(ctx context.Context, tx *db.Tx, id string) error {
		return s.Jobs.Enqueue(ctx, tx, photoPublished{id})
	})
}

// The two sorts of records in search, in the order in which they are filed anew.
const (
	dossiers  = "dossiers"
	exemplars = "exemplars"
)

// filer files some records anew; see nomination.Reindex.
type filer func(ctx context.Context, tx *db.Tx, unitID, after string, limit int) (string, int, error)

func (s *Services) filers() map[string]filer {
	return map[string]filer{dossiers: s.Nominations.Reindex, exemplars: s.Exemplars.Reindex}
}

// fileRenamed files one part and, in the same transaction, asks for the next.
func (s *Services) fileRenamed(ctx context.Context, a unitRenamed) error {
	return s.DB.Write(ctx, func(tx *db.Tx) error {
		last, _, err := s.filers()[a.Of](ctx, tx, a.OrgID, a.After, indexChunk)
		if err != nil {
			return err
		}
		next := unitRenamed{OrgID: a.OrgID, Of: a.Of, After: last}
		if last == "" {
			switch {
			case a.Of == exemplars && a.OrgID == "":
				return s.renewed(ctx, tx)
			case a.Of == exemplars:
				return nil
			}
			next = unitRenamed{OrgID: a.OrgID, Of: exemplars}
		}
		return s.Jobs.Enqueue(ctx, tx, next)
	})
}

func (s *Services) settle(ctx context.Context) error {
	if err := search.Settle(ctx, s.DB); err != nil {
		return err
	}
	return s.DB.Settle(ctx)
}

func (s *Services) settleMissed(ctx context.Context, _ settleMissed) error {
	return s.DB.Write(ctx, func(tx *db.Tx) error {
		at, err := search.Settled(ctx, tx)
		if err != nil || tx.Now().Sub(at) < settledWithin {
			return err
		}
		return s.Jobs.Enqueue(ctx, tx, settle{})
	})
}

// renewed ends filing everything anew: so much filed one by one leaves the index in
// many parts.
func (s *Services) renewed(ctx context.Context, tx *db.Tx) error {
	if err := search.Renewed(ctx, tx); err != nil {
		return err
	}
	return s.Jobs.Enqueue(ctx, tx, settle{})
}

// renewSearch asks for everything to be filed anew where an earlier edition of the
// program made other terms.
func (s *Services) renewSearch(ctx context.Context, _ renewSearch) error {
	return s.DB.Write(ctx, func(tx *db.Tx) error {
		old, err := search.Outdated(ctx, tx)
		if err != nil || !old {
			return err
		}
		return s.Jobs.Enqueue(ctx, tx, unitRenamed{Of: dossiers})
	})
}

// reindex files everything anew, step by step: its cursor is the sort and the
// last record's id.
func (s *Services) reindex(ctx context.Context, t *jobs.Run) error {
	if t.Total == 0 {
		n, err := s.searchable(ctx)
		if err != nil {
			return err
		}
		if err := t.Report(ctx, 0, n); err != nil {
			return err
		}
	}
	for t.State == jobs.Running && t.More() {
		if err := t.Step(ctx, func(tx *db.Tx) (jobs.Progress, error) { return s.reindexStep(ctx, tx, t.Task) }); err != nil {
			return err
		}
	}
	return nil
}

func (s *Services) reindexStep(ctx context.Context, tx *db.Tx, t jobs.Task) (jobs.Progress, error) {
	of, after := cursorOf(t.Cursor)
	last, n, err := s.filers()[of](ctx, tx, "", after, indexChunk)
	if err != nil {
		return jobs.Progress{}, err
	}
	done := t.Done + int64(n)
	p := jobs.Progress{Cursor: of + " " + last, Done: done, Total: max(t.Total, done)}
	if last == "" {
		p.Cursor, p.Finished = exemplars+" ", of == exemplars
	}
	if p.Finished {
		p.Total = p.Done
		return p, s.renewed(ctx, tx)
	}
	return p, nil
}

func cursorOf(cursor string) (of, after string) {
	if cursor == "" {
		return dossiers, ""
	}
	of, after, _ = strings.Cut(cursor, " ")
	return of, after
}

func (s *Services) searchable(ctx context.Context) (int64, error) {
	a, err := s.Nominations.Count(ctx, s.DB.Reader())
	if err != nil {
		return 0, err
	}
	b, err := s.Exemplars.Count(ctx, s.DB.Reader())
	return a + b, err
}

// tasksOf gives the page for which a task of a kind works.
func (s *Services) tasksOf() map[string]func(jobs.Task) string {
	out := map[string]func(jobs.Task) string{}
	for _, kind := range intake.TaskKinds() {
		out[kind] = func(t jobs.Task) string { return staffintake.Path + "/" + intake.OfTask(t) }
	}
	return out
}
