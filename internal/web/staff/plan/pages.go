// Package plan has the pages of plans: their list, a plan clause by clause, and
// the reading of a new one.
package plan

import (
	"context"
	"net/http"

	"lantoa/internal/access"
	"lantoa/internal/account"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/org"
	"lantoa/internal/plan"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/sheets"
	"lantoa/internal/web/ui"
)

// Pages answers for plans.
type Pages struct {
	db     *db.DB
	orgs   *org.Service
	people *account.Service
	plans  *plan.Service
}

// New makes the pages.
func New(d *db.DB, plans *plan.Service, orgs *org.Service, people *account.Service) *Pages {
	return &Pages{db: d, plans: plans, orgs: orgs, people: people}
}

const (
	listPath   = "/quan-ly/ke-hoach"
	importPath = listPath + "/nhap"
	orgPath    = "/quan-ly/to-chuc"
)

func (p *Pages) today() civil.Day { return civil.DayOf(p.db.Now()) }

func manages(r *http.Request) bool { return access.May(kit.Actor(r), access.PlanManage) }

// listView is the list of plans.
type listView struct {
	page    ui.StaffPage
	rows    []plan.Plan
	papers  []plan.Paper      // that are being corrected, for who corrects them
	names   map[string]string // of who changed them last, by account
	manage  bool
	current string // the plan that everybody works under
	today   civil.Day
}

// List shows the plans, newest first.
func (p *Pages) List(w http.ResponseWriter, r *http.Request) error {
	rows, err := p.plans.List(r.Context(), p.db.Reader(), p.today())
	if err != nil {
		return err
	}
	v := listView{page: kit.Page(r, kit.T(r, "plan.list"), listPath), rows: rows, manage: manages(r), today: p.today()}
	v.page.SheetHref = sheets.HrefIf(len(rows) > 0, r)
	if v.current, err = p.currentID(r.Context()); err != nil {
		return err
	}
	if v.manage {
		if v.papers, err = p.plans.Papers(r.Context(), kit.Actor(r)); err != nil {
			return err
		}
		if v.names, err = p.names(r.Context(), changers(v.papers)); err != nil {
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
	return kit.Download(w, r, file, doc.SourceName, doc.Media)
}

// names are people's names by their accounts.
func (p *Pages) names(ctx context.Context, ids []string) (map[string]string, error) {
	return p.people.Names(ctx, p.db.Reader(), ids)
}

func changers(papers []plan.Paper) []string {
	out := make([]string, len(papers))
	for i, d := range papers {
		out[i] = d.ChangedBy
	}
	return out
}

// currentID is the plan that everybody works under today, "" where there is none.
func (p *Pages) currentID(ctx context.Context) (string, error) {
	now, err := p.plans.Current(ctx, p.db.Reader(), p.today())
	if errs.Is(err, errs.NotFound) {
		return "", nil
	}
	return now.ID, err
}
