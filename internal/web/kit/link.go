package kit

import (
	"net/http"
	"net/url"

	"lantoa/internal/listing"
	"lantoa/internal/web/ui"
)

// The names in a list's address of its place: after or before a row's key.
const (
	afterName  = "sau"
	beforeName = "truoc"
)

// Link writes a path with a query of names and values; empty values are left out.
func Link(path string, pairs ...string) string {
	q := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			q.Add(pairs[i], pairs[i+1])
		}
	}
	return address(path, q)
}

// QueryWith is the request's address with one value of its query set, at the start
// of the list.
func QueryWith(r *http.Request, name, value string) string {
	q := start(r)
	q.Set(name, value)
	return address(r.URL.Path, q)
}

// QueryWithout is the request's address without a value of its query, at the start of
// the list.
func QueryWithout(r *http.Request, name string) string {
	q := start(r)
	q.Del(name)
	return address(r.URL.Path, q)
}

func start(r *http.Request) url.Values {
	q := r.URL.Query()
	q.Del(afterName)
	q.Del(beforeName)
	return q
}

func address(path string, q url.Values) string {
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

// Place is the place in a list that the request's address names.
func Place(r *http.Request, limit int) listing.Page {
	q := r.URL.Query()
	p := listing.Page{Cursor: q.Get(afterName), Limit: limit}
	if before := q.Get(beforeName); before != "" {
		p.Cursor, p.Back = before, true
	}
	return p
}

// Pager leads on and back from a page of a list; label names the list.
func Pager[T any](r *http.Request, label string, page listing.Result[T]) ui.Pager {
	p := ui.Pager{Label: label, CountText: ui.CountText(r.Context(), page.Count, listing.CountLimit)}
	if page.Next != "" {
		p.NextHref = QueryWith(r, afterName, page.Next)
	}
	if page.Previous != "" {
		p.PrevHref, p.FirstHref = QueryWith(r, beforeName, page.Previous), QueryWithout(r, afterName)
	}
	return p
}
