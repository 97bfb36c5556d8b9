// Package sheets lets a list of the working application be taken away as a
// spreadsheet. A page says its columns and reads its rows a part at a time; how
// the file is made, bounded, registered and sent is the same for all lists.
//
// A list's file has the words, the order, the filters and the scope of the page,
// and all of its pages: it is asked for under the page's address with ".xlsx"
// and the same query, under the same right.
package sheets

import (
	"context"
	"errors"
	"io"
	"iter"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"lantoa/internal/access"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/i18n"
	"lantoa/internal/media"
	"lantoa/internal/sheet"
	"lantoa/internal/turn"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// List is a list of T that can be taken away.
type List[T any] struct {
	Name    string // of the list in the register and of the file: "ho-so"
	Title   string // in words
	Filters []string
	Columns []sheet.Column[T]
	// Page reads the rows after a key ("" from the start), some thousand at most,
	// and the key with which to go on, "" at the end.
	Page func(ctx context.Context, after string) (rows []T, next string, err error)
}

// Export is a list as somebody asked for it, ready to be made: here and now, or
// by a job.
type Export struct {
	Name  string
	about sheet.About
	actor string // account
	query url.Values
	print *i18n.Printer
	fill  func(ctx context.Context, about sheet.About, at func(rows int) error) (*sheet.Writer, error)
}

// Of prepares the list for the person and in the language of the request.
func Of[T any](r *http.Request, l List[T]) Export {
	q := kit.From(r)
	p := kit.Printer(r)
	return Export{Name: l.Name, about: sheet.About{Title: l.Title, Filters: l.Filters, By: q.Person.Name}, actor: q.Person.AccountID, query: r.URL.Query(), print: p,
		fill: func(ctx context.Context, about sheet.About, at func(int) error) (*sheet.Writer, error) {
			return sheet.Fill(ctx, p, about, l.Columns, l.rows(ctx, at))
		}}
}

// smallRows is how many rows are read in a turn of small files.
const smallRows = 5_000

// rows reads the list part by part; at hears how many there are so far.
func (l List[T]) rows(ctx context.Context, at func(rows int) error) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		after, count := "", 0
		for {
			rows, next, err := l.Page(ctx, after)
			if err == nil {
				err = at(count + len(rows))
			}
			if err != nil {
				yield(none, err)
				return
			}
			count += len(rows)
			for _, row := range rows {
				if !yield(row, nil) {
					return
				}
			}
			if next == "" {
				return
			}
			after = next
		}
	}
}

// Next is the key to go on with after a part of a list: "" where the part was
// not full.
func Next[T any](rows []T, limit int, key func(T) string) string {
	if len(rows) < limit {
		return ""
	}
	return key(rows[len(rows)-1])
}

// Exporter makes files and registers who took them.
type Exporter struct {
	db    *db.DB
	small turn.Turns      // of files of few rows
	big   turn.Turns      // of big files
	lists map[string]list // by the pattern of their address
	*background
}

// list is one list as routes.go names it.
type list struct {
	of    func(*http.Request) (Export, error)
	right access.Action
}

// At once, four small files and two big ones are made on a node; others wait for
// a turn.
const (
	smallAtOnce = 4
	bigAtOnce   = 2
	waiting     = 20 * time.Second
)

// New makes the exporter of a node.
func New(d *db.DB) *Exporter {
	return &Exporter{db: d, small: turn.New(smallAtOnce, waiting, "sheet.busy"), big: turn.New(bigAtOnce, waiting, "sheet.busy"), lists: map[string]list{}}
}

