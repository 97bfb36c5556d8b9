package check

import (
	"strings"

	"lantoa/internal/officialdoc"
)

// appendix checks an appendix: its label, its title, and what it goes with.
func (c *checker) appendix(p *part) {
	label := lineOf(p.items[0].Para, c.width(p.items[0]))
	c.look(officialdoc.AppendixLabel, label)
	at := 1
	found := false
	for ; at < len(p.items) && p.items[at].Para != nil; at++ {
		l := lineOf(p.items[at].Para, c.width(p.items[at]))
		fold := l.fold()
		switch {
		case l.text == "" || isRule(l.text):
			continue
		case strings.HasPrefix(fold, "kem theo") || strings.HasPrefix(fold, "ban hanh kem theo"):
			found = true
			c.look(officialdoc.AppendixOf, l)
			if !strings.HasPrefix(l.text, "(") || !strings.HasSuffix(l.text, ")") || !strings.Contains(fold, "so") || !strings.Contains(fold, "ngay") {
				c.add(officialdoc.AppendixOf, l.text, "check.appendix.of", quoted("(Kèm theo … số …/… ngày … tháng … năm … của …)"), quoted(l.text))
			}
			continue
		case !found && !numbered(l.text) && (l.centred() || l.bold() && upper(l.text)):
			c.look(officialdoc.AppendixTitle, l)
			continue
		}
		break
	}
	if !found {
		c.lack(officialdoc.AppendixOf)
	}
	body := p.items[at:]
	k := c.closingOf(body)
	c.body(body[:k.start])
}

// appendices checks what a document and its appendices owe each other: a word in
// the body that points at them, and Roman numerals where there are two or more.
func (c *checker) appendices(p *part, rest []part) {
	n := 0
	for n < len(rest) && rest[n].sheet {
		n++
	}
	if n == 0 {
		return
	}
	if !mentionsAppendix(p.items) {
		c.add(officialdoc.AppendixLabel, textOf(rest[0].items[0].Para), "check.appendix.mention", word("check.value.mention"), missing())
	}
	for at, sheet := range rest[:n] {
		text := textOf(sheet.items[0].Para)
		m := appendixMark.FindStringSubmatch(text)
		if want := officialdoc.Roman(at + 1); m != nil && m[1] != want && (n > 1 || m[1] != "" && roman(m[1]) == 0) {
			c.add(officialdoc.AppendixLabel, text, "check.appendix.roman", quoted(officialdoc.AppendixWord+" "+want), quoted(text))
		}
	}
}
