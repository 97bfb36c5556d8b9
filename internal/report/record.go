package report

import (
	"context"

	"lantoa/internal/access"
	"lantoa/internal/audit"
	"lantoa/internal/db"
	"lantoa/internal/errs"
)

// Record keeps the signed paper of a report that was issued without one, for the
// clerk gives the number last: its number, day and signer become the report's;
// text and figures stay. Twice is once; Conflict where another paper is there.
func (s *Service) Record(ctx context.Context, actor access.Actor, in Issue) error {
	if err := allow(actor, access.ReportIssueRecord); err != nil {
		return err
	}
	defer in.Paper.Ahead(ctx, s.files)()
	return s.db.Write(ctx, func(tx *db.Tx) error {
		rep, err := get(ctx, tx, in.ID)
		if err != nil {
			return err
		}
		if rep.State != Issued {
			return errs.New(errs.Conflict, "report.not_issued")
		}
		before := rep.DocumentID
		switch err := s.sign(ctx, tx, actor, &rep, in.Paper); {
		case err != nil:
			return err
		case before == rep.DocumentID:
			return nil
		case before != "":
			return errs.New(errs.Conflict, "report.recorded_already")
		}
		rep.Version = in.Version
		if err := record(ctx, tx, rep); err != nil {
			return err
		}
		return note(ctx, tx, actor, audit.Entry{Action: "report.record", EntityID: rep.ID, Version: rep.Version + 1,
			Meta: map[string]string{"document": rep.DocumentID, "number": rep.Head.Number + "/" + rep.Head.Symbol, "day": string(rep.Head.Day)}})
	})
}
