package report

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"lantoa/internal/access"
	"lantoa/internal/civil"
	"lantoa/internal/exemplar"
	"lantoa/internal/i18n"
	"lantoa/internal/listing"
	"lantoa/internal/nomination"
	"lantoa/internal/report"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/sheets"
	"lantoa/internal/web/ui"
)

const casesSize = 50 // on a page

// casesView is the cases behind a figure.
type casesView struct {
	page  ui.StaffPage
	rep   report.Page
	chips []string // the filter in words
	count int
	rows  []caseRow
	pager ui.Pager
}

// caseRow is a case as it was, and the record as it is where that is another.
type caseRow struct {
	report.Case
	Href  string // "" for who may not see the record
	Now   string // what is different now; "" where nothing is
	Field int
}

// Cases shows the cases that a figure counts: of an issued report as they were.
func (p *Pages) Cases(w http.ResponseWriter, r *http.Request) error {
	rep, err := p.reports.Get(r.Context(), kit.Actor(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	f := report.ParseFilter(r.URL.Query())
	all := f.Select(rep.Cases, rep.Period)
	v := casesView{rep: rep, count: len(all), chips: chips(kit.Printer(r), rep.Frame, f)}
	v.page = p.pageOf(r, rep.Report, rep.Frame.PlanSymbol, kit.T(r, "report.behind"))
	v.page.SheetHref = sheets.HrefIf(len(all) > 0, r)
	at := min(pageNo(r)*casesSize, len(all))
	shown := all[at:min(at+casesSize, len(all))]
	v.pager = ui.Pager{Label: kit.T(r, "report.behind_pager"), CountText: kit.T(r, "report.behind_count", len(all))}
	if at > 0 {
		v.pager.PrevHref = kit.QueryWith(r, pageName, strconv.Itoa(at/casesSize-1))
	}
	if at+casesSize < len(all) {
		v.pager.NextHref = kit.QueryWith(r, pageName, strconv.Itoa(at/casesSize+1))
	}
	if v.rows, err = p.rows(r, rep.Frame, shown); err != nil {
		return err
	}
	return kit.Render(w, r, http.StatusOK, casesBody(v))
}

const pageName = "trang" // counted from 0

func pageNo(r *http.Request) int {
	n, err := strconv.Atoi(r.URL.Query().Get(pageName))
	if err != nil || n < 0 || n > 1_000_000 {
		return 0
	}
	return n
}

// rows puts beside each case the record as it is now, where the person may see it.
func (p *Pages) rows(r *http.Request, frame report.Frame, cases []report.Case) ([]caseRow, error) {
	ids := map[report.Record][]string{report.Dossier: {}, report.Exemplar: {}}
	for _, c := range cases {
		ids[c.Record] = append(ids[c.Record], c.RecordID)
	}
	exs := map[string]exemplar.Exemplar{}
	noms := map[string]nomination.Nomination{}
	place := listing.Page{Limit: casesSize}
	if access.May(kit.Actor(r), access.ExemplarView) && len(ids[report.Exemplar]) > 0 {
		page, err := p.exs.List(r.Context(), kit.Actor(r), exemplar.Filter{IDs: ids[report.Exemplar], Page: place})
		if err != nil {
			return nil, err
		}
		for _, e := range page.Rows {
			exs[e.ID] = e
		}
	}
	if access.May(kit.Actor(r), access.NominationView) && len(ids[report.Dossier]) > 0 {
		page, err := p.noms.List(r.Context(), kit.Actor(r), nomination.Filter{IDs: ids[report.Dossier], Limit: casesSize})
		if err != nil {
			return nil, err
		}
		for _, n := range page.Rows {
			noms[n.ID] = n
		}
	}
	fields := map[string]int{}
	for _, f := range frame.Fields {
		fields[f.ID] = f.No
	}
	out := make([]caseRow, len(cases))
	for i, c := range cases {
		out[i] = caseRow{Case: c, Field: fields[c.FieldID]}
		if e, ok := exs[c.RecordID]; ok {
			out[i].Href, out[i].Now = "/quan-ly/dien-hinh/"+e.ID, nowText(kit.Printer(r), c, string(e.State), string(e.Level), e.Name)
		}
		if n, ok := noms[c.RecordID]; ok {
			out[i].Href, out[i].Now = "/quan-ly/ho-so/"+n.ID, nowText(kit.Printer(r), c, string(n.State), string(n.Level), n.SubjectName)
		}
	}
	return out, nil
}

// nowText says what a record is now and was not then.
func nowText(p *i18n.Printer, c report.Case, state, level, name string) string {
	var parts []string
	if state != c.State {
		parts = append(parts, stateText(p, report.Case{Record: c.Record, State: state, Level: nomination.Level(level)}))
	}
	if level != string(c.Level) {
		parts = append(parts, p.T("level."+level))
	}
	if name != c.Name {
		parts = append(parts, kit.SubjectName(p, c.Kind, name))
	}
	if len(parts) == 0 {
		return ""
	}
	return p.T("report.now", strings.Join(parts, "; "))
}

// stateText is the state that a case had.
func stateText(p *i18n.Printer, c report.Case) string {
	if c.Record == report.Exemplar {
		return p.T("exemplar.state." + c.State)
	}
	return kit.StateText(p, nomination.State(c.State), nomination.Level(c.Level))
}

// chips are a filter in words.
func chips(p *i18n.Printer, frame report.Frame, f report.Filter) []string {
	var out []string
	add := func(on bool, text string) {
		if on {
			out = append(out, text)
		}
	}
	add(f.Group != "", p.T("report.group."+string(f.Group)))
	add(f.Stage != "", p.T("report.stage."+string(f.Stage)))
	add(f.Kind != "", p.T("kind."+string(f.Kind)))
	add(f.Level != "", p.T("level."+string(f.Level)))
	add(f.Mark != "", p.T("report.mark."+string(f.Mark)))
	add(f.New, p.T("report.new_in_period"))
	add(f.Units, p.T("report.units"))
	for _, x := range frame.Fields {
		add(x.ID == f.FieldID, strconv.Itoa(x.No)+". "+kit.Sentence(x.Name))
	}
	for _, b := range frame.Bodies {
		add(b.OrgID == f.LeadID, p.T("report.chosen_by", b.Name, civil.Day(f.By)))
	}
	return out
}

func casesLead(ctx context.Context, v casesView) string {
	if v.rep.State == report.Draft {
		return i18n.T(ctx, "report.behind_live", v.rep.Period.To)
	}
	return i18n.T(ctx, "report.behind_frozen", v.rep.Period.To)
}

func caseColumns(ctx context.Context) []ui.Column {
	return []ui.Column{{Label: i18n.T(ctx, "report.col.name")}, {Label: i18n.T(ctx, "report.col.ref"), Kind: ui.DateColumn}, {Label: i18n.T(ctx, "report.col.field")},
		{Label: i18n.T(ctx, "report.col.level")}, {Label: i18n.T(ctx, "report.col.was")}, {Label: i18n.T(ctx, "report.col.unit")}, {Label: i18n.T(ctx, "report.col.decision")}}
}
