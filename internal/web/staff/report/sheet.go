package report

import (
	"context"
	"net/http"
	"strconv"

	"lantoa/internal/i18n"
	"lantoa/internal/report"
	"lantoa/internal/sheet"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/sheets"
)

// line is a report with the number of its plan.
type line struct {
	report.Report
	plan string
}

// Sheet is the list of reports as a spreadsheet.
func (p *Pages) Sheet(r *http.Request) (sheets.Export, error) {
	return sheets.Of(r, sheets.List[line]{Name: "bao-cao", Title: kit.T(r, "report.list"), Columns: reportColumns(r.Context()),
		Page: func(context.Context, string) ([]line, string, error) {
			rows, plans, err := p.all(r)
			out := make([]line, len(rows))
			for i, x := range rows {
				out[i] = line{x, plans[x.PlanID]}
			}
			return out, "", err
		}}), nil
}

func reportColumns(ctx context.Context) []sheet.Column[line] {
	p := i18n.From(ctx)
	return []sheet.Column[line]{
		sheets.Column("report.col.report", func(x line) string { return x.Head.Summary }),
		sheets.Column("sheet.col.changed", func(x line) string { return lastChange(ctx, x.Report) }),
		sheets.Column("report.col.plan", func(x line) string { return x.plan }),
		sheets.Column("report.col.period", func(x line) string { return periodText(ctx, x.Period) }),
		sheets.Column("report.col.number", func(x line) string { return numberText(ctx, x.Head) }),
		sheets.Column("report.col.state", func(x line) string { return stateBadge(p, x.Report).Label }),
		sheet.KeyColumn(func(x line) string { return x.ID }),
	}
}

// CasesSheet is the cases that a figure counts as a spreadsheet.
func (p *Pages) CasesSheet(r *http.Request) (sheets.Export, error) {
	rep, err := p.reports.Get(r.Context(), kit.Actor(r), r.PathValue("id"))
	if err != nil {
		return sheets.Export{}, err
	}
	f := report.ParseFilter(r.URL.Query())
	all := f.Select(rep.Cases, rep.Period)
	return sheets.Of(r, sheets.List[caseRow]{Name: "so-lieu", Title: rep.Head.Summary, Filters: chips(kit.Printer(r), rep.Frame, f), Columns: casesColumns(r.Context()),
		Page: func(ctx context.Context, after string) ([]caseRow, string, error) {
			at, _ := strconv.Atoi(after)
			to := min(at+casesSize, len(all))
			rows, err := p.rows(r.WithContext(ctx), rep.Frame, all[at:to])
			if to == len(all) {
				return rows, "", err
			}
			return rows, strconv.Itoa(to), err
		}}), nil
}

func casesColumns(ctx context.Context) []sheet.Column[caseRow] {
	p := i18n.From(ctx)
	return []sheet.Column[caseRow]{
		sheets.Column("report.col.name", func(c caseRow) string { return kit.SubjectName(p, c.Kind, c.Name) }),
		sheets.Column("sheet.col.title", func(c caseRow) string { return c.Title }),
		sheets.Column("report.col.ref", func(c caseRow) string { return c.Ref }),
		sheets.Column("nomination.col.kind", func(c caseRow) string { return p.T("kind." + string(c.Kind)) }),
		sheets.Typed("report.col.field", sheet.YearKind, func(c caseRow) sheet.Value { return sheet.Whole(c.Field) }),
		sheets.Column("report.col.level", func(c caseRow) string { return kit.LevelMark(p, c.Level).Label }),
		sheets.Column("report.col.was", func(c caseRow) string { return stateText(p, c.Case) }),
		sheets.Column("sheet.col.now", func(c caseRow) string { return c.Now }),
		sheets.Column("report.col.unit", func(c caseRow) string { return c.UnitName }),
		sheets.Column("report.col.decision", func(c caseRow) string { return c.Number }),
		sheets.Typed("sheet.col.day", sheet.DayKind, func(c caseRow) sheet.Value {
			if c.Number == "" {
				return sheet.Value{}
			}
			return sheet.Day(c.Day)
		}),
		sheet.KeyColumn(func(c caseRow) string { return c.RecordID }),
	}
}
