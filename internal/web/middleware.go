package web

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"runtime/debug"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"lantoa/internal/access"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/web/kit"
)

// outer is what every request passes before its route is known: id, log,
// recovery, headers, language, origin.
func (s *site) outer(cross *http.CrossOriginProtection) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		q := &kit.Request{ID: strings.ToLower(rand.Text()[:12]), Demo: s.Demo, Secure: s.secure, Cookies: s.cookies, Assets: s.Paths, Making: s.files.Take}
		out := &answer{ResponseWriter: w, pace: pace{Limits: s.Limits}}
		paced(w, r, s.Limits)
		ctx := i18n.WithPrinter(kit.With(r.Context(), q), s.Texts.Printer(locale(r)))
		r = r.WithContext(ctx)
		defer s.logged(out, r, q, began)
		defer s.recovered(out, r)
		s.headers(out.Header())
		if err := cross.Check(r); err != nil {
			s.reply(out, r, errs.Wrap(err, errs.Denied, "error.cross_origin"))
			return
		}
		s.mux.ServeHTTP(out, r)
	})
}

// answer remembers what was written, for the log and for errors that come late.
type answer struct {
	http.ResponseWriter
	status int
	bytes  int64
	pace   pace
}

// WriteHeader implements http.ResponseWriter.
func (a *answer) WriteHeader(status int) {
	if a.status == 0 {
		a.status = status
	}
	a.ResponseWriter.WriteHeader(status)
}

// Write implements http.ResponseWriter.
func (a *answer) Write(p []byte) (int, error) {
	if a.status == 0 {
		a.status = http.StatusOK
	}
	n, err := a.pace.write(a.ResponseWriter, p)
	a.bytes += int64(n)
	return n, err
}

// Unwrap serves http.ResponseController.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }

// logged writes one line per request: the route's pattern rather than the
// address, so that neither a query nor a name gets into the log.
func (s *site) logged(a *answer, r *http.Request, q *kit.Request, began time.Time) {
	s.Log.LogAttrs(r.Context(), slog.LevelInfo, "request", slog.String("id", q.ID), slog.String("method", r.Method),
		slog.String("route", q.Route), slog.Int("status", a.status), slog.Int64("bytes", a.bytes), slog.Duration("took", time.Since(began)))
}

func (s *site) recovered(a *answer, r *http.Request) {
	p := recover()
	if p == nil {
		return
	}
	if err, ok := p.(error); ok && errors.Is(err, http.ErrAbortHandler) {
		panic(p)
	}
	s.reply(a, r, fmt.Errorf("panic: %v\n%s", p, debug.Stack()))
}

const contentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
	"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

func (s *site) headers(h http.Header) {
	h.Set("Content-Security-Policy", contentSecurityPolicy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
	if s.secure {
		h.Set("Strict-Transport-Security", "max-age=31536000")
	}
}

// serve is what a request passes once its route is known: size, session, right.
func (s *site) serve(rt route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		kit.From(r).Route = rt.pattern
		// The server sweeps up after the request that it made; this one is a copy.
		defer func() {
			if r.MultipartForm != nil {
				_ = r.MultipartForm.RemoveAll()
			}
		}()
		body := r.Body
		err := s.admit(w, r, rt)
		if tooLarge(err) || errs.Is(err, errs.Busy) {
			// The body is let by, within reason: a browser that is cut off while it
			// sends shows its own error instead of this answer.
			_, _ = io.CopyN(io.Discard, body, drainLimit)
			w.Header().Set("Connection", "close")
		}
		if err != nil {
			s.reply(w, r, err)
		}
	})
}

// tooLarge reports a form that was refused for what it holds.
func tooLarge(err error) bool {
	_, ok := errors.AsType[*http.MaxBytesError](err)
	return ok
}

const (
	drainLimit   = 80 << 20 // bytes that are read of a form that is too large anyway
	addressLimit = 24 << 10 // of a path with its query: the ticked rows of the longest list, twice
	longAddress  = "error.long_address"
)

