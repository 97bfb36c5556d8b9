package worklist

import (
	"net/http"
	"strconv"
	"strings"

	"lantoa/internal/access"
	"lantoa/internal/civil"
	"lantoa/internal/errs"
	"lantoa/internal/exemplar"
	"lantoa/internal/i18n"
	"lantoa/internal/listing"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/plan"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/sheets"
	"lantoa/internal/web/ui"
	"lantoa/internal/worklist"
)

// homeView is what the home page shows.
type homeView struct {
	page       ui.StaffPage
	lead       string
	tiles      []ui.HomeTile
	items      []ui.WorkItem
	empty      ui.Empty
	groups     []groupView
	milestones []ui.Description
}

// groupView is what somebody answers for, in words.
type groupView struct {
	title     string
	dossiers  []figure
	approved  progress
	exemplars []figure
	public    progress
}

// figure is a number that leads to exactly those rows.
type figure struct {
	number string
	label  string
	href   string
}

// progress is k of N, each of which leads to its rows.
type progress struct {
	label    string
	done     int
	doneHref string
	total    int
	href     string
}

// names are what ids of the page mean in words.
type names struct {
	orgs   map[string]org.Org
	fields map[string]plan.Field
}

// Home shows what waits for the person and what the person answers for.
func (p *Pages) Home(w http.ResponseWriter, r *http.Request) error {
	ctx, actor := r.Context(), kit.Actor(r)
	items, err := p.work.Items(ctx, actor)
	if err != nil {
		return err
	}
	groups, err := p.work.Groups(ctx, actor)
	if err != nil {
		return err
	}
	words, err := p.names(r, items, groups)
	if err != nil {
		return err
	}
	v := homeView{page: kit.Page(r, kit.T(r, "worklist.title"), kit.Home), tiles: tiles(r), empty: emptyState(r), lead: p.lead(r, items)}
	for _, i := range items {
		v.items = append(v.items, workItem(kit.Printer(r), i, words, p.today()))
	}
	v.page.SheetHref = sheets.HrefIf(len(items) > 0, r)
	for _, g := range groups {
		v.groups = append(v.groups, group(kit.Printer(r), g, words))
	}
	if v.milestones, err = p.milestones(r); err != nil {
		return err
	}
	return kit.Render(w, r, http.StatusOK, homeBody(v))
}

func (p *Pages) names(r *http.Request, items []worklist.Item, groups []worklist.Group) (names, error) {
	var ids []string
	for _, i := range items {
		ids = append(ids, i.UnitID)
	}
	out := names{fields: map[string]plan.Field{}}
	var err error
	for _, g := range groups {
		ids = append(ids, g.UnitID)
		if g.FieldID == "" {
			continue
		}
		if out.fields[g.FieldID], err = p.plans.Field(r.Context(), p.db.Reader(), g.FieldID); err != nil {
			return out, err
		}
	}
	out.orgs, err = p.orgs.ByIDs(r.Context(), p.db.Reader(), ids, p.today())
	return out, err
}

func (p *Pages) lead(r *http.Request, items []worklist.Item) string {
	today, late := p.today(), 0
	for _, i := range items {
		if i.Late(today) {
			late++
		}
	}
	switch {
	case len(items) == 0:
		return kit.T(r, "worklist.lead.none", today)
	case late > 0:
		return kit.T(r, "worklist.lead.late", today, len(items), late)
	}
	return kit.T(r, "worklist.lead", today, len(items))
}

// milestonesShown is how many of the plan's milestones stand beside the work.
const milestonesShown = 2

