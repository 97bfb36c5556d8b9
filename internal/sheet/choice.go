package sheet

import (
	"slices"
	"strings"

	"lantoa/internal/i18n"
)

// offer is what is offered in a column: choices by their folded words.
type offer struct {
	words   map[string]Choice
	several map[string][]Choice // words that fit more than one, in the order of the choices
	all     []Choice
	shapes  [][]shape // of each choice's words, made when they are asked for
}

// matchChoices folds the words of all choices once. Two choices with the same
// words are told apart by their codes only.
func (t *Table) matchChoices(heads []Head) {
	t.match = map[string]*offer{}
	for _, h := range heads {
		if len(h.Choices) > 0 {
			t.match[h.Key] = offered(h.Choices)
		}
	}
}

// offered are choices by their labels; by their other words, where no label is the
// same and they mean one choice only; and by their codes.
func offered(all []Choice) *offer {
	o := &offer{words: map[string]Choice{}, several: map[string][]Choice{}, all: all}
	o.add(func(c Choice) []string { return []string{c.Label} })
	o.add(func(c Choice) []string { return c.Also })
	for _, c := range all {
		if code := i18n.Fold(c.Code); code != "" {
			if _, there := o.words[code]; !there {
				o.words[code] = c
			}
		}
	}
	return o
}

// add adds words that are not taken yet.
func (o *offer) add(of func(Choice) []string) {
	fits := map[string][]Choice{}
	for _, c := range o.all {
		for _, word := range of(c) {
			w := i18n.Fold(word)
			if !slices.ContainsFunc(fits[w], func(have Choice) bool { return have.Code == c.Code }) {
				fits[w] = append(fits[w], c)
			}
		}
	}
	for w, choices := range fits {
		_, taken := o.words[w]
		_, doubtful := o.several[w]
		switch {
		case taken || doubtful || w == "":
		case len(choices) == 1:
			o.words[w] = choices[0]
		default:
			o.several[w] = choices
		}
	}
}

// one reads a choice.
func (t *Table) one(h Head, text string) (Choice, string, []any) {
	c, ok := t.match[h.Key].is(text)
	if !ok {
		key, args := t.match[h.Key].unknown(text)
		return c, key, args
	}
	return c, "", nil
}

func (o *offer) is(text string) (Choice, bool) {
	if o == nil {
		return Choice{}, false
	}
	c, ok := o.words[i18n.Fold(text)]
	return c, ok
}

// many reads choices that semicolons set apart, each once. A choice may have
// semicolons of its own, so that the longest run of parts that is one is taken.
func (t *Table) many(h Head, text string) (Value, string, []any) {
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '\n' })
	parts = slices.DeleteFunc(parts, func(s string) bool { return i18n.Fold(s) == "" })
	o := t.match[h.Key]
	if len(parts) > len(h.Choices)+maxParts {
		key, args := o.unknown(text)
		return Value{}, key, args
	}
	var chosen []Choice
	for i := 0; i < len(parts); {
		c, took := o.longest(parts[i:])
		if took == 0 {
			key, args := o.unknown(parts[i])
			return Value{}, key, args
		}
		if !slices.ContainsFunc(chosen, func(have Choice) bool { return have.Code == c.Code }) {
			chosen = append(chosen, c)
		}
		i += took
	}
	return ManyChosen(chosen), "", nil
}

// maxParts is how many parts the words of one choice may have.
const maxParts = 4

func (o *offer) longest(parts []string) (Choice, int) {
	for n := min(len(parts), maxParts); n > 0; n-- {
		if c, ok := o.is(strings.Join(parts[:n], " ")); ok {
			return c, n
		}
	}
	return Choice{}, 0
}

// shownChoices is how many choices an answer lists.
const shownChoices = 16

// unknown says why words are no choice: the choices that they fit, those that
// there are where these are few, or those that are most like them.
func (o *offer) unknown(text string) (key string, args []any) {
	switch {
	case o == nil:
		return "sheet.fault.choice_none", []any{short(text)}
	case len(o.several[i18n.Fold(text)]) > 0:
		return "sheet.fault.choice_several", []any{short(text), labels(o.several[i18n.Fold(text)])}
	case len(o.all) <= shownChoices:
		return "sheet.fault.choice", []any{short(text), labels(o.all)}
	}
	if near := o.nearest(text); len(near) > 0 {
		return "sheet.fault.choice_near", []any{short(text), labels(near)}
	}
	return "sheet.fault.choice_none", []any{short(text)}
}

func labels(choices []Choice) string {
	var out []string
	for i, c := range choices {
		if i == shownChoices {
			out = append(out, "…")
			break
		}
		out = append(out, "“"+c.Label+"”")
	}
	return strings.Join(out, ", ")
}
