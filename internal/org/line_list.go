package org

import (
	"context"

	"lantoa/internal/civil"
	"lantoa/internal/db"
)

// Lines are bodies of a day as rows of Columns.
func (s *Service) Lines(ctx context.Context, r db.Reader, day civil.Day, all []Org) ([]Line, error) {
	since, err := db.All[struct {
		OrgID   string
		FromDay civil.Day
	}](ctx, r, `select org_id, from_day from org_name where from_day <= $1 and (to_day = '' or to_day > $1)`, day)
	if err != nil {
		return nil, err
	}
	above, err := db.All[struct{ OrgID, ParentID string }](ctx, r, `select org_id, parent_id from org_parent where from_day <= $1 and (to_day = '' or to_day > $1)`, day)
	if err != nil {
		return nil, err
	}
	days, parents := make(map[string]civil.Day, len(since)), make(map[string]string, len(above))
	for _, x := range since {
		days[x.OrgID] = x.FromDay
	}
	for _, x := range above {
		parents[x.OrgID] = x.ParentID
	}
	out := make([]Line, len(all))
	for i, o := range all {
		out[i] = Line{ID: o.ID, Input: Input{Kind: o.Kind, Name: o.Name, Short: o.Short, Place: o.Place, Abbr: o.Abbr, ParentID: parents[o.ID], Assigned: o.Assigned, FromDay: days[o.ID]}}
	}
	return out, nil
}
