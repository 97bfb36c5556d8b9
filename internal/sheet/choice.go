package sheet

import (
	"slices"
	"strings"

	"lantoa/internal/i18n"
)

// many reads choices that semicolons set apart. A choice may have semicolons of its
// own, so that the longest run of parts that is one is taken.
func (t *Table) many(h Head, text string) (Value, string, []any) {
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '\n' })
	parts = slices.DeleteFunc(parts, func(s string) bool { return i18n.Fold(s) == "" })
	if len(parts) > len(h.Choices)+maxParts {
		return Value{}, "sheet.fault.choice", []any{short(text), choiceWords(h)}
	}
	var chosen []Choice
	for i := 0; i < len(parts); {
		c, took := t.longest(h, parts[i:])
		if took == 0 {
			return Value{}, "sheet.fault.choice", []any{short(parts[i]), choiceWords(h)}
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

func (t *Table) longest(h Head, parts []string) (Choice, int) {
	for n := min(len(parts), maxParts); n > 0; n-- {
		if c, ok := t.match[h.Key][i18n.Fold(strings.Join(parts[:n], " "))]; ok {
			return c, n
		}
	}
	return Choice{}, 0
}

// shownChoices is how many choices an answer lists.
const shownChoices = 12

func choiceWords(h Head) string {
	var out []string
	for i, c := range h.Choices {
		if i == shownChoices {
			out = append(out, "…")
			break
		}
		out = append(out, "“"+c.Label+"”")
	}
	return strings.Join(out, ", ")
}

// matchChoices folds the words of all choices once. Two choices with the same
// words are told apart by their codes only.
func (t *Table) matchChoices(heads []Head) {
	t.match = map[string]map[string]Choice{}
	for _, h := range heads {
		if len(h.Choices) == 0 {
			continue
		}
		words, twice := map[string]Choice{}, map[string]bool{}
		for _, c := range h.Choices {
			w := i18n.Fold(c.Label)
			if have, there := words[w]; there && have.Code != c.Code {
				twice[w] = true
			}
			words[w] = c
		}
		for w := range twice {
			delete(words, w)
		}
		alsoWords(h.Choices, words, twice)
		for _, c := range h.Choices {
			if code := i18n.Fold(c.Code); code != "" {
				if _, there := words[code]; !there {
					words[code] = c
				}
			}
		}
		t.match[h.Key] = words
	}
}

// alsoWords adds other words of choices where they mean one choice only.
func alsoWords(all []Choice, words map[string]Choice, twice map[string]bool) {
	also := map[string]Choice{}
	for _, c := range all {
		for _, other := range c.Also {
			w := i18n.Fold(other)
			if have, there := also[w]; there && have.Code != c.Code {
				twice[w] = true
			}
			also[w] = c
		}
	}
	for w, c := range also {
		if _, there := words[w]; !there && !twice[w] && w != "" {
			words[w] = c
		}
	}
}
