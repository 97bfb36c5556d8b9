package report

import (
	"context"
	"net/http"

	"lantoa/internal/access"
	"lantoa/internal/db"
	"lantoa/internal/i18n"
	"lantoa/internal/officialdoc"
	"lantoa/internal/report"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// showView is a report: its text over its figures, each of which leads to what
// it counts.
type showView struct {
	page    ui.StaffPage
	rep     report.Page
	file    officialdoc.File // with figures that lead to what they count
	reading report.Reading
	manage  bool
	issue   bool
	rules   officialdoc.Rules
	key     string // of the draft that would replace it
}

// Show is the page of a report.
func (p *Pages) Show(w http.ResponseWriter, r *http.Request) error {
	v, err := p.view(r)
	if err != nil {
		return err
	}
	return kit.Render(w, r, http.StatusOK, showBody(v))
}

func (p *Pages) view(r *http.Request) (showView, error) {
	v := showView{manage: access.May(kit.Actor(r), access.ReportManage), issue: mayIssue(kit.Actor(r)), key: db.NewID()}
	var err error
	if v.rep, err = p.reports.Get(r.Context(), kit.Actor(r), r.PathValue("id")); err != nil {
		return v, err
	}
	if v.rules, err = p.reports.Rules(r.Context(), v.rep.Head.Day); err != nil {
		return v, err
	}
	link := func(f report.Filter) string { return casesLink(v.rep.ID, f) }
	if v.file, v.reading, err = v.rep.Content().Draw(v.rules, v.rep.Text, link); err != nil {
		return v, err
	}
	v.page = p.pageOf(r, v.rep.Report, v.rep.Frame.PlanSymbol, "")
	return v, nil
}

// pageOf is the shell of a report's page, which its plan's symbol names, or with a
// title of one below it.
func (p *Pages) pageOf(r *http.Request, rep report.Report, symbol, title string) ui.StaffPage {
	crumbs := []ui.Link{{Label: kit.T(r, "report.list"), Href: listPath}}
	if title == "" {
		return kit.Page(r, kit.T(r, "report.title_of", symbol), listPath, crumbs...)
	}
	return kit.Page(r, title, listPath, append(crumbs, ui.Link{Label: kit.T(r, "report.crumb", rep.Period.From, rep.Period.To), Href: pathOf(rep.ID)})...)
}

// Discard takes a draft off the list.
func (p *Pages) Discard(w http.ResponseWriter, r *http.Request) error {
	f, err := kit.ReadForm(r)
	if err != nil {
		return err
	}
	if err := p.reports.Discard(r.Context(), kit.Actor(r), r.PathValue("id"), f.Version()); err != nil {
		return err
	}
	kit.Flash(w, r, "report.discarded")
	return kit.Redirect(w, r, listPath)
}

func casesLink(id string, f report.Filter) string {
	return pathOf(id) + "/so-lieu?" + f.Query().Encode()
}

// facts are what is known of a report beside its text.
func facts(ctx context.Context, v showView) []ui.Description {
	p, rep := i18n.From(ctx), v.rep.Report
	out := []ui.Description{
		{Term: p.T("report.plan"), Text: v.rep.Frame.PlanSymbol},
		{Term: p.T("report.col.period"), Text: periodText(ctx, rep.Period)},
		{Term: p.T("report.col.number"), Text: numberText(ctx, rep.Head)},
		{Term: p.T("report.cases"), Body: casesCount(v)},
		{Term: p.T("report.created"), Text: p.T("report.by_at", rep.CreatedName, p.Time(rep.CreatedAt))},
	}
	if rep.IssuedAt != nil {
		return append(out, ui.Description{Term: p.T("report.issued"), Text: p.T("report.by_at", rep.IssuedName, p.Time(*rep.IssuedAt))})
	}
	return append(out, ui.Description{Term: p.T("report.changed"), Text: p.T("report.by_at", rep.ChangedName, p.Time(rep.ChangedAt))})
}

// lead says what the figures are: of now, or as they were.
func lead(ctx context.Context, r report.Report) string {
	if r.State == report.Draft {
		return i18n.T(ctx, "report.live")
	}
	return i18n.T(ctx, "report.frozen")
}

func replacesKey(r report.Report) string {
	if r.State == report.Issued {
		return "report.replaces"
	}
	return "report.will_replace"
}
