package app

import (
	"context"
	"path/filepath"

	"lantoa/internal/account"
	"lantoa/internal/blob"
	"lantoa/internal/db"
	"lantoa/internal/exemplar"
	"lantoa/internal/law"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/plan"
	"lantoa/internal/web"
	portalexemplar "lantoa/internal/web/portal/exemplar"
	staffaccount "lantoa/internal/web/staff/account"
	stafforg "lantoa/internal/web/staff/org"
)

// Features are the services of the plan's work.
type Features struct {
	Plans       *plan.Service
	Nominations *nomination.Service
	Exemplars   *exemplar.Service
}

func newServices(ctx context.Context, d *db.DB, o Options) (*Services, error) {
	files, err := blob.Open(filepath.Join(o.Data, "files"))
	if err != nil {
		return nil, err
	}
	if o.Accounts.Tries == 0 {
		o.Accounts = account.DefaultConfig()
	}
	s := &Services{DB: d, Files: files, Orgs: org.New(d), Laws: law.New(d)}
	s.Accounts = account.New(d, o.Accounts)
	s.Plans = plan.New(d, s.Orgs)
	s.Nominations = nomination.New(d, s.Orgs, s.Plans, s.Laws, files)
	s.Exemplars = exemplar.New(d, s.Nominations, s.Orgs, s.Plans, files)
	if err := s.Laws.Seed(ctx); err != nil {
		return nil, err
	}
	return s, s.Nominations.SeedRoutes(ctx)
}

// pages are the handlers of all features; routes.go gives them their addresses.
func (s *Services) pages(publicURL string) web.Pages {
	return web.Pages{
		Account: staffaccount.New(s.Accounts, s.Orgs, s.DB),
		Org:     stafforg.New(s.Orgs, s.Plans, s.DB),
		Portal:  portalexemplar.New(s.Exemplars, s.Orgs, s.Plans, s.DB, publicURL),
	}
}
