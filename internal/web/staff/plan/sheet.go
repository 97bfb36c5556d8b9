package plan

import (
	"context"
	"net/http"

	"lantoa/internal/i18n"
	"lantoa/internal/plan"
	"lantoa/internal/plan/parse"
	"lantoa/internal/sheet"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/sheets"
)

// Sheet is the list of plans as a spreadsheet.
func (p *Pages) Sheet(r *http.Request) (sheets.Export, error) {
	current, err := p.currentID(r.Context())
	if err != nil {
		return sheets.Export{}, err
	}
	printer := kit.Printer(r)
	return sheets.Of(r, sheets.List[plan.Plan]{Name: "ke-hoach", Title: printer.T("plan.list"), Columns: []sheet.Column[plan.Plan]{
		sheets.Column("plan.col.plan", func(x plan.Plan) string { return titleOf(printer, x) }),
		sheets.Column("sheet.col.issuer", func(x plan.Plan) string { return x.Issuer }),
		sheets.Column("plan.col.symbol", func(x plan.Plan) string { return orNone(r.Context(), x.Symbol) }),
		sheets.Typed("plan.col.day", sheet.DayKind, func(x plan.Plan) sheet.Value { return sheet.Day(x.Day) }),
		sheets.Column("plan.col.period", periodText),
		sheets.Column("plan.col.state", func(x plan.Plan) string { return stateBadge(printer, x, current, p.today()).Label }),
		sheet.KeyColumn(func(x plan.Plan) string { return x.ID }),
	}, Page: func(ctx context.Context, _ string) ([]plan.Plan, string, error) {
		rows, err := p.plans.List(ctx, p.db.Reader(), p.today())
		return rows, "", err
	}}), nil
}

// OwedSheet is what each body has to do under a plan as a spreadsheet, a row for
// each body.
func (p *Pages) OwedSheet(r *http.Request) (sheets.Export, error) {
	row, err := p.plans.Get(r.Context(), p.db.Reader(), r.PathValue("id"), p.today())
	if err != nil {
		return sheets.Export{}, err
	}
	return sheets.Of(r, sheets.List[plan.Owing]{Name: "trach-nhiem", Title: kit.T(r, "reading.owed"), Filters: []string{kit.T(r, "plan.kicker", row.Symbol)},
		Columns: owedColumns(kit.Printer(r)), Page: func(ctx context.Context, _ string) ([]plan.Owing, string, error) {
			all, err := p.plans.Owed(ctx, p.db.Reader(), row.ID, p.today())
			return all, "", err
		}}), nil
}

func owedColumns(p *i18n.Printer) []sheet.Column[plan.Owing] {
	return []sheet.Column[plan.Owing]{
		sheets.Column("orgs.name", owingName),
		sheets.Column("sheet.col.asked", func(o plan.Owing) string { return owingBadge(p, o).Label }),
		sheets.Column("reading.owed_fields", func(o plan.Owing) string { return each(o.Leads, kit.FieldName) }),
		sheets.Column("reading.owed_with", func(o plan.Owing) string { return each(o.With, kit.FieldName) }),
		sheets.Column("plan.tasks", func(o plan.Owing) string { return each(o.Tasks, taskText) }),
		sheets.Column("sheet.col.due", func(o plan.Owing) string {
			return each(o.Due, func(m plan.Milestone) string {
				return whenText(p, m.Quarter, m.Year) + " " + short(kit.Sentence(m.Text))
			})
		}),
		sheet.KeyColumn(func(o plan.Owing) string { return o.Org.ID }),
	}
}

func taskText(t parse.Task) string { return kit.Sentence(t.Text) }

// each are several things in one cell.
func each[T any](all []T, text func(T) string) string {
	out := make([]string, len(all))
	for i, x := range all {
		out[i] = text(x)
	}
	return sheets.Joined(out)
}
