package parse

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// block is a paragraph of the document, put together again from the lines that
// wrapping and page breaks made of it.
type block struct {
	line  int    // of its first line, from 1
	text  string // without its marker
	mark  mark
	label string // the marker's number or letter: "III", "10", "b"
	final bool   // ended with "./.", which ends a document's body

	parts []string // lines, until the block is whole
	caps  bool     // all its lines are capitals
	alone bool
}

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
	re   *regexp.Regexp
}{
	{part, regexp.MustCompile(`^(?i:phần|chương)\s+((?i:thứ\s+\p{L}+)|[IVX]+|\d{1,2})(?:\s*[.:)\-–]+\s*|\s*$|\s+)`)},
	{part, regexp.MustCompile(`^([A-HK])\s*[.)]\s+`)},
	{section, regexp.MustCompile(`^(?i:mục|tiểu mục)\s+([IVX]+|\d{1,2})(?:\s*[.:)\-–]+\s*|\s*$)`)},
	{roman, regexp.MustCompile(`^([IVX]{1,5})(?:\s*[.:)\-–/]\s*|\s*$)`)},
	{article, regexp.MustCompile(`^(?i:điều)\s+(\d{1,3})\s*[.:]\s*`)},
	{decimal, regexp.MustCompile(`^(\d{1,2}(?:\.\d{1,2}){1,2})(?:\s*[.)]\s*|\s+)`)},
	{number, regexp.MustCompile(`^(\d{1,2})\s*(?:[.)/]\s+|[.)]\s*)`)},
	{letter, regexp.MustCompile(`^([a-zđ])\s*(?:[).]\s+|\)\s*)`)},
	{dash, regexp.MustCompile(`^([-–—•●▪+*])\s*`)},
}

