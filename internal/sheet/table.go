package sheet

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strings"

	"lantoa/internal/errs"
	"lantoa/internal/i18n"
)

// Table is the sheet of a book whose head names the columns asked for.
type Table struct {
	Sheet   string  // its name
	Unknown []Fault // columns that nobody asked for: they are not read
	book    *Book
	path    string
	row     int           // of the head
	at      map[int]*Head // by column, from 0
	column  map[string]int
	titles  map[string]string // as the file writes them, by key
	print   []*i18n.Printer
	twice   string            // a title that stands in the head twice
	match   map[string]*offer // choices by the column's key
}

// Table finds the heads, in any order and with or without accents, in the first
// sheet that has them. Titles are those of the printers' languages; the first
// printer's is the one that answers are given in. Invalid where no sheet has such
// a head, or the head lacks a column that must be there or has one twice.
func (b *Book) Table(heads []Head, printers ...*i18n.Printer) (*Table, error) {
	known := map[string]*Head{}
	for i := range heads {
		for _, p := range printers {
			known[i18n.Fold(heads[i].title(p))] = &heads[i]
		}
	}
	best, matched := (*Table)(nil), 0
	for _, s := range b.sheets {
		t, n, err := b.headOf(s, known)
		if err != nil {
			return nil, refused(err)
		}
		if n > matched {
			best, matched = t, n
		}
	}
	if best == nil {
		return nil, errs.New(errs.Invalid, "sheet.no_head", titlesOf(heads, printers[0], func(Head) bool { return true }))
	}
	if best.twice != "" {
		return nil, errs.New(errs.Invalid, "sheet.twice", best.twice)
	}
	best.print = printers
	best.matchChoices(heads)
	missing := titlesOf(heads, printers[0], func(h Head) bool { _, there := best.column[h.Key]; return h.Must && !there })
	if missing != "" {
		return nil, errs.New(errs.Invalid, "sheet.missing", missing)
	}
	return best, nil
}

func titlesOf(heads []Head, p *i18n.Printer, which func(Head) bool) string {
	var out []string
	for _, h := range heads {
		if which(h) {
			out = append(out, "“"+h.title(p)+"”")
		}
	}
	return strings.Join(out, ", ")
}

// headOf looks for the head among a sheet's first filled rows: the row with the
// most columns known.
func (b *Book) headOf(s part, known map[string]*Head) (*Table, int, error) {
	var best *Table
	matched, filled := 0, 0
	err := b.rows(s.path, func(no int, cells []cell) error {
		t := &Table{Sheet: s.name, book: b, path: s.path, row: no, at: map[int]*Head{}, column: map[string]int{}, titles: map[string]string{}}
		for _, c := range cells {
			title := strings.TrimSpace(c.text)
			if title == "" {
				continue
			}
			h := known[i18n.Fold(title)]
			if h == nil {
				h = known[i18n.Fold(beforeBracket(title))]
			}
			if h == nil {
				t.Unknown = append(t.Unknown, Fault{Cell: cellName(c.column, no), Title: short(title), Key: "sheet.unknown", Args: []any{short(title)}})
				continue
			}
			if _, twice := t.column[h.Key]; twice {
				t.twice = short(title)
				continue
			}
			t.at[c.column], t.column[h.Key], t.titles[h.Key] = h, c.column, title
		}
		if len(t.column) > matched {
			best, matched = t, len(t.column)
		}
		if len(cells) > 0 {
			filled++
		}
		if filled >= headRows {
			return errEnough
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return best, matched, err
}

// beforeBracket is a title without the remark behind it: "Ngày sinh (dd/mm/yyyy)".
func beforeBracket(s string) string {
	before, _, _ := strings.Cut(s, "(")
	return before
}

// short is a text of the file as it is shown in an answer.
func short(s string) string {
	s = strings.Join(strings.Fields(plain(s)), " ")
	if r := []rune(s); len(r) > 80 {
		return string(r[:80]) + "…"
	}
	return s
}

// errEnough ends reading before the end of a sheet.
var errEnough = errors.New("sheet: enough rows")

// Has reports a column that the file has.
func (t *Table) Has(key string) bool {
	_, there := t.column[key]
	return there
}

// Rows reads the filled rows below the head, one by one. It ends with an Invalid
// error beyond the limit of rows, and with the context's.
func (t *Table) Rows(ctx context.Context) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		count := 0
		err := t.book.rows(t.path, func(no int, cells []cell) error {
			if no <= t.row || !t.filled(cells) {
				return nil
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			if count++; count > t.book.limits.Rows {
				return errs.New(errs.Invalid, "sheet.too_many_rows", t.book.limits.Rows)
			}
			if !yield(t.typed(no, cells), nil) {
				return errEnough
			}
			return nil
		})
		switch {
		case err == nil, errors.Is(err, errEnough):
		case ctx.Err() != nil:
			yield(Row{}, ctx.Err())
		default:
			yield(Row{}, refused(err))
		}
	}
}

// filled reports a row with something in it: formulas without results, as some
// forms carry them down their columns, count only where they are read.
func (t *Table) filled(cells []cell) bool {
	return slices.ContainsFunc(cells, func(c cell) bool { return !c.bare || t.at[c.column] != nil })
}
