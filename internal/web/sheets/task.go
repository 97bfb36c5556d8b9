package sheets

import (
	"context"
	"net/http"
	"net/url"
	"regexp"

	"lantoa/internal/access"
	"lantoa/internal/account"
	"lantoa/internal/audit"
	"lantoa/internal/blob"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/jobs"
	"lantoa/internal/web/kit"
)

// Task is the kind of the tasks that make files.
const Task = "export"

// background is what files are made with that nobody waits for.
type background struct {
	jobs     *jobs.Runner
	hand     int // rows of a file that is made while its reader waits
	files    *blob.Store
	accounts *account.Service
	texts    *i18n.Catalogue
}

// InBackground lets files of more than so many rows be made by tasks.
func (x *Exporter) InBackground(rows int, runner *jobs.Runner, files *blob.Store, accounts *account.Service, texts *i18n.Catalogue) *Exporter {
	x.background = &background{runner, rows, files, accounts, texts}
	runner.HandleTask(Task, x.work)
	return x
}

// asked is a list as somebody asked for it.
type asked struct {
	Path   string            `json:"path"`   // pattern of its address
	Values map[string]string `json:"values"` // of the pattern
	Query  string            `json:"query"`
	Locale i18n.Locale       `json:"locale"`
}

var inBraces = regexp.MustCompile(`\{(\w+)\}`)

// work makes the file in the rights that its author has now. It starts from the
// beginning when it was broken off: nothing is to be seen of it before its end.
func (x *Exporter) work(ctx context.Context, t *jobs.Run) error {
	r, l, err := x.request(ctx, t.Task)
	if err != nil {
		return err
	}
	e, err := l.of(r)
	if err != nil {
		return err
	}
	made, done, err := x.make(r.Context(), e, x.small.Patient(), x.big.Patient(), func(rows int) error { return t.Report(ctx, int64(rows), 0) })
	if err != nil {
		return err
	}
	defer done()
	size, err := x.files.Make(t.ID, made.Send)
	if err != nil {
		return err
	}
	// Who took the list is registered with its end: once, and not when it was stopped.
	entry := taking(e, made.Rows())
	return t.Step(ctx, func(tx *db.Tx) (jobs.Progress, error) {
		if err := audit.Write(ctx, tx, entry); err != nil {
			return jobs.Progress{}, err
		}
		rows := int64(made.Rows())
		return jobs.Progress{Done: rows, Total: rows, Finished: true, FileName: x.FileName(e), FileSize: size}, nil
	})
}

// Still tells whether the author of a file may have the list today: an error says no.
func (x *Exporter) Still(ctx context.Context, t jobs.Task) error {
	r, l, err := x.request(ctx, t)
	if err != nil {
		return err
	}
	_, err = l.of(r)
	return err
}

// request is the request with which the author asked, in today's rights.
func (x *Exporter) request(ctx context.Context, t jobs.Task) (*http.Request, list, error) {
	var in asked
	if err := t.Read(&in); err != nil {
		return nil, list{}, err
	}
	l, known := x.lists[in.Path]
	if !known {
		return nil, list{}, errs.New(errs.NotFound, "error.not_found")
	}
	actor, err := x.accounts.Actor(ctx, t.AuthorID)
	if err != nil {
		return nil, list{}, err
	}
	if l.right != access.SignedIn && !access.May(actor, l.right) {
		return nil, list{}, errs.New(errs.Denied, "error.denied")
	}
	ctx = i18n.WithPrinter(kit.With(ctx, &kit.Request{SignedIn: true, Person: account.Person{Actor: actor}}), x.texts.Printer(in.Locale))
	r := (&http.Request{Method: http.MethodGet, Header: http.Header{}, URL: &url.URL{Path: in.Path, RawQuery: in.Query}}).WithContext(ctx)
	for name, value := range in.Values {
		r.SetPathValue(name, value)
	}
	return r, l, nil
}
