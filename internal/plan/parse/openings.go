package parse

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// mark is how a block opens; a lower one stands above a higher one in the tree
// of an administrative document (Decree 30/2020, annex I, II.6).
type mark int

const (
	part    mark = iota // Phần, Chương, A.
	section             // Mục
	roman               // I.
	article             // Điều
	number              // 1.
	decimal             // 1.1.
	letter              // a)
	dash                // -
	plain
	caps // a line in capitals
)

var openings = []struct {
	mark mark
	re   pattern
}{
	{part, words(`^(?i:phần|chương)\s+((?i:thứ\s+\p{L}+)|[IVX]+|\d{1,2})(?:\s*[.:)\-–]+\s*|\s*$|\s+)`)},
	{part, words(`^([A-HK])\s*[.)]\s+`)},
	{section, words(`^(?i:mục|tiểu mục)\s+([IVX]+|\d{1,2})(?:\s*[.:)\-–]+\s*|\s*$)`)},
	{roman, words(`^([IVX]{1,5})(?:\s*[.:)\-–/]\s*|\s*$)`)},
	{article, words(`^(?i:điều)\s+(\d{1,3})\s*[.:]\s*`)},
	{decimal, words(`^(\d{1,2}(?:\.\d{1,2}){1,2})(?:\s*[.)]\s*|\s+)`)},
	{number, words(`^(\d{1,2})\s*(?:[.)/]\s+|[.)]\s*)`)},
	{letter, words(`^([a-zđ])\s*(?:[).]\s+|\)\s*)`)},
	{dash, words(`^([-–—•●▪+*])\s*`)},
}

// open reads how a line opens.
func open(l line) block {
	b := block{line: l.no, text: l.text, mark: plain, alone: l.alone, caps: inCapitals(l.text)}
	for _, o := range openings {
		m := o.re.groupsAt(l.text)
		if m == nil {
			continue
		}
		label, rest := strings.TrimSpace(l.text[m[2]:m[3]]), l.text[m[1]:]
		if !reads(o.mark, label, rest, l.text[m[1]-1] != ' ') {
			continue
		}
		b.mark, b.label, b.text, b.caps = o.mark, label, rest, inCapitals(rest)
		if b.mark == dash {
			b.sign, b.label = label, ""
		}
		return b
	}
	if b.caps {
		b.mark = caps
	}
	return b
}

// reads reports that what follows a marker reads as a heading or a clause:
// "Phần lớn …", "A. Nguyễn Văn …", "9.500 hộ" do not.
func reads(m mark, label, rest string, tight bool) bool {
	switch {
	case rest == "":
		return true
	case m == part && len(label) == 1 && strings.Contains("ABCDEFGHK", label):
		return inCapitals(rest)
	case m == part, tight && (m == number || m == decimal):
		return startsUpper(rest)
	}
	return true
}

// ends reports a text that a sentence or a list item may end with.
func ends(s string) bool {
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, ";") || strings.HasSuffix(s, ":") || strings.HasSuffix(s, "…")
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// startsUpper reports a capital, also one within quotes or brackets.
func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "“\"«‘'(* "))
	return unicode.IsUpper(r)
}

// inCapitals reports a line of capitals only: a letterhead, a type of document.
func inCapitals(s string) bool {
	letters := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			if !unicode.IsUpper(r) {
				return false
			}
			letters++
		}
	}
	return letters >= 3
}
