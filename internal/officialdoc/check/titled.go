package check

import (
	"regexp"
	"strings"

	"lantoa/internal/officialdoc"
)

// titled checks the name of the type and the summary; for a letter, the summary
// below its number.
func (c *checker) titled(d paper) {
	t := d.title
	if t.name == nil {
		c.letter(d)
		return
	}
	c.look(officialdoc.TypeName, *t.name)
	if !t.known && !d.personal {
		c.add(officialdoc.TypeName, t.name.text, "check.type.unknown", word("check.value.known_type"), quoted(t.name.text))
	}
	if d.personal {
		for _, l := range t.summary {
			c.size(officialdoc.Summary, l)
		}
		return
	}
	if len(t.summary) == 0 {
		if t.kind != "GGT" && t.kind != "GNP" {
			c.lack(officialdoc.Summary)
		}
		return
	}
	for _, l := range t.summary {
		c.look(officialdoc.Summary, l)
	}
	if t.kind != officialdoc.Minutes || len(t.strokes) > 0 { // model 1.9 has no line
		c.rule(officialdoc.Summary, t.summary, t.strokes, c.rules.Rule, c.shortRule())
	}
	if t.kind == officialdoc.Decision || t.kind == officialdoc.Resolution {
		if len(t.authority) == 0 {
			c.lack(officialdoc.Authority)
		}
		for _, l := range t.authority {
			c.look(officialdoc.Authority, l)
		}
	}
}

// letter checks a document without the name of a type: a letter, or one that
// lacks it.
func (c *checker) letter(d paper) {
	var summary []line
	for n, l := range d.head.left.lines {
		if strings.HasPrefix(l.fold(), "v v ") {
			summary = d.head.left.lines[n:]
			for at, l := range summary {
				if stampOf(l.text) != "" || l.gap {
					summary = summary[:at]
					break
				}
			}
			break
		}
	}
	switch {
	case d.personal && len(summary) == 0:
		return
	case len(summary) > 0:
	case d.number != nil && officialdoc.Types()[officialdoc.Type(d.number.groups()[0])] != "", d.number == nil:
		c.lack(officialdoc.TypeName)
		return
	default:
		c.lack(officialdoc.LetterSummary)
		return
	}
	for _, l := range summary {
		c.look(officialdoc.LetterSummary, l)
	}
	if !strings.HasPrefix(summary[0].text, "V/v ") {
		c.add(officialdoc.LetterSummary, summary[0].text, "check.letter_summary.word", quoted("V/v"), quoted(summary[0].text))
	}
}

// addressed checks "Kính gửi:" and who is named.
func (c *checker) addressed(d paper) {
	to := d.title.to
	if len(to) == 0 {
		if !d.personal && (d.title.kind == officialdoc.Submission || d.title.name == nil) {
			c.lack(officialdoc.To)
		}
		return
	}
	for _, l := range to {
		c.size(officialdoc.To, l)
		c.slant(officialdoc.To, l)
		c.weight(officialdoc.To, l)
	}
	head, first, colon := strings.Cut(to[0].text, ":")
	if !colon || len([]rune(head)) > len([]rune("Kính gửi "))+2 {
		c.add(officialdoc.To, to[0].text, "check.to.colon", quoted(officialdoc.ToWord), quoted(to[0].text))
	}
	entries := to[1:]
	if first = strings.TrimSpace(first); first != "" && len(entries) > 0 {
		entries = append([]line{{text: first, spans: to[0].spans, para: to[0].para}}, entries...)
	}
	if len(entries) < 2 {
		return
	}
	c.listed(officialdoc.To, entries)
}

// listed checks that each line of a list begins with a dash and ends with a
// semicolon, the last with a full stop.
func (c *checker) listed(component officialdoc.Component, entries []line) {
	for n, l := range entries {
		if !strings.HasPrefix(l.text, "- ") && !(strings.HasPrefix(l.text, "-") && len(l.text) > 1) {
			c.add(component, l.text, "check.list.dash", quoted("- "), quoted(l.text))
		}
		want := ";"
		if n == len(entries)-1 {
			want = "."
		}
		if !strings.HasSuffix(l.text, want) {
			r := []rune(l.text)
			c.add(component, l.text, "check.list.end", quoted(want), quoted(string(r[max(0, len(r)-15):])))
		}
	}
}

// lawMark is a law with the number that a basis leaves out (II.6.a).
var lawMark = regexp.MustCompile(`(?i)^căn cứ (luật|bộ luật|pháp lệnh)\s.*\b(số\s+\d|\d+/\d{4}/(QH|UBTVQH|PL))`)

// bases checks the bases of the document.
func (c *checker) bases(t title) {
	for n, l := range t.bases {
		c.size(officialdoc.Basis, l)
		c.slant(officialdoc.Basis, l)
		c.weight(officialdoc.Basis, l)
		want := ";"
		if n == len(t.bases)-1 {
			want = "."
		}
		if !strings.HasSuffix(l.text, want) && !(want == "." && strings.HasSuffix(l.text, ",")) {
			r := []rune(l.text)
			c.add(officialdoc.Basis, l.text, "check.basis.end", quoted(want), quoted(string(r[max(0, len(r)-20):])))
		}
		if lawMark.MatchString(l.text) {
			c.add(officialdoc.Basis, l.text, "check.basis.law", word("check.value.law"), quoted(l.text))
		}
	}
	if (t.kind == officialdoc.Decision || t.kind == officialdoc.Resolution) && t.name != nil && len(t.bases) == 0 {
		c.lack(officialdoc.Basis)
	}
}