// Handler sends the file of a list at an address, for whoever has the right. It
// is made whole before its first byte is sent: what fails half way becomes an
// error page, never half a file. For a list of very many rows the answer is a page
// that offers a task, which Begin starts.
func (x *Exporter) Handler(path string, of func(*http.Request) (Export, error), right access.Action) kit.Handler {
	x.lists[path] = list{of, right}
	return func(w http.ResponseWriter, r *http.Request) error {
		e, err := of(r)
		if err != nil {
			return err
		}
		// The turn of big files comes first: whoever waits for it keeps small
		// downloads waiting for nothing.
		made, done, err := x.make(r.Context(), e, x.small, x.big, x.byHand)
		if errors.Is(err, errMany) {
			return x.offer(w, r, http.StatusOK, e, db.NewID(), "")
		}
		if err != nil {
			return err
		}
		defer done()
		return kit.Attachment(w, r, x.FileName(e), media.Sheet, func(out io.Writer) error {
			err := made.Send(out)
			done() // its reader may be slow, and keeps nobody from a turn
			if err != nil {
				return err
			}
			return x.register(r.Context(), e, made.Rows())
		})
	}
}

// FileName is the name of the list's file of today: "ho-so-2026-11-25.xlsx".
func (x *Exporter) FileName(e Export) string {
	return e.Name + "-" + string(civil.DayOf(x.db.Now())) + ".xlsx"
}

// make reads all rows in one of the turns of small files, and in one of those of
// big files from where they are many; done drops the file and gives the turn back,
// the first time.
func (x *Exporter) make(ctx context.Context, e Export, small, big turn.Turns, at func(rows int) error) (made *sheet.Writer, done func(), err error) {
	release, err := small.Take(ctx)
	if err != nil {
		return nil, nil, err
	}
	many := false
	e.about.At = x.db.Now()
	made, err = e.fill(ctx, e.about, func(rows int) error {
		if rows > smallRows && !many {
			many = true
			release() // whoever waits for the other turn keeps nobody from this one
			if release, err = big.Take(ctx); err != nil {
				release = func() {}
				return err
			}
		}
		return at(rows)
	})
	if err != nil {
		release()
		return nil, nil, err
	}
	return made, sync.OnceFunc(func() {
		_ = made.Close()
		release()
	}), nil
}

// Href is the address of a page's list as a file: its own with ".xlsx" and the
// same filters, from the start of the list.
func Href(r *http.Request) string { return HrefOf(r, r.URL.Path) }

// HrefIf is Href where there is something to take away, "" elsewhere.
func HrefIf(some bool, r *http.Request) string {
	if !some {
		return ""
	}
	return Href(r)
}

// HrefOf is the address of a list that stands under another path, with the
// request's filters.
func HrefOf(r *http.Request, path string) string {
	q := r.URL.Query()
	for _, place := range []string{"sau", "truoc", "trang"} {
		q.Del(place)
	}
	for name, values := range q {
		if len(values) == 0 || values[0] == "" {
			q.Del(name)
		}
	}
	if len(q) == 0 {
		return path + ".xlsx"
	}
	return path + ".xlsx?" + q.Encode()
}

// Filters are the filters in force, in the words of their chips.
func Filters(chips []ui.Chip) []string {
	out := make([]string, len(chips))
	for i, c := range chips {
		out[i] = c.Label
	}
	return out
}

// Column is a column of text under a title of the catalogue.
func Column[T any](title string, cell func(T) string) sheet.Column[T] {
	return sheet.Column[T]{Head: sheet.Head{Key: title, Title: title}, Cell: func(row T) sheet.Value { return sheet.Text(cell(row)) }}
}

// Typed is a column of a kind under a title of the catalogue.
func Typed[T any](title string, kind sheet.Kind, cell func(T) sheet.Value) sheet.Column[T] {
	return sheet.Column[T]{Head: sheet.Head{Key: title, Title: title, Kind: kind}, Cell: cell}
}

// Readable are the columns that a list shows and, behind them, those by which an
// import reads its rows back, its key last: a column that both have stands once.
func Readable[T, L any](shown []sheet.Column[T], back []sheet.Column[L], of func(T) L) []sheet.Column[T] {
	for _, c := range back {
		if !slices.ContainsFunc(shown, func(s sheet.Column[T]) bool { return s.Title == c.Title }) {
			shown = append(shown, sheet.Column[T]{Head: c.Head, Cell: func(row T) sheet.Value { return c.Cell(of(row)) }})
		}
	}
	return shown
}

// Joined are several words in one cell, a semicolon between them.
func Joined(words []string) string { return strings.Join(words, "; ") }
