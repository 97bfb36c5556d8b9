package worklist

import (
	"context"

	"lantoa/internal/access"
	"lantoa/internal/db"
	"lantoa/internal/document"
	"lantoa/internal/exemplar"
	"lantoa/internal/nomination"
)

// Nominations is what waits in the first stage.
func Nominations(d *db.DB, noms *nomination.Service) Source {
	return func(ctx context.Context, actor access.Actor) ([]Item, error) {
		all, err := noms.Waiting(ctx, actor)
		if err != nil {
			return nil, err
		}
		var lists []string
		for _, w := range all {
			if w.ListID != "" {
				lists = append(lists, w.ListID)
			}
		}
		papers, err := document.ByIDs(ctx, d.Reader(), lists)
		out := make([]Item, len(all))
		for i, w := range all {
			out[i] = item(w)
			if w.ListID != "" {
				out[i].Title = papers[w.ListID].Number
			}
		}
		return out, err
	}
}

func item(w nomination.Waiting) Item {
	i := Item{Work: TakeStep, Step: w.Step, Record: w.Record, State: w.State, Level: w.Level, BatchID: w.BatchID, ListID: w.ListID, Title: w.Title,
		RecordID: w.First, Name: w.Name, Kind: w.Kind, UnitID: w.UnitID, Count: w.Count, Unjudged: w.Unjudged, Deadline: w.Deadline}
	switch {
	case w.State == nomination.Draft:
		i.Work = Complete
	case w.State == nomination.Returned:
		i.Work = Amend
	case w.Unjudged > 0:
		i.Work, i.RecordID = Assess, w.NextUnjudged
	}
	return i
}

// Exemplars is what the public cannot read yet.
func Exemplars(exs *exemplar.Service) Source {
	return func(ctx context.Context, actor access.Actor) ([]Item, error) {
		all, err := exs.Waiting(ctx, actor)
		out := make([]Item, len(all))
		for i, w := range all {
			out[i] = Item{Work: Consent, Exemplar: w.State, Level: w.Level, RecordID: w.ID, Name: w.Name, Kind: w.Kind, UnitID: w.UnitID, Count: 1}
			if w.Consented {
				out[i].Work = Clear
			}
		}
		return out, err
	}
}
