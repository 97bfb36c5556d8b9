package reading

import (
	"slices"
	"strings"
)

// list is a list of the reading whose entries have IDs.
type list interface {
	index(id string) int
	size() int
	id(i int) string
	swap(i, j int)
	remove(i int)
	split(r *Reading, i int, texts []string)
	join(i int)
	text(i int) string
}

// listOf is the list that at points to; of gives an entry's handles.
type listOf[T any] struct {
	at *[]T
	of func(*T) handle
}

// handle is what the edits need of an entry: its ID, and its text and place where
// it has them.
type handle struct {
	id   *string
	text *string // nil for what cannot be split or joined: a field, a set, a body
	span *Span
}

func (l listOf[T]) index(id string) int {
	return slices.IndexFunc(*l.at, func(e T) bool { return *l.of(&e).id == id })
}

func (l listOf[T]) size() int { return len(*l.at) }

func (l listOf[T]) id(i int) string { return *l.of(&(*l.at)[i]).id }

func (l listOf[T]) swap(i, j int) { (*l.at)[i], (*l.at)[j] = (*l.at)[j], (*l.at)[i] }

func (l listOf[T]) remove(i int) { *l.at = slices.Delete(*l.at, i, i+1) }

func (l listOf[T]) text(i int) string {
	if h := l.of(&(*l.at)[i]); h.text != nil {
		return *h.text
	}
	return ""
}

// split leaves the first text where it is and puts the others behind it as
// copies with IDs of their own, in the same place of the document.
func (l listOf[T]) split(r *Reading, i int, texts []string) {
	*l.of(&(*l.at)[i]).text = texts[0]
	for k, text := range texts[1:] {
		entry := (*l.at)[i]
		h := l.of(&entry)
		*h.id, *h.text = r.NewID(), text
		*l.at = slices.Insert(*l.at, i+1+k, entry)
	}
}

// join appends an entry's text to the one before it.
func (l listOf[T]) join(i int) {
	before, h := l.of(&(*l.at)[i-1]), l.of(&(*l.at)[i])
	*before.text = strings.TrimSpace(*before.text + " " + *h.text)
	*before.span = before.span.with(*h.span)
	l.remove(i)
}

// with is the span of both.
func (s Span) with(o Span) Span {
	switch {
	case s.From == 0:
		return o
	case o.From == 0:
		return s
	}
	return Span{min(s.From, o.From), max(s.To, o.To)}
}

func items(at *[]Item) list {
	return listOf[Item]{at, func(e *Item) handle { return handle{&e.ID, &e.Text, &e.Span} }}
}

func bodies(at *[]Body) list {
	return listOf[Body]{at, func(e *Body) handle { return handle{id: &e.ID} }}
}

// lists are all lists of the reading.
func (r *Reading) lists() []list {
	out := []list{
		items(&r.Purposes), items(&r.Contents), items(&r.Yearly), items(&r.Recipients),
		listOf[Field]{&r.Fields, func(e *Field) handle { return handle{id: &e.ID} }},
		listOf[Milestone]{&r.Milestones, func(e *Milestone) handle { return handle{&e.ID, &e.Text, &e.Span} }},
		listOf[Quota]{&r.Quotas, func(e *Quota) handle { return handle{&e.ID, &e.Text, &e.Span} }},
		listOf[Task]{&r.Tasks, func(e *Task) handle { return handle{&e.ID, &e.Text, &e.Span} }},
	}
	for i := range r.Fields {
		f := &r.Fields[i]
		out = append(out, bodies(&f.Leads), bodies(&f.Coordinating), listOf[Set]{&f.Sets, func(e *Set) handle { return handle{id: &e.ID} }})
		for j := range f.Sets {
			out = append(out, listOf[Criterion]{&f.Sets[j].Items, func(e *Criterion) handle { return handle{&e.ID, &e.Text, &e.Span} }})
		}
	}
	return out
}

// find is the list that holds the ID and its place there; nil where none does.
func (r *Reading) find(id string) (list, int) {
	for _, l := range r.lists() {
		if i := l.index(id); i >= 0 {
			return l, i
		}
	}
	return nil, 0
}

