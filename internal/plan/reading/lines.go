package reading

import (
	"strings"
	"unicode"
)

// Line is a line of the text. Used is whether an item stands on it, or nothing to be
// read: what is not used was left out by the reading, and a person should look at it.
type Line struct {
	No   int
	Text string
	Used bool
}

// Lines are the lines of the text that the reading was made from.
func (r Reading) Lines(text string) []Line {
	texts := strings.Split(strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n"), "\n")
	out := make([]Line, len(texts))
	for i, t := range texts {
		out[i] = Line{No: i + 1, Text: strings.TrimRight(strings.ReplaceAll(t, "\f", ""), " "), Used: !hasLower(t)}
	}
	for _, s := range r.spans() {
		for no := max(1, s.From); no <= min(s.To, len(out)); no++ {
			out[no-1].Used = true
		}
	}
	return out
}

// hasLower reports a line with small letters. The others are headings, numbers
// of pages and rules, of which nothing is to be read.
func hasLower(s string) bool { return strings.IndexFunc(s, unicode.IsLower) >= 0 }

// spans are the places of everything that was read.
func (r Reading) spans() []Span {
	var out []Span
	add := func(s Span) { out = append(out, s) }
	for _, all := range [][]Item{r.Purposes, r.Contents, r.Yearly, r.Recipients} {
		for _, c := range all {
			add(c.Span)
		}
	}
	for _, f := range r.Fields {
		add(f.Span)
		for _, s := range f.Sets {
			for _, c := range s.Items {
				add(c.Span)
			}
		}
		for _, all := range [][]Body{f.Leads, f.Coordinating} {
			for _, b := range all {
				add(b.Span)
			}
		}
	}
	for _, m := range r.Milestones {
		add(m.Span)
	}
	for _, t := range r.Tasks {
		add(t.Span)
	}
	for _, q := range r.Quotes {
		add(q.Span)
	}
	return out
}

// OpenWarnings counts the remarks that nobody has ticked off.
func (r Reading) OpenWarnings() int {
	n := 0
	for _, w := range r.Warnings {
		if !w.Done {
			n++
		}
	}
	return n
}

// Unmatched are the bodies of which nobody has said what organisation they are,
// in the plan's order.
func (r Reading) Unmatched() []Body {
	var out []Body
	for _, f := range r.Fields {
		for _, all := range [][]Body{f.Leads, f.Coordinating} {
			for _, b := range all {
				if b.Match == Open && b.Name != "" {
					out = append(out, b)
				}
			}
		}
	}
	return out
}
