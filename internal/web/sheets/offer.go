package sheets

import (
	"errors"
	"net/http"

	"lantoa/internal/audit"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/jobs"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// offerView is the page that stands in for the file of a list of very many rows:
// an address alone, which a preview or a crawler may follow, starts no work.
type offerView struct {
	page   ui.StaffPage
	rows   int    // more than so many
	action string // the address itself, to be posted
	key    string // of the task, so that a double click begins one
	back   string // the list, "" when it is not known
	fault  string
}

// offer answers with the page on which the task is begun.
func (x *Exporter) offer(w http.ResponseWriter, r *http.Request, status int, e Export, key, fault string) error {
	v := offerView{page: kit.Page(r, e.about.Title, kit.TaskList), rows: x.hand, action: r.URL.RequestURI(), key: key, fault: fault}
	if r.Method == http.MethodGet {
		v.back = kit.Referer(r)
	}
	return kit.Render(w, r, status, offerBody(v))
}

// Begin starts the task that makes the file of a list at an address, and leads to it.
func (x *Exporter) Begin(path string) kit.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		e, err := x.lists[path].of(r)
		if err != nil {
			return err
		}
		f, err := kit.ReadForm(r)
		if err != nil {
			return err
		}
		id, err := x.begin(r, path, e, f.Key())
		if refused := errs.As(err); refused != nil && refused.Kind == errs.Invalid {
			return x.offer(w, r, http.StatusUnprocessableEntity, e, f.Key(), kit.T(r, refused.Key, refused.Args...))
		}
		if err != nil {
			return err
		}
		return kit.Redirect(w, r, kit.TaskPath(id))
	}
}

// begin records the task under the key of its form; one that is there already,
// from the same form sent twice, stays the only one.
func (x *Exporter) begin(r *http.Request, path string, e Export, key string) (string, error) {
	ctx := r.Context()
	in := asked{Path: path, Values: map[string]string{}, Query: r.URL.RawQuery, Locale: i18n.From(ctx).Locale()}
	for _, name := range inBraces.FindAllStringSubmatch(path, -1) {
		in.Values[name[1]] = r.PathValue(name[1])
	}
	task := jobs.NewTask{ID: key, Kind: Task, AuthorID: e.actor, About: e.about.Title, Input: in}
	err := x.db.Write(ctx, func(tx *db.Tx) error {
		if _, err := jobs.TaskOf(ctx, tx, e.actor, key); !errs.Is(err, errs.NotFound) {
			return err
		}
		if _, err := x.jobs.Begin(ctx, tx, task); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{ActorID: e.actor, Action: "list.export_begun", Entity: "task", EntityID: key, Version: 1, Meta: struct {
			List string `json:"list"`
		}{e.Name}})
	})
	if errs.Is(err, errs.Conflict) { // the other click was quicker
		if _, found := jobs.TaskOf(ctx, x.db.Reader(), e.actor, key); found == nil {
			return key, nil
		}
	}
	return key, err
}

// errMany stops a file of more rows than are made while a person waits.
var errMany = errors.New("sheets: the list is one for a task")

// byHand lets a file be made while its reader waits, up to a size.
func (x *Exporter) byHand(rows int) error {
	if x.background != nil && rows > x.hand {
		return errMany
	}
	return nil
}
