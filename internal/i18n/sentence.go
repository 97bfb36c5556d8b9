package i18n

import (
	"unicode"
	"unicode/utf8"
)

// Sentence is a text that stands alone: it begins with a capital.
func Sentence(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return text
	}
	return string(unicode.ToUpper(first)) + text[size:]
}
