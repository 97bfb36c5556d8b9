// Package worklist has the home page of the working application, Việc của tôi.
package worklist

import (
	"net/http"

	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/org"
	"lantoa/internal/plan"
	"lantoa/internal/web/kit"
	"lantoa/internal/worklist"
)

// Pages answers for the home page.
type Pages struct {
	db    *db.DB
	work  *worklist.Service
	orgs  *org.Service
	plans *plan.Service
}

// New makes the pages.
func New(d *db.DB, work *worklist.Service, orgs *org.Service, plans *plan.Service) *Pages {
	return &Pages{db: d, work: work, orgs: orgs, plans: plans}
}

// Paths to which the home page leads.
const (
	nominationPath = "/quan-ly/ho-so"
	batchPath      = "/quan-ly/dot-de-nghi"
	stepPath       = "/quan-ly/buoc"
	exemplarPath   = "/quan-ly/dien-hinh"
	planPath       = "/quan-ly/ke-hoach"
	paperPath      = "/quan-ly/du-thao"
)

func (p *Pages) today() civil.Day { return civil.DayOf(p.db.Now()) }

// Start leads from the working application's root to the home page.
func (p *Pages) Start(w http.ResponseWriter, r *http.Request) error {
	return kit.Redirect(w, r, kit.Home)
}
