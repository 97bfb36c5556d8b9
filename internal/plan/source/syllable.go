package source

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// rhymes are the ends that a Vietnamese syllable can have, without tones.
const rhymes = " a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây" +
	" e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu" +
	" o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăp oăt oc oe oen oeo oet oi om on ong oong ooc op ot" +
	" ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt ơu u ua uân uâng uât uây uc uê uêch uên uêt uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut" +
	" uy uya uych uyên uyêt uynh uyp uyt uyu ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu ư y yêm yên yêng yêt yêu "

// onsets are its beginnings, the longer ones first.
const onsets = "ngh ng gh gi kh nh ph qu th tr ch b c d đ g h k l m n p r s t v x"

// isSyllable reports a word that is written as a Vietnamese syllable can be:
// text that was converted from the wrong encoding is full of words that are not.
func isSyllable(word string) bool {
	tone := rune(0)
	var plain strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(word)) {
		if strings.ContainsRune(toneMarks, r) {
			if tone != 0 {
				return false
			}
			tone = r
			continue
		}
		plain.WriteRune(r)
	}
	w := norm.NFC.String(plain.String())
	if isRhyme(w, tone) {
		return true
	}
	for onset := range strings.FieldsSeq(onsets) {
		rest, ok := strings.CutPrefix(w, onset)
		if ok && spells(onset, rest) && isRhyme(rest, tone) {
			return true
		}
	}
	return false
}

// isRhyme reports a rhyme; one that ends in a stop has the acute or the dot.
func isRhyme(s string, tone rune) bool {
	if s == "" || !strings.Contains(rhymes, " "+s+" ") {
		return false
	}
	stop := strings.HasSuffix(s, "ch") || strings.ContainsRune("cpt", rune(s[len(s)-1]))
	return !stop || tone == '\u0301' || tone == '\u0323'
}

// spells reports that the onset is the one written before this vowel: k, gh and
// ngh before e, ê, i; c, g, ng before the others.
func spells(onset, rest string) bool {
	first, _ := utf8.DecodeRuneInString(rest)
	front := strings.ContainsRune("eêiy", first)
	switch onset {
	case "k", "gh", "ngh":
		return front
	case "c", "ng":
		return !front
	case "g":
		return !front || rest == "i" || strings.HasPrefix(rest, "iê")
	}
	return true
}

// weight is how much a text reads as Vietnamese: of its words with other than
// ASCII letters, how many there are and how many are syllables. Words of one
// letter tell nothing.
type weight struct{ words, syllables int }

// mostly reports that nearly all the words are syllables.
func (w weight) mostly() bool { return w.words > 0 && w.syllables*100 >= w.words*85 }

// enough is how many words are weighed: more do not tell more.
const enough = 4000

func weigh(s string) weight {
	var w weight
	for word := range strings.FieldsFuncSeq(s, func(r rune) bool { return r < utf8.RuneSelf && !unicode.IsLetter(r) || unicode.IsSpace(r) }) {
		word = strings.TrimFunc(word, func(r rune) bool { return unicode.In(r, unicode.Pi, unicode.Pf, unicode.Pd) || r == '…' })
		if utf8.RuneCountInString(word) < 2 || strings.IndexFunc(word, func(r rune) bool { return r >= utf8.RuneSelf }) < 0 {
			continue
		}
		w.words++
		if isSyllable(word) {
			w.syllables++
		}
		if w.words == enough {
			break
		}
	}
	return w
}
