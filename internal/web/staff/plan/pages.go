// Package plan has the pages of plans: their list, a plan clause by clause, and
// the reading of a new one.
package plan

import (
	"net/http"

	"lantoa/internal/access"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/org"
	"lantoa/internal/plan"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// Pages answers for plans.
type Pages struct {
	db    *db.DB
	orgs  *org.Service
	plans *plan.Service
}

// New makes the pages.
func New(d *db.DB, plans *plan.Service, orgs *org.Service) *Pages {
	return &Pages{db: d, plans: plans, orgs: orgs}
}

const (
	listPath   = "/quan-ly/ke-hoach"
	importPath = listPath + "/nhap"
	orgPath    = "/quan-ly/to-chuc"
)

func (p *Pages) today() civil.Day { return civil.DayOf(p.db.Now()) }

func manages(r *http.Request) bool { return access.May(kit.Actor(r), access.PlanManage) }

// listView is the list of plans; the first is in force.
type listView struct {
	page   ui.StaffPage
	rows   []plan.Plan
	papers []plan.Paper // that are being corrected, for who corrects them
	manage bool
}

// List shows the plans, newest first.
func (p *Pages) List(w http.ResponseWriter, r *http.Request) error {
	rows, err := p.plans.List(r.Context(), p.db.Reader(), p.today())
	if err != nil {
		return err
	}
	v := listView{page: kit.Page(r, kit.T(r, "plan.list"), listPath), rows: rows, manage: manages(r)}
	if v.manage {
		if v.papers, err = p.plans.Papers(r.Context(), kit.Actor(r)); err != nil {
			return err
		}
	}
	return kit.Render(w, r, http.StatusOK, listBody(v))
}

// Source sends the document that a plan was read from.
func (p *Pages) Source(w http.ResponseWriter, r *http.Request) error {
	doc, file, err := p.plans.Source(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	return kit.Download(w, r, file, doc.SourceName, "text/plain; charset=utf-8")
}
