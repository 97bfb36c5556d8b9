// Package kit is what pages share on their way in and out: who asks, forms read
// with limits, answers, messages that survive a redirect. It knows no feature
// and no route.
package kit

import (
	"context"
	"net/http"

	"lantoa/internal/access"
	"lantoa/internal/account"
	"lantoa/internal/i18n"
	"lantoa/internal/web/ui"
)

// Handler answers a request or says why not; internal/web turns the error into a
// page or a fragment with the status of its kind.
type Handler func(w http.ResponseWriter, r *http.Request) error

// Request is what the middleware found out about a request.
type Request struct {
	ID       string // stands in the log and on the page of an internal error
	Route    string // the pattern of the route, for the log
	SignedIn bool
	Person   account.Person
	Demo     bool // every page says that the data are illustration
	Secure   bool // cookies go over https only
	Cookies  Cookies
	Assets   ui.AssetPaths
	Nav      []ui.NavGroup
	Flash    *Message // taken from the request's cookie
	// Making waits for a turn to make a file; nil where nothing bounds them.
	Making func(context.Context) (done func(), err error)
}

type requestKey struct{}

// With puts the request's facts into ctx.
func With(ctx context.Context, q *Request) context.Context {
	return context.WithValue(ctx, requestKey{}, q)
}

// From is the facts of r; outside the middleware nobody is signed in.
func From(r *http.Request) *Request {
	if q, ok := r.Context().Value(requestKey{}).(*Request); ok {
		return q
	}
	return &Request{}
}

// Actor is who asks, with the grants of the day.
func Actor(r *http.Request) access.Actor { return From(r).Person.Actor }

// Printer writes in the request's language.
func Printer(r *http.Request) *i18n.Printer { return i18n.From(r.Context()) }

// T is the text of a key in the request's language.
func T(r *http.Request, key string, args ...any) string { return Printer(r).T(key, args...) }

// Address is the client's network address without its port.
func Address(r *http.Request) string {
	for i := len(r.RemoteAddr) - 1; i >= 0; i-- {
		if r.RemoteAddr[i] == ':' {
			return r.RemoteAddr[:i]
		}
	}
	return r.RemoteAddr
}
