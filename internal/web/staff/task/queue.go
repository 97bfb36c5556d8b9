package task

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"lantoa/internal/access"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/jobs"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

const (
	queuePath = "/quan-ly/hang-doi"
	shown     = 50
)

// queueView is the administrator's sight of background work.
type queueView struct {
	page    ui.StaffPage
	lines   []line
	failing []jobs.Entry
	running []jobs.Entry
}

// line is how the jobs of one kind stand.
type line struct {
	queue, kind                                  string
	waiting, running, again, failed, done, given int64
	oldest                                       time.Time // since when one has waited, zero for none
}

// number is one of a line's counts under the text of its column's head.
type number struct {
	head  string // message key
	count int64
}

func (l line) numbers() []number {
	return []number{{"queue.waiting", l.waiting}, {"queue.running.short", l.running}, {"queue.again", l.again}, {"queue.failed", l.failed}, {"queue.dropped", l.given}, {"queue.done", l.done}}
}

func queueColumns(ctx context.Context) []ui.Column {
	out := []ui.Column{{Label: i18n.T(ctx, "queue.kind")}, {Label: i18n.T(ctx, "queue.queue")}}
	for _, n := range (line{}).numbers() {
		out = append(out, ui.Column{Label: i18n.T(ctx, n.head), Kind: ui.NumberColumn})
	}
	return append(out, ui.Column{Label: i18n.T(ctx, "queue.oldest"), Kind: ui.DateColumn})
}

// Queues shows what waits, runs and fails.
func (p *Pages) Queues(w http.ResponseWriter, r *http.Request) error {
	loads, err := jobs.Loads(r.Context(), p.db.Reader())
	if err != nil {
		return err
	}
	all, err := p.jobs.Failing(r.Context(), shown)
	if err != nil {
		return err
	}
	v := queueView{page: kit.Page(r, kit.T(r, "queue.title"), queuePath), lines: lines(loads)}
	for _, e := range all {
		if e.State == "running" {
			v.running = append(v.running, e)
		} else {
			v.failing = append(v.failing, e)
		}
	}
	return kit.Render(w, r, http.StatusOK, queueBody(v))
}

func lines(loads []jobs.Load) []line {
	byKind := map[string]*line{}
	for _, l := range loads {
		at := byKind[l.Queue+" "+l.Kind]
		if at == nil {
			at = &line{queue: l.Queue, kind: l.Kind}
			byKind[l.Queue+" "+l.Kind] = at
		}
		switch l.State {
		case "available", "pending", "scheduled":
			at.waiting += l.Jobs
			if at.oldest.IsZero() || l.Oldest.Before(at.oldest) {
				at.oldest = l.Oldest
			}
		case "running":
			at.running += l.Jobs
		case "retryable":
			at.again += l.Jobs
		case "discarded":
			at.failed += l.Jobs
		case "completed":
			at.done += l.Jobs
		case "cancelled":
			at.given += l.Jobs
		}
	}
	out := make([]line, 0, len(byKind))
	for _, l := range byKind {
		out = append(out, *l)
	}
	slices.SortFunc(out, func(a, b line) int { return cmp.Or(cmp.Compare(a.queue, b.queue), cmp.Compare(a.kind, b.kind)) })
	return out
}

// Retry makes a failed job available at once.
func (p *Pages) Retry(w http.ResponseWriter, r *http.Request) error {
	return p.manage(w, r, p.jobs.Retry, "queue.flash.retried")
}

// Drop gives a failed job up.
func (p *Pages) Drop(w http.ResponseWriter, r *http.Request) error {
	return p.manage(w, r, p.jobs.Drop, "queue.flash.dropped")
}

func (p *Pages) manage(w http.ResponseWriter, r *http.Request, do manageFunc, say string) error {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return errs.New(errs.NotFound, "error.not_found")
	}
	if err := do(r.Context(), kit.Actor(r), id); err != nil {
		return err
	}
	kit.Flash(w, r, say)
	return kit.Redirect(w, r, queuePath)
}

// kindText is what a kind of job does, in words; a kind that this version does
// not know keeps its own name.
func kindText(p *i18n.Printer, kind string) string {
	if text := p.T("queue.kind." + kind); text != "queue.kind."+kind {
		return text
	}
	return kind
}

func endedOr(ctx context.Context, t jobs.Task) string {
	return cmp.Or(ended(i18n.From(ctx), t.EndedAt), i18n.T(ctx, "task.not_yet"))
}

type manageFunc func(ctx context.Context, actor access.Actor, id int64) error

func entryPath(e jobs.Entry) string { return queuePath + "/" + strconv.FormatInt(e.ID, 10) }

func entryColumns(ctx context.Context, failed bool) []ui.Column {
	out := []ui.Column{{Label: i18n.T(ctx, "queue.kind")}, {Label: i18n.T(ctx, "queue.attempt")}}
	if failed {
		return append(out, ui.Column{Label: i18n.T(ctx, "task.state")}, ui.Column{Label: i18n.T(ctx, "queue.failure")}, ui.Column{Label: i18n.T(ctx, "queue.acts")})
	}
	return append(out, ui.Column{Label: i18n.T(ctx, "task.started"), Kind: ui.DateColumn})
}

func entryBadge(p *i18n.Printer, e jobs.Entry) ui.Badge {
	if e.State == "retryable" {
		return ui.Badge{Label: p.T("queue.again"), Tone: ui.Warning}
	}
	if e.State == "cancelled" {
		return ui.Badge{Label: p.T("queue.refused"), Tone: ui.Danger}
	}
	return ui.Badge{Label: p.T("queue.failed"), Tone: ui.Danger}
}

func waitingSince(p *i18n.Printer, l line) string {
	if l.oldest.IsZero() {
		return ""
	}
	return p.Time(l.oldest)
}

// failureText is what a failure says to a person, "" where it was the program's own:
// the message's key stands at its beginning.
func failureText(p *i18n.Printer, e jobs.Entry) string {
	key, _, _ := strings.Cut(strings.TrimPrefix(e.Failure, "JobCancelError: "), ":")
	text := p.T(key)
	if text == key || strings.Contains(text, "{") { // what belongs into it is not told: it may name people
		return ""
	}
	return text
}
