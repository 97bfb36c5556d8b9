package i18n

import (
	"strings"
	"unicode"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// Fold makes text comparable without accents: NFD, marks dropped, đ → d, lower
// case, anything but letters and digits to one space. hoà and hòa fold alike
// because the tone's place goes with the tone.
func Fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
			continue
		case r == 'đ' || r == 'Đ':
			r = 'd'
		default:
			r = unicode.ToLower(r)
		}
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			space = b.Len() > 0
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Clean is text as it is stored: NFC, without control characters but line breaks,
// without what nobody sees (a change of direction makes "fdp.exe" look like
// "exe.pdf"), with outer space trimmed.
func Clean(s string) string {
	s = strings.ReplaceAll(norm.NFC.String(strings.ToValidUTF8(s, "")), "\r\n", "\n")
	s = strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, s)
	return strings.TrimSpace(s)
}

// SortKey orders people: given name, then family name, then middle names, by
// Vietnamese collation. Bytes compare as the names sort.
func SortKey(name string) []byte {
	parts := strings.Fields(name)
	if len(parts) < 2 {
		return TextKey(name)
	}
	given, family, middle := parts[len(parts)-1], parts[0], strings.Join(parts[1:len(parts)-1], " ")
	return TextKey(given + " \u0001 " + family + " \u0001 " + middle)
}

// TextKey orders any text by Vietnamese collation; parts set off by U+0001
// compare one after the other, so that a longer given name never runs into the family name.
func TextKey(s string) []byte {
	var key []byte
	c := collate.New(language.Vietnamese)
	for part := range strings.SplitSeq(s, "\u0001") {
		var buf collate.Buffer
		key = append(key, c.KeyFromString(&buf, strings.TrimSpace(part))...)
		// Two zero bytes end a part: below any weight, so shorter sorts first.
		key = append(key, 0, 0)
	}
	return key
}
