package report

import (
	"context"
	"net/http"

	"lantoa/internal/access"
	"lantoa/internal/i18n"
	"lantoa/internal/report"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/sheets"
	"lantoa/internal/web/ui"
)

// listView is the reports with the numbers of their plans.
type listView struct {
	page   ui.StaffPage
	rows   []report.Report
	plans  map[string]string
	manage bool
}

// List shows the reports, the newest first.
func (p *Pages) List(w http.ResponseWriter, r *http.Request) error {
	v := listView{page: kit.Page(r, kit.T(r, "report.list"), listPath), manage: access.May(kit.Actor(r), access.ReportManage)}
	var err error
	if v.rows, v.plans, err = p.all(r); err != nil {
		return err
	}
	v.page.SheetHref = sheets.HrefIf(len(v.rows) > 0, r)
	return kit.Render(w, r, http.StatusOK, listBody(v))
}

// all are the reports, with the numbers of plans by their ids.
func (p *Pages) all(r *http.Request) ([]report.Report, map[string]string, error) {
	rows, err := p.reports.List(r.Context(), kit.Actor(r))
	if err != nil {
		return nil, nil, err
	}
	plans, err := p.plans.List(r.Context(), p.db.Reader(), p.today())
	symbols := map[string]string{}
	for _, x := range plans {
		symbols[x.ID] = x.Symbol
	}
	return rows, symbols, err
}

func listColumns(ctx context.Context) []ui.Column {
	return []ui.Column{{Label: i18n.T(ctx, "report.col.report")}, {Label: i18n.T(ctx, "report.col.plan")}, {Label: i18n.T(ctx, "report.col.period"), Kind: ui.DateColumn},
		{Label: i18n.T(ctx, "report.col.number")}, {Label: i18n.T(ctx, "report.col.state")}}
}

// lastChange says who changed a report last, or issued it.
func lastChange(ctx context.Context, r report.Report) string {
	p := i18n.From(ctx)
	if r.IssuedAt != nil {
		return p.T("report.issued_at", p.Time(*r.IssuedAt), r.IssuedName)
	}
	return p.T("report.changed_at", p.Time(r.ChangedAt), r.ChangedName)
}

func emptyAction(ctx context.Context, manage bool) *ui.Link {
	if !manage {
		return nil
	}
	return &ui.Link{Label: i18n.T(ctx, "report.new"), Href: listPath + "/moi"}
}
