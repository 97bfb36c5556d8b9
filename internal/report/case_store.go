package report

import (
	"context"
	"slices"
	"strings"
	"time"

	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/exemplar"
	"lantoa/internal/nomination"
	"lantoa/internal/subject"
)

// caseRow is what both kinds of records have in common.
type caseRow struct {
	ID, Ref, SubjectID, Name                          string
	Kind                                              subject.Kind
	FieldID, LeadID, UnitID                           string
	Level                                             nomination.Level
	State                                             string
	Title                                             string
	FigureName, FigureUnit, FigureBefore, FigureAfter string
	Sex, Ethnicity, Work                              string
	CreatedAt                                         time.Time
}

func (row caseRow) toCase(record Record) Case {
	return Case{Record: record, RecordID: row.ID, Ref: row.Ref, SubjectID: row.SubjectID, Name: row.Name, Kind: row.Kind, FieldID: row.FieldID,
		Leads: []string{row.LeadID}, Level: row.Level, State: row.State, UnitID: row.UnitID, Sex: row.Sex, Ethnicity: row.Ethnicity, Work: row.Work,
		Title: row.Title, Figure: Figure{row.FigureName, row.FigureUnit, row.FigureBefore, row.FigureAfter}}
}

// LiveCases are the records that a plan had at the end of the period's last day, in
// the states that they had then; the rest is as Case says. Dossiers come first, in
// the order in which they were made. It takes eight queries, however many records
// there are.
func LiveCases(ctx context.Context, r db.Reader, planID string, p Period) ([]Case, error) {
	end := p.To.AddDays(1).Midnight()
	granted, err := grants(ctx, r, planID, p.To)
	if err != nil {
		return nil, err
	}
	dossiers, err := dossiers(ctx, r, planID, p.To, end, granted)
	if err != nil {
		return nil, err
	}
	exemplars, err := exemplars(ctx, r, planID, end, granted)
	if err != nil {
		return nil, err
	}
	out, peoples := append(dossiers, exemplars...), subject.ReadPeoples()
	for i := range out {
		out[i].People = peoples.Of(out[i].Ethnicity)
	}
	return out, nameUnits(ctx, r, out)
}

// grant is a recognition that had been decided by the last day.
type grant struct {
	ExemplarID   string
	NominationID string
	Level        nomination.Level
	Number       string
	Day          civil.Day
}

func grants(ctx context.Context, r db.Reader, planID string, to civil.Day) ([]grant, error) {
	return db.All[grant](ctx, r, `select g.exemplar_id, g.nomination_id, g.level, g.number, g.day from recognition g
		join exemplar e on e.id = g.exemplar_id where e.plan_id = $1 and g.day <= $2 order by g.exemplar_id, g.day, g.id`, planID, to)
}

// dossierRow is a dossier with the days of its way.
type dossierRow struct {
	caseRow
	ThenState string // its state at the end of the last day; "" before its first step
	Sent      *time.Time
	Chosen    *time.Time
}

const dossierQuery = `select n.id, n.ref, n.subject_id, n.subject_name as name, n.kind, n.field_id, n.target_id as lead_id, n.unit_id, n.level, n.state, n.title,
	n.figure_name, n.figure_unit, n.figure_before, n.figure_after, s.sex, s.ethnicity, s.work, n.created_at,
	coalesce((select e.to_state from nomination_event e where e.nomination_id = n.id and e.at < $2 order by e.id desc limit 1), '') as then_state,
	(select min(e.at) from nomination_event e where e.nomination_id = n.id and e.at < $2 and e.to_state not in ('draft', 'awaiting_head', 'returned', 'withdrawn')) as sent,
	(select min(e.at) from nomination_event e where e.nomination_id = n.id and e.at < $2 and e.to_state = 'selected') as chosen
	from nomination n join subject s on s.id = n.subject_id where n.plan_id = $1 and n.shared = true and n.created_at < $2 order by n.id`

// dossiers are those that had left their unit by the end of the last day. What
// lies with the unit still is its own affair and no figure of the province's.
func dossiers(ctx context.Context, r db.Reader, planID string, to civil.Day, end time.Time, granted []grant) ([]Case, error) {
	rows, err := db.All[dossierRow](ctx, r, dossierQuery, planID, end)
	if err != nil {
		return nil, err
	}
	more, err := moreFields(ctx, r, `select x.nomination_id as record_id, x.field_id, x.lead_id from nomination_field x join nomination n on n.id = x.nomination_id
		where n.plan_id = $1 order by x.nomination_id, x.field_id`, planID)
	if err != nil {
		return nil, err
	}
	decided := map[string]grant{}
	for _, g := range granted {
		decided[g.NominationID] = g
	}
	var out []Case
	for _, row := range rows {
		g, admitted := decided[row.ID]
		if row.Sent == nil && !admitted {
			continue
		}
		c := row.toCase(Dossier)
		c.State, c.Since, c.Chosen = row.ThenState, dayOf(row.Sent), dayOf(row.Chosen)
		if admitted {
			c.State, c.Number, c.Day = string(nomination.Approved), g.Number, g.Day
			if c.Since == "" || c.Since > g.Day {
				c.Since = g.Day
			}
		}
		c.Stage = dossierStage(nomination.State(c.State))
		c.spread(more[row.ID])
		out = append(out, c)
	}
	return out, nil
}

