package parse

import "strings"

// entry is a clause of a part with everything under it.
type entry struct {
	head block
	body []block
}

// entriesOf cuts a part at its highest mark. Dashes of the first sign, or else
// paragraphs, are the entries of a part that numbers nothing.
func entriesOf(part []block) []entry {
	top, sign := caps, ""
	for _, b := range part {
		if b.mark < top {
			top, sign = b.mark, b.sign
		}
	}
	var out []entry
	for _, b := range part {
		switch {
		case b.mark == top && b.sign == sign && top < caps:
			out = append(out, entry{head: b})
		case len(out) > 0:
			out[len(out)-1].body = append(out[len(out)-1].body, b)
		}
	}
	return out
}

// readsLikeFields reports a part most of whose clauses name a lead agency and
// either a field or for whom criteria are, under whatever heading.
func readsLikeFields(entries []entry) bool {
	led := 0
	for _, e := range entries {
		sets, leads := 0, 0
		name, rest := cutHeading(e.head.text)
		if fieldName.matches(name) {
			sets++
		}
		for _, text := range append([]string{rest}, texts(e.body)...) {
			if _, _, ok := cutLabel(text); ok {
				sets++
			}
			for _, s := range sentences(text) {
				if c, ok := readCharge(s); ok {
					leads += len(c.leads)
				}
			}
		}
		if sets > 0 && leads > 0 {
			led++
		}
	}
	return led >= 2 && led*2 >= len(entries)
}

// namesFields reports a part most of whose clauses open like the name of a field.
func namesFields(entries []entry) bool {
	named := 0
	for _, e := range entries {
		if fieldName.matches(e.head.text) {
			named++
		}
	}
	return named*2 > len(entries)
}

func texts(body []block) []string {
	out := make([]string, len(body))
	for i, b := range body {
		out[i] = b.text
	}
	return out
}

// clauses are a part's clauses, each with what belongs to it on lines below.
// A paragraph before the first clause has no number.
func clauses(part []block) []Numbered {
	out := []Numbered{}
	entries := entriesOf(part)
	for _, b := range part {
		if len(entries) > 0 && b.line == entries[0].head.line {
			break
		}
		if b.mark == plain && !strings.HasSuffix(b.text, ":") {
			out = append(out, Numbered{Text: b.text})
		}
	}
	for _, e := range entries {
		out = append(out, Numbered{No: e.head.label, Text: joined(e.head.text, e.body, "\n")})
	}
	return out
}

func joined(first string, body []block, between string) string {
	parts := make([]string, 0, len(body)+1)
	if first != "" {
		parts = append(parts, first)
	}
	for _, b := range body {
		parts = append(parts, b.text)
	}
	return strings.Join(parts, between)
}
