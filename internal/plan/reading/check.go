package reading

import (
	"unicode/utf8"

	"lantoa/internal/errs"
)

// Bounds of a reading: beyond them it is no plan that anyone works under.
const (
	MaxText  = 8000 // letters of one text
	MaxName  = 600  // letters of a name, a title, a scope, an audience
	MaxItems = 4000 // entries in all
)

// Check refuses what is beyond the bounds; Invalid with what is too long.
func (r Reading) Check() error {
	if n := r.size(); n > MaxItems {
		return errs.New(errs.Invalid, "reading.too_many", MaxItems)
	}
	for _, s := range []string{r.Symbol, r.Issuer, r.Place, r.Title, r.Position, r.Signer} {
		if utf8.RuneCountInString(s) > 2*MaxName {
			return tooLong(s, 2*MaxName)
		}
	}
	for _, l := range r.lists() {
		for i := range l.size() {
			if s := l.text(i); utf8.RuneCountInString(s) > MaxText {
				return tooLong(s, MaxText)
			}
		}
	}
	for _, s := range r.names() {
		if utf8.RuneCountInString(s) > MaxName {
			return tooLong(s, MaxName)
		}
	}
	return nil
}

func tooLong(s string, limit int) error {
	return errs.New(errs.Invalid, "reading.too_long", string([]rune(s)[:40]), limit)
}

func (r *Reading) size() int {
	n := 0
	for _, l := range r.lists() {
		n += l.size()
	}
	return n
}

// names are the short texts: names of fields and bodies, scopes, audiences.
func (r Reading) names() []string {
	var out []string
	for _, f := range r.Fields {
		out = append(out, f.Name)
		for _, s := range f.Sets {
			for _, c := range s.Items {
				out = append(out, c.Audience)
			}
		}
		for _, all := range [][]Body{f.Leads, f.Coordinating} {
			for _, b := range all {
				out = append(out, b.Name, b.Scope)
			}
		}
	}
	for _, t := range r.Tasks {
		out = append(out, t.Assignees...)
	}
	return out
}

// Tidy leaves out what was added and never written: entries without text, sets
// without criteria. Fields stay, for a field without a name is a question.
func (r *Reading) Tidy() {
	for _, l := range r.lists() {
		switch l := l.(type) {
		case listOf[Item], listOf[Criterion], listOf[Milestone], listOf[Task], listOf[Quota]:
			for i := l.size() - 1; i >= 0; i-- {
				if l.text(i) == "" {
					l.remove(i)
				}
			}
		}
	}
	for i := range r.Fields {
		f := &r.Fields[i]
		f.Leads, f.Coordinating = withNames(f.Leads), withNames(f.Coordinating)
		f.Sets = written(f.Sets)
	}
}

func withNames(all []Body) []Body {
	var out []Body
	for _, b := range all {
		if b.Name != "" {
			out = append(out, b)
		}
	}
	return out
}

func written(all []Set) []Set {
	var out []Set
	for _, s := range all {
		if len(s.Items) > 0 {
			out = append(out, s)
		}
	}
	return out
}
