package subject

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"lantoa/internal/i18n"
)

// Called is the name as documents call the subject: a household by its head is
// "Hộ ông Hồ Văn Páo", or "Hộ ông/bà …" where the head's sex is not recorded.
func (k Kind) Called(name, sex string) string {
	if !k.Untitled(name) {
		return name
	}
	return "Hộ " + Address(sex) + " " + name
}

// Untitled reports a household's name that was typed without the word "Hộ"; the
// surname Hồ is another word.
func (k Kind) Untitled(name string) bool {
	first, _, _ := strings.Cut(strings.ToLower(norm.NFC.String(name)), " ")
	return k == Household && first != "hộ"
}

// Key is by what two names of subjects of the kind are compared: folded, and of a
// household without the words that stand before its head's name ("Hộ ông/bà").
func (k Kind) Key(name string) string {
	if k == Household {
		name = headsName(name)
	}
	return i18n.Fold(name)
}

// Keys are the folded names that may have the key of a name: whoever looks for them
// compares their keys too, for the surname Hồ folds like the word "Hộ".
func (k Kind) Keys(name string) []string {
	key := k.Key(name)
	if k != Household {
		return []string{key}
	}
	var out []string
	for _, before := range []string{"", "ho "} {
		for _, title := range []string{"", "ong ", "ba ", "ong ba "} {
			out = append(out, before+title+key)
		}
	}
	return out
}

// headsName is the name of a household's head without the words before it.
func headsName(name string) string {
	words := strings.Fields(strings.ReplaceAll(norm.NFC.String(name), "/", " / "))
	for i, w := range words {
		switch strings.ToLower(w) {
		case "hộ", "ông", "bà", "/":
			continue
		}
		return strings.Join(words[i:], " ")
	}
	return name
}

// Address is how documents address a person in running text.
func Address(sex string) string {
	switch sex {
	case "male":
		return "ông"
	case "female":
		return "bà"
	}
	return "ông/bà"
}
