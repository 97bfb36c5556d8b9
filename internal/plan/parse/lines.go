package parse

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"lantoa/internal/i18n"
)

// block is a paragraph of the document, put together again from the lines that
// wrapping and page breaks made of it.
type block struct {
	line  int    // of its first line, from 1
	text  string // without its marker
	mark  mark
	label string // the marker's number or letter: "III", "10", "b"
}

// mark is how a block opens.
type mark int

const (
	plain  mark = iota
	roman       // I. Phần, Chương
	number      // 1.
	letter      // a)
	dash        // -
	caps        // a line in capitals
)

var (
	space      = regexp.MustCompile(`[\s\x{00a0}\x{200b}\x{feff}]+`)
	pageNumber = regexp.MustCompile(`^[-–—\s]*(?:(?i:trang)\s*)?\d{1,3}[-–—\s]*$`)
	openRoman  = regexp.MustCompile(`^(?:(?:PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục)\s+)?([IVX]{1,5})(?:\s*[.:)\-–]|\s*$)\s*`)
	openNumber = regexp.MustCompile(`^(?:Điều\s+)?(\d{1,2})\s*[.)]\s+`)
	openLetter = regexp.MustCompile(`^([a-zđ])\s*[).]\s+`)
	openDash   = regexp.MustCompile(`^[-–—•+*]\s*`)
)

// document is the text as a list of blocks.
type document struct{ blocks []block }

func newDocument(text string) document {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n\n").Replace(norm.NFC.String(text))
	var doc document
	blank := true
	for i, raw := range strings.Split(text, "\n") {
		s := strings.TrimSpace(space.ReplaceAllString(raw, " "))
		if s == "" || pageNumber.MatchString(s) {
			blank = true
			continue
		}
		doc.add(s, i+1, blank)
		blank = false
	}
	return doc
}

// add opens a block with the line, or lets it go on the block before.
func (doc *document) add(s string, line int, afterBlank bool) {
	var before *block
	if n := len(doc.blocks); n > 0 {
		before = &doc.blocks[n-1]
	}
	free := before == nil || afterBlank || ends(before.text) || before.mark == caps
	b := open(s, line)
	if before != nil && goesOn(*before, b, s, free, afterBlank) {
		before.text += " " + s
		return
	}
	doc.blocks = append(doc.blocks, b)
}

// goesOn decides whether the line continues the block before it: within a
// paragraph any line does that does not open one; across a blank line (a page
// break) only one that goes on in lower case after an unfinished sentence.
func goesOn(before, b block, s string, free, afterBlank bool) bool {
	if before.mark == caps || b.mark == caps {
		return false
	}
	if b.mark != plain && free {
		return false
	}
	if afterBlank {
		return b.mark == plain && !ends(before.text) && startsLower(s)
	}
	return !isLabel(s) && !isLabel(before.text)
}

func open(s string, line int) block {
	b := block{line: line, text: s}
	switch {
	case openRoman.MatchString(s):
		m := openRoman.FindStringSubmatchIndex(s)
		b.mark, b.label, b.text = roman, s[m[2]:m[3]], s[m[1]:]
	case openNumber.MatchString(s):
		m := openNumber.FindStringSubmatchIndex(s)
		b.mark, b.label, b.text = number, s[m[2]:m[3]], s[m[1]:]
	case openLetter.MatchString(s):
		m := openLetter.FindStringSubmatchIndex(s)
		b.mark, b.label, b.text = letter, s[m[2]:m[3]], s[m[1]:]
	case openDash.MatchString(s):
		b.mark, b.text = dash, s[len(openDash.FindString(s)):]
	case inCapitals(s):
		b.mark = caps
	}
	return b
}

// ends reports a text that a sentence or a list item may end with.
func ends(s string) bool {
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, ";") || strings.HasSuffix(s, ":") || strings.HasSuffix(s, "./")
}

func startsLower(s string) bool {
	for _, r := range s {
		return unicode.IsLower(r)
	}
	return false
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

// isLabel reports a line that stands alone by its words.
func isLabel(s string) bool {
	f := i18n.Fold(s)
	return strings.HasPrefix(f, "noi nhan") || symbolLine.MatchString(s) || dateLine.MatchString(s)
}

// sentences splits a text at the ends of sentences: a full stop before a space
// and a capital, which is not part of an ellipsis or an abbreviation.
func sentences(text string) []string {
	var out []string
	rs := []rune(text)
	start := 0
	for i, r := range rs {
		if r != '.' || i+2 >= len(rs) || rs[i+1] != ' ' || !unicode.IsUpper(rs[i+2]) {
			continue
		}
		if i > 0 && rs[i-1] == '.' || abbreviated(rs[start:i]) {
			continue
		}
		out = append(out, strings.TrimSpace(string(rs[start:i+1])))
		start = i + 1
	}
	return append(out, strings.TrimSpace(string(rs[start:])))
}

// abbreviated reports text whose last word is an abbreviation before its stop:
// "TP", "TT", a single letter.
func abbreviated(rs []rune) bool {
	words := strings.Fields(string(rs))
	if len(words) == 0 {
		return true
	}
	last := words[len(words)-1]
	return len([]rune(last)) == 1 && unicode.IsLetter([]rune(last)[0]) || last == "TP" || last == "TX" || last == "TT"
}

// items splits criteria: an item ends at a semicolon and at the end of a sentence.
func items(text string) []string {
	out := []string{}
	for _, s := range sentences(text) {
		for part := range strings.SplitSeq(s, ";") {
			part = strings.TrimSpace(part)
			if !strings.HasSuffix(part, "..") {
				part = strings.TrimSuffix(part, ".")
			}
			if strings.Trim(part, " .…-") != "" {
				out = append(out, part)
			}
		}
	}
	return out
}
