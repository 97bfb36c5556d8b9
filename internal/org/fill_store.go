package org

import (
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/i18n"
)

// Under is a new body with the bodies above it, the nearest first: for filling a
// database.
type Under struct {
	Org
	Above []string
}

// Fill gives the rows of new bodies, as those of the seed are: the first change
// to a body will be its first audit entry.
func Fill(all []Under) []db.Rows {
	orgs := db.NewRows("org", "id, kind, assigned, protocol, founded, dissolved, illustration, version")
	names := db.NewRows("org_name", "org_id, name, short, place, abbr, folded, from_day, to_day")
	parents := db.NewRows("org_parent", "org_id, parent_id, from_day, to_day")
	closure := db.NewRows("org_closure", "ancestor_id, descendant_id, depth")
	for _, o := range all {
		orgs.Add(o.ID, string(o.Kind), o.Assigned, o.Protocol, o.Founded, o.Dissolved, o.Illustration, o.Version)
		names.Add(o.ID, o.Name, o.Short, o.Place, o.Abbr, i18n.Fold(o.Name), o.Founded, civil.Day(""))
		closure.Add(o.ID, o.ID, 0)
		for i, above := range o.Above {
			if i == 0 {
				parents.Add(o.ID, above, o.Founded, civil.Day(""))
			}
			closure.Add(above, o.ID, i+1)
		}
	}
	return []db.Rows{*orgs, *names, *parents, *closure}
}
