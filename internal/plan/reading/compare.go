package reading

import (
	"slices"
	"strconv"
	"strings"
)

// Kind is how an entry or a word differs between two versions.
type Kind string

// The kinds.
const (
	Same    Kind = ""
	Added   Kind = "added"
	Removed Kind = "removed"
	Changed Kind = "changed"
	Moved   Kind = "moved" // the same words in another place
)

// Difference is an entry that differs. Field is the name of the field that it is
// of, "" outside the fields; What is the entry's kind: the name of a fact
// ("symbol", "title" …), "item", "field", "set", "criterion", "lead", "with",
// "milestone", "quota", "task".
type Difference struct {
	Part   Part
	Field  string
	What   string
	Kind   Kind
	Before string
	After  string
	Words  []Word // of Before and After, where Changed
}

// Word is a run of words that both versions have, or one of them.
type Word struct {
	Text string
	Kind Kind // Same, Added or Removed
}

// unit is an entry in the shape in which versions are compared.
type unit struct {
	id, text, what, field string
	part                  Part
	place                 string // the list that it is in
}

// Spell puts a value that is a code into words: kind is "subject", "choice",
// "mode" or "day".
type Spell func(kind, value string) string

// Compare lists what differs, in the order of the later version, what is gone
// after what stood before it. Entries are the same by their ID, which a new
// version takes over.
func Compare(before, after Reading, spell Spell) []Difference {
	old, now := before.units(spell), after.units(spell)
	was := map[string]unit{}
	for _, u := range old {
		was[u.id] = u
	}
	is := map[string]bool{}
	for _, u := range now {
		is[u.id] = true
	}
	var out []Difference
	gone := goneAfter(old, is)
	out = append(out, gone[""]...)
	for _, u := range now {
		if d, differs := difference(was, u); differs {
			out = append(out, d)
		}
		out = append(out, gone[u.id]...)
	}
	return out
}

func difference(was map[string]unit, u unit) (Difference, bool) {
	d := Difference{Part: u.part, Field: u.field, What: u.what, After: u.text}
	b, there := was[u.id]
	switch {
	case !there:
		d.Kind = Added
		return d, u.text != ""
	case b.text != u.text:
		d.Kind, d.Before, d.Words = Changed, b.text, words(b.text, u.text)
	case b.place != u.place:
		d.Kind, d.Before = Moved, b.text
	default:
		return d, false
	}
	return d, true
}

// goneAfter are the entries that the later version has no more, by the ID of the
// last one before them that it still has.
func goneAfter(old []unit, is map[string]bool) map[string][]Difference {
	out := map[string][]Difference{}
	last := ""
	for _, u := range old {
		switch {
		case is[u.id]:
			last = u.id
		case u.text != "":
			out[last] = append(out[last], Difference{Part: u.part, Field: u.field, What: u.what, Kind: Removed, Before: u.text})
		}
	}
	return out
}

// units are the entries of a reading in the plan's order.
func (r Reading) units(spell Spell) []unit {
	var out []unit
	fact := func(name, value string) {
		out = append(out, unit{id: "fact:" + name, text: value, what: name, part: Facts})
	}
	fact("symbol", r.Symbol)
	fact("issuer", r.Issuer)
	fact("place", r.Place)
	fact("date", spelt(spell, "day", r.Date))
	fact("title", r.Title)
	fact("period", years(r.From, r.To))
	fact("signer", strings.TrimSpace(r.Position+" "+r.Signer))
	list := func(part Part, all []Item) {
		for _, c := range all {
			out = append(out, unit{c.ID, numbered(c.No, c.Text), "item", "", part, string(part)})
		}
	}
	list(Purposes, r.Purposes)
	list(Contents, r.Contents)
	for _, f := range r.Fields {
		out = append(out, f.units(spell)...)
	}
	for _, m := range r.Milestones {
		out = append(out, unit{m.ID, joined(spelt(spell, "day", m.Due), m.Text), "milestone", "", Milestones, ""})
	}
	list(Yearly, r.Yearly)
	for _, t := range r.Tasks {
		out = append(out, unit{t.ID, joined(numbered(t.No, t.Text), strings.Join(t.Assignees, ", "), spelt(spell, "mode", string(t.Mode))), "task", "", Tasks, ""})
	}
	for _, q := range r.Quotas {
		out = append(out, unit{q.ID, joined(q.Per, strconv.Itoa(q.Amount), q.Text), "quota", "", Quotas, ""})
	}
	list(Recipients, r.Recipients)
	return out
}

func (f Field) units(spell Spell) []unit {
	part := Part("field:" + f.ID)
	out := []unit{{f.ID, numbered(f.No, f.Name), "field", f.Name, part, ""}}
	for _, s := range f.Sets {
		subjects := make([]string, len(s.Subjects))
		for i, k := range s.Subjects {
			subjects[i] = spelt(spell, "subject", k)
		}
		out = append(out, unit{s.ID, joined(strings.Join(subjects, ", "), spelt(spell, "choice", string(s.Choice))), "set", f.Name, part, ""})
		for _, c := range s.Items {
			text := c.Text
			if c.Audience != "" {
				text = c.Audience + ": " + text
			}
			out = append(out, unit{c.ID, text, "criterion", f.Name, part, s.ID})
		}
	}
	for _, b := range f.Leads {
		out = append(out, unit{b.ID, joined(b.Name, spelt(spell, "mode", string(b.Mode)), b.Scope), "lead", f.Name, part, "leads:" + f.ID})
	}
	for _, b := range f.Coordinating {
		out = append(out, unit{b.ID, b.Name, "with", f.Name, part, "with:" + f.ID})
	}
	return out
}

func spelt(spell Spell, kind, value string) string {
	if value == "" {
		return ""
	}
	return spell(kind, value)
}

func years(from, to int) string {
	if from == 0 {
		return ""
	}
	return strconv.Itoa(from) + "–" + strconv.Itoa(max(from, to))
}

func numbered(no, text string) string {
	if no == "" {
		return text
	}
	return no + ". " + text
}

func joined(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " · ")
}

// maxWords bounds the table of the comparison of two texts; longer ones are shown
// whole.
const maxWords = 800

// words tells the words of two texts apart: the longest common run of words in
// order stays, the others are removed or added.
func words(before, after string) []Word {
	a, b := strings.Fields(before), strings.Fields(after)
	if len(a) > maxWords || len(b) > maxWords {
		return []Word{{before, Removed}, {after, Added}}
	}
	// common[i][j] is the length of the longest common sequence of a[i:] and b[j:].
	common := make([][]int, len(a)+1)
	for i := range common {
		common[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	var out []Word
	for i, j := 0, 0; i < len(a) || j < len(b); {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			out = appendWord(out, a[i], Same)
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && common[i+1][j] >= common[i][j+1]:
			out = appendWord(out, a[i], Removed)
			i++
		default:
			out = appendWord(out, b[j], Added)
			j++
		}
	}
	return out
}

func appendWord(out []Word, text string, kind Kind) []Word {
	if n := len(out); n > 0 && out[n-1].Kind == kind {
		out[n-1].Text += " " + text
		return out
	}
	return append(out, Word{text, kind})
}
