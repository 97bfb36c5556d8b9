package app

import (
	"context"
	"path/filepath"

	"lantoa/internal/access"
	"lantoa/internal/account"
	"lantoa/internal/blob"
	"lantoa/internal/db"
	"lantoa/internal/exemplar"
	"lantoa/internal/i18n"
	"lantoa/internal/intake"
	"lantoa/internal/jobs"
	"lantoa/internal/law"
	"lantoa/internal/nomination"
	"lantoa/internal/officialdoc"
	"lantoa/internal/officialdoc/docx"
	"lantoa/internal/officialdoc/pdf"
	"lantoa/internal/org"
	"lantoa/internal/paper"
	"lantoa/internal/plan"
	"lantoa/internal/report"
	"lantoa/internal/web"
	portalexemplar "lantoa/internal/web/portal/exemplar"
	"lantoa/internal/web/sheets"
	staffaccount "lantoa/internal/web/staff/account"
	staffdocument "lantoa/internal/web/staff/document"
	staffexemplar "lantoa/internal/web/staff/exemplar"
	staffintake "lantoa/internal/web/staff/intake"
	staffnomination "lantoa/internal/web/staff/nomination"
	stafforg "lantoa/internal/web/staff/org"
	staffpaper "lantoa/internal/web/staff/paper"
	staffplan "lantoa/internal/web/staff/plan"
	staffreport "lantoa/internal/web/staff/report"
	staffsearch "lantoa/internal/web/staff/search"
	staffsetting "lantoa/internal/web/staff/setting"
	stafftask "lantoa/internal/web/staff/task"
	staffworklist "lantoa/internal/web/staff/worklist"
	"lantoa/internal/worklist"
)

// Features are the services of the plan's work.
type Features struct {
	Plans       *plan.Service
	Nominations *nomination.Service
	Exemplars   *exemplar.Service
	Papers      *paper.Service
	Reports     *report.Service
	Intakes     *intake.Service
}

func newServices(ctx context.Context, d *db.DB, o Options) (*Services, error) {
	files, err := blob.Open(filepath.Join(o.Data, "files"))
	if err != nil {
		return nil, err
	}
	if o.Accounts.Tries == 0 {
		o.Accounts = account.DefaultConfig()
	}
	s := &Services{DB: d, Files: files, Orgs: org.New(d), Laws: law.New(d), Jobs: jobs.New(d, o.Jobs)}
	s.Accounts = account.New(d, o.Accounts)
	s.Plans = plan.New(d, s.Orgs, files)
	s.Nominations = nomination.New(d, s.Orgs, s.Plans, s.Laws, files)
	s.Exemplars = exemplar.New(d, s.Nominations, s.Orgs, s.Plans, files)
	s.Papers = paper.New(d, s.Nominations, s.Orgs, s.Plans, s.Laws, files, paper.Foreign{Text: report.UsualText(), Names: report.Names(),
		Draw: func(ctx context.Context, actor access.Actor, text string) (officialdoc.Rules, officialdoc.File, bool, error) {
			return s.Reports.Sample(ctx, actor, text)
		}})
	s.Reports = report.New(d, s.Orgs, s.Plans, s.Laws, files, func(ctx context.Context, r db.Reader) (string, error) {
		t, err := s.Papers.Template(ctx, r, paper.Report)
		return t.Form.Text, err
	})
	texts, err := i18n.Load()
	if err != nil {
		return nil, err
	}
	s.Intakes = intake.New(d, s.Jobs, files, s.Accounts, s.Orgs, s.Plans, s.Nominations, texts.Printer(i18n.Vietnamese), texts.Printer(i18n.English))
	s.background()
	if err := s.Laws.Seed(ctx); err != nil {
		return nil, err
	}
	return s, s.Nominations.SeedRoutes(ctx)
}

// pages are the handlers of all features; routes.go gives them their addresses.
// rows is how many a list's file may have while its reader waits.
func (s *Services) pages(publicURL string, rows int, texts *i18n.Catalogue) web.Pages {
	exports := sheets.New(s.DB).InBackground(rows, s.Jobs, s.Files, s.Accounts, texts)
	return web.Pages{
		Portal:     portalexemplar.New(s.Exemplars, s.Orgs, s.Plans, s.DB, publicURL),
		Worklist:   staffworklist.New(s.DB, s.worklist(), s.Orgs, s.Plans),
		Nomination: staffnomination.New(s.DB, s.Nominations, s.Exemplars, s.Orgs, s.Plans, s.Laws, s.Papers),
		Exemplar:   staffexemplar.New(s.DB, s.Exemplars, s.Nominations, s.Orgs, s.Plans, s.Files),
		Document:   staffdocument.New(s.DB, s.Orgs, s.Laws, s.Files),
		Paper:      staffpaper.New(s.DB, s.Papers, s.Nominations, s.Orgs, s.Accounts),
		Plan:       staffplan.New(s.DB, s.Plans, s.Orgs, s.Accounts),
		Report:     staffreport.New(s.DB, s.Reports, s.Plans, s.Exemplars, s.Nominations, docx.Write, pdf.Write),
		Org:        stafforg.New(s.Orgs, s.Plans, s.DB),
		Account:    staffaccount.New(s.Accounts, s.Orgs, s.DB),
		Setting:    staffsetting.New(s.DB, s.Laws, s.Nominations),
		Sheets:     exports,
		Task:       stafftask.New(s.DB, s.Jobs, s.Files, s.tasksOf(), exports.Still),
		Intake:     staffintake.New(s.Intakes, s.Nominations),
		Search:     staffsearch.New(s.DB, s.Nominations, s.Exemplars, s.Orgs),
	}
}

// worklist asks every feature in which something can wait for a person.
func (s *Services) worklist() *worklist.Service {
	return worklist.New(s.DB, s.Nominations, s.Exemplars, s.Orgs, worklist.Nominations(s.DB, s.Nominations), worklist.Exemplars(s.Exemplars))
}
