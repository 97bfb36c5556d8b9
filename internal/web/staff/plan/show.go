package plan

import (
	"net/http"

	"lantoa/internal/civil"
	"lantoa/internal/i18n"
	"lantoa/internal/plan"
	"lantoa/internal/plan/parse"
	"lantoa/internal/plan/reading"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// showView is a plan's page.
type showView struct {
	page     ui.StaffPage
	plan     plan.Page
	today    civil.Day
	current  string // the plan that everybody works under
	manage   bool
	versions []plan.Version
}

// Show is a plan clause by clause.
func (p *Pages) Show(w http.ResponseWriter, r *http.Request) error {
	ctx, today := r.Context(), p.today()
	doc, err := p.plans.Page(ctx, p.db.Reader(), r.PathValue("id"), today)
	if err != nil {
		return err
	}
	v := showView{plan: doc, today: today, manage: manages(r)}
	if v.current, err = p.currentID(ctx); err != nil {
		return err
	}
	if v.versions, err = p.plans.Versions(ctx, doc.ID); err != nil {
		return err
	}
	v.page = kit.Page(r, titleOf(kit.Printer(r), doc.Plan), listPath, ui.Link{Label: kit.T(r, "plan.list"), Href: listPath})
	return kit.Render(w, r, http.StatusOK, showBody(v))
}

// part is a part of the plan in the contents.
type part struct {
	id    string
	label string
	there bool
}

func (v showView) parts(p *i18n.Printer) []part {
	d := v.plan.Draft
	return []part{
		{"muc-dich", p.T("plan.purposes"), len(d.Purposes) > 0}, {"noi-dung", p.T("plan.contents"), len(d.Contents) > 0},
		{"linh-vuc", p.T("plan.fields", len(v.plan.Fields)), len(v.plan.Fields) > 0}, {"thoi-gian", p.T("plan.milestones"), len(v.plan.Milestones)+len(d.Yearly) > 0},
		{"to-chuc", p.T("plan.tasks"), len(d.Tasks) > 0}, {"noi-nhan", p.T("plan.recipients"), len(d.Recipients) > 0},
	}
}

func (v showView) facts(p *i18n.Printer) []ui.Description {
	d := v.plan.Draft
	signer := d.Signer.Name
	if d.Signer.Position != "" && signer != "" {
		signer = p.T("plan.signed_by", d.Signer.Name, d.Signer.Position)
	}
	return []ui.Description{
		{Term: p.T("plan.symbol"), Text: v.plan.Symbol}, {Term: p.T("plan.issuer"), Text: v.plan.Issuer},
		{Term: p.T("plan.day"), Text: p.Day(v.plan.Day)}, {Term: p.T("plan.place"), Text: v.plan.Place}, {Term: p.T("plan.period"), Text: periodText(v.plan.Plan)},
		{Term: p.T("plan.signer"), Text: signer}, {Term: p.T("plan.file"), Body: sourceLink(v.plan.Plan)},
	}
}

// warningText is a remark of the reading with the line that it is about.
func warningText(p *i18n.Printer, w parse.Warning) string {
	if w.Line == 0 {
		return w.Message
	}
	return p.T("plan.warning", w.Line, w.Message)
}

// version is the one that the page shows.
func (v showView) version() plan.Version {
	for _, x := range v.versions {
		if x.No == v.plan.VersionNo {
			return x
		}
	}
	return plan.Version{No: v.plan.VersionNo, FromDay: v.plan.Day}
}

// latest is the newest version, which may be in force later only.
func (v showView) latest() plan.Version {
	last := v.version()
	for _, x := range v.versions {
		if x.No > last.No {
			last = x
		}
	}
	return last
}

// alternatives reports a set that who meets one of its audiences' criteria meets.
func alternatives(set plan.SetPage) bool {
	for _, c := range set.Items {
		if c.Audience != "" {
			return set.Choice == reading.OneOf
		}
	}
	return false
}
