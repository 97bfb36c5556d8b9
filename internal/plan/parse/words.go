package parse

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"lantoa/internal/i18n"
)

// pattern is an expression in Vietnamese words. It matches them also with the
// tone mark in its old place (uỷ, hoà), with their syllables run together
// (chủtrì) and, in a text typed without accents, without accents.
type pattern struct{ full, bare *regexp.Regexp }

var syllables = regexp.MustCompile(`(\p{L}) (\p{L})`)

// words compiles a pattern; a space between two letters may be missing in a text.
func words(expr string) pattern {
	expr = syllables.ReplaceAllString(expr, "$1 ?$2")
	return pattern{full: regexp.MustCompile(oldTones().Replace(expr)), bare: regexp.MustCompile(unaccent(expr))}
}

// in chooses by the text: accents are left out of a whole text or of nothing.
func (p pattern) in(s string) *regexp.Regexp {
	if unaccented(s) {
		return p.bare
	}
	return p.full
}

func (p pattern) matches(s string) bool       { return p.in(s).MatchString(s) }
func (p pattern) find(s string) string        { return p.in(s).FindString(s) }
func (p pattern) groups(s string) []string    { return p.in(s).FindStringSubmatch(s) }
func (p pattern) groupsAt(s string) []int     { return p.in(s).FindStringSubmatchIndex(s) }
func (p pattern) at(s string) []int           { return p.in(s).FindStringIndex(s) }
func (p pattern) all(s string, n int) [][]int { return p.in(s).FindAllStringIndex(s, n) }
func (p pattern) split(s string) []string     { return p.in(s).Split(s, -1) }

// oldTones replaces the new place of a tone mark by either place: "ủy" by
// "(?:ủy|uỷ)".
func oldTones() *strings.Replacer {
	var pairs []string
	for _, tone := range []string{"\u0300", "\u0301", "\u0309", "\u0303", "\u0323"} {
		for _, v := range []string{"oa", "oe", "uy", "OA", "OE", "UY", "Oa", "Oe", "Uy"} {
			modern, old := norm.NFC.String(v[:1]+tone+v[1:]), norm.NFC.String(v+tone)
			pairs = append(pairs, modern, "(?:"+modern+"|"+old+")")
		}
	}
	return strings.NewReplacer(pairs...)
}

// unaccent takes the accents off and leaves the case and everything else.
func unaccent(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case r == 'đ':
			return 'd'
		case r == 'Đ':
			return 'D'
		}
		return r
	}, norm.NFD.String(s))
}

// unaccented reports a text none of whose letters has an accent; the beginning of
// a long text tells.
func unaccented(s string) bool {
	return strings.IndexFunc(s[:min(len(s), 1000)], func(r rune) bool { return r > unicode.MaxASCII && unicode.IsLetter(r) }) < 0
}

// oneOf reports that a word is one of the list, in a text without accents
// without them.
func oneOf(word string, list ...string) bool {
	bare := unaccented(word)
	for _, w := range list {
		if word == w || bare && word == unaccent(w) {
			return true
		}
	}
	return false
}

// key is a heading by its letters alone: case, accents and spaces, which are
// often lost or set between all letters, do not count.
func key(s string) string {
	return strings.ReplaceAll(i18n.Fold(firstRunes(s, 200)), " ", "")
}

// begins reports that a key opens with one of the words.
func begins(s string, openings ...string) bool {
	for _, o := range openings {
		if strings.HasPrefix(s, o) {
			return true
		}
	}
	return false
}

func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

var (
	spacedOut = regexp.MustCompile(`(?:\p{Lu} {1,4}){3,}\p{Lu}(?:[^\p{L}\p{N}]|$)`)
	spacedGap = regexp.MustCompile(` {2,}`)
)

// closeUp sets a heading in spaced-out letters ("K Ế  H O Ạ C H") in words.
func closeUp(s string) string {
	return spacedOut.ReplaceAllStringFunc(s, func(run string) string {
		parts := spacedGap.Split(strings.TrimRight(run, " "), -1)
		for i := range parts {
			parts[i] = strings.ReplaceAll(parts[i], " ", "")
		}
		return strings.Join(parts, " ") + run[len(strings.TrimRight(run, " ")):]
	})
}
