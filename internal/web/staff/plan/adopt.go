package plan

import (
	"net/http"
	"strings"

	"lantoa/internal/civil"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/plan"
	"lantoa/internal/plan/reading"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// maxReason is the longest reason for a new version, in letters.
const maxReason = 1000

// adoptView is what is looked at before a plan comes into force.
type adoptView struct {
	page    ui.StaffPage
	paper   plan.Paper
	form    *kit.Form
	version int
	changes []reading.Difference // of a new version, against the one in force
	open    []reading.Body
	gaps    []gap
	stale   bool
	current plan.Plan // that everybody works under now, where this is another
}

// gap is something without which a plan cannot be adopted, with the part in
// which it is mended.
type gap struct {
	text string
	href string
}

// AdoptForm shows what a plan would bring into force, and asks from when.
func (p *Pages) AdoptForm(w http.ResponseWriter, r *http.Request) error {
	paper, err := p.plans.Paper(r.Context(), kit.Actor(r), r.PathValue("id"))
	if err != nil {
		return p.closed(w, r, err)
	}
	f := kit.NewForm(r, "from", dayText(paper.Reading.Date))
	general, err := p.plans.Provincial(r.Context(), p.db.Reader(), paper.Reading.Issuer, p.today())
	if err != nil {
		return err
	}
	if paper.PlanID != "" {
		now, err := p.plans.Get(r.Context(), p.db.Reader(), paper.PlanID, p.today())
		if err != nil {
			return err
		}
		f.Set("from", p.today().Vietnamese())
		general = now.Province
	}
	if general {
		f.Set("province", "1")
	}
	return p.adoptForm(w, r, http.StatusOK, paper, f)
}

func (p *Pages) adoptForm(w http.ResponseWriter, r *http.Request, status int, paper plan.Paper, f *kit.Form) error {
	v := adoptView{paper: paper, form: f, version: paper.Version, open: paper.Reading.Unmatched(), gaps: gapsOf(kit.Printer(r), paper), stale: status == http.StatusConflict && int(f.Version()) != paper.Version}
	if status == http.StatusUnprocessableEntity {
		v.version = int(f.Version())
	}
	if paper.PlanID != "" {
		var err error
		if v.changes, err = p.plans.Preview(r.Context(), kit.Actor(r), paper.ID, spell(kit.Printer(r))); err != nil {
			return err
		}
	}
	current, err := p.plans.Current(r.Context(), p.db.Reader(), p.today())
	if err != nil && !errs.Is(err, errs.NotFound) {
		return err
	}
	if current.ID != paper.PlanID {
		v.current = current
	}
	v.page = kit.Page(r, kit.T(r, "reading.adopt"), listPath, ui.Link{Label: kit.T(r, "plan.list"), Href: listPath},
		ui.Link{Label: kit.T(r, "reading.title"), Href: screenPath(paper.ID)})
	return kit.Render(w, r, status, adoptBody(v))
}

// Adopt brings a corrected plan into force: as a new plan, or as the next version
// of one.
func (p *Pages) Adopt(w http.ResponseWriter, r *http.Request) error {
	ctx, actor := r.Context(), kit.Actor(r)
	paper, err := p.plans.Paper(ctx, actor, r.PathValue("id"))
	if err != nil {
		return p.closed(w, r, err)
	}
	f, err := kit.ReadForm(r)
	if err != nil {
		return err
	}
	in := plan.Adoption{From: f.Day("from"), Reason: f.Text("reason", maxReason), Province: f.Bool("province")}
	var done plan.Adopted
	if f.OK() {
		done, err = p.plans.Adopt(ctx, actor, paper.ID, int(f.Version()), in)
	}
	if status := f.Refused(err); status != 0 {
		return p.adoptForm(w, r, status, paper, f)
	}
	if err != nil {
		return err
	}
	p.sayAdopted(w, r, paper, in.From, done)
	return kit.Redirect(w, r, listPath+"/"+done.PlanID)
}

func (p *Pages) sayAdopted(w http.ResponseWriter, r *http.Request, paper plan.Paper, from civil.Day, done plan.Adopted) {
	symbol := paper.Reading.Symbol
	switch {
	case len(done.Unmatched) > 0:
		kit.FlashWarning(w, r, "plan.imported_unmatched", symbol, strings.Join(done.Unmatched, "; "))
	case paper.PlanID != "":
		kit.Flash(w, r, "reading.adopted_version", symbol, from.Vietnamese())
	default:
		kit.Flash(w, r, "plan.imported", symbol)
	}
}

// gapsOf are what a plan still lacks: fields, the name of one.
func gapsOf(p *i18n.Printer, paper plan.Paper) []gap {
	var out []gap
	if len(paper.Reading.Fields) == 0 {
		out = append(out, gap{p.T("reading.gap.fields"), screenPath(paper.ID)})
	}
	for _, f := range paper.Reading.Fields {
		if strings.TrimSpace(f.Name) == "" {
			out = append(out, gap{p.T("reading.gap.name", fieldTitle(p, f)), kit.Link(screenPath(paper.ID), "phan", fieldPrefix+f.ID)})
		}
	}
	return out
}

// facts are what would come into force.
func (v adoptView) facts(p *i18n.Printer) []ui.Description {
	d := v.paper.Reading
	period := plan.Plan{PeriodFrom: d.From, PeriodTo: d.To}
	return []ui.Description{
		{Term: p.T("plan.title"), Text: d.Title}, {Term: p.T("plan.symbol"), Text: d.Symbol}, {Term: p.T("plan.issuer"), Text: d.Issuer},
		{Term: p.T("plan.day"), Text: p.Day(civil.Day(d.Date))}, {Term: p.T("plan.period"), Text: periodText(period)}, {Term: p.T("plan.signer"), Text: d.Signer},
		{Term: p.T("plan.parts"), Text: p.T("plan.counts", len(d.Purposes), len(d.Contents), len(d.Fields), len(d.Milestones), len(d.Tasks), len(d.Recipients))},
	}
}

// Reopen prepares the next version of a plan.
func (p *Pages) Reopen(w http.ResponseWriter, r *http.Request) error {
	paper, err := p.plans.Reopen(r.Context(), kit.Actor(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	return kit.Redirect(w, r, screenPath(paper.ID))
}

// PaperSource sends the document that a plan being corrected was read from.
func (p *Pages) PaperSource(w http.ResponseWriter, r *http.Request) error {
	paper, file, err := p.plans.PaperSource(r.Context(), kit.Actor(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	return kit.Download(w, r, file, paper.SourceName, paper.Media)
}
