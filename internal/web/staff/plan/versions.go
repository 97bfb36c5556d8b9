package plan

import (
	"context"
	"net/http"
	"strconv"

	"lantoa/internal/civil"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/plan"
	"lantoa/internal/plan/reading"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// versionsView is the history of a plan.
type versionsView struct {
	page     ui.StaffPage
	plan     plan.Plan
	versions []plan.Version
	inForce  int               // the number of the version of today
	names    map[string]string // of who adopted them, by account
}

// Versions lists a plan's versions with their reasons, newest first.
func (p *Pages) Versions(w http.ResponseWriter, r *http.Request) error {
	row, all, err := p.versions(r)
	if err != nil {
		return err
	}
	v := versionsView{plan: row, versions: all, inForce: row.VersionNo}
	ids := make([]string, len(all))
	for i, x := range all {
		ids[i] = x.AdoptedBy
	}
	if v.names, err = p.names(r.Context(), ids); err != nil {
		return err
	}
	v.page = p.pageOf(r, row, kit.T(r, "reading.versions"))
	return kit.Render(w, r, http.StatusOK, versionsBody(v))
}

// versions are the plan of the address and its versions.
func (p *Pages) versions(r *http.Request) (plan.Plan, []plan.Version, error) {
	row, err := p.plans.Get(r.Context(), p.db.Reader(), r.PathValue("id"), p.today())
	if err != nil {
		return row, nil, err
	}
	all, err := p.plans.Versions(r.Context(), row.ID)
	return row, all, err
}

// pageOf is the shell of a page under a plan's.
func (p *Pages) pageOf(r *http.Request, row plan.Plan, title string) ui.StaffPage {
	return kit.Page(r, title, listPath, ui.Link{Label: kit.T(r, "plan.list"), Href: listPath},
		ui.Link{Label: kit.T(r, "plan.kicker", row.Symbol), Href: listPath + "/" + row.ID})
}

// compareView is two versions side by side.
type compareView struct {
	page     ui.StaffPage
	plan     plan.Plan
	form     *kit.Form
	options  []ui.Option
	from, to int
	all      []reading.Difference
}

// Compare shows what differs between two versions, by default the last two.
func (p *Pages) Compare(w http.ResponseWriter, r *http.Request) error {
	row, all, err := p.versions(r)
	if err != nil {
		return err
	}
	v := compareView{plan: row, options: versionOptions(kit.Printer(r), all)}
	last := 0
	for _, x := range all {
		last = max(last, x.No)
	}
	if v.from, err = versionNo(r, "tu", max(1, last-1), all); err != nil {
		return err
	}
	if v.to, err = versionNo(r, "den", last, all); err != nil {
		return err
	}
	if v.all, err = p.plans.Compare(r.Context(), row.ID, v.from, v.to, spell(kit.Printer(r))); err != nil {
		return err
	}
	v.form = kit.NewForm(r, "tu", strconv.Itoa(v.from), "den", strconv.Itoa(v.to))
	v.page = p.pageOf(r, row, kit.T(r, "reading.compare"))
	return kit.Render(w, r, http.StatusOK, compareBody(v))
}

// versionNo is the number of a version that the address names; NotFound for one
// that the plan has not.
func versionNo(r *http.Request, name string, otherwise int, all []plan.Version) (int, error) {
	given := r.URL.Query().Get(name)
	if given == "" {
		return otherwise, nil
	}
	for _, v := range all {
		if strconv.Itoa(v.No) == given {
			return v.No, nil
		}
	}
	return 0, errs.New(errs.NotFound, "error.not_found")
}

func versionOptions(p *i18n.Printer, all []plan.Version) []ui.Option {
	out := make([]ui.Option, len(all))
	for i, v := range all {
		out[i] = ui.Option{Value: strconv.Itoa(v.No), Label: p.T("reading.version_from", v.No, v.FromDay)}
	}
	return out
}

// versionText says since when a version is in force and why.
func versionText(p *i18n.Printer, v plan.Version) string {
	if v.Reason == "" {
		return p.T("reading.version_line", v.No, v.FromDay)
	}
	return p.T("reading.version_because", v.No, v.FromDay, v.Reason)
}

// warningLine is a remark with its line.
func warningLine(p *i18n.Printer, w reading.Warning) string {
	if w.Line == 0 {
		return w.Message
	}
	return p.T("plan.warning", w.Line, w.Message)
}

func fromHint(ctx context.Context, paper plan.Paper) string {
	if paper.PlanID != "" {
		return i18n.T(ctx, "reading.from_hint_version")
	}
	return i18n.T(ctx, "reading.from_hint")
}

func adoptLabel(ctx context.Context, paper plan.Paper) string {
	if paper.PlanID != "" {
		return i18n.T(ctx, "reading.adopt_version")
	}
	return i18n.T(ctx, "reading.adopt_yes", len(paper.Reading.Fields))
}

// group is the differences of one part of the plan.
type group struct {
	title string
	all   []reading.Difference
}

// groups puts differences under the parts that they are of.
func groups(p *i18n.Printer, all []reading.Difference) []group {
	var out []group
	for _, d := range all {
		title := kit.Sentence(d.Field)
		if title == "" {
			title = partTitle(p, d.Part)
		}
		if len(out) == 0 || out[len(out)-1].title != title {
			out = append(out, group{title: title})
		}
		last := &out[len(out)-1]
		last.all = append(last.all, d)
	}
	return out
}

func partTitle(p *i18n.Printer, part reading.Part) string {
	if _, is := fieldID(part); is {
		return p.T("reading.field_unnamed")
	}
	return p.T("reading.part." + string(part))
}

func kindBadge(p *i18n.Printer, k reading.Kind) ui.Badge {
	tone := map[reading.Kind]ui.Tone{reading.Added: ui.Success, reading.Removed: ui.Warning, reading.Changed: ui.Info, reading.Moved: ui.Gold}[k]
	return ui.Badge{Label: p.T("reading.kind." + string(k)), Tone: tone}
}

// spell puts the codes of a plan into words.
func spell(p *i18n.Printer) reading.Spell {
	return func(kind, value string) string {
		switch kind {
		case "subject":
			return p.T("kind." + value)
		case "mode":
			return p.T("plan.mode." + value)
		case "choice":
			return p.T("reading.choice_oneof")
		case "day":
			return civil.Day(value).Vietnamese()
		}
		return value
	}
}

func reasonText(ctx context.Context, v plan.Version) string {
	if v.Reason == "" {
		return i18n.T(ctx, "reading.first_version")
	}
	return v.Reason
}

func versionBadge(p *i18n.Printer, v plan.Version, inForce int) ui.Badge {
	switch {
	case v.No == inForce:
		return ui.Badge{Label: p.T("plan.in_force"), Tone: ui.Success}
	case v.No > inForce:
		return ui.Badge{Label: p.T("reading.not_yet"), Tone: ui.Info}
	}
	return ui.Badge{Label: p.T("reading.former")}
}
