package report

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"lantoa/internal/access"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/report"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// most is how many exemplars are offered for naming.
const most = 200

// editView is the form of a draft, beside the fields that its text may have.
type editView struct {
	page    ui.StaffPage
	form    *kit.Form
	version int // that the person saw
	rep     report.Page
	words   []report.Word
	offer   []ui.Option
	ticked  []string
	more    bool // there are more to name than are offered
}

// Edit shows the form of a draft.
func (p *Pages) Edit(w http.ResponseWriter, r *http.Request) error {
	return p.showEdit(w, r, http.StatusOK, nil)
}

func (p *Pages) showEdit(w http.ResponseWriter, r *http.Request, status int, f *kit.Form) error {
	if !access.May(kit.Actor(r), access.ReportManage) {
		return errs.New(errs.Denied, "error.denied")
	}
	rep, err := p.reports.Get(r.Context(), kit.Actor(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	if rep.State != report.Draft && f == nil {
		return errs.New(errs.Conflict, "report.issued_already")
	}
	rules, err := p.reports.Rules(r.Context(), rep.Head.Day)
	if err != nil {
		return err
	}
	v := editView{form: f, rep: rep, words: rep.Content().Words(rules), version: seen(status, rep.Version, f),
		page: p.pageOf(r, rep.Report, rep.Frame.PlanSymbol, kit.T(r, "report.edit"))}
	if f == nil {
		v.form = filled(r, rep.Report)
	}
	v.ticked = v.form.Values("named")
	named := report.Nameable(rep.Cases, rep.Period)
	v.more = len(named) > most
	for _, c := range named {
		if len(v.offer) < most || slices.Contains(v.ticked, c.RecordID) {
			v.offer = append(v.offer, ui.Option{Value: c.RecordID, Label: c.Sentence(), Hint: caseLine(kit.Printer(r), c)})
		}
	}
	return kit.Render(w, r, status, editBody(v))
}

// filled is the form as the draft is.
func filled(r *http.Request, rep report.Report) *kit.Form {
	h := rep.Head
	f := kit.NewForm(r, "text", rep.Text, "parent", h.Parent, "issuer", h.Issuer, "number", h.Number, "symbol", h.Symbol, "place", h.Place, "day", h.Day.Vietnamese(),
		"summary", h.Summary, "to", lines(h.To), "recipients", lines(h.Recipients), "authority", lines(h.Authority), "signer", h.Signer)
	for _, id := range rep.Named {
		f.AddValue("named", id)
	}
	return f
}

func lines(all []string) string { return strings.Join(all, "\n") }

// Save keeps the draft.
func (p *Pages) Save(w http.ResponseWriter, r *http.Request) error {
	f, err := kit.ReadForm(r)
	if err != nil {
		return err
	}
	id := r.PathValue("id")
	in := report.Input{Text: f.Value("text"), Named: f.IDs("named"), Head: report.Head{Parent: f.Value("parent"), Issuer: f.Value("issuer"), Number: f.Value("number"),
		Symbol: f.Value("symbol"), Place: f.Value("place"), Day: f.Day("day"), Summary: f.Value("summary"), Signer: f.Value("signer"),
		To: kit.Paragraphs(f.Value("to")), Recipients: kit.Paragraphs(f.Value("recipients")), Authority: kit.Paragraphs(f.Value("authority"))}}
	if f.OK() {
		err = p.reports.Save(r.Context(), kit.Actor(r), id, f.Version(), in)
	}
	if status := f.Refused(err); status != 0 {
		return p.showEdit(w, r, status, f)
	}
	if err != nil {
		return err
	}
	kit.Flash(w, r, "report.saved")
	if f.Value("then") == "edit" {
		return kit.Redirect(w, r, pathOf(id)+"/sua")
	}
	return kit.Redirect(w, r, pathOf(id))
}

// caseLine is what a case is: its number, kind, level and stage.
func caseLine(p *i18n.Printer, c report.Case) string {
	return strings.Join([]string{c.Ref, p.T("kind." + string(c.Kind)), p.T("level." + string(c.Level)), p.T("report.stage." + string(c.Stage))}, " · ")
}

func namedHint(ctx context.Context, v editView) string {
	if v.more {
		return i18n.T(ctx, "report.named_more", most)
	}
	return i18n.T(ctx, "report.named_hint")
}
