package kit

import (
	"regexp"

	"lantoa/internal/officialdoc"
)

// stretch is a part of a text; an open one is a place in square brackets that a
// person has still to fill in.
type stretch struct {
	text string
	open bool
}

var openMark = regexp.MustCompile(officialdoc.GapPattern)

func stretches(text string) []stretch {
	var out []stretch
	at := 0
	for _, m := range openMark.FindAllStringIndex(text, -1) {
		if m[0] > at {
			out = append(out, stretch{text: text[at:m[0]]})
		}
		out = append(out, stretch{text: text[m[0]:m[1]], open: true})
		at = m[1]
	}
	if at < len(text) {
		out = append(out, stretch{text: text[at:]})
	}
	return out
}
