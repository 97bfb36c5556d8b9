package check

import (
	"strings"

	"lantoa/internal/i18n"
	"lantoa/internal/officialdoc"
)

// paper is a document with its components found.
type paper struct {
	head     letterhead
	number   *numberLine
	title    title
	closing  closing
	body     []item
	personal bool // of a person, or a sheet within a dossier: it has no number
}

// paper checks a document that is no appendix.
func (c *checker) paper(p *part) {
	d := paper{head: c.letterheadOf(p.items)}
	d.number = d.head.numbered()
	rest := p.items[d.head.end:]
	d.closing = c.closingOf(rest)
	attached := rest[d.closing.end:]
	rest = rest[:d.closing.start]
	d.title = c.titleOf(rest)
	d.personal = d.number == nil && (d.closing.label == nil || d.title.personal())
	d.body = rest[d.title.end:]
	c.state(d.head, rest)
	c.issuer(d.head, d.personal)
	c.titled(d)
	if d.number == nil && !d.personal {
		c.lack(officialdoc.Number)
	}
	if d.number != nil {
		c.numberLine(*d.number, d.title.kind, d.title.name != nil)
	}
	c.place(d.head, d.number, !d.personal && d.title.kind != officialdoc.Minutes)
	c.addressed(d)
	c.bases(d.title)
	c.body(d.body)
	c.endMark(d)
	c.closed(d)
	c.body(attached)
}

// endMark checks that the body ends with the mark, where it ends in a text.
func (c *checker) endMark(d paper) {
	if d.personal {
		return
	}
	for n := len(d.body) - 1; n >= 0; n-- {
		i := d.body[n]
		if i.empty() && !i.Para.Picture {
			continue
		}
		if i.Grid != nil || i.Para.Picture {
			return
		}
		if text := textOf(i.Para); !strings.HasSuffix(text, c.rules.End) {
			r := []rune(text)
			c.add(officialdoc.Body, text, "check.body.end", quoted(c.rules.End), quoted(string(r[max(0, len(r)-20):])))
		}
		return
	}
}

// mentionsAppendix reports a body that points at what goes with it (III.1.a).
func mentionsAppendix(items []item) bool {
	for _, i := range items {
		if i.Para == nil {
			continue
		}
		if fold := i18n.Fold(textOf(i.Para)); strings.Contains(fold, "phu luc") || strings.Contains(fold, "kem theo") {
			return true
		}
	}
	return false
}
