package web

import (
	"context"
	"errors"
	"log/slog"
	"net/http"

	"lantoa/internal/errs"
	"lantoa/internal/web/kit"
)

// reply turns an error into an answer: the status of its kind, its words as a
// page or, for htmx, a fragment. The cause goes to the log alone.
func (s *site) reply(w http.ResponseWriter, r *http.Request, err error) {
	q := kit.From(r)
	if errors.Is(err, context.Canceled) && r.Context().Err() != nil {
		return // the browser has gone
	}
	p := problemOf(err)
	if p.status == http.StatusInternalServerError {
		s.Log.LogAttrs(r.Context(), slog.LevelError, "failed", slog.String("id", q.ID), slog.String("route", q.Route), slog.Any("cause", err))
		p.Reference = q.ID
	}
	if a, ok := w.(*answer); ok && a.status != 0 {
		return // the answer has begun: nothing can be said any more
	}
	if p.status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "10")
	}
	p.Text = kit.T(r, p.key, p.args...)
	page := problemPage(r, p)
	if kit.Fragment(r) {
		page = problemFragment(p)
	}
	if rerr := kit.Render(w, r, p.status, page); rerr != nil && r.Context().Err() == nil {
		s.Log.LogAttrs(r.Context(), slog.LevelError, "no error page", slog.String("id", q.ID), slog.Any("cause", rerr))
		http.Error(w, p.Text, p.status)
	}
}

// problem is an error as it is shown.
type problem struct {
	status    int
	title     string // message key
	key       string
	args      []any
	Text      string
	Reference string // of the log line, for errors that nobody who reads this can mend
}

func problemOf(err error) problem {
	p := problem{status: http.StatusInternalServerError, title: "error.title.internal", key: "error.internal"}
	e := errs.As(err)
	if e == nil || e.Kind == errs.Internal {
		return p
	}
	p.key, p.args = e.Key, e.Args
	switch e.Kind {
	case errs.NotFound:
		p.status, p.title = http.StatusNotFound, "error.title.not_found"
	case errs.Denied:
		p.status, p.title = http.StatusForbidden, "error.title.denied"
	case errs.Conflict:
		p.status, p.title = http.StatusConflict, "error.title.conflict"
	case errs.Busy:
		p.status, p.title = http.StatusServiceUnavailable, "error.title.busy"
	default:
		p.status, p.title = http.StatusUnprocessableEntity, "error.title.invalid"
		if tooLarge(err) {
			p.status, p.title = http.StatusRequestEntityTooLarge, "error.title.too_large"
		}
		if e.Key == longAddress {
			p.status, p.title = http.StatusRequestURITooLong, "error.title.long_address"
		}
	}
	return p
}

func notFound(http.ResponseWriter, *http.Request) error {
	return errs.New(errs.NotFound, "error.not_found")
}
