package i18n_test

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"lantoa/internal/i18n"
)

// slowly is what Fold does, rune by rune of the decomposed text.
func slowly(s string) string {
	var words []string
	word := ""
	for _, r := range norm.NFD.String(s) + " " {
		switch {
		case unicode.Is(unicode.Mn, r):
			continue
		case r == 'đ' || r == 'Đ':
			r = 'd'
		}
		if r = unicode.ToLower(r); unicode.IsLetter(r) || unicode.IsDigit(r) {
			word += string(r)
			continue
		}
		if word != "" {
			words = append(words, word)
		}
		word = ""
	}
	return strings.Join(words, " ")
}

func TestFold_foldsEveryLetterAsItsDecomposition(t *testing.T) {
	t.Parallel()
	for r := rune(0); r < 0x30000; r++ {
		for _, s := range []string{"a" + string(r) + "b " + string(r), norm.NFD.String(string(r)) + "c"} {
			if got, want := i18n.Fold(s), slowly(s); got != want {
				t.Fatalf("%U: %q, want %q", r, got, want)
			}
		}
	}
	if got, want := i18n.Fold("a\xffb \xc3"), slowly("a\xffb \xc3"); got != want {
		t.Errorf("broken text: %q, want %q", got, want)
	}
}
