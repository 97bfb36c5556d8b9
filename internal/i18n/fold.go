package i18n

import (
	"strings"
	"unicode"
	"unicode/utf8"

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
	put := func(r rune) {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			space = b.Len() > 0
			return
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	for _, r := range s {
		switch base := plain(r); {
		case base != 0:
			put(rune(base))
		case unicode.Is(unicode.Mn, r):
		default:
			for _, part := range norm.NFD.String(string(r)) {
				if !unicode.Is(unicode.Mn, part) {
					put(unicode.ToLower(part))
				}
			}
		}
	}
	return b.String()
}

// The letters of Vietnamese and their neighbours without marks, from U+00C0,
// U+1EA0 on; ' ' for what is looked at more closely.
const (
	latin1 = "aaaaaa ceeeeiiii nooooo  uuuuy  aaaaaa ceeeeiiii nooooo  uuuuy y"
	viet   = "aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy"
)

// plain is a letter of ASCII or of Vietnamese without marks, in lower case; 0
// for anything else.
func plain(r rune) byte {
	found := byte(' ')
	switch {
	case r < utf8.RuneSelf:
		if 'A' <= r && r <= 'Z' {
			return byte(r) + 'a' - 'A'
		}
		return byte(r)
	case r >= 0xC0 && r <= 0xFF:
		found = latin1[r-0xC0]
	case r >= 0x1EA0 && r <= 0x1EF9:
		found = viet[r-0x1EA0]
	default:
		switch r {
		case 'ă', 'Ă':
			found = 'a'
		case 'đ', 'Đ':
			found = 'd'
		case 'ĩ', 'Ĩ':
			found = 'i'
		case 'ơ', 'Ơ':
			found = 'o'
		case 'ũ', 'Ũ', 'ư', 'Ư':
			found = 'u'
		}
	}
	if found == ' ' {
		return 0
	}
	return found
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
