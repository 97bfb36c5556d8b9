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
	page  ui.StaffPage
	form  *kit.Form
	rep   report.Page
	signs bool // the head's own act; otherwise the paper that the head signed is recorded
}

// IssueForm says what issuing does, and asks for the signed paper.
func (p *Pages) IssueForm(w http.ResponseWriter, r *http.Request) error {
	return p.showIssue(w, r, http.StatusOK, kit.NewForm(r))
}

func (p *Pages) showIssue(w http.ResponseWriter, r *http.Request, status int, f *kit.Form) error {
	if !mayIssue(kit.Actor(r)) {
		return errs.New(errs.Denied, "error.denied")
	}
	v := issueView{form: f, signs: access.May(kit.Actor(r), access.ReportIssue)}
	var err error
	if v.rep, err = p.reports.Get(r.Context(), kit.Actor(r), r.PathValue("id")); err != nil {
		return err
	}
	if v.rep.State != report.Draft && status == http.StatusOK {
		return errs.New(errs.Conflict, "report.issued_already")
	}
	v.page = p.pageOf(r, v.rep.Report, v.rep.Frame.PlanSymbol, kit.T(r, "report.issue"))
	return kit.Render(w, r, status, issueBody(v))
}

// Issue freezes the report.
func (p *Pages) Issue(w http.ResponseWriter, r *http.Request) error {
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
	err = p.reports.Issue(r.Context(), kit.Actor(r), in)
	if status := f.Refused(err); status != 0 {
		if in.Paper.Scan != nil {
			f.Add("file", "report.file_again")
		}
		return p.showIssue(w, r, status, f)
	}
	if err != nil {
		return err
	}
	kit.Flash(w, r, "report.issued_done")
	return kit.Redirect(w, r, pathOf(id))
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
