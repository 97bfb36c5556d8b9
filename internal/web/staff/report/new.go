package report

import (
	"net/http"
	"strconv"

	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/plan"
	"lantoa/internal/report"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// newView asks what a report is about.
type newView struct {
	page    ui.StaffPage
	form    *kit.Form
	plans   []plan.Plan
	plan    plan.Plan // the one chosen, whose periods are offered
	presets []report.Preset
}

// New shows the form for a report; a plan and a period may come in the address.
func (p *Pages) New(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	f := kit.NewForm(r, "plan", q.Get("ke-hoach"), "from", q.Get("tu"), "to", q.Get("den"))
	return p.showNew(w, r, http.StatusOK, f)
}

func (p *Pages) showNew(w http.ResponseWriter, r *http.Request, status int, f *kit.Form) error {
	ctx, today := r.Context(), p.today()
	v := newView{form: f, page: kit.Page(r, kit.T(r, "report.new"), listPath, ui.Link{Label: kit.T(r, "report.list"), Href: listPath})}
	var err error
	if v.plans, err = p.plans.List(ctx, p.db.Reader(), today); err != nil {
		return err
	}
	for i, x := range v.plans {
		if x.ID == f.Value("plan") || f.Value("plan") == "" && i == 0 {
			v.plan = x
		}
	}
	if v.plan.ID != "" {
		milestones, err := p.plans.Milestones(ctx, p.db.Reader(), v.plan.VersionID)
		if err != nil {
			return err
		}
		v.presets = report.Presets(v.plan, milestones, today)
		f.Set("plan", v.plan.ID)
	}
	if status == http.StatusOK && f.Value("from") == "" && f.Value("to") == "" && len(v.presets) > 0 {
		f.Set("from", v.presets[0].From.Vietnamese())
		f.Set("to", v.presets[0].To.Vietnamese())
	}
	f.Key()
	return kit.Render(w, r, status, newBody(v))
}

// Create opens the draft.
func (p *Pages) Create(w http.ResponseWriter, r *http.Request) error {
	f, err := kit.ReadForm(r)
	if err != nil {
		return err
	}
	f.Required("plan", "from", "to")
	in := report.Begin{PlanID: f.ID("plan"), From: f.Day("from"), To: f.Day("to")}
	var made report.Report
	if f.OK() {
		made, err = p.reports.Create(r.Context(), kit.Actor(r), f.Key(), in)
	}
	if errs.Is(err, errs.NotFound) { // a plan that there is not, from a list
		f.Add("plan", "field.choice")
		err = nil
	}
	if status := f.Refused(err); status != 0 {
		return p.showNew(w, r, status, f)
	}
	if err != nil {
		return err
	}
	kit.Flash(w, r, "report.made")
	return kit.Redirect(w, r, pathOf(made.ID))
}

// Replace opens a draft in the place of an issued report.
func (p *Pages) Replace(w http.ResponseWriter, r *http.Request) error {
	f, err := kit.ReadForm(r)
	if err != nil {
		return err
	}
	made, err := p.reports.Create(r.Context(), kit.Actor(r), f.Key(), report.Begin{ReplacesID: r.PathValue("id")})
	if err != nil {
		return err
	}
	kit.Flash(w, r, "report.made_replacing")
	return kit.Redirect(w, r, pathOf(made.ID))
}

func planOptions(all []plan.Plan) []ui.Option {
	out := make([]ui.Option, len(all))
	for i, x := range all {
		out[i] = ui.Option{Value: x.ID, Label: x.Symbol + " · " + x.Title}
	}
	return out
}

func presetText(p *i18n.Printer, x report.Preset, of plan.Plan) string {
	switch x.Kind {
	case report.Year:
		return p.T("report.preset.year", strconv.Itoa(x.Year))
	case report.AtDue:
		return p.T("report.preset.milestone", x.Milestone.Due)
	case report.Whole:
		return p.T("report.preset.whole", strconv.Itoa(of.PeriodFrom), strconv.Itoa(of.PeriodTo))
	}
	return p.T("report.preset.to_date")
}

func presetLink(v newView, x report.Preset) string {
	return kit.Link(listPath+"/moi", "ke-hoach", v.plan.ID, "tu", x.From.Vietnamese(), "den", x.To.Vietnamese())
}
