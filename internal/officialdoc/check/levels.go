package check

import (
	"regexp"
	"strconv"
	"strings"

	"lantoa/internal/officialdoc"
)

// level is what a paragraph of a body is.
type level int

const (
	plainLevel   level = iota
	partLevel          // "Phần I", "Chương I"
	subpartLevel       // "Mục 1", "Tiểu mục 1"
	sectionLevel       // "I. …"
	articleLevel       // "Điều 1. …"
	clauseLevel        // "1. …"
	pointLevel         // "a) …"
	dashLevel          // "- …"
)

var (
	sectionMark = regexp.MustCompile(`^([IVXLC]+)([.\-:)/])\s*\S`)
	articleMark = regexp.MustCompile(`(?i)^điều\s+(\d+|[IVXLC]+)\s*([.:)]?)(\s|$)`)
	clauseMark  = regexp.MustCompile(`^(\d{1,3})\s*([.)/])\s*\D`)
	manyMark    = regexp.MustCompile(`^\d{1,3}(\.\d{1,3})+\.?\s`)
	pointMark   = regexp.MustCompile(`^([a-zđ]{1,2})\s*([.)/])\s+\S`)
	dashMark    = regexp.MustCompile(`^[-–—+•*]\s*\S`)
)

func isSection(text string) bool {
	m := sectionMark.FindStringSubmatch(text)
	return m != nil && roman(m[1]) > 0
}

// numbered reports a text that a level's label begins.
func numbered(text string) bool {
	return isSection(text) || articleMark.MatchString(text) || clauseMark.MatchString(text) || manyMark.MatchString(text) || pointMark.MatchString(text) || dashMark.MatchString(text)
}

// label is a paragraph's level with its number and the sign behind it.
type label struct {
	level
	no   string
	sign string
	word string // "Phần", "Mục"
}

func labelOf(l line) label {
	text := l.text
	if m := partMark.FindStringSubmatch(text); m != nil && (l.centred() || l.bold()) {
		kind := partLevel
		if w := strings.ToLower(m[1]); w == "mục" || w == "tiểu mục" {
			kind = subpartLevel
		}
		return label{kind, m[2], "", m[1]}
	}
	if m := articleMark.FindStringSubmatch(text); m != nil && (m[2] != "" || l.bold()) {
		return label{articleLevel, m[1], m[2], ""}
	}
	if m := sectionMark.FindStringSubmatch(text); m != nil && roman(m[1]) > 0 {
		return label{sectionLevel, m[1], m[2], ""}
	}
	if manyMark.MatchString(text) {
		return label{}
	}
	if m := clauseMark.FindStringSubmatch(text); m != nil {
		return label{clauseLevel, m[1], m[2], ""}
	}
	if m := pointMark.FindStringSubmatch(text); m != nil && (m[2] == ")" || len([]rune(m[1])) == 1) {
		return label{pointLevel, m[1], m[2], ""}
	}
	if dashMark.MatchString(text) {
		return label{level: dashLevel}
	}
	return label{}
}

// roman reads a Roman numeral, 0 for what is none.
func roman(s string) int {
	worth := map[rune]int{'I': 1, 'V': 5, 'X': 10, 'L': 50, 'C': 100}
	n, last := 0, 0
	for _, r := range s {
		v := worth[r]
		if n += v; v > last {
			n -= 2 * last
		}
		last = v
	}
	if officialdoc.Roman(n) != s {
		return 0
	}
	return n
}

// counter follows the numbers of a body.
type counter struct {
	last  map[level]int
	plain map[level]bool // a text without a label came since
}

// next compares a number with the one that should come; it returns that, 0 where
// the number is right.
func (k *counter) next(at level, no int) int {
	if k.last == nil {
		k.last, k.plain = map[level]int{}, map[level]bool{}
	}
	want := k.last[at] + 1
	if no == 1 && k.plain[at] {
		want = 1 // a list of its own
	}
	k.last[at], k.plain[at] = no, false
	for below := at + 1; below <= pointLevel; below++ {
		if below == articleLevel || at == subpartLevel && below == sectionLevel {
			continue // articles count through
		}
		delete(k.last, below)
	}
	if no == want {
		return 0
	}
	return want
}

func (k *counter) text() {
	for at := range k.plain {
		k.plain[at] = true
	}
}

// labelled checks the label of a level: how its number is written, and which comes.
func (c *checker) labelled(k *counter, l line, b label) {
	order := func(component officialdoc.Component, no int, write func(int) string) {
		if want := k.next(b.level, no); want > 0 {
			c.add(component, l.text, "check.level.order", quoted(write(want)), quoted(write(no)))
		}
	}
	sign := func(component officialdoc.Component, want string) {
		if b.sign != want {
			c.add(component, l.text, "check.level.sign", quoted(b.no+want), quoted(b.no+b.sign))
		}
	}
	arabic := func(suffix string) func(int) string { return func(n int) string { return strconv.Itoa(n) + suffix } }
	switch b.level {
	case partLevel:
		if n := roman(strings.ToUpper(b.no)); n > 0 {
			order(officialdoc.PartLabel, n, func(n int) string { return b.word + " " + officialdoc.Roman(n) })
		} else if n, err := strconv.Atoi(b.no); err == nil {
			c.add(officialdoc.PartLabel, l.text, "check.part.roman", quoted(b.word+" "+officialdoc.Roman(n)), quoted(l.text))
			k.next(partLevel, n)
		}
	case subpartLevel:
		if n, err := strconv.Atoi(b.no); err != nil {
			c.add(officialdoc.PartLabel, l.text, "check.part.arabic", quoted(b.word+" "+strconv.Itoa(roman(b.no))), quoted(l.text))
		} else if strings.EqualFold(b.word, "mục") && n > 0 {
			k.next(subpartLevel, n)
		}
	case sectionLevel:
		sign(officialdoc.Section, ".")
		order(officialdoc.Section, roman(b.no), func(n int) string { return officialdoc.Roman(n) + "." })
	case articleLevel:
		n, err := strconv.Atoi(b.no)
		if err != nil {
			c.add(officialdoc.Article, l.text, "check.part.arabic", quoted("Điều "+strconv.Itoa(roman(b.no))+"."), quoted("Điều "+b.no))
			n = roman(b.no)
		}
		sign(officialdoc.Article, ".")
		order(officialdoc.Article, n, func(n int) string { return "Điều " + strconv.Itoa(n) + "." })
	case clauseLevel:
		sign(officialdoc.Clause, ".")
		order(officialdoc.Clause, whole(b.no), arabic("."))
	case pointLevel:
		sign(officialdoc.Point, ")")
		c.pointOrder(k, l, b)
	}
}

func (c *checker) pointOrder(k *counter, l line, b label) {
	n := officialdoc.PointNumber(b.no)
	if n == 0 {
		n = k.last[pointLevel] + 1
		k.next(pointLevel, n)
		c.add(officialdoc.Point, l.text, "check.point.letter", quoted(officialdoc.PointLetter(n)+")"), quoted(b.no+")"))
		return
	}
	if want := k.next(pointLevel, n); want > 0 {
		c.add(officialdoc.Point, l.text, "check.point.order", quoted(officialdoc.PointLetter(want)+")"), quoted(b.no+")"))
	}
}

func whole(s string) int {
	n, _ := strconv.Atoi(s) // digits, by the pattern
	return n
}
