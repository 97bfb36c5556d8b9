package bench

import (
	"context"
	"strings"

	"lantoa/internal/access"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/nomination"
	"lantoa/internal/search"
)

// seat is a role at a body, with the filter of its list: the field and state of
// which the body has the most dossiers.
type seat struct {
	name  string
	role  access.Role
	body  string
	field string
	state nomination.State
	count int
}

const districtSeat = "district_officer"

// sizes counts the dossiers and the exemplars.
func sizes(ctx context.Context, r db.Reader) (dossiers, exemplars int, err error) {
	if dossiers, err = db.One[int](ctx, r, `select count(*) from nomination`); err != nil {
		return 0, 0, err
	}
	exemplars, err = db.One[int](ctx, r, `select count(*) from exemplar`)
	return dossiers, exemplars, err
}

// seats are the four whose list is measured. Of a body that has fewer than fifty
// dossiers of any one field and state, the list holds what there is.
func (h *house) seats(ctx context.Context) ([]seat, error) {
	r := h.db.Reader()
	standing, err := h.app.Orgs.Standing(ctx, r, civil.DayOf(r.Now()))
	if err != nil {
		return nil, err
	}
	var out []seat
	for _, s := range []struct {
		name  string
		role  access.Role
		query string
	}{
		{"standing_officer", access.StandingOfficer, `select '' as body, field_id, state, count(*) as count from nomination
			where shared = true and field_id <> '' group by field_id, state order by count(*) desc, field_id, state limit 1`},
		{"lead_officer", access.LeadOfficer, `select lead_id as body, field_id, state, count(*) as count from nomination
			where shared = true and field_id <> '' and lead_id <> '' group by lead_id, field_id, state order by count(*) desc, lead_id, field_id, state limit 1`},
		{districtSeat, access.UnitOfficer, `select area_id as body, field_id, state, count(*) as count from nomination
			where shared = true and field_id <> '' and area_id <> '' group by area_id, field_id, state order by count(*) desc, area_id, field_id, state limit 1`},
		{"unit_officer", access.UnitOfficer, `select keeper_id as body, field_id, state, count(*) as count from nomination
			where shared = true and field_id <> '' group by keeper_id, field_id, state order by count(*) desc, keeper_id, field_id, state limit 1`},
	} {
		found, err := db.All[struct {
			Body, FieldID string
			State         nomination.State
			Count         int
		}](ctx, r, s.query)
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			return nil, errs.New(errs.Invalid, "bench.empty", h.place.String())
		}
		at := seat{name: s.name, role: s.role, body: found[0].Body, field: found[0].FieldID, state: found[0].State, count: found[0].Count}
		if at.body == "" {
			at.body = standing.ID
		}
		out = append(out, at)
	}
	return out, nil
}

// details are dossiers whose page is measured, the newest that were decided.
func (h *house) details(ctx context.Context) ([]string, error) {
	return db.All[string](ctx, h.db.Reader(), `select id from nomination where shared = true and state = $1 order by id desc limit 8`, string(nomination.Approved))
}

// story is the longest of some summaries, to be entered again.
func (h *house) story(ctx context.Context) (string, error) {
	all, err := db.All[string](ctx, h.db.Reader(), `select summary from nomination where shared = true order by id desc limit 100`)
	longest := ""
	for _, s := range all {
		if len(s) > len(longest) {
			longest = s
		}
	}
	return longest, err
}

// rare is a pair of syllables that few dossiers have: of the names of the oldest
// ones, the pair that the fewest have.
func (h *house) rare(ctx context.Context, scope access.Scope) (string, error) {
	r := h.db.Reader()
	names, err := db.All[string](ctx, r, `select subject_name from nomination where shared = true order by id limit 40`)
	if err != nil {
		return "", err
	}
	best, fewest := "", 1<<30
	for _, name := range names {
		syllables := strings.Fields(i18n.Fold(name))
		for i := 1; i < len(syllables); i++ {
			pair := syllables[i-1] + " " + syllables[i]
			found, err := search.Find(ctx, r, scope, "nomination", pair, 1000)
			if err != nil {
				return "", err
			}
			if len(found) > 0 && len(found) < fewest {
				best, fewest = pair, len(found)
			}
		}
	}
	return best, nil
}
