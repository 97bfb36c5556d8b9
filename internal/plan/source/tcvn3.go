package source

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The third code table of TCVN 5712:1993, called TCVN3 or ABC, of the .Vn fonts:
// one byte a letter. Only the seven plain capitals have codes of their own. An
// accented capital has the code of the small letter and is set in a font of
// capitals (.VnTimeH): the text alone does not tell them apart.
const (
	tcvn3Codes   = "\u00A1\u00A2\u00A3\u00A4\u00A5\u00A6\u00A7\u00A8\u00A9\u00AA\u00AB\u00AC\u00AD\u00AE\u00B5\u00B6\u00B7\u00B8\u00B9\u00BB\u00BC\u00BD\u00BE\u00C6\u00C7\u00C8\u00C9\u00CA\u00CB\u00CC\u00CE\u00CF\u00D0\u00D1\u00D2\u00D3\u00D4\u00D5\u00D6\u00D7\u00D8\u00DC\u00DD\u00DE\u00DF\u00E1\u00E2\u00E3\u00E4\u00E5\u00E6\u00E7\u00E8\u00E9\u00EA\u00EB\u00EC\u00ED\u00EE\u00EF\u00F1\u00F2\u00F3\u00F4\u00F5\u00F6\u00F7\u00F8\u00F9\u00FA\u00FB\u00FC\u00FD\u00FE"
	tcvn3Letters = "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
)

// codes maps the letter that a byte is in Windows-1252 to the one it stands for.
func codes(from, to string) map[rune]rune {
	out := map[rune]rune{}
	letters := []rune(to)
	for i, r := range []rune(from) {
		out[r] = letters[i]
	}
	return out
}

// fromTCVN3 converts text whose bytes were read as Windows-1252, and counts the
// letters that TCVN3 does not have.
func fromTCVN3(s string) (text string, strays int) {
	table := codes(tcvn3Codes, tcvn3Letters)
	table['\u2219'], table['\u03BC'] = table['\u00B7'], table['\u00B5'] // look-alikes that converters put
	var b strings.Builder
	b.Grow(len(s) + len(s)/4)
	for _, r := range s {
		if to, ok := table[r]; ok {
			r = to
		} else if isMarked(r) {
			strays++
		}
		b.WriteRune(r)
	}
	return b.String(), strays
}

// isMarked reports a letter that is not of the plain alphabet.
func isMarked(r rune) bool { return r >= utf8.RuneSelf && unicode.IsLetter(r) }

// restoreCapitals gives the accented letters of words that were set in capitals
// their case back, line by line: KếHOạCH is no way to write a word.
func restoreCapitals(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = capitalWords(line)
	}
	return strings.Join(lines, "\n")
}

// casing is how the plain letters of a word are set.
type casing int

const (
	unsaid   casing = iota // too few plain letters to tell: "Sở", "ý"
	small                  // a plain small letter
	capitals               // two plain capitals and no small letter, as no abbreviation has them
)

// capitalWords decides each word of a line; one that does not tell by itself
// goes with its neighbours when they agree.
func capitalWords(line string) string {
	words := wordsIn(line)
	kinds := make([]casing, len(words))
	for i, w := range words {
		kinds[i] = casingOf(line[w[0]:w[1]])
	}
	after := make([]casing, len(words)+1) // what the nearest word after each that tells is
	for i := len(words) - 1; i >= 0; i-- {
		if after[i] = kinds[i]; kinds[i] == unsaid {
			after[i] = after[i+1]
		}
	}
	var b strings.Builder
	at, before := 0, unsaid
	for i, w := range words {
		b.WriteString(line[at:w[0]])
		word := line[w[0]:w[1]]
		if kinds[i] != unsaid {
			before = kinds[i]
		}
		if before != small && after[i] != small && before+after[i] > unsaid {
			word = strings.ToUpper(word)
		}
		b.WriteString(word)
		at = w[1]
	}
	return b.String() + line[at:]
}

func wordsIn(line string) [][2]int {
	var out [][2]int
	start := -1
	for i, r := range line {
		switch {
		case unicode.IsLetter(r) && start < 0:
			start = i
		case !unicode.IsLetter(r) && start >= 0:
			out = append(out, [2]int{start, i})
			start = -1
		}
	}
	if start >= 0 {
		out = append(out, [2]int{start, len(line)})
	}
	return out
}

func casingOf(word string) casing {
	upper, accented, vowels := 0, 0, 0
	for i, r := range word {
		switch {
		case r < utf8.RuneSelf && unicode.IsLower(r):
			return small
		case r < utf8.RuneSelf:
			upper++
			if i > 0 && strings.ContainsRune("AEIOUY", r) {
				vowels++
			}
		case unicode.IsUpper(r):
			upper++
		default:
			accented++
		}
	}
	if strings.Trim(word, "IVX") == "" {
		return unsaid // a number
	}
	if upper >= 2 && (accented > 0 || upper >= 3 && vowels > 0) {
		return capitals
	}
	return unsaid // also abbreviations: "UBND"
}
