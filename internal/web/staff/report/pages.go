// Package report has the pages of the report of clause V.5: drafting it over
// live figures, issuing it, and the records behind every figure.
package report

import (
	"context"
	"io"
	"net/http"
	"strings"

	"lantoa/internal/access"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/exemplar"
	"lantoa/internal/i18n"
	"lantoa/internal/nomination"
	"lantoa/internal/officialdoc"
	"lantoa/internal/plan"
	"lantoa/internal/report"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

const listPath = "/quan-ly/bao-cao"

// Writer draws an official document as a file.
type Writer func(io.Writer, officialdoc.Rules, officialdoc.File) error

// Pages are the handlers.
type Pages struct {
	db      *db.DB
	reports *report.Service
	plans   *plan.Service
	exs     *exemplar.Service
	noms    *nomination.Service
	docx    Writer
	pdf     Writer
}

// New makes the handlers.
func New(d *db.DB, reports *report.Service, plans *plan.Service, exs *exemplar.Service, noms *nomination.Service, docx, pdf Writer) *Pages {
	return &Pages{db: d, reports: reports, plans: plans, exs: exs, noms: noms, docx: docx, pdf: pdf}
}

func (p *Pages) today() civil.Day { return civil.DayOf(p.db.Now()) }

func pathOf(id string) string { return listPath + "/" + id }

// stateBadge says where a report stands.
func stateBadge(p *i18n.Printer, r report.Report) ui.Badge {
	switch {
	case r.State == report.Draft:
		return ui.Badge{Label: p.T("report.state.draft"), Tone: ui.Info}
	case r.Replaced():
		return ui.Badge{Label: p.T("report.state.replaced"), Tone: ui.Warning}
	}
	return ui.Badge{Label: p.T("report.state.issued"), Tone: ui.Success}
}

// numberText is "12/BC-BTĐKT", or that there is no number yet.
func numberText(ctx context.Context, h report.Head) string {
	if h.Number == "" {
		return i18n.T(ctx, "report.no_number")
	}
	return strings.TrimSuffix(h.Number+"/"+h.Symbol, "/")
}

func periodText(ctx context.Context, p report.Period) string {
	return i18n.T(ctx, "report.period", p.From, p.To)
}

// mayIssue reports who may issue, by the signed paper or by one's own act.
func mayIssue(a access.Actor) bool { return access.May(a, access.ReportIssueRecord) }

// seen is the version that a form goes on with: after a fault that of what the
// person saw, so that a change since is noticed; the report's own at first, and
// once the answer said that it was changed.
func seen(status int, now int64, f *kit.Form) int {
	if status == http.StatusUnprocessableEntity {
		return int(f.Version())
	}
	return int(now)
}