func dayOf(t *time.Time) civil.Day {
	if t == nil {
		return ""
	}
	return civil.DayOf(*t)
}

func dossierStage(s nomination.State) Stage {
	switch s {
	case nomination.Approved:
		return Admitted
	case nomination.NotSelected, nomination.NotApproved, nomination.Withdrawn:
		return Closed
	}
	return Discover
}

const exemplarQuery = `select n.id, n.ref, n.subject_id, n.name, n.kind, n.field_id, n.lead_id, n.unit_id, n.level, n.state, n.title,
	n.figure_name, n.figure_unit, n.figure_before, n.figure_after, s.sex, s.ethnicity, s.work, n.created_at,
	coalesce((select e.to_state from exemplar_event e where e.exemplar_id = n.id and e.at < $2 and e.step in ('launch', 'revoke') order by e.id desc limit 1), '') as then_state
	from exemplar n join subject s on s.id = n.subject_id where n.plan_id = $1 order by n.id`

// exemplarRow is an exemplar with the state that it was brought to by the last
// day, apart from its recognitions; "" where nothing had.
type exemplarRow struct {
	caseRow
	ThenState string
}

// exemplars are those that had been recognised by the last day, at the highest
// level that they had reached.
func exemplars(ctx context.Context, r db.Reader, planID string, end time.Time, granted []grant) ([]Case, error) {
	rows, err := db.All[exemplarRow](ctx, r, exemplarQuery, planID, end)
	if err != nil {
		return nil, err
	}
	more, err := moreFields(ctx, r, `select x.exemplar_id as record_id, x.field_id, x.lead_id from exemplar_field x join exemplar e on e.id = x.exemplar_id
		where e.plan_id = $1 order by x.exemplar_id, x.field_id`, planID)
	if err != nil {
		return nil, err
	}
	of := map[string][]grant{}
	for _, g := range granted {
		of[g.ExemplarID] = append(of[g.ExemplarID], g)
	}
	var out []Case
	for _, row := range rows {
		if len(of[row.ID]) == 0 {
			continue
		}
		c := row.toCase(Exemplar)
		c.recognise(of[row.ID])
		c.State = string(exemplar.Nurturing)
		if c.Level == nomination.LevelProvince {
			c.State = string(exemplar.Recognised)
		}
		if row.ThenState != "" {
			c.State = row.ThenState
		}
		c.Stage = map[exemplar.State]Stage{exemplar.Nurturing: Nurture, exemplar.Recognised: Review, exemplar.Replicating: Replicate, exemplar.Revoked: Revoked}[exemplar.State(c.State)]
		c.spread(more[row.ID])
		out = append(out, c)
	}
	return out, nil
}

// recognise takes the recognitions by time: the first says since when, the
// highest the level, number and day.
func (c *Case) recognise(granted []grant) {
	levels := nomination.Levels()
	c.Since, c.Level = granted[0].Day, ""
	for _, g := range granted {
		if g.Level != nomination.LevelUnit && c.Chosen == "" {
			c.Chosen = g.Day
		}
		if c.Level == "" || slices.Index(levels, g.Level) > slices.Index(levels, c.Level) {
			c.Level, c.Number, c.Day = g.Level, g.Number, g.Day
		}
	}
}

// fieldRow is a further field of a record.
type fieldRow struct{ RecordID, FieldID, LeadID string }

func (c *Case) spread(more []fieldRow) {
	for _, m := range more {
		if m.FieldID != c.FieldID {
			c.MoreFields, c.Leads = append(c.MoreFields, m.FieldID), append(c.Leads, m.LeadID)
		}
	}
}

func moreFields(ctx context.Context, r db.Reader, query, planID string) (map[string][]fieldRow, error) {
	rows, err := db.All[fieldRow](ctx, r, query, planID)
	out := map[string][]fieldRow{}
	for _, row := range rows {
		out[row.RecordID] = append(out[row.RecordID], row)
	}
	return out, err
}

// nameRow is a body's name from a day on.
type nameRow struct {
	OrgID, Short, Place string
	FromDay             civil.Day
}

// nameUnits gives each case its unit's name of the day on which it became known.
func nameUnits(ctx context.Context, r db.Reader, cases []Case) error {
	var ids []string
	seen := map[string]bool{}
	for _, c := range cases {
		if !seen[c.UnitID] {
			seen[c.UnitID] = true
			ids = append(ids, c.UnitID)
		}
	}
	rows, err := db.All[nameRow](ctx, r, `select org_id, short, place, from_day from org_name where org_id = any($1) order by org_id, from_day`, ids)
	if err != nil {
		return err
	}
	names := map[string][]nameRow{}
	for _, row := range rows {
		names[row.OrgID] = append(names[row.OrgID], row)
	}
	for i := range cases {
		c := &cases[i]
		for _, row := range names[c.UnitID] {
			// Of a body that had no name yet, the first; of one that has none any more, the last.
			if c.UnitName == "" || row.FromDay <= c.Since {
				c.UnitName = unitText(row.Short, row.Place)
			}
		}
	}
	return nil
}

// unitText is the short name with the district around it, for two communes may
// have one name.
func unitText(short, place string) string {
	if _, around, ok := strings.Cut(place, ", "); ok {
		return short + ", " + around
	}
	return short
}
