package intake

import (
	"io"
	"net/http"
	"slices"
	"strconv"

	"lantoa/internal/errs"
	"lantoa/internal/intake"
	"lantoa/internal/jobs"
	"lantoa/internal/media"
	"lantoa/internal/sheet"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// The parts of an import's address that say which of its rows are shown.
const (
	verdictName = "ket-qua"
	afterName   = "sau"
)

// showView is one import.
type showView struct {
	page    ui.StaffPage
	desk    desk
	kind    string // in words
	intake  intake.Intake
	task    jobs.Task
	form    *kit.Form
	notice  ui.Notice // what happened to it meanwhile; without a title nothing did
	counts  map[intake.Verdict]int
	verdict intake.Verdict
	titles  map[string]string // of columns
	rows    []intake.Row
	tabs    []ui.Tab
	pager   ui.Pager
	waiting intake.Waiters // accounts that it made and that have no password yet
	unused  intake.Waiters // those that have one with which nobody has signed in yet
}

func (v showView) path() string { return Path + "/" + v.intake.ID }

// storable is how many rows there are to store.
func (v showView) storable() int { return v.counts[intake.Fresh] + v.counts[intake.Changed] }

// total is how many rows the file has.
func (v showView) total() int {
	n := 0
	for _, c := range v.counts {
		n += c
	}
	return n
}

// Show is the page of an import: how far its reading is, what its rows would
// change, how far storing them is, and what became of them.
func (p *Pages) Show(w http.ResponseWriter, r *http.Request) error {
	return p.show(w, r, http.StatusOK, kit.NewForm(r))
}

func (p *Pages) show(w http.ResponseWriter, r *http.Request, status int, f *kit.Form) error {
	v, err := p.view(r, f)
	if err != nil {
		return err
	}
	if status == http.StatusConflict {
		v.notice = staleNotice(r.Context(), v)
	}
	return kit.Render(w, r, status, showBody(v))
}

// view reads what the page of an import shows.
func (p *Pages) view(r *http.Request, f *kit.Form) (v showView, err error) {
	ctx, actor := r.Context(), kit.Actor(r)
	n, t, err := p.follow(r)
	if err != nil {
		return v, err
	}
	d, err := p.deskOf(r, n.Kind, n.BatchID)
	if err != nil {
		return v, err
	}
	heads, err := p.in.Heads(ctx, actor, n)
	if err != nil {
		return v, err
	}
	v = showView{desk: d, kind: kit.T(r, n.Kind.Title()), intake: n, task: t, form: f}
	v.page = kit.Page(r, n.FileName, d.active, append(d.crumbs(), ui.Link{Label: v.kind, Href: d.start()})...)
	if v.counts, err = p.in.Counts(ctx, n); err != nil {
		return v, err
	}
	if n.State == intake.Checked || n.State == intake.Done {
		if err := p.addRows(r, &v, heads); err != nil {
			return v, err
		}
	}
	if n.Kind == intake.Accounts && n.State == intake.Done {
		if v.waiting, err = p.in.Waiting(ctx, actor, n, false); err != nil {
			return v, err
		}
		if v.unused, err = p.in.Waiting(ctx, actor, n, true); err != nil {
			return v, err
		}
	}
	return v, nil
}

// follow is the import of the address with its task; another person's is NotFound.
func (p *Pages) follow(r *http.Request) (intake.Intake, jobs.Task, error) {
	if !kit.IsID(r.PathValue("id")) {
		return intake.Intake{}, jobs.Task{}, errs.New(errs.NotFound, "error.not_found")
	}
	return p.in.Follow(r.Context(), kit.Actor(r), r.PathValue("id"))
}

// addRows reads the rows that the address asks for.
func (p *Pages) addRows(r *http.Request, v *showView, heads []sheet.Head) error {
	v.titles = map[string]string{}
	for _, h := range heads {
		v.titles[h.Key] = kit.T(r, h.Title)
	}
	q := r.URL.Query()
	if wanted := intake.Verdict(q.Get(verdictName)); slices.Contains(verdicts(v.intake.State), wanted) {
		v.verdict = wanted
	}
	after, _ := strconv.Atoi(q.Get(afterName))
	part, err := p.in.Part(r.Context(), v.intake, intake.Filter{Verdict: v.verdict, After: max(after, 0), Limit: pageSize})
	if err != nil {
		return err
	}
	v.rows = part.Rows
	v.tabs = tabs(r, *v)
	count := v.total()
	if v.verdict != "" {
		count = v.counts[v.verdict]
	}
	v.pager = ui.Pager{Label: kit.T(r, "import.pager"), CountText: kit.T(r, "import.rows_count", count)}
	if part.Next >= 0 {
		v.pager.NextHref = v.rowsAfter(part.Next)
	}
	if part.Previous >= 0 {
		v.pager.PrevHref, v.pager.FirstHref = v.rowsAfter(part.Previous), v.rowsAfter(0)
	}
	return nil
}

// rowsAfter is the address of the rows behind one, of the verdict that is shown.
func (v showView) rowsAfter(no int) string {
	after := ""
	if no > 0 {
		after = strconv.Itoa(no)
	}
	return kit.Link(v.path(), verdictName, string(v.verdict), afterName, after)
}

// verdicts are those that rows have in a state, in the order of their tabs.
func verdicts(s intake.State) []intake.Verdict {
	if s == intake.Done {
		return []intake.Verdict{intake.Made, intake.Altered, intake.Same, intake.Faulty}
	}
	return []intake.Verdict{intake.Fresh, intake.Changed, intake.Same, intake.Faulty}
}

func tabs(r *http.Request, v showView) []ui.Tab {
	out := []ui.Tab{{Label: kit.T(r, "import.tab.all"), Href: v.path(), Active: v.verdict == "", Count: v.total()}}
	for _, x := range verdicts(v.intake.State) {
		if v.counts[x] > 0 || v.verdict == x {
			out = append(out, ui.Tab{Label: kit.T(r, "import.verdict."+string(x)), Href: kit.Link(v.path(), verdictName, string(x)), Active: v.verdict == x, Count: v.counts[x]})
		}
	}
	return out
}

// Report is the spreadsheet of the rows with faults.
func (p *Pages) Report(w http.ResponseWriter, r *http.Request) error {
	n, _, err := p.follow(r)
	if err != nil {
		return err
	}
	return kit.Attachment(w, r, "dong-loi-"+fileWord(n.Kind)+".xlsx", media.Sheet, func(out io.Writer) error {
		return p.in.Report(r.Context(), kit.Actor(r), n.ID, out)
	})
}
