package parse

import (
	"strings"
	"unicode"
)

// sentences splits a text at the ends of sentences: a full stop before a space
// and a capital, which is not part of an ellipsis or an abbreviation.
func sentences(text string) []string {
	var out []string
	rs := []rune(text)
	start := 0
	for i, r := range rs {
		if r != '.' || i+2 >= len(rs) || rs[i+1] != ' ' || !unicode.IsUpper(rs[i+2]) {
			continue
		}
		if i > 0 && rs[i-1] == '.' || abbreviated(rs[start:i]) {
			continue
		}
		out = append(out, strings.TrimSpace(string(rs[start:i+1])))
		start = i + 1
	}
	return append(out, strings.TrimSpace(string(rs[start:])))
}

// abbreviated reports text whose last word is an abbreviation before its stop:
// "TP", "ThS", a single letter.
func abbreviated(rs []rune) bool {
	start := len(rs)
	for start > 0 && rs[start-1] != ' ' {
		start--
	}
	last := rs[start:]
	if len(last) == 0 || len(last) == 1 && unicode.IsLetter(last[0]) {
		return true
	}
	switch string(last) {
	case "TP", "Tp", "TX", "TT", "TS", "ThS", "GS", "PGS", "BS", "KT", "TM", "TL", "TUQ":
		return true
	}
	return false
}

// items splits criteria: an item ends at a semicolon and at the end of a sentence.
func items(text string) []string {
	out := []string{}
	for _, s := range sentences(text) {
		for part := range strings.SplitSeq(s, ";") {
			part = strings.TrimSpace(part)
			if !strings.HasSuffix(part, "..") {
				part = strings.TrimSuffix(part, ".")
			}
			if strings.Trim(part, " .…-") != "" {
				out = append(out, part)
			}
		}
	}
	return out
}
