package parse

import (
	"strings"
	"unicode/utf8"
)

// block is a paragraph of the document, put together again from the lines that
// wrapping and page breaks made of it.
type block struct {
	line  int    // of its first line, from 1
	text  string // without its marker
	mark  mark
	label string // the marker's number or letter: "III", "10", "b"
	sign  string // of a dash: "-", "+"
	final bool   // ended with "./.", which ends a document's body

	parts []string // lines, until the block is whole
	caps  bool     // all its lines are capitals
	alone bool
}

// document is the text as a list of blocks in the order of the text; marks give
// the tree.
type document struct {
	blocks  []block
	set     setting
	labels  [caps + 1]string // the last label of each mark
	inTail  bool             // after "Nơi nhận"
	long    bool             // of too many lines to be read
	started bool             // a part, section, article or clause has opened
}

func newDocument(text string) document {
	lines := readLines(text)
	if len(lines) > maxLines {
		return document{long: true}
	}
	lines = columns(lines)
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
	if namesDocument(l.text) {
		doc.inTail, doc.started = false, false
	}
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
