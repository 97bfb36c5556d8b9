package report

import (
	"context"
	"net/http"

	"lantoa/internal/access"
	"lantoa/internal/document"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/report"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// issueView asks before a report is issued.
type issueView struct {
	page    ui.StaffPage
	form    *kit.Form
	version int  // that the person saw
	stale   bool // it has been changed since; the page says so
	rep     report.Page
	signs   bool         // the head's own act; otherwise the paper that the head signed is recorded
	of      report.State // Draft to issue it, Issued to record its paper
}

// IssueForm says what issuing does, and asks for the signed paper.
func (p *Pages) IssueForm(w http.ResponseWriter, r *http.Request) error {
	return p.showIssue(w, r, http.StatusOK, p.known(r), report.Draft)
}

// RecordForm asks for the signed paper of a report that was issued without one.
func (p *Pages) RecordForm(w http.ResponseWriter, r *http.Request) error {
	return p.showIssue(w, r, http.StatusOK, p.known(r), report.Issued)
}

// known is the form of the signed paper with what the report says of it. Who signs in
// person leaves it empty: without a scan it is no paper.
func (p *Pages) known(r *http.Request) *kit.Form {
	f := kit.NewForm(r)
	rep, err := p.reports.Get(r.Context(), kit.Actor(r), r.PathValue("id"))
	if err != nil || rep.State == report.Draft && access.May(kit.Actor(r), access.ReportIssue) {
		return f // showIssue says what is wrong
	}
	h := rep.Head
	if h.Number != "" {
		f.Set("number", h.Number+"/"+h.Symbol)
	}
	f.Set("day", kit.Printer(r).Day(h.Day))
	f.Set("signer_name", h.Signer)
	if len(h.Authority) > 0 {
		f.Set("signer_position", kit.Sentence(h.Authority[len(h.Authority)-1]))
	}
	return f
}

// showIssue asks before a draft is issued, or for the paper of an issued report.
func (p *Pages) showIssue(w http.ResponseWriter, r *http.Request, status int, f *kit.Form, of report.State) error {
	if !mayIssue(kit.Actor(r)) {
		return errs.New(errs.Denied, "error.denied")
	}
	v := issueView{form: f, signs: of == report.Draft && access.May(kit.Actor(r), access.ReportIssue), of: of, stale: status == http.StatusConflict}
	var err error
	if v.rep, err = p.reports.Get(r.Context(), kit.Actor(r), r.PathValue("id")); err != nil {
		return err
	}
	if status == http.StatusOK {
		switch {
		case of == report.Draft && v.rep.State != report.Draft:
			return errs.New(errs.Conflict, "report.issued_already")
		case of == report.Issued && v.rep.State != report.Issued:
			return errs.New(errs.Conflict, "report.not_issued")
		case v.rep.DocumentID != "":
			return errs.New(errs.Conflict, "report.recorded_already")
		}
	}
	v.version = seen(status, v.rep.Version, f)
	title := "report.issue"
	if of == report.Issued {
		title = "report.record"
	}
	v.page = p.pageOf(r, v.rep.Report, v.rep.Frame.PlanSymbol, kit.T(r, title))
	return kit.Render(w, r, status, issueBody(v))
}

// Issue freezes the report.
func (p *Pages) Issue(w http.ResponseWriter, r *http.Request) error {
	return p.act(w, r, report.Draft, p.reports.Issue, "report.issued_done")
}

// Record keeps the signed paper of an issued report.
func (p *Pages) Record(w http.ResponseWriter, r *http.Request) error {
	return p.act(w, r, report.Issued, p.reports.Record, "report.recorded")
}

func (p *Pages) act(w http.ResponseWriter, r *http.Request, of report.State, do func(context.Context, access.Actor, report.Issue) error, done string) error {
	f, err := kit.ReadForm(r)
	if err != nil {
		return err
	}
	id := r.PathValue("id")
	in := report.Issue{ID: id, Version: f.Version(), Paper: document.Draft{Number: f.Value("number"), Day: f.Value("day"),
		SignerName: f.Value("signer_name"), SignerPosition: f.Value("signer_position")}}
	if scan := f.File("file"); scan != nil {
		defer func() { _ = scan.Close() }()
		in.Paper.Scan, in.Paper.ScanName = scan, scan.Name
	}
	err = do(r.Context(), kit.Actor(r), in)
	if status := f.Refused(err); status != 0 {
		if in.Paper.Scan != nil {
			f.Add("file", "report.file_again")
		}
		return p.showIssue(w, r, status, f, of)
	}
	if err != nil {
		return err
	}
	kit.Flash(w, r, done)
	return kit.Redirect(w, r, pathOf(id))
}

// issueConfirm is what is asked.
func issueConfirm(ctx context.Context, v issueView) ui.Confirm {
	c := ui.Confirm{Title: i18n.T(ctx, "report.issue_title"), Text: i18n.T(ctx, "report.issue_text", len(v.rep.Cases), v.rep.Period.To),
		Items: []string{v.rep.Head.Summary}, Label: v.page.Title, CancelLabel: i18n.T(ctx, "report.cancel"), CancelHref: pathOf(v.rep.ID),
		Form: ui.Form{Action: pathOf(v.rep.ID) + "/phat-hanh", Multipart: true, Version: v.version}}
	if v.of == report.Issued {
		c.Title, c.Text, c.Form.Action = i18n.T(ctx, "report.record_title"), i18n.T(ctx, "report.record_text"), pathOf(v.rep.ID)+"/da-ky"
	}
	return c
}

// must marks a field of the signed paper: the head may do without it.
func must(v issueView) kit.FieldOption {
	return func(f *ui.Field) { f.Required = !v.signs }
}

func paperHint(ctx context.Context, v issueView) string {
	if v.signs {
		return i18n.T(ctx, "report.paper_may")
	}
	return i18n.T(ctx, "report.paper_must")
}
