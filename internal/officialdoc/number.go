package officialdoc

import (
	"slices"
	"strconv"
	"strings"
)

// letters are the points' in the order of Appendix I, II.6đ: the Vietnamese
// alphabet without the letters that carry a sign, but for đ.
const letters = "abcdđeghiklmnopqrstuvxy"

// PointLetter is the letter of the nth point, from 1: a, b, c, d, đ, e, g, … y, aa, ab.
func PointLetter(n int) string {
	all := []rune(letters)
	text := ""
	for ; n > 0; n = (n - 1) / len(all) {
		text = string(all[(n-1)%len(all)]) + text
	}
	return text
}

// PointNumber is the place of a point's letter, from 1; 0 for what is none.
func PointNumber(letter string) int {
	if len(letter) > 12 { // a word
		return 0
	}
	n, all := 0, []rune(letters)
	for _, r := range letter {
		at := slices.Index(all, r)
		if at < 0 {
			return 0
		}
		n = n*len(all) + at + 1
	}
	return n
}

// Roman writes a number from 1 to 3999 in Roman numerals, any other in Arabic ones.
func Roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, step := range []struct {
		value int
		text  string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for n >= step.value {
			b.WriteString(step.text)
			n -= step.value
		}
	}
	return b.String()
}

// Counted is a block with the number that it has among the others: 0 where its
// kind has none.
type Counted struct {
	Block
	No int
}

// Count counts the blocks of a body: parts and articles through; sections anew in
// each part; headings and clauses together, anew in each section and article;
// points anew below whatever stands above them.
func Count(body []Block) []Counted {
	out := make([]Counted, len(body))
	var part, section, article, clause, point int
	for i, b := range body {
		out[i].Block = b
		switch b.Kind {
		case PartBlock:
			part++
			section, clause, point = 0, 0, 0
			out[i].No = part
		case SectionBlock:
			section++
			clause, point = 0, 0
			out[i].No = section
		case ArticleBlock:
			article++
			clause, point = 0, 0
			out[i].No = article
		case HeadingBlock, ClauseBlock:
			clause++
			point = 0
			out[i].No = clause
		case PointBlock:
			point++
			out[i].No = point
		}
	}
	return out
}

// Label is the number as it is written: "Phần I", "I.", "Điều 1.", "1.", "a)", "-";
// "" for kinds that have none.
func (n Counted) Label() string {
	switch n.Kind {
	case PartBlock:
		return "Phần " + Roman(n.No)
	case SectionBlock:
		return Roman(n.No) + "."
	case ArticleBlock:
		return "Điều " + strconv.Itoa(n.No) + "."
	case HeadingBlock, ClauseBlock:
		return strconv.Itoa(n.No) + "."
	case PointBlock:
		return PointLetter(n.No) + ")"
	case DashBlock:
		return "-"
	}
	return ""
}