func (s *site) admit(w http.ResponseWriter, r *http.Request, rt route) error {
	if strings.HasPrefix(rt.pattern, "GET /tai-san/") || rt.pattern == "GET /healthz" {
		return rt.handle(w, r)
	}
	if rt.right != access.Public || staffPath(r.URL.Path) || r.URL.Path == kit.SignInPath {
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Add("Vary", "HX-Request")
	}
	if len(r.RequestURI) > addressLimit {
		return errs.New(errs.Invalid, longAddress)
	}
	if r.ContentLength > rt.limit {
		return errs.Wrap(&http.MaxBytesError{Limit: rt.limit}, errs.Invalid, "error.too_large", int(rt.limit>>20))
	}
	if !readable(r) {
		return errs.New(errs.NotFound, "error.not_found")
	}
	dropRubbish(r)
	r.Body = http.MaxBytesReader(w, r.Body, rt.limit)
	q := kit.From(r)
	if err := s.identify(w, r, q); err != nil {
		return err
	}
	if r.Method == http.MethodGet && !kit.Fragment(r) {
		q.Flash = kit.TakeFlash(w, r, func(key string) bool { _, ok := s.Texts.Text(i18n.Vietnamese, key); return ok })
	}
	switch {
	case rt.right == access.Public:
	case !q.SignedIn:
		return s.askSignIn(w, r, rt)
	case q.Person.MustChange && !withoutChange(r.URL.Path):
		return kit.Redirect(w, r, kit.PasswordPath)
	case !may(q.Person.Actor, rt.right):
		return errs.New(errs.Denied, "error.denied")
	}
	if rt.limit == uploadLimit {
		return s.receive(w, r, rt)
	}
	return rt.handle(w, r)
}

// receive answers a form with files in its turn, so that however many are sent at
// once, they fill neither the disk nor the memory, and however many one person
// sends, others come to theirs.
func (s *site) receive(w http.ResponseWriter, r *http.Request, rt route) error {
	own, err := s.own.Take(r.Context(), kit.From(r).Person.AccountID)
	if err != nil {
		return err
	}
	defer own()
	done, err := s.uploads.Take(r.Context())
	if err != nil {
		return err
	}
	defer done()
	return rt.handle(w, r)
}

// readable reports a path of text: no record is found under anything else, and
// no database takes it.
func readable(r *http.Request) bool { return isText(r.URL.Path) }

func isText(s string) bool { return utf8.ValidString(s) && !strings.ContainsRune(s, 0) }

// dropRubbish takes what is no text out of the query: a filter or a place in a
// list that says nothing narrows nothing.
func dropRubbish(r *http.Request) {
	q := r.URL.Query()
	found := false
	for name, values := range q {
		if isText(name) && !slices.ContainsFunc(values, func(v string) bool { return !isText(v) }) {
			continue
		}
		found = true
		q.Del(name)
	}
	if found {
		r.URL.RawQuery = q.Encode()
	}
}

// polls reports a request that a page makes by itself, with nobody before it: the
// progress of a task, which has this id on every page.
func polls(r *http.Request) bool {
	return r.Method == http.MethodGet && kit.Fragment(r) && r.Header.Get("HX-Trigger") == "tien-do"
}

// identify finds the session of the request's cookie, if it still holds. Where
// the person's rights have changed, a whole page brings a new token.
func (s *site) identify(w http.ResponseWriter, r *http.Request, q *kit.Request) error {
	token := s.cookies.Token(r)
	if token == "" {
		return nil
	}
	person := s.Accounts.Person
	if polls(r) {
		person = s.Accounts.Glance
	}
	p, err := person(r.Context(), token)
	if errs.Is(err, errs.Denied) {
		return nil
	}
	if err != nil {
		return err
	}
	if p.Renew && r.Method == http.MethodGet && !kit.Fragment(r) {
		next, err := s.Accounts.Renew(r.Context(), token)
		if err != nil {
			return err
		}
		if next != "" {
			s.cookies.Keep(w, next)
		}
	}
	q.SignedIn, q.Person = true, p
	q.Nav = s.navFor(p.Actor, kit.Printer(r))
	return nil
}

// withoutChange reports the pages open to somebody who must first change the
// password that was handed to them.
func withoutChange(path string) bool { return path == kit.PasswordPath }

// askSignIn sends to the sign-in page, from where the person comes back: to the
// page asked for, or after a form to the page on which it stood. What was typed
// into a form waits on a page of its own until then.
func (s *site) askSignIn(w http.ResponseWriter, r *http.Request, rt route) error {
	if r.Method == http.MethodPost && keepsTyped(r, rt) {
		return s.resume(w, r)
	}
	back := r.URL.RequestURI()
	if r.Method != http.MethodGet || kit.Fragment(r) {
		back = kit.Referer(r)
	}
	return kit.Redirect(w, r, kit.SignInAddress(back))
}