// open reads how a line opens.
func open(l line) block {
	b := block{line: l.no, text: l.text, mark: plain, alone: l.alone, caps: inCapitals(l.text)}
	for _, o := range openings {
		m := o.re.FindStringSubmatchIndex(l.text)
		if m == nil {
			continue
		}
		label, rest := strings.TrimSpace(l.text[m[2]:m[3]]), l.text[m[1]:]
		if !reads(o.mark, label, rest, l.text[m[1]-1] != ' ') {
			continue
		}
		b.mark, b.label, b.text, b.caps = o.mark, label, rest, inCapitals(rest)
		if b.mark == dash {
			b.label = ""
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

// document is the text as a list of blocks in the order of the text; marks give
// the tree.
type document struct {
	blocks  []block
	set     setting
	labels  [caps + 1]string // the last label of each mark
	inTail  bool             // after "Nơi nhận"
	started bool             // a part, section, article or clause has opened
}

func newDocument(text string) document {
	lines := columns(readLines(text))
	doc := document{set: settingOf(lines)}
	for i, l := range lines {
		doc.add(l, i == 0 || doc.set.roomBefore(lines[i-1], l))
	}
	for i := range doc.blocks {
		doc.blocks[i].finish()
	}
	return doc
}

// roomBefore reports that the line's first word had room on the line before it:
// no wrapping broke it there, a paragraph ended. An indent says the same.
func (s setting) roomBefore(before, l line) bool {
	word, _, _ := strings.Cut(l.text, " ")
	used := utf8.RuneCountInString(before.text) + 1 + utf8.RuneCountInString(word)
	return used*10 <= s.width*9 || l.indent >= before.indent+3 && ends(before.text)
}

func (b *block) finish() {
	if len(b.parts) > 0 {
		b.text = strings.TrimSpace(b.text + " " + strings.Join(b.parts, " "))
		b.parts = nil
	}
	if rest, ok := strings.CutSuffix(b.text, "/."); ok {
		b.final = true
		b.text = strings.TrimRight(rest, " .") + "."
	}
}

// last is the block's last line: with it, joining never looks at the whole text again.
func (b *block) last() string {
	if n := len(b.parts); n > 0 {
		return b.parts[n-1]
	}
	return b.text
}

// add opens a block with the line, or lets it go on the block before.
func (doc *document) add(l line, room bool) {
	b := open(l)
	doc.inTail = doc.inTail || isRecipients(l.text)
	if n := len(doc.blocks); n > 0 {
		before := &doc.blocks[n-1]
		if doc.titles(*before, b, l) {
			before.text, before.caps = b.text, b.caps
			return
		}
		if !doc.opens(before, b, l, room) {
			before.parts = append(before.parts, l.text)
			before.caps = before.caps && inCapitals(l.text)
			return
		}
	}
	doc.started = doc.started || b.mark < dash
	doc.labels[b.mark] = b.label
	for m := b.mark + 1; b.mark < dash && m < dash; m++ {
		doc.labels[m] = "" // numbering begins anew below
	}
	doc.blocks = append(doc.blocks, b)
}

// titles reports the heading of a part whose number stands on a line of its own.
func (doc *document) titles(before, b block, l line) bool {
	return before.mark <= roman && before.text == "" && len(before.parts) == 0 && (b.mark == caps || b.mark == plain) && !doc.inTail
}

// opens decides whether the line opens a block. Within a paragraph any line goes
// on that does not open one; across a blank line (a page break) only one that
// goes on in lower case after an unfinished sentence.
func (doc *document) opens(before *block, b block, l line, room bool) bool {
	last := before.last()
	ended := ends(last)
	switch {
	case l.alone || before.alone || doc.inTail && before.mark >= plain && !startsLower(l.text):
		return true
	case b.mark == caps:
		return !doc.capsGoOn(before, l)
	case before.mark == caps:
		return true
	case b.mark != plain:
		return l.blank || ended || before.caps || doc.set.whole || doc.expects(before, b) || b.mark == dash && room && startsUpper(b.text)
	case l.blank:
		return ended || !goesOn(last, l.text)
	case isLabel(l.text) || isLabel(firstRunes(before.text, 80)):
		return true
	case !doc.started && isBasis(l.text), before.caps && !startsLower(l.text):
		return true
	case doc.set.whole:
		return ended || !startsLower(l.text)
	case doc.set.dense && opensCharge(l.text):
		return ended || room
	}
	return doc.set.dense && room && (ended || startsUpper(l.text))
}

// capsGoOn reports a line in capitals that is the rest of a heading, or words in
// capitals in the middle of a paragraph.
func (doc *document) capsGoOn(before *block, l line) bool {
	if l.blank || doc.inTail || before.mark == caps || ends(before.last()) || isType(l.text) {
		return false
	}
	if before.mark < dash {
		return before.caps || !doc.set.whole
	}
	return doc.started && !doc.set.whole && !before.caps
}

// expects reports a marker that continues a numbering (2 after 1) or begins one,
// where nothing else says that a block opens.
func (doc *document) expects(before *block, b block) bool {
	if b.mark == dash {
		return doc.inTail && startsUpper(b.text) && (before.mark == dash || isRecipients(before.text))
	}
	words := strings.Fields(before.last())
	if b.text != "" && !startsUpper(b.text) || len(words) > 0 && refers(words[len(words)-1]) {
		return false
	}
	return b.mark <= section || b.mark == decimal || follows(doc.labels[b.mark], b.label)
}

// refers reports a word after which a number belongs to the sentence.
func refers(word string) bool {
	switch strings.ToLower(word) {
	case "điều", "khoản", "điểm", "số", "mục", "phần", "thứ", "chương", "quý", "tháng", "ngày", "năm", "loại", "cấp", "khóa", "là", "và", "từ", "đến", "hạng":
		return true
	}
	return false
}

const (
	romanOrder  = " I II III IV V VI VII VIII IX X XI XII XIII XIV XV "
	letterOrder = " a b c d đ e g h i k l m n o p q r s t u v x y "
	plainOrder  = " a b c d e f g h i j k l m n o p q r s t u v w x y z "
	numberOrder = " 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 "
)

// follows reports a label that is the first of its order or the next after last.
func follows(last, label string) bool {
	for _, order := range []string{romanOrder, letterOrder, plainOrder, numberOrder} {
		if strings.HasPrefix(order, " "+label+" ") || last != "" && strings.Contains(order, " "+last+" "+label+" ") {
			return true
		}
	}
	return false
}

// goesOn reports a line after a page break that continues the unfinished line before it.
func goesOn(last, next string) bool {
	if startsLower(next) || strings.HasSuffix(last, ",") {
		return true
	}
	switch last[strings.LastIndexByte(last, ' ')+1:] {
	case "của", "và", "các", "những", "với", "cho", "tại", "theo", "trong", "do", "bằng", "hoặc":
		return true
	}
	return false
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

// isLabel reports a line that stands alone by its words.
func isLabel(s string) bool {
	return isRecipients(s) || symbolLine.MatchString(s) || dateLine.MatchString(s) || labelled.MatchString(s)
}

var basis = regexp.MustCompile(`^(?:Căn cứ|Thực hiện|Triển khai|Nhằm|Để|Theo)\s`)

// isBasis reports a paragraph that gives the grounds of a document.
func isBasis(s string) bool { return basis.MatchString(s) }
