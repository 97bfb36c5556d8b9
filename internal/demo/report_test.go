package demo_test

import (
	"testing"

	"lantoa/internal/exemplar"
	"lantoa/internal/law"
	"lantoa/internal/report"
)

func issuedAnInterimReport(t *testing.T, p province) {
	reports := report.New(p.DB, p.orgs, p.plans, law.New(p.DB), p.Files, report.Usual)
	reader := p.as("chairman")
	all, err := reports.List(t.Context(), reader)
	if err != nil || len(all) != 1 || all[0].State != report.Issued || all[0].Head.Number != "05" || all[0].Head.Signer == "" {
		t.Fatalf("%+v, %v", all, err)
	}
	page, err := reports.Get(t.Context(), reader, all[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	rules, err := reports.Rules(t.Context(), page.Head.Day)
	if err != nil {
		t.Fatal(err)
	}
	if read := page.Content().Check(rules, page.Text); !read.Faultless() {
		t.Errorf("unknown %v, misused %v, %d places", read.Unknown, read.Misused, read.Places)
	}
	if _, err := page.Content().File(rules, page.Text); err != nil {
		t.Error(err)
	}
	for f, least := range map[report.Filter]int{{Group: report.Exemplars}: 5, {Group: report.Dossiers}: 10, {Stage: report.Nurture}: 1, {Stage: report.Review}: 1, {Stage: report.Replicate}: 1,
		{Group: report.Exemplars, Mark: report.Women}: 1, {Group: report.Exemplars, Mark: report.Minority}: 1, {Group: report.Exemplars, Mark: report.Direct}: 1, {Group: report.Exemplars, Mark: report.Comprehensive}: 1} {
		if n := f.Count(page.Cases, page.Period); n < least {
			t.Errorf("%+v counts %d", f, n)
		}
	}
	now, err := p.exs.List(t.Context(), reader, exemplar.Filter{State: exemplar.Revoked})
	if err != nil || len(now.Rows) == 0 {
		t.Fatalf("%d are revoked, %v", len(now.Rows), err)
	}
	for _, c := range page.Cases {
		if c.RecordID == now.Rows[0].ID && c.Stage == report.Revoked {
			t.Error("what was revoked after the report is revoked in it")
		}
	}
}