// Split cuts an item in as many as its text has lines, or, where it is one line,
// after each ";", or else after each sentence. False where there is nothing to cut.
func (r *Reading) Split(id string) bool {
	l, i := r.find(id)
	if l == nil {
		return false
	}
	for _, cut := range []func(string) []string{splitLines, splitList, splitSentences} {
		if texts := cut(l.text(i)); len(texts) > 1 {
			l.split(r, i, texts)
			return true
		}
	}
	return false
}

func splitLines(s string) []string { return trimmed(strings.Split(s, "\n")) }

func splitList(s string) []string { return trimmed(strings.SplitAfter(s, ";")) }

func splitSentences(s string) []string { return trimmed(strings.SplitAfter(s, ". ")) }

// trimmed leaves out what is empty, and the ";" that parted the items.
func trimmed(texts []string) []string {
	var out []string
	for _, t := range texts {
		if t = strings.TrimSpace(t); t != "" && t != ";" {
			out = append(out, strings.TrimSpace(strings.TrimSuffix(t, ";")))
		}
	}
	return out
}

// Join puts an item's text behind the one before it in the same list. False for
// the first, and for two that cannot be one: milestones of different days,
// quotas of different numbers, criteria for different audiences.
func (r *Reading) Join(id string) bool {
	l, i := r.find(id)
	if l == nil || i == 0 || l.text(i) == "" || !carryOver(l, i) {
		return false
	}
	l.join(i)
	return true
}

// Up moves an entry before the one above it; false for the first.
func (r *Reading) Up(id string) bool {
	l, i := r.find(id)
	if l == nil || i == 0 {
		return false
	}
	l.swap(i, i-1)
	return true
}

// Down moves an entry behind the one below it; false for the last.
func (r *Reading) Down(id string) bool {
	l, i := r.find(id)
	if l == nil || i+1 == l.size() {
		return false
	}
	l.swap(i, i+1)
	return true
}

// Remove takes an entry out with everything in it.
func (r *Reading) Remove(id string) bool {
	l, i := r.find(id)
	if l == nil {
		return false
	}
	l.remove(i)
	return true
}

// Field is the field's place in Fields.
func (r Reading) Field(id string) (int, bool) {
	i := slices.IndexFunc(r.Fields, func(f Field) bool { return f.ID == id })
	return i, i >= 0
}

// set finds a set by its ID.
func (r *Reading) set(id string) *Set {
	for i := range r.Fields {
		for j := range r.Fields[i].Sets {
			if r.Fields[i].Sets[j].ID == id {
				return &r.Fields[i].Sets[j]
			}
		}
	}
	return nil
}

// named is the list of clauses that a part is.
func (r *Reading) named(part string) *[]Item {
	switch part {
	case string(Purposes):
		return &r.Purposes
	case string(Contents):
		return &r.Contents
	case string(Yearly):
		return &r.Yearly
	case string(Recipients):
		return &r.Recipients
	}
	return nil
}

// bodiesOf is the list "leads:FIELD" or "with:FIELD".
func (r *Reading) bodiesOf(to string) *[]Body {
	kind, field, _ := strings.Cut(to, ":")
	i, ok := r.Field(field)
	switch {
	case ok && kind == "leads":
		return &r.Fields[i].Leads
	case ok && kind == "with":
		return &r.Fields[i].Coordinating
	}
	return nil
}

// Move takes an entry to the end of another list of its kind: a clause to a Part,
// a criterion to a set, a body to "leads:FIELD" or "with:FIELD". False where
// either is not there or they do not fit.
func (r *Reading) Move(id, to string) bool {
	l, i := r.find(id)
	switch l := l.(type) {
	case listOf[Item]:
		return move(l, i, r.named(to))
	case listOf[Criterion]:
		if set := r.set(to); set != nil {
			return move(l, i, &set.Items)
		}
	case listOf[Body]:
		return move(l, i, r.bodiesOf(to))
	}
	return false
}

func move[T any](from listOf[T], i int, to *[]T) bool {
	if to == nil || to == from.at {
		return false
	}
	entry := (*from.at)[i]
	from.remove(i)
	*to = append(*to, entry)
	return true
}
