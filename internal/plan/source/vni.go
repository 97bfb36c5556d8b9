package source

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// VNI for Windows writes a letter as itself and a second byte for its marks:
// a circumflex or breve with the tone, or the tone alone. A few letters have a
// byte of their own. The codes are named by the letters that their bytes are in
// Windows-1252.
const (
	vniTones       = "ùøûõï"  // acute, grave, hook, tilde, dot below
	vniCircumflex  = "âáàåãä" // none, then the tones in the same order
	vniBreve       = "êéèúüë"
	vniSingles     = "ôöíìæóòîñ"
	vniSinglesAre  = "ơưíìỉĩịỵđ"
	toneMarks      = "\u0301\u0300\u0309\u0303\u0323"
	circumflexMark = '\u0302'
	breveMark      = '\u0306'
)

// vniMark gives the combining marks of a second byte after a base letter.
func vniMark(base, mark rune) (string, bool) {
	mark = unicode.ToLower(mark)
	if strings.ContainsRune("aeouyôö", base) {
		if t := tone(vniTones, mark, 0); t != "" {
			return t, true
		}
	}
	if strings.ContainsRune("aeo", base) && strings.ContainsRune(vniCircumflex, mark) {
		return string(circumflexMark) + tone(vniCircumflex, mark, 1), true
	}
	if base == 'a' && strings.ContainsRune(vniBreve, mark) {
		return string(breveMark) + tone(vniBreve, mark, 1), true
	}
	return "", false
}

// tone is the combining tone of a mark, "" where it carries none.
func tone(marks string, mark rune, skip int) string {
	tones := []rune(toneMarks)
	for i, m := range []rune(marks) {
		if m == mark && i >= skip {
			return string(tones[i-skip])
		}
	}
	return ""
}

// fromVNI converts text whose bytes were read as Windows-1252, and counts the
// letters that stand where VNI has none. The case is that of the base letter,
// whatever that of the mark.
func fromVNI(s string) (text string, strays int) {
	singles := codes(vniSingles, vniSinglesAre)
	runes := []rune(s)
	var b strings.Builder
	b.Grow(len(s) + len(s)/4)
	for i := 0; i < len(runes); i++ {
		r := runes[i]
		base := unicode.ToLower(r)
		letter := r
		if single, ok := singles[base]; ok {
			letter = single
			if unicode.IsUpper(r) {
				letter = unicode.ToUpper(single)
			}
		} else if isMarked(r) {
			strays++
		}
		b.WriteRune(letter)
		if i+1 < len(runes) {
			if marks, ok := vniMark(base, runes[i+1]); ok {
				b.WriteString(marks)
				i++
			}
		}
	}
	return norm.NFC.String(b.String()), strays
}
