// Package task has the pages of background work: a person's own tasks with their
// progress, and for the administrator the queues behind them.
package task

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"lantoa/internal/access"
	"lantoa/internal/audit"
	"lantoa/internal/blob"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/intake"
	"lantoa/internal/jobs"
	"lantoa/internal/listing"
	"lantoa/internal/media"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

const pageSize = 30

// Reindex is the kind of the task that files everything anew for search.
const Reindex = "reindex"

// Pages are the handlers.
type Pages struct {
	db    *db.DB
	jobs  *jobs.Runner
	files *blob.Store
	// more leads from a task of a kind to the page of what it works for.
	more map[string]func(jobs.Task) string
	// still asks whether the author may have a task's file today.
	still func(context.Context, jobs.Task) error
}

// New makes the handlers. more gives, for some kinds, the page that a task works
// for; still is asked before a file is given, in the rights of that day.
func New(d *db.DB, runner *jobs.Runner, files *blob.Store, more map[string]func(jobs.Task) string, still func(context.Context, jobs.Task) error) *Pages {
	return &Pages{db: d, jobs: runner, files: files, more: more, still: still}
}

// listView is a person's tasks.
type listView struct {
	page  ui.StaffPage
	rows  []jobs.Task
	pager ui.Pager
	more  map[string]func(jobs.Task) string
}

// moreOf is the page that a task works for, "" for none.
func (v listView) moreOf(t jobs.Task) string {
	if more := v.more[t.Kind]; more != nil {
		return more(t)
	}
	return ""
}

// List shows the person's own tasks, the latest first.
func (p *Pages) List(w http.ResponseWriter, r *http.Request) error {
	place := kit.Place(r, pageSize)
	rows, err := jobs.Tasks(r.Context(), p.db.Reader(), kit.Actor(r).AccountID, place.Cursor, pageSize+1)
	if err != nil {
		return err
	}
	found := listing.Result[jobs.Task]{Rows: rows[:min(len(rows), pageSize)], Count: len(rows)}
	if len(rows) > pageSize {
		found.Next, found.Count = found.Rows[pageSize-1].ID, listing.CountLimit+1
	}
	return kit.Render(w, r, http.StatusOK, listBody(listView{page: kit.Page(r, kit.T(r, "task.list"), kit.TaskList), rows: found.Rows, more: p.more,
		pager: kit.Pager(r, kit.T(r, "task.pager"), found)}))
}

// showView is one task.
type showView struct {
	page ui.StaffPage
	task jobs.Task
	more string // the page that it works for, "" for none
}

// Show is the progress of a task; it may be left and come back to.
func (p *Pages) Show(w http.ResponseWriter, r *http.Request) error {
	t, err := p.own(r)
	if err != nil {
		return err
	}
	v := showView{page: kit.Page(r, kit.T(r, "task.kind."+t.Kind), kit.TaskList, ui.Link{Label: kit.T(r, "task.list"), Href: kit.TaskList}), task: t}
	if more := p.more[t.Kind]; more != nil {
		v.more = more(t)
	}
	return kit.Render(w, r, http.StatusOK, showBody(v))
}

func (p *Pages) own(r *http.Request) (jobs.Task, error) {
	if !kit.IsID(r.PathValue("id")) {
		return jobs.Task{}, errs.New(errs.NotFound, "error.not_found")
	}
	return jobs.TaskOf(r.Context(), p.db.Reader(), kit.Actor(r).AccountID, r.PathValue("id"))
}

// Stop ends a task of the person.
func (p *Pages) Stop(w http.ResponseWriter, r *http.Request) error {
	t, err := p.own(r)
	if err != nil {
		return err
	}
	if err := p.jobs.Cancel(r.Context(), kit.Actor(r).AccountID, t.ID); err != nil {
		return err
	}
	kit.Flash(w, r, "task.flash.stopped")
	return kit.Redirect(w, r, kit.TaskPath(t.ID))
}

// File downloads what a task made, for whoever started it.
func (p *Pages) File(w http.ResponseWriter, r *http.Request) error {
	t, err := p.own(r)
	if err != nil {
		return err
	}
	if t.State != jobs.Done || t.FileName == "" {
		return errs.New(errs.NotFound, "error.not_found")
	}
	if err := p.still(r.Context(), t); err != nil {
		return err
	}
	f, err := p.files.Made(t.ID)
	if err != nil {
		return err
	}
	return kit.Download(w, r, f, t.FileName, media.Sheet)
}

// Start begins the filing anew of everything for search, for the administrator.
func (p *Pages) Start(w http.ResponseWriter, r *http.Request) error {
	actor, ctx := kit.Actor(r), r.Context()
	id, err := p.jobs.BeginFor(ctx, actor, access.JobManage, jobs.NewTask{Kind: Reindex}, audit.Entry{Action: "search.reindex"})
	if e := errs.As(err); e != nil && e.Kind == errs.Invalid {
		kit.FlashWarning(w, r, e.Key, strconv.Itoa(jobs.MaxOpen))
		return kit.Redirect(w, r, queuePath)
	}
	if err != nil {
		return err
	}
	return kit.Redirect(w, r, kit.TaskPath(id))
}

func stateBadge(p *i18n.Printer, t jobs.Task) ui.Badge {
	tone := map[jobs.State]ui.Tone{jobs.Waiting: ui.Info, jobs.Running: ui.Info, jobs.Done: ui.Success, jobs.Failed: ui.Danger, jobs.Cancelled: ui.Plain}
	return ui.Badge{Label: p.T("task.state." + string(t.State)), Tone: tone[t.State]}
}

// trouble is why a task stands still or failed.
func trouble(ctx context.Context, t jobs.Task) string {
	e := t.Trouble()
	if e == nil {
		return ""
	}
	return kit.FaultText(i18n.From(ctx), e.Key, e.Args...)
}

// said is the key of what is said of a task's work, of the check of a file that of
// a task that stores nothing.
func said(t jobs.Task, work, check string) string {
	if intake.Checks(t.Kind) {
		return check
	}
	return work
}

// progress is how far a task came, in words.
func progress(p *i18n.Printer, t jobs.Task) string {
	if t.Total == 0 {
		return p.T("task.progress.unknown", t.Done)
	}
	return p.T("task.progress", t.Done, t.Total, int(100*t.Done/max(t.Total, 1)))
}

func ended(p *i18n.Printer, at *time.Time) string {
	if at == nil {
		return ""
	}
	return p.Time(*at)
}
