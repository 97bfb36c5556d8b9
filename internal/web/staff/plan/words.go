package plan

import (
	"context"
	"strconv"
	"strings"

	"lantoa/internal/civil"
	"lantoa/internal/i18n"
	"lantoa/internal/plan"
	"lantoa/internal/plan/parse"
	"lantoa/internal/web/ui"
)

// titleOf is a plan's title, or what can be said where none was read.
func titleOf(p *i18n.Printer, row plan.Plan) string {
	if row.Title != "" {
		return row.Title
	}
	return p.T("plan.untitled")
}

// periodText is "2021–2025", "" where the plan names none.
func periodText(row plan.Plan) string {
	switch {
	case row.PeriodFrom == 0:
		return ""
	case row.PeriodTo == 0 || row.PeriodTo == row.PeriodFrom:
		return strconv.Itoa(row.PeriodFrom)
	}
	return strconv.Itoa(row.PeriodFrom) + "–" + strconv.Itoa(row.PeriodTo)
}

func orNone(ctx context.Context, s string) string {
	if s == "" {
		return i18n.T(ctx, "plan.not_given")
	}
	return s
}

// stateBadge says whether a plan applies today: the province's that came into
// force last does, and so does any other's that nobody but its issuer follows.
func stateBadge(p *i18n.Printer, row plan.Plan, currentID string, today civil.Day) ui.Badge {
	switch {
	case row.FromDay > today:
		return ui.Badge{Label: p.T("reading.not_yet"), Tone: ui.Info}
	case row.ID == currentID:
		return ui.Badge{Label: p.T("plan.in_force"), Tone: ui.Success}
	case !row.Province:
		return ui.Badge{Label: p.T("reading.own_plan"), Tone: ui.Gold}
	}
	return ui.Badge{Label: p.T("plan.replaced")}
}

func noneText(ctx context.Context, manage bool) string {
	if manage {
		return i18n.T(ctx, "plan.none_manage")
	}
	return i18n.T(ctx, "plan.none_text")
}

func noneAction(ctx context.Context, manage bool) *ui.Link {
	if manage {
		return &ui.Link{Label: i18n.T(ctx, "plan.import"), Href: importPath}
	}
	return nil
}

// subjectsText is for whom criteria are: "Tập thể", "Cá nhân, hộ gia đình".
func subjectsText(p *i18n.Printer, subjects []string) string {
	if len(subjects) == 0 {
		return p.T("plan.for_anyone")
	}
	words := make([]string, len(subjects))
	for i, s := range subjects {
		words[i] = p.T("kind." + s)
		if i > 0 {
			words[i] = strings.ToLower(words[i])
		}
	}
	return strings.Join(words, ", ")
}

// modeBadge says how the plan charges a body: giao or đề nghị.
func modeBadge(p *i18n.Printer, m parse.Mode) ui.Badge {
	if m == parse.Requested {
		return ui.Badge{Label: p.T("plan.mode.requested"), Tone: ui.Gold}
	}
	return ui.Badge{Label: p.T("plan.mode.assigned"), Tone: ui.Info}
}

// whenText is when a milestone falls: "Quý III/2021".
func whenText(p *i18n.Printer, quarter, year int) string {
	romans := []string{"", "I", "II", "III", "IV"}
	switch {
	case quarter >= 1 && quarter <= 4:
		return p.T("plan.quarter", romans[quarter], strconv.Itoa(year))
	case year > 0:
		return p.T("plan.year", strconv.Itoa(year))
	}
	return p.T("plan.no_day")
}

// leftBadge is how long is left until a milestone, or how long it has been over.
func leftBadge(p *i18n.Printer, due, today civil.Day) ui.Badge {
	const near = 60 // days within which a milestone is at hand
	switch days := today.Until(due); {
	case due == "":
		return ui.Badge{}
	case days < 0:
		return ui.Badge{Label: p.T("plan.days_over", -days)}
	case days == 0:
		return ui.Badge{Label: p.T("plan.today"), Tone: ui.Warning}
	case days <= near:
		return ui.Badge{Label: p.T("plan.days_left", days), Tone: ui.Warning}
	default:
		return ui.Badge{Label: p.T("plan.days_left", days), Tone: ui.Info}
	}
}

// firstLetter begins an item with a capital, as a line of its own is written.
func firstLetter(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}

// leadsLine is who leads a field, as the plan names them, in a line.
func leadsLine(p *i18n.Printer, f plan.FieldPage) string {
	names := make([]string, len(f.Named))
	for i, l := range f.Named {
		names[i] = l.Name
	}
	if len(names) == 0 {
		return p.T("plan.no_lead")
	}
	return strings.Join(names, "; ")
}

// assigneesText is whom a task names.
func assigneesText(t parse.Task) string {
	names := make([]string, len(t.Assignees))
	for i, a := range t.Assignees {
		names[i] = firstLetter(a)
	}
	return strings.Join(names, "; ")
}

// paperTitle names a plan that is being corrected.
func paperTitle(ctx context.Context, d plan.Paper) string {
	if d.PlanID != "" {
		return i18n.T(ctx, "reading.draft_version", d.Title())
	}
	return d.Title()
}

// openBadge says how many remarks of a reading are still open.
func openBadge(ctx context.Context, d plan.Paper) ui.Badge {
	if n := d.Reading.OpenWarnings(); n > 0 {
		return ui.Badge{Label: i18n.T(ctx, "reading.open_count", n), Tone: ui.Warning}
	}
	return ui.Badge{}
}

// savedText says when a plan that is being corrected was changed last, and by whom.
func savedText(p *i18n.Printer, d plan.Paper, name string) string {
	if name == "" {
		return p.T("reading.saved_at", p.Time(d.ChangedAt))
	}
	return p.T("reading.saved", p.Time(d.ChangedAt), name)
}
