package subject

import (
	"strings"

	"golang.org/x/text/unicode/norm"
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
