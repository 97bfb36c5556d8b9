package plan

import (
	"net/http"

	"lantoa/internal/i18n"
	"lantoa/internal/plan"
	"lantoa/internal/plan/parse"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/sheets"
	"lantoa/internal/web/ui"
)

// owedView is what a plan asks of each body.
type owedView struct {
	page ui.StaffPage
	plan plan.Plan
	all  []plan.Owing
}

// Owed lists what each body has to do under a plan, in protocol order.
func (p *Pages) Owed(w http.ResponseWriter, r *http.Request) error {
	ctx, today := r.Context(), p.today()
	row, err := p.plans.Get(ctx, p.db.Reader(), r.PathValue("id"), today)
	if err != nil {
		return err
	}
	v := owedView{plan: row, page: p.pageOf(r, row, kit.T(r, "reading.owed"))}
	if v.all, err = p.plans.Owed(ctx, p.db.Reader(), row.ID, today); err != nil {
		return err
	}
	v.page.SheetHref = sheets.HrefIf(len(v.all) > 0, r)
	return kit.Render(w, r, http.StatusOK, owedBody(v))
}

func owingName(o plan.Owing) string {
	if o.Org.ID != "" {
		return o.Org.Full()
	}
	return kit.Sentence(o.Name)
}

func owingBadge(p *i18n.Printer, o plan.Owing) ui.Badge {
	if o.Requested {
		return modeBadge(p, parse.Requested)
	}
	return modeBadge(p, parse.Assigned)
}