// milestones are the next of the plan in force.
func (p *Pages) milestones(r *http.Request) ([]ui.Description, error) {
	ctx, reader, today := r.Context(), p.db.Reader(), p.today()
	current, err := p.plans.Current(ctx, reader, today)
	if errs.Is(err, errs.NotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	due, err := p.plans.Milestones(ctx, reader, current.VersionID)
	var out []ui.Description
	for _, m := range due {
		if m.Due >= today && len(out) < milestonesShown {
			out = append(out, ui.Description{Term: kit.T(r, "worklist.due", m.Due, today.Until(m.Due)), Body: milestoneText(m.Text)})
		}
	}
	return out, err
}

func group(p *i18n.Printer, g worklist.Group, words names) groupView {
	v := groupView{title: p.T("worklist.group.all")}
	switch {
	case g.UnitID != "":
		v.title = unitName(words.orgs[g.UnitID])
	case g.FieldID != "":
		v.title = strconv.Itoa(words.fields[g.FieldID].No) + ". " + words.fields[g.FieldID].Name
	}
	at := func(path string, more ...string) string {
		return kit.Link(path, append([]string{"don-vi", g.UnitID, "linh-vuc", g.FieldID}, more...)...)
	}
	for _, s := range nomination.States() {
		if n := g.States[s]; n > 0 {
			v.dossiers = append(v.dossiers, figure{number(p, n), p.T("state." + string(s)), at(nominationPath, "trang-thai", string(s))})
		}
	}
	v.approved = progress{p.T("worklist.approved"), g.States[nomination.Approved], at(nominationPath, "trang-thai", string(nomination.Approved)), g.Dossiers(), at(nominationPath)}
	for _, s := range exemplar.States() {
		if n := g.Exemplars.States[s]; n > 0 {
			v.exemplars = append(v.exemplars, figure{number(p, n), p.T("exemplar.state." + string(s)), at(exemplarPath, "trang-thai", string(s))})
		}
	}
	v.public = progress{p.T("worklist.public"), g.Exemplars.Public, at(exemplarPath, "cong", "on"), g.Registered(), at(exemplarPath)}
	return v
}

// number is a count, which beyond a limit is no longer counted.
func number(p *i18n.Printer, n int) string {
	if n > listing.CountLimit {
		return p.T("worklist.more", listing.CountLimit)
	}
	return p.Int(n)
}

// tiles are the ways in: a unit's officer's, or the administrator's.
func tiles(r *http.Request) []ui.HomeTile {
	actor := kit.Actor(r)
	t := func(key, href, icon string, stage ui.Stage) ui.HomeTile {
		return ui.HomeTile{Label: kit.T(r, "worklist.tile."+key), Hint: kit.T(r, "worklist.tile."+key+"_hint"), Href: href, Icon: icon, Stage: stage}
	}
	units := actor.OrgsWith(access.UnitOfficer, access.FrontOfficer)
	switch {
	case len(units) > 0:
		own := ""
		if len(units) == 1 {
			own = units[0]
		}
		return []ui.HomeTile{t("nominate", batchPath+"/moi", "", ui.Discover), t("nominations", kit.Link(nominationPath, "don-vi", own), "folder2-open", ui.Discover),
			t("exemplars", kit.Link(exemplarPath, "don-vi", own), "award", ui.Nurture), t("papers", paperPath, "printer", ui.Review)}
	case actor.Has(access.Admin):
		return []ui.HomeTile{t("accounts", "/quan-ly/tai-khoan", "person-badge", ""), t("orgs", "/quan-ly/to-chuc", "building", ""), t("settings", "/quan-ly/thiet-lap", "sliders", "")}
	}
	return nil
}

// emptyState says to each role what will stand here and how it begins.
func emptyState(r *http.Request) ui.Empty {
	actor := kit.Actor(r)
	e := ui.Empty{Icon: "check-circle", Title: kit.T(r, "worklist.empty"), Text: kit.T(r, "worklist.empty.other")}
	for _, c := range []struct {
		roles []access.Role
		key   string
		link  *ui.Link
	}{
		{[]access.Role{access.UnitOfficer, access.FrontOfficer}, "unit", &ui.Link{Label: kit.T(r, "worklist.begin.unit"), Href: batchPath + "/moi"}},
		{[]access.Role{access.UnitHead}, "head", nil},
		{[]access.Role{access.LeadOfficer, access.LeadHead}, "lead", &ui.Link{Label: kit.T(r, "worklist.begin.plan"), Href: planPath}},
		{[]access.Role{access.StandingOfficer, access.StandingHead}, "standing", &ui.Link{Label: kit.T(r, "worklist.begin.list"), Href: nominationPath}},
		{[]access.Role{access.Chairman, access.Clerk}, "chairman", &ui.Link{Label: kit.T(r, "worklist.begin.plan"), Href: planPath}},
		{[]access.Role{access.Editor}, "editor", &ui.Link{Label: kit.T(r, "worklist.begin.exemplars"), Href: exemplarPath}},
		{[]access.Role{access.Admin}, "admin", nil},
	} {
		if len(actor.OrgsWith(c.roles...)) > 0 {
			e.Text, e.Action = kit.T(r, "worklist.empty."+c.key), c.link
			return e
		}
	}
	return e
}

// firstLetter begins a text with a capital.
func firstLetter(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}

// dueText is a deadline in words, with how long it has passed.
func dueText(p *i18n.Printer, due, today civil.Day) string {
	switch days := today.Until(due); {
	case due == "":
		return ""
	case days < 0:
		return p.T("worklist.overdue", due, -days)
	case days == 0:
		return p.T("worklist.due_today", due)
	default:
		return p.T("worklist.due", due, days)
	}
}
